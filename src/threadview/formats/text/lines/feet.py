"""Lines that a page's foot begins with: what engines print below the last post."""

from __future__ import annotations

from threadview.cues import feet, furniture
from threadview.pattern import pattern

FEW = 14
"""Words of the longest line of a foot that is known by its beginning."""
NEIGHBOURS = pattern(r"«[^«»]{3,90}[·|][^«»]{2,90}»")
"""The threads before and behind, as Invision 2 and vBulletin 3 print them: "« Older · Lamps ·
Newer »"."""
COUNTED = pattern(
    r"[^\d()]{0,60}\d+[^\d()]{1,60}\d+[^\d()]{1,12}\d+ ?\([^\d()]{0,40}\d+[^\d()]{0,40}\)"
)
"""Which of how many posts are shown, as bbPress says below them: "5 posts - 1 through 5 (of 9)"."""
OWNED = pattern(r"copyright (?:\(c\)|©)|© ?(?:19|20)\d\d")
DIGITS = "0123456789 "
HIRAGANA = "\u3041"
"""Where the scripts of Japanese and Chinese begin, which have no spaces."""
LONG = 8
"""Characters of a phrase in them that says as much as three words."""


def _goes_on(phrase: str) -> bool:
    """Whether a line may go on behind a phrase of this length."""
    spaceless = phrase[0] >= HIRAGANA and len(phrase) >= LONG
    return phrase.count(" ") > 1 or phrase[-1] == ":" or spaceless


class Feet:
    """Knows the lines of the table; none where the table is left out."""

    def __init__(self, known: bool = True) -> None:
        lines = furniture.words(feet.FOOTS) if known else ()
        self.known = known
        self.lines = frozenset(lines)
        self.starts = furniture.by_letter(f for f in lines if _goes_on(f))
        self.readers = furniture.words(feet.READERS) if known else ()

    def has(self, lower: str, bare: str, words: int) -> bool:
        """Whether a line, in lower case, with and without signs around it, begins a foot."""
        if bare in self.lines:
            return True
        if not self.known:
            return False
        if words <= FEW:
            if lower.startswith(self.starts.get(lower[0], ())):
                return True
            if ("©" in lower or "copyright" in lower) and OWNED.search(lower) is not None:
                return True
        if lower[0] == "«" and NEIGHBOURS.fullmatch(lower) is not None:
            return True
        return self._numbered(lower)

    def _numbered(self, lower: str) -> bool:
        """Whether a line counts who reads the thread, or its posts."""
        if lower[0].isdigit() and lower.lstrip(DIGITS).startswith(self.readers):
            return True
        return lower[-1] == ")" and COUNTED.fullmatch(lower) is not None
