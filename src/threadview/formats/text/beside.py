"""The other pages of a thread that were saved beside its first one, each as a text of its own.

They are known by their names (`kiln-page-1.txt`, `kiln-page-2.txt`; `page1.txt.gz`; `kiln.txt`,
`kiln-2.txt`), and believed by what stands in them: the same title, numbers that go on, the same
people and topic. Only the first page takes the others; by itself each stays what it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from threadview.errors import DumpError
from threadview.formats import Copy, Head, Part, detect
from threadview.model import Evidence, Post, logical_text
from threadview.pattern import pattern

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.text.bundle.peek import Peek

MOST = 400
"""Pages that are taken at most."""
GAP = 3
"""Numbers in a row that may be missing."""
LARGEST = 1 << 25
"""Bytes of a page: what is larger was hardly saved page by page."""
HEAD = 65536
"""Bytes of a page that its format is told by."""
WORDS = 24
"""Words that two posts of one number are compared by."""
SURE = 0.5
"""How sure two titles are, at least, that tell two threads apart."""
LIKELY, NUMBERED = 1.0, -1.0
"""The odds of another thread, as a logarithm, below which a page goes on: where its name says that
it is a page, and where it bears a number only."""

BESIDE = " beside this file"
"""What a post's evidence ends with, behind the name of the file that the post stands in."""

NUMBER = pattern(
    r"(?P<stem>.*?)"
    r"(?P<word>(?:(?<![^\W_])(?:page|pagina|página|seite|strona|sida|side|pg|p)[-_ .]?)?)"
    r"(?P<number>\d{1,4})(?P<end>[)\]]?(?:\.(?:txt|text|md|asc|log))?(?:\.(?:gz|bz2|xz|zst))?)",
    2,
)
ENDING = pattern(r"(?:\.(?:txt|text|md|asc|log))?(?:\.(?:gz|bz2|xz|zst))?$", 2)
SECOND = ("-page-2", "-page2", "_page_2", "_page2", "-p2", "-2", "_2", ".2", " (2)", " 2")
"""What stands behind the name of a first page without a number to make that of the second."""


def pages_beside(location: str | None) -> list[tuple[str, int, bool]]:
    """The files beside a thread's first page that are its other pages by their names, each with
    its number, and whether the name says that it is a page; none for another page than the first.

    No folder is listed, however large: names are made, and looked for.
    """
    if location is None:
        return []
    folder, name = os.path.split(location)
    match = NUMBER.fullmatch(name)
    if match is None:
        return _behind(folder, name)
    number, width = int(match["number"]), len(match["number"])
    begin = os.path.join(folder, match["stem"] + match["word"])  # noqa: PTH118
    if any(os.path.exists(f"{begin}{n:0{width}}{match['end']}") for n in _before(number)):  # noqa: PTH110
        return []
    return _counted(begin, match["end"], number + 1, width, bool(match["word"]))


def _before(number: int) -> range:
    return range(max(0, number - GAP), number)


def _behind(folder: str, name: str) -> list[tuple[str, int, bool]]:
    """The pages behind one whose name has no number."""
    ending = ENDING.search(name)
    assert ending is not None  # it may be empty
    for second in SECOND:
        begin = os.path.join(folder, name[: ending.start()] + second)  # noqa: PTH118
        head, _, tail = begin.rpartition("2")
        if os.path.exists(f"{begin}{ending[0]}"):  # noqa: PTH110
            return _counted(head, tail + ending[0], 2, 1, "p" in second)
    return []


def _counted(
    begin: str, end: str, first: int, width: int, is_page: bool
) -> list[tuple[str, int, bool]]:
    """The files whose names count on."""
    found: list[tuple[str, int, bool]] = []
    number, missing = first, 0
    while missing < GAP and len(found) < MOST:
        path = f"{begin}{number:0{width}}{end}"
        if os.path.isfile(path):  # noqa: PTH113
            found.append((path, number, is_page))
            missing = 0
        else:
            missing += 1
        number += 1
    return found


def others(dump: Dump, without: frozenset[str]) -> Iterator[Part]:
    """What goes on with a dump that was read, if other pages do: its own parts once more, and
    those of each page, a `Copy` before each. They are joined by `merge`."""
    pages = pages_beside(dump.location)
    if not pages or len(dump.data) > LARGEST:
        return
    more = list(_pages(dump, pages, without))
    if not more:
        return
    from threadview.formats.text.stretches import parts

    own = _once(parts(dump, without))
    yield Copy(dump.name, _saved(dump.location), 0)
    yield from own
    ids = {post.id: post for post in own if isinstance(post, Post)}
    for copy, posts in more:
        yield copy
        clash = any(_differs(post, ids.get(post.id)) for post in posts)
        for post in posts:
            ids.setdefault(post.id, post)
            yield post._replace(id=None) if clash else post


