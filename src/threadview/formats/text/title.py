"""The thread's title: from "Re:" lines, from labels, from what stands around it in the page's head.

Each line above the first post is weighed by what engines and extractors do to a title: a label
before it ("Topic:"), a heading's mark (html2text's "#"), the line that the engine prints under it
("Thread starter …", "Ask Question"), the breadcrumb that ends in it, the posts that use its words.
The heaviest wins, if it is heavy enough.
"""

from __future__ import annotations

from collections import Counter

from threadview.cues import titles
from threadview.cues.furniture import by_letter, words
from threadview.formats.text.lines.cells import clean
from threadview.formats.text.lines.kind import DATE, HEAD, LABEL, NUMBER, PAIR, PROSE, SHORT, TITLE
from threadview.formats.text.page import Page
from threadview.formats.text.titlerows import bylined, rowed
from threadview.model import Evidence
from threadview.pattern import pattern

REPLY = pattern(
    r"^(?:(?:re|aw|antw|sv|vs|odp|rép|ynt|fwd?|回复|回覆|答复)(?:\[\d+\]|\(\d+\))?\s?[:：]\s?)+",
    2,
)
LABELLED = pattern(rf"^(?:{titles.LABELS}\s?[:：]|(?:{titles.BARE_LABELS})) ?", 2)
READ = pattern(
    r"\s*\((?:read|gelesen|lu|leído|letto|gelezen|прочитано|przeczytany) [\d.,]+ .*\)$"
    r"|\s+goto page \d.*$|\s+more login$|\s{3,}(?:note )?options$| \[\d+ of \d+\]$",
    2,
)
COUNTED = pattern(r"\b\d+\b")
LONG = pattern(r"[^\W\d_]{3,}")
WORDS = pattern(r"[^\W\d_]{4,}")
SCORED = pattern(r"\s*[(\[]\s?score\s?:[^)]*[)\]]$", 2)
WIDE = pattern(r"(?<=\S)[ \t]{4,}(?=\S)")
NO_TITLES = frozenset(words(titles.NO_TITLES))
TAGS = frozenset(words(titles.TAGS))
BELOW = by_letter(words(titles.BELOW))
GREETING = pattern(titles.GREETING)
NAVIGATION = pattern(titles.NAVIGATION)
PAGING = pattern(titles.PAGING)
SITE = pattern(titles.SITE)
CRUMB = pattern(r"\s*(?:»|›|→)\s*|\s(?:->|::|>|/|\|)\s")
MAY = (SHORT, PROSE, TITLE, DATE)
HEADERS = (DATE, HEAD, LABEL, NUMBER, PAIR)
LEAST = 1.9
STEP = pattern(r"\d\. (?=\S)")
"""The number of a step in a breadcrumb that is a list."""
SHORTEST, LONGEST = 3, 250
FURTHEST = 120
"""Cells above the first post that are looked at from below."""
BEYOND = 60
"""Cells below it that are looked at for what is marked as a title."""
SEEN = 400
"""Cells below the beginning of the first post that are compared with a line."""
SURE = 3.0
"""What the marks of a title alone must weigh where no post is known to begin below it."""
TOP = 4
"""Cells at the top of a text in which an extractor that prints only the main content has the
title."""
WORDY = 12
"""Words of a line that may be a title with nothing but its place to say so."""
TELLING = 5
"""Longer words of a line that the posts must use again, where no blank line is below it."""
FEW = 12
"""Cells above the first post up to which there is no page head, only the main content's."""

Found = tuple[int, str, Evidence]
"""The title's cell (-1 where none), its words, why."""


def find(page: Page, start: int, names: set[str], text: str) -> Found | None:
    """The title of a page of posts.

    `start` is the first body's cell, `names` are the authors in lower case, `text` is the page's.
    """
    answered = _answered(page, start)
    if answered is not None:
        return answered
    weigher = _Weigher(page, start, text)
    people = tuple(names)
    worth = {
        n: weigher.worth(n) for n in range(max(0, start - FURTHEST), start) if _may(page, n, people)
    }
    for n in range(start, min(len(page.cells) - 1, TOP)):
        # Nothing but the title's line parts it from the first post's words.
        below = PROSE in page.codes[n + 1 : n + 8] and page.codes[n + 1] in (PROSE, SHORT)
        below = below and _heads(page, n) and _may(page, n, people)
        if below and (page.cells[n + 1].gap or (not n and weigher.repeated(n))):
            worth[n] = weigher.worth(n)
    for n in range(start, min(len(page.cells), start + BEYOND)):
        # The first post may have been taken to begin in the page's head.
        if page.codes[n] != PROSE and _may(page, n, people) and (sure := weigher.marked(n)) >= SURE:
            worth[n] = sure
    return _heaviest(page, worth, text, LEAST)


