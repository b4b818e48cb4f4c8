"""Where a place in a block's text lies in the dump, though marks and margins have left the text."""

from __future__ import annotations

from bisect import bisect_right

from threadview.pattern import pattern

_LINES = pattern(r"[^\r\n]*(?:\r\n|\r|\n|$)")


class Places:
    """A block's stretch of the dump against its text, line by line.

    The two have the same lines, but those of the stretch may begin with marks and white space that
    the text is without, may end differently, and blank ones may stand around them. Where a line
    differs in more than that, its beginning is the answer: every place is inside the stretch.
    """

    def __init__(self, raw: str, text: str) -> None:
        self._raw = raw
        self._text = text
        self._same = raw.startswith(text)
        if self._same:
            return
        self._starts = [match.start() for match in _LINES.finditer(raw)]
        while len(self._starts) > 1 and not raw[self._starts[0] : self._starts[1]].strip("\r\n"):
            del self._starts[0]
        self._lines = [0]
        while (feed := text.find("\n", self._lines[-1])) >= 0:
            self._lines.append(feed + 1)

    def of(self, offset: int) -> int:
        """The offset in the stretch of what stands at `offset` in the text."""
        if self._same:
            return offset
        number = bisect_right(self._lines, offset) - 1
        if number >= len(self._starts):
            return len(self._raw)
        start, begin = self._lines[number], self._starts[number]
        if offset == start:
            return begin
        end = self._lines[number + 1] - 1 if number + 1 < len(self._lines) else len(self._text)
        line = self._text[start:end]
        bare = line.strip()
        stop = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._raw)
        found = self._raw.find(bare[:80], begin, stop)
        if found < 0:
            return begin
        return min(max(begin, found + offset - start - line.find(bare)), stop)
