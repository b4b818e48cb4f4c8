"""How `threadview search` prints what it found: lines, JSON lines, totals."""

from __future__ import annotations

import os
import sys
from bisect import bisect_right
from itertools import groupby
from typing import IO, NamedTuple

from threadview.export.json import json_line
from threadview.export.plain import harmless
from threadview.model import Thread
from threadview.search import Hit, Search
from threadview.search.around import Around, around


class Sought(NamedTuple):
    """A thread that was searched, where it is, and what to call it."""

    path: str
    thread: Thread
    search: Search


class Pens(NamedTuple):
    """The escape sequences before a path, a post's number and a match, and what ends each; empty
    without colours."""

    path: str = ""
    number: str = ""
    match: str = ""
    off: str = ""


COLOURED = Pens("\x1b[35m", "\x1b[32m", "\x1b[1;31m", "\x1b[0m")
"""The colours of grep."""


def pens(wanted: str, out: IO[str]) -> Pens:
    """How hits are coloured on an output: "always", "never", or, with "auto", on a terminal."""
    if wanted == "auto":
        asked_not = os.environ.get("NO_COLOR") or sys.platform == "win32"
        return COLOURED if out.isatty() and not asked_not else Pens()
    return COLOURED if wanted == "always" else Pens()


class Printer:
    """Prints what was found, thread by thread."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def hits(self, sought: Sought) -> None:
        """The hits of one thread."""

    def total(self, path: str, count: int) -> None:
        """A dump is through, with so many hits."""


class Totals(Printer):
    """A line per dump."""

    def __init__(self, out: IO[str], paths_only: bool) -> None:
        super().__init__(out)
        self._paths_only = paths_only

    def total(self, path: str, count: int) -> None:
        """A dump is through, with so many hits."""
        if count:
            self._out.write(f"{plain(path)}\n" if self._paths_only else f"{plain(path)}:{count}\n")


class Json(Printer):
    """A JSON object a line per hit: its place, the words found, those around them."""

    def hits(self, sought: Sought) -> None:
        """The hits of one thread."""
        thread = sought.thread
        for hit in sought.search.hits:
            text = sought.search.text(hit)
            row = {
                "path": sought.path,
                "title": thread.title,
                "post": hit.post,
                "author": thread.posts[hit.post - 1].author,
                "where": hit.where,
                "match": text[hit.start : hit.end],
                "start": hit.start,
                "end": hit.end,
                "context": "".join(_shown(sought.search, hit)),
            }
            self._out.write(json_line(row))


class Lines(Printer):
    """Lines for people: `path:#post author: words around`."""

    def __init__(self, out: IO[str], pens: Pens, context: int | None) -> None:
        super().__init__(out)
        self._pens = pens
        self._context = context
        self._printed = False

    def hits(self, sought: Sought) -> None:
        """The hits of one thread."""
        if self._context is not None:
            self._with_context(sought, self._context)
            return
        for hit in sought.search.hits:
            before, match, after = _shown(sought.search, hit)
            found = f"{self._pens.match}{plain(match)}{self._pens.off}"
            line = f"{plain(before)}{found}{plain(after)}"
            self._out.write(f"{self._prefix(sought, hit, ':')} {line}\n")

    def _prefix(self, sought: Sought, hit: Hit, mark: str) -> str:
        author = sought.thread.posts[hit.post - 1].author or "unknown author"
        path = f"{self._pens.path}{plain(sought.path)}{self._pens.off}"
        number = f"{self._pens.number}#{hit.post}{self._pens.off}"
        return f"{path}{mark}{number} {plain(author)}{mark}"

    def _with_context(self, sought: Sought, context: int) -> None:
        """Whole lines, each once, with those around them, as grep prints them."""
        by_text = groupby(sought.search.hits, key=lambda hit: hit.place[:2])
        for _, group in by_text:
            hits = list(group)
            text = sought.search.text(hits[0])
            lines = text.split("\n")
            starts = [0]
            for line in lines:
                starts.append(starts[-1] + len(line) + 1)
            held = _lines_held(hits, starts)
            last = -1
            for nth in sorted({n for at in held for n in range(at - context, at + context + 1)}):
                if not 0 <= nth < len(lines):
                    continue
                if nth != last + 1 or last < 0:
                    if self._printed and context:
                        self._out.write("--\n")
                    self._printed = True
                mark = ":" if nth in held else "-"
                shown = self._marked(lines[nth], starts[nth], held.get(nth, []))
                self._out.write(f"{self._prefix(sought, hits[0], mark)} {shown}\n")
                last = nth

    def _marked(self, line: str, start: int, hits: list[Hit]) -> str:
        parts = []
        at = 0
        for hit in hits:
            first, last = max(hit.start - start, 0), min(hit.end - start, len(line))
            found = f"{self._pens.match}{plain(line[first:last])}{self._pens.off}"
            parts += [plain(line[at:first]), found]
            at = last
        return "".join([*parts, plain(line[at:])])


def _shown(search: Search, hit: Hit) -> Around:
    """The words around a hit; the first words of a post that matches by what it is."""
    if search.by_words:
        return around(search.text(hit), hit.start, hit.end)
    return around(search.corpus.fields(hit.post - 1).words, 0, 0)


def _lines_held(hits: list[Hit], starts: list[int]) -> dict[int, list[Hit]]:
    """The lines that hold some of a hit, and which."""
    held: dict[int, list[Hit]] = {}
    for hit in hits:
        first = bisect_right(starts, hit.start) - 1
        last = max(first, bisect_right(starts, max(hit.end - 1, hit.start)) - 1)
        for nth in range(first, last + 1):
            held.setdefault(nth, []).append(hit)
    return held


def plain(text: str) -> str:
    """A text on one line of a terminal, on which it can do nothing."""
    return harmless(text).replace("\n", " ")
