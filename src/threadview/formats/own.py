"""threadview's own JSON, one object or one a line: it reads back to the same thread.

`export/json.py` says what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from threadview.errors import BROKEN
from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.model import Block, EditMark, Evidence, Heading, Layer, Post, Problem, Quote
from threadview.records.fields import several
from threadview.records.values import sample, value_at, values

if TYPE_CHECKING:
    from threadview.dump import Dump

MOST = 1 << 31
"""A number of a post, or a depth, is less."""

BY_LINE = True
"""A large dump of lines is read by place: nobody needs to load it first."""

APART = True
"""Each line is a thread, whatever stands in others (see `shares`)."""

LINKED = True
"""The quotes of this format are linked already: what was written comes back, nothing is added."""

_LAYERS: dict[str, Layer] = {
    "markup": "markup",
    "attribution": "attribution",
    "reuse": "reuse",
    "cue": "cue",
    "repetition": "repetition",
    "reader": "reader",
}


def sniff(head: Head) -> Claim | None:
    """Begins with an object whose first key is "threadview"."""
    first = sample(head.text).first
    if isinstance(first.get("threadview"), int) and ("source" in first or "posts" in first):
        return Claim(0.99, f"threadview's own JSON, version {first['threadview']}")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """A thread for each object, as the dump loads."""
    for one in values(dump):
        posts = _posts(one.value)
        if posts is None:
            continue
        first = posts[0] if posts and isinstance(posts[0], dict) else {}
        yield ThreadRef(
            str(one.place),
            _text(one.value.get("title")),
            len(posts),
            _text(first.get("author")),
            _text(first.get("date")),
        )


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The thread that begins at the byte `ref.key`, or the first."""
    if ref.key.isdecimal():
        found = value_at(dump, int(ref.key))
    else:
        found = next((one for one in values(dump) if _posts(one.value) is not None), None)
    thread: Any = None if found is None else found.value
    posts = _posts(thread)
    if found is None or posts is None:
        yield Problem(f"byte {ref.key or 0}", "holds no thread")
        return
    yield Heading(_text(thread.get("title")))
    depths = _depths(posts)
    for place, (record, depth) in enumerate(zip(posts, depths, strict=True), 1):
        try:
            yield _post(record, place, depth)
        except BROKEN as error:
            yield Problem(f"post {place}", f"cannot be read: {error}")
            yield Post(place)
    yield from found.problems
    problems = thread.get("problems")
    for problem in problems if isinstance(problems, list) else ():
        if isinstance(problem, dict):
            yield Problem(str(problem.get("where", "")), str(problem.get("why", "")))


def _posts(value: Any) -> list[Any] | None:
    posts = value.get("posts") if isinstance(value, dict) and "threadview" in value else None
    return posts if isinstance(posts, list) else None


def _depths(posts: list[Any]) -> list[int]:
    """The depth of each post, which the contract leaves out: where every post stands behind its
    parent or behind that one's other answers, the posts are in the order of a reply tree."""
    depths: list[int] = []
    way: list[int] = []
    for number, post in enumerate(posts, 1):
        parent = post.get("reply_to") if isinstance(post, dict) else None
        while way and way[-1] != parent:
            way.pop()
        if parent is not None and not way:
            return [0] * len(posts)
        depths.append(len(way))
        way.append(number)
    return depths


def _post(record: dict[str, Any], number: int, depth: int) -> Post:
    quotes: list[Quote] = []
    last: dict[int, int] = {}
    given = record.get("quotes")
    for index, found in enumerate(given if isinstance(given, list) else ()):
        one = found if isinstance(found, dict) else {}
        level = _number(one.get("depth")) or 1
        last[level] = index
        layer = _LAYERS.get(str(one.get("evidence")), "none")
        quotes.append(
            Quote(
                _text(one.get("author")),
                _number(one.get("post")),
                level,
                last.get(level - 1),
                Evidence(layer, "", _share(one.get("confidence"))),
            )
        )
    edit = record.get("edit")
    marked = EditMark("") if record.get("edited") else None
    return Post(
        number=number,
        blocks=tuple(_blocks(record, len(quotes))),
        quotes=tuple(quotes),
        author=_text(record.get("author")),
        author_title=_text(record.get("author_title")),
        date=_text(record.get("date")),
        edit=_edit(edit) if isinstance(edit, dict) else marked,
        id=_text(record.get("id")),
        reply_to=_number(record.get("reply_to")),
        depth=depth,
    )


def _edit(edit: dict[str, Any]) -> EditMark:
    return EditMark(str(edit.get("text") or ""), _text(edit.get("by")), _text(edit.get("date")))


def _blocks(record: dict[str, Any], quotes: int) -> Iterator[Block]:
    """A paragraph for each stretch between blank lines: joined again they are the segment."""
    text = str(record.get("text") or "")
    pieces = several(record, "segments")
    if not _are_whole(record.get("segments"), text):
        pieces = [{"text": text}]
    for piece in pieces:
        quote = piece.get("quote")
        if not isinstance(quote, int) or not 0 <= quote < quotes:
            quote = None
        for part in _stretches(str(piece["text"])):
            yield Block("paragraph", part, quote=quote)


def _are_whole(pieces: Any, text: str) -> bool:
    """Whether the segments of a post, which says `text` itself, hold all its words."""
    return (
        isinstance(pieces, list)
        and (pieces != [] or not text)
        and all(isinstance(one, dict) and isinstance(one.get("text"), str) for one in pieces)
    )


def _stretches(text: str) -> Iterator[str]:
    """A text cut at blank lines, none of the stretches empty unless all of it is; joined by blank
    lines they are the text."""
    parts = text.split("\n\n")
    held: list[str] = []
    for number, part in enumerate(parts, 1):
        held.append(part)
        rest = parts[number:]
        if (part.strip("\n") and any(rest[:1])) or number == len(parts):
            yield "\n\n".join(held)
            held = []


def _number(value: Any) -> int | None:
    """A post's number or a depth; None for what cannot be one."""
    return value if type(value) is int and 0 < value < MOST else None


def _share(value: Any) -> float:
    return min(1.0, max(0.0, float(value))) if isinstance(value, int | float) else 0.0


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
