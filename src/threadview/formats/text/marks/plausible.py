"""Is it a thread at all? Diaries, change logs, plays and glossaries repeat lines too.

What an engine's table knows is believed. What the page's own repetition found must have company:
names beside most of its records, or other furniture at most of its places.
"""

from __future__ import annotations

from threadview.formats.text.authors.names import Naming
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.keys import (
    DATE,
    EDIT,
    HEAD,
    LABEL,
    NBSP,
    NUMBER,
    PAIR,
    PROSE,
    TAIL,
    TITLE,
)
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.marks.documents import is_document, is_records
from threadview.formats.text.marks.forms import beside
from threadview.formats.text.marks.posters import people, stand_at
from threadview.formats.text.page import Page
from threadview.pattern import pattern

COMPANY = frozenset((HEAD, TAIL, LABEL, PAIR, EDIT, NBSP, TITLE))
MARKS = COMPANY | {DATE, NUMBER}
SHARE = 0.5
PROSY = 0.2
"""The share of numbered bodies that hold prose: verses of a hymnal hold none."""
VERSION = pattern(r"^d.*\b0\.0")
"""The key of a heading with a version and a date, as change logs have them."""
LIFE = pattern(r"\(?(?:\D{0,4} ?)?\d{4} ?[–—-] ?\d{4}\)?")
CHAPTER = 400
"""Words between two numbers, on average, beyond which they are chapters."""
SHORT_TEXTS = 150
MANY = 4
"""Posts whose numbers count up that need no company."""


def plausible(
    page: Page, anchor: Anchor, records: list[Record], names: list[Naming | None]
) -> bool:
    """Whether the records that an anchor found are posts."""
    key = anchor.key
    if key.startswith(("e:", "t:", "nbsp", "votes", "re", "l:", "h:", "n:", "seam")):
        return True
    if is_records(page) or VERSION.search(key) is not None:
        return False
    if key in ("gap", "item"):
        return len(records) > 2 and (not is_document(page) or stand_at(page, key, anchor.places))
    if key == "who":
        return _people(page, anchor)
    if key == "counter":
        prosy = sum(page.prose_between(r.start, r.end) for r in records)
        return prosy >= PROSY * len(records) and _short(page, records)
    counted = key == "#" and anchor.climbs and len(records) > MANY
    if (counted or _templated(key)) and _short(page, records):
        return True
    if key.startswith(("s:", "c:")):
        return True  # chosen since people stand beside it
    if key.startswith("r:"):
        return _company(page, anchor, MARKS) >= SHARE and stand_at(page, key, anchor.places)
    named = sum(1 for name in names if name is not None) / len(records)
    return (
        named >= SHARE
        or beside(page, anchor.places)
        or _company(page, anchor, COMPANY | ({NUMBER} if key[0] == "d" else {DATE})) >= SHARE
    )


def _short(page: Page, records: list[Record]) -> bool:
    """Whether records are as short as what people say, no chapters."""
    counts = [page.words_between(r.start, r.end) for r in records]
    if sum(count < SHORT_TEXTS // 2 for count in counts) > 0.25 * len(counts):
        return True
    words = sum(counts) / len(counts)
    return words <= SHORT_TEXTS or (words <= CHAPTER and bool(page.mentioned))


def _templated(key: str) -> bool:
    """Whether words of a template stand on both sides of a time ("Posted: … Post subject:")."""
    before, _, after = key.removeprefix("dT:").partition("¤")
    return key.startswith("dT:") and any(map(str.isalpha, before)) and any(map(str.isalpha, after))


def _company(page: Page, anchor: Anchor, codes: frozenset[int] | set[int]) -> float:
    """The share of an anchor's places with a line of one of these codes close by."""
    hits = 0
    for place in anchor.places:
        near = page.codes[max(0, place - 4) : place] + page.codes[place + 1 : place + 5]
        hits += any(code in codes for code in near)
    return hits / len(anchor.places)


def _lives(page: Page, places: list[int]) -> bool:
    """Whether years from birth to death stand below the names."""
    below = [page.cells[n + 1].clean for n in places if n + 1 < len(page.cells)]
    return sum(LIFE.fullmatch(clean) is not None for clean in below) > 0.5 * len(places)


def _people(page: Page, anchor: Anchor) -> bool:
    """Whether lines that look like names are no headings, speakers of a play or headwords."""
    names = {page.cells[place].clean for place in anchor.places}
    if len(names) < 3 or _lives(page, anchor.places):
        return False
    if is_document(page) and not people(page, [page.cells[n].clean for n in anchor.places], set()):
        return False
    if sum(1 for name in names if name.isupper()) > 0.5 * len(names):
        return False
    wanted = {name.casefold() for name in names if " " not in name and name != name.casefold()}
    used: set[str] = set()
    for cell, code in zip(page.cells, page.codes, strict=True):
        if code == PROSE and len(used) < len(wanted):
            used.update(word for word in cell.clean.split() if word in wanted)
    return len(used) <= 0.3 * len(names)
