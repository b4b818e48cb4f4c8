"""The poster's side column as XenForo 2 prints it in front of a body.

XenForo's `message_macros` template puts the name into a heading (h4), the title below it into
another (h5), then banners, one to a line, then the facts (a list of pairs); an extractor that keeps
the column makes that a name between blank lines, a title behind a blank line, and the rest right
below it. Where the facts were cleaned off, name and title are left.
"""

from __future__ import annotations

from functools import lru_cache

from threadview.formats.text.authors import facts
from threadview.formats.text.authors.starter import below
from threadview.formats.text.lines.kind import (
    AD,
    BLANK,
    COUNT,
    EDIT,
    FILE,
    HEAD,
    LABEL,
    NBSP,
    PAIR,
    PROSE,
    RULE,
    SHORT,
    SIDE,
    TAIL,
)
from threadview.formats.text.lines.people import LETTER, NEVER, namelike, titled
from threadview.formats.text.page import Page
from threadview.pattern import pattern

LINES = frozenset((SHORT, SIDE))
BESIDE = frozenset((SHORT, SIDE, HEAD, RULE, BLANK))
"""What else stands among the facts: titles, banners, stars, labels that no table knows."""
MOST_SAID = 80
"""Words of a page's title and notices above the first post's column, at most."""
LONGEST = 50
"""Characters of a name, at most: XenForo's own limit."""
DEPTH = 32
"""Cells at the head of a record in which a poster's column may begin."""
LONGEST_RANK = 60
MOST = 0.6
"""The share of posts whose columns leaked from which the first post's did as well."""
WORDS = 5
NUMBERED = pattern(r"\(\d|^\d+ \w+$|\w \d+ [^\W\d]+$")
"""What headings and counters have ("liked 3 times"), names do not."""
REACTED = pattern(r"x ?\d+")
"""How often somebody reacted, below a line of reactions."""
SENTENCE = (".", "!", "?", "…", ":)", ";)", ":", ",", "。", "！", "？", "，", "：", "」", "”")
SPOKEN = (":", "?", ",", ";", "…", "。", "？", "，", "：")
"""What a spoken line or a heading ends in, a name hardly ever."""


def named(page: Page, begin: int, start: int, tight: bool = False) -> int | None:
    """The cell of the name nearest above a body that begins at `start`, not above cell `begin`;
    `tight` where no blank line stands below the names of this page."""
    cells, codes = page.cells, page.codes
    begin = _below_title(page, begin)
    if tight and (found := _above(page, begin, start)) is not None:
        return found
    for index in range(start - 2, begin - 1, -1):
        plain = codes[index] in LINES and cells[index].gap and _name(page, index)
        if not (plain or shown(page, index)) or not _rank(page, index + 1):
            continue
        if facts.fill(page, index + 1, start):
            return index
    return _above(page, begin, start)


def _above(page: Page, begin: int, start: int) -> int | None:
    """The cell of the name of a packed column that ends at `start`."""
    for index in range(start - facts.LEAST - 1, max(begin, start - DEPTH) - 1, -1):
        if page.cells[index].gap > page.cells[index + 1].gap:
            found = packed(page, index, start)
            if found is not None and found[0] >= 0 and found[1] == start:
                return found[0]
    return None


def packed(page: Page, begin: int, end: int) -> tuple[int, int] | None:
    """The name's cell (-1 where none is left) and the cell behind the facts of a column that begins
    at a cell and whose lines follow one another, as in skins that print the title in a box.

    A line right above the facts may be the title, its name cleaned off, unless others mention it.
    """
    cells, codes = page.cells, page.codes
    pictured = begin + 1 < end and _initial(cells[begin].clean, cells[begin + 1].clean)
    begin += pictured
    if begin + 1 < end and not pictured and len(cells[begin + 1].clean) == 1:
        begin += 1  # a picture's letter, the name below it cleaned off
    if begin >= end or codes[begin] not in LINES:
        return None
    unnamed = titled(cells[begin].clean) or (len(cells[begin].clean) == 1 and not pictured)
    if not unnamed and not _calls(cells[begin].clean):
        return None
    behind, count = begin, 0
    for index in range(begin + 1, min(end, begin + DEPTH)):
        cell, code = cells[index], codes[index]
        if cell.gap and (count or index > begin + 2):
            break
        if code in facts.FACTS and (code in (LABEL, PAIR) or not count or behind == index - 1):
            if facts.foreign(page, begin + 1, index):
                break
            count, behind = count + 1, index
        elif not (code in BESIDE or titled(cell.clean)) or _spoken(cell.clean):
            break
    dated = any(facts.dated(page, n) for n in range(begin + 1, behind + 1))
    if count < facts.LEAST or not dated:
        return None
    boxed = codes[begin + 1] in facts.FACTS and not cells[begin + 1].gap
    bare = boxed and page.lower[begin] not in page.mentioned
    return -1 if unnamed or (bare and not pictured) else begin, behind + 1


