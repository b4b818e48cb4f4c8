"""Moving a cursor over a post's logical text by character, word, sentence and paragraph. Pure.

Offsets are code points of the logical text. Words are runs of letters and digits, or of other
signs, as vi has them; sentences end as the Unicode text segmentation annex (UAX #29) has it in
short: at a full stop, question or exclamation mark, with what closes after it, and white space.
"""

from __future__ import annotations

import re
from typing import Literal

from threadview.model import Post, segments

Unit = Literal["character", "word", "word-end", "sentence", "paragraph"]
Object = Literal["word", "sentence", "paragraph", "quote"]

_MARKS = (
    "\u0300-\u036f\u200d\ufe0f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u20d0-\u20ff"
)
_CHARACTER = re.compile(f"(?s:.)(?:[{_MARKS}]|\u200d(?s:.))*")
_WORD = re.compile(r"\w+|[^\w\s]+")
_SENTENCE = re.compile(
    r"[^.!?。！？\n]*(?:[.!?。！？]+[\"'”’»)\]]*(?=\s|$|[^\x00-\x7f])|\n\n|\n|$)\s*|[^\n]"
)
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+\n*|\n+")

_PATTERNS: dict[str, re.Pattern[str]] = {
    "character": _CHARACTER,
    "word": _WORD,
    "word-end": _WORD,
    "sentence": _SENTENCE,
    "paragraph": _PARAGRAPH,
}

REACH = 20_000
"""Characters around the cursor that are looked at, so that a huge post costs no more."""


def moved(text: str, offset: int, unit: Unit, step: int) -> int | None:
    """Where the cursor is after one step of a unit, forwards (1) or back (-1).

    None when there is no such unit left in the text on that side.
    """
    low = max(0, offset - REACH)
    part = text[low : offset + REACH]
    at = offset - low
    spans = [
        match.span() for match in _PATTERNS[unit].finditer(part) if match.end() > match.start()
    ]
    edges = [end - 1 if unit == "word-end" else start for start, end in spans]
    if step > 0:
        found = next((edge for edge in edges if edge > at), None)
    else:
        found = next((edge for edge in reversed(edges) if edge < at), None)
    return None if found is None else found + low


def stretch(post: Post, text: str, offset: int, unit: Object) -> tuple[int, int] | None:
    """The word, sentence, paragraph or quote around an offset; None where there is none.

    `text` is the post's logical text.
    """
    if unit == "quote":
        return _quote(post, offset)
    low = max(0, offset - REACH)
    part = text[low : offset + REACH]
    for match in _PATTERNS[unit].finditer(part):
        if match.start() <= offset - low < match.end():
            start, end = match.span()
            end = start + len(match.group().rstrip())
            return (start + low, end + low) if end > start else None
    return None


def _quote(post: Post, offset: int) -> tuple[int, int] | None:
    for part in segments(post):
        if part.quote is not None and part.start <= offset <= part.start + len(part.text):
            return part.start, part.start + len(part.text)
    return None
