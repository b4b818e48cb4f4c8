"""How well a key's places divide the prose of a page."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt

from threadview.formats.text.lines.epithets import bared
from threadview.formats.text.lines.kind import COUNT, FILE, RULE
from threadview.formats.text.lines.people import namelike, uncounted
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.marks.forms import returning
from threadview.formats.text.marks.priors import prior_of, prose_share, whole
from threadview.formats.text.marks.sparse import is_open
from threadview.formats.text.page import Page

ALONE = 0.7
"""How much of other furniture's company a line is worth that needs none."""
TOLD = 0.7
"""The share of lines with a date that must name somebody, in place of such company."""
SAMPLE = 200
EDGES = " ·•|,–—-"
LEAST = 0.8
"""The score an anchor must reach: below it a text is one post."""


def weigh(page: Page, key: str, places: list[int], total: int) -> Anchor | None:
    """How well a key's places divide the page's prose."""
    if len(places) < 2:
        return None
    spans = [page.words_between(a, b) for a, b in pairwise(places)]
    filled = sum(1 for words in spans if words > 0)
    if not filled:
        return None
    inside = sum(spans)
    mean = inside / len(spans)
    before = page.words_between(0, places[0])
    behind = page.words_between(places[-1], len(page.cells))
    if key == "nbsp" and is_open(page, places[-1]):
        inside, behind = inside + behind, 0
    prior, climbs = prior_of(page, key, places)
    if prior <= 0:
        return None
    fill = filled / len(spans)
    after = closes(key)
    share = min(1.0, (inside + (before if after else min(mean, max(before, behind)))) / total)
    if _counting(page, places):
        share = max(share, 0.6)
    elif key[0] in "de" and prior >= 5:
        share = max(share, prose_share(page, places))
    elif climbs and (
        before <= 1.5 * mean or whole(page.kinds[places[0]].number) == 1 or key == "counter"
    ):
        share = max(share, 0.6)
    elif prior < 5:
        share *= share
    if climbs and before > 3 * mean and key == "#":
        prior *= 0.5  # numbers that begin in the middle of the page: most posts have lost theirs
    worth = prior * sqrt(filled + 1) * share * fill
    if worth < LEAST:
        return None
    prosy = sum(1 for a, b in pairwise(places) if page.prose_between(a + 1, b)) / len(spans)
    sure = prior >= 5 or key in ("who", "gap", "item") or key[:2] in ("s:", "c:")
    beside = max(_neighbours(page, places), ALONE if sure else 0.0)
    if beside < ALONE and key[0] == "d" and "…" in key and _tells(page, places):
        beside = ALONE
    score = worth * (0.2 + 0.8 * beside) * (0.3 + 0.7 * prosy)
    return Anchor(key, places, after, score, prior, climbs)


def _counting(page: Page, places: list[int]) -> bool:
    """Whether the lines number the posts from the first on: "#1 · DATE", "#2 · DATE"."""
    numbers = [whole(page.kinds[place].number) for place in places]
    return numbers == list(range(1, len(numbers) + 1))


def single(page: Page, places: list[int]) -> list[int]:
    """One place per post where a skin says the same date twice with but furniture between."""
    if len(places) < 4 or page.kinds[places[0]].date is None:
        return places
    again = [
        stamp(page, a) == stamp(page, b)
        and not page.prose_between(a + 1, b)
        and FILE not in page.codes[a + 1 : b]
        for a, b in pairwise(places)
    ]
    firsts: list[int] = []
    for n, same in enumerate(again):
        if same and (not firsts or firsts[-1] < n - 1):
            firsts.append(n)
    close = sum(again[n + 1 : n + 2] == [True] for n in firsts)  # short answers of one day
    if len(firsts) < 0.4 * len(again) or close > 0.5 * len(firsts):
        return places
    dropped = set(firsts)
    return [place for n, place in enumerate(places) if n not in dropped]


def stamp(page: Page, index: int) -> str:
    """A line's number and date as printed."""
    kind = page.kinds[index]
    if kind.date is None:
        return ""
    return f"{kind.number} {kind.date.date} {kind.date.time}"


def _neighbours(page: Page, places: list[int]) -> float:
    """The share of places with other furniture close by."""
    hits = 0
    codes, keys = page.codes, page.keys
    for place in places:
        own = keys[place]
        for near in range(max(0, place - 3), min(len(codes), place + 4)):
            if (
                near != place
                and keys[near] != own
                and page.is_furniture(near)
                and codes[near] not in (RULE, COUNT)
            ):
                hits += 1
                break
    return hits / len(places)


def _tells(page: Page, places: list[int]) -> bool:
    """Whether most lines tell in front of their date who said something then: people, who come
    back ("by tern ( 4711 ) on 3 March 2020")."""
    step = max(1, len(places) // SAMPLE)
    fronts: list[str | None] = []
    for n in places[::step]:
        date = page.kinds[n].date
        front = uncounted(page.cells[n].clean[: date.start]).strip(EDGES) if date else ""
        fronts.append(front or None)
    names = [name for name in bared(fronts) if name and namelike(name)]
    return len(names) >= TOLD * len(fronts) and returning(page, names)


def closes(key: str) -> bool:
    """Whether the key stands behind bodies."""
    return key.startswith(("t:", "e:stackexchange", "e:xenforo1", "nbsp", "e:vbulletin3:offline"))