def _spoken(clean: str) -> bool:
    """Whether a line is none of a column's: too long, or a sentence."""
    return len(clean) > LONGEST_RANK or clean.endswith(SENTENCE)


def _initial(above: str, name: str) -> bool:
    """Whether a line is what is left of a poster's picture above the name: the name as its text, or
    the initial that stands for a picture that is missing, below which the title may be all that is
    left."""
    return above == name or (above == name[:1].upper() and not titled(name))


def column(page: Page, begin: int, end: int) -> tuple[int, int] | None:
    """The name's cell and the cell behind the facts, for the first column in `[begin, end)`."""
    for index in range(begin, min(end, begin + DEPTH) - 2):
        if not (_name(page, index) or shown(page, index)):
            continue
        untitled = page.cells[index + 1].gap and page.codes[index + 1] in facts.FACTS
        if not (untitled or _rank(page, index + 1)):
            continue
        behind = facts.behind(page, index + 2, end)
        # Only the first post's stands below words: a page's title and notices.
        words = page.words_between(begin, index)
        deep = words > (0 if begin > 1 else MOST_SAID)
        if (
            behind < end
            and facts.stand(page, index + 1, behind)
            and facts.told(page, index + 1, behind, deep)
        ):
            return index, behind
    return None


def head(page: Page, begin: int, end: int) -> tuple[int, int] | None:
    """The name's cell (-1 where none is left) and the cell behind what leaked of a poster's column
    in front of the body of the record in `[begin, end)`, below what belongs to the post before."""
    begin = _below_title(page, begin)
    pictured = _below_picture(page, begin, end)
    while not pictured and begin < end and _of_post_before(page, begin):
        begin += 1
        pictured = _below_picture(page, begin, end)
    begin += pictured
    found = packed(page, begin, end) or column(page, begin, end) or _titled(page, begin, end)
    if found is not None:
        return found
    behind = left(page, begin, end)
    return (begin, behind) if behind > begin else None


def _below_title(page: Page, begin: int) -> int:
    """The cell behind the page's title, which stands above the first post's column and below lists
    of notices; `begin` itself for a later post's."""
    if begin > 1:
        return begin
    title = next((n for n, cell in enumerate(page.cells) if not cell.bullet), 0)
    return max(begin, title + 1) if title else begin


def _of_post_before(page: Page, index: int) -> bool:
    """Whether a line may end the post above a column, or number the one below."""
    return (
        page.codes[index] in (EDIT, TAIL, AD, FILE)
        or page.keys[index] == "#"
        or REACTED.fullmatch(page.cells[index].clean) is not None
    )


def _below_picture(page: Page, begin: int, end: int) -> bool:
    """Whether a picture stands at a cell, and a name below it."""
    return begin + 2 < end and shown(page, begin + 1)


def shown(page: Page, index: int) -> bool:
    """Whether a line is a name by what is left of the poster's picture above it, blank lines around
    it: whatever its words are."""
    cells = page.cells
    apart = 0 < index < len(cells) - 1 and cells[index].gap and cells[index + 1].gap
    if not apart or not 0 < len(cells[index].clean) <= LONGEST:
        return False
    return _initial(cells[index - 1].clean, cells[index].clean)


def _titled(page: Page, begin: int, end: int) -> tuple[int, int] | None:
    """A name and a title that engines give out by default, with further ones right below.

    Below a name that a picture shows, any short line may be the title. Only the first post's may
    stand deeper: below the page's title and notices.
    """
    deepest = begin + DEPTH if begin < 2 else begin + 1
    for index in range(begin, min(end - 2, deepest)):
        cells = page.cells
        sure = shown(page, index)
        if not (sure or _name(page, index)) or not cells[index + 1].gap:
            continue
        if not (titled(cells[index + 1].clean) or (sure and _rank(page, index + 1))):
            continue
        behind = index + 2
        while behind < end - 1 and banner(page, behind) and not cells[behind].gap:
            behind += 1
        return index, behind
    return None


def banner(page: Page, index: int) -> bool:
    """Whether a line below a name and a title is a further title: a known one, or one that
    returns on this page and is no sentence that people quote."""
    clean = page.cells[index].clean
    brief = page.codes[index] == SHORT and len(clean.split()) <= WORDS
    return titled(clean) or (
        brief and page.keys[index].startswith("r:") and not clean.endswith(SENTENCE)
    )


