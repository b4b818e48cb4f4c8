"""Names that stand alone on a line, above what their owners say.

Annotators write threads so, and some extractors leave no more of a post's head. A name is told by
being said again, by being mentioned, or by its look; the lines between which it stands are the rest
of the proof: nearly all lines alone of such a page are names, and the posts below them are talk.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from threadview.formats.text.lines.kind import FOOT, PROSE, SHORT
from threadview.formats.text.lines.people import chosen_by_themselves, doubled, namelike
from threadview.formats.text.marks.documents import CODE
from threadview.formats.text.page import Page
from threadview.pattern import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threadview.formats.text.marks.talk import Talk

MOST_SPOKEN = 2
"""How often prose may say, per line that says it alone, a word that is somebody's name."""
NO_NAME = pattern(
    r"[=(){}<>\[\]/`]|: |\d\.\d|%\d|::|\w\.(?:com|net|org|info|html?|php|inc|io|de|ru)$"
    r"|^(?:hi|hello|hey|hallo|thanks"
    r"|thank you|cheers|regards|best regards|ps|edit|update"
    r"|bonjour|merci|hola|gracias|danke|привет|спасибо)\b",
    re.IGNORECASE,
)
"""Signs of code, and how letters begin and end."""
SIGNS = '-#$"~'
"""What lists, titles in Markdown and commands begin with."""
TAGGED = pattern(r"^\[\w{2,6}\][~_. -]?(?=\w)")
"""The clan that somebody plays for, in front of the name."""
OPENING = 40
"""Words above the first name that make a post."""
LONGEST_TITLE = 120
MOST = 0.7
"""The share of the lines between paragraphs that must be names."""
SURE = 0.4
"""The same of those that surely are, where fewer look so."""
FEWEST = 3
"""Names of a page; those that surely are, from which their look need not tell."""
LOOKING = 0.4
"""The share of names that must be written as people write theirs, where hardly any returns."""
INITIAL = 2
"""Capitals in a name that stand for a longer one, though they may be a word."""
SIGNED = 3
"""Lines of a name, all right above other names, from which it signs posts."""
SOME = 0.25
"""The same, where one does."""
ABSENT = frozenset(("[deleted]", "[removed]", "[gelöscht]", "[supprimé]", "[eliminado]"))
"""What stands in a name's place whose owner has left."""


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
    candidates = _lone(page)
    if len(candidates) < FEWEST:
        return []
    from threadview.formats.text.marks.talk import talk

    lone = _Lone(page, candidates)
    found = lone.found()
    if not found or not lone.are_people(found, talk(page)):
        return []
    return sorted(lone.heading(found | lone.others(found)))


class _Lone:
    """The lines of a page that may be names: those that surely are, and those that look so."""

    def __init__(self, page: Page, candidates: list[int]) -> None:
        self.page = page
        self.spoken = _spoken(page)
        said = Counter(page.lower[n] for n in candidates)
        self.sure = {n for n in candidates if _sure(page, n, said, self.spoken)}
        self.names = {page.lower[n] for n in self.sure}
        near = {m for n in candidates for m in (n - 2, n - 1, n, n + 1) if m >= 0}
        plain = {
            n for n in near if page.codes[n] == SHORT and _could_be(self[n]) and not self._rank(n)
        }
        self.candidates = [n for n in candidates if n not in plain or not _listed(plain, n)]
        as_these = self.sure or set(candidates)
        self.likely = {
            n
            for n in self.candidates
            if not _small(page, n)
            and (
                (_alike(page, n, as_these) and not any(map(self.spoken.get, _words(self[n]))))
                or self._looks(n)
            )
        }

    def __getitem__(self, n: int) -> str:
        return self.page.cells[n].clean

    def _looks(self, n: int) -> bool:
        """Whether a line is written as people write their names, and said by nobody."""
        name = self[n]
        return chosen_by_themselves(name) and not (name.isalpha() and self.spoken[name])

    def found(self) -> set[int]:
        """The names, where they are enough of the lines."""
        sure, likely = self.sure, self.likely
        found = sure | likely
        most = len(found) >= MOST * len(self.candidates)
        if len(sure) >= FEWEST and len(self.names) > 1:
            if most:
                return found
            alike = {n for n in likely if _alike(self.page, n, sure)}
            return sure | alike if len(sure) >= SURE * len(self.candidates) else set()
        return found if most and len(found) >= FEWEST else set()

    def are_people(self, found: set[int], words: Talk) -> bool:
        """Whether people talk below the names; plainly so, where hardly any name returns, who are
        written as people write their names, where none does."""
        if len(self.sure) >= FEWEST and len(self.names) > 1:
            return not words.silent
        looking = sum(map(self._looks, found))
        return words.sure and looking >= (SOME if self.names else LOOKING) * len(found)

    def others(self, found: set[int]) -> set[int]:
        """Lines that stand as names do and say one that stands elsewhere too, or look the part,
        whatever stands below them."""
        page = self.page
        names = {page.lower[n] for n in found} | ABSENT
        return {
            n
            for n, code in enumerate(page.codes)
            if code == SHORT
            and n not in found
            and (page.lower[n] in names or self._stands(n))
            and (page.cells[n].gap or not n)
            and n + 1 < len(page.cells)
            and page.codes[n + 1] != FOOT
            and found.isdisjoint((n - 1, n + 1))
        }

    def _stands(self, n: int) -> bool:
        """Whether a line that nobody says looks like a name, right below words."""
        return _could_be(self[n]) and self._looks(n) and n > 0 and self.page.codes[n - 1] == PROSE

    def heading(self, found: set[int]) -> set[int]:
        """The names, without those right above another's that sign a post, and of two lines the
        one that is less surely a name: a post's first words or its last. Two names that surely
        are stand above each other where a post has no words, or quotes."""
        lower = self.page.lower
        pairs = [n for n in sorted(found) if n + 1 in found and lower[n] != lower[n + 1]]
        signs = Counter(lower[n] for n in pairs)
        said = Counter(lower[n] for n in found)
        for n in pairs:
            above, below = self._rank(n), self._rank(n + 1)
            signed = signs[lower[n]] == said[lower[n]] >= SIGNED
            if signed or above < below:
                found = found - {n}
            elif above > below or not above:
                found = found - {n + 1}
        return found

    def _rank(self, n: int) -> int:
        """How surely a line is a name."""
        return 2 * (self.page.lower[n] in self.names) + self._looks(n)


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


