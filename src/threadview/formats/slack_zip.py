"""A workspace's export as Slack packs it, or unpacked: a folder of days for each channel, and who
is who."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from threadview.archive import BEYOND, opened
from threadview.errors import DumpError
from threadview.formats.slack import sent
from threadview.mailfolder import messages_in
from threadview.model import Problem
from threadview.records.telling import text_or_none
from threadview.records.values import decode
from threadview.stored import said

if TYPE_CHECKING:
    from threadview.dump import Dump

_DAY = re.compile(r"\d{4}-\d\d-\d\d\.json$")


class Channel:
    """A channel of an export, looked through: its files, how many posts are in them, the record
    that was sent first, and the names that its own records give people."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.posts = 0
        self.first: Any = None
        self.people: dict[Any, str] = {}


class Export:
    """An export. Of its files one is held at a time: they are looked through once, and those of a
    channel are read again when it is.

    Attributes:
        channels: by the names of their folders, in the order of these.
        names: what people are called, by their ids.
        problems: what is broken.
    """

    def __init__(
        self,
        dump: Dump,
        count: Callable[[list[Any]], int],
        people: Callable[[list[Any]], dict[Any, str]],
    ) -> None:
        """Look through it. `count` says how many posts some records make, `people` what they call
        people."""
        self.channels: dict[str, Channel] = {}
        self.names: dict[Any, str] = {}
        self.problems: list[Problem] = []
        self._files = _Folder(dump.folder) if dump.folder is not None else _Archived(dump)
        for path in self._files.names:
            value = self._value(path, self.problems)
            folder, _, name = path.rpartition("/")
            if name == "users.json":
                self.names |= _names(value)
            elif folder and isinstance(value, list) and (_DAY.match(name) or _has_messages(value)):
                channel = self.channels.setdefault(folder.rpartition("/")[2], Channel())
                channel.files.append(path)
                channel.posts += count(value)
                channel.people |= people(value)
                known = [channel.first] if channel.first is not None else []
                channel.first = min((*known, *value), key=sent, default=None)
        self.problems += self._files.problems

    def records(self, key: str) -> list[Any]:
        """The messages of a channel."""
        found: list[Any] = []
        for path in self.channels[key].files:
            value = self._value(path, [])
            found += value if isinstance(value, list) else ()
        return found

    def _value(self, path: str, problems: list[Problem]) -> Any:
        try:
            value, fault = decode(self._files.body(path))
        except DumpError as error:
            value, fault = None, f"cannot be read: {error.message}"
        if fault:
            problems.append(Problem(path, fault))
        return value


def _has_messages(value: list[Any]) -> bool:
    """Whether there are messages in a file, and not what is known of channels, calls or people."""
    return any(isinstance(one, dict) and "ts" in one for one in value)


class _Folder:
    """The files of an export that was unpacked."""

    def __init__(self, folder: str) -> None:
        self._paths = {
            Path(folder, name).relative_to(folder).as_posix(): Path(folder, name)
            for name in messages_in(folder)
        }
        self.names = list(self._paths)
        self.problems: list[Problem] = []

    def body(self, name: str) -> bytes:
        """All of a file."""
        try:
            return self._paths[name].read_bytes()
        except OSError as error:
            raise DumpError(said(error)) from None


class _Archived:
    """The files of one that is packed."""

    def __init__(self, dump: Dump) -> None:
        self.names: list[str] = []
        self.problems: list[Problem] = []
        try:
            self._archive = opened(dump.access(), dump.name, dump.size, dump.ratio)
        except DumpError as error:
            self.problems.append(Problem(dump.name, error.message))
            return
        files = (one for one in sorted(self._archive.files) if one.name.endswith(".json"))
        within, beyond = self._archive.within(files)
        self.names = [one.name for one in within]
        if beyond is not None:
            self.problems.append(Problem(beyond.name, BEYOND))
        if self._archive.notice:
            self.problems.append(Problem(dump.name, self._archive.notice))

    def body(self, name: str) -> bytes:
        """All of a file."""
        return self._archive.body(name)


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
