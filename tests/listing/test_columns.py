"""The columns of the library's list, and what they say."""

from __future__ import annotations

import pytest

from listing.plain import register
from threadview.listing.columns import dates_shown, framed, heads, row
from threadview.listing.orders import ORDERS
from threadview.wrap import cells

SOME = next(iter(register(60)))


def test_no_row_is_wider_than_the_list() -> None:
    for item in register(60):
        for width in (10, 30, 90, 200):
            assert sum(cells(run.text) for run in row(item, width)) <= max(width, 30)


@pytest.mark.parametrize(
    ("width", "there"),
    [
        (30, 0),
        (80, 5),
        (100, 7),
        (120, 7),
    ],
)
def test_columns_that_fit_and_never_more_than_the_width(width: int, there: int) -> None:
    """What is asked of a list at 100 columns and beside a preview at 150 is all of them."""
    frame = framed(width)
    assert len(frame.columns) == there
    assert frame.title + sum(column.width for column in frame.columns) == width
    for order in ORDERS:
        assert sum(cells(run.text) for run in heads(width, order, False)) == width
    for number in (0, 999_999, 12_345_678):
        for column in frame.columns:
            of = SOME
            big = of._replace(
                entry=of.entry._replace(posts=number, people=number, size=number * 99),
                seen=1,
                notes=number,
            )
            assert cells(column.text(big)) < column.width


@pytest.mark.parametrize(
    ("begun", "ended", "shown"),
    [
        (None, None, ""),
        ("2014-04-02", "2014-04-07", "7 Apr 2014"),
        ("2014-01-02", "2014-04-07", "Jan – 7 Apr 2014"),
        ("2012-03-02", "2014-04-07", "Mar 2012 – Apr 2014"),
        ("2012", "2014", "2012 – 2014"),
    ],
)
def test_first_and_last_date_in_little_room(
    begun: str | None, ended: str | None, shown: str
) -> None:
    assert dates_shown(begun, ended) == shown
