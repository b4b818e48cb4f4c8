"""The numbers that a scraped page itself prints beside its posts.

A post's own number is its place among the posts that were found. Where a page counts too, the two
differ on every page but a thread's first, and wherever a post is missing from the dump or stands
unseen inside the one before it: people in the thread mean the page's numbers, and a number that is
skipped is the one sign that something may be wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from threadview.model import Post

LARGEST = 999_999
"""Beyond it a number is some identifier of the forum's, and counts nothing."""
FARTHEST = 200
"""A longer gap is another thread's count, or none, and is not spoken of."""


def printed_number(post: Post) -> int | None:
    """The number that the page prints beside a post of a text dump; None where it prints none."""
    if post.extent is None or post.id is None:
        return None
    if not (post.id.isascii() and post.id.isdecimal()):
        return None
    number = int(post.id)
    return number if 0 < number <= LARGEST else None


def skipped_before(posts: Sequence[Post], index: int) -> range:
    """The numbers that the page's count passes over between a post and the one before it."""
    here = printed_number(posts[index])
    above = printed_number(posts[index - 1]) if index else None
    if here is None or above is None or not 1 < here - above <= FARTHEST:
        return range(0)
    return range(above + 1, here)


def numbers_told(numbers: range) -> str:
    """Some numbers in a row in words: "#4", "#4 to #6"."""
    if len(numbers) == 1:
        return f"#{numbers[0]}"
    return f"#{numbers[0]} to #{numbers[-1]}"
