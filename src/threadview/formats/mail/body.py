"""A message's body as blocks: MIME parts, flowed text, HTML, signatures, attachments."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from typing import TYPE_CHECKING

from threadview.formats.mail.digests import digested
from threadview.formats.mail.headers import author, decoded
from threadview.formats.mail.letterheads import SURE, Head, heads, letters
from threadview.formats.mail.mime import (
    INLINE,
    REPORT,
    Leaf,
    bytes_of,
    children,
    hidden,
    leaves,
    name_of,
    text_of,
    uuencoded,
    words_outside,
)
from threadview.formats.mail.separators import HEADERS, headers_end
from threadview.model import Block, Link, Post, Quote
from threadview.records.bodies import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNATURE = re.compile(r"(?m)^-- ?$")
_PGP = re.compile(r"(?m)^-----BEGIN PGP SIGNATURE-----$")
_ARMOUR = re.compile(r"\A-----BEGIN PGP SIGNED MESSAGE-----\n(?:[^\n]+\n)*\n")

_ORDINARY = re.compile(rb"[!-9;-~]+:")
_NO_FIELD = re.compile(rb"\n(?=[^ \t\r\n])(?![!-9;-~]+:|>?From )")
"""A line among the headers that is none: the words begin there, without a blank line."""
_MIME = re.compile(rb"(?im)^content-((?:type|transfer-encoding|disposition):(?:[^\n]|\n[ \t])*)")
_PLAIN = re.compile(
    rb"(?:type:\s*text/plain\s*(?:;\s*charset=\"?(?:us-ascii|utf-8)\"?\s*)?"
    rb"|transfer-encoding:\s*(?:7bit|8bit)\s*)\Z"
)


def body(
    raw: bytes, marks: bool = False, place: str = "", without_digest: bool = False
) -> tuple[tuple[Block, ...], tuple[Quote, ...]]:
    """The blocks and quotes of a message as it was sent. Where it has text and HTML that say the
    same, the text is read; attachments are named, and can be had by their links, which begin with
    `place`; a message that was forwarded whole is a quote. With `marks`, quotes in text are told
    by their marks alone (see `marks`); `without_digest` leaves out the letters of a digest."""
    made = _Body(marks, place)
    plain = _plain(raw)
    if plain is not None:
        made.text(plain, None, "u")
    else:
        made.message(message_from_bytes(raw), without_digest)
    return tuple(made.blocks), tuple(made.quotes)


class _Body:
    """A body in the making."""

    def __init__(self, marks: bool, place: str) -> None:
        self.blocks: list[Block] = []
        self.quotes: list[Quote] = []
        self._marks = marks
        self._place = place
        self._forwarded: dict[int, int] = {}
        """The quote of each forwarded message, by its number among the parts."""

    def message(self, message: Message, without_digest: bool) -> None:
        """All parts of it."""
        unread = hidden(message)
        if without_digest:
            unread |= {id(below) for letter in digested(message) for below in letter.walk()}
        for leaf in leaves(message):
            if id(leaf.part) in unread:
                continue
            first, quote = len(self.blocks), self._forwarded.get(leaf.within)
            quotes = len(self.quotes)
            self._leaf(leaf, quote)
            if quote is not None:
                self._into(quote, first, quotes)

    def _leaf(self, leaf: Leaf, quote: int | None) -> None:
        part = leaf.part
        kind, name = part.get_content_type(), name_of(part)
        said = words_outside(part)
        if said is not None:
            self.text(said, None, f"{leaf.number}u")
        elif kind == "message/rfc822" and children(part):
            self._forward(leaf, quote)
        elif kind == "application/pgp-signature":
            self.blocks.append(Block("signature", text_of(part).strip()))
        elif kind == REPORT:
            inner = (one.as_string().strip() for one in children(part))
            self.text("\n\n".join(inner), None, f"{leaf.number}u")
        elif name or not kind.startswith("text/"):
            data = bytes_of(part)
            self.attach(name or kind, len(data), str(leaf.number))
            shown = part.get_content_disposition() != "attachment" and len(data) <= INLINE
            if shown and kind in ("text/plain", "text/x-patch", "text/x-diff"):
                self.blocks.append(Block("code", text_of(part).strip("\n").rstrip()))
        elif kind == "text/html":
            self._html(text_of(part))
        else:
            self.text(text_of(part), _flowed(part), f"{leaf.number}u")

    def _forward(self, leaf: Leaf, quote: int | None) -> None:
        """A message inside the message: its words are those of who wrote it."""
        inner = children(leaf.part)[0]
        subject = decoded(_raw(inner, "subject"))
        self.attach(f"{subject or 'message'}.eml", len(bytes_of(leaf.part)), str(leaf.number))
        depth = 1 if quote is None else self.quotes[quote].depth + 1
        who = author(decoded(_raw(inner, "from"))) or None
        self._forwarded[leaf.number] = len(self.quotes)
        self.quotes.append(Quote(who, None, depth, quote))
        if subject:
            self.blocks.append(Block("paragraph", subject, quote=len(self.quotes) - 1))

    def _into(self, quote: int, first: int, quotes: int) -> None:
        """Let blocks and quotes from these on stand in a quote."""
        depth = self.quotes[quote].depth
        for index in range(quotes, len(self.quotes)):
            one = self.quotes[index]
            if one.parent is None or one.parent < quotes:
                one = one._replace(parent=quote if one.parent is None else one.parent)
            more = 0 if index in self._forwarded.values() else depth
            self.quotes[index] = one._replace(depth=one.depth + more)
        for index in range(first, len(self.blocks)):
            if self.blocks[index].quote is None:
                self.blocks[index] = self.blocks[index]._replace(quote=quote)

    def attach(self, name: str, size: int, number: str) -> None:
        """A file that is not shown."""
        text = f"attached: {name} ({size:,} byte{'' if size == 1 else 's'})"
        start = len("attached: ")
        link = Link(start, start + len(name), f"attachment:{self._place}/{number}")
        self.blocks.append(Block("attachment", text, links=(link,)))

    def text(self, text: str, flowed: str | None, number: str) -> None:
        """Plain text, with the files that were put into it in the old way."""
        files = list(uuencoded(text))
        at, kept = 0, []
        for start, end, _, _ in files:
            kept.append(text[at:start])
            at = end
        self._words("".join(kept) + text[at:], flowed)
        for nth, (_, _, name, data) in enumerate(files):
            self.attach(name, len(data), f"{number}{nth}")

    def _words(self, text: str, flowed: str | None) -> None:
        if flowed is not None:
            text = unflowed(text, flowed == "delsp")
        inner = [] if self._marks or ":" not in text else list(heads(text))
        ends = [head.start for head in inner] + [len(text)]
        self._letter(text[: ends[0]])
        parent: int | None = None
        for head, end in zip(inner, ends[1:], strict=True):
            first, parent = len(self.blocks), self._opened(head, parent)
            self.blocks.append(Block("attribution", text[head.start : head.stop].strip("\n")))
            self._letter(text[head.stop : end])
            self._into(parent, first, parent + 1)

    def _opened(self, head: Head, parent: int | None) -> int:
        """The quote that a letter inside the letter is, in the one before it; where it may be no
        more than the next of several below each other, beside that."""
        if head.evidence.confidence < SURE:
            parent = None
        depth = 1 if parent is None else self.quotes[parent].depth + 1
        self.quotes.append(Quote(head.author, None, depth, parent, head.evidence))
        return len(self.quotes) - 1

    def _letter(self, text: str) -> None:
        """One letter's own words, and the quotes and the signature in it."""
        if text.startswith("-----BEGIN"):
            text = _ARMOUR.sub("", text)
        pgp = signature = ""
        if "-----BEGIN" in text:
            text, pgp = _cut(text, _PGP)
        if "--" in text:
            text, signature = _cut(text, _SIGNATURE)
        self._add(*(_marked(text) if self._marks else _framed(text)))
        for end in (signature, pgp):
            if end:
                self.blocks.append(Block("signature", end.strip("\n").rstrip()))

    def _html(self, text: str) -> None:
        from threadview import markup

        found = markup.parse(text)
        parent: int | None = None
        for blocks, quotes, head in letters(found):
            first = len(self.blocks)
            if head is not None:
                parent = self._opened(head, parent)
            self._add(blocks, quotes)
            if parent is not None:
                self._into(parent, first, parent + 1)

    def _add(self, blocks: Sequence[Block], quotes: Sequence[Quote]) -> None:
        base = len(self.quotes)
        self.quotes += [
            one._replace(parent=None if one.parent is None else one.parent + base) for one in quotes
        ]
        self.blocks += [
            one._replace(quote=None if one.quote is None else one.quote + base) for one in blocks
        ]


