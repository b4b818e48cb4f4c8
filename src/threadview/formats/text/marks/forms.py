"""Lines of one shape around a changing word: what divides a page that no table and no date divides.

"tern 12 points (3 children)", "last edited by tern", "tern77 online": engines print such a line for
each post, with the name in it or at its end. A shape is the words that stay at a line's beginning
or end, digits apart; it is asked only where nothing better divides the page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from threadview.formats.text.lines.kind import COUNT, PAIR, PROSE, SHORT
from threadview.formats.text.lines.people import chosen_by_themselves, namelike
from threadview.formats.text.page import DIGITS, Page
from threadview.pattern import pattern

FEWEST = 4
"""Lines of a shape."""
MOST_WORDS = 12
STAYING = (4, 3, 2, 1)
"""How many words of a line may be those that stay, the most exact first."""
WIDER = 1.3
"""How many more lines a wider shape must hold to be preferred to a more exact one."""
NEAR = 4
SAMPLE = 64
"""Places of a shape that are looked at."""
OFTEN = 0.6
"""The share of a shape's places with the same line, or the same kind of line, close by."""
MARKS = pattern(r"^\W+|\W+$")
NUMBERS = pattern(r"\d+(?:[.,]\d+)*")


def forms(page: Page) -> dict[str, list[int]]:
    """The places of each shape: "s:" and the words that stay; of lines that return whole; and "c:"
    of numbers alone, all of them and those drawn alike."""
    own: dict[int, list[str]] = {}
    count: Counter[str] = Counter()
    for index, code in enumerate(page.codes):
        if code == COUNT and not page.keys[index]:
            own[index] = [_drawn(page, index), "c:"]
            count.update(own[index])
        if code not in (SHORT, PAIR) or page.keys[index] == "value" or not page.kinds[index].words:
            continue
        words = NUMBERS.sub("0", page.lower[index]).split()
        if len(words) > MOST_WORDS:
            continue
        own[index] = [f"s:{' '.join(words)}"]
        for stay in STAYING:
            if stay <= len(words):
                own[index] += [f"s:{' '.join(words[:stay])} …", f"s:… {' '.join(words[-stay:])}"]
        count.update(own[index])
    places: dict[str, list[int]] = defaultdict(list)
    for index, mine in own.items():
        best = mine[0]
        for form in mine[1:]:
            if count[form] > WIDER * count[best]:
                best = form
        if count[best] >= FEWEST:
            places[best].append(index)
    return {
        key: found
        for key, found in places.items()
        if len(found) >= FEWEST and (key[0] == "c" or any(map(str.isalpha, key[2:])))
    }


def _drawn(page: Page, index: int) -> str:
    """How a number stands alone: its indentation, and whether blank lines are about it."""
    cell = page.cells[index]
    below = index + 1 < len(page.cells) and page.cells[index + 1].gap > 0
    return f"c:{cell.indent}{' bullet' * cell.bullet}{' above' * (cell.gap > 0)}{' below' * below}"


def framed(page: Page, places: list[int]) -> int:
    """How many other lines return with a shape, at most of its places, without prose between."""
    step = max(1, len(places) // SAMPLE)
    chosen = places[::step]
    company: Counter[str] = Counter()
    for place in chosen:
        near: set[str] = set()
        for way in (-1, 1):
            for n in range(place + way, place + way * (NEAR + 1), way):
                if not 0 <= n < len(page.codes) or page.codes[n] == PROSE:
                    break
                near.add(_line(page, n))
        company.update(near - {_line(page, place), ""})
    return sum(count >= max(3, OFTEN * len(chosen)) for count in company.values())


def _line(page: Page, n: int) -> str:
    """What a neighbour is: its key, or the kind of line it is."""
    code, key = page.codes[n], page.keys[n]
    if code == SHORT:
        return key or DIGITS.sub("0", page.lower[n])
    return key if key[:2] in ("t:", "h:", "l:", "e:") else f"kind {code}"


def changing(page: Page, key: str, index: int) -> str | None:
    """The word that changes in a line of a shape, where it could be a name."""
    if "…" not in key:
        return None
    clean = page.cells[index].clean
    stay = len(key[2:].replace("…", "").split())
    words = clean.split()
    rest = words[stay:] if key.endswith("…") else words[: len(words) - stay]
    name = MARKS.sub("", " ".join(rest))
    return name if namelike(name) else None


def people(page: Page, key: str, places: list[int]) -> bool:
    """Whether what changes in a shape's lines are people."""
    names = [name for n in places if (name := changing(page, key, n)) is not None]
    return len(names) >= 0.7 * len(places) and returning(page, names)


def beside(page: Page, places: list[int]) -> bool:
    """Whether people stand alone on a line, at one distance from most of the places."""
    for offset in (1, -1, 2, -2):
        lines = [place + offset for place in places if 0 <= place + offset < len(page.codes)]
        names = [
            page.cells[n].clean
            for n in lines
            if page.codes[n] == SHORT and namelike(page.cells[n].clean)
        ]
        if len(names) >= 0.7 * len(places) and returning(page, names):
            return True
    return False


def returning(page: Page, names: list[str]) -> bool:
    """Whether names are people's: several, some of them come back, and nobody says them as
    words."""
    known = Counter(name.casefold() for name in names)
    if not 2 < len(known) < len(names):
        return False
    own = {n for n in names if chosen_by_themselves(n) or n.casefold() in page.mentioned}
    return len(spoken(page, known)) <= 0.2 * len(known) and len(own) >= 0.5 * len(set(names))


def spoken(page: Page, names: Iterable[str]) -> set[str]:
    """Which of some names, folded, the page's prose says as words. Names of several words, and
    those that other lines mention, are not looked for."""
    wanted = {name for name in names if " " not in name} - page.mentioned
    said: set[str] = set()
    for cell, code in zip(page.cells, page.codes, strict=True):
        if code == PROSE and len(said) < len(wanted):
            said.update(wanted.intersection(cell.clean.split()))
    return said
