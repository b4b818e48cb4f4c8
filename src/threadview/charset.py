"""Which legacy charset a sample of text is in: chardet, and what it needs too much text for.

A forum dump in English may hold a handful of bytes beyond ASCII in all: curly quotes, an accent, a
pound sign. No statistics tell those; Windows-1252, which browsers assume (WHATWG Encoding
Standard), does, wherever it gives words and not oddities.
"""

from __future__ import annotations

import re

FEW = 8
"""Bytes beyond ASCII below which only Windows-1252 is considered, where it makes sense."""

FLOOR = 0.2
"""chardet's confidence below which it is not believed where Windows-1252 makes no sense."""

_TYPOGRAPHY = frozenset("€‚„…†‡‰‹‘’“”•–—™› ¡¢£¥§©ª«®°±²³´¶·¹º»¼½¾¿\xa0\xad")
_ODD = frozenset("ÿŸƒˆ˜¤¦¨¬¯¸×÷")
_NORDIC = frozenset("ðÐþÞýÝ")

_LATIN_1 = frozenset({"iso8859-1", "ascii", "utf-8"})
"""What is Windows-1252 in truth, which is Latin-1 and more (browsers take it so)."""

_WINDOWS = re.compile(rb"[\x80-\x9f]")
_LATIN_9 = re.compile(rb"\d\s?\xa4|\xa4\s?\d|[A-Za-z][\xbc\xbd][A-Za-z]")

_RARE = frozenset({"iso8859-3", "iso8859-4", "iso8859-10", "iso8859-14", "iso8859-15"})
"""Hardly ever met; what looks like them is Windows-1252 in bad company (two charsets in one)."""


def detect_charset(sample: bytes) -> str | None:
    """The likeliest charset's name; None if nothing fits, so that the bytes are shown as such."""
    beyond = [byte for byte in sample if byte > 127]
    western = _western(sample)
    if western and (len(beyond) < FEW or all(c in _TYPOGRAPHY or c < "\x80" for c in western)):
        return "cp1252"
    from chardet import EncodingEra, detect

    found = detect(sample, encoding_era=EncodingEra.ALL & ~EncodingEra.MAINFRAME)
    name, confidence = found["encoding"], found["confidence"]
    if name is None or (len(beyond) < FEW and confidence < FLOOR):
        return "cp1252" if western else None
    name = name.lower().replace("iso-", "iso")
    if name in _LATIN_1 or (western and name in _RARE):
        name = "cp1252"
    return "iso8859-15" if name == "cp1252" and _with_euro(sample) else name


def _with_euro(sample: bytes) -> bool:
    """Whether what looks like Windows-1252 is ISO 8859-15 (Latin-9): a price in ¤, or a half inside
    a word where French has œ, and none of what Windows-1252 has and it has not."""
    return _WINDOWS.search(sample) is None and _LATIN_9.search(sample) is not None


def _western(sample: bytes) -> str:
    """The sample as Windows-1252, or "" if that gives oddities: signs no text holds, a Nordic
    letter that stands alone, a figure inside a word, more than two accents on end."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    run = 0
    for index, char in enumerate(text):
        run = run + 1 if char > "\x7f" and char not in _TYPOGRAPHY else 0
        if char < "\x80":
            continue
        before = text[index - 1 : index].isascii() and text[index - 1 : index].isalpha()
        after = text[index + 1 : index + 2].isascii() and text[index + 1 : index + 2].isalpha()
        if char in _ODD or run > 2 or (char in _NORDIC and not before and not after):
            return ""
        if char in "¡¢£¥¹²³ª¼½¾¿±" and before and after:
            return ""
    return text
