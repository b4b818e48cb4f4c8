"""Branches: a post and all that stands below it, in a thread whose posts stand as a tree.

Posts of a tree come in reading order, each right behind what it answers and the answers before
it. So a branch is a stretch of posts: those behind its first that are deeper than it.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence

from threadview.model import Post
from threadview.posts import Posts


def depths_of(posts: Sequence[Post]) -> Sequence[int]:
    """The depth of each post in the tree; all 0 in the flat threads of forums."""
    if isinstance(posts, Posts):
        return posts.columns.depths
    return array("H", (min(post.depth, 0xFFFF) for post in posts))


def branch_end(depths: Sequence[int], index: int) -> int:
    """The index behind the last post below the one at an index."""
    depth = depths[index]
    end = index + 1
    while end < len(depths) and depths[end] > depth:
        end += 1
    return end


def outside(depths: Sequence[int], folded: Collection[int]) -> array[int]:
    """The indices of the posts that no folded branch hides. `folded` holds the indices of the
    posts whose branches are folded; these posts themselves stay in sight."""
    shown = array("L")
    above = None
    for index, depth in enumerate(depths):
        if above is not None and depth > above:
            continue
        above = depth if index in folded else None
        shown.append(index)
    return shown


def around(depths: Sequence[int], index: int) -> list[int]:
    """The posts in whose branches a post stands, innermost first."""
    found: list[int] = []
    depth = depths[index]
    while depth and index:
        index -= 1
        if depths[index] < depth:
            found.append(index)
            depth = depths[index]
    return found
