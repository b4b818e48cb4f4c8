"""A correction of the reader's, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from threadview.anchors import Anchor

Action = Literal["split", "merge", "author", "date", "title", "quote", "unquote", "chrome"]

ACTIONS: dict[str, str] = {
    "split": "the post is two: the second begins with the noted words",
    "merge": "the post belongs to the one before it",
    "author": "the post is by `value` (None: nobody knows)",
    "date": "the post is of `value`",
    "title": "the thread is called `value`",
    "quote": "the noted words are a quote: of `value`, and from the post of the second anchor",
    "unquote": "the noted words are no quote",
    "chrome": "the noted words are page furniture",
}
"""What each action says. All but "title" have an anchor."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    Anchors are on the posts as the machine read them, so corrections do not depend on one another:
    the first is the post or passage meant; "quote" may have a second, the post quoted. "author" and
    "date" anchored on a passage mean the part of a split post in which it stands. Times and
    revision are as in a note.
    """

    id: str
    thread: str
    action: Action
    anchors: tuple[Anchor, ...] = ()
    value: str | None = None
    created: str = ""
    modified: str = ""
    revision: int = 1
    deleted: bool = False
