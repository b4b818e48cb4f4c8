"""The elements of a page as shapes: what a page repeats is the same shape, again and again.

A shape is a tag and its classes without what differs from post to post (numbers, odd and even); an
element without a class is told by the figures in its id, else by the shape around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SKIPPED = frozenset(
    {"script", "style", "template", "head", "nav", "footer", "select", "button"}
    | {"svg", "textarea", "iframe", "option", "title"}
)
_PARITY = re.compile(
    r"(?:^|[-_])(?:odd|even|alt|alternate|row|bg|first|last|new|unread|active)\d*(?:$|[-_])"
)
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\d+|[0-9a-f]{8,}")
DATED = re.compile(
    r"\b(?:19|20)\d\d\b.{0,40}\d{1,2}:\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d|\b\d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d]{3,10}\.?,?\s+(?:19|20)\d\d\b"
    r"|\b[^\W\d]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b"
    r"|\b\d+\s+(?:minute|hour|day|week|month|year)s?\s+ago\b|\b\d+\s?(?:y|mo|w|d|h)(?:r|rs)?\s+ago\b",
    re.IGNORECASE,
)
"""A date in words or figures, or an age."""


@dataclass(slots=True)
class Shapes:
    """The elements of a page in order, and of each: parent, shape, words, dates, end of subtree."""

    nodes: list[LexborNode] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    own: list[str] = field(default_factory=list)


def shapes_of(root: LexborNode) -> Shapes:
    """Every element below the root, in order, in one walk without recursion."""
    page = Shapes()
    stack: list[tuple[LexborNode | None, int]] = []
    node: LexborNode | None = root
    parent = -1
    while node is not None or stack:
        if node is None:
            node, closed = stack.pop()
            page.ends[closed] = len(page.nodes)
            parent = page.parents[closed]
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            if parent >= 0 and not text.isspace():
                page.words[parent] += len(text.strip())
                page.own[parent] += text
                page.dates[parent] += DATED.search(text[:400]) is not None
        elif tag and tag[0] != "-" and tag not in _SKIPPED:
            index = len(page.nodes)
            page.nodes.append(node)
            page.parents.append(parent)
            page.shapes.append(_shape(node, tag, page.shapes[parent] if parent >= 0 else ""))
            page.words.append(0)
            page.dates.append(int(tag == "time"))
            page.ends.append(index + 1)
            page.own.append("")
            stack.append((node.next if index else None, index))
            parent, node = index, node.child
            continue
        node = node.next
    for index in range(len(page.nodes) - 1, 0, -1):
        above = page.parents[index]
        page.words[above] += page.words[index]
        page.dates[above] += page.dates[index]
    return page


def _shape(node: LexborNode, tag: str, above: str) -> str:
    """The tag and the classes of an element without what differs from post to post."""
    attributes = node.attributes
    kept = {
        token
        for token in (attributes.get("class") or "").split()
        if not _DIGIT.search(token) and not _PARITY.search(token)
    }
    if kept:
        return f"{tag}.{'.'.join(sorted(kept))}"
    ident = attributes.get("id") or attributes.get("name") or ""
    if any(c.isdigit() for c in ident):
        return f"{tag}#{_FIGURES.sub('#', ident)}"
    return f"{tag}<{above[:80]}"