def first(page: Page, text: str) -> Found | None:
    """The title of a text without posts of its own: what is marked as one, or the first line where
    it stands apart."""
    head = range(min(len(page.cells), FURTHEST))
    weigher = _Weigher(page, len(head), text)
    worth = {n: weigher.marked(n) for n in head if _may(page, n)}
    found = _heaviest(page, worth, text, SURE)
    if found is not None:
        return found
    top = next((n for n in head if NAVIGATION.search(page.lower[n]) is None), 0)
    for n in range(min(top + TOP, len(page.cells) - 1)):
        if _heads(page, n) and _may(page, n):
            apart = page.cells[n + 1].gap > 0
            first = n == top
            worth[n] = weigher.marked(n) + 1.5 * weigher.alike(n) + (0.8 if first else 0.0)
            if worth[n] >= (LEAST if apart else LEAST + 0.4 if first else SURE):
                why = Evidence("cue", "a line that stands apart at the top", 0.5)
                return n, bare(_line(page, n, text)), why
    return None


def _heads(page: Page, index: int) -> bool:
    """Whether a line reads like a heading of its own, and has few words."""
    cell = page.cells[index]
    short = page.codes[index] != PROSE or len(cell.clean.split()) <= WORDY
    return short and bool(cell.clean) and _shaped(cell.clean) and (not index or cell.gap > 0)


def _heaviest(page: Page, worth: dict[int, float], text: str, least: float) -> Found | None:
    """The heaviest line, if it weighs enough."""
    best = max(worth, key=lambda n: worth[n], default=-1)
    if best < 0 or worth[best] < least:
        return None
    # A breadcrumb without its signs ends in the title, which stands alone too; fewer words before
    # it are a label of the thread.
    line = page.cells[best].clean
    tails = {n: page.cells[n].clean for n in worth if worth[n] >= least}
    within = [
        n
        for n, tail in tails.items()
        if FEW < len(tail) < 0.5 * len(line) and line.endswith(f" {tail}")
    ]
    best = max(within, key=lambda n: worth[n], default=best)
    said = bare(_line(page, best, text))
    if len(said) < SHORTEST:
        return None
    confidence = min(0.95, 0.3 + 0.12 * worth[best])
    return best, said, Evidence("cue", "the heading above the first post", confidence)


def _line(page: Page, index: int, text: str) -> str:
    """A cell's words, without what stands far to their right, with a bracket before them that is
    no picture's name."""
    cell = page.cells[index]
    raw = text[cell.start : cell.end].strip()
    if WIDE.search(raw) is not None:
        return clean(WIDE.split(raw, 1)[0], True)
    if raw.startswith("[") and not raw[1:].partition("]")[0].isascii():
        return clean(raw)
    return cell.clean


def below_title(lower: str) -> bool:
    """Whether a line begins with what engines print below a title."""
    return lower.startswith(BELOW.get(lower[:1], ()))


def bare(line: str) -> str:
    """A title without what stands around it in its line."""
    for before in (REPLY, LABELLED):
        if (match := before.match(line)) is not None:
            line = line[match.end() :]
    return READ.sub("", line).strip(" >»›")


def _answered(page: Page, start: int) -> Found | None:
    """The title by the lines that answer it ("Re: …"): what most of them say, where it also stands
    alone, or is said twice."""
    replies = Counter(
        said
        for cell, code in zip(page.cells, page.codes, strict=True)
        if code == TITLE and (said := SCORED.sub("", REPLY.sub("", cell.clean).strip()))
    )
    if not replies:
        return None
    said, count = replies.most_common(1)[0]
    if 2 * count < replies.total():
        return None
    alone = [n for n, cell in enumerate(page.cells) if bare(cell.clean) == said]
    if count < 2 and not any(page.codes[n] != TITLE for n in alone):
        return None
    cell = next((n for n in alone if n < start), -1)
    if cell < 0:  # renamed since it was answered: "[solved]" behind it or before it
        for n in range(start):
            line = bare(page.cells[n].clean)
            if said in line and len(line) < len(said) + 24 and len(said) > 8:
                cell, said = n, line
                break
    confidence = min(0.97, 0.7 + 0.05 * count)
    return cell, said, Evidence("cue", "the lines that begin with Re:", confidence)


