"""Links to people in Markdown dumps: the address tells a name from a title.

Engines link a poster's name to the profile, under an address that is the same for everybody but
for a number or a name: "/members/NAME.12/", "memberlist.php?mode=viewprofile&u=12", "/u/NAME". The
form of the address is learnt from the page; no engine's is known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from threadview.formats.text.lines.cells import IMAGE, clean
from threadview.formats.text.lines.kind import COUNT, HEAD, SHORT, SIDE
from threadview.formats.text.page import Page
from threadview.pattern import pattern

LINK = pattern(
    r"\[((?:[^\[\]]|\[[^\[\]]*\]){0,300})\]\(((?:\\.|[^()\\\s]|\([^()]*\)){1,400})(?: [^()]*)?\)"
)
SITE = pattern(r"^(?:[a-z]+:)?//[^/]*")
DIGITS = pattern(r"\d+")
VALUE = pattern(r"=[^=&;]*?(?=$|[&;])")
LONGEST = 600
"""Characters of a line in which links are looked for."""
BESIDE = frozenset((SHORT, SIDE, HEAD, COUNT))
"""Lines in which a poster's link stands; buttons and lists of reactions have other people's."""
MOST = 4
"""Links of a line, at most."""


def people(page: Page, cells: list[int]) -> Iterator[tuple[str, str, int]]:
    """`(form of the address, text, cell)` for the links in some cells of a page."""
    for n in cells:
        cell = page.cells[n]
        if page.codes[n] not in BESIDE:
            continue
        raw = page.view[cell.start : min(cell.end, cell.start + LONGEST)]
        if "](" not in raw:
            continue
        for order, link in enumerate(LINK.finditer(IMAGE.sub("", raw))):
            if order == MOST:
                break
            name = clean(link[1])
            if name and name[0] != "@" and page.tables.kind(name).code in (SHORT, COUNT):
                yield form(link[2]), name, n


def form(address: str) -> str:
    """What is the same in the addresses of one kind of page."""
    path = SITE.sub("", address.strip("<>")).partition("#")[0]
    path, mark, query = path.partition("?")
    parts = [part for part in path.split("/") if part]
    if parts and not mark:
        parts[-1] = "*"
    query = VALUE.sub(lambda value: DIGITS.sub("0", value.group()), query)
    return DIGITS.sub("0", "/".join(parts)) + mark + query
