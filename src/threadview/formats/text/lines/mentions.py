"""Names that a page's other lines mention: who is quoted, who reacted, who edited, "@name"."""

from __future__ import annotations

import re

from threadview.formats.text.lines.cells import Cell
from threadview.formats.text.lines.kind import PROSE, TAIL, Kind
from threadview.pattern import pattern

SPLIT = pattern(r", | and | und | et | y | e | en | i | и | ve | och ")
QUOTED = pattern(
    r"(?:originally posted by |quote from:? |zitat von |citation de |cita de )?(.{2,32}?)"
    r"(?:;\d+)? ?(?:said|wrote|schrieb|a écrit|a dit|escribió|dijo|escreveu|ha scritto|schreef"
    r"|zei|napisał|пишет|писал|сказал|skrev) ?:",
    re.IGNORECASE,
)
AT = pattern(r"(?<!\w)@([\w.-]{2,30})")
STARTER = pattern(
    r"(?:thread starter|themenstarter|auteur du sujet|autor|topicstarter|started by:?|автор темы)"
    r" (.{2,32})$",
    re.IGNORECASE,
)
STARTS = frozenset("tasаTASА")
"""The first letters of what `STARTER` matches."""

ENDS = ("starter", "poster")
"""What `STARTING` ends in."""
STARTING = pattern(r"(.{2,32}?) ?(?:discussion starter|thread starter|original poster)$", re.I)


def mentioned(cells: list[Cell], kinds: list[Kind], codes: bytearray) -> set[str]:
    """The names, in lower case."""
    found: set[str] = set()
    for index in [n for n, kind in enumerate(kinds) if kind.telling]:
        clean, kind, code = cells[index].clean, kinds[index], codes[index]
        if not _tells(clean, kind):
            kind.telling = False
            continue
        if kind.edit is not None and kind.edit.by:
            found.add(kind.edit.by.casefold())
        elif code == TAIL and ":" in clean:
            found.update(part.strip().casefold() for part in SPLIT.split(clean.partition(":")[2]))
        elif code == PROSE and len(clean) < 80 and ":" in clean:
            match = QUOTED.match(clean)
            if match is not None:
                found.add(match[1].strip().casefold())
        if "@" in clean:
            found.update(name.casefold() for name in AT.findall(clean))
        match = _starter(clean)
        if match is not None:
            found.add(match[1].strip().casefold())
    found.discard("")
    return found


def _tells(clean: str, kind: Kind) -> bool:
    """Whether a line may mention anybody, whatever stands around it."""
    if kind.edit is not None or "@" in clean:
        return True
    said = kind.code == TAIL or (kind.code == PROSE and len(clean) < 80)
    return (said and ":" in clean) or _starter(clean) is not None


def _starter(clean: str) -> re.Match[str] | None:
    """Who began the thread, where a line says so."""
    if len(clean) >= 60:
        return None
    match = STARTER.match(clean) if clean[:1] in STARTS else None
    if match is None and clean[-1:] in "rR" and clean[-7:].casefold().endswith(ENDS):
        match = STARTING.match(clean)
    return match
