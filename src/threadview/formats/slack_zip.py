"""A workspace's export as Slack packs it, or unpacked: a folder of days for each channel, and who
is who."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from threadview.archive import LIMITED, opened
from threadview.errors import DumpError
from threadview.mailfolder import messages_in
from threadview.model import Problem
from threadview.records.telling import text_or_none
from threadview.records.values import decode

if TYPE_CHECKING:
    from threadview.dump import Dump

_DAY = re.compile(r"\d{4}-\d\d-\d\d\.json$")


def channels(dump: Dump) -> tuple[dict[str, list[Any]], dict[Any, str], list[Problem]]:
    """The messages of each channel, the names of people by their ids, and what was broken."""
    found: dict[str, list[Any]] = {}
    names: dict[Any, str] = {}
    problems: list[Problem] = []
    for path, body in _in_folder(dump.folder) if dump.folder is not None else _in_archive(dump):
        if isinstance(body, str):
            problems.append(Problem(path, body))
            continue
        value, fault = decode(body)
        if fault:
            problems.append(Problem(path, fault))
        folder, _, name = path.rpartition("/")
        if name == "users.json":
            names |= _names(value)
        elif folder and isinstance(value, list) and (_DAY.match(name) or _has_messages(value)):
            found.setdefault(folder.rpartition("/")[2], []).extend(value)
    return found, names, problems


def _has_messages(value: list[Any]) -> bool:
    """Whether there are messages in a file, and not what is known of channels, calls or people."""
    return any(isinstance(one, dict) and "ts" in one for one in value)


def _in_folder(folder: str) -> Iterator[tuple[str, bytes | str]]:
    """The files of an export that was unpacked, each with its bytes, or with what is wrong."""
    for name in messages_in(folder):
        path = Path(folder, name)
        try:
            yield path.relative_to(folder).as_posix(), path.read_bytes()
        except OSError as error:
            yield name, f"cannot be read: {error}"


def _in_archive(dump: Dump) -> Iterator[tuple[str, bytes | str]]:
    """The same of a packed one."""
    try:
        archive = opened(dump.access(), dump.name, dump.size, dump.ratio)
    except DumpError as error:
        yield dump.name, error.message
        return
    left = archive.most
    for file in sorted(archive.files):
        if not file.name.endswith(".json"):
            continue
        left -= file.size
        if left < 0:
            yield file.name, f"the archive expands to more than it may ({LIMITED})"
            return
        try:
            body = archive.body(file.name)
        except DumpError as error:
            yield file.name, f"cannot be read: {error.message}"
            continue
        yield file.name, body
    if archive.notice:
        yield dump.name, archive.notice


def _names(users: Any) -> dict[Any, str]:
    found: dict[Any, str] = {}
    for user in users if isinstance(users, list) else ():
        if isinstance(user, dict) and isinstance(user.get("id"), str):
            profile = user.get("profile")
            profile = profile if isinstance(profile, dict) else {}
            name = text_or_none(profile.get("display_name")) or text_or_none(user.get("real_name"))
            name = name or text_or_none(user.get("name"))
            if name is not None:
                found[user["id"]] = name
    return found
