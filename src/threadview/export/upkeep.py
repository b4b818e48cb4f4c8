"""Bringing a file of notes up to date without touching what its reader added or edited.

A note's block ends at its link line. Where it begins is known from what was last written: so many
lines, with such a hash. A block that still has that hash is ours and is replaced; one that has not
has been edited and is kept, and when its note has changed since, the new version is put after it.
Whatever stands after a block or a heading is the reader's, and follows it. What the reader took
out stays out until its note changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from threadview.export.document import Block, Document, Flavour, is_heading, note_of, piece_of
from threadview.notebook import Piece

Known = Mapping[str, Piece]
"""What was last written to the file: "n:ID" for notes, "h:HASH" for headings and titles,
"f:KEY" for front entries."""

Key = tuple[str, ...]
"""A piece's name: ("note", id), ("title", hash) or ("heading", hash of the title, hash)."""


@dataclass(slots=True)
class Part:
    """A piece in a file, and the lines between it and the next piece. `ours` says that it stands
    as it was written."""

    key: Key
    lines: list[str]
    ours: bool = True
    tail: list[str] = field(default_factory=lambda: [""])


def written(document: Document) -> dict[str, Piece]:
    """What is to be remembered of a document once it is written."""
    kept = {f"n:{block.note}": piece_of(block.lines) for block in document.blocks}
    for lines in (*document.titles, *document.headings):
        piece = piece_of(lines)
        kept[f"h:{piece.hash}"] = piece
    return kept | {f"f:{key}": piece_of(lines) for key, lines in document.front.items()}


def update(
    present: str | None,
    document: Document,
    flavour: Flavour,
    known: Known,
    elsewhere: Mapping[str, set[Piece]],
    time: str,
) -> str:
    """The file's text as it should be.

    `present` is its text now (None when there is no file), `known` what was last written to it,
    `elsewhere` what was last written of these notes to any file, `time` what to stamp it with if
    anything changes. A file that is current comes back as it is.
    """
    if present is None or not present.strip():
        present, known = "", {}
    ends = "\r\n" if "\r\n" in present else "\n"
    mark = "\ufeff" if present.startswith("\ufeff") else ""
    lines = present.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    front, length = flavour.split_front(lines)
    lead, parts = _parts(lines[length:], document, flavour, known, elsewhere)
    body = _merged(lead, parts, document, known)
    fresh_front = _merged_front(front, document, known)
    if body == lines[length:] and fresh_front == front:
        return mark + ends.join(lines)
    if fresh_front:
        fresh_front = _stamped(fresh_front, *flavour.stamp(time))
    head = flavour.join_front(fresh_front) if fresh_front else []
    return mark + ends.join([*head, *body])


def _stamped(front: dict[str, list[str]], key: str, stamp: list[str]) -> dict[str, list[str]]:
    """The front entries with the time: where it was, else before the last."""
    if key in front:
        return {**front, key: stamp}
    names = list(front)
    names.insert(max(0, len(names) - 1), key)
    return {name: stamp if name == key else front[name] for name in names}


def _merged_front(
    front: dict[str, list[str]], document: Document, known: Known
) -> dict[str, list[str]]:
    if not front and any(name.startswith("f:") for name in known):
        return {}
    merged = dict(front)
    for key, lines in document.front.items():
        last = known.get(f"f:{key}")
        if key not in front:
            if last != piece_of(lines):
                merged[key] = lines
        elif last == piece_of(front[key]):
            merged[key] = lines
    return merged


def _parts(
    lines: list[str],
    document: Document,
    flavour: Flavour,
    known: Known,
    elsewhere: Mapping[str, set[Piece]],
) -> tuple[list[str], list[Part]]:
    """A file's lines, told apart: those before the first piece, and the pieces."""
    fresh = {block.note: piece_of(block.lines) for block in document.blocks}
    titles = {piece_of(rows).hash for rows in document.titles}
    headings = {name[2:] for name in known if name.startswith("h:")} | titles
    headings |= {piece_of(rows).hash for rows in document.headings}
    found: list[Part] = [Part((), [], tail=[])]
    title, begun, fence = "", 0, ""

    def loose(until: int) -> None:
        """Take the lines up to the next block: headings of ours, and the reader's."""
        nonlocal title
        for line in lines[begun:until]:
            name = piece_of([line]).hash if is_heading(line, flavour) else ""
            if name not in headings:
                found[-1].tail.append(line)
                continue
            if name in titles or line.split(" ", 1)[0] in ("#", "*"):
                title = name
                found.append(Part(("title", name), [line], tail=[]))
            else:
                found.append(Part(("heading", title, name), [line], tail=[]))

    for at, line in enumerate(lines):
        fence = flavour.opens(line, fence)
        note = None if fence else note_of(line, flavour)
        if note is None:
            continue
        moved = sorted(elsewhere.get(f"n:{note}", ()), key=lambda piece: -piece.lines)
        ours = [known.get(f"n:{note}"), *moved, fresh.get(note)]
        start = _start_of_ours(lines, begun, at, ours)
        edited = start is None
        if start is None:
            start = _start_of_edited(lines, begun, at, flavour)
        loose(start)
        found.append(Part(("note", note), lines[start : at + 1], not edited, tail=[]))
        begun = at + 1
    loose(len(lines))
    return found[0].tail, found[1:]


