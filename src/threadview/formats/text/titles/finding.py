"""Looking for the title: by the lines that answer it, else the line that weighs most."""

from __future__ import annotations

from collections import Counter

from threadview.formats.text.lines.cells import clean
from threadview.formats.text.lines.kind import PROSE, SHORT, TITLE
from threadview.formats.text.page import Page
from threadview.formats.text.titles.lines import (
    NAVIGATION,
    REPLY,
    SHORTEST,
    bare,
    may_be_title,
    reads_like_heading,
)
from threadview.formats.text.titles.weigher import FEW, FURTHEST, TOP, WIDE, Weigher
from threadview.model import Evidence
from threadview.pattern import pattern

SCORED = pattern(r"\s*[(\[]\s?score\s?:[^)]*[)\]]$", 2)

LEAST = 1.9
"""What the heaviest line must weigh."""

BEYOND = 60
"""Cells below the beginning of the first post that are looked at for what is marked as a title."""

SURE = 3.0
"""What the marks of a title alone must weigh where no post is known to begin below it."""

WORDY = 12
"""Words of a line that may be a title with nothing but its place to say so."""

Found = tuple[int, str, Evidence]
"""The title's cell (-1 where none), its words, why."""


def find(
    page: Page, start: int, names: set[str], text: str, end: int | None = None
) -> Found | None:
    """The title of a page of posts.

    `start` is the first body's cell, `names` are the authors in lower case, `text` is the page's;
    it stands above cell `end`, where that is known.
    """
    last = len(page.cells) if end is None else end
    answered = _answered(page, start)
    if answered is not None:
        return answered
    weigher = Weigher(page, start, text)
    people = tuple(names)
    worth = {
        n: weigher.worth(n)
        for n in range(max(0, start - FURTHEST), start)
        if may_be_title(page, n, people)
    }
    for n in range(start, min(len(page.cells) - 1, TOP, last)):
        # Nothing but the title's line parts it from the first post's words.
        below = PROSE in page.codes[n + 1 : n + 8] and page.codes[n + 1] in (PROSE, SHORT)
        below = below and _heads(page, n) and may_be_title(page, n, people)
        if below and (page.cells[n + 1].gap or (not n and weigher.repeated(n))):
            worth[n] = weigher.worth(n)
    for n in range(start, min(last, start + BEYOND)):
        # The first post may have been taken to begin in the page's head.
        if (
            page.codes[n] != PROSE
            and may_be_title(page, n, people)
            and (sure := weigher.marked(n)) >= SURE
        ):
            worth[n] = sure
    return _heaviest(page, worth, text, LEAST)


def first(page: Page, text: str) -> Found | None:
    """The title of a text without posts of its own: what is marked as one, or the first line where
    it stands apart."""
    head = range(min(len(page.cells), FURTHEST))
    weigher = Weigher(page, len(head), text)
    worth = {n: weigher.marked(n) for n in head if may_be_title(page, n)}
    found = _heaviest(page, worth, text, SURE)
    if found is not None:
        return found
    top = next((n for n in head if NAVIGATION.search(page.lower[n]) is None), 0)
    for n in range(min(top + TOP, len(page.cells) - 1)):
        if _heads(page, n) and may_be_title(page, n):
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
    return (
        short
        and bool(cell.clean)
        and reads_like_heading(cell.clean)
        and (not index or cell.gap > 0)
    )


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
