"""Links into a thread: `threadview://THREAD/POST?n=NOTE`."""

from __future__ import annotations

import re
from typing import NamedTuple

LINK = re.compile(
    r"threadview://(?P<thread>[0-9a-z]+)(?:/(?P<post>\d*))?(?:\?n=(?P<note>[0-9a-z]+))?"
)


class Link(NamedTuple):
    """A place: the thread's id, the number of the post, the note's id."""

    thread: str
    post: int | None = None
    note: str | None = None

    def __str__(self) -> str:
        post = "" if self.post is None else str(self.post)
        note = "" if self.note is None else f"?n={self.note}"
        return f"threadview://{self.thread}/{post}{note}"


def parse(text: str) -> Link | None:
    """The place that a link names; None when it is no link of ours."""
    match = LINK.fullmatch(text.strip())
    if match is None:
        return None
    post = match["post"]
    return Link(match["thread"], int(post) if post else None, match["note"])
