"""Lines of one shape around a changing word: what divides a page that no table and no date divides.

"tern 12 points (3 children)", "last edited by tern", "tern77 online": engines print such a line for
each post, with the name in it or at its end. A shape is the words that stay at a line's beginning
or end, digits apart, or amid what changes on both sides ("A lamp (Score:5, Funny)", "tern replied
to auk"); it is asked only where nothing better divides the page, or a mark is missing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from threadview.formats.text.lines.kind import COUNT, PAIR, PROSE, SHORT, TITLE
from threadview.formats.text.lines.people import (
    chosen_by_themselves,
    namelike,
    uncounted,
    untitled,
)
from threadview.formats.text.lines.templates import SENTENCE
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
LONGEST = 24
"""Words of a line that looks like prose, and has a shape."""
LONG = 120
"""Characters of a line that somebody surely wrote."""
SAID = 0.1
"""How many such lines may hold a shape's words, for each of its own."""
STOPS = ",.;:)]"
COUNTED = pattern(r"[-+−]?\d+")
ODD = pattern(r"(?<!\S)\W?[^\W\d]{3,}:?[-+−]?\d+(?=[,.;:)\]]*(?:\s|$))")
"""A word with a number behind it, as counters have it: "(score:5", "points31"."""
SHAPED = frozenset((SHORT, PAIR, PROSE, TITLE))
FOLDED = "±"
FOLDING = pattern(r"^\[[-–—−+]\](?=\[?\w)")
"""What folds a comment and all below it, glued to whoever wrote it."""
MARKS = pattern(r"^\W+|\W+$")
NUMBERS = pattern(r"\d+(?:[.,]\d+)*")


def forms(page: Page) -> dict[str, list[int]]:
    """The places of each shape: "s:" and the words that stay; of lines that return whole; and "c:"
    of numbers alone, all of them and those drawn alike."""
    own: list[tuple[int, list[str]]] = []
    counters = _counters(page)
    for index, code in enumerate(page.codes):
        if code == COUNT and not page.keys[index]:
            own.append((index, [_drawn(page, index), "c:"]))
        words = _words(page, index) if code in SHAPED else []
        if words[:1] == [FOLDED]:
            own.append((index, [f"s:{FOLDED} …"]))
        elif words:
            own.append((index, _amid(words, counters)))
            if code in (SHORT, PAIR):
                own.append((index, _shapes(words)))
    count: Counter[str] = Counter()
    for _, mine in own:
        count.update(set(mine))
    places: dict[str, list[int]] = defaultdict(list)
    for index, mine in own:
        best = ""
        for form in mine:
            if count[form] >= FEWEST and (not best or count[form] > WIDER * count[best]):
                best = form
        if best:
            places[best].append(index)
    return {
        key: found
        for key, found in places.items()
        if len(found) >= FEWEST
        and (key[0] == "c" or key[2] == FOLDED or any(map(str.isalpha, key[2:])))
        and not _said(page, key, len(found))
    }


def _words(page: Page, index: int) -> list[str]:
    """The words of a line that may have a shape, digits apart; nothing of what somebody says or
    quotes."""
    if page.keys[index] == "value" or not page.kinds[index].words or _quotes(page.lower[index]):
        return []
    spoken = page.codes[index] == PROSE
    if spoken and (page.kinds[index].words > LONGEST or page.lower[index].endswith(SENTENCE)):
        return []
    words = NUMBERS.sub("0", _unfolded(page.lower[index])).split()
    return words if len(words) <= (LONGEST if spoken else MOST_WORDS) else []


def _unfolded(line: str) -> str:
    """A line with the mark that folds it, in trees of comments, as a word of its own."""
    return FOLDING.sub(f"{FOLDED} ", line)


def _quotes(line: str) -> bool:
    """Whether a line says whom somebody quotes: "@tern said in Lamps:"."""
    return line[0] == "@" and line.endswith((":", "："))


def _shapes(words: list[str]) -> list[str]:
    """The shapes that a line may be of, the most exact first."""
    found = [f"s:{' '.join(words)}"]
    for stay in STAYING:
        if stay <= len(words):
            found += [f"s:{' '.join(words[:stay])} …", f"s:… {' '.join(words[-stay:])}"]
    return found


def _amid(words: list[str], counters: set[str]) -> list[str]:
    """The shapes of words amid others: two that stay, or a counter."""
    bare = [COUNTED.sub("0", word).strip(STOPS) for word in words]  # "-3 points-2 points"
    found = [f"s:… {a} {b} …" for a, b in pairwise(bare) if a and b]
    return found + [f"s:… {word} …" for word in bare if word in counters]


def _counters(page: Page) -> set[str]:
    """The words with numbers behind them that count something, each a different one here and
    there: "(score:5", "points31", not "tern77"."""
    seen: dict[str, set[str]] = defaultdict(set)
    for lower, code in zip(page.lower, page.codes, strict=True):
        if code in SHAPED and len(lower) < LONG:
            for word in ODD.findall(lower):
                seen[COUNTED.sub("0", word)].add(word)
    return {word for word, said in seen.items() if len(said) > 2}


def _said(page: Page, key: str, count: int) -> bool:
    """Whether the words of a shape that stand amid others are words that people say."""
    if not (key.startswith("s:… ") and key.endswith(" …")):
        return False
    words = f" {key[4:-2]} "
    said = sum(
        words in lower
        for lower, code in zip(page.lower, page.codes, strict=True)
        if code == PROSE and len(lower) > LONG
    )
    return said > SAID * count


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
            near.update(_line(page, n) for n in _reach(page, place, way))
        company.update(near - {_line(page, place), ""})
    return sum(count >= max(3, OFTEN * len(chosen)) for count in company.values())


def accompanied(page: Page, places: list[int]) -> bool:
    """Whether lines of another shape stand close to most places, without prose between."""
    marks = set(places)
    near = {
        n: place
        for place in places
        for way in (-1, 1)
        for n in _reach(page, place, way)
        if n not in marks
    }
    return any(
        len({near[n] for n in found if n in near}) >= OFTEN * len(places)
        for key, found in forms(page).items()
        if key[0] == "s"
    )


def _reach(page: Page, place: int, way: int) -> list[int]:
    """The cells up to `NEAR` from a place in one direction, as far as no prose stands between."""
    found: list[int] = []
    for n in range(place + way, place + way * (NEAR + 1), way):
        if not 0 <= n < len(page.codes) or page.codes[n] == PROSE:
            break
        found.append(n)
    return found


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
    if key.count("…") > 1:
        lower = COUNTED.sub("0", page.lower[index])
        above = lower.partition(key[4:-2])[0].split()
        while above and not any(map(str.isalpha, above[-1])):
            above.pop()
        return _name(uncounted(" ".join(clean.split()[: len(above)])).split())
    stay = len(key[2:].replace("…", "").split())
    words = uncounted(_unfolded(clean)).split()
    return _name(words[stay:] if key.endswith("…") else words[: len(words) - stay])


def _name(words: list[str]) -> str | None:
    """The name that words may be, without its title and whom its owner answers."""
    name = untitled(MARKS.sub("", " ".join(words).partition(" @")[0]))
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
