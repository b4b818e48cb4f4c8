"""Which legacy charset a sample of text is in: a few sure signs, then charset-normalizer."""

from __future__ import annotations

_TYPOGRAPHY = frozenset(
    b"\x80\x82\x84\x85\x86\x87\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b"
    b"\xa0\xa1\xa2\xa3\xa5\xa7\xa9\xab\xae\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb9\xba\xbb\xbc\xbd\xbe\xbf"
)
"""The bytes that are punctuation, signs and figures in Windows-1252 and its neighbours."""


def detect_charset(sample: bytes) -> str:
    """Python's name of the likeliest charset; "cp1252", the commonest by far, where in doubt."""
    if all(byte in _TYPOGRAPHY for byte in sample if byte > 127):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    name = best.encoding if best is not None else "cp1252"
    # As browsers do (WHATWG Encoding): what calls itself Latin-1 is Windows-1252.
    return "cp1252" if name in ("latin_1", "ascii", "utf_8") else name.replace("_", "-")
