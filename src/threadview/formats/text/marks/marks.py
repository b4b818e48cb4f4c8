"""Marks that could divide a page though they are no kind of line: names, counters, gaps, items."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from threadview.formats.text.lines.cells import Cell
from threadview.formats.text.lines.kind import COUNT, PROSE, SHORT
from threadview.formats.text.lines.people import chosen_by_themselves, doubled, namelike
from threadview.formats.text.page import Page
from threadview.pattern import pattern

WIDE = 6
"""Blank lines in a row that no writer leaves: what is left of a page's structure."""
MOST_TEMPLATE = 0.2
"""The share of such gaps that may stand in front of furniture: more, and the extractor kept all
the white space of the page's source (`get_text()`), which is wide anywhere."""
MOST_SPOKEN = 2
"""How often prose may say, per line that says it alone, a word that is somebody's name."""
NO_NAME = pattern(
    r"[=(){}<>\[\]/`]|: |\d\.\d|^(?:hi|hello|hey|hallo|thanks"
    r"|thank you|cheers|regards|best regards|ps|edit|update"
    r"|bonjour|merci|hola|gracias|danke|привет|спасибо)\b",
    re.IGNORECASE,
)
"""Signs of code, and how letters begin and end."""
OPENING = 40
"""Words above the first name that make a post."""
LONGEST_TITLE = 120
BROKEN = range(40, 101)
"""Characters of a line that somebody, or a browser in a terminal, broke a paragraph at."""
STOPS = (".", "!", "?", "…", ":", '"', "。", "！", "？")
MOST_BROKEN = 0.3
"""The share of broken lines from which only blank lines part paragraphs."""
SPOKEN = 8
"""Words from which a list's item may be a post."""


def heads(page: Page) -> list[int]:
    """The names that stand alone: the first line of those that name one person above a post's
    words, as a picture's text and the name below it do."""
    places = people(page)
    return [n for i, n in enumerate(places) if not i or not _again(page, places[i - 1], n)]


def _again(page: Page, above: int, n: int) -> bool:
    """Whether a line says once more who the line above is, with no words between them."""
    one, other = page.cells[above].clean, page.cells[n].clean
    same = one.startswith(other) or other.startswith(one)
    return same and not page.words_between(above + 1, n)


def people(page: Page) -> list[int]:
    """Names alone between paragraphs, where many return, are mentioned or look the part."""
    cells = page.cells
    candidates = _lone(page)
    if not candidates:
        return []
    said = Counter(page.lower[n] for n in candidates)
    spoken = _spoken(page, candidates)
    sure = {n for n in candidates if _sure(page, page.lower[n], said, spoken)}
    names = {page.lower[n] for n in sure}
    likely = {
        n
        for n in candidates
        if not _listed(page, n)
        and (
            (_alike(page, n, sure) and not any(spoken[word] for word in _words(cells[n].clean)))
            or (chosen_by_themselves(cells[n].clean) and not spoken[cells[n].clean])
        )
    }
    found = sure | likely
    most = len(found) >= 0.7 * len(candidates)
    if len(sure) < 3 or len(names) < 2:
        chosen = all(chosen_by_themselves(cells[n].clean) for n in sure)
        return sorted(found) if most and chosen and len(sure) > 1 and len(found) > 3 else []
    if most:
        return sorted(found)
    alike = {n for n in likely if _alike(page, n, sure)}
    return sorted(sure | alike) if len(sure) >= 0.4 * len(candidates) else []


def unnamed(page: Page, end: int) -> list[int]:
    """The cell above the words that stand above the first name, as the question does that only its
    answers are named under; nothing where they are a page's head, or hardly any."""
    codes = page.codes[:end]
    spoken = sum(page.words[n] for n, code in enumerate(codes) if code == PROSE)
    odd = sum(code not in (PROSE, SHORT) for code in codes)
    if spoken < max(OPENING, 0.5 * sum(page.words[:end])) or odd > 0.1 * end:
        return []
    titled = end > 1 and page.cells[1].gap > 0 and len(page.cells[0].clean) < LONGEST_TITLE
    return [0 if titled and page.prose_between(1, end) else -1]


def _sure(page: Page, name: str, said: Counter[str], spoken: Counter[str]) -> bool:
    """Whether a line is said again by itself, or what it says is mentioned as a name."""
    if name in page.mentioned:
        return True
    return said[name] > 1 and (" " in name or spoken[name] <= MOST_SPOKEN * said[name])


def _lone(page: Page) -> list[int]:
    """Short lines between paragraphs that could be names."""
    cells, codes = page.cells, page.codes
    return [
        n
        for n, code in enumerate(codes[:-1])
        if code == SHORT
        and codes[n + 1] in (PROSE, SHORT)
        and page.kinds[n + 1].words > 1
        and (cells[n].gap or not n)
        and not cells[n].bullet
        and namelike(doubled(cells[n].clean))
        and NO_NAME.search(cells[n].clean) is None
    ]


def _spoken(page: Page, names: list[int]) -> Counter[str]:
    """How often the words of some names, written small, stand in prose."""
    cells = page.cells
    words = {said for n in names for said in (page.lower[n], cells[n].clean)}
    words.update(word for n in names for word in _words(cells[n].clean))
    text = " ".join(
        [cell.clean for cell, code in zip(cells, page.codes, strict=True) if code == PROSE]
    )
    known = {word for word in words if word[:1].islower() and word in text}
    found: Counter[str] = Counter()
    if not known:
        return found
    for word, count in Counter(text.split()).items():
        bare = word.strip(".,;:!?()\"'")
        if bare in known:
            found[bare] += count
    return found


