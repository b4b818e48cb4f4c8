"""Which elements of a page are its posts: the group of one shape that weighs most.

Every group of elements of one shape is weighed by the words it holds, by how many of its members
have words and a date of their own, and by how often it comes back.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from math import sqrt

from threadview.formats.pages.plausible import POSTLIKE
from threadview.formats.pages.shapes import Shapes

FEWEST = 2
"""Elements of one shape that make a repetition."""

_PAGELIKE = re.compile(
    r"menu|nav|side|widget|related|recommend|teaser|breadcrumb|foot|advert|banner|share|tab|toolbar"
    r"|suggest|popular|trending|\bcard|product|modal|dropdown",
    re.IGNORECASE,
)
_INLINE = frozenset(
    {"p", "span", "a", "b", "i", "em", "strong", "h1", "h2", "h3", "h4", "h5", "small", "time"}
    | {"blockquote", "pre", "code", "ul", "ol", "td", "img", "label", "font"}
)
"""Elements that are seldom a whole post."""


def heaviest(page: Shapes) -> list[int]:
    """The group of elements that are the posts, in the order of the page."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, shape in enumerate(page.shapes):
        if page.words[index] >= 8:
            groups[shape].append(index)
            if "<" in shape:
                groups[_inside(page, index)].append(index)
            else:
                tag, *tokens = shape.split(".")
                for token in tokens:
                    if len(tokens) > 1 and POSTLIKE.search(token):
                        groups[f"{tag}.{token} alone"].append(index)
    best: tuple[float, int, list[int]] = (0.0, 0, [])
    for shape, members in groups.items():
        if len(members) < FEWEST:
            continue
        own_dates = _without_inner(page, members)[1]
        dated = [i for i, count in zip(members, own_dates, strict=True) if count]
        if len(dated) >= max(FEWEST, 0.4 * len(members)):
            members = dated
        weight = _weight(page, shape.split("<", 1)[0], members)
        if weight > best[0] * 1.02 or (weight > best[0] * 0.98 and members[0] < best[1]):
            best = (weight, members[0], members)
    return best[2]


def _inside(page: Shapes, index: int) -> str:
    """The shape of an element without a class, told apart by what stands in it."""
    found: set[str] = set()
    inner = index + 1
    end = page.ends[index]
    while inner < min(end, index + 60):
        if "<" not in page.shapes[inner]:
            found.add(page.shapes[inner])
        inner += 1
    return f"{page.shapes[index]} {' '.join(sorted(found)[:8])}"


def _weight(page: Shapes, shape: str, members: list[int]) -> float:
    """How much a group looks like the posts of a page."""
    own, dates = _without_inner(page, members)
    worded = sum(1 for size in own if size >= 12)
    dated = sum(1 for count in dates if count)
    if worded < FEWEST:
        return 0.0
    weight = float(sum(min(size, 1500) for size in own))
    weight *= (0.15 + 0.85 * dated / len(members)) * (worded / len(members)) ** 2
    weight *= sqrt(min(len(members), 12))
    crowded = sum(max(0, count - 3) for count in dates) / len(members)
    weight /= 1 + crowded
    if POSTLIKE.search(shape):
        weight *= 1.5
    if _PAGELIKE.search(shape):
        weight *= 0.4
    if shape.split(".", 1)[0] in _INLINE:
        weight *= 0.15
    siblings = Counter(page.parents[index] for index in members).values()
    if len(siblings) > 1 and min(siblings) == max(siblings) > 1:
        weight *= 0.2  # the same number in each of several boxes: those boxes are the posts
    return weight


def starter(page: Shapes, group: list[int]) -> list[int]:
    """A first post of another shape than its answers: ahead of them, dated, with as many words."""
    sizes = sorted(page.words[index] for index in group)
    best: list[int] = []
    for index in range(1, group[0]):
        if (
            page.ends[index] <= group[0]
            and page.dates[index]
            and page.words[index] >= max(80, sizes[len(sizes) // 2] // 2)
            and page.nodes[index].tag not in _INLINE
            and POSTLIKE.search(page.shapes[index].split("<", 1)[0])
            and not _PAGELIKE.search(page.shapes[index])
            and not (best and index < page.ends[best[0]])
        ):
            best = [index]
    return best


def grown(page: Shapes, group: list[int]) -> list[int]:
    """The posts with what stands around each of them alone: a column with the author, say."""
    words_then = sum(page.words[index] for index in group)
    for _ in range(6):
        above = [page.parents[index] for index in group]
        apart = all(page.ends[one] <= other for one, other in pairwise(above))
        if min(above) < 1 or not apart or len(set(above)) < len(group):
            break
        if sum(page.words[index] for index in above) > 2 * words_then + 120 * len(group):
            break
        group = above
    return group


def _without_inner(page: Shapes, members: list[int]) -> tuple[list[int], list[int]]:
    """Words and dates of each member without those of members inside it."""
    own = [page.words[index] for index in members]
    dates = [page.dates[index] for index in members]
    open_: list[int] = []
    for place, index in enumerate(members):
        while open_ and page.ends[members[open_[-1]]] <= index:
            open_.pop()
        if open_:
            own[open_[-1]] -= page.words[index]
            dates[open_[-1]] -= page.dates[index]
        open_.append(place)
    return own, dates
