"""A note as a row of plain data: what `notes list --json` prints."""

from __future__ import annotations

from typing import TypedDict

from threadview.export.sheet import noted
from threadview.notebook import KnownThread, Note, Standing


class Row(TypedDict):
    """A note. `exact` is always the words as first noted; `post`, `start` and `end` say where they
    stand now, and are None for orphans."""

    id: str
    path: str | None
    title: str | None
    post: int | None
    author: str | None
    exact: str | None
    body: str
    tags: list[str]
    colour: str | None
    state: str
    start: int | None
    end: int | None
    created: str
    modified: str


def row(note: Note, thread: KnownThread | None, place: Standing | None) -> Row:
    """A note as a row. `author` is whose words it is on, also inside another's quote."""
    place = place or noted(note)
    first = note.anchors[0] if note.anchors else None
    author = None
    if first is not None:
        author = first.speaker if first.quoted else first.author
    return Row(
        id=note.id,
        path=thread.path if thread else None,
        title=thread.title if thread else None,
        post=place.post or None,
        author=author,
        exact=note.exact,
        body=note.body,
        tags=list(note.tags),
        colour=note.colour,
        state=place.state,
        start=place.start,
        end=place.end,
        created=note.created,
        modified=note.modified,
    )