def _differs(post: Post, other: Post | None) -> bool:
    """Whether a page counts its posts anew: another one bears the number."""
    if post.id is None or other is None or (post.author, post.date) == (other.author, other.date):
        return False
    return logical_text(post).split()[:WORDS] != logical_text(other).split()[:WORDS]


def _once(parts: Iterable[Part]) -> list[Part]:
    """Parts, each post as it was known last."""
    rest: list[Part] = []
    posts: dict[int, Post] = {}
    for part in parts:
        if isinstance(part, Post):
            posts[part.number] = part
        else:
            rest.append(part)
    return [*rest, *posts.values()]


def _pages(
    dump: Dump, pages: list[tuple[str, int, bool]], without: frozenset[str]
) -> Iterator[tuple[Copy, list[Post]]]:
    """The pages that are believed to go on with a dump, with their posts."""
    from threadview.dump import open_dump
    from threadview.formats.text.bundle.peek import peek, peek_end
    from threadview.formats.text.stretches import parts

    first = peek(dump, 0, None)
    before = peek_end(dump, 0, dump.load())
    for path, number, is_page in pages:
        try:
            other = open_dump(path)
            if (other.size or 0) > LARGEST or not _is_text(other):
                continue
            look = peek(other, 0, None)
            sure = _goes_on(first, before, look, is_page)
            if not sure:
                continue
            found = _once(parts(other, without))
            posts = [part for part in found if isinstance(part, Post)]
            before = peek_end(other, 0, other.load())
        except (OSError, DumpError):
            continue
        name = os.path.basename(path)  # noqa: PTH119
        yield Copy(name, _saved(path), number), [_elsewhere(post, name, sure) for post in posts]


def _is_text(dump: Dump) -> bool:
    """Whether a dump is the text of one thread."""
    from threadview.formats import text

    dump.load(HEAD)
    head = bytes(dump.data[:HEAD]).decode("utf-8", "replace")
    return detect(Head(dump.name, dump.head, head)).name == "text" and not text.is_divided(dump)


def _goes_on(first: Peek, before: Peek, other: Peek, is_page: bool) -> float:
    """How sure it is that a page goes on with a thread; 0 where it is not sure enough."""
    from threadview.formats.text.bundle.division import titled_alike
    from threadview.formats.text.bundle.judging import sure
    from threadview.formats.text.bundle.kinship import odds

    told = min(first.confidence, other.confidence) >= SURE
    if titled_alike(first.title, other.title):
        return 0.97 if told else 0.95 if is_page else 0.0
    last = before.last
    if last is not None and last.isdecimal() and other.id == str(int(last) + 1):
        return 0.95
    kin = odds(before, other)
    if told and (kin > NUMBERED or not is_page):  # both have titles, and they differ
        return 0.0
    if not is_page and not before.people & other.people:
        return 0.0  # nothing but like words: a folder of numbered threads on one topic has them too
    return sure(2.0 - kin) if kin < (LIKELY if is_page else NUMBERED) else 0.0


def _elsewhere(post: Post, name: str, sure: float) -> Post:
    """A post of another file: it has no place in this one, and is as sure as that file's being a
    page of the thread."""
    blocks = tuple(block._replace(span=None) for block in post.blocks)
    known = post.evidence or Evidence("none", "", 0.0)
    evidence = known._replace(
        layer="cue" if known.layer == "none" else known.layer,
        cue=f"{known.cue}, in {name}{BESIDE}".removeprefix(", "),
        confidence=min(known.confidence, sure),
    )
    return post._replace(blocks=blocks, extent=None, evidence=evidence)


def files_beside(posts: Sequence[Post]) -> list[str]:
    """The names of the files that posts of a thread stand in, other than the one that was opened;
    none where its last post stands in that."""
    cues = (post.evidence.cue for post in posts if post.evidence is not None)
    if not posts or not _is_elsewhere(posts[-1]):
        return []
    found = (cue.removesuffix(BESIDE).rpartition("in ")[2] for cue in cues if cue.endswith(BESIDE))
    return list(dict.fromkeys(found))


def _is_elsewhere(post: Post) -> bool:
    return post.evidence is not None and post.evidence.cue.endswith(BESIDE)


def _saved(path: str | None) -> str | None:
    """When a file was last written, by the clock of the machine, to the minute."""
    from time import localtime, strftime

    if path is None:
        return None
    try:
        return strftime("%Y-%m-%dT%H:%M", localtime(os.stat(path).st_mtime))  # noqa: PTH116
    except OSError:
        return None
