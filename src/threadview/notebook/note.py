"""What is kept: notes, and threads as known. Plain data."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from threadview.anchors import Anchor, ThreadPrint

Kind = Literal["note", "highlight", "star"]
Target = Literal["thread", "post", "passage", "quote"]

COLOURS: tuple[str, ...] = ("yellow", "green", "blue", "pink")
"""The four named colours, in the order of the digits that choose them."""

KINDS: tuple[str, ...] = ("note", "highlight", "star")
TARGETS: tuple[str, ...] = ("thread", "post", "passage", "quote")

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
"""Digits and letters that are not taken for one another."""

_LONE = re.compile("[\ud800-\udfff]")
_RAW = re.compile("[\x7f-\x9f\ud800-\udfff]")


def new_id(length: int = 10) -> str:
    """A new stable id: 49 bits of chance in ten letters and digits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def now(after: str = "") -> str:
    """The time in UTC to the second, ISO 8601; never before `after`, whatever the clock does."""
    return max(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), after)


def storable(text: str) -> str:
    """Text as it can be stored anywhere: bytes that were no characters become visible `\\xNN`."""

    def shown(match: re.Match[str]) -> str:
        code = ord(match[0])
        return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"

    return _LONE.sub(shown, text)


def escaped(json_text: str) -> str:
    """JSON text in which bytes that were no characters, and control characters, are escapes of
    JSON's: it reads back to the same, any file can hold it, and any terminal show it."""
    return _RAW.sub(lambda match: f"\\u{ord(match[0]):04x}", json_text)


def tidy_tags(tags: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Tags as stored: no outer or doubled white space, no leading "#", none empty, each once."""
    cleaned = (" ".join(storable(tag).split()).lstrip("#").strip() for tag in tags)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))


@dataclass(frozen=True, slots=True)
class Note:
    """A note, a highlight, or a star.

    `thread` is the id of the thread it belongs to. `anchors` is empty for a note on the thread,
    has one entry for a post, a passage or a quote, and one for each post that a longer passage runs
    over. `body` is Markdown. Times are UTC ("2026-11-23T05:22:12Z"). A write must name the
    `revision` that it read. `conflict_of` names the note that this is a second version of, when two
    windows wrote at once.
    """

    id: str
    thread: str
    kind: Kind = "note"
    target: Target = "thread"
    anchors: tuple[Anchor, ...] = ()
    body: str = ""
    tags: tuple[str, ...] = ()
    colour: str | None = None
    created: str = ""
    modified: str = ""
    revision: int = 1
    deleted: bool = False
    conflict_of: str | None = None

    @property
    def exact(self) -> str | None:
        """The words as first noted; None for a post or a thread."""
        words = "\n\n".join(anchor.exact for anchor in self.anchors if anchor.exact)
        return words or None

    @property
    def post(self) -> int | None:
        """The number of the post as first noted."""
        return self.anchors[0].number if self.anchors else None

    def tidied(self) -> Note:
        """The note with body and tags as they can be stored."""
        return replace(self, body=storable(self.body), tags=tidy_tags(self.tags))


@dataclass(frozen=True, slots=True)
class KnownThread:
    """A thread that something is noted in: where it was last seen, and what identifies it."""

    id: str
    title: str | None = None
    path: str | None = None
    format: str | None = None
    sha256: str | None = None
    posts: int = 0
    identity: ThreadPrint = field(default_factory=ThreadPrint)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a note stood when its thread was last read: the post's number and the stretch of its
    logical text, or an orphan (`post` is None)."""

    post: int | None
    start: int | None = None
    end: int | None = None

    @property
    def state(self) -> Literal["attached", "orphan"]:
        """As `notes list` says it."""
        return "orphan" if self.post is None else "attached"
