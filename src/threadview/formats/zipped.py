"""Zip and tar archives of dumps of any kind: chats as telephones pack them, corpora, folders of
texts.

Each file is read by the format that it is in, as if it stood in a folder; what no format reads (a
picture, a program) is passed over. Archives that are one thing (a mailbox, a workspace of Slack,
pages of forums) belong to their own formats, which are surer of them; where such files stand among
others, their formats read them out of the same archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from threadview import formats
from threadview.archive import BEYOND
from threadview.compression import MAGIC_SIZE, ZIP, compression, is_tar, zip_head, zipped_names
from threadview.errors import DumpError, ThreadviewError
from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.model import Heading, Problem
from threadview.records.values import kept

if TYPE_CHECKING:
    from threadview.archive import Archive, Inside
    from threadview.dump import Dump

WHOLE = 8 << 20
"""Bytes of a file in an archive up to which it is read at once, and its sum tested."""

_HEAD = 1 << 16
_OF_ALL = ("pages", "mail")
"""Formats that read all their files in an archive as one thing."""

_PAGES = (".html", ".htm", ".mht", ".mhtml")
_MAIL = (".eml", ".mbox", ".mbx")
_TEXTS = (".txt", ".json", ".jsonl", ".ndjson", ".xml", ".warc", ".md", ".log")
_OTHERS = (b"[Content_Types].xml", b"mimetype", b"META-INF/", b"AndroidManifest.xml")
"""Members of office documents, e-books and programs."""

_SHOWN = 1000
"""Names of a tar archive that tell what it is as a whole."""

_PARTED = "\n"
"""What stands between the name of a file and the key of a thread in it: it is in no name."""


def sniff(head: Head) -> Claim | None:
    """An archive of anything but a document or a program."""
    if is_tar(head.raw):
        return Claim(0.97, "a tar archive")
    if not head.raw.startswith(ZIP) or any(name in head.raw[:4096] for name in _OTHERS):
        return None
    shown = [name.decode("utf-8", "replace").lower() for name in zipped_names(head.raw)]
    names = [name for name in shown if "_files/" not in name and "/." not in name]
    kinds = [any(name.endswith(ends) for name in names) for ends in (_PAGES, _MAIL)]
    texts = any(
        name.removesuffix(".gz").endswith(_TEXTS) and not name.endswith("robots.txt")
        for name in names
    )
    if sum((*kinds, texts)) > 1:
        return Claim(0.975, "a zip archive of dumps of several kinds")
    return Claim(0.5, "a zip archive")


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """The threads of every file in the archive."""
    inside = _inside(dump)
    for name, form in inside.forms():
        try:
            for ref in formats.threads(formats.load(form), inside.file(name)):
                yield ref._replace(key=f"{name}{_PARTED}{ref.key}", title=ref.title or name)
        except ThreadviewError as error:
            inside.problem(name, error)


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The thread of that key, or the first."""
    from threadview.formats.inner import read_one

    inside = _inside(dump)
    name, _, key = ref.key.partition(_PARTED)
    first = next(inside.forms(), None)
    form = inside.form(name) if name else None
    if form is None and first is not None:
        name, form = first
    if form is None:
        yield Heading(None)
    else:
        try:
            yield from read_one(form, inside.file(name), ThreadRef(key))
        except DumpError as error:
            inside.problem(name, error)
    if first is None or name == first[0]:
        yield from inside.all_problems()


def _hidden(name: str) -> bool:
    return name.rpartition("/")[2].startswith(".") or "__MACOSX/" in name


def _inside(dump: Dump) -> _Files:
    return kept(dump, "zipped", lambda: _Files(dump))