def _may(page: Page, index: int, names: tuple[str, ...] = ()) -> bool:
    """Whether a line could be a title at all."""
    clean, lower = page.cells[index].clean, page.lower[index]
    if not SHORTEST <= len(clean) <= LONGEST or page.codes[index] not in MAY:
        return False
    if page.codes[index] == DATE and (_undated(page, index) < 2 or _by(lower, names)):
        return False
    if lower.strip(" .:…") in NO_TITLES or clean.startswith("#"):
        return False
    if index and page.lower[index - 1] in TAGS:
        return False
    if lower.startswith(names) and any(
        lower.startswith(n) and len(lower) < len(n) + 10 for n in names
    ):
        return False
    counts = any(map(str.isdigit, lower)) or lower.startswith("go")
    if (counts and PAGING.search(lower) is not None) or not any(map(str.isalpha, clean)):
        return False
    return clean[0] not in "»«/" and not _is_trail(lower) and "http" not in lower


def _by(lower: str, names: tuple[str, ...]) -> bool:
    """Whether a line with a date begins with somebody's name: it heads their post."""
    return lower.startswith(names) and any(lower.startswith(f"{name} ") for name in names)


def _undated(page: Page, index: int) -> int:
    """The words of a line beside its date."""
    beside = " ".join(page.kinds[index].residue or ()).split()
    return sum(any(map(str.isalpha, word)) for word in beside)


def opens(page: Page) -> bool:
    """Whether the first line, which an extractor of the main content puts there for the title, is
    no greeting and none of the page's furniture."""
    clean, lower = page.cells[0].clean, page.lower[0]
    if not _may(page, 0) or GREETING.match(lower) or clean.endswith(","):
        return False
    return NAVIGATION.search(lower) is None and (
        len(lower.split()) > 6 or SITE.search(lower) is None
    )


def _shaped(clean: str) -> bool:
    """Whether a line reads like a heading: no sentence, no greeting, nothing in brackets alone."""
    first = clean.partition(" ")[0]
    if clean[0].islower() and first == first.lower():
        return False
    if clean[0] in "([{“\"'" and clean[-1] in ")]}”\"'":
        return False
    if clean.endswith((",", ":", ";", "!!")) or (clean[-1] == "." and not clean.endswith("..")):
        return False
    return len(clean) <= 160 and ". " not in clean and not GREETING.match(clean.casefold())


def _is_trail(lower: str) -> bool:
    """Whether a line is a breadcrumb: the way from the site to the thread."""
    steps = CRUMB.split(lower)
    if len(steps) == 2:
        return max(len(step.split()) for step in steps) < 4 or SITE.search(steps[0]) is not None
    return len(steps) > 2


