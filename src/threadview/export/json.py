"""A thread as JSON, the contract with other programs: one object for one thread, or one a line.

    threadview   1, the version of this contract
    title        of the thread
    source       path, format, encoding; sha256 of the file's bytes as stored
    posts        in order, each with number, id, author, author_title, date (ISO 8601, as exact as
                 known), reply_to (the number of the post answered), edited, edit (by, date, text)
      text       its own words: no quotes, no page furniture
      quotes     author, post (the number of the source), depth, text, evidence ("markup",
                 "attribution" or "reuse"), confidence from 0 to 1
      segments   own words and quotes in reading order; a quote by its index in `quotes`. A nested
                 quote is one of its own, after the words of the outer one that come before it
    spans        of a text dump [start, end, kind, post number or null], in code points of the
                 decoded dump, which they partition; null for other dumps. Kinds: title, header,
                 body, quote, attribution, edit, signature, chrome, separator
    problems     where, and why something could not be read

What is unknown is null, never guessed.
Written post by post, so that a long thread costs no second copy of itself. Bytes that could not be
decoded leave as the text `\\xNN`: what comes out is always valid UTF-8. Control characters are
escapes of JSON's, those that RFC 8259 lets stand raw (U+007F to U+009F) too: a terminal that the
output is shown on may obey them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from threadview.model import WORDS, Block, Post, Segment, Thread, segments

if TYPE_CHECKING:
    from threadview.dump import Dump

VERSION = 1
"""Of the contract."""

_RAW = re.compile("[\x7f-\x9f\ud800-\udfff]")
"""What the encoder leaves as it is, and no output may hold: control characters, lone surrogates."""

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_json(thread: Thread, dump: Dump | None, out: IO[bytes], lines: bool = False) -> None:
    """Write a thread, read to its end, as one object in UTF-8 with a line end after it.

    Args:
        thread: the thread.
        dump: what it was read from, for the encoding and the hash.
        out: where to.
        lines: put the whole object on one line; otherwise each post has one.
    """
    gap = "" if lines else "\n"
    head = {"threadview": VERSION, "title": thread.title, "source": _source(thread, dump)}
    _write(out, _encode(head)[:-1] + f', {gap}"posts": [{gap}')
    spans = _Spans()
    for count, post in enumerate(thread.posts):
        _write(out, (f", {gap}" if count else "") + _encode(post_json(post)))
        spans.add(post)
    _write(out, f'{gap}], {gap}"spans": ')
    if spans.partial:
        _write(out, "null")
    else:
        _write(out, "[")
        for piece in spans.pieces():
            _write(out, piece)
        _write(out, "]")
    problems = [{"where": problem.where, "why": problem.why} for problem in thread.problems]
    _write(out, f', {gap}"problems": {_encode(problems)}}}\n')


def _write(out: IO[bytes], text: str) -> None:
    out.write(_harmless(text).encode("utf-8"))


def json_line(data: Any) -> str:
    """Plain data as one line of JSON that is valid in UTF-8, its end included."""
    return _harmless(_encode(data)) + "\n"


def _harmless(json_text: str) -> str:
    """JSON text without raw control characters, which become escapes, and without lone surrogates:
    each becomes, inside its string, the text `\\xNN` of the byte that it stands for."""
    if json_text.isascii() and "\x7f" not in json_text:
        return json_text
    return _RAW.sub(_visible, json_text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0xD800:
        return f"\\u{code:04x}"
    return f"\\\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\\\u{code:04x}"


def _source(thread: Thread, dump: Dump | None) -> dict[str, Any]:
    source = thread.source
    return {
        "path": source.path,
        "format": source.format,
        # What the dump was decoded with may show only at its end.
        "encoding": source.encoding if dump is None else dump.encoding,
        "sha256": source.sha256 if dump is None else dump.sha256(),
    }


def post_json(post: Post) -> dict[str, Any]:
    """A post as the contract has it."""
    parts = segments(post)
    edit = post.edit
    return {
        "number": post.number,
        "id": post.id,
        "author": post.author,
        "author_title": post.author_title,
        "date": post.date,
        "reply_to": post.reply_to,
        "edited": edit is not None,
        "edit": edit and {"by": edit.by, "date": edit.date, "text": edit.text},
        "text": _joined(parts, None),
        "quotes": _quotes(post, parts),
        "segments": [
            {"type": "text", "text": part.text}
            if part.quote is None
            else {"type": "quote", "quote": part.quote, "text": part.text}
            for part in parts
        ],
    }


def _joined(parts: list[Segment], quote: int | None) -> str:
    return "\n\n".join(part.text for part in parts if part.quote == quote)


def _quotes(post: Post, parts: list[Segment]) -> list[dict[str, Any]]:
    words: dict[int, list[str]] = {}
    for part in parts:
        if part.quote is not None:
            words.setdefault(part.quote, []).append(part.text)
    return [
        {
            "author": quote.author,
            "post": quote.post,
            "depth": quote.depth,
            "text": "\n\n".join(words.get(index, ())),
            "evidence": quote.evidence.layer,
            "confidence": round(quote.evidence.confidence, 3),
        }
        for index, quote in enumerate(post.quotes)
    ]


def span_kind(block: Block) -> str:
    """What a block's span is called: its kind; its words are "body" or "quote", the names of its
    files and what may be the page's are the page's."""
    if block.kind in WORDS:
        return "body" if block.quote is None else "quote"
    return "chrome" if block.kind in ("attachment", "stray") else block.kind


class _Spans:
    """The spans of a text dump, gathered post by post; neighbours of one kind become one.

    `partial` says that some block has no span: the thread does not come from a text dump.
    """

    def __init__(self) -> None:
        self.partial = False
        self._written: list[str] = []
        self._open: tuple[int, int, str, int | None] | None = None

    def add(self, post: Post) -> None:
        """Take up the spans of the next post."""
        for block in post.blocks:
            if block.span is None:
                self.partial = True
                return
            kind = span_kind(block)
            number = None if kind in ("title", "separator") else post.number
            start, end = block.span
            last = self._open
            if last is not None and last[1:] == (start, kind, number):
                self._open = (last[0], end, kind, number)
            elif start != end:
                self._close()
                self._open = (start, end, kind, number)

    def _close(self) -> None:
        if self._open is not None:
            self._written.append(_encode(self._open))

    def pieces(self) -> Iterator[str]:
        """The spans as pieces of a JSON array."""
        self._close()
        self._open = None
        for index, span in enumerate(self._written):
            yield f", {span}" if index else span
