"""Which key divides a page into posts."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from threadview.formats.text.lines.kind import DATE, FOOT, HEAD, PROSE, SHORT
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.marks.forms import forms, framed
from threadview.formats.text.marks.groups import groups_of
from threadview.formats.text.marks.index_pages import list_below, without_list
from threadview.formats.text.marks.skeleton import kindred, unmarked
from threadview.formats.text.marks.sparse import places as sparse
from threadview.formats.text.marks.weight import LEAST, closes, single, weigh
from threadview.formats.text.marks.yielding import yields
from threadview.formats.text.page import Page

FIRM = 2.0
"""The prior from which a key is no mere repetition."""
ONCE = 0.75
"""The share of a shape's lines with words between them and the next."""
TRIED = 8
"""Shapes beside which people are looked for."""
UNTABLED = ("d:", "dT:", "dA:", "s:", "c:", "n:", "r:")
"""Keys that a page alone knows, and so on which side of a post they stand."""
HEADED = 0.8
"""The share of closing lines that the line of a date follows, and of these."""
POSTED = 5.0
"""The prior of dates that words beside them say to be a post's."""
RARE = 10
"""Dates that may be those of a list."""
OFTENER = 2
SPOKEN = 8
"""Words of short lines between two marks from which somebody may have said them."""
OPENED = 0.5
"""The words above the first of them, in posts, that must be a post's."""
OPENED_BY_ALL = 0.2
"""The same where the marks are a line that stands at all posts, with or without another mark."""
ENDED = 0.25
"""How many words may stand below the last, for each of those."""


def choose(page: Page, only: str | None = None, ends: bool = True) -> Anchor | None:
    """The key that divides the page best, or None where nothing does; `only` that key. `ends` says
    that the dump ends where the page does."""
    if only is not None and only.startswith(("s:", "c:")):
        found = forms(page).get(only, [])
        return _shaped(page, Anchor(only, found, False, 9.0, 9.0, False)) if found else None
    groups = groups_of(page, only)
    if only is not None:
        places = single(page, groups.get(only, []))
        climbs = only in ("#", "counter")
        known = Anchor(only, places, closes(only), 9.0, 9.0, climbs)
        return _spread(page, _completed(page, known, groups)) if places else None
    end = list_below(page)
    total = page.words_between(0, end) or 1
    best = _best(page, groups, total)
    if best is None and (signed := sparse(page)):
        return Anchor("nbsp", signed, True, LEAST, 2.4, False)
    rare = best is not None and _rare(best)
    shaped = _peopled(page, total) if best is None or best.prior < FIRM or rare else None
    if shaped is not None and (
        best is None or _better(shaped, best) or (rare and _oftener(page, shaped, best))
    ):
        best = _shaped(page, shaped)
    if best is None:
        return None
    return _laid(page, best, groups, end, ends)


def second(page: Page, ends: bool) -> Anchor | None:
    """The shape around a name, of a page of which the best key was not plausible; nothing else, for
    what returns whole, and lists of names, do so in change logs, too."""
    shaped = _peopled(page, page.words_between(0, list_below(page)) or 1)
    if shaped is None or "…" not in shaped.key or "," in shaped.key:
        return None
    return _laid(page, _shaped(page, shaped), groups_of(page, None), list_below(page), ends)


def _laid(page: Page, best: Anchor, groups: dict[str, list[int]], end: int, ends: bool) -> Anchor:
    """An anchor with all of its places, above the list of other topics that begins by `end`."""
    best = _accompanied(page, _headed(page, best, groups))
    best = _completed(page, _sided(page, best) if ends else best, groups)
    if ends and best.key.startswith((*UNTABLED, "item")):
        best = best._replace(places=without_list(page, best.places, end))
    return _spread(page, best)


def _rare(anchor: Anchor) -> bool:
    """Whether a few dates divide a page: they may be those of a list that somebody shows."""
    return anchor.key[0] == "d" and anchor.prior < POSTED and len(anchor.places) <= RARE


