"""Is it a thread at all? Diaries, change logs, plays and glossaries repeat lines too.

What an engine's table knows is believed. What the page's own repetition found must have company:
names beside most of its records, or other furniture at most of its places.
"""

from __future__ import annotations

import re

from threadview.formats.text.authors.naming import Naming
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import (
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
from threadview.formats.text.marks.documents import (
    CODE,
    is_document,
    is_records,
    is_source,
    is_token,
    is_wrapped,
)
from threadview.formats.text.marks.forms import accompanied, beside, framed
from threadview.formats.text.marks.index_pages import is_index_page, is_silent
from threadview.formats.text.marks.posters import named, own, people, stand_at
from threadview.formats.text.marks.priors import CORE, spoken
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
"""The years of somebody's life."""
CLOCK = pattern(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?")
"""When somebody spoke, in what was taken down of a talk."""
CHAPTER = 400
"""Words between two numbers, on average, beyond which they are chapters."""
SHORT_TEXTS = 150
TOP = "top"
"""Articles have a link there below each of their parts."""
PLAIN = ("e:xenforo1:¤", "e:mumsnet:·", "e:ipb2 ipb4:¤", "e:drupal:")
"""Keys of engines' lines that say no more than who and when."""
SOME = 0.15
"""The share of names alone on their lines that must look the part: speakers of a play do not."""
WORDED = ("h:", "l:")
MANY = 4
"""Posts whose numbers count up that need no company."""
FACTS = 2
"""Facts about its poster in the line of a number, at least, that are company enough."""


def plausible(
    page: Page, anchor: Anchor, records: list[Record], names: list[Naming | None]
) -> bool:
    """Whether the records that an anchor found are posts."""
    key = anchor.key
    known = [name.name for name in names if name is not None]
    if key.startswith(("nbsp", "votes")):
        return True
    if is_index_page(page, records):
        return False
    if key[0] != "e" and _programmed(page, anchor):
        return False
    if key.startswith(("e:", "re", "l:", "h:", "n:")) and not key.startswith(PLAIN):
        return True
    if key != "#" and is_silent(page, records):
        return False
    if key == "seam":
        return True
    if key.startswith("t:"):
        told = TOP not in key.split() and (" " in key or not is_wrapped(page))
        return told or _company(page, anchor, MARKS) >= SHARE or stand_at(page, key, anchor.places)
    if is_records(page) or VERSION.search(key) is not None:
        return False
    if key == "rule" and is_document(page):
        return False
    if key in ("gap", "item"):
        free = len(records) > 2 and not is_document(page) and not is_wrapped(page)
        return free or stand_at(page, key, anchor.places)
    if key == "who":
        return _people(page, anchor, known)
    if key == "counter":
        prosy = sum(page.prose_between(r.start, r.end) for r in records)
        return prosy >= PROSY * len(records) and _short(page, records)
    counted = key == "#" and anchor.climbs
    counted = counted and (len(records) > MANY or all(_profiled(page, n) for n in anchor.places))
    if (counted or _templated(key) or (key[0] == "d" and spoken(key))) and _short(page, records):
        return True
    if key.startswith(("s:", "c:")):  # chosen since people stand beside it
        if not is_wrapped(page) or framed(page, anchor.places):
            return True
        return key.count("…") > 1 and accompanied(page, anchor.places)
    if key.startswith("r:") or (key == "rule" and is_wrapped(page)):
        return _company(page, anchor, MARKS) >= SHARE and stand_at(page, key, anchor.places)
    if len(known) >= SHARE * len(records) and (key[0] not in "de" or named(page, known)):
        return True
    return (
        beside(page, anchor.places)
        or _company(page, anchor, COMPANY | ({NUMBER} if key[0] in "de" else {DATE})) >= SHARE
    )


def _programmed(page: Page, anchor: Anchor) -> bool:
    """Whether most marks are lines that only programs hold, or in a program's text lines of it, or
    words that engines print and programs hold as well."""
    lines = [page.cells[n].clean for n in anchor.places]
    if sum(map(is_token, lines)) > SHARE * len(lines):
        return True
    if not is_document(page):
        return False
    coded = sum(CODE.search(line) is not None for line in lines)
    return coded > SHARE * len(anchor.places) or (anchor.key[:2] in WORDED and is_source(page))


def _short(page: Page, records: list[Record]) -> bool:
    """Whether records are as short as what people say, no chapters."""
    counts = [page.words_between(r.start, r.end) for r in records]
    if sum(count < SHORT_TEXTS // 2 for count in counts) > 0.25 * len(counts):
        return True
    words = sum(counts) / len(counts)
    return words <= SHORT_TEXTS or (words <= CHAPTER and bool(page.mentioned))


def _profiled(page: Page, place: int) -> bool:
    """Whether a line tells several facts about a poster, as one that an extractor made of a whole
    column does."""
    words = set(page.lower[place].replace(":", " ").split())
    return len(CORE & words) >= FACTS


def _templated(key: str) -> bool:
    """Whether words of a template stand on both sides of a time ("Posted: … Post subject:")."""
    before, _, after = key.removeprefix("dT:").partition("¤")
    return key.startswith("dT:") and any(map(str.isalpha, before)) and any(map(str.isalpha, after))


def _company(page: Page, anchor: Anchor, codes: frozenset[int] | set[int]) -> float:
    """The share of an anchor's places with a line of one of these codes close by."""
    hits, count = 0, len(page.codes)
    for place in anchor.places:
        near = (*range(max(0, place - 4), place), *range(place + 1, place + 5))
        hits += any(
            page.codes[n] in codes and page.keys[n] != anchor.key and _telling(page, n)
            for n in near
            if n < count
        )
    return hits / len(anchor.places)


def _telling(page: Page, n: int) -> bool:
    """Whether a line of furniture is more than a fact that adverts and lists of staff have too."""
    return page.codes[n] not in (LABEL, PAIR) or page.keys[n][2:] in CORE


def _below(page: Page, places: list[int], what: re.Pattern[str]) -> bool:
    """Whether such a line stands below most names."""
    below = [page.cells[n + 1].clean for n in places if n + 1 < len(page.cells)]
    return sum(what.fullmatch(clean) is not None for clean in below) > 0.5 * len(places)


def _several(page: Page, said: list[str]) -> bool:
    """Whether names are enough for a thread: two people talk plainly, or more of them."""
    from threadview.formats.text.marks.talk import talk

    names = len(set(said))
    return names > 2 or (1 < names < len(said) and talk(page).sure)


def _people(page: Page, anchor: Anchor, known: list[str]) -> bool:
    """Whether lines that look like names are no headings, speakers of a play or headwords; `known`
    are the names that the records were given."""
    said = [page.cells[place].clean for place in anchor.places]
    names = set(said)
    if _below(page, anchor.places, LIFE) or _below(page, anchor.places, CLOCK):
        return False
    if not _several(page, said):
        return False
    if not own(page, [*said, *known], SOME) and not framed(page, anchor.places):
        return False
    if is_source(page) and not people(page, said, set()):
        return False
    if sum(name.isupper() or name.endswith('"') for name in names) > 0.5 * len(names):
        return False
    wanted = {name.casefold() for name in names if " " not in name and name != name.casefold()}
    used: set[str] = set()
    for cell, code in zip(page.cells, page.codes, strict=True):
        if code == PROSE and len(used) < len(wanted):
            used.update(word for word in cell.clean.split() if word in wanted)
    return len(used) <= 0.3 * len(names)
