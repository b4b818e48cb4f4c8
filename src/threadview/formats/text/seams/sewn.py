"""A text that no one key divides, by its seams.

What an extractor left of each post, alone too seldom for `anchor.choose`, stands between two posts
wherever it stands: here an edit mark, there a row of links, a date below a name, facts about the
poster, the white space of a template, words that a reply says again.
"""

from __future__ import annotations

from collections import Counter

from threadview.cues import between, furniture
from threadview.cues.edits import DATED
from threadview.formats.text.lines.kind import (
    AD,
    BLANK,
    COUNT,
    DATE,
    EDIT,
    FOOT,
    LABEL,
    NUMBER,
    PAIR,
    PROSE,
    RULE,
    SHORT,
    TAIL,
)
from threadview.formats.text.lines.people import doubled, namelike
from threadview.formats.text.marks.documents import is_wrapped
from threadview.formats.text.marks.index_pages import list_below
from threadview.formats.text.marks.plausible import TOP
from threadview.formats.text.marks.posters import named
from threadview.formats.text.marks.priors import CORE
from threadview.formats.text.page import Page
from threadview.formats.text.seams import margins
from threadview.formats.text.seams.echoes import (
    BELOW,
    ECHO,
    REUSED,
    WHOLE,
    Echo,
    echoes,
    repeated,
    sources,
)
from threadview.formats.text.seams.seams import Seam, apart, inside
from threadview.model import Evidence

LOOSE = frozenset((TAIL, EDIT, RULE, BLANK, COUNT))
"""What may stand behind the mark that closes a post."""
NOTICES = furniture.words(between.NOTICES)
MOST_AGAIN = 2
"""Words said again from further above for each that a reply says again at once, at most."""
LOGGED = "t:logged"
FACTS = 2
"""Facts about a poster, of two kinds at least; lines above them that may be a name and a rank."""
MARKS = 3
"""Letters of missing pictures that a page must have."""
ENTRY = 12
"""Lines of a list's entry, at most, above how often its topic was answered."""
MOST_ONE = 0.8
"""The share of names with a date that one person may have: a place has all of them."""
SAID = 24
"""Characters of a line that is hardly said twice by chance."""
LONGEST = 700
"""Words of a post on average beyond which repeated words have found too few of the posts."""
LONGEST_EDITED = 500
"""The same of edit marks."""

EDITED = Evidence("cue", "an edit mark above", 0.95)
CLOSED = Evidence("cue", "links of the post above", 0.93)
INITIAL = Evidence("cue", "the letter of a missing picture", 0.9)
NOTICE = Evidence("cue", "the head of the page, which stands below the first post", 0.93)
PROFILE = Evidence("cue", "facts about the poster", 0.95)
SIGNED = Evidence("cue", "a name and a date", 0.93)


def all_of(page: Page) -> list[Seam]:
    """The seams of a page without an anchor."""
    count = len(page.cells)
    found = inside(page, 0, count)
    behind = _behind(page)
    for n in range(1, count):
        code = page.codes[n]
        if code == EDIT and _closing(page, n):
            found.append(Seam(behind[n], EDITED))
        elif code == TAIL and _closes(page, n):
            found.append(Seam(behind[n], CLOSED))
    found += _signed(page) + _profiles(page)
    found += [Seam(cell, evidence) for cell, evidence in margins.seams(page)]
    found += _notices(page, {seam.cell for seam in found})
    said = echoes(page) if not is_wrapped(page) else []
    found += _initials(page, said) + _said_again(page, said, found)
    found.sort()
    kept = apart(page, 0, count, _alone(page, found))
    kinds = {seam.evidence for seam in kept}
    most = LONGEST if ECHO in kinds else LONGEST_EDITED
    weak = kinds <= {*REUSED, EDITED}
    signs = sum(seam.evidence not in (WHOLE, BELOW) for seam in kept)
    return [] if weak and page.total[-1] > most * (signs + 1) else kept


def _said_again(page: Page, said: list[Echo], found: list[Seam]) -> list[Seam]:
    """The seams where words are said again, and where a post is that they were first said in.

    Replies that begin with all of the post they answer say again what stands right above as often
    as what stands further above; where they do so seldom, people pick sentences, and a sentence
    said again may stand anywhere. What a dump ends with and has said before is no reply, which
    would say something of its own: it is what the page shows of its thread elsewhere.
    """
    beside = sum(echo.evidence is ECHO for echo in said)
    beside += sum(seam.evidence is margins.QUOTED for seam in found)
    again = repeated(page, said) if beside else []
    if len(again) > MOST_AGAIN * beside:
        said = [echo for echo in said if echo.evidence is not ECHO]
        again = []
    copies = [echo for echo in said if echo.evidence is ECHO] + again
    whole = sources(page, copies) if len(again) <= beside else []
    for echo in copies:
        if not page.words_between(echo.end, len(page.cells)):
            page.codes[echo.cell : echo.end] = [AD] * (echo.end - echo.cell)
    return [Seam(echo.cell, echo.evidence) for echo in (*said, *again, *whole)]


