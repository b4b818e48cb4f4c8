"""The threads of a dump that holds several documents: which documents are pages of one thread.

Documents of one address are one thread, page numbers aside; so are those that name themselves the
same, or that follow one another under one title, unless both begin a thread with other words.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from threadview.cues.paging import (
    PAGES_IN_HEAD,
    file_stem,
    page_in,
    thread_address,
    untitled_page,
)
from threadview.formats.text.bundle.documents import FAR, Document, Form, documents
from threadview.formats.text.bundle.kinship import odds
from threadview.formats.text.bundle.peek import Peek, peek, peek_end
from threadview.formats.text.bundle.sieve import NEAR

if TYPE_CHECKING:
    from threadview.dump import Dump

TELLING = 12
"""Characters from which on a title tells a thread from another that does not follow it."""
SURE = 0.5
"""How sure two titles are, at least, that tell two threads apart."""
ALIKE = -1.0
"""The odds of another thread below which two documents are one, where no title says otherwise."""
HEAD = 8192
"""Bytes of a document in which the number of its page is looked for."""


class Leaf(NamedTuple):
    """A document: which thread it is of (the index of that one's first document), its title as far
    as known without reading it, and the number of its page."""

    document: Document
    thread: int
    title: str | None
    page: int | None


class Division:
    """The documents of a dump and their threads, found as they are asked for: by the list of
    threads and by the thread on the screen, at once."""

    def __init__(self, dump: Dump, form: Form) -> None:
        self.dump = dump
        self.form = form
        self.leaves: list[Leaf] = []
        self._left = documents(dump, form)
        self._lock = allocate_lock()
        self._by_name: dict[str, int] = {}
        self._peeks: dict[int, Peek] = {}
        self._done = False

    def leaf(self, index: int) -> Leaf | None:
        """A document by its index; None behind the last."""
        with self._lock:
            while len(self.leaves) <= index and not self._done:
                found = next(self._left, None)
                if found is None:
                    self._done = True
                else:
                    self.leaves.append(self._placed(found))
            return self.leaves[index] if index < len(self.leaves) else None

    def threads(self) -> Iterator[tuple[int, Leaf]]:
        """The first document of each thread, with its index, as they are found."""
        index = 0
        while (leaf := self.leaf(index)) is not None:
            if leaf.thread == index:
                yield index, leaf
            index += 1

    @property
    def is_several(self) -> bool:
        """Whether more than one thread begins near the dump's head (far into it, where the seams
        say what each document is, so that no document must be looked into)."""
        index = 0
        told = self.form.seam is not None and {"address", "name"} <= self.form.seam.told
        limit = FAR if told else NEAR
        while (leaf := self.leaf(index)) is not None and leaf.document.start < limit:
            if leaf.thread:
                return True
            index += 1
        return False

    def pages(self, key: str) -> list[Leaf]:
        """The documents of the thread that begins at the byte `key`, or of the first thread, in
        the order of the dump."""
        index, wanted = 0, -1
        found: list[Leaf] = []
        while (leaf := self.leaf(index)) is not None:
            if wanted < 0 and (not key or str(leaf.document.start) == key):
                wanted = leaf.thread
            if leaf.thread == wanted:
                found.append(leaf)
            index += 1
        return found or self.pages("") if key else found

    def peek(self, document: Document) -> Peek:
        """A look into a document, once."""
        found = self._peeks.get(document.start)
        if found is None:
            found = self._peeks[document.start] = peek(self.dump, document.body, document.stop)
        return found

    def _placed(self, document: Document) -> Leaf:
        index = len(self.leaves)
        said = document.said
        page = _page(self.dump, document)
        if (address := said.get("address")) is not None:
            thread = self._by_name.setdefault(f"a {thread_address(address)}", index)
            title = said.get("name") or self.peek(document).title
            return Leaf(document, thread, _shown(title), page)
        title = said.get("name")
        if title is not None:
            known = self._by_name.get(f"n {_same(title)}")
            if known is not None and self._continues(index, known, document, _same(title), page):
                return Leaf(document, known, _shown(title), page)
            self._by_name[f"n {_same(title)}"] = index
            return Leaf(document, index, _shown(title), page)
        title = self.peek(document).title
        if index and self._follows(document, title, page):
            return Leaf(document, self.leaves[-1].thread, _shown(title), page)
        return Leaf(document, index, _shown(title or said.get("file")), page)

    def _continues(
        self, index: int, known: int, document: Document, name: str, page: int | None
    ) -> bool:
        """Whether a document of the same name is another page of the thread."""
        first = self.leaves[known]
        if page is not None and first.page is not None and page != first.page:
            return True
        if self._another(self.peek(first.document), self.peek(document)):
            return False
        return len(name) >= TELLING or self.leaves[index - 1].thread == known

    def _follows(self, document: Document, title: str | None, page: int | None) -> bool:
        """Whether a document that names nothing is the next page of the thread before it."""
        before = self.leaves[-1]
        head = self.leaves[before.thread]
        one, other = self.peek(head.document), self.peek(document)
        turned = page is not None and before.page is not None and page != before.page
        file, other_file = document.said.get("file"), head.document.said.get("file")
        if file is not None and other_file is not None and (stem := file_stem(file)):
            return stem == file_stem(other_file)
        told = title is not None and head.title is not None
        alike = told and titled_alike(title, head.title)
        sure = told and min(one.confidence, other.confidence) >= SURE
        if _counted(before.document, document):  # the seams say: page 1, page 2
            return alike or not sure or odds(self._end(before.document), other) < 0.0
        if self._another(one, other):
            return turned and alike
        last = self.peek(before.document).last
        if last is not None and last.isdecimal() and other.id == str(int(last) + 1):
            return True
        if alike or sure:
            return alike
        return odds(self._end(before.document), other) < (0.0 if turned else ALIKE)

    def _end(self, document: Document) -> Peek:
        """A look at the end of a document."""
        found = self.peek(document)
        return peek_end(self.dump, document.body, document.stop) if found.cut else found

    @staticmethod
    def _another(one: Peek, other: Peek) -> bool:
        """Whether both begin a thread, with other words."""
        return one.id == other.id == "1" and one.opening != other.opening


def _page(dump: Dump, document: Document) -> int | None:
    """The number of a document's page, as far as it says one."""
    said = document.said
    if said.get("page", "").isdecimal():
        return int(said["page"])
    for what in ("address", "file"):
        if what in said and (page := page_in(said[what])) is not None:
            return page
    if "name" in said and (page := untitled_page(said["name"])[1]) is not None:
        return page
    head = bytes(dump.data[document.body : min(document.stop, document.body + HEAD)])
    found = PAGES_IN_HEAD.search(head.decode("utf-8", "replace"))
    return int(found[1]) if found is not None else None


def _counted(before: Document, document: Document) -> bool:
    """Whether two seams count the pages, up or down."""
    numbers = [one.said.get("page", "") for one in (before, document)]
    if not all(number.isdecimal() for number in numbers):
        return False
    return abs(int(numbers[0]) - int(numbers[1])) == 1


def titled_alike(title: str | None, other: str | None) -> bool:
    """Whether two documents bear one title, the number of the page aside."""
    return title is not None and other is not None and _same(title) == _same(other)


def _same(title: str) -> str:
    """What two titles of one thread have in common."""
    return " ".join(untitled_page(title)[0].casefold().split())


def _shown(title: str | None) -> str | None:
    """A title as a list shows it, without the number of its page."""
    return untitled_page(title)[0].strip() or None if title else None
