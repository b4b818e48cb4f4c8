"""Whether what a page repeats are posts at all.

An article repeats paragraphs, a manual its sections, a shop its lamps; a board's index repeats the
names of threads. What tells posts from those: they say who wrote and when, or the template calls
them posts, and most of their words lead nowhere.
"""

from __future__ import annotations

import re

from threadview.formats.pages.linking import Found
from threadview.formats.pages.shapes import Shapes

MOSTLY = 0.5
"""The share of what is repeated that must have a date, a name."""
LINKED = 0.6
"""The share of the words in links from which a page lists what is elsewhere."""

POSTLIKE = re.compile(
    r"post|comment|message|repl(?:y|ies)|answer|entry|beitrag|forum|thread", re.IGNORECASE
)
"""How templates call a post, or what holds one."""

_LISTED = re.compile(
    r"forum-?title|topic-?title|thread-?title|structItem|node-title|topic-list-item|ipsDataItem"
    r"|cForumRow|titleline|storylink|\bsubtext\b|subject_(?:new|old)|forumbit|threadbit|child-?forum",
    re.IGNORECASE,
)
"""How the templates of boards call the entries of their lists (phpBB, vBulletin, XenForo,
Discourse, Invision, Hacker News, MyBB)."""


def are_posts(page: Shapes, group: list[int], content: list[int], found: list[Found]) -> bool:
    """Whether what a page repeats, read from the elements of a group whose words stand in those of
    `content`, are somebody's posts."""
    many = max(1, len(found))
    dated = sum(1 for one in found if one.date) / many
    named = sum(1 for one in found if one.post.author) / many
    called = _holding(page, group, POSTLIKE) >= MOSTLY
    if not (named >= MOSTLY and (dated >= MOSTLY or called)) and not (dated >= MOSTLY and called):
        return False
    return _linked(page, content) < LINKED


def _linked(page: Shapes, content: list[int]) -> float:
    """The share of what some elements say that stands in links."""
    said = sum(page.words[one] for one in content)
    links = sum(
        page.words[n]
        for one in content
        for n in range(one, page.ends[one])
        if page.nodes[n].tag == "a"
    )
    return links / max(1, said)


def is_list(page: Shapes, group: list[int]) -> bool:
    """Whether elements are the entries of a board's list."""
    return _holding(page, group, _LISTED) >= MOSTLY


def _holding(page: Shapes, group: list[int], called: re.Pattern[str]) -> float:
    """The share of some elements that are called so, or hold an element that is."""
    return sum(
        any(called.search(page.shapes[n].split("<", 1)[0]) for n in range(one, page.ends[one]))
        for one in group
    ) / len(group)
