"""A text as the words that reuse is measured in: bytes, lower case, no punctuation.

Words are UTF-8 bytes, since bytes are cut, compared and hashed fastest and take no more room for a
text that holds one emoji. Scripts that put no spaces between words count each character as a word.

Of most posts nothing is ever quoted and nothing a quote, so a text stays one string of bytes as
long as it can be, and its samples are cut out of that by one regular expression; it becomes a list
of words only where a sample stood in an earlier post too.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import compress

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
    return re.compile(rb"\xe2\x80\x99(?=[a-z])(?<=[a-z\x80-\xff]\xe2\x80\x99)")


_LEADS = bytes([0xE0, 0xE1, *range(0xE3, 0xEA), 0xF0])
"""First bytes of characters that may be of a script without spaces."""


@cache
def _spaceless() -> re.Pattern[bytes]:
    """One character of Thai, Lao, Tibetan, Myanmar, Khmer, Kana or Han. Hangul has spaces."""
    return re.compile(
        rb"\xe0[\xb8-\xbd][\x80-\xbf]|\xe1[\x80-\x82\x9e\x9f][\x80-\xbf]"
        rb"|\xe3[\x81-\xbf][\x80-\xbf]|[\xe4-\xe9][\x80-\xbf][\x80-\xbf]"
        rb"|\xf0[\xa0-\xb3][\x80-\xbf][\x80-\xbf]"
    )


def flat(text: str) -> bytes:
    """The words of a text, in order, with one space or more in front of each and behind the last.

    A line has the same words alone as inside its text, so counting words line by line finds any
    word's place again.
    """
    if text.isascii():
        return b" %b " % text.encode().translate(_TABLE, b"'")
    data = text.lower().encode("utf-8", "surrogatepass")
    if b"\xe2\x80\x99" in data:
        data = _apostrophe().sub(b"", data)
    data = _marks().sub(b" ", data.translate(_TABLE, b"'"))
    if _foreign(data):
        data = _spaceless().sub(rb" \g<0> ", data)
    return b" %b " % data


def _foreign(data: bytes) -> bool:
    """Whether a character may be of a script without spaces."""
    return len(data.translate(None, _LEADS)) != len(data)


def words(text: str) -> list[bytes]:
    """The words of a text, in order."""
    return flat(text).split()


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


SPARSE = 7
"""Bytes of a word that samples begin at from which they are few enough not to overlap."""


@cache
def _sampler(long: int) -> re.Pattern[bytes]:
    """A word of `long` bytes or more and the two behind it."""
    return re.compile(rb" ([^ ]{%d,} +[^ ]+ +[^ ]+)" % long)


def samples(data: bytes, long: int) -> list[bytes]:
    """The samples of a text that is `flat`: stretches of `GRAM` words, one space between them.

    A sample begins at the first word and at each word of `long` bytes or more: it is chosen by
    what the words are, so the same words give the same samples wherever they stand, and a greater
    `long` gives a subset. Where these are few, one that begins within another is left out: the
    same again in any copy that begins a few words earlier.
    """
    if long < SPARSE or (not data.isascii() and _foreign(data)):
        return _dense(data.split(), long)
    first = data.split(None, GRAM)[:GRAM]
    grams = _sampler(long).findall(data)
    if first and len(first[0]) < long:
        grams.insert(0, b" ".join(first))
    return grams


def _dense(found: list[bytes], long: int) -> list[bytes]:
    """The samples of a list of words, all of them."""
    starts = [size >= long for size in map(len, found)]
    starts[:1] = [True] * len(starts[:1])
    grams = list(map(b" ".join, compress(zip(found, found[1:], found[2:], strict=False), starts)))
    last = range(max(0, len(found) - GRAM + 1), len(found))
    grams += [b" ".join(found[i:]) for i in last if starts[i]]
    if sum(starts) * 8 < len(found):
        glyphs = [i for i, w in enumerate(found) if w[0] >= 0xE0 and not w[-1] & 3 and len(w) < 5]
        grams += [b" ".join(found[i : i + GLYPHS]) for i in glyphs]
    return grams


def place(sample: bytes, found: list[bytes], at: int = 0) -> int:
    """The word, from `at` on, that a sample begins at; -1 where it does not stand there."""
    gram = sample.split()
    first, size = gram[0], len(gram)
    try:
        while True:
            at = found.index(first, at)
            if found[at : at + size] == gram:
                return at
            at += 1
    except ValueError:
        return -1