def _notices(page: Page, seams: set[int]) -> list[Seam]:
    """What XenForo begins a page with, below the first post, where no other seam follows at once;
    a lone line of furniture, wherever it stands."""
    found: list[Seam] = []
    for n, line in enumerate(page.lower):
        if line.startswith(NOTICES):
            page.codes[n] = AD
            if n + 1 < len(page.cells) and not page.cells[n + 1].gap:
                page.codes[n + 1] = AD  # "You should upgrade or use an alternative browser."
            words = next((m for m in range(n + 2, len(page.codes)) if page.codes[m] == PROSE), n)
            if seams.isdisjoint(range(n, words + 1)):
                found.append(Seam(n, NOTICE))
    return found


def _closing(page: Page, n: int) -> bool:
    """Whether an edit mark is of the kind that stands below the words: not MyBB's ("This post was
    last modified"), nor Vanilla's ("edited March 2025 in …")."""
    lower = page.lower[n]
    mark = page.kinds[n].edit
    named = mark is not None and mark.by is not None
    return not lower.startswith("this ") and (named or not lower.startswith(DATED))


def _closes(page: Page, n: int) -> bool:
    """Whether a line of links is one that no writer has alone on a line; SMF's one word is it where
    the page has it again."""
    key = page.keys[n]
    link = key.startswith("t:") and " " in key and TOP not in key.split()
    return link or key.startswith("e:smf") or (key == LOGGED and page.keys.count(key) > 1)


def _behind(page: Page) -> list[int]:
    """For each cell, the first one below it that belongs to no post's end."""
    count = len(page.codes)
    below = [count] * count
    for n in range(count - 2, -1, -1):
        below[n] = below[n + 1] if page.codes[n + 1] in LOOSE else n + 1
    return below


def _signed(page: Page) -> list[Seam]:
    """Names with a date right below or above, where two people have one at least."""
    found: dict[int, str] = {}
    for n, code in enumerate(page.codes):
        if code != DATE or not page.kinds[n].sure or page.kinds[n].age:
            continue
        for near in (n - 1, n + 1):
            if 0 <= near < len(page.codes) and not page.cells[max(n, near)].gap:
                name = doubled(page.cells[near].clean)
                if page.codes[near] == SHORT and page.kinds[near].words and namelike(name):
                    found[min(n, near)] = name
                    break
    names = list(found.values())
    people = Counter(name.casefold() for name in names)
    several = len(people) > 1 and max(people.values()) <= MOST_ONE * len(names)
    several = several and named(page, names)
    return [Seam(n, SIGNED) for n in found] if several else []


def _profiles(page: Page) -> list[Seam]:
    """Facts that an engine prints for every poster, several in a run, and the name above them:
    what is left of a poster's column, above the post."""
    codes, keys = page.codes, page.keys
    found: list[Seam] = []
    n = 0
    while n < len(codes):
        end = n
        while end < len(codes) and codes[end] in (LABEL, PAIR):
            end += 1
        facts = {key for key in keys[n:end] if key[:2] == "l:" and key[2:] in CORE}
        if len(facts) >= FACTS:
            top = n
            while top and n - top < FACTS and codes[top - 1] == SHORT:
                if page.cells[top].gap or not namelike(doubled(page.cells[top - 1].clean)):
                    break
                top -= 1
            found.append(Seam(top, PROFILE))
        n = max(end, n + 1)
    return found


def _initials(page: Page, said_again: list[Echo]) -> list[Seam]:
    """The letters that stand for missing pictures of the posters, alone on their lines. One right
    below what a reply says again belongs to that reply."""
    cells = page.cells
    foot = page.codes.find(FOOT, max(page.codes.find(PROSE), 0))
    others = list_below(page)
    found = [
        n
        for n, code in enumerate(page.codes[: foot if foot >= 0 else None])
        if code == SHORT and len(cells[n].clean) == 1 and cells[n].clean.isupper() and cells[n].gap
    ]
    if others < len(cells):
        found = [n for n in found if n < others - ENTRY]
    copies = [range(echo.cell, echo.end) for echo in said_again]
    if len(found) < MARKS or len({cells[n].clean for n in found}) < 2:
        return []
    if any(kind.found or kind.code == NUMBER for kind in page.kinds):
        return []  # an engine's own lines stand beside the pictures
    said = Counter(cell.clean for cell in cells if len(cell.clean) > SAID)
    return [
        Seam(n, INITIAL)
        for n in found
        if said[cells[n - 1].clean] < 2 and not any(n - 1 in copy for copy in copies)
    ]


def _alone(page: Page, found: list[Seam]) -> list[Seam]:
    """The seams, without ends of quoted posts and lines of an unknown template above what another
    seam begins a little below: what stands between is left of that post's or of the page's head."""
    return [
        seam
        for n, seam in enumerate(found)
        if seam.evidence not in (BELOW, margins.TEMPLATE)
        or n + 1 == len(found)
        or page.prose_between(seam.cell, found[n + 1].cell)
    ]
