"""Folders that are one dump: mailboxes, as mail and news programs keep them, and the unpacked
export of a workspace of Slack (`channels.json` beside a folder of days for each channel).

Maildir (D. J. Bernstein, cr.yp.to/proto/maildir.html: `cur`, `new`, `tmp`; flags behind ":2,"),
with the folders inside it, dotted (Maildir++) or plain; MH (RFC 822 messages in files named by
numbers, as nmh, Sylpheed and Claws, Gnus' nnml and news spools have them); folders of .eml files;
and the months of a list's archive, named as Mailman, ezmlm and mod_mbox name them.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Literal

from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

if TYPE_CHECKING:
    from threadview.stored import Change

Kind = Literal["maildir", "numbered", "letters", "months", "workspace"]

CHANNELS = "channels.json"

LOOKED_AT = 400
"""Files of a folder that are looked at to know what it is."""

EACH = 4000
"""Messages of a folder of which each is looked at, to see whether it was edited."""

SEPARATORS = (":2,", ";2,", "!2,", "-2,", "·2,")
"""What stands before the flags in a Maildir file's name; ":" is not allowed everywhere."""

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    r"|january|february|march|april|june|july|august|september|october|november|december)"
)
_PERIOD = pattern(
    rf"(?:\d{{4}}(?:[-_]?(?:{_MONTH}|0[1-9]|1[0-2]|q[1-4])(?:[-_]?[0-3]\d)?)?"
    r"|week-of-mon-\d{8})"
    r"(?:\.txt|\.mbox|\.mbx|\.mail)(?:\.gz|\.bz2|\.xz|\.zst)?",
    re.IGNORECASE,
)
_BEGINS = pattern(rb"(?:From [^\n]*\n|#! rnews |\x01{4}\n| *\d+ *\n)?[!-9;-~]+:[ \t]*[^\n]*\r?\n")


class Facts(NamedTuple):
    """What tells whether something has changed: bytes, and the latest change in nanoseconds since
    1970. For a mail folder, of its messages."""

    size: int
    mtime: int


def is_mail_folder(path: str) -> bool:
    """Whether a path is a folder that is one mailbox."""
    return folder_kind(path) is not None


def folder_kind(path: str) -> Kind | None:
    """What kind of mailbox a folder is, by the names in it; None for all other folders."""
    names: list[str] = []
    folders: set[str] = set()
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir():
                    folders.add(entry.name)
                elif not entry.name.startswith((".", ",", "#")):  # MH marks deleted ones so
                    names.append(entry.name)
                    if len(names) >= LOOKED_AT:
                        break
    except (OSError, ValueError):
        return None
    if "cur" in folders or "new" in folders:
        return "maildir" if _is_maildir(path, folders) else None
    if not names:
        return None
    if CHANNELS in names and folders:
        return "workspace"
    kind: Kind
    if all(name.isascii() and name.isdecimal() for name in names):
        kind = "numbered"
    elif len(names) > 1 and all(name.lower().endswith((".eml", ".emlx")) for name in names):
        return "letters"
    elif len(names) > 1 and all(map(_PERIOD.fullmatch, names)):
        kind = "months"
    else:
        return None
    return kind if _is_mail(os.path.join(path, min(names)), kind) else None  # noqa: PTH118


def _is_maildir(path: str, folders: set[str]) -> bool:
    """Whether a folder with "cur" or "new" in it is a Maildir: it has both, and "tmp" too, or what
    is in them is mail (copies often lose the empty ones)."""
    if {"cur", "new", "tmp"} <= folders:
        return True
    for folder in ("cur", "new"):
        inner = os.path.join(path, folder)  # noqa: PTH118
        try:
            with os.scandir(inner) as entries:
                first = min((one.path for one in entries if one.is_file()), default=None)
        except OSError:
            continue
        if first is not None:
            return _is_mail(first, "maildir")
    return False


