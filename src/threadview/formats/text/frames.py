"""Which lines of a post are quoted, and by what: attributions, `>` marks, indentation, end marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from threadview.cues.attribution import INDENTED, OPEN
from threadview.formats.text import attribution
from threadview.formats.text.attribution import Attribution
from threadview.model import Evidence, Quote

_MARKS = re.compile(r"[ \t\xa0]{0,12}((?:>[ \t\xa0]{0,2})+)")
_FURNITURE = re.compile(r"!?\[[^\]]*\](?:\([^)]*\))?|[\W\d_]+")
_NAMED = re.compile(r"(?:!\[[^\]]*\]\([^)]*\)\s*|[●•@]\s?)?([^\s:][^:\n]{0,38}):\s*$")
_CODE = re.compile(r"[{};=<>\\]|\w\(|^\s*[#$]|//")
_PROSE = re.compile(r"[.?!…][\"'”’»)]*$")
_LISTED = re.compile(r"[-•*+○◦□■▪·o]\s|\d+[.)]")
WRAPPED = range(50, 120)
"""Characters of a line that may be one of a paragraph broken into lines."""
MOST = 200
"""Depth beyond which quotes in quotes are counted no further."""


class Line:
    """A line of a post: its block, `[start, end)` in the block's text, how many `>` stand before
    it, where what follows them begins, its indentation there, and its bare text.

    Filled in later: how many blank lines stand above (`gap`), the quote it stands in, whether it
    only frames that quote, and where its words begin behind a glued attribution (`words`).
    """

    __slots__ = (
        "block",
        "body",
        "end",
        "frames",
        "gap",
        "indent",
        "marks",
        "quote",
        "start",
        "text",
        "words",
    )

    def __init__(
        self, block: int, start: int, end: int, marks: int, body: int, indent: int, text: str
    ) -> None:
        self.block = block
        self.start = start
        self.end = end
        self.marks = marks
        self.body = body
        self.indent = indent
        self.text = text
        self.gap = 0
        self.quote: int | None = None
        self.frames = False
        self.words = -1


class _Open(NamedTuple):
    """A quote not yet ended: its index, the marks it stands behind, the line at which it ends at
    the latest, and the line that is its end mark."""

    index: int
    marks: int
    end: int
    mark: int = -1


def line_of(block: int, text: str, start: int, end: int) -> Line:
    """A line as it stands, its marks and indentation counted."""
    line = text[start:end]
    match = _MARKS.match(line) if ">" in line[:16] else None
    marks = body = 0
    if match is not None:
        marks = match.group(1).count(">")
        body = match.end()
        if marks == 3 and re.match(r"\s*>>>\s", line):  # an interactive Python prompt
            marks = body = 0
    rest = line[body:]
    indent = len(rest) - len(rest.lstrip(" \t\xa0"))
    return Line(block, start, end, marks, start + body, indent, rest.strip())


def _base(lines: list[Line]) -> int:
    """How many marks stand before the poster's own words.

    One, where an extractor has put whole posts behind `>`: then no word of an answer follows the
    marks, only links, counters and rules of the page.
    """
    least = min((line.marks for line in lines if line.text), default=0)
    first = next((n for n, line in enumerate(lines) if line.marks), len(lines))
    if least or first == len(lines):
        return least
    below = (line.text for line in lines[first:] if not line.marks)
    return 0 if any(len(_FURNITURE.sub("", text)) > 1 for text in below) else 1


def _wrapped(lines: list[Line]) -> bool:
    """Whether these lines are a paragraph that a text browser has broken, and no list."""
    above = lines[:-1]
    return any(not _PROSE.search(line.text) for line in above) and all(
        len(line.text) in WRAPPED for line in above
    )


def _tells(lines: list[Line], indent: int) -> bool:
    """Whether enough of the lines below stand further out than a quote to be its answer, and not
    what is left of a page's buttons."""
    total = sum(len(line.text) for line in lines)
    out = sum(len(n.text) for n in lines if n.indent < indent and not _LISTED.match(n.text))
    return out >= 10 and out * 6 >= total


