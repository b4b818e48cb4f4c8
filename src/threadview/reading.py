"""From a dump to a thread, step by step: detection, reading, linking, filling.

The screen pulls a few posts for its first frame and the rest in a worker; the command line and
programs pull everything. It is the same road.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from threadview import formats, merge, quotes
from threadview.dump import Dump
from threadview.errors import BROKEN, DumpError, FormatError, broken
from threadview.formats import Detected, Format, Head, Part, ThreadRef
from threadview.model import Heading, Post, Problem, Source, Thread
from threadview.posts import Posts

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 65536
"""Bytes of a dump that detection looks at."""
TOGETHER = quotes.BEHIND
"""Posts that are linked before they are packed: a processor does the same to several faster than
all to one."""


class Reading:
    """A thread that is being read. `pull` takes the next posts into `thread`."""

    def __init__(self, dump: Dump, format: str | None = None, ref: ThreadRef | None = None) -> None:  # noqa: A002
        self.dump = dump
        dump.load(HEAD)
        self.detected = detect(dump) if format is None else None
        self.ref = ref
        self.format_name = format or (self.detected.name if self.detected else "text")
        self.format: Format = formats.load(self.format_name)
        path = dump.location or "-"
        self.posts = Posts(dump)
        self.thread = Thread(
            Source(path, self.format_name, dump.encoding),
            title=ref.title if ref else None,
            posts=self.posts,
        )
        self._parts: Iterator[Part] = merge.joined(self.format.read(dump, ref or ThreadRef()))
        # A format that brings its quotes linked (threadview's own) says so: nothing is found anew.
        if not getattr(self.format, "LINKED", False):
            self._parts = quotes.link(self._parts, self.posts, dump)
        self._consumed = 0
        self.revisions = 0
        """How often a post was put in the place of one read before."""

    @property
    def where(self) -> str | None:
        """What the reader's place in this thread is kept under: the dump's path, and the thread's
        key where the dump holds several; None where the dump has no path."""
        location = self.dump.location
        if location is None or self.ref is None or not self.ref.key:
            return location
        return f"{location}#{self.ref.key}"

    @property
    def several(self) -> bool:
        """Whether a format that can tell from the dump's head says that it holds several
        threads. No more of the dump is looked at than the format wants to see at once."""
        told = getattr(self.format, "several", None)
        return told is not None and bool(told(self.dump))

    def pull(self, count: int | None = None, seconds: float | None = None) -> bool:
        """Read up to `count` more posts, for up to `seconds`; whether there may be more."""
        deadline = None if seconds is None else monotonic() + seconds
        taken = 0
        while count is None or taken < count:
            most = TOGETHER if count is None else min(TOGETHER, count - taken)
            parts: list[Part | None] = []
            while len(parts) < most:
                parts.append(self._next())
                if parts[-1] is None or (deadline is not None and monotonic() >= deadline):
                    break
            for part in parts:
                if part is None:
                    self.thread.complete = True
                    return False
                taken += self._take(part)
            if deadline is not None and monotonic() >= deadline:
                break
        return True

    def _next(self) -> Part | None:
        """The next part; a dump that cannot be read on ends the thread where it is, with a word."""
        try:
            part = next(self._parts, None)
        except DumpError as error:
            self.thread.problems.append(Problem(self.dump.name, str(error)))
            return None
        except BROKEN as error:  # the format tripped over a dump that is not as it should be
            self.thread.problems.append(Problem(self.dump.name, broken(error)))
            return None
        if part is None and self.dump.notice and not self.thread.complete:
            self.thread.problems.append(Problem(self.dump.name, self.dump.notice))
        return part

    def attachment(self, target: str) -> bytes:
        """The bytes that the link of an attachment block leads to.

        Raises:
            ThreadviewError: they are no longer there, or the format has none to give.
        """
        fetch = getattr(self.format, "attachment", None)
        if fetch is None:
            raise FormatError(f"the format {self.format_name!r} gives no attachments")
        data: bytes = fetch(self.dump, target)
        return data

    def progress(self) -> float:
        """The share of the dump that has become posts, from 0 to 1, as far as can be told."""
        if self.thread.complete:
            return 1.0
        loaded = len(self.dump.data)
        return self.dump.progress * self._consumed / loaded if loaded else 0.0

    def _take(self, part: Part) -> int:
        thread = self.thread
        if isinstance(part, Post):
            if part.number <= len(self.posts):
                self._revise(part)
                return 0
            self.posts.append(part)
            if part.extent is not None:
                self._consumed = part.extent.byte_end
            if part.author is not None:
                thread.participants[part.author] = thread.participants.get(part.author, 0) + 1
            if part.quotes:
                for source in sorted({q.post for q in part.quotes if q.post is not None}):
                    thread.quoted_by.setdefault(source, []).append(part.number)
            return 1
        if isinstance(part, Heading):
            thread.title, thread.title_evidence = part.title, part.evidence
        elif isinstance(part, Problem):
            thread.problems.append(part)
        return 0

    def _revise(self, post: Post) -> None:
        """Put a better-known post (an author named later on, an end found) in the place of the one
        read."""
        self.revisions += 1
        known = self.posts[post.number - 1].author
        self.posts.replace(post.number - 1, post)
        if post.extent is not None and post.number == len(self.posts):
            self._consumed = post.extent.byte_end
        people = self.thread.participants
        if known is not None and known != post.author:
            people[known] -= 1
            if not people[known]:
                del people[known]
        if post.author is not None and known != post.author:
            people[post.author] = people.get(post.author, 0) + 1


def detect(dump: Dump, *, foreign: bool = False) -> Detected:
    """The format of a dump, by its head; with `foreign`, installed plug-ins are asked as well."""
    shown = dump.data if dump.folder is None else dump.head
    text = shown[:HEAD].decode("utf-8", "replace")
    return formats.detect(Head(dump.name, dump.head, text), foreign=foreign)


def read_thread(dump: Dump, format: str | None = None, ref: ThreadRef | None = None) -> Thread:  # noqa: A002
    """The whole thread of a dump (the first, where it holds several and `ref` names none)."""
    reading = Reading(dump, format, ref)
    reading.pull()
    return reading.thread


def read_path(path: str | Path, format: str | None = None) -> Thread:  # noqa: A002
    """Open a path and read its thread."""
    from threadview.dump import open_dump

    return read_thread(open_dump(path), format)


def reopen(reading: Reading, *, encoding: str | None = None, max_expansion: int = 200) -> Reading:
    """The same dump opened and read again from the disk: it changed, or the reader asks. It is
    opened as it was: `encoding` and `max_expansion` are those of `open_dump`.

    Raises:
        DumpError: it cannot be opened any more, or it was a stream that is gone.
    """
    from threadview.dump import open_dump

    dump = reading.dump
    if dump.location is None:
        raise DumpError(f"{dump.name}: standard input cannot be read again")
    again = open_dump(
        dump.location,
        encoding=encoding,
        max_expansion=max_expansion,
        force=True,
        cache=dump.cache,
    )
    return Reading(again, reading.format_name, reading.ref)


def without_thread(reading: Reading) -> DumpError:
    """Why a dump whose format lists no thread in it has none: what reading it all the same says."""
    reading.pull()
    name = reading.dump.name
    told = "; ".join(problem.told(name) for problem in reading.thread.problems)
    return DumpError(f"{name}: {told or 'holds no thread'}")