def _sure(page: Page, n: int, said: Counter[str], spoken: Counter[str]) -> bool:
    """Whether a line is said again by itself, or what it says is mentioned as a name."""
    name = page.lower[n]
    if name in page.mentioned:
        return True
    if " " in name:
        return said[name] > 1 and not _phrase(page.cells[n].clean, spoken)
    return said[name] > 1 and spoken[name] <= MOST_SPOKEN * said[name]


def _phrase(clean: str, spoken: Counter[str]) -> bool:
    """Whether several words are a heading's or a sentence's, which people say in prose too."""
    words = clean.split()
    small = [word for word in words if word[0].islower()]
    sentence = len(small) > 1 and not words[0][0].islower()
    return sentence or (bool(small) and all(spoken[word.strip(".()")] for word in small))


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
        and _could_be(cells[n].clean)
    ]


@lru_cache(maxsize=4096)
def _could_be(clean: str) -> bool:
    """Whether a line could be a name, and is no line of code or a letter's."""
    name = doubled(clean)
    bare = TAGGED.sub("", name)
    return (
        namelike(bare)
        and NO_NAME.search(bare) is None
        and clean[0] not in SIGNS
        and CODE.search(clean.lstrip("@")) is None
    )


def _spoken(page: Page) -> Counter[str]:
    """How often the words of lines alone, written small, stand in prose."""
    cells, codes = page.cells, page.codes
    lines = [n for n, code in enumerate(codes) if code == SHORT]
    words = {said for n in lines for said in (page.lower[n], cells[n].clean)}
    words.update(word.strip(".()") for n in lines for word in page.lower[n].split())
    text = " ".join([cell.clean for cell, code in zip(cells, codes, strict=True) if code == PROSE])
    known = {word for word in words if word[:1].islower() and word in text}
    found: Counter[str] = Counter()
    if not known:
        return found
    for word, count in Counter(text.split()).items():
        bare = word.strip(".,;:!?()\"'")
        if bare in known:
            found[bare] += count
    return found


def _listed(plain: set[int], n: int) -> bool:
    """Whether a line stands among others in a list of such."""
    return {n - 2, n - 1} <= plain or {n - 1, n + 1} <= plain


def _small(page: Page, n: int) -> bool:
    """Whether a small word stands below other short lines, as in a list."""
    clean = page.cells[n].clean
    if n < 2 or not clean.isalpha() or clean != page.lower[n]:
        return False
    above = range(n - 2, n)
    return all(page.codes[m] == SHORT and page.cells[m].clean[-1].isalpha() for m in above)


def _words(name: str) -> list[str]:
    words = [word.strip(".()") for word in name.split()]
    return [word.casefold() for word in words if len(word) > INITIAL or not word.isupper()]


def _alike(page: Page, n: int, sure: set[int]) -> bool:
    """Whether a line stands as most of the sure names stand, and is written as names are."""
    cells = page.cells
    words = cells[n].clean.split()
    if len(words) > 3 or (len(words) > 1 and not all(word[0].isupper() for word in words)):
        return False
    same = sum(cells[n + 1].gap == cells[m + 1].gap for m in sure)
    return same > 0.8 * len(sure)
