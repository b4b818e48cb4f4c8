"""The words of a line: counted, cut out, looked for figures.

Lines of prose are many and hardly two are equal, so this is asked of all of them. Bytes are cut at
a tenth of the price of a regular expression, which is left to what is not ASCII.
"""

from __future__ import annotations

from threadview.pattern import pattern

WORD = pattern(r"[^\W_]+(?:['’][^\W_]+)?")
LONGEST = 11
"""Letters of a run, at most: no month's name has more."""
RUN = pattern(r"[^\W\d_]{1,11}")
DIGIT = pattern(r"\d")
FIGURES = b"0123456789"
_CUT = bytes(c if chr(c).isalnum() or c == 39 else 32 for c in range(128)) + bytes(128)
"""Everything but letters, figures and apostrophes is a space."""
_LETTERS = bytes(ord(chr(c).lower()) if chr(c).isalpha() else 32 for c in range(128)) + bytes(128)


def count(text: str) -> int:
    """How many words a text has; one apostrophe may stand in each."""
    if not text.isascii():
        return len(WORD.findall(text))
    found = text.encode().translate(_CUT)
    words = found.split()
    if b"'" not in found:
        return len(words)
    return sum([1 if b"'" not in word else len(WORD.findall(word.decode())) for word in words])


def runs(text: str, cut: bool = True) -> list[str]:
    """The runs of letters in a text, in lower case; `cut` where they are longer than a month."""
    if not text.isascii():
        return RUN.findall(text.casefold())
    found = text.encode().translate(_LETTERS).decode().split()
    if not cut:
        return found
    long = [run for run in found if len(run) > LONGEST]
    return found + [run[at : at + LONGEST] for run in long for at in range(0, len(run), LONGEST)]


def figured(text: str) -> bool:
    """Whether there is a figure in a text."""
    if not text.isascii():
        return DIGIT.search(text) is not None
    return len(text.encode().translate(None, FIGURES)) != len(text)
