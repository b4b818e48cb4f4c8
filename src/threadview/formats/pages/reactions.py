"""How readers reacted to a post: kinds and counts, out of what engines print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from threadview.markup import first, words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from threadview.formats.pages.engine import Record

_COUNTED = re.compile(r"^(?P<name>\D*?)\s*[x×:(]?\s*(?P<count>\d[\d.,']*)\s*(?P<after>\D*)$")
_OTHERS = re.compile(
    r"(\d[\d.,]*)\s+(?:\w+\s+){0,3}?(?:others?|other|more|weitere|anderen?|autres|más|outros|altri)"
)
_AND = re.compile(r",\s+|\s+(?:and|und|et|y|e|en|och|og|i|и)\s+")


def reactions_of(node: LexborNode, record: Record) -> tuple[tuple[str, int], ...]:
    """The reactions that a post shows, and its score as "points"."""
    found: list[tuple[str, int]] = []
    if record.reactions:
        for element in node.css(record.reactions)[:50]:
            counted = reaction(words(element) or element.attributes.get("title") or "")
            if counted is not None:
                found.append(counted)
    score = first(node, record.score) if record.score else None
    if score and re.fullmatch(r"[-−]?\d{1,9}", score):
        found.append(("points", int(score.replace("−", "-"))))
    return tuple(found)


def reaction(text: str) -> tuple[str, int] | None:
    """A line of reactions, counted: "Like x 3", "12", or "A, B and 5 others"."""
    text = text.strip()[:500]
    if not text:
        return None
    others = _OTHERS.search(text)
    if others is not None:
        named = [n for n in _AND.split(text[: others.start()].strip(" ,")) if n.strip()]
        return "reactions", len(named) + _count(others[1])
    match = _COUNTED.fullmatch(text)
    if match is not None:
        name = (match["name"].strip(" :x×(") or match["after"].strip(" )") or "likes").strip()
        count = _count(match["count"])
        return (name[:40], count) if count else None
    if re.search(r"\d", text):
        return None
    return "reactions", len([n for n in _AND.split(text) if n.strip()])


def _count(figures: str) -> int:
    return int(re.sub(r"\D", "", figures)[:9] or "0")
