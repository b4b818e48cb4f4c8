"""A text as the words that reuse is measured in: bytes, lower case, no punctuation.

Words are UTF-8 bytes, since bytes are cut, compared and hashed fastest and take no more room for a
text that holds one emoji. Scripts that put no spaces between words count each character as a word.
"""

from __future__ import annotations

import re
from functools import cache

_KEPT = b"0123456789abcdefghijklmnopqrstuvwxyz"
_TABLE = bytes(
    c if c > 127 else low if (low := ord(chr(c).lower())) in _KEPT else 32 for c in range(256)
)
GRAM = 3
"""Words of a sample."""
GLYPHS = 6
"""Words of a sample that begins in a script without spaces."""


@cache
def _marks() -> re.Pattern[bytes]:
    """Latin-1 signs, general punctuation, symbols, CJK and full-width punctuation, variations."""
    return re.compile(
        rb"\xc2[\x80-\xbf]|\xc3[\x97\xb7]|\xe2[\x80-\xaf][\x80-\xbf]|\xe3\x80[\x80-\x84\x88-\xbf]"
        rb"|\xef\xbc[\x81-\x8f\x9a-\xa0]|\xef\xbf\xbc|\xef\xb8[\x80-\x8f]"
    )


@cache
def _apostrophe() -> re.Pattern[bytes]:
    return re.compile(rb"(?<=[a-z\x80-\xff])\xe2\x80\x99(?=[a-z])")


@cache
def _spaceless() -> re.Pattern[bytes]:
    """One character of Thai, Lao, Tibetan, Myanmar, Khmer, Kana or Han. Hangul has spaces."""
    return re.compile(
        rb"\xe0[\xb8-\xbd][\x80-\xbf]|\xe1[\x80-\x82\x9e\x9f][\x80-\xbf]"
        rb"|\xe3[\x81-\xbf][\x80-\xbf]|[\xe4-\xe9][\x80-\xbf][\x80-\xbf]"
        rb"|\xf0[\xa0-\xb3][\x80-\xbf][\x80-\xbf]"
    )


def words(text: str) -> list[bytes]:
    """The words of a text, in order.

    A line has the same words alone as inside its text, so counting words line by line finds any
    word's place again.
    """
    if text.isascii():
        return text.encode().translate(_TABLE, b"'").split()
    data = text.lower().encode("utf-8", "surrogatepass")
    data = _marks().sub(b" ", _apostrophe().sub(b"", data).translate(_TABLE, b"'"))
    if _spaceless().search(data):
        data = _spaceless().sub(rb" \g<0> ", data)
    return data.split()


MANY = 200
"""Words that are many in any script."""


def spaceless(word: bytes) -> bool:
    """Whether a word is one character of a script without spaces (a third of a word, roughly)."""
    return word[0] >= 0xE0 and len(word) <= 4


def weight(found: list[bytes]) -> float:
    """How many words that is, a character of a script without spaces counting for half a word."""
    if len(found) > MANY or b"".join(found).isascii():
        return float(len(found))
    return len(found) - 0.5 * sum(map(spaceless, found))


def samples(found: list[bytes], long: int) -> tuple[list[int], list[bytes]]:
    """The words that samples begin at, and the samples.

    A sample begins at the first word and at each word of `long` bytes or more: it is chosen by
    what the words are, so the same words give the same samples wherever they stand, and a greater
    `long` gives a subset.
    """
    starts = [i for i, word in enumerate(found) if len(word) >= long]
    if found and (not starts or starts[0]):
        starts.insert(0, 0)
    grams = [b" ".join(found[i : i + GRAM]) for i in starts]
    if len(starts) * 8 < len(found):
        glyphs = [i for i, w in enumerate(found) if w[0] >= 0xE0 and not w[-1] & 3 and len(w) < 5]
        starts += glyphs
        grams += [b" ".join(found[i : i + GLYPHS]) for i in glyphs]
    return starts, grams
