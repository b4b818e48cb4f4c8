"""Edit lines: is this one, by whom, when."""

from __future__ import annotations

from threadview.cues.edits import DATED, OPENINGS
from threadview.model import EditMark, Evidence

LONGEST = 200
FIRST_LETTERS = frozenset(opening[0] for opening in (*OPENINGS, *DATED))
CUE = Evidence("cue", "an edit line", 0.98)


def parse(line: str) -> EditMark | None:
    """The edit mark that a whole line is, or None."""
    bare = line.strip(" \t\xa0*_«»()[]")
    if not bare or len(line) > LONGEST:
        return None
    lower = bare.casefold()
    if lower[0] not in FIRST_LETTERS or not lower.startswith(OPENINGS):
        return None
    return EditMark(line.strip(), None, None, CUE)