class _Weigher:
    """Weighs the lines above the first post of a page."""

    def __init__(self, page: Page, start: int, text: str) -> None:
        self.page = page
        self.start = start
        self.text = text
        self.lower = page.lower[: start + SEEN]
        self.counts = Counter(self.lower)
        self.main = start < FEW and not any(
            cell.bullet and page.codes[n] == SHORT for n, cell in enumerate(page.cells[:start])
        )
        """Whether there is no page's head above the first post."""
        self.above = "\n".join(self.lower[max(0, start - FURTHEST) : start])
        """The lines that may be the title."""
        steps = [line for line in self.lower if line[1:3] == ". " and STEP.match(line)]
        self.steps = Counter(STEP.sub("", line) for line in steps)
        self.spoken = _spoken(page, start)
        cells = page.cells[: start + SEEN]
        self.outdented = sum(cell.indent > 2 for cell in cells) > 0.5 * len(cells)

    def worth(self, index: int) -> float:
        """How much a line looks like the title."""
        worth = self.marked(index)
        depth = 1 - (self.start - index) / (min(self.start, FURTHEST) + 1)
        if self.main:
            headed = any(code in HEADERS for code in self.page.codes[index + 1 : index + 4])
            worth += 1.0 if headed or index < TOP else -1.5
            worth += 1.0 if headed else 0.0
        opens = index == 0 and not self.main and not self.page.cells[1].bullet
        worth += 0.8 * depth + (0.8 if opens else 0.0)
        longer = set(WORDS.findall(self.lower[index]))
        if longer:
            spoken = self.spoken if index < self.start else _spoken(self.page, index + 1)
            share = len(longer & spoken) / len(longer)
            worth += 1.5 * share * min(1.0, (len(longer) + 1) / 3)
        return worth

    def repeated(self, index: int) -> bool:
        """Whether a line is a heading of several words of which the posts use nearly all."""
        longer = set(WORDS.findall(self.lower[index]))
        said = _spoken(self.page, index + 1)
        return len(longer) >= TELLING and len(longer & said) >= 0.75 * len(longer)

    def alike(self, index: int) -> float:
        """The share of a line's longer words that other cells say."""
        longer = set(WORDS.findall(self.lower[index]))
        said: set[str] = set()
        for n, line in enumerate(self.lower):
            if n != index:
                said.update(WORDS.findall(line))
        return len(longer & said) / len(longer) if longer else 0.0

    def marked(self, index: int) -> float:
        """How much a line is marked as the title, wherever it stands."""
        form, company = self._form(index), self._company(index)
        if company < 2.5 and not _shaped(self.page.cells[index].clean):
            form -= 2.5 if self.main else 1.5
        return form + company

    def _form(self, index: int) -> float:
        """By the line itself."""
        cell, line = self.page.cells[index], self.lower[index]
        count = len(line.split())
        worth = 1.0 if 2 < count < 24 else (0.3 if count == 2 else -1.0)
        begin = cell.start + cell.indent
        beside = WIDE.split(self.text[cell.start : cell.end].strip(), 1)[1:]
        worth += 2.0 if beside and below_title(beside[0].casefold()) else 0.0
        if self.text.startswith("# ", begin):
            worth += 2.0
        elif self.text.startswith("## ", begin) or (self.outdented and not cell.indent):
            worth += 1.0
        worth += 2.5 if LABELLED.match(line) else 0.0
        worth += 0.3 if line.endswith("?") else 0.0
        worth -= 1.0 if COUNTED.search(line) is not None and len(LONG.findall(line)) < 2 else 0.0
        worth += 0.3 if cell.gap else 0.0
        # A rank or a button stands beside each post; in a page's furniture, so may the title.
        worth -= 0.6 if self.main and count < 4 and self.counts[line] > 2 else 0.0
        worth -= 1.0 if cell.bullet else 0.0
        if line.endswith(".") and self.page.codes[index] == PROSE:
            worth -= 2.5 if line in self.lower[self.start :] else 0.0  # a preview of the post
        if count < 7 and SITE.search(line) is not None:
            worth -= 1.5
        worth -= 2.0 * min(2, len(NAVIGATION.findall(line)))
        if self.page.keys[index] and self.page.codes[index] != DATE:
            worth -= 1.0
        return worth

    def _company(self, index: int) -> float:
        """By the lines around it, and those that say the same."""
        page, lower, line = self.page, self.lower, self.lower[index]
        count = len(line.split())
        worth = 0.0
        near = [n for n in range(index + 1, min(len(lower), index + 10)) if lower[n].strip()]
        place = 0
        for n in near:
            if below_title(lower[n]):
                worth += (2.5, 1.5, 0.8, 0.4)[place]
                break
            place += not page.cells[n].bullet  # a breadcrumb in the shape of a list may be between
            if place == 4:
                break
        said = bare(line)
        around = [lower[n] for n in (*range(max(0, index - 2), index), *near[:2])]
        if said and any(other != line and _ends(other, said) for other in around):
            worth += 1.2
        if index and lower[index - 1] == line:
            worth += 1.5
        elif index and _is_trail(lower[index - 1]) and not page.cells[index].bullet:
            worth += 0.8
        worth += 2.5 if rowed(page, index, self.text) or bylined(lower, index) else 0.0
        if count > 1:
            again = self.above.count(line) > (index < self.start)
            worth += (0.8 if again else 0.0) + (0.5 if self.counts[line] == 2 else 0.0)
            worth += 1.0 if self.steps[line] > 1 else 0.0
        cell = page.cells[index]
        if index and not cell.gap and not cell.bullet:
            above = page.cells[index - 1]
            wrapped = len(above.clean) > 55 and above.indent == cell.indent
            worth -= 1.2 if wrapped and (line[0].islower() or above.clean[-1] not in ".?!") else 0.0
        return worth


def _ends(line: str, said: str) -> bool:
    """Whether a line is a breadcrumb that ends in these words."""
    return (
        len(line) > len(said)
        and line.endswith(said)
        and not line[: -len(said)].rstrip()[-1:].isalnum()
    )


def _spoken(page: Page, start: int) -> set[str]:
    """The longer words of the first bodies' prose."""
    bodies = range(start, min(len(page.cells), start + SEEN))
    said = "\n".join([page.lower[n] for n in bodies if page.codes[n] == PROSE])
    return set(WORDS.findall(said))
