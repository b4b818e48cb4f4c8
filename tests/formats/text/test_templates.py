"""Lines of a template with several slots are told from prose by what comes back beside their dates;
index pages are told by the headings of their columns."""

from __future__ import annotations

import pytest

from threadview.dump import dump_of
from threadview.formats.text.lines.cells import Cleaner, cells_of
from threadview.formats.text.lines.kind import DATE
from threadview.formats.text.lines.tables import tables
from threadview.formats.text.lines.templates import recurring
from threadview.reading import read_thread

PEOPLE = ("marlin", "tern77", "Old Auk", "marlin", "gull_wing", "tern77")
BARE = frozenset(("everything",))


def _tagline(n: int, name: str) -> str:
    return f"[–]{name} {n} glimps{n + 1} glimps{n + 2} glimps {n + 1} years ago ({n} zorks)"


def _said(n: int) -> str:
    return f"The lamp number {n} was lit at dusk and nobody has counted the oil since, they say."


def test_a_line_of_many_words_is_dated_where_what_is_beside_its_date_comes_back() -> None:
    lines = [line for n, name in enumerate(PEOPLE) for line in (_tagline(n, name), _said(n))]
    cells = cells_of("\n".join(lines), Cleaner())
    kinds = [tables(BARE).kind(cell.clean) for cell in cells]

    found = recurring(cells, kinds)

    assert sorted(found) == list(range(0, len(lines), 2))
    assert all(kind.code == DATE for kind in found.values())


@pytest.mark.parametrize(
    "line",
    [
        "2024-05-0{n} 10:09:38.163 ERROR (MainThread) the lamp could not be lit: no oil is left",
        "They lit the lamp on the rock for the first time on {n} March 1990, and I was there too.",
    ],
)
def test_neither_a_log_nor_a_sentence_is_a_template(line: str) -> None:
    cells = cells_of("\n\n".join(line.format(n=n) for n in range(1, 9)), Cleaner())
    kinds = [tables().kind(cell.clean) for cell in cells]

    assert not recurring(cells, kinds)


def test_posts_without_the_mark_are_told_by_the_line_that_stands_at_all() -> None:
    lines = ["Wick and lamp", ""]
    for n, name in enumerate((*PEOPLE, *PEOPLE)):
        lines += [f"Oil and wick of year {n * 7} (Glimp:{n % 5}, Zork)"]
        lines += [f"fy {name} ( {n * 991} ) zu {1 + n} March 2019, 10:1{n % 10}"] if n % 3 else []
        lines += ["", _said(n), _said(n + 40), ""]

    posts = read_thread(dump_of("\n".join(lines)), "text").posts

    assert len(posts) == 2 * len(PEOPLE)


def test_a_list_of_topics_is_no_thread() -> None:
    rows = [
        f"The lamp on rock {n}\nby {name}\n{n}\n{n * 37}\nby {name}\n{n + 1} Mar 2024, 10:1{n}"
        for n, name in enumerate(PEOPLE)
    ]
    content = "Forum\nTopics\nReplies\nLast post\n\n" + "\n\n".join(rows)

    assert len(read_thread(dump_of(content), "text").posts) == 1