def _start_of_ours(lines: list[str], begun: int, at: int, ours: list[Piece | None]) -> int | None:
    for piece in ours:
        if piece is not None:
            start = at - piece.lines + 1
            if start >= begun and piece_of(lines[start : at + 1]) == piece:
                return start
    return None


def _start_of_edited(lines: list[str], begun: int, at: int, flavour: Flavour) -> int:
    start = begun
    for row in range(begun, at):
        if is_heading(lines[row], flavour):
            start = row + 1
    while start < at and not lines[start].strip():
        start += 1
    return start


def _merged(lead: list[str], parts: list[Part], document: Document, known: Known) -> list[str]:
    """The lines of the document's pieces in their order, with what the reader put between them."""
    there: dict[Key, list[Part]] = {}
    for part in parts:
        there.setdefault(part.key, []).append(part)
    pieces = _layout(document, there, known)
    placed = {id(part) for part in pieces}
    keeper, close = lead, False
    for part in parts:
        if id(part) in placed:
            keeper, close = part.tail, False
            continue
        left = [*([] if part.ours else part.lines), *part.tail]
        if any(line.strip() for line in left):
            keeper += left if close or not keeper or not keeper[-1] else ["", *left]
        close = not part.ours  # whatever comes next stood right behind it already
    follows = {id(part): id(before) for before, part in pairwise(parts)}
    body = lead or [""]
    before: Part | None = None
    for part in pieces:
        as_it_was = follows.get(id(part)) == (id(before) if before else None)
        if body[-1].strip() and not as_it_was:
            body.append("")
        body += [*part.lines, *part.tail]
        before = part
    return body


def _layout(document: Document, there: dict[Key, list[Part]], known: Known) -> list[Part]:
    """The pieces of the file as it should be, those that are there with their tails."""
    pieces: list[Part] = []
    section = group = -1
    in_group = {block.group for block in document.blocks if ("note", block.note) in there}
    for block in document.blocks:
        made = _pieces_of(block, there, known)
        if not made:
            continue
        title = document.titles[block.section]
        name = piece_of(title).hash
        if block.section != section:
            key: Key = ("title", name)
            pieces += _heading(key, title, there, name, known, bool(in_group))
        if block.group != group:
            lines = document.headings[block.group]
            own = piece_of(lines).hash
            key = ("heading", name, own)
            pieces += _heading(key, lines, there, own, known, block.group in in_group)
        section, group = block.section, block.group
        pieces += made
    return pieces


def _heading(
    key: Key,
    lines: list[str],
    there: dict[Key, list[Part]],
    name: str,
    known: Known,
    filled: bool,
) -> list[Part]:
    """A heading: the one that is there, or a new one, unless the reader has taken it away."""
    found = there.get(key, [])
    if found:
        return [found.pop(0)]
    if not lines:
        return []
    if filled and f"h:{name}" in known:
        return []
    return [Part(key, lines)]


def _pieces_of(block: Block, there: dict[Key, list[Part]], known: Known) -> list[Part]:
    """A note's piece as it should be, after those of its versions that were edited."""
    found = there.get(("note", block.note), [])
    piece = piece_of(block.lines)
    unchanged = known.get(f"n:{block.note}") == piece
    if not found:
        return [] if unchanged else [Part(("note", block.note), block.lines)]
    ours = [part for part in found if part.ours]
    kept = [part for part in found if not part.ours]
    if ours:
        ours[0].lines = block.lines
        return [*kept, ours[0]]
    return kept if unchanged else [*kept, Part(("note", block.note), block.lines)]
