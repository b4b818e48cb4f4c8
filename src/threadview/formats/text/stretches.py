"""A dump as a stream of posts: which road it takes, and the walk from stretch to stretch."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from threadview.formats.text.separated import Separated, separators
from threadview.formats.text.windows import Windows, plain_lines
from threadview.model import Heading, Post
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.text.whole import Analysis, Analyst

SMALL = 262144
"""Bytes up to which a dump is one stretch."""
HEAD = 65536
"""Bytes of a large dump that are looked at first."""
STRETCH = 262144
EARLY = 131072
"""Bytes of a first line that is shown before its end is known."""
SHAPELESS = 786432
"""Characters at a dump's head without structure after which none is looked for: it is one post."""
LONGEST = 16777216
"""Characters without a boundary after which all that is left becomes the last stretch."""
LIGHT = 14
"""Lines for each lone no-break space, at most, where nothing but it divides a dump."""
FEWEST = 4
WORDS = 4
"""Words of a body, at least."""
FURNITURE = 3
"""Short lines that return, from which on a dump is a page with its furniture."""
_FIGURES = str.maketrans("123456789", "000000000", "\xa0")
FURNISHED = pattern(
    r"^.{0,60}#\d+\b.{0,24}$|^.{0,8}\b(?:Joined|Join Date|Posts|Messages|Registr\w*|Beiträge"
    r"|Inscrit)\b.{0,40}$",
    re.MULTILINE,
)
"""Lines of a poster's side column, of a post's number."""


class Stretch(NamedTuple):
    """A part of a dump that is read by itself: `[start, stop)` in bytes of `Dump.data` (`stop` is
    None for all that comes), and the code points before it."""

    start: int = 0
    stop: int | None = None
    at: int = 0


WHOLE = Stretch()


def parts(dump: Dump, without: frozenset[str], place: Stretch = WHOLE) -> Iterator[Heading | Post]:
    """The heading and the posts of a dump, or of a part of it."""
    start, stop, _ = place
    dump.load(start + SMALL + 1)
    small = (dump.complete or stop is not None) and (
        (len(dump.data) if stop is None else stop) - start <= SMALL
    )
    if not small and _light(dump, start):
        yield from Separated(dump, without, *place).parts()
        return
    yield from _stretches(dump, without, small, place)


def _light(dump: Dump, start: int) -> bool:
    """Whether the head holds little but bodies and lone no-break spaces."""
    data = bytes(dump.data[start : start + HEAD])
    view = plain_lines(data[: data.rfind(b"\n") + 1].decode("utf-8", "replace"))
    found = separators(view)
    if len(found) < FEWEST or view.count("\n") > LIGHT * len(found):
        return False
    if len(FURNISHED.findall(view)) >= len(found) // 2:
        return False
    bodies = [view[above[1] : below[0]].split(None, WORDS) for above, below in pairwise(found)]
    if 2 * sum(len(body) < WORDS for body in bodies) > len(bodies):
        return False
    return _returning(view) < FURNITURE


def _returning(view: str) -> int:
    """How many short lines, figures aside, return as furniture does."""
    lines = Counter(line.strip().translate(_FIGURES) for line in view.split("\n") if len(line) < 60)
    return sum(count >= FEWEST for line, count in lines.items() if line)


def _so_far(analyst: Analyst, text: str, place: Stretch) -> Post:
    """The first post as far as it has been read. It comes again when its end is known, under the
    same number: nobody waits for the end of a line of 50 MB to see its beginning."""
    return analyst.single(text).drafts[0].build(1, place.at, place.start)


def _taken(analyst: Analyst, text: str, last: bool) -> Analysis:
    """What a stretch comes to. Meanwhile no garbage is collected: lines stand in no cycles and die
    with their stretch, and to walk them again and again takes a twentieth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return analyst.take(text, last)
    finally:
        if collecting:
            gc.enable()


def _stretches(
    dump: Dump, without: frozenset[str], small: bool, place: Stretch
) -> Iterator[Heading | Post]:
    from threadview.formats.text.lines.tables import tables
    from threadview.formats.text.whole import Analyst

    windows = Windows(dump, place.start, place.stop)
    analyst = Analyst(tables(without))
    opening = "" if small else windows.opening(EARLY)
    if opening:
        yield _so_far(analyst, opening, place)
    text = ""
    number, start, byte = 1, place.at, place.start
    headed, shown = False, bool(opening)
    size = SMALL + 1 if small else HEAD
    while not windows.done:
        text += windows.take(max(size, len(text.encode("utf-8", "surrogatepass")) if text else 0))
        size = STRETCH
        shapeless = analyst.key is None and not small and len(text) > SHAPELESS
        if shapeless or len(text) > LONGEST:
            text += windows.rest()
        analysis = analyst.single(text) if shapeless else _taken(analyst, text, windows.done)
        if not (shown or headed or analysis.drafts or dump.complete):
            shown = True
            yield _so_far(analyst, text, place)
        if not headed and analysis.drafts:
            headed = True
            yield Heading(analysis.title, analysis.title_evidence)
        text = text[analysis.used :]
        drafts = analysis.drafts
        drafts.reverse()
        while drafts:  # each let go as it is done: one may be all of a large dump
            post = drafts.pop().build(number, start, byte)
            if post.extent is not None:
                start, byte = post.extent.end, post.extent.byte_end
            yield post
            number += 1