def left(page: Page, index: int, end: int) -> int:
    """The cell behind name and title at `index` (and further titles that are well known), where
    nothing else of the column is left above a body; `index` itself where they do not stand there.

    Bodies of this form begin right behind the separator: a line between blank lines at a record's
    head is a heading that was. Without a title below it, it must be a name that others mention.
    """
    cells, codes = page.cells, page.codes
    if index + 1 >= end:
        return index
    known = codes[index] == SHORT and namelike(cells[index].clean)
    if not known and not (_numeral(page, index) and _rank(page, index + 1)):
        return index
    below = index + 1
    if (index and not cells[index].gap) or not cells[below].gap or cells[index].bullet:
        return index
    title = codes[below] in (SHORT, HEAD) and len(cells[below].clean) <= 40
    if title and below + 1 < end and codes[below + 1] != NBSP and not cells[below + 1].gap:
        if cells[below].clean.endswith(SENTENCE):
            return index
        below += 1
        while below + 1 < end and banner(page, below) and not cells[below].gap:
            below += 1
        return below
    return below if index and page.lower[index] in page.mentioned else index


def first_body(page: Page, leaks: set[int], start: int, intervals: list[tuple[int, int]]) -> int:
    """Where the first body begins that seemed to begin at cell `start`: its column stands below
    the page's title, or where that was. Its name's cell joins the `leaks`."""
    end = intervals[0][1]
    found = _first(page, leaks, end, len(intervals)) if leaks else None
    if found is not None and not leaks.intersection(range(found[1])):
        leaks.add(found[0])
        prosy = PROSE in page.codes[found[1] : start]  # then a list in the body was the head's end
        start = found[1] if prosy else max(found[1], start)
    return below(page, start, end)


def _first(page: Page, leaks: set[int], end: int, posts: int) -> tuple[int, int] | None:
    """The name's cell and the cell behind the title of the column in front of the first body,
    which begins before `end`: below the page's title, as the columns of the `leaks` are above
    most of the `posts`, or at the very top where one of their names stands."""
    cells = page.cells
    names = {cells[n].clean for n in leaks}
    if cells[0].clean in names and (behind := left(page, 0, end)):
        return 0, behind
    plain = [n for n in leaks if n + 2 < len(cells) and _bare(page, n)]
    titles = {cells[n + 1].clean for n in plain}
    usual = len(plain) >= MOST * (posts - 1) and len(plain) > 1
    for index in range(1, min(DEPTH, end - 2)):
        known = cells[index].clean in names or cells[index + 1].clean in titles
        titled_above = index == 1 or page.codes[index - 1] != PROSE  # else somebody signs
        if titled_above and (known or usual) and _bare(page, index):
            return index, index + 2
    return None


def _bare(page: Page, index: int) -> bool:
    """Whether name and title stand at a cell, with a body and no facts right below."""
    body = page.codes[index + 2] in (PROSE, SHORT) and not page.cells[index + 2].gap
    return body and _name(page, index) and _rank(page, index + 1)


def _name(page: Page, index: int) -> bool:
    """Whether a line stands where a name does and could be one."""
    cell = page.cells[index]
    clean = cell.clean
    if _numeral(page, index):
        return cell.gap > 0 and index + 1 < len(page.cells) and _rank(page, index + 1)
    return (
        cell.gap > 0
        and not cell.bullet
        and page.codes[index] in (SHORT, SIDE)
        and 0 < len(clean) <= LONGEST
        and _calls(clean)
    )


@lru_cache(maxsize=16384)
def _calls(clean: str) -> bool:
    """Whether a line could be a name by its words."""
    return (
        len(clean.split()) <= WORDS
        and LETTER.search(clean) is not None
        and not clean.endswith(SPOKEN)
        and NUMBERED.search(clean) is None
        and not titled(clean)
        and clean.casefold() not in NEVER
    )


def _numeral(page: Page, index: int) -> bool:
    """Whether a line is a number that could be a name."""
    clean = page.cells[index].clean
    return page.codes[index] == COUNT and clean.isdigit() and 1 < len(clean) <= LONGEST


def _rank(page: Page, index: int) -> bool:
    """Whether a line stands below a name as a title or a banner does."""
    cell = page.cells[index]
    code = page.codes[index]
    return (
        cell.gap > 0
        and not cell.bullet
        and 1 < len(cell.clean) <= LONGEST_RANK
        and (code in (SHORT, SIDE, HEAD) or titled(cell.clean))
    )
