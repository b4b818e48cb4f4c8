"""Digests: one message that holds the letters of a day or a week of a list.

As parts of a `multipart/digest` (RFC 2046, 5.1.5), or as text (RFC 1153): a preamble that ends with
a line of 70 hyphens, letters with a few headers each, parted by lines of 30, and "End of … Digest"
above a line of asterisks. A text is taken apart only where all of that stands in it; what follows a
line of hyphens and does not begin with headers belongs to the letter before it.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

from threadview.formats.mail.headers import decoded, field, is_reply
from threadview.formats.mail.mime import bytes_of, children, text_of
from threadview.formats.mail.separators import HEADERS, headers_end

MOST = 10_000
"""Letters of a digest that are told apart."""

_PREAMBLE = re.compile(r"(?m)^-{70}[ \t]*\n[ \t]*\n")
_PARTED = re.compile(r"\n[ \t]*\n-{30}[ \t]*\n(?:[ \t]*(?:\n|\Z))")
_END = re.compile(r"(?m)^End of [^\n]{2,120}\n\*{3,}[ \t]*$")
_LETTER = re.compile(
    r"\s*(?:Message: \d+[ \t]*\n)?((?:(?:Date|From|To|Cc|Subject|Sender|Reply-To|Message-I[dD]|"
    r"References|In-Reply-To|Keywords|Organization|Content-[\w-]+|Newsgroups):[^\n]*\n"
    r"(?:[ \t]+\S[^\n]*\n)*)+)[ \t]*\n"
)
"""How a letter begins: what Mailman numbers it, and the headers of RFC 1153 and a few more."""

_FOOT = re.compile(r"\s*(?:Subject: [^\n]*Footer[ \t]*\n|_{20,}[ \t]*\n)")
"""How Mailman begins what it adds to every digest, behind the last letter."""

_FROM = re.compile(r"(?m)^From:[ \t]*\S")
_ABOUT = re.compile(r"(?m)^(?:Date|Subject):")
_CONTENT = re.compile(r"(?im)^content-[\w-]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*")
_FLOWED = re.compile(r"(?i)format=\"?flowed")


class Digest(NamedTuple):
    """A digest taken apart: what it says itself, as a message, and its letters."""

    own: bytes
    letters: tuple[bytes, ...]


def digest_of(raw: bytes) -> Digest | None:
    """A message taken apart into its letters; None for one that is no digest for certain."""
    end = headers_end(b"\n" + raw[:HEADERS], 0)
    headers = b"\n" + raw[: max(0, end)]
    lower = headers.lower()
    told = b"digest" in lower
    if not told and (b"\n" + b"-" * 70 not in raw or b"\nEnd of " not in raw):
        return None
    if b"multipart/" in lower:
        return _of_parts(message_from_bytes(raw)) if b"\nmultipart/digest" in _types(raw) else None
    if is_reply(decoded(field(headers, lower, b"subject"))):
        return None
    return _of_text(text_of(message_from_bytes(raw)))


def _types(raw: bytes) -> bytes:
    """The content types that a message names, each behind a line end."""
    found = re.findall(rb"(?im)^content-type:\s*([\w/-]+)", raw)
    return b"".join(b"\n" + one.lower() for one in found)


def _of_parts(message: Message) -> Digest | None:
    found = [part for part in digested(message) if children(part)][:MOST]
    return Digest(b"", tuple(map(bytes_of, found))) if found else None


def digested(message: Message) -> list[Message]:
    """The letters in the `multipart/digest` parts of a message; not those inside its letters."""
    found: list[Message] = []
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_type() == "multipart/digest":
            found += [one for one in children(part) if one.get_content_type() == "message/rfc822"]
        elif part.get_content_type().startswith("multipart/"):
            waiting += children(part)
    return found


def _of_text(text: str) -> Digest | None:
    preamble, end = _PREAMBLE.search(text), None
    for end in _END.finditer(text):  # noqa: B007 - the last: letters may quote a digest
        pass
    if preamble is None or end is None or end.start() < preamble.end():
        return None
    pieces = _PARTED.split(f"\n\n{text[preamble.end() : end.start()]}")
    if len(pieces) < 2:
        return None
    letters: list[list[str]] = []
    foot = ""
    if _FOOT.match(pieces[-1]) or (len(pieces) > 1 and not pieces[-1].strip()):
        foot = pieces.pop()
        if pieces and _FOOT.match(pieces[-1]):
            foot = pieces.pop()
    for piece in pieces:
        begun = _LETTER.match(piece)
        if begun is not None and _FROM.search(begun[1]) and _ABOUT.search(begun[1]):
            letters.append([begun[1], piece[begun.end() :]])
        elif not letters:
            return None
        elif piece.strip():
            letters[-1][1] += f"\n\n{'-' * 30}\n\n{piece}"
    if not letters or len(letters) > MOST:
        return None
    own = f"{text[: preamble.start()]}\n{foot}\n{text[end.start() :]}"
    return Digest(_as_text("", own), tuple(_as_text(*letter) for letter in letters))


def _as_text(headers: str, words: str) -> bytes:
    """A letter whose words are decoded already, whatever it says of how it was written."""
    flowed = "; format=flowed" if _FLOWED.search(headers) else ""
    kept = _CONTENT.sub("", headers)
    made = f"{kept}Content-Type: text/plain; charset=utf-8{flowed}\n\n{words.strip(chr(10))}\n"
    return made.encode("utf-8", "surrogateescape")
