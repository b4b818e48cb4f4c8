"""Lines that end alike: what an extractor glued to somebody's words, as a signature below them.

trafilatura writes an item of a list without the line ends of blocks in it: "… look at mine!Tower:
brass, 1901". Where lines of several posts end in the same words, and these begin without a space
behind what each of them says, the words are an element of their own.
"""

from __future__ import annotations

from collections import Counter

from threadview.formats.text.lines.cells import Cell
from threadview.formats.text.lines.kind import PROSE
from threadview.formats.text.lines.tables import Tables
from threadview.pattern import pattern

LEAST = 24
"""Characters that two lines end in, at least."""
SHORTEST = 32
"""Characters of such a line."""
FEWEST = 4
"""Words of them, at least."""
OPENED = frozenset(" \t\xa0([{<\"'“„«»/@#-–—:")
"""What may stand in front of a word in its own sentence."""
JOINT = pattern(r"[.!?…)\"'”’](?=\w)")
"""Where a sentence ends without a space behind it."""
NEAR = 4
"""Characters that lines may end in above such a joint."""


def parted(cells: list[Cell], tables: Tables, view: str) -> list[Cell]:
    """The cells, those cut in two that end in what other lines end in; the same list where none
    may."""
    texts = {cell.clean for cell in cells if len(cell.clean) > SHORTEST}
    alike = Counter([text[-LEAST:] for text in texts])
    if len(alike) == len(texts):
        return cells
    ends: dict[str, list[str]] = {}
    for text in texts:
        if alike[text[-LEAST:]] > 1:
            ends.setdefault(text[-LEAST:], []).append(text)
    sizes = {text: size for those in ends.values() if (size := _shared(those)) for text in those}
    if not sizes:
        return cells
    found: list[Cell] = []
    for cell in cells:
        size = sizes.get(cell.clean, 0)
        raw = view[cell.start : cell.end].rstrip() if 0 < size < len(cell.clean) else ""
        at = cell.start + len(raw) - size
        glued = raw != "" and raw.endswith(cell.clean[-size:])
        if not glued or tables.kind(cell.clean).code != PROSE:
            found.append(cell)
            continue
        own = cell.clean[:-size].rstrip()
        found.append(Cell(cell.start, at, own, cell.gap, cell.indent, cell.bullet, cell.dashed))
        found.append(Cell(at, cell.end, cell.clean[-size:], 0, cell.indent))
    return found


def _shared(texts: list[str]) -> int:
    """How long the words are that all of them end in and that were glued to what stands above; 0
    where they are the end of a sentence, or too few."""
    ends = [text[::-1] for text in texts]
    one, other = min(ends), max(ends)  # whatever two of them share, these do
    pairs = enumerate(zip(one, other, strict=False))
    size = next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
    shared = one[:size][::-1]
    joint = JOINT.search(shared, 0, NEAR)
    if joint is not None:
        shared = shared[joint.end() :]
    else:
        above = [text[-len(shared) - 1] for text in texts if len(text) > len(shared)]
        if not OPENED.isdisjoint(above) or not (shared[:1].isupper() or shared[:1].isdigit()):
            return 0
        if any(sign.isupper() or (sign.isdigit() and shared[0].isdigit()) for sign in above):
            return 0
    return len(shared) if len(shared) >= LEAST and len(shared.split()) >= FEWEST else 0
