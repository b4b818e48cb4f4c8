"""Moving a cursor over a post's logical text by character, word, sentence and paragraph. Pure.

Offsets are code points of the logical text. Words are runs of letters and digits, or of other
signs, as vi has them; sentences end as the Unicode text segmentation annex (UAX #29) has it in
short: at a full stop, question or exclamation mark, with what closes after it, and white space.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from threadview.model import Post, segments

Unit = Literal["character", "word", "word-end", "sentence", "paragraph"]
Object = Literal["word", "sentence", "paragraph", "quote"]

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f"
    "\u200d\u20d0-\u20ff\ufe0f\U0001f3fb-\U0001f3ff"
)
_CHARACTER = re.compile(f"(?s:.)(?:[{_MARKS}]|(?<=\u200d)(?s:.))*")
_WORD = re.compile(r"\w+|[^\w\s]+")
_RUNS = {"character": _CHARACTER, "word": _WORD, "word-end": _WORD}
_ENDS = {
    "sentence": re.compile(r"[.!?]+[\"'”’»)\]]*\s+|[。！？]+[”’」』）]*\s*|\n+"),
    "paragraph": re.compile(r"\n{2,}"),
}

REACH = 20_000
"""Characters around the cursor that are looked at, so that a huge post costs no more."""


def moved(text: str, offset: int, unit: Unit, step: int) -> int | None:
    """Where the cursor is after one step of a unit, forwards (1) or back (-1).

    None when there is no such unit left in the text on that side, or none within reach.
    """
    low = max(0, offset - REACH)
    at = offset - low
    spans = _spans(text[low : offset + REACH], unit)
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
    for start, end in _spans(part, unit):
        if start <= offset - low < end:
            size = len(part[start:end].rstrip())
            return (start + low, start + size + low) if size else None
    return None


def _spans(text: str, unit: str) -> list[tuple[int, int]]:
    """The units of a text: what matches, for characters and words; what lies between ends, for
    sentences and paragraphs. Each is found in one pass, whatever the text."""
    if unit in _RUNS:
        return [match.span() for match in _RUNS[unit].finditer(text)]
    cuts = [0, *(match.end() for match in _ENDS[unit].finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if start < end]


def _quote(post: Post, offset: int) -> tuple[int, int] | None:
    for part in segments(post):
        if part.quote is not None and part.start <= offset <= part.start + len(part.text):
            return part.start, part.start + len(part.text)
    return None