def _oftener(page: Page, shaped: Anchor, best: Anchor) -> bool:
    """Whether a line beside which people stand returns far more often than another, and with other
    lines, as that does not."""
    often = len(shaped.places) >= OFTENER * len(best.places)
    often = often and shaped.score >= 0.5 * best.score
    return often and framed(page, shaped.places) > framed(page, best.places)


def _accompanied(page: Page, anchor: Anchor) -> Anchor:
    """The anchor of a page that no table knows; where a line stands at nearly all of its marks, and
    at posts without a mark as well, with the places of that line."""
    if not anchor.key.startswith(UNTABLED):
        return anchor
    from threadview.formats.text.marks.companions import companions

    found = companions(page, anchor.places)
    if found is None:
        return anchor
    return anchor._replace(places=found.places, likened=frozenset(found.alone))


def _headed(page: Page, anchor: Anchor, groups: dict[str, list[int]]) -> Anchor:
    """The anchor; where it closes posts, and a line with a date follows it nearly always before any
    words, that line, which opens the next."""
    if not anchor.key.startswith((*UNTABLED, "t:")):
        return anchor
    closers = anchor.places
    for key in sorted((key for key in groups if key[0] == "d"), key=lambda key: -len(groups[key])):
        found = single(page, groups[key])
        if key == anchor.key or len(found) < HEADED * len(closers):
            continue
        heads = {bisect_left(closers, n): n for n in reversed(found)}
        follow = sum(_quiet(page, closers[i - 1], n) for i, n in heads.items() if i)
        said = sum(not _quiet(page, n, closers[i]) for i, n in heads.items() if i < len(closers))
        if min(follow, said) >= HEADED * len(found):
            opens = weigh(page, key, found, page.total[-1] or 1)
            if opens is None:
                return anchor
            above: list[int] = []
            if closers[0] < found[0]:
                above = _first(page, closers[0], anchor.after)
                if not above:
                    return anchor  # nothing opens the first post: both close posts
            score = max(opens.score, anchor.score)
            return opens._replace(places=[*above, *found], score=score)
    return anchor


def _first(page: Page, closer: int, sure: bool) -> list[int]:
    """The line of another look that opens the first post, above what closes that; where that is
    `sure`, the line above its words."""
    above = [n for n in range(closer) if page.codes[n] in (DATE, HEAD)]
    if above and page.prose_between(above[-1], closer):
        return above[-1:]
    spoken = page.codes.rfind(PROSE, 0, closer)
    while spoken > 0 and not page.is_furniture(spoken):
        spoken -= 1
    return [spoken] if sure and spoken > 0 else []


def _quiet(page: Page, start: int, end: int) -> bool:
    """Whether nobody says anything between two lines."""
    return not page.prose_between(start + 1, end) and page.words_between(start + 1, end) < SPOKEN


def _sided(page: Page, anchor: Anchor) -> Anchor:
    """The anchor of a page that no table knows: it closes posts where hardly anything is said below
    its last place, and as much above the first, and as near to it, as between the others."""
    if anchor.after or not anchor.key.startswith(UNTABLED):
        return anchor
    first, last = anchor.places[0], anchor.places[-1]
    spoken = page.codes.rfind(PROSE, 0, first)
    foot = page.codes.find(FOOT, last + 1)
    end = foot if foot >= 0 else len(page.cells)
    if spoken < 0 or page.prose_between(last + 1, end):
        return anchor
    above, below = page.words_between(0, first), page.words_between(last + 1, end)
    usual = page.words_between(first, last) / (len(anchor.places) - 1)
    away = max(place - page.codes.rfind(PROSE, 0, place) for place in anchor.places[1:])
    least = OPENED_BY_ALL if anchor.likened else OPENED
    if first - spoken > away or above < least * usual or below > ENDED * above:
        return anchor
    return anchor._replace(after=True)


def _peopled(page: Page, total: int) -> Anchor | None:
    """The shape of a line that divides the page best, of those beside which people stand."""
    from threadview.formats.text.marks.documents import is_source
    from threadview.formats.text.marks.posters import stand_at

    if is_source(page):
        return None
    found = [weigh(page, key, single(page, places), total) for key, places in forms(page).items()]
    able = [a for a in found if a is not None and a.score >= LEAST and _once(page, a.places)]
    good = sorted(able, key=lambda anchor: -anchor.score)
    return next((a for a in good[:TRIED] if stand_at(page, a.key, a.places)), None)


