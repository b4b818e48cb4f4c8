"""Edit lines: is this one, by whom, when."""

from __future__ import annotations

from functools import cache

from threadview.cues.edits import AROUND, BETWEEN, BY, DATED, NAMED, OPENINGS, REASONS
from threadview.cues.furniture import by_letter
from threadview.formats.text.lines import dates
from threadview.model import EditMark, Evidence
from threadview.pattern import pattern

LONGEST = 240
_STRIP = " \t\xa0*_«»()[]-–—"
AROUND_LETTERS = frozenset(opening[0] for opening, _ in AROUND if opening)
_BY = "|".join(BY)
AUTHOR = pattern(
    rf"(?:\b(?i:{_BY}):?\s+)(?P<a>\S.{{0,40}}?)(?:\s*[;,(:]|\s+(?:on|am|le|el|em|il|op|at|um|den)\b"
    rf"|\s*$|\.$)"
)
CUE = Evidence("cue", "an edit line", 0.97)
BARE = Evidence("cue", "an edit line without a date", 0.95)


def parse(line: str) -> EditMark | None:
    """The edit mark that a whole line is, or None.

    Behind its opening words a line may hold a name, a date, a count, a reason; a line that goes on
    without a date or a name is somebody's sentence.
    """
    if len(line) > LONGEST:
        return None
    bare = line.strip(_STRIP)
    if not bare:
        return None
    lower = bare.casefold()
    if (lower[0] in AROUND_LETTERS or "tarafından" in lower) and (mark := _around(bare, lower)):
        return mark
    openings = _openings().get(lower[0])
    if openings is None or not lower.startswith(openings):
        return None
    opening = next((o for o in OPENINGS if lower.startswith(o)), None)
    if opening is None:
        return _dated(bare, lower)
    rest = bare[len(opening) :]
    date = dates.find(bare, len(opening))
    words = len(rest.split())
    if date is None:
        if rest.strip() in BY:
            return None
        reason = any(w.rstrip(":：") in REASONS for w in rest.casefold().split()[:3])
        if words > 6 and "moderator" not in lower and not reason:
            return None
        if words > 0 and not _names(opening, rest):
            return None
        return EditMark(line.strip(), _by(bare), None, BARE)
    if date.start - len(opening) > 60:
        return None
    return EditMark(line.strip(), _by(bare), bare[date.start : date.end], CUE)


@cache
def _openings() -> dict[str, tuple[str, ...]]:
    """What edit lines begin with, by its first letter: nearly all lines begin otherwise."""
    return by_letter((*OPENINGS, *DATED))


def _names(opening: str, rest: str) -> bool:
    """Whether what follows an opening is a name, a colon, or a continuation of the phrase."""
    last = opening.split()[-1].rstrip(":")
    head = rest.lstrip(" :").split()
    if not head:
        return True
    return (
        last in BY
        or head[0].casefold() in BY
        or head[0].casefold().rstrip(":：") in REASONS
        or (opening.endswith(":") is False and rest[:1].isalpha())
    )


def _dated(bare: str, lower: str) -> EditMark | None:
    """ "Edited March 3, 2020 by X": the word alone, and a date at once."""
    word = next((w for w in DATED if lower.startswith(w)), None)
    if word is None:
        return None
    rest = bare[len(word) :]
    if rest and (rest[0].isalpha() or rest[0].isdigit()):
        return None
    date = dates.find(bare, len(word))
    if date is None or date.start - len(word) > 6 or len(bare) - date.end > 60:
        return None
    return EditMark(bare, _by(bare), bare[date.start : date.end], CUE)


def _around(bare: str, lower: str) -> EditMark | None:
    """ "En son X tarafından DATE tarihinde düzenlendi": the words stand around name and date."""
    for opening, closing in AROUND:
        if lower.startswith(opening) and closing in lower[len(opening) :]:
            date = dates.find(bare, len(opening))
            if date is not None:
                return EditMark(bare, _by(bare), bare[date.start : date.end], CUE)
    return None


def _by(text: str) -> str | None:
    """Who edited: the name behind "by" and its like in an edit line, or where its language puts
    it."""
    match = AUTHOR.search(text)
    name = match["a"] if match is not None else _placed(text)
    date = dates.find(name) if name else None
    if name and date is not None and date.start:
        name = name[: date.start]
    return (name or "").strip(" .;,:»«") or None


def _placed(text: str) -> str | None:
    """The name right behind the opening, or between two words that stand around it."""
    lower = text.casefold().lstrip(_STRIP)
    date = dates.find(text)
    opening = next((o for o in NAMED if lower.startswith(o)), None)
    if opening is not None and len(lower) <= len(text) and date is not None:
        begin = len(text) - len(lower) + len(opening)
        return text[begin : date.start].removesuffix(" on ") if date.start > begin else None
    for before, behind in BETWEEN:
        start = text.find(before) + len(before) if before in text else -1
        end = text.find(behind, start) if behind and start >= 0 else len(text)
        if start >= 0 and end > start:
            name = text[start:end]
            if not before and date is not None and date.end <= end:
                name = text[date.end : end].removeprefix(" tarihinde")
            name = name.removeprefix("En son").removeprefix("Konu").strip()
            if 0 < len(name) <= 40:
                return name
    return None
