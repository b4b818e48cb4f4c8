"""Where the reader was: place, folds and marks of each thread, small files in the state directory.

A file is found by the dump's path and believed by its size and time of change. It also keeps the
posts around the place, so that a thread reopened in its middle is on the screen before the dump
has been read that far.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from threadview.model import Post, logical_text
from threadview.namedtuple import NamedTuple
from threadview.outline import Folds, Place
from threadview.posts import post_of, record_of

VERSION = 1

MUTED = "muted.txt"
"""The file of muted authors, one a line."""

HEAD = 8192
"""Characters of a file in which path and posts stand, before the place and what is around it."""

_PLACE = ',"place":'

AROUND = 12
"""Posts kept on either side of the place."""


class Remembered(NamedTuple):
    """What is remembered of a thread.

    `size` and `mtime` (ns) are the dump's then; `posts` how many it had; `print` a checksum of
    the words of the post at the place; `excerpt` the posts around it, in order; `marks` places by
    letter. Post indices count from 0.
    """

    path: str
    size: int
    mtime: int
    posts: int
    place: Place
    print: int
    folds: Folds
    marks: dict[str, Place]
    title: str | None
    excerpt: tuple[Post, ...]

    def fresh(self, size: int | None, mtime: int) -> bool:
        """Whether the dump is the same as it was then."""
        return (size, mtime) == (self.size, self.mtime)


def fingerprint(post: Post) -> int:
    """A checksum of a post's words, white space aside."""
    return crc32(" ".join(logical_text(post).split()).encode("utf-8", "surrogatepass"))


def load(directory: str, path: str) -> Remembered | None:
    """What is remembered of the thread in a dump; None when nothing is, or nothing readable."""
    try:
        with open(os.path.join(directory, _name(path)), encoding="utf-8") as file:  # noqa: PTH118, PTH123
            import json  # only where there is something to read: it costs 2 ms

            kept = json.load(file)
        if kept["version"] != VERSION or kept["path"] != os.path.abspath(path):  # noqa: PTH100
            return None
        return _remembered(kept)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def seen(directory: str) -> dict[str, int]:
    """How many posts each thread had when it was last left, by where it is."""
    try:
        with os.scandir(directory) as entries:
            names = [entry.name for entry in entries if entry.name.startswith("place-")]
    except OSError:
        return {}
    return dict(filter(None, (_left(directory, name) for name in names)))


def seen_of(directory: str, paths: Iterable[str]) -> dict[str, int]:
    """The same of a few threads alone."""
    return dict(filter(None, (_left(directory, _name(path)) for path in paths)))


def _left(directory: str, name: str) -> tuple[str, int] | None:
    """Where a thread is, and how many posts it had; what is kept of its posts is not looked at."""
    try:
        with open(os.path.join(directory, name), encoding="utf-8") as file:  # noqa: PTH118, PTH123
            head, divided, _ = file.read(HEAD).partition(_PLACE)
            import json

            kept = json.loads(f"{head}}}" if divided else head + file.read())
        return str(kept["path"]), int(kept["posts"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(directory: str, remembered: Remembered) -> None:
    """Remember a thread, all or nothing.

    Raises:
        OSError: the directory cannot be written.
    """
    import json

    text = json.dumps(_plain(remembered), separators=(",", ":"))
    _replace(directory, _name(remembered.path), text.encode("utf-8"))


def muted(directory: str) -> set[str]:
    """The authors muted in any thread; none when nothing readable is there."""
    try:
        with open(os.path.join(directory, MUTED), encoding="utf-8") as file:  # noqa: PTH118, PTH123
            return {line for line in file.read().split("\n") if line}
    except (OSError, ValueError):
        return set()


def save_muted(directory: str, authors: Iterable[str]) -> None:
    """Remember whom the reader has muted, all or nothing.

    Raises:
        OSError: the directory cannot be written.
    """
    lines = sorted(author.replace("\n", " ") for author in authors)
    text = "".join(f"{line}\n" for line in lines)
    _replace(directory, MUTED, text.encode("utf-8", "replace"))


def _replace(directory: str, name: str, data: bytes) -> None:
    os.makedirs(directory, exist_ok=True)  # noqa: PTH103 - start-up road
    file = os.path.join(directory, name)  # noqa: PTH118
    fresh = f"{file}.{os.getpid()}"
    with open(fresh, "wb") as out:  # noqa: PTH123
        out.write(data)
    os.replace(fresh, file)  # noqa: PTH105


def excerpt(posts: Any, place: Place) -> tuple[Post, ...]:
    """The posts around a place."""
    first = max(0, place.post - AROUND)
    return tuple(posts[index] for index in range(first, min(len(posts), place.post + AROUND + 1)))


def _name(path: str) -> str:
    name = os.path.abspath(path).encode("utf-8", "surrogateescape")  # noqa: PTH100
    return f"place-{crc32(name):08x}{crc32(name[::-1]):08x}.json"


def _plain(kept: Remembered) -> dict[str, Any]:
    folds = kept.folds
    return {
        "version": VERSION,
        "path": os.path.abspath(kept.path),  # noqa: PTH100
        "size": kept.size,
        "mtime": kept.mtime,
        "posts": kept.posts,
        "place": kept.place,
        "print": kept.print,
        "folds": {
            "policy": folds.policy,
            "flipped": sorted(folds.flipped),
            "opened": sorted(folds.opened),
            "shut": sorted(folds.shut),
            "branches": sorted(folds.branches),
        },
        "marks": kept.marks,
        "title": kept.title,
        "excerpt": [record_of(post) for post in kept.excerpt],
    }


def _remembered(kept: dict[str, Any]) -> Remembered:
    folds = kept["folds"]
    return Remembered(
        kept["path"],
        int(kept["size"]),
        int(kept["mtime"]),
        int(kept["posts"]),
        _place(kept["place"]),
        int(kept["print"]),
        Folds(
            folds["policy"],
            _pairs(folds["flipped"]),
            _pairs(folds["opened"]),
            {int(number) for number in folds["shut"]},
            branches={int(number) for number in folds.get("branches", ())},
        ),
        {str(letter): _place(place) for letter, place in kept["marks"].items()},
        kept["title"],
        tuple(post_of(record) for record in kept["excerpt"]),
    )


def _place(numbers: Iterable[int]) -> Place:
    post, block, offset = (int(number) for number in numbers)
    return Place(post, block, offset)


def _pairs(pairs: Iterable[Iterable[int]]) -> set[tuple[int, int]]:
    return {(int(first), int(second)) for first, second in pairs}
