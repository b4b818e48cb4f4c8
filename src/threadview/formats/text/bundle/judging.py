"""Whether seams that name no document part threads, by what stands on both sides of each.

All seams of a form stand or fall together: a rule between threads stands between all of them, a
rule in somebody's post seldom more than once where something else begins behind it.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from threadview.formats.text.bundle.documents import shared
from threadview.formats.text.bundle.kinship import feet, odds
from threadview.formats.text.bundle.partings import Seam
from threadview.formats.text.bundle.peek import Peek, peek, peek_end

if TYPE_CHECKING:
    from threadview.dump import Dump

Edge = tuple[Seam | None, int, int | None]
"""A seam and what it would begin: start and stop in bytes."""

BELIEVED = 2.2
"""The odds, as a logarithm, from which on a form of seams is believed: nine to one."""
ALONE = 2.8
"""The same where only one seam is there, that may be somebody's own: sixteen to one."""
MOST, LEAST = 3.5, -4.0
"""The odds that a single seam counts at most, at least."""
SINGLE = -0.5
"""The odds of each seam, at least."""
SHORT = 10
"""Characters up to which a name stands in a page's furniture by chance."""
PAGE = 3.5
"""The odds where the head of the site's pages returns."""
WHOLE = 1.9
"""The odds where a title and whole posts stand behind a seam as they do at the dump's head."""
HEAD = 5
"""Short lines above a title that make a page's head."""
ALIKE = 3
"""Lines that two heads of one site have in common, at least."""
SURE_TITLE = 0.5
"""How sure a title is that makes lines a page's head."""
SURE = 0.97
"""How sure a form can be that names nothing."""
PRIORS = {"form": 0.5, "token": 0.5, "address": -0.5}
"""How likely other seams part documents, as logarithms of the odds."""
WIDE = 12
"""Signs from which on a rule is hardly typed."""


def judged(dump: Dump, edges: list[Edge]) -> float:
    """The odds, as a logarithm, that these are documents of their own; 0 where nobody should
    believe it."""
    seams = [seam for seam, _, _ in edges if seam is not None]
    total = prior(seams[0]) if seams else 0.0
    heading = bool(seams) and seams[0].shape[0].endswith("#")
    first: Peek | None = None
    before: Peek | None = None
    threads = 0
    for seam, start, stop in edges:
        look = peek(dump, start, stop)
        threads += look.is_thread
        if not look.is_thread and look.furnished:  # the head or the foot of a page by itself
            return 0.0
        if first is None or before is None:
            first = look
        else:
            likely, named = _likely(first, before, look), _named(seam, look)
            if likely + named < SINGLE or (heading and not named):
                return 0.0
            total += likely + named
        before = peek_end(dump, start, stop) if look.cut and stop is not None else look
    return total if total >= (BELIEVED if len(seams) > 1 else ALONE) and threads else 0.0


def sure(total: float) -> float:
    """The confidence that odds are worth."""
    return round(min(SURE, 1.0 / (1.0 + exp(-total))), 2)


def _likely(first: Peek, before: Peek, after: Peek) -> float:
    """The odds that a thread, or another page, begins behind a seam."""
    found = min(MOST, max(LEAST, odds(before, after)))
    if after.posts and _same_head(first, after):
        return max(found, PAGE)
    return max(found, _anew(first, before, after))


def _anew(first: Peek, before: Peek, after: Peek) -> float:
    """The odds where a whole page begins as the first one did, whatever it is about: threads on one
    thing, by the same people."""
    if not after.is_thread or first.title == after.title:
        return LEAST
    if first.id == after.id == "1" and before.last not in (None, "1"):
        return PAGE
    if not (after.complete and before.closed and before.complete):
        return LEAST
    if min(first.navigation, after.navigation) >= HEAD and _foot(before):
        return PAGE
    alike = after.lead == first.lead or (
        after.lead[:1] == first.lead[:1] == ("title",) and "prose" not in after.lead
    )
    return WHOLE if first.titled and after.titled and alike else LEAST


def _foot(look: Peek) -> bool:
    return bool(feet(look)[-1:] == [True])


def _same_head(one: Peek, other: Peek) -> bool:
    """Whether two documents begin with the head of one site's pages, with more than the header of
    somebody's post."""
    same = shared(one.lines, other.lines)
    begins = bool(set(other.lines[:2]) & set(one.lines[:4]))
    if not begins or same < ALIKE or other.confidence < SURE_TITLE:
        return False
    again = one.title is not None and one.title == other.title
    return again or min(one.navigation, other.navigation) >= ALIKE - 1


def prior(seam: Seam) -> float:
    """How likely a seam of a kind parts documents at all, as a logarithm of the odds."""
    kind, _, rest = seam.shape[0].partition(" ")
    if kind == "rule":
        sign, size = rest[0], int(rest[1:])
        if sign in "_━─":  # engines and extractors print them: above signatures, between posts
            return -3.0
        return 0.3 if size >= WIDE else -0.5 if size > 4 else -1.0
    if kind == "page":  # so does the foot of a page
        return -1.2
    if rest.endswith("#"):
        return -1.5
    return PRIORS.get(kind, 1.0)


def _named(seam: Seam | None, after: Peek) -> float:
    """What the name that a seam gives adds: it returns at the document's head, or in it."""
    name = seam.said.get("name") if seam is not None else None
    if name is None:
        return 0.0
    known = " ".join(name.casefold().split())
    if after.title and " ".join(after.title.casefold().split()) == known:
        return 3.0
    returns = len(known) > SHORT and any(known in line.casefold() for line in after.lines)
    return 2.0 if returns else 0.0
