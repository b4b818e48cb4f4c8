"""A dump inside a record (a document, a page in an archive): read by the format that it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from threadview import formats
from threadview.dump import Dump, dump_of
from threadview.formats import Part, ThreadRef
from threadview.model import Evidence, Heading, Post

ABOVE = Evidence("cue", "the first line, with a blank one below it", 0.6)

_HEADING = re.compile(r"\s*([^\n]{2,100}(?<![.,:;]))[ \t\r]*\n[ \t\r]*\n\s*\S")


def read_text(text: str, name: str) -> Iterator[Part]:
    """The parts of a plain text. Its places are those of the record, not of the dump around it,
    and are left out. A corpus has its documents' headings as their first lines: what else knows no
    title is called so."""
    heading = _HEADING.match(text)
    for part in _read("text", dump_of(text.encode("utf-8", "surrogatepass"), name, "utf-8")):
        if heading is not None and isinstance(part, Heading) and part.title is None:
            yield Heading(heading[1].strip(), ABOVE)
        else:
            yield part


def read_page(page: bytes, name: str, encoding: str | None = None) -> Iterator[Part]:
    """The parts of a saved page."""
    decoded = dump_of(page, name, encoding)
    yield from _read("pages", Dump(None, name, decoded.data, decoded.encoding))


def read_one(name: str, dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The parts of one thread of a dump inside another, by the format of that name."""
    for part in formats.load(name).read(dump, ref):
        yield _unplaced(part) if isinstance(part, Post) else part


def _read(name: str, dump: Dump) -> Iterator[Part]:
    return read_one(name, dump, ThreadRef())


def _unplaced(post: Post) -> Post:
    return post._replace(
        blocks=tuple(block._replace(span=None) for block in post.blocks), extent=None
    )
