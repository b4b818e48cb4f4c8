"""From the words of a block to the same words as they stand in the dump, and back. Pure.

A block's text is its stretch of the dump without marks, line ends and outer white space: nothing is
put in, so a place in it never lies further on than in the stretch itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from threadview.layout.items import raw_text
from threadview.layout.selection import Selection
from threadview.model import Post
from threadview.outline import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threadview.dump import Dump

WORDS = 6
"""Words by which a place is found again."""

REACH = 4096
"""Characters in which they are looked for around the place they would have without any marks,
for each thousand characters before it."""


def raw_place(place: Place, posts: Sequence[Post], dump: Dump | None) -> Place:
    """The place in the dump of a place in a block's text."""
    if place.block < 0 or place.offset <= 0:
        return place
    post = posts[place.post]
    text, raw = post.blocks[place.block].text, raw_text(post, place.block, dump)
    found = _pattern(text, place.offset)
    if text == raw or found is None:
        return place
    match = found.search(raw, place.offset, place.offset + _reach(place.offset))
    return place if match is None else place._replace(offset=match.start())


def text_place(place: Place, posts: Sequence[Post], dump: Dump | None) -> Place:
    """The place in a block's text of a place in the dump."""
    if place.block < 0 or place.offset <= 0:
        return place
    post = posts[place.post]
    text, raw = post.blocks[place.block].text, raw_text(post, place.block, dump)
    found = _pattern(raw, place.offset)
    inside = min(place.offset, len(text))
    if text == raw or found is None:
        return place._replace(offset=inside)
    first = max(0, inside - _reach(inside))
    starts = [match.start() for match in found.finditer(text, first, inside + REACH)]
    before = [start for start in starts if start <= place.offset]
    return place._replace(offset=before[-1] if before else inside)


def raw_words(selection: Selection, posts: Sequence[Post], dump: Dump | None) -> str:
    """What is selected in the dump itself."""
    first, last = selection.ordered
    parts: list[str] = []
    for index in range(first.post, min(last.post, len(posts) - 1) + 1):
        post = posts[index]
        for block in range(len(post.blocks)):
            here = Place(index, block)
            if here[:2] < first[:2] or here[:2] > last[:2]:
                continue
            raw = raw_text(post, block, dump)
            start = max(0, first.offset) if here[:2] == first[:2] else 0
            stop = max(0, last.offset) if here[:2] == last[:2] else len(raw)
            parts.append(raw[start:stop])
    return "".join(parts)


def _pattern(text: str, offset: int) -> re.Pattern[str] | None:
    words = re.findall(r"\w+", text[offset : offset + 200])[:WORDS]
    return re.compile(r"\W+".join(map(re.escape, words))) if words else None


def _reach(offset: int) -> int:
    return REACH * (1 + offset // 1000)
