"""Files attached to posts, written to the disk: under names that do no harm, over nothing that is
there already."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from threadview.errors import ThreadviewError
from threadview.model import Post

LONGEST = 150
"""Bytes of a name, at most."""

_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_NOT_ALLOWED = frozenset('<>:"|?*')


class Attached(NamedTuple):
    """A file that came with a post: the post's number, the name it was given, and the target that
    its format gives the bytes for."""

    post: int
    name: str
    target: str


def attached(post: Post) -> Iterator[Attached]:
    """The files that came with a post."""
    for block in post.blocks:
        for link in block.links if block.kind == "attachment" else ():
            yield Attached(post.number, block.text[link.start : link.end], link.href)


def safe_name(name: str, otherwise: str = "attachment") -> str:
    """The name of a file without folders, control and other characters that are not seen, or that
    some system does not take; never hidden, never too long."""
    name = re.split(r"[/\\]", name)[-1]
    kept = [
        "_" if char in _NOT_ALLOWED else char
        for char in name
        if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    ]
    name = " ".join("".join(kept).split()).lstrip(".").strip(". ")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > 20:
        stem, ending = name, ""
    while len(f"{stem}.{ending}".encode()) > LONGEST:
        stem = stem[:-1]
    return (f"{stem}.{ending}" if ending else stem) or otherwise


def write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet.

    Raises:
        ThreadviewError: something of that name exists, or it cannot be written.
    """
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise ThreadviewError(f"{path}: is there already, and was left as it is") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise ThreadviewError(f"{path}: cannot be written: {why}") from None


def save_all(
    posts: Iterable[Post], fetch: Callable[[str], bytes], folder: Path
) -> Iterator[Path | ThreadviewError]:
    """Write every file attached to some posts into a folder, which is made where it is missing;
    the path of each, or what went wrong with it. Where a name is taken, a number is added.

    Raises:
        ThreadviewError: the folder cannot be made.
    """
    for post in posts:
        for one in attached(post):
            _made(folder)
            try:
                yield _numbered(folder, safe_name(one.name), fetch(one.target))
            except ThreadviewError as error:
                yield error


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ThreadviewError(f"{folder}: cannot be made: {error.strerror}") from None


def _numbered(folder: Path, name: str, data: bytes) -> Path:
    stem, ending = os.path.splitext(name)  # noqa: PTH122
    for number in range(1, 100_000):
        path = folder / (name if number == 1 else f"{stem}-{number}{ending}")
        if not os.path.lexists(path):
            write_new(path, data)
            return path
    raise ThreadviewError(f"{folder / name}: too many files of that name")