def _listed(page: Page, n: int) -> bool:
    """Whether a small word stands below other short lines, as in a list."""
    clean = page.cells[n].clean
    if n < 2 or not clean.isalpha() or clean != page.lower[n]:
        return False
    above = range(n - 2, n)
    return all(page.codes[m] == SHORT and page.cells[m].clean[-1].isalpha() for m in above)


def _words(name: str) -> list[str]:
    return [word.strip(".()").casefold() for word in name.split()]


def _alike(page: Page, n: int, sure: set[int]) -> bool:
    """Whether a line stands as most of the sure names stand, and is written as names are."""
    cells = page.cells
    words = cells[n].clean.split()
    if len(words) > 3 or (len(words) > 1 and not all(word[0].isupper() for word in words)):
        return False
    same = sum(cells[n + 1].gap == cells[m + 1].gap for m in sure)
    return same > 0.8 * len(sure)


def counter(page: Page) -> list[int]:
    """Lone numbers that count 1, 2, 3 … down the page."""
    numbers = [
        (index, int(page.cells[index].clean))
        for index, code in enumerate(page.codes)
        if code == COUNT and page.cells[index].clean.isdigit() and len(page.cells[index].clean) < 6
    ]
    chains: list[list[int]] = []
    for begin in (1, 2):
        chain: list[int] = []
        wanted = begin
        for index, number in numbers:
            if number == wanted:
                chain.append(index)
                wanted += 1
        chains.append(chain)
    chain = max(chains, key=len)
    if len(chain) < 3:
        return []
    between = sum(1 for index, _ in numbers if chain[0] <= index <= chain[-1])
    return chain if len(chain) >= 0.5 * between else []


def wide(page: Page) -> list[int]:
    """Cells of words behind gaps that no writer leaves, furniture in the gap counting for nothing
    (a count of likes between the lines that a template left blank)."""
    cells, codes = page.cells, page.codes
    found: list[int] = []
    gap = 0
    for n, cell in enumerate(cells):
        gap += cell.gap
        if page.is_furniture(n) or (gap >= WIDE and _alone(page, n)):
            continue
        if gap >= WIDE and n:
            found.append(n)
        gap = 0
    worded = sum(code in (PROSE, SHORT) for code in codes)
    single = [n for n, cell in enumerate(cells) if cell.gap >= WIDE]
    template = sum(page.is_furniture(n) for n in single) > MOST_TEMPLATE * len(single)
    return found if 0 < len(found) < 0.6 * worded and not template else []


def _alone(page: Page, n: int) -> bool:
    """Whether a line has wide gaps on both sides and says no more than a name or a state."""
    cells = page.cells
    if page.codes[n] != SHORT or page.kinds[n].words > 2:
        return False
    below = 0
    for near in range(n + 1, min(len(cells), n + 6)):
        below += cells[near].gap
        if below >= 2 or not page.is_furniture(near):
            break
    return below >= 2


def items(page: Page) -> list[int]:
    """A list's items, where they are posts: engines that print a thread as a list (Vanilla,
    XenForo 1, vBulletin 5, WordPress) leave a dash before each post in Markdown and the like.

    Items that somebody wrote are a line each. Posts have paragraphs, which an extractor leaves at
    the margin, or a dash that stands alone since a block begins behind it.
    """
    dashed = [n for n, cell in enumerate(page.cells) if cell.dashed]
    bulleted = [n for n, cell in enumerate(page.cells) if cell.bullet and not _bold(page, cell)]
    alone = [n for n in dashed if not page.cells[n].clean]
    for places in (alone, dashed, _outer(page, dashed), _outer(page, bulleted)):
        if len(places) > 2 and _posts(page, places):
            return places
    return []


def _bold(page: Page, cell: Cell) -> bool:
    """Whether what looks like a bullet is the sign of words in bold ("**What is a wick?**")."""
    sign = cell.start + cell.indent
    return page.view.startswith("**", sign) and page.view[sign + 2 : sign + 3].isalnum()


def _outer(page: Page, places: list[int]) -> list[int]:
    """Those of a list's items that are furthest out."""
    least = min((page.cells[n].indent for n in places), default=0)
    return [n for n in places if page.cells[n].indent == least]


def _posts(page: Page, places: list[int]) -> bool:
    """Whether the stretches between list marks are what people say, not what they list."""
    edges = [*places, len(page.cells)]
    said = [
        (a, [n for n in range(a, b) if page.words[n] > 0 and not page.is_furniture(n)])
        for a, b in pairwise(edges)
    ]
    if sum(sum(page.words[n] for n in wordy) > SPOKEN for _, wordy in said) < 0.6 * len(places):
        return False
    goes_on = [n for a, wordy in said for n in wordy if n > a and not page.cells[n].gap]
    if sum(_broken(page, n) for n in goes_on) > MOST_BROKEN * len(goes_on):
        said = [(a, [n for n in wordy if n == a or page.cells[n].gap]) for a, wordy in said]
    several = sum(len(wordy) > (1 if page.cells[a].clean else 0) for a, wordy in said)
    return several >= 0.5 * len(places)


def _broken(page: Page, n: int) -> bool:
    """Whether a line goes on with the paragraph above it, which somebody broke over lines."""
    above, clean = page.cells[n - 1].clean, page.cells[n].clean
    return len(above) in BROKEN and (clean[:1].islower() or not above.endswith(STOPS))
