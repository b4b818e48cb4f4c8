"""Question-and-answer pages whose posts keep nothing but their votes.

Main-content extractors drop Stack Exchange's user cards; what is left of an answer is its score, a
number alone above a blank line, and of its comments their count, a number alone above bullets. So a
post is an interval of cells rather than a line that returns.
"""

from __future__ import annotations

import re
from itertools import pairwise

from threadview.formats.text.lines.kind import BLANK, COUNT, FOOT, TAIL
from threadview.formats.text.page import Page
from threadview.pattern import pattern

FEWEST = 4
"""Scores that fall down a page that no table knows, each above more than one comment on average."""
LEAST = 3
"""Answers that a line has counted rightly, where no table knows the page."""
TOLD = pattern(r"(\d{1,3}) [^\W\d]{3,20}")
COMMENTS = pattern(r"(\d{1,2}) comments?", re.IGNORECASE)


def intervals(page: Page, view: str) -> list[tuple[int, int]]:
    """`(before, end)` of each post's cells, its body between; nothing if this is no such page."""
    cells, codes = page.cells, page.codes
    votes: list[int] = []
    for n, code in enumerate(codes):
        if code != COUNT or cells[n].indent > 1 or not cells[n].clean.lstrip("-+").isdigit():
            continue
        follow = n + 1
        if follow < len(cells) and codes[follow] == COUNT and cells[follow].clean.startswith("+"):
            follow += 1
        if follow < len(cells) and cells[follow].gap > 0 and codes[follow] != COUNT:
            votes.append(n)
    if len(votes) < 2 or not _falls([int(cells[n].clean) for n in votes]):
        return []
    known = any(
        page.keys[n].startswith(("e:stackexchange", "t:add a comment"))
        or (codes[n] == FOOT and cells[n].clean == "Your Answer")
        for n in range(len(cells))
    )
    known = known or _told(page, votes)
    if len(votes) < FEWEST and not known:
        return []
    starts: list[tuple[int, int]] = []
    for vote, end in zip(votes, [*votes[1:], len(cells)], strict=True):
        starts.append((vote, vote))
        starts += _comments(page, view, vote + 1, end)
    if not known and len(starts) < 2 * len(votes):
        return []
    foot = next((n for n in range(votes[-1], len(cells)) if codes[n] == FOOT), len(cells))
    found: list[tuple[int, int]] = []
    for (before, _), (_, end) in zip(starts, [*starts[1:], (foot, foot)], strict=True):
        if before < end:
            found.append((before, min(end, foot) if before < foot else end))
    return found


def _told(page: Page, votes: list[int]) -> bool:
    """Whether a line says how many answers follow ("11 Answers"), and as many scores do."""
    for index, vote in enumerate(votes[1:], 1):
        above = page.cells[votes[index - 1] + 1 : vote]
        said = [TOLD.fullmatch(cell.clean) for cell in above]
        answers = len(votes) - index
        if answers >= LEAST and any(match and int(match[1]) == answers for match in said):
            return True
    return False


def _falls(scores: list[int]) -> bool:
    """Whether scores fall down the page, as answers are sorted, the question apart."""
    steps = [a >= b for a, b in pairwise(scores[1:])]
    return not steps or sum(steps) >= 0.75 * len(steps)


def _comments(page: Page, view: str, start: int, end: int) -> list[tuple[int, int]]:
    """`(before, end of the post before)` for each bullet below a lone count."""
    cells, codes = page.cells, page.codes
    found: list[tuple[int, int]] = []
    n = start
    while n < end - 1:
        if (
            codes[n] == COUNT
            and cells[n].indent < 2
            and cells[n + 1].gap == 0
            and _bullet(page, view, n + 1)
        ):
            level = cells[n + 1].indent
            first = True
            m = n + 1
            while m < end:
                if cells[m].indent == level and _bullet(page, view, m):
                    found.append((m - 1, n if first else m))
                    first = False
                elif view[cells[m].start - 1] == "\n" and (
                    cells[m].indent <= level or codes[m] == TAIL
                ):
                    break
                m += 1
            n = m
        elif (many := _announced(page, n)) > 0:
            lines = [
                m
                for m in range(n + 1, end)
                if codes[m] not in (BLANK, TAIL, COUNT) and cells[m].clean != "|"
            ]
            if len(lines) == many:
                found += [(m - 1, n if m == lines[0] else m) for m in lines]
            n = end
        else:
            n += 1
    return found


def _announced(page: Page, n: int) -> int:
    """The number in a line such as "3 Comments", else 0."""
    match = COMMENTS.fullmatch(page.cells[n].clean)
    return int(match[1]) if match is not None else 0


def _bullet(page: Page, view: str, n: int) -> bool:
    return view[page.cells[n].start + page.cells[n].indent] in "•*"
