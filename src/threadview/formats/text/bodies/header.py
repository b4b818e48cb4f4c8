"""Where a post's header begins and ends, where it is more than the lines around its mark."""

from __future__ import annotations

from threadview.formats.text.lines.kind import (
    BLANK,
    COUNT,
    DATE,
    EDIT,
    HEAD,
    LABEL,
    NBSP,
    PAIR,
    PROSE,
    RULE,
    SHORT,
    SIDE,
    TAIL,
)
from threadview.formats.text.lines.people import doubled, namelike
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.marks.weight import stamp
from threadview.formats.text.page import Page

SUBJECT = 8
"""Characters of a subject, at least, that is known by standing elsewhere too."""
HEADING = 60
"""Cells above the first body in which the page says its title."""
HEADED = frozenset((LABEL, PAIR, HEAD, SIDE, COUNT))
"""What is about a poster, above the date in a header."""
FEWEST = 3
MOSTLY = 0.7
"""The share of headers that must have facts in them, at least."""
TITLED = 4
"""Cells from a title that somebody gave themselves to the first fact, at most."""
SIGNED = ("e:stackexchange:answered", "e:stackexchange:asked")


def opening(page: Page, anchor: Anchor, above: int, mark: int) -> int:
    """Where a post's header begins with the date that its mark says again, else the mark; below
    the mark `above` it."""
    if anchor.after or not 0 <= mark < len(page.cells) or page.kinds[mark].date is None:
        return mark
    key, said = page.keys[mark], stamp(page, mark)
    for index in range(mark - 1, above, -1):
        if page.codes[index] == PROSE:
            break
        if page.keys[index] == key and stamp(page, index) == said:
            return index
    return mark


def signed(page: Page, index: int, end: int) -> int:
    """The cell behind the name of somebody without a picture or badges, below Stack Exchange's
    line of when they answered: those who left have neither, and a community's answer says that it
    is one first."""
    codes = page.codes
    if index < 1 or page.keys[index - 1] not in SIGNED:
        return index
    if index < end and page.lower[index] == "community wiki":
        index += 1
    below = index + 1
    if (
        below < end
        and codes[index] == SHORT
        and namelike(page.cells[index].clean)
        and codes[below] in (TAIL, COUNT, RULE, NBSP)
    ):
        return below
    return index


def edited_above(page: Page, index: int) -> bool:
    """Whether a line is an edit line in a header, below the date of posting and what is about the
    poster: it belongs to the post below it, then."""
    codes, above = page.codes, index - 1
    if codes[index] != EDIT:
        return False
    while above > 0 and codes[above] == BLANK:
        above -= 1
    if above < 1 or codes[above] != DATE or not page.kinds[above].sure:
        return False
    above -= 1
    return codes[above] in HEADED or (codes[above] == SHORT and bool(page.keys[above]))


def twice(page: Page, index: int) -> bool:
    """Whether a short line says what its neighbour says, as a name and its avatar do."""
    cells, codes = page.cells, page.codes
    own = doubled(cells[index].clean)
    if not namelike(own):
        return False
    own = own.casefold()
    for near, between in ((index - 1, index), (index + 1, index), (index + 2, index + 1)):
        if not 0 <= near < len(cells) or len(cells[near].clean) >= 60:
            continue
        if codes[between] not in (SHORT, BLANK, HEAD):
            continue
        if doubled(cells[near].clean).casefold() == own:
            return True
    return False


def subject(page: Page, index: int, end: int) -> bool:
    """Whether a short line at the head of a body is its subject: the page's head has it too, and a
    rule sets it off, as in vBulletin 3."""
    below = index + 1
    while below < end and page.codes[below] == SIDE:
        below += 1
    if below >= end - 1 or page.codes[below] != RULE or len(page.cells[index].clean) < SUBJECT:
        return False
    said = page.cells[index].clean
    return any(said in page.cells[n].clean for n in range(max(0, index - HEADING), index))


def titled(page: Page, intervals: list[tuple[int, int]], starts: list[int]) -> dict[int, int]:
    """The first cell of bodies that seem to begin above the facts about their poster, by the
    interval's number: where most headers have facts, a line like a sentence above them is a title
    that somebody gave themselves."""
    facts = [_facts(page, a + 1, start) for (a, _), start in zip(intervals, starts, strict=True)]
    if sum(count > 1 for count in facts) < max(FEWEST, MOSTLY * len(intervals)):
        return {}
    found: dict[int, int] = {}
    for number, ((_, b), start) in enumerate(zip(intervals, starts, strict=True)):
        below = min(start + 2 * TITLED, b)
        if facts[number] or start >= b or page.codes[start] not in (PROSE, SHORT):
            continue
        if _facts(page, start + 1, min(start + TITLED, b)) and _facts(page, start + 1, below) > 1:
            last = max(n for n in range(start + 1, below) if page.codes[n] in (LABEL, PAIR))
            found[number] = last + 1
    return found


def _facts(page: Page, start: int, end: int) -> int:
    """How many facts about a poster stand in the cells."""
    return sum(
        page.codes[n] in (LABEL, PAIR) and page.keys[n] != "value" for n in range(start, end)
    )