def attached(raw: bytes, number: str) -> bytes | None:
    """The bytes of what a message has attached under a number (the end of its link); None where
    nothing is."""
    leaf, _, nth = number.partition("u")
    plain = _plain(raw)
    if plain is not None:
        found = list(uuencoded(plain))
    else:
        parts = leaves(message_from_bytes(raw))
        if not leaf.isdecimal() or int(leaf) >= len(parts):
            return None
        part = parts[int(leaf)].part
        if not nth:
            return bytes_of(part)
        found = list(uuencoded(text_of(part)))
    return found[int(nth)][3] if nth.isdecimal() and int(nth) < len(found) else None


def _raw(message: Message, name: str) -> bytes:
    value = message.get(name)
    return str(value or "").encode("utf-8", "surrogateescape")


def _plain(raw: bytes) -> str | None:
    """The text of a message whose headers say nothing of parts, encodings or charsets beyond
    ASCII and UTF-8: most of them are such, and parsing the rest of RFC 2045 for them would take
    most of the time. None for all others."""
    stop = headers_end(b"\n" + raw[: HEADERS + 4], 0)
    if stop < 0 or _NO_FIELD.search(raw, 0, stop) is not None:
        return None
    fields = [match.group(1).lower() for match in _MIME.finditer(raw, 0, stop)]
    if not _ORDINARY.match(raw) or not all(map(_PLAIN.match, fields)):
        return None
    after = stop + (2 if raw[stop : stop + 2] == b"\r\n" else 1)
    try:
        text = raw[after:].decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _flowed(part: Message) -> str | None:
    """ "yes" for format=flowed, "delsp" where DelSp=yes as well; None otherwise."""
    if str(part.get_param("format", "")).casefold() != "flowed":
        return None
    return "delsp" if str(part.get_param("delsp", "")).casefold() == "yes" else "yes"