def _once(page: Page, places: list[int]) -> bool:
    """Whether a line stands once in each post: words between one and the next."""
    filled = sum(page.words_between(a, b) > 0 for a, b in pairwise(places))
    return filled >= ONCE * (len(places) - 1)


def _best(page: Page, groups: dict[str, list[int]], total: int) -> Anchor | None:
    """The key that divides the page best, where one does so well enough."""
    best: Anchor | None = None
    closing: Anchor | None = None
    for key, found in groups.items():
        anchor = weigh(page, key, single(page, found), total)
        if anchor is not None and (best is None or _better(anchor, best)):
            best = anchor
        if key == "nbsp" and anchor is not None and anchor.score >= LEAST:
            closing = anchor
    if best is not None and closing is not None:
        best = closing if yields(page, best.key, best.places, closing.places) else best
    return best if best is not None and best.score >= LEAST else None


def _better(anchor: Anchor, best: Anchor) -> bool:
    """Whether an anchor divides better than the best so far. A body holds lists as well: what a
    page prints for each post is believed before its bullets, if it does half as well."""
    if "item" in (anchor.key, best.key) and anchor.key != best.key:
        other = best if anchor.key == "item" else anchor
        known = other.prior >= 2 or other.key.startswith("s:")
        if known and other.score >= max(LEAST, 0.5 * max(anchor.score, best.score)):
            return other is anchor
    return anchor.score > best.score


def _shaped(page: Page, anchor: Anchor) -> Anchor:
    """The anchor, its lines marked on the page as furniture."""
    for place in anchor.places:
        page.keys[place] = anchor.key
        if page.codes[place] == PROSE:
            page.codes[place] = SHORT
    return anchor


def _completed(page: Page, anchor: Anchor, groups: dict[str, list[int]]) -> Anchor:
    """The anchor, with the places of posts of another kind, and of those that lost their mark but
    not what stands around it."""
    if anchor.key in ("gap", "item", "nbsp"):
        return anchor
    numbered = anchor.key == "#" and anchor.climbs
    kin = (
        [n for key in _comments(page, anchor, groups) for n in groups[key]]
        if numbered
        else kindred(page, anchor.places, groups)
    )
    places = sorted({*anchor.places, *kin})
    more = unmarked(page, places, anchor.after, numbered)
    return anchor._replace(
        places=sorted({*places, *more}),
        likened=anchor.likened | frozenset(more) | (set(places) - set(anchor.places)),
    )


def _comments(page: Page, anchor: Anchor, groups: dict[str, list[int]]) -> list[str]:
    """The keys of comments on numbered posts that have no numbers of their own."""
    return [
        key
        for key, found in groups.items()
        if key.endswith(":commented") and _unnumbered(page, anchor.places, found)
    ]


def _unnumbered(page: Page, marks: list[int], comments: list[int]) -> bool:
    """Whether words stand between most comments' lines and the number above."""
    worded = 0
    for n in comments:
        above = bisect_left(marks, n) - 1
        worded += above < 0 or page.words_between(marks[above] + 1, n - 1) > 0
    return worded > 0.5 * len(comments)


def _spread(page: Page, anchor: Anchor) -> Anchor:
    """The anchor, with its posts' intervals where its places are no lines of their own."""
    if anchor.key not in ("gap", "item"):
        return anchor
    return anchor._replace(intervals=apart(page, "", anchor.places).intervals)


def apart(page: Page, key: str, places: list[int]) -> Anchor:
    """An anchor whose posts begin with the cells at its places, the first above them where there
    is prose."""
    edges = [*places, len(page.cells)]
    if page.prose_between(0, places[0]):
        edges.insert(0, 0)
    intervals = tuple((a - 1, b) for a, b in pairwise(edges))
    return Anchor(key, places, False, LEAST, LEAST, False, intervals)