def _is_mail(path: str, kind: Kind) -> bool:
    """Whether a file begins as mail does; a packed month is believed by its name."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            head = file.read(4096)
    except OSError:
        return False
    if kind == "months" and path.endswith((".gz", ".bz2", ".xz", ".zst")):
        return True
    return _BEGINS.match(head) is not None


def folders_in(path: str) -> list[str]:
    """The folders that hold the messages of a mailbox: their paths, in order, the top one too."""
    kind = folder_kind(path)
    if kind in (None, "letters", "months"):
        return [path]
    found: list[str] = []
    waiting = [path]
    while waiting:
        here = waiting.pop()
        found.append(here)
        try:
            with os.scandir(here) as entries:
                inner = [one.path for one in entries if one.is_dir(follow_symlinks=False)]
        except OSError:
            continue
        if kind == "workspace":
            inner = inner if here == path else []
        elif kind == "maildir":
            inner = [one for one in inner if os.path.basename(one) != "tmp"]  # noqa: PTH119
        else:
            inner = [one for one in inner if folder_kind(one) == "numbered"]
        waiting += sorted(inner, reverse=True)
    return found


def messages_in(path: str) -> list[str]:
    """The files of a mailbox that hold messages, relative to its folder: folder by folder, by name
    or number; months by time."""
    kind = folder_kind(path)
    found: list[str] = []
    for folder in folders_in(path):
        try:
            with os.scandir(folder) as entries:
                names = [one.name for one in entries if one.is_file() and one.name[0] != "."]
        except OSError:
            continue
        below = os.path.relpath(folder, path)
        if kind == "numbered":
            names = sorted([name for name in names if name.isdecimal()], key=int)
        elif kind == "maildir":
            inside = os.path.basename(folder) in ("cur", "new")  # noqa: PTH119
            names = sorted([name for name in names if inside or name != unflagged(name)])
        elif kind == "workspace":
            names = sorted(name for name in names if name.endswith(".json"))
            names.sort(key=lambda name: name != CHANNELS)
        else:
            names.sort(key=_by_time if kind == "months" else str.casefold)
        found += names if below == "." else [f"{below}{os.sep}{name}" for name in names]
    return found


def unflagged(name: str) -> str:
    """The name of a message's file without its flags, which change."""
    for separator in SEPARATORS:
        at = name.rfind(separator)
        if at > 0:
            return name[:at]
    return name


def flags_of(name: str) -> str:
    """The flags in the name of a message's file: letters such as "RS"."""
    return name[len(unflagged(name)) :][len(":2,") :]


def folder_facts(path: str) -> Facts:
    """What tells whether messages came to a mailbox, or left it, or were edited where they are:
    when any of its folders was changed last, or any of its messages. Those of a Maildir never
    change, and those of a very large folder are not looked at: it stays cheap for a hundred
    thousand files."""
    looked_at = folders_in(path)
    if folder_kind(path) != "maildir":
        messages = messages_in(path)
        if len(messages) <= EACH:
            looked_at += [f"{path}{os.sep}{name}" for name in messages]
    latest = size = 0
    for one in looked_at:
        try:
            found = os.stat(one)  # noqa: PTH116 - a Path for each of many
        except OSError:
            continue
        size += found.st_size
        latest = max(latest, found.st_mtime_ns)
    return Facts(size, latest)


def folder_changed(path: str, facts: Facts | None) -> Change | None:
    """How a mailbox differs now from what its facts were."""
    if not os.path.isdir(path):  # noqa: PTH112
        return "gone"
    return None if folder_facts(path) == facts else "changed"


def facts_of(path: str) -> Facts:
    """Of a file, or of a folder that is one mailbox.

    Raises:
        OSError: it cannot be looked at.
    """
    found = os.stat(path)  # noqa: PTH116
    if os.path.isdir(path) and is_mail_folder(path):  # noqa: PTH112
        return folder_facts(path)
    return Facts(found.st_size, found.st_mtime_ns)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _by_time(name: str) -> tuple[int, int, str]:
    lower = name.lower().removeprefix("week-of-mon-")
    year = int(lower[:4]) if lower[:4].isdecimal() else 0
    rest = lower[4:].lstrip("-_")
    named = [number for number, month in enumerate(_MONTHS, 1) if rest.startswith(month)]
    digits = re.match(r"\d\d", rest)
    quarter = re.match(r"q(\d)", rest)
    month = named[0] if named else int(digits.group()) if digits else 0
    return year, int(quarter.group(1)) * 3 - 2 if quarter else month, lower
