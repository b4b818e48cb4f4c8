"""Which lines of a post are quoted: attributions, `>` marks, indentation, end marks."""

from __future__ import annotations

from threadview.cues.attribution import INDENTED, OPEN
from threadview.cues.trust import trusted
from threadview.frames import attribution
from threadview.frames.attribution import Attribution
from threadview.frames.bodylines import Line, answered, base_of, is_prose, listed, margin
from threadview.model import Evidence, Quote
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

_NAMED = pattern(r"(?:!\[[^\]]*\]\([^)]*\)\s*|[●•@]\s?)?([^\s:][^:\n]{0,38}):\s*$")
CODE = "[quote]"
CLOSED = frozenset({CODE, "X said:", "X said:…", "DATE, X said:", "DATE X said:", "DATE said X:"})
"""Attributions of the kind that an end mark belongs to."""
SUDDEN = 2
"""Marks that may stand before the first words marked; more than these are decoration."""
MOST = 200
"""Depth beyond which quotes in quotes are counted no further."""


class _Open(NamedTuple):
    """A quote not yet ended: its index, the marks it stands behind, the line at which it ends at
    the latest, and the line that is its end mark."""

    quote: int
    marks: int
    until: int
    mark: int = -1


class Frames:
    """The quotes of one post, found line by line."""

    def __init__(self, lines: list[Line], quotes: list[Quote], printed: bool = False) -> None:
        """`printed` says that every mark is one, put there by a program (RFC 3676 §4.5)."""
        self.lines = lines
        self.quotes = quotes
        self._printed = printed
        self._base = 0 if printed else base_of(lines)
        self._read: dict[int, Attribution] = {}
        self._ends: dict[int, int] = {}
        self._known: dict[int, tuple[int, Evidence]] = {}
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
        indents = {line.indent for line in own}
        if not indents or max(indents) - min(indents) < 2:
            return
        base = margin(own)
        opened: int | None = None
        inside = 0
        listing = False
        for at, line in enumerate(self.lines):
            if not line.text:
                continue
            if line.quote is not None or line.indent < base + 2:
                opened, listing = None, listed(line)
            elif opened is not None and line.indent == inside:
                line.quote = opened
            else:
                listing = listing or listed(line)
                opened = None
                if not listing and line.indent <= base + 8:
                    opened, inside = self._set_in(at), line.indent

    def _set_in(self, at: int) -> int | None:
        """The quote that a paragraph further in makes, if it begins here and is one."""
        line = self.lines[at]
        if at and self.lines[at - 1].block == line.block:
            return None
        paragraph = [n for n in self.lines[at:] if n.block == line.block and n.text]
        name = self._named(at, False) if is_prose(line, paragraph, True) else None
        if not is_prose(line, paragraph, name is not None):
            return None
        cue, sure = (INDENTED, 0.6) if name is None else (f"X: and {INDENTED}", 0.95)
        evidence = trusted("frames", Evidence("attribution", cue, sure))
        self.quotes.append(Quote(name, None, 1, None, evidence))
        line.quote = len(self.quotes) - 1
        return line.quote

    def _read_all(self) -> None:
        """Read attributions and pair each end mark with the nearest one before it."""
        waiting: list[int] = []
        for at, line in enumerate(self.lines):
            text = line.text
            if not text:
                continue
            if attribution.closes(text):
                code = text.endswith("]")
                if waiting and (self._read[waiting[-1]].cue == CODE) == code:
                    self._ends[waiting.pop()] = at
            elif (
                attribution.likely(text)
                and (found := attribution.read(text)) is not None
                and (found.firm or found.author is None)
            ):
                self._read[at] = found
                if found.cue in CLOSED:
                    waiting.append(at)

    def _line(self, at: int) -> int:
        """Place one line, or an attribution with what continues it; the next line to look at."""
        line = self.lines[at]
        stack = self._stack
        depth = line.marks - self._base
        while stack and (at >= stack[-1].until or (line.text and stack[-1].marks > depth)):
            stack.pop()
        if not line.text:
            line.quote = stack[-1].quote if stack else None
            return at + 1
        found = self._read.get(at)
        if found is not None and (after := self._attributed(at, found, depth)):
            return after
        if depth > (stack[-1].marks if stack else 0):
            self._marked(at, depth)
        line.quote = stack[-1].quote if stack else None
        closed = next((opened for opened in stack if opened.mark == at), None)
        if closed is not None:
            line.quote, line.frames = closed.quote, True
            del stack[stack.index(closed) :]
        return at + 1

    def _attributed(self, at: int, found: Attribution, depth: int) -> int:
        """Open the quote that an attribution announces; 0 where it announces nothing."""
        line, stack = self.lines[at], self._stack
        glued = found.end < len(line.text)
        first = at if glued else self._below(at)
        if first >= len(self.lines):
            return 0
        below = self.lines[first].marks - self._base
        inside = at > 0 and self._depth_above(at) < depth
        if below > depth and not glued:
            opened = _Open(len(self.quotes), below, len(self.lines), self._ends.get(at, -1))
            evidence = Evidence("attribution", f"{found.cue} and >", 0.98)
        elif depth and inside and not any(o.marks >= depth for o in stack):
            opened = _Open(len(self.quotes), depth, len(self.lines), self._ends.get(at, -1))
            evidence = Evidence("attribution", f"{found.cue} and >", 0.98)
        else:
            if at not in self._known:
                self._chain(at, first)
            end, evidence = self._known[at]
            mark = end - 1 if self._ends.get(at) == end - 1 else -1
            opened = _Open(len(self.quotes), depth, end, mark)
        if len(stack) >= MOST:
            return 0
        parent = stack[-1].quote if stack else None
        evidence = trusted("frames", evidence)
        self.quotes.append(Quote(found.author, None, len(stack) + 1, parent, evidence))
        stack.append(opened)
        for number in range(at, max(first, at + 1)):
            self.lines[number].quote = opened.quote
            self.lines[number].frames = not glued
        if glued:
            line.words = found.end
        return max(first, at + 1)

    def _depth_above(self, at: int) -> int:
        above = next((n for n in reversed(self.lines[max(0, at - 4) : at]) if n.text), None)
        return above.marks - self._base if above else 0

    def _below(self, at: int) -> int:
        """The first line below an attribution that does not only continue it."""
        first = at + 1
        while first < len(self.lines):
            text = self.lines[first].text
            if text and not attribution.goes_on(text):
                break
            first += 1
        return first

    def _chain(self, at: int, first: int) -> None:
        """Find the ends of a quote and of those whose attributions follow with nothing between:
        the innermost has the words that come first, each other what comes behind the one in it."""
        chain = [at]
        while first in self._read and first != chain[-1]:
            chain.append(first)
            glued = self._read[first].end < len(self.lines[first].text)
            first = first if glued else self._below(first)
        worded = first < len(self.lines) and first not in self._read
        if len(chain) > 1 and worded and self._share_out(chain, first):
            return
        end = 0
        for outer in reversed(chain):
            while end > first and first < len(self.lines):
                first += 1
                if first >= end and first < len(self.lines) and self.lines[first].text:
                    break
            found = end, Evidence("attribution", f"{self._read[outer].cue}, {OPEN}", 0.65)
            if first < len(self.lines) and (first not in self._read or first == chain[-1]):
                found = self._end(outer, first, self._read[outer])
                if end and found[0] >= len(self.lines) and outer not in self._ends:
                    found = end, found[1]
            self._known[outer] = found
            end = max(end, found[0])

    def _share_out(self, chain: list[int], first: int) -> bool:
        """Share out paragraphs that stand further in than the answer: the innermost quote has the
        first, the outermost what is left."""
        lines = self.lines
        stop = next((n for n in range(first + 1, len(lines)) if n in self._read), len(lines))
        end = self._set_out(first, stop)
        if end is None:
            return False
        starts = [n for n in range(first + 1, end) if lines[n].block != lines[n - 1].block]
        for number, outer in enumerate(reversed(chain)):
            last = outer == chain[0] or number >= len(starts)
            cue = f"{self._read[outer].cue} and {INDENTED}"
            sure = Evidence("attribution", cue, 0.87 if outer == chain[0] else 0.75)
            self._known[outer] = (end if last else starts[number], sure)
        return True

    def _end(self, at: int, first: int, found: Attribution) -> tuple[int, Evidence]:
        """Where a quote without marks ends, whose words begin at `first`, and how that is known."""
        lines = self.lines
        closed = self._ends.get(at)
        if closed is not None and closed >= first:
            return closed + 1, Evidence("attribution", f"{found.cue} … end mark", 0.99)
        stop = next((n for n in range(first + 1, len(lines)) if n in self._read), len(lines))
        if first != at and (end := self._set_out(first, stop)) is not None:
            return end, Evidence("attribution", f"{found.cue} and {INDENTED}", 0.87)
        end = next((n for n in range(first + 1, stop) if lines[n].gap > 1), stop)
        if end < stop and lines[first].gap < 2:
            return end, Evidence("attribution", f"{found.cue}, {OPEN}", 0.75)
        block = lines[first].block
        end = next((n for n in range(first + 1, stop) if lines[n].block != block), stop)
        if end == len(lines) and end > first + 1:
            end = first + 1
        return end, Evidence("attribution", f"{found.cue}, {OPEN}", 0.65)

    def _set_out(self, first: int, stop: int) -> int | None:
        """The line from which the answer stands further out, or in, than the quote before it."""
        lines, indent = self.lines, self.lines[first].indent
        for n in range(first + 1, stop):
            if lines[n].text and lines[n].indent < indent:
                return n if answered(lines[first + 1 : stop], indent) else None
        block = lines[first].block
        end = next((n for n in range(first + 1, stop) if lines[n].block != block), stop)
        deeper = next((n for n in range(first + 1, end) if lines[n].indent > indent), end)
        if deeper == end or listed(lines[deeper]):
            return None
        tail = [line for line in lines[deeper:end] if line.text]
        return deeper if all(line.indent > indent for line in tail) else None

    def _marked(self, at: int, depth: int) -> None:
        """Open quotes for `>` marks that no attribution has announced."""
        stack = self._stack
        name = self._named(at, True) if not stack else None
        worded = any(map(str.isalnum, self.lines[at].text))
        sudden = len(stack) < MOST and depth > (stack[-1].marks if stack else 0) + SUDDEN
        if name is None and (not worded or sudden or (self._typed(at) and not self._printed)):
            self.lines[at].marks, self.lines[at].body = 0, self.lines[at].start
            return
        while len(stack) < MOST and (stack[-1].marks if stack else 0) < depth:
            parent = stack[-1].quote if stack else None
            marks = (stack[-1].marks if stack else 0) + 1
            cue, sure = (">", 0.8) if name is None else ("X: and >", 0.95)
            evidence = trusted("frames", Evidence("attribution", cue, sure))
            self.quotes.append(Quote(name, None, len(stack) + 1, parent, evidence))
            stack.append(_Open(len(self.quotes) - 1, marks, len(self.lines)))
            name = None

    def _typed(self, at: int) -> bool:
        """Whether a mark is more likely typed than printed: the only one, amid other lines."""
        line = self.lines[at]
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if below is None or below.marks or (below.block != line.block and line.start == 0):
            return False
        return not any(other.marks for other in self.lines if other is not line)

    def _named(self, at: int, marked: bool) -> str | None:
        """The name before a colon on the line above (Discourse); that line becomes a frame."""
        above = next((n for n in reversed(self.lines[max(0, at - 3) : at]) if n.text), None)
        if above is None or above.quote is not None:
            return None
        match = _NAMED.match(above.text)
        name = attribution.name_of(match.group(1)) if match else None
        if name is None or (above.text[0] not in "!●@" and (" " in name or not marked)):
            return None
        above.quote, above.frames = len(self.quotes), True
        return name
