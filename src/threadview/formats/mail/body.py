"""A message's body as blocks: MIME parts, flowed text, HTML, signatures, attachments."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from typing import TYPE_CHECKING

from threadview.formats.mail.separators import HEADERS, headers_end
from threadview.model import Block, Post, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARAGRAPH = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SIGNATURE = re.compile(r"(?m)^-- ?$")
_PGP = re.compile(r"(?m)^-----BEGIN PGP SIGNATURE-----$")
_ARMOUR = re.compile(r"\A-----BEGIN PGP SIGNED MESSAGE-----\n(?:[^\n]+\n)*\n")

_ORDINARY = re.compile(rb"[!-9;-~]+:")
_MIME = re.compile(rb"(?im)^content-((?:type|transfer-encoding|disposition):(?:[^\n]|\n[ \t])*)")
_PLAIN = re.compile(
    rb"(?:type:\s*text/plain\s*(?:;\s*charset=\"?(?:us-ascii|utf-8)\"?\s*)?"
    rb"|transfer-encoding:\s*(?:7bit|8bit)\s*)\Z"
)


def body(raw: bytes, marks: bool = False) -> tuple[tuple[Block, ...], tuple[Quote, ...]]:
    """The blocks and quotes of a message as it was sent. Where it has text and HTML that say the
    same, the text is read; attachments are named. With `marks`, quotes in text are told by their
    marks alone (see `marks`)."""
    blocks: list[Block] = []
    quotes: list[Quote] = []
    plain = _plain(raw)
    if plain is not None:
        _add_text(plain, None, marks, blocks, quotes)
        return tuple(blocks), tuple(quotes)
    message = message_from_bytes(raw)
    for part in _read(message):
        kind = part.get_content_type()
        name = part.get_filename()
        if name or not kind.startswith("text/"):
            blocks.append(_attachment(part, name))
        elif kind == "text/html":
            _add_html(text_of(part), blocks, quotes)
        else:
            _add_text(text_of(part), _flowed(part), marks, blocks, quotes)
    return tuple(blocks), tuple(quotes)


def _plain(raw: bytes) -> str | None:
    """The text of a message whose headers say nothing of parts, encodings or charsets beyond
    ASCII and UTF-8: most of them are such, and parsing the rest of RFC 2045 for them would take
    most of the time. None for all others."""
    stop = headers_end(b"\n" + raw[: HEADERS + 4], 0)
    stop = stop if stop >= 0 else len(raw)
    fields = [match.group(1).lower() for match in _MIME.finditer(raw, 0, stop)]
    if not _ORDINARY.match(raw) or not all(map(_PLAIN.match, fields)):
        return None
    after = stop + (2 if raw[stop : stop + 2] == b"\r\n" else 1)
    try:
        text = raw[after:].decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read(message: Message) -> Iterator[Message]:
    """The leaves that are to be read, in order: of alternatives the plainest. Nothing recurses."""
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if not isinstance(payload, list):
            yield part
        elif part.get_content_type() == "multipart/alternative":
            inner = [one for one in payload if isinstance(one, Message)]
            plain = [one for one in inner if one.get_content_type() == "text/plain"]
            has_text = plain and text_of(plain[0]).strip()
            waiting += plain[:1] if has_text else inner[-1:]
        else:
            waiting += [one for one in reversed(payload) if isinstance(one, Message)]


def text_of(part: Message) -> str:
    """The text of a part: transfer encoding and charset undone, line ends "\\n"; bytes that fit
    no charset stay visible."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return str(part.get_payload())
    charset = part.get_content_charset() or "utf-8"
    try:
        text = data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
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


def _add_text(
    text: str, flowed: str | None, marks: bool, blocks: list[Block], quotes: list[Quote]
) -> None:
    if flowed is not None:
        text = unflowed(text, flowed == "delsp")
    if text.startswith("-----BEGIN"):
        text = _ARMOUR.sub("", text)
    pgp = signature = ""
    if "-----BEGIN" in text:
        text, pgp = _cut(text, _PGP)
    if "--" in text:
        text, signature = _cut(text, _SIGNATURE)
    more, those = _marked(text) if marks else _framed(text)
    base = len(quotes)
    quotes += [
        one._replace(parent=None if one.parent is None else one.parent + base) for one in those
    ]
    blocks += [one._replace(quote=None if one.quote is None else one.quote + base) for one in more]
    blocks += [Block("signature", end.strip("\n").rstrip()) for end in (signature, pgp) if end]


def _framed(text: str) -> tuple[Sequence[Block], Sequence[Quote]]:
    from threadview.formats.text.framing import frame

    made = [
        Block("paragraph", part.strip("\n").rstrip(), spaced=True)
        for part in _PARAGRAPH.split(text)
        if part.strip()
    ]
    post = frame(Post(1, tuple(made)))
    return post.blocks, post.quotes


def _marked(text: str) -> tuple[Sequence[Block], Sequence[Quote]]:
    from threadview.formats.mail.marks import marked

    return marked(text)


def _cut(text: str, mark: re.Pattern[str]) -> tuple[str, str]:
    """A text before a mark, and from it on; the last such mark, for quotes hold others."""
    places = [match.start() for match in mark.finditer(text)]
    return (text[: places[-1]], text[places[-1] :]) if places else (text, "")


def _add_html(text: str, blocks: list[Block], quotes: list[Quote]) -> None:
    from threadview import markup

    found = markup.parse(text)
    base = len(quotes)
    quotes += [
        one._replace(parent=None if one.parent is None else one.parent + base)
        for one in found.quotes
    ]
    blocks += [
        one._replace(quote=None if one.quote is None else one.quote + base) for one in found.blocks
    ]


def _attachment(part: Message, name: str | None) -> Block:
    data = part.get_payload(decode=True)
    size = len(data) if isinstance(data, bytes) else 0
    label = name or part.get_content_type()
    return Block("chrome", f"attachment: {label} ({size:,} bytes)")
