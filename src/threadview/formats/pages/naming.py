"""Whose the posts are, on a page of an engine that nobody knows.

A name is a short text that stands at the same place around most posts, outside their words, and
differs between them; classes and addresses that speak of people make a place likelier.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from threadview.formats.pages.shapes import DATED, Shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMELIKE = re.compile(
    r"author|user|name|poster|member|creator|nick|profile|\bby\b|byline", re.IGNORECASE
)
_CALLED = re.compile(
    r"(?:^|[ _-])(?:big)?(?:user|nick|screen|display|author|poster)-?_?name"
    r"|(?:^|[ _-])(?:author|poster)(?: |$)",
    re.IGNORECASE,
)
_RANKLIKE = re.compile(r"title|rank|group|role|badge|avatar|banner|status", re.IGNORECASE)
_PEOPLE = re.compile(
    r"/(?:user|member|profile|u|people|author|membre|mitglied)s?[/.?-]|~"
    r"|\b(?:user|member|profile)\.php|action=profile|mode=viewprofile|showuser=|[?&]u(?:id)?=\d"
)
_NOT_NAMES = re.compile(
    r"^(?:\W*\d[\d.,:k ]*\W*|#?\d+|repl(?:y|ies)|quote|share|report|like|permalink|link|edit|top"
    r"|.*\d[:/]\d\d.*|op|edited|posted|by|on|follow|save|more|author|moderator|member|points?)$",
    re.IGNORECASE,
)

_COUNTED = re.compile(r"\s*\(\d+\)$")
"""A figure behind a name: how many posts somebody has."""

SPOKEN = 2
"""How plainly an element says that a person is meant: the address of a member's page says it."""


def names_of(page: Shapes, group: list[int], content: list[int]) -> dict[int, str]:
    """The name of each post's author, from the place where names stand in most of them; where that
    place is empty, from the element that says most plainly that a person is meant."""
    places: dict[str, dict[int, str]] = defaultdict(dict)
    hints: Counter[str] = Counter()
    called: dict[int, str] = {}
    plainest: dict[int, tuple[int, str]] = {}
    for member, index, text in _candidates(page, group, content):
        hint = _hint(page, index)
        place = _place(page.shapes[index])
        if member not in places[place]:
            places[place][member] = text
            hints[place] += hint
            if _CALLED.search(_classes(page, index)):
                called.setdefault(member, text)
        if hint >= SPOKEN and hint > plainest.get(member, (0, ""))[0]:
            plainest[member] = (hint, text)
    weighed: list[tuple[float, str]] = []
    for place, named in places.items():
        share = len(named) / len(group)
        values = Counter(named.values())
        plain = hints[place] / len(named)
        if _vary(values, len(group), plain) and (share >= 0.5 or plain >= SPOKEN):
            weighed.append((share + 0.4 * plain + 0.3 * len(values) / len(named), place))
    names: dict[int, str] = {}
    if len(called) >= 0.6 * len(group):
        names = called
    for _, place in sorted(weighed, reverse=True)[:3]:
        if not names or hints[place] >= SPOKEN * len(places[place]):
            names = places[place] | names
    return {member: text for member, (_, text) in plainest.items()} | names if names else {}


def _candidates(
    page: Shapes, group: list[int], content: list[int]
) -> Iterator[tuple[int, int, str]]:
    """Short texts around the words of each post: the post, the element, the text."""
    inner = set(group)
    for member, words_at in zip(group, content, strict=True):
        index = member + 1
        while index < page.ends[member]:
            if index in inner or (index == words_at and words_at != member):
                index = page.ends[index]
                continue
            text = " ".join(page.own[index].split()).lstrip("@").strip(" ,:·|–-")
            text = _COUNTED.sub("", text)
            if 1 < len(text) <= 40 and not _NOT_NAMES.match(text) and not DATED.search(text):
                yield member, index, text
            index += 1


def _place(shape: str) -> str:
    """Where an element stands, whatever its tag: its classes, or those around it. A name that leads
    nowhere is no link, and the first post's is seldom in the same tag as the others'."""
    for part in shape.split("<"):
        at = min((part.find(sign) for sign in ".#" if sign in part), default=-1)
        if at > 0:
            return part[at:]
    return shape


def _vary(values: Counter[str], posts: int, hint: float) -> bool:
    """Whether what stands at a place differs as names do: a button says the same in every post."""
    if posts < 3:
        return True
    most = values.most_common(1)[0][1]
    return len(values) > 1 and (hint >= 1 or posts < 4 or most <= 0.7 * values.total())


def _classes(page: Shapes, index: int) -> str:
    """What an element and the one around it are called in their attributes."""
    attributes = page.nodes[index].attributes
    named = f"{attributes.get('class')} {attributes.get('itemprop')} {attributes.get('rel')}"
    above = page.parents[index]
    return f"{named} {page.nodes[above].attributes.get('class')}" if above >= 0 else named


def _hint(page: Shapes, index: int) -> int:
    """Whether an element says by its name or its target that a person is meant."""
    named = _classes(page, index)
    above = page.parents[index]
    href = page.nodes[index].attributes.get("href") or ""
    if not href and above >= 0:
        href = page.nodes[above].attributes.get("href") or ""
    found = int(_NAMELIKE.search(named) is not None) - 2 * int(_RANKLIKE.search(named) is not None)
    return found + 2 * int(_PEOPLE.search(href) is not None)


def leads_to_person(page: Shapes, index: int) -> bool:
    """Whether an element's address is that of a member's page."""
    return _PEOPLE.search(page.nodes[index].attributes.get("href") or "") is not None
