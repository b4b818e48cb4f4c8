"""A thread as messages of an mbox: "mboxrd", in which a body line that begins with "From " is
escaped and can be had back (qmail's mbox(5)), RFC 5322 headers, plain text in UTF-8.

Quotes are marked with ">" a level, the first line of each under "X wrote:". Answers name their
parents by In-Reply-To and References, so that any mail program makes the same tree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import IO

from threadview.model import WORDS, Post, Thread

_POLICY = EmailPolicy(linesep="\n", utf8=False, max_line_length=78)
_FROM = re.compile(rb"^(>*From )", re.MULTILINE)
_ID = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")
_UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_NOBODY = "threadview.invalid"
"""A host that cannot be (RFC 2606): addresses that a dump does not give end in it."""

_PLAIN = re.compile(r"(?:[ -~\t]{0,900}\n)*")
_PHRASE = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
_LINE = 200
"""Characters of a header that stay on one line: RFC 5322 allows 998, and likes 78."""
_TYPE = """\
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 7bit
MIME-Version: 1.0

"""

_WAY = 40
"""Message-IDs in References, at most: the first, and the last so many less one."""


def write_mbox(thread: Thread, key: str, out: IO[bytes]) -> None:
    """Write a thread, read to its end; `key` makes the ids of its posts unlike any other's."""
    ids: list[str] = []
    parents: list[int | None] = []
    for post in thread.posts:
        ids.append(_message_id(post, key))
        parents.append(post.reply_to)
        moment = _moment(post.date)
        fields = {"From": "", "Subject": _subject(thread, post)}
        if moment is not None:
            fields["Date"] = format_datetime(moment)
        fields["Message-ID"] = f"<{ids[-1]}>"
        way = _way(post.number, ids, parents)
        if way:
            fields["In-Reply-To"] = f"<{way[-1]}>"
            fields["References"] = " ".join(f"<{one}>" for one in way)
        author, body = _address(post.author), _body(post)
        message = _plain(author, fields, body) or _any(author, fields, body)
        envelope = (moment or datetime(1970, 1, 1, tzinfo=UTC)).strftime("%a %b %d %H:%M:%S %Y")
        out.write(f"From threadview@{_NOBODY} {envelope}\n".encode())
        out.write(_FROM.sub(rb">\1", message).rstrip(b"\n") + b"\n\n")


def _any(author: Address, fields: dict[str, str], body: str) -> bytes:
    """A message, whatever it says: encoded words, transfer encodings and all."""
    message = EmailMessage(_POLICY)
    for name, value in fields.items():
        message[name] = author if name == "From" else value
    message.set_content(body, charset="utf-8")
    return message.as_bytes()


def _plain(author: Address, fields: dict[str, str], body: str) -> bytes | None:
    """A message that is plain ASCII and needs no encoding, written out by hand, since the general
    road takes ten times as long; None for any other."""
    name = author.display_name
    fields["From"] = f"{name} <{author.addr_spec}>" if name else author.addr_spec
    if not _PLAIN.fullmatch(body) or (name and not _PHRASE.fullmatch(name)):
        return None
    lines: list[str] = []
    for field, value in fields.items():
        if not value.isascii() or "=?" in value:
            return None
        if field == "References":
            value = value.replace(" ", "\n ")
        elif len(field) + len(value) > _LINE and " " in value:
            return None
        lines.append(f"{field}: {value}\n")
    return ("".join(lines) + _TYPE + body).encode("ascii")


def _message_id(post: Post, key: str) -> str:
    if post.id is not None and len(post.id) < 200 and _ID.fullmatch(post.id):
        return post.id
    return f"{key}.{post.number}@{_NOBODY}"


def _way(number: int, ids: Sequence[str], parents: Sequence[int | None]) -> list[str]:
    """The ids from the root to a post's parent; of a post that answers nobody, the first post."""
    if number == 1:
        return []
    way: list[str] = []
    here = parents[number - 1] or 1
    while 0 < here < number and len(way) < _WAY - 1:
        way.append(ids[here - 1])
        above = parents[here - 1]
        if above is None or above >= here:
            break
        here = above
    if way[-1:] != [ids[0]] and way:
        way.append(ids[0])
    return way[::-1]


def _fit(text: str) -> str:
    return " ".join(_UNFIT.sub(" ", text).split())


def _subject(thread: Thread, post: Post) -> str:
    title = _fit(thread.title or "") or "(no title)"
    return title if post.number == 1 else f"Re: {title}"


def _address(author: str | None) -> Address:
    name = _fit(author or "")
    _, address = parseaddr(name)
    if name == address and _ID.fullmatch(name) and name.isascii():
        user, _, host = name.rpartition("@")
        return Address("", user, host)
    return Address(name, "unknown", _NOBODY)


def _moment(date: str | None) -> datetime | None:
    """A date as a moment; one without a zone goes out as "-0000", which says so (RFC 5322)."""
    try:
        return datetime.fromisoformat(date) if date else None
    except ValueError:
        return None


def _body(post: Post) -> str:
    lines: list[str] = []
    credited: set[int] = set()
    last: int | None = None
    for block in post.blocks:
        if block.kind not in WORDS and block.kind != "signature":
            continue
        depth = 0 if block.quote is None else post.quotes[block.quote].depth
        if lines and (block.spaced or block.quote != last):
            lines.append("")
        if block.kind == "signature" and not block.text.startswith("--"):
            lines.append("-- ")
        if block.quote is not None and block.quote not in credited:
            credited.add(block.quote)
            author = post.quotes[block.quote].author
            if author:
                lines.append(f"{'> ' * (depth - 1)}{_fit(author)} wrote:")
        margin = ">" * depth + (" " if depth else "")
        lines += [margin + line for line in block.text.split("\n")]
        last = block.quote
    text = "\n".join(lines)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"
