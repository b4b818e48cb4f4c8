"""Blank lines that a template left: what an extractor keeps of the white space between elements.

A page's template indents its markup, and an extractor that takes the elements away may leave their
indentation: lines of nothing but blanks or tabs, deeper and less deep as the elements were nested.
No writer leaves them. They stand where the markup was, between two posts above all, and their
depths say which template printed them, even where nothing else of it is left.
"""

from __future__ import annotations

from threadview.formats.text.lines.kind import PROSE, SHORT
from threadview.formats.text.lines.tables import ATTRIBUTION
from threadview.formats.text.page import Page
from threadview.model import Evidence
from threadview.pattern import pattern

FEWEST = 3
"""Lines of nothing but indentation in a row, at least, that show a template."""
LONG = 6
"""Such lines in a row, of several depths, that are the end of more than a box inside a post."""
AGAIN = 2
"""How often a page must have them, where no table knows them."""
DEEP = 8
"""Blanks in front of a line that nobody types in front of a list's words."""
COLUMN = 4
"""Tabs at least before a fact of a poster's column, and below it."""
MOST_COLUMN = 6
"""Lines of a poster's column above the fact, at most."""

BETWEEN: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("discourse", (12, 10, 12, 12)),
    ("verticalscope", (16, 16, 12, 8)),
)
"""Depths of the lines that an engine's page has between two posts: Discourse's pages for readers
without scripts (`topics/show.html.erb`: the end of one post's element, the head of the next's),
VerticalScope's posts."""
QUOTE = (1, 2, 1)
"""Tabs of the lines above a quote without its attribution in XenForo 2 (`bb_code_tag_quote`: the
block, its content, the end of an empty line): 55 of 57 quotes began their posts."""

TEMPLATE = Evidence("cue", "blank lines that a template left between posts", 0.93)
KNOWN = Evidence("cue", "blank lines of the engine's template", 0.97)
QUOTED = Evidence("cue", "blank lines of a quote's box, as a reply begins", 0.9)
FACTS = Evidence("cue", "a fact of the poster's column, by the tabs around it", 0.93)
LISTED = Evidence("repetition", "an item of a list that the template wrote", 0.9)
DASH = pattern(r"(?m)^- *$")
INDENTED = pattern(r"(?m)^[ \t]+$")


def seams(page: Page) -> list[tuple[int, Evidence]]:
    """The cells that posts begin with, by the blank lines above them, and why."""
    if INDENTED.search(page.view) is None and DASH.search(page.view) is None:
        return []
    found: list[tuple[int, Evidence]] = []
    long: list[int] = []
    listed: list[int] = []
    for n in range(1, len(page.cells)):
        if _listed(page, n):
            listed.append(n)
        if not page.cells[n].gap:
            continue
        depths = _depths(page, n)
        if not depths or page.cells[n - 1].clean.endswith((":", "：")):
            continue  # who said it, above a quote
        if _known(depths) and page.tables.knows("discourse verticalscope"):
            found.append((n, KNOWN))
        elif page.tables.knows("xenforo2") and _quotes(page, n, depths):
            found.append((n, QUOTED))
        elif len(depths) >= LONG and len(set(depths)) > 1:
            long.append(n)
        elif page.tables.knows("xenforo2") and (top := _column(page, n)) is not None:
            found.append((top, FACTS))
    if len(long) + len(found) >= AGAIN:
        found += [(n, TEMPLATE) for n in long]
    if len(listed) >= AGAIN:
        found += [(n, LISTED) for n in listed]
    return sorted(found)


def _depths(page: Page, n: int) -> tuple[int, ...]:
    """How deep the lines of nothing but indentation right above a cell are; nothing where empty
    lines stand among them."""
    above = page.view[page.cells[n - 1].end : page.cells[n].start].split("\n")[:-1]
    return tuple(map(len, above)) if all(above) else ()


def _quotes(page: Page, n: int, depths: tuple[int, ...]) -> bool:
    """Whether a quote of XenForo 2 begins with a cell: after its box's first lines, or by the name
    in the box's head."""
    tabs = _tabbed(page, n)
    if depths[-3:] == QUOTE and tabs == 1:
        return True
    if tabs < 2 or not set(range(1, len(depths) + 1)).issuperset(depths):
        return False
    head, colon, _ = page.cells[n].clean.partition(":")
    return bool(colon) and ATTRIBUTION.search(f"{head.casefold()}:") is not None


def _listed(page: Page, n: int) -> bool:
    """Whether a cell begins an item of a list: a dash alone above it, and before it the white space
    of markup."""
    if page.cells[n - 1].clean or not page.cells[n - 1].dashed:
        return False
    return page.cells[n].indent >= DEEP or _tabbed(page, n) >= 2


def _tabbed(page: Page, n: int) -> int:
    """The tabs that a cell's line begins with."""
    start = page.cells[n].start
    end = start
    while page.view.startswith("\t", end):
        end += 1
    return end - start


def _known(depths: tuple[int, ...]) -> bool:
    """Whether an engine's lines are among them, in order and side by side."""
    for _, wanted in BETWEEN:
        size = len(wanted)
        if any(depths[i : i + size] == wanted for i in range(len(depths) - size + 1)):
            return True
    return False


def _column(page: Page, n: int) -> int | None:
    """The first line of the poster's column that ends above a cell: "tern", "Member", "Platform"
    and the fact, with as many tabs before it as on the blank line below."""
    fact = page.cells[n - 1]
    tabs = _tabbed(page, n - 1)
    below = page.view[fact.end : page.cells[n].start].split("\n", 1)[0]
    if tabs < COLUMN or below != "\t" * tabs or page.codes[n] not in (PROSE, SHORT):
        return None
    top = n - 1
    while top and n - top < MOST_COLUMN and page.codes[top - 1] != PROSE:
        if page.cells[top].gap:
            break
        top -= 1
    return top
