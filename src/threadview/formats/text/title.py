"""The thread's title: from "Re:" lines, from what the page's head repeats, from its first line."""

from __future__ import annotations

import re
from collections import Counter

from threadview.formats.text.keys import FOOT, PROSE, SHORT, TITLE
from threadview.formats.text.page import Page
from threadview.model import Evidence
from threadview.pattern import pattern

REPLY = pattern(
    r"^(?:(?:re|aw|antw|sv|vs|odp|rép|ynt|fwd?|回复|回覆|答复)(?:\[\d+\]|\(\d+\))?\s?[:：]\s?)+", re.IGNORECASE
)
LABEL = re.compile(
    r"^(?:author topic|topic|thread|subject|title|thema|sujet|tema|argomento|onderwerp|temat|тема)\s?: ?", re.IGNORECASE
)
READ = pattern(r"\s*\((?:read|gelesen|lu|leído|letto|gelezen|прочитано|przeczytany) [\d.,]+ .*\)$", re.IGNORECASE)
SHORTEST, LONGEST = 3, 200
FURTHEST = 60
"""Cells above the first post that are looked at from below."""


def find(page: Page, start: int) -> tuple[int, str, Evidence] | None:
    """The title's cell (-1 where none), its words and why, given the first body's cell."""
    replies = Counter(
        REPLY.sub("", cell.clean).strip()
        for cell, code in zip(page.cells, page.codes, strict=True)
        if code == TITLE
    )
    if replies:
        text, count = replies.most_common(1)[0]
        if count > 1 and text:
            cell = next((n for n in range(start) if page.cells[n].clean == text), -1)
            return cell, text, Evidence("cue", "the lines that begin with Re:", min(0.97, 0.7 + 0.05 * count))
    head = [n for n in range(max(0, start - FURTHEST), start) if _may(page, n)]
    if not head:
        return None
    whole = [page.cells[n].clean.casefold() for n in range(start)]
    best = max(head, key=lambda n: _worth(page, n, start, whole))
    worth = _worth(page, best, start, whole)
    if worth < 0.5:
        return None
    text = READ.sub("", LABEL.sub("", REPLY.sub("", page.cells[best].clean))).strip()
    return best, text, Evidence("cue", "the heading above the first post", min(0.9, 0.4 + 0.15 * worth))


def _may(page: Page, index: int) -> bool:
    clean = page.cells[index].clean
    if not SHORTEST <= len(clean) <= LONGEST or page.codes[index] not in (SHORT, PROSE, TITLE):
        return False
    return clean[0] not in ">»«/" and " » " not in clean and " > " not in clean and page.codes[index] != FOOT


def _worth(page: Page, index: int, start: int, whole: list[str]) -> float:
    """How much a line above the first post looks like the title."""
    cell = page.cells[index]
    clean = cell.clean.casefold()
    words = len(clean.split())
    worth = 1.0 if index == 0 else 0.0
    again = sum(1 for text in whole if text != clean and len(clean) > 8 and clean in text)
    same = whole.count(clean)
    worth += 1.5 * min(again, 2) + (1.0 if same == 2 else 0.5 if same > 2 else 0.0)
    if LABEL.match(clean):
        worth += 1.5
    worth += 0.8 if 2 < words < 16 else (0.3 if words == 2 else -0.3)
    worth += 0.5 if cell.gap else 0.0
    worth += 0.6 * (1 - (start - index) / (FURTHEST + 1))
    if cell.bullet:
        worth -= 1.0
    if clean.endswith((".", ":")) or (page.codes[index] == PROSE and words > 24):
        worth -= 0.8
    return worth
