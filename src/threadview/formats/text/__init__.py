"""Plain-text scrapes of forum pages: any engine, any extractor.

`read` streams: the head of the dump decides how it is divided, and posts come as they are found.

    bundle/      several threads, or several pages of one, in one dump
    beside       the other pages of a thread, each in a file beside the first
    stream       which road a dump takes: `separated` (large, parted by no-break spaces) or `whole`
    lines/       what each line may be; `page` lays the lines of a stretch beside each other
    marks/       what comes back once per post, and which mark divides the page
    seams/       where posts begin in a text that no mark divides
    bodies/      from a mark to a post: its header and its body
    authors/     who wrote each
    titles/      which line of the page is the thread's title
    assemble     all of it put together into drafts of posts (`draft`), with `signatures`, and what
                 is too `unsure` to fold
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import Claim, Head, Part, ThreadRef
    from threadview.formats.text.bundle.division import Division

WITHOUT: frozenset[str] = frozenset()
"""Engines whose cue tables are left out: for measuring only."""


_divisions: WeakKeyDictionary[Dump, Division | None] = WeakKeyDictionary()


def sniff(head: Head) -> Claim | None:
    """Plain text claims anything that decodes, weakly; an archive is none."""
    from threadview.compression import ZIP
    from threadview.formats import Claim

    if head.raw.startswith(ZIP):
        return None

    return Claim(0.1, f"plain text ({len(head.text)} characters looked at)")


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """The threads of the dump: one, unless its head shows that it is divided."""
    from threadview.formats import ThreadRef

    division = _division(dump)
    first: ThreadRef | None = None
    count = 0
    for _, leaf in division.threads() if division is not None else ():
        count += 1
        ref = ThreadRef(str(leaf.document.start), leaf.title)
        if count == 1:
            first = ref
            continue
        if first is not None:
            yield first
            first = None
        yield ref
    if count < 2:
        yield ThreadRef()


def several(dump: Dump) -> bool:
    """Whether the head of the dump shows that it holds several threads."""
    division = _division(dump)
    return division is not None and division.is_several


def is_divided(dump: Dump) -> bool:
    """Whether the head of the dump shows that it holds several threads or pages."""
    return _division(dump) is not None


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The heading and the posts of a thread, as they are found."""
    division = _division(dump)
    if division is None:
        from threadview.formats.text.stretches import parts

        yield from parts(dump, WITHOUT)
        if dump.location is not None:
            from threadview.formats.text.beside import others

            yield from others(dump, WITHOUT)
        return
    from threadview.formats.text.bundle.joining import thread

    yield from thread(dump, division, ref.key, WITHOUT)


def _division(dump: Dump) -> Division | None:
    """How the dump is divided, found out once; None where it holds one document."""
    if dump not in _divisions:
        _divisions[dump] = _divided(dump)
    return _divisions[dump]


def _divided(dump: Dump) -> Division | None:
    from threadview.formats.text.bundle.sieve import NEAR, may_be_divided

    dump.load(NEAR)
    if not may_be_divided(bytes(dump.data[:NEAR])):
        return None
    from threadview.formats.text.bundle.dividing import form_of

    form = form_of(dump)
    if form is None:
        return None
    from threadview.formats.text.bundle.division import Division

    return Division(dump, form)
