"""Where a place in a block's text lies in the dump, though marks and margins have left the text."""

from __future__ import annotations

from threadview.pattern import pattern

_LINES = pattern(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def locate(raw: str, text: str, offset: int) -> int:
    """The offset in `raw`, a block's stretch of the dump, of what stands at `offset` in its `text`.

    The two have the same lines, but those of `raw` may begin with marks and white space that the
    text is without, may end differently, and blank ones may stand around them. Where a line
    differs in more than that, its beginning is the answer: every cut is a place inside `raw`.
    """
    number = text.count("\n", 0, offset)
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start:] if end < 0 else text[start:end]
    at = 0
    for match in _LINES.finditer(raw):
        if not at and not match.group().strip("\r\n"):
            continue
        at += 1
        if at > number:
            bare = line.strip()
            found = match.group().find(bare[:80])
            if offset == start:
                return match.start()
            lead = len(line) - len(line.lstrip())
            return match.start() + max(0, found + offset - start - lead if found >= 0 else 0)
    return len(raw)
