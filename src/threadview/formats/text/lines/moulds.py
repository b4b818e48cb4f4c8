"""Moulds: lines that differ in nothing but their digits are read once, and the others like it.

A page prints a date, often with a number, for each post, and hardly two lines of these are equal;
nor are names that end in figures ("tern77"), and counters. What a line is depends on its letters
and signs, on how many digits stand where, and on which of these begin a year ("19", "20"): but for
a few phrases, which are left out, no cue and no expression of this room asks for any other digit.
So the kind of one is a mould for the next: what was read from it stands at the same places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from threadview.formats.text.lines.dates import Found
from threadview.formats.text.lines.kind import Kind
from threadview.formats.text.lines.words import figured
from threadview.model import EditMark
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

MOST = 16384
"""Moulds that are remembered."""
LONGEST, SHORT = 120, 40
"""Characters of a line with a year or a time, and of any other, that is worth a mould."""
DATED = pattern(r"\d(?::\d\d|\d\d\d)")
"""Stands in a line with a year or with a time."""
YEAR = pattern(r"(?=(?:19|20)\d\d)")
DIGIT = pattern(r"\d")
ENDING = pattern(r"\.\w*[^\W\d]")
"""How a file's name ends: "mp3" is not "mp5"."""
ANY = str.maketrans("123456789", "000000000")

Form = tuple[str | int, ...]
"""What lines of one mould have in common: how they read with any digits, and where years begin."""
Part = tuple[int, int] | str | None
"""Something read from a line: its place, or what it is in all lines of the mould."""


class Mould(NamedTuple):
    """The kind of a line, and where it has from the line what has digits in it."""

    kind: Kind
    name: Part
    owner: Part
    number: Part
    date: Part
    time: Part
    edit: tuple[Part, Part, Part]


class Moulds:
    """The moulds of the lines read so far; `phrases` are what the tables know word by word."""

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        self._known: dict[Form, Mould | Kind] = {}
        figured_ = (phrase for phrase in phrases if figured(phrase))
        self._fixed = [phrase.translate(ANY) for phrase in figured_]
        """The few of them in which a digit stands for itself, as all like them read."""

    def kind(self, clean: str, classify: Callable[[str], Kind]) -> Kind:
        """The kind of a line: by the mould of one like it, else as `classify` finds it."""
        form = form_of(clean)
        if form is None:
            return classify(clean)
        known = self._known.get(form)
        if known is not None:
            return known if isinstance(known, Kind) else cast(known, clean)
        kind = classify(clean)
        mould = mould_of(clean, kind)
        if mould is not None and not self._is_fixed(form):
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[form] = mould
        return kind

    def _is_fixed(self, form: Form) -> bool:
        """Whether lines of a form may hold one of the phrases with a digit of its own."""
        folded = str(form[0]).casefold()
        return [phrase for phrase in self._fixed if phrase in folded] != []


def form_of(clean: str) -> Form | None:
    """The form of a line; None for one without figures, and for a long one: without a year or a
    time it is hardly a template's."""
    if len(clean) > LONGEST or not figured(clean):
        return None
    if len(clean) > SHORT and DATED.search(clean) is None:
        return None
    if "." in clean and ENDING.search(clean) is not None:
        return None
    folded = clean.translate(ANY)
    if "19" not in clean and "20" not in clean:
        return (folded,)
    return (folded, *[match.start() for match in YEAR.finditer(clean)])


def mould_of(clean: str, kind: Kind) -> Mould | Kind | None:
    """The mould of a line of that kind, the kind itself where nothing with a digit was read from
    it; None where it cannot be told where everything stands."""
    residue = "".join(kind.residue or ())
    if DIGIT.search(f"{kind.label} {residue}") or (DIGIT.search(kind.key) and not kind.found):
        return None
    date, edit = kind.date, kind.edit
    try:
        mould = Mould(
            kind,
            _part(clean, kind.name),
            _part(clean, kind.owner),
            _part(clean, kind.number),
            _part(clean, date and date.date),
            _part(clean, date and date.time),
            (
                _part(clean, edit and edit.text),
                _part(clean, edit and edit.by),
                _part(clean, edit and edit.date),
            ),
        )
    except LookupError:
        return None
    read = (*mould[1:6], *mould.edit)
    return mould if any(isinstance(part, tuple) for part in read) else kind


def cast(mould: Mould, clean: str) -> Kind:
    """The kind of another line of the same form."""
    model = mould.kind
    kind = Kind(model.code, model.words, model.key, model.side)
    kind.name = mould.name and _of(clean, mould.name)
    kind.owner = mould.owner and _of(clean, mould.owner)
    kind.number = mould.number and _of(clean, mould.number)
    kind.found, kind.age, kind.sure = model.found, model.age, model.sure
    kind.among = model.among
    kind.label, kind.residue = model.label, model.residue
    if model.date is not None:
        start, end, _, _, age = model.date
        date, time = _of(clean, mould.date) or "", _of(clean, mould.time) or ""
        kind.date = Found(start, end, date, time, age)
    if model.edit is not None:
        text, by, date_ = (_of(clean, part) for part in mould.edit)
        kind.edit = EditMark(text or "", by, date_, model.edit.evidence)
    return kind


def _part(clean: str, read: str | None) -> Part:
    """Where something read from a line stands in it, if digits are in it.

    Raises:
        LookupError: it stands there more than once, or not as it was read.
    """
    if read is None or DIGIT.search(read) is None:
        return read
    if clean.count(read) != 1:
        raise LookupError(read)
    start = clean.index(read)
    return start, start + len(read)


def _of(clean: str, part: Part) -> str | None:
    """What stands at a place of a line."""
    return clean[part[0] : part[1]] if isinstance(part, tuple) else part
