"""What was read from one line: its code, and everything that it tells."""

from __future__ import annotations

from threadview.formats.text.lines.dates import Found
from threadview.model import EditMark

# What a line is. "Strong" furniture (HEAD to TAIL) is never somebody's word.
(
    PROSE,
    SHORT,
    BLANK,
    NBSP,
    RULE,
    COUNT,
    NUMBER,
    DATE,
    LABEL,
    PAIR,
    HEAD,
    TAIL,
    FOOT,
    EDIT,
    AD,
    TITLE,
    SIDE,
    FILE,
) = range(18)

SPACE = "space"
"""The key of a line of one space: a no-break space as some extractors print it."""


class Kind:
    """What a line is: code, table key, side ("b", "a" or ""), and what was read from it; `telling`
    until it is known that nothing in the line mentions anybody; `among` where a date stands among
    more words than a line of a date has."""

    __slots__ = (
        "age",
        "among",
        "code",
        "date",
        "edit",
        "found",
        "key",
        "label",
        "name",
        "number",
        "owner",
        "residue",
        "side",
        "sure",
        "telling",
        "words",
    )

    def __init__(self, code: int, words: int = 0, key: str = "", side: str = "") -> None:
        self.code = code
        self.words = words
        self.key = key
        self.side = side
        self.name: str | None = None
        self.owner: str | None = None
        self.number: str | None = None
        self.date: Found | None = None
        self.found = False
        self.age = False
        self.among = False
        self.edit: EditMark | None = None
        self.label = ""
        self.residue: tuple[str, str] | None = None
        self.sure = False
        self.telling = True
