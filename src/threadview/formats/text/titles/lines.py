"""What a line can be on the way to the title: a title, a heading, a breadcrumb, a reply's title."""

from __future__ import annotations

from threadview.cues import titles
from threadview.cues.furniture import by_letter, words
from threadview.formats.text.lines.kind import DATE, PROSE, SHORT, TITLE
from threadview.formats.text.page import Page
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
NO_TITLES = frozenset(words(titles.NO_TITLES))
TAGS = frozenset(words(titles.TAGS))
BELOW = by_letter(words(titles.BELOW))
GREETING = pattern(titles.GREETING)
NAVIGATION = pattern(titles.NAVIGATION)
PAGING = pattern(titles.PAGING)
SITE = pattern(titles.SITE)
CRUMB = pattern(r"\s*(?:»|›|→)\s*|\s(?:->|::|>|/|\|)\s")
MAY = (SHORT, PROSE, TITLE, DATE)
SHORTEST, LONGEST = 3, 250


def below_title(lower: str) -> bool:
    """Whether a line begins with what engines print below a title."""
    return lower.startswith(BELOW.get(lower[:1], ()))


def bare(line: str) -> str:
    """A title without what stands around it in its line."""
    for before in (REPLY, LABELLED):
        if (match := before.match(line)) is not None:
            line = line[match.end() :]
    return READ.sub("", line).strip(" >»›")


def may_be_title(page: Page, index: int, names: tuple[str, ...] = ()) -> bool:
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
    return clean[0] not in "»«/" and not is_trail(lower) and "http" not in lower


def _by(lower: str, names: tuple[str, ...]) -> bool:
    """Whether a line with a date begins with somebody's name: it heads their post."""
    return lower.startswith(names) and any(lower.startswith(f"{name} ") for name in names)


def _undated(page: Page, index: int) -> int:
    """The words of a line beside its date."""
    beside = " ".join(page.kinds[index].residue or ()).split()
    return sum(any(map(str.isalpha, word)) for word in beside)


def begins_with_title(page: Page) -> bool:
    """Whether the first line, which an extractor of the main content puts there for the title, is
    no greeting and none of the page's furniture."""
    clean, lower = page.cells[0].clean, page.lower[0]
    if not may_be_title(page, 0) or GREETING.match(lower) or clean.endswith(","):
        return False
    return NAVIGATION.search(lower) is None and (
        len(lower.split()) > 6 or SITE.search(lower) is None
    )


def reads_like_heading(clean: str) -> bool:
    """Whether a line reads like a heading: no sentence, no greeting, nothing in brackets alone."""
    first = clean.partition(" ")[0]
    if clean[0].islower() and first == first.lower():
        return False
    if clean[0] in "([{“\"'" and clean[-1] in ")]}”\"'":
        return False
    if clean.endswith((",", ":", ";", "!!")) or (clean[-1] == "." and not clean.endswith("..")):
        return False
    return len(clean) <= 160 and ". " not in clean and not GREETING.match(clean.casefold())


def is_trail(lower: str) -> bool:
    """Whether a line is a breadcrumb: the way from the site to the thread."""
    steps = CRUMB.split(lower)
    if len(steps) == 2:
        return max(len(step.split()) for step in steps) < 4 or SITE.search(steps[0]) is not None
    return len(steps) > 2
