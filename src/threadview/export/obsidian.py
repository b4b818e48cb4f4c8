"""Notes as Markdown for Obsidian: passages in folded callouts, and a block id on each note."""

from __future__ import annotations

from threadview.export.document import Document
from threadview.export.escape import inline, plain
from threadview.export.markdown import (
    HEADING,
    LINK_LINE,
    SUFFIX,
    compose,
    join_front,
    opens,
    split_front,
    stamp,
)
from threadview.export.sheet import Group, Item, Sheet

__all__ = [
    "HEADING",
    "LINK_LINE",
    "SUFFIX",
    "document",
    "join_front",
    "opens",
    "split_front",
    "stamp",
]


def document(sheets: list[Sheet], *, links: bool = False) -> Document:
    """The notes for Obsidian. With `links`, links in notes stay links."""
    return compose(sheets, _callout, lambda item: f" ^tv-{item.note.id}", links)


def _callout(item: Item, group: Group) -> list[str]:
    """`> [!quote]- alice #12`, the passage under it, and a blank line."""
    exact = item.note.exact
    if exact is None:
        return []
    whose = inline(group.author or "") or "unknown author"
    head = f"> [!quote]- {whose} #{group.number}"
    return [head, *(f"> {line}".rstrip() for line in plain(exact)), ""]