def unflowed(text: str, delsp: bool) -> str:
    """Format=flowed lines joined (RFC 3676): a line that ends in a space goes on in the next of
    the same quote depth; "-- " does not."""
    found: list[str] = []
    depth_before, open_ = -1, False
    for line in text.split("\n"):
        marks = len(line) - len(line.lstrip(">"))
        words = line[marks:].removeprefix(" ")
        ends = words == "-- "
        goes_on = words.endswith(" ") and not ends
        if open_ and marks == depth_before and not ends:
            before = found[-1]
            found[-1] = (before[:-1] if delsp else before) + words
        else:
            found.append(f"{'>' * marks} {words}" if marks else words)
        depth_before, open_ = marks, goes_on
    return "\n".join(found)


def _framed(text: str) -> tuple[Sequence[Block], Sequence[Quote]]:
    from threadview.frames.framing import frame

    post = frame(Post(1, paragraphs(text, spaced=True)), printed=True)
    return post.blocks, post.quotes


def _marked(text: str) -> tuple[Sequence[Block], Sequence[Quote]]:
    from threadview.formats.mail.marks import marked

    return marked(text)


def _cut(text: str, mark: re.Pattern[str]) -> tuple[str, str]:
    """A text before a mark, and from it on; the last such mark, for quotes hold others."""
    places = [match.start() for match in mark.finditer(text)]
    return (text[: places[-1]], text[places[-1] :]) if places else (text, "")