def _margin(lines: list[Line]) -> int:
    """The indentation at which most of a post's text stands."""
    weight: dict[int, int] = {}
    for line in lines:
        size = 1 if _CODE.search(line.text) else len(line.text)
        weight[line.indent] = weight.get(line.indent, 0) + size
    return max(weight, key=lambda indent: (weight[indent], -indent), default=0)


class Frames:
    """The quotes of one post, found line by line."""

    def __init__(self, lines: list[Line], quotes: list[Quote]) -> None:
        self.lines = lines
        self.quotes = quotes
        self._base = _base(lines)
        self._read: dict[int, Attribution] = {}
        self._ends: dict[int, int] = {}
        self._stack: list[_Open] = []

    def find(self) -> bool:
        """Fill in each line's quote; whether there is any."""
        self._read_all()
        before = len(self.quotes)
        if self._read or any(line.marks > self._base for line in self.lines):
            at = 0
            while at < len(self.lines):
                at = self._line(at)
        self._indented()
        return len(self.quotes) > before

    def _indented(self) -> None:
        """Mark paragraphs that stand further in than the post's own, and are not lists or code."""
        own = [line for line in self.lines if line.text and line.quote is None]
        base = _margin(own)
        opened: int | None = None
        listing = False
        for at, line in enumerate(self.lines):
            if not line.text:
                continue
            if line.quote is not None or line.indent < base + 2:
                opened = None
                listing = _LISTED.match(line.text) is not None
                continue
            above = self.lines[at - 1] if at else None
            if opened is not None and line.indent == own_indent:
                line.quote = opened
                continue
            opened = None
            if _LISTED.match(line.text):
                listing = True
            if listing or line.indent > base + 8 or (above and above.block == line.block):
                continue
            rest = [n for n in self.lines[at:] if n.block == line.block and n.text]
            text = " ".join([n.text for n in rest])
            if any(n.indent != line.indent for n in rest) or _CODE.search(text):
                continue
            own_indent = line.indent
            name = self._named(at, False)
            if name is None and not (_wrapped(rest) and _PROSE.search(text) and text[0].isalpha()):
                continue
            opened = line.quote = len(self.quotes)
            cue, sure = (INDENTED, 0.6) if name is None else (f"X: and {INDENTED}", 0.95)
            self.quotes.append(Quote(name, None, 1, None, Evidence("attribution", cue, sure)))

    def _read_all(self) -> None:
        """Read attributions and pair each end mark with the nearest one before it."""
        waiting: list[int] = []
        for at, line in enumerate(self.lines):
            text = line.text
            if not text:
                continue
            if attribution.closes(text) and waiting:
                self._ends[waiting.pop()] = at
            elif attribution.likely(text) and (found := attribution.read(text)) is not None:
                if found.firm or found.author is None:
                    self._read[at] = found
                    waiting.append(at)

    def _line(self, at: int) -> int:
        """Place one line, or an attribution with what continues it; the next line to look at."""
        line = self.lines[at]
        stack = self._stack
        depth = line.marks - self._base
        while stack and (at >= stack[-1].end or (line.text and stack[-1].marks > depth)):
            stack.pop()
        if not line.text:
            line.quote = stack[-1].index if stack else None
            return at + 1
        found = self._read.get(at)
        if found is not None and (after := self._attributed(at, found, depth)):
            return after
        if depth > (stack[-1].marks if stack else 0):
            self._marked(at, depth)
        line.quote = stack[-1].index if stack else None
        closed = next((opened for opened in stack if opened.mark == at), None)
        if closed is not None:
            line.quote, line.frames = closed.index, True
            del stack[stack.index(closed) :]
        return at + 1

    def _attributed(self, at: int, found: Attribution, depth: int) -> int:
        """Open the quote that an attribution announces; 0 where it announces nothing."""
        line, stack = self.lines[at], self._stack
        glued = found.end < len(line.text)
        first = at + 1
        while first < len(self.lines) and not glued:
            text = self.lines[first].text
            if text and not attribution.goes_on(text):
                break
            first += 1
        if first >= len(self.lines) and not glued:
            return 0
        if glued:
            first = at
        below = self.lines[first].marks - self._base
        inside = at > 0 and self._depth_above(at) < depth
        if below > depth and not glued:
            opened = _Open(len(self.quotes), below, len(self.lines), self._ends.get(at, -1))
            evidence = Evidence("attribution", f"{found.cue} and >", 0.98)
        elif depth and inside and not any(o.marks >= depth for o in stack):
            opened = _Open(len(self.quotes), depth, len(self.lines), self._ends.get(at, -1))
            evidence = Evidence("attribution", f"{found.cue} and >", 0.98)
        else:
            end, evidence = self._end(at, first, found)
            mark = end - 1 if self._ends.get(at) == end - 1 else -1
            opened = _Open(len(self.quotes), depth, end, mark)
        if len(stack) >= MOST:
            return 0
        parent = stack[-1].index if stack else None
        self.quotes.append(Quote(found.author, None, len(stack) + 1, parent, evidence))
        stack.append(opened)
        for number in range(at, max(first, at + 1)):
            self.lines[number].quote = opened.index
            self.lines[number].frames = not glued
        if glued:
            line.words = found.end
        return max(first, at + 1)

    def _depth_above(self, at: int) -> int:
        above = next((l for l in reversed(self.lines[max(0, at - 4) : at]) if l.text), None)
        return above.marks - self._base if above else 0

    def _end(self, at: int, first: int, found: Attribution) -> tuple[int, Evidence]:
        """Where a quote without marks ends, and how that is known."""
        lines = self.lines
        closed = self._ends.get(at)
        if closed is not None and closed >= first:
            return closed + 1, Evidence("attribution", f"{found.cue} … end mark", 0.99)
        stop = next((n for n in range(first + 1, len(lines)) if n in self._read), len(lines))
        indent = lines[first].indent
        lower = next((n for n in range(first + 1, stop) if lines[n].text and lines[n].indent < indent), stop)
        if lower < stop and first != at and _tells(lines[first + 1 : stop], indent):
            return lower, Evidence("attribution", f"{found.cue} and {INDENTED}", 0.93)
        end = next((n for n in range(first + 1, stop) if lines[n].gap > 1), stop)
        if end < stop and lines[first].gap < 2:
            return end, Evidence("attribution", f"{found.cue}, {OPEN}", 0.85)
        end = next((n for n in range(first + 1, stop) if lines[n].block != lines[first].block), stop)
        deeper = next((n for n in range(first + 1, end) if lines[n].indent > indent), end)
        if deeper < end and first != at and not _LISTED.match(lines[deeper].text):
            if all(line.indent > indent for line in lines[deeper:end] if line.text):
                return deeper, Evidence("attribution", f"{found.cue} and {INDENTED}", 0.9)
        if end == len(lines) and end > first + 1:
            end = first + 1
        return end, Evidence("attribution", f"{found.cue}, {OPEN}", 0.8)

    def _marked(self, at: int, depth: int) -> None:
        """Open quotes for `>` marks that no attribution has announced."""
        stack = self._stack
        name = self._named(at, True) if not stack else None
        while len(stack) < MOST and (stack[-1].marks if stack else 0) < depth:
            parent = stack[-1].index if stack else None
            marks = (stack[-1].marks if stack else 0) + 1
            cue, sure = (">", 0.8) if name is None else ("X: and >", 0.95)
            self.quotes.append(
                Quote(name, None, len(stack) + 1, parent, Evidence("attribution", cue, sure))
            )
            stack.append(_Open(len(self.quotes) - 1, marks, len(self.lines)))
            name = None

    def _named(self, at: int, marked: bool) -> str | None:
        """The name before a colon on the line above (Discourse); that line becomes a frame."""
        above = next((l for l in reversed(self.lines[max(0, at - 3) : at]) if l.text), None)
        if above is None or above.quote is not None:
            return None
        match = _NAMED.match(above.text)
        name = attribution.name_of(match.group(1)) if match else None
        if name is None or (above.text[0] not in "!●@" and (" " in name or not marked)):
            return None
        above.quote, above.frames = len(self.quotes), True
        return name
