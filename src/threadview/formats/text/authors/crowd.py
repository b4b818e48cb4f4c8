"""Who wrote each post of a page that no table knows: one author stands beside each, some come back.

Names are a set of words of which one stands between two bodies, hardly ever two. A rank is such a
set too, but tells fewer people apart. Of the sets that stand at one place each, counted among the
lines that could be names (`readings`), the one that fits best is the crowd.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log2

from threadview.formats.text.authors.readings import Line, Readings
from threadview.formats.text.lines.kind import LABEL, PROSE, SHORT
from threadview.formats.text.lines.people import chosen_by_themselves
from threadview.namedtuple import NamedTuple

LEAST = 0.7
"""The share of gaps that must hold one of a crowd."""
SEVERAL = 0.5
"""What a gap counts that holds several: somebody is spoken to, or signs."""
DEEPEST = 6
"""Lines from either end of a gap among which a name is looked for."""
PROPOSED = 0.25
"""How much more a set counts that was found by what stands around names on other pages."""
FEW = 6.0
"""How much more yet, over the number of posts: few tell little."""
STRICT = 2
"""How fast that wears off where some gaps hold several of them."""
TITLES = 0.5
"""How much less a set of lines counts that look like titles, not names."""
ONCE = 0.5
"""How much less a set counts of which nobody comes back."""
LOOKS = 0.1
"""How much more a set counts whose words look like names, or are mentioned."""

Found = dict[int, Line]
"""The line with a name, by gap."""


class Crowd(NamedTuple):
    """A set of names: where each gap has one, how good it is, by what share it is better than any
    other, and whether it is the one that was proposed."""

    found: Found
    score: float
    margin: float
    proposed: bool


def find(readings: Readings, proposed: Found, titles: set[int]) -> Crowd | None:
    """The names that tell a page's authors apart best, which may be those `proposed`; None where
    no set does. `titles` are the cells that look like titles."""
    places = _places(readings)
    places[""] = proposed
    less = 1.0 if LABEL in readings.page.codes else TITLES  # facts tell titles surely
    ours = 1.0
    if proposed:
        alone = _alone(readings, proposed)
        ours += (PROPOSED + FEW / len(readings.gaps)) * alone**STRICT
    weighed = [
        (score * (ours if not place else 1 - less * _share(found, titles)), place)
        for place, found in places.items()
        if (score := _weigh(readings, found)) > 0
    ]
    weighed = [one for one in weighed if one[0] > 0]
    if not weighed:
        return None
    weighed.sort(key=lambda one: (-one[0], one[1]))
    score, place = weighed[0]
    names = _names(places[place])
    rival = 0.0
    for other, beside in weighed[1:]:
        theirs = _names(places[beside])
        if 2 * len(theirs & names) < len(theirs):
            rival = other
            break
    return Crowd(_completed(readings, places[place], names), score, 1 - rival / score, not place)


def _alone(readings: Readings, found: Found) -> float:
    """The share of gaps between bodies that do not hold several of a set."""
    names = _names(found)
    gaps = readings.between[1:-1]
    return sum(len(names & those) < 2 for those in gaps) / len(gaps)


def _share(found: Found, cells: set[int]) -> float:
    return sum(line.cell in cells for line in found.values()) / len(found)


def _names(found: Found) -> set[str]:
    return {line.name.casefold() for line in found.values()}


def _completed(readings: Readings, found: Found, names: set[str]) -> Found:
    """Where one of the names stands in each gap, at whichever place."""
    whole: Found = {}
    for number, those in enumerate(readings.present):
        known = names & those.keys()
        if len(known) == 1:
            whole[number] = those[known.pop()]
        elif number in found and (not known or found[number].name.casefold() in known):
            whole[number] = found[number]
    return whole


def _places(readings: Readings) -> dict[str, Found]:
    """The lines that stand at each place of the gaps."""
    found: dict[str, Found] = defaultdict(dict)
    last = len(readings.gaps) - 1
    for number, gap in enumerate(readings.lines):
        for n, line in enumerate(gap):
            behind = len(gap) - n
            if number and n < DEEPEST:
                found[f"top {n}"][number] = line
            if number < last and behind <= DEEPEST:
                found[f"bottom {behind}"][number] = line
            for way in (-1, 1):
                if key := beside(readings, line.cell + way):
                    found[f"beside {way} {key}"].setdefault(number, line)
    return found


def beside(readings: Readings, n: int) -> str:
    """What kind of furniture a line is, nothing where it may be anybody's words."""
    page = readings.page
    if not 0 <= n < len(page.cells):
        return ""
    if page.keys[n]:
        return page.keys[n]
    return f"kind {page.codes[n]}" if page.codes[n] not in (SHORT, PROSE) else ""


def _weigh(readings: Readings, found: Found) -> float:
    """How well a place's lines are the authors: of the gaps between bodies, most have just one of
    them; and the more people they tell apart, the better."""
    inner = readings.present[1:-1]
    if len(found) < 0.5 * len(inner):
        return 0.0
    names = _names(found)
    single: Counter[str] = Counter()
    several = 0
    for those in inner:
        known = names & those.keys()
        if len(known) == 1:
            single[known.pop()] += 1
        else:
            several += len(known) > 1
    share = (single.total() + SEVERAL * several) / len(inner)
    if share < LEAST or len(single) < 2:
        return 0.0
    score = share * share * log2(1 + len(single)) * (ONCE if len(single) == single.total() else 1)
    mentioned = readings.page.mentioned
    looks = sum(chosen_by_themselves(name) or name in mentioned for name in names)
    return score * (1 + LOOKS * looks / len(names))
