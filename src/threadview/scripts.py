"""Scripts written with and without spaces between words, and how many words a text has."""

from __future__ import annotations

from threadview.pattern import pattern

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts written without spaces (Thai, Lao, Burmese, Khmer, kana, Han), for a character class."""

ALONE = pattern(f"[{UNSPACED}]")
"""A character of such a script: a word of its own."""


def word_count(text: str) -> int:
    """How many words a text has, as word processors count: what stands between spaces, and each
    character of a script that is written without them."""
    if text.isascii() or ALONE.search(text) is None:
        return len(text.split())
    apart, alone = ALONE.subn(" ", text)
    return alone + sum(any(map(str.isalnum, word)) for word in apart.split())