class _Files:
    """The files of an archive that hold threads, one of them open at a time. Formats that read all
    theirs as one thing stand for these under their own names."""

    def __init__(self, dump: Dump) -> None:
        from threadview.archive import opened

        self._dump = dump
        self._known: dict[str, str | None] = {}
        self._problems: dict[str, Problem] = {}
        self._files: dict[str, Inside] = {}
        self._last: tuple[str, Dump] | None = None
        try:
            self._archive: Archive = opened(dump.access(), dump.name, dump.size, dump.ratio)
        except DumpError as error:
            self._problems[""] = Problem(dump.name, error.message)
            return
        if self._archive.notice:
            self._problems[""] = Problem(dump.name, self._archive.notice)
        files = self._archive.files
        if is_tar(dump.head):
            listed = zip_head(one.name for one in files[:_SHOWN])
            form = formats.detect(Head(dump.name, listed, ZIP.decode())).name
            if form != "zipped":
                self._known[form] = form
                return
        shown = (one for one in files if not _hidden(one.name))
        within, beyond = self._archive.within(shown)
        self._files = {one.name: one for one in within}
        if beyond is not None:
            self._problems[beyond.name] = Problem(beyond.name, BEYOND)

    def forms(self) -> Iterator[tuple[str, str]]:
        """The files that hold threads, each with its format, as they are met."""
        told: set[str] = set()
        for name in [*self._known, *self._files]:
            form = self.form(name)
            if form is not None:
                met = form if form in _OF_ALL else name
                if met not in told:
                    told.add(met)
                    yield met, form

    def form(self, name: str) -> str | None:
        """The format of a file; None for what is no text, or cannot be read."""
        if name in _OF_ALL or name in self._known:
            return self._known.get(name, name)
        if name not in self._files:
            return None
        try:
            head = self._archive.access(name).read(0, _HEAD)
            found = _dump(head, name) if head or not self._files[name].size else None
            if found is None and not head and self._files[name].size:
                raise DumpError(f"{name}: is damaged")
        except DumpError as error:
            self.problem(name, error)
            found = None
        form = None
        if found is not None:
            from threadview.records.beside import lend

            lend(found, lambda wanted: self._beside(name, wanted))
            text = found.data[:_HEAD].decode("utf-8", "replace")
            form = formats.detect(Head(f"{self._dump.name}/{name}", found.head, text)).name
        self._known[name] = form
        return form

    def file(self, name: str) -> Dump:
        """A file as a dump; the archive itself for a format that reads all of its files.

        Raises:
            DumpError: it cannot be read.
        """
        from threadview.records.beside import lend

        if name not in self._files:
            return self._dump
        if self._last is None or self._last[0] != name:
            found = self._opened(name)
            lend(found, lambda wanted: self._beside(name, wanted))
            self._last = name, found
        return self._last[1]

    def _opened(self, name: str) -> Dump:
        from threadview.dump import dump_of, dump_over

        called = f"{self._dump.name}/{name}"
        if self._files[name].size <= WHOLE:
            body = self._archive.body(name)
            if compression(body[:MAGIC_SIZE]) is None:
                return dump_of(body, called)
        return dump_over(self._archive.access(name), called)

    def _beside(self, name: str, wanted: str) -> Dump | None:
        folder = name.rpartition("/")[0]
        other = f"{folder}/{wanted}" if folder else wanted
        return self._opened(other) if other in self._files else None

    def problem(self, name: str, error: ThreadviewError) -> None:
        """Something was wrong with a file."""
        self._problems[name] = Problem(name, f"cannot be read: {error.message}")

    def all_problems(self) -> Iterator[Problem]:
        """What was wrong with the archive and with any file in it."""
        found = False
        for _ in self.forms():
            found = True
        if not found and not self._problems:
            self._problems[""] = Problem(self._dump.name, self._without_text())
        yield from self._problems.values()

    def _without_text(self) -> str:
        """What is in an archive that holds no text."""
        count = len(self._files)
        if count > 1:
            return f"holds {count} files, none of which is text"
        return "holds one file, which is no text" if count else "holds no files to read"


def _dump(head: bytes, name: str) -> Dump | None:
    """A file as its head shows it; None for what is no text."""
    from threadview.dump import dump_of
    from threadview.encoding import is_binary

    if not head.strip() or (is_binary(head) and not head.startswith(b"WARC/")):
        return None
    return dump_of(head, name)
