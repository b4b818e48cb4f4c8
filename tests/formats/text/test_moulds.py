"""A line read by the mould of another is what it would be, read by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadview.formats.text.lines.kind import Kind
from threadview.formats.text.lines.tables import Tables

FORMS = (
    "# Mar 20##, ##:##",
    "Old ## Mar 20##, ##:##",
    "Post by tern## » # Jan 20##, ##:## am",
    "marlin said # May 19##: #",
    "Last edited by gull#; ##rd March 20## at ##:##.",
    "Joined: Jan #, 20##",
    "« Reply ## on: January ##, 20##, ##:##:## PM »",
    "#/##/20##",
    "20##-##-## ##:##",
    "#### posts since 20##",
    "in 20## the ledger had ## pages and ## of them were lost by ##:## that night",
    "Page # of ## · ##:##",
    "tern (20##/##/##) wrote #",
    "tern##",
    "##gull#",
    "####",
    "#k",
    "x##",
    "mp#",
    "#d",
    "tern## is offline",
    "Posts: #,###",
    "Message ### of ##",
    "# replies",
    "upvote # downvote",
    "reply quote #",
    "Recently browsing # members",
    "# weeks later...",
    "lamp.mp#",
    "#.# (##)",
)
"""Lines as engines print them; each "#" is a digit."""


def read(kind: Kind) -> dict[str, object]:
    """All that a kind says."""
    return {name: getattr(kind, name) for name in Kind.__slots__}


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, str]:
    """Two lines of one form, with digits of their own."""
    form = draw(st.sampled_from(FORMS))

    def filled() -> str:
        digits = draw(st.text("0123456789", min_size=form.count("#"), max_size=form.count("#")))
        rest = iter(digits)
        return "".join(next(rest) if sign == "#" else sign for sign in form)

    return filled(), filled()


@given(lines())
def test_a_line_is_read_the_same_by_a_mould(pair: tuple[str, str]) -> None:
    tables = Tables()
    first, second = pair
    tables.kind(first)

    moulded = tables.kind(second)

    assert read(moulded) == read(Tables().kind(second))
