"""The thread's title: from "Re:" lines, from what the page's head repeats, from its first line."""

from __future__ import annotations

import re
from collections import Counter

from threadview.cues.furniture import words
from threadview.formats.text.keys import PROSE, SHORT, TITLE
from threadview.formats.text.page import Page
from threadview.model import Evidence
from threadview.pattern import pattern

REPLY = pattern(
    r"^(?:(?:re|aw|antw|sv|vs|odp|rép|ynt|fwd?|回复|回覆|答复)(?:\[\d+\]|\(\d+\))?\s?[:：]\s?)+",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^(?:author topic|topic|thread|subject|title|thema|sujet|tema|argomento|onderwerp|temat"
    r"|тема)\s?: ?",
    re.IGNORECASE,
)
READ = pattern(
    r"\s*\((?:read|gelesen|lu|leído|letto|gelezen|прочитано|przeczytany) [\d.,]+ .*\)$",
    re.IGNORECASE,
)
WORDS = pattern(r"[^\W\d_]{4,}")
NO_TITLES = frozenset(
    words(
        """install the app | install | log in | login | register | log in register | menu |
        new posts |
        search forums | current visitors | contact us | skip to content | skip to main content |
        jump to content | jump to latest | recommended posts | featured replies | ask question |
        go to page | next last | more options | what's new | loading | stack internal |
        community wiki | all activity | home | forums | search | members | unread posts |
        mark read | advanced search | how to install the app on ios | search advanced search |
        close menu | navigation | change style | watch | reply | previous next | prev next |
        print view | locked | thread tools | display modes | linear mode | moderated | answers |
        this topic is closed | question | solved | unsolved | general discussion | off-topic |
        quick links | faq | post reply"""
    )
)
SITE = pattern(
    r"\b(?:forums?|community|board|index|answers|search|connexion|login|recherche|chercher"
    r"|options)\b"
)
LEAST = 1.6
SHORTEST, LONGEST = 3, 200
FURTHEST = 60
"""Cells above the first post that are looked at from below."""


def find(page: Page, start: int, names: set[str], text: str) -> tuple[int, str, Evidence] | None:
    """The title's cell (-1 where none), its words and why.

    `start` is the first body's cell, `names` are the authors in lower case, `text` is the page's.
    """
    replies = Counter(
        REPLY.sub("", cell.clean).strip()
        for cell, code in zip(page.cells, page.codes, strict=True)
        if code == TITLE
    )
    if replies:
        said, count = replies.most_common(1)[0]
        if count > 1 and said:
            cell = next((n for n in range(start) if page.cells[n].clean == said), -1)
            confidence = min(0.97, 0.7 + 0.05 * count)
            return cell, said, Evidence("cue", "the lines that begin with Re:", confidence)
    head = [n for n in range(max(0, start - FURTHEST), start) if _may(page, n, names)]
    if not head:
        return None
    spoken = _spoken(page, start)
    whole = [page.cells[n].clean.casefold() for n in range(start)]
    outdented = sum(cell.indent > 2 for cell in page.cells) > 0.5 * len(page.cells)
    worth = {n: _worth(page, n, start, whole, spoken, outdented, text) for n in head}
    best = max(head, key=lambda n: worth[n])
    if worth[best] < LEAST:
        return None
    said = READ.sub("", LABEL.sub("", REPLY.sub("", page.cells[best].clean))).strip()
    return (
        best,
        said,
        Evidence("cue", "the heading above the first post", min(0.9, 0.3 + 0.12 * worth[best])),
    )


def _may(page: Page, index: int, names: set[str]) -> bool:
    """Whether a line could be a title at all."""
    clean = page.cells[index].clean
    lower = clean.casefold()
    if not SHORTEST <= len(clean) <= LONGEST or page.codes[index] not in (SHORT, PROSE, TITLE):
        return False
    if lower in names or lower.strip(" .:…") in NO_TITLES:
        return False
    return (
        clean[0] not in ">»«/" and " » " not in clean and " > " not in clean and "http" not in lower
    )


def _spoken(page: Page, start: int) -> set[str]:
    """The longer words of the first bodies' prose."""
    said: set[str] = set()
    for index in range(start, min(len(page.cells), start + 400)):
        if page.codes[index] == PROSE:
            said.update(WORDS.findall(page.cells[index].clean.casefold()))
    return said


def _worth(
    page: Page,
    index: int,
    start: int,
    whole: list[str],
    spoken: set[str],
    outdented: bool,
    text: str,
) -> float:
    """How much a line above the first post looks like the title."""
    cell = page.cells[index]
    clean = cell.clean.casefold()
    count = len(clean.split())
    worth = 1.6 * (1 - (start - index) / (min(start, FURTHEST) + 1)) + (
        1.0 if index == 0 or start < 12 else 0.0
    )
    worth += 1.0 if 2 < count < 21 else (0.3 if count == 2 else -0.5)
    longer = set(WORDS.findall(clean))
    if longer:
        worth += 1.5 * len(longer & spoken) / len(longer)
    if count > 2:
        again = any(other != clean and clean in other for other in whole)
        worth += (0.8 if again else 0.0) + (0.5 if whole.count(clean) == 2 else 0.0)
    if text.startswith(("# ", "## "), cell.start + cell.indent) or (outdented and not cell.indent):
        worth += 1.0
    worth += 1.5 if LABEL.match(clean) else 0.0
    worth += 0.3 if clean.endswith("?") else 0.0
    worth += 0.3 if cell.gap else 0.0
    if cell.bullet:
        worth -= 1.0
    if clean.endswith((".", ":")) and count > 5:
        worth -= 0.8
    if count < 7 and SITE.search(clean) is not None:
        worth -= 1.5
    if page.keys[index]:
        worth -= 1.0
    return worth
