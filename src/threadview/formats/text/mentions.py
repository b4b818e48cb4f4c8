"""Names that a page's other lines mention: who is quoted, who reacted, who edited, "@name"."""

from __future__ import annotations

import re

from threadview.formats.text.cells import Cell
from threadview.formats.text.keys import PROSE, TAIL
from threadview.formats.text.kind import Kind
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

STARTING = pattern(r"(.{2,32}?) ?(?:discussion starter|thread starter|original poster)$", re.I)


def mentioned(cells: list[Cell], kinds: list[Kind], codes: list[int]) -> set[str]:
    """The names, in lower case."""
    found: set[str] = set()
    for cell, kind, code in zip(cells, kinds, codes, strict=True):
        clean = cell.clean
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
        if len(clean) >= 60:
            continue
        match = STARTER.match(clean) if clean[:1] in STARTS else None
        if match is None and clean[-7:].casefold().endswith(("starter", "poster")):
            match = STARTING.match(clean)
        if match is not None:
            found.add(match[1].strip().casefold())
    found.discard("")
    return found
