"""Which elements of a page are posts, by an engine's table, and how they stand in each other.

Selectors find too much: a wrapper of all posts that looks like one of them, or an element inside a
post that does. And a page whose author forgot to close a tag has every later post inside the one
before. So elements are sorted out by the words they hold, and each is told which posts stand
inside it, whose words are not its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from threadview.formats.pages.engine import Engine, Record

DEEPEST = 64
"""Posts inside posts that a page with unclosed tags may have; on one with more, nobody's page,
those below `SHALLOW` are read as the words of the last."""

SHALLOW = 4


@dataclass(slots=True)
class Element:
    """An element that holds a post: its kind (which record of the engine), the element of its
    words, and the elements of other posts that stand in it, outermost ones only."""

    node: LexborNode
    kind: int
    content: LexborNode
    outer: Element | None = None
    inner: list[Element] = field(default_factory=list)
    kept: bool = True


def elements_of(tree: LexborHTMLParser, engine: Engine) -> list[Element]:
    """The posts of a page, in its order."""
    kinds: dict[int, int] = {}
    for kind, record in enumerate(engine.records):
        for node in tree.css(record.post):
            kinds.setdefault(node.mem_id, kind)
    if not kinds:
        return []
    nodes: dict[int, LexborNode] = {}
    for node in tree.css(", ".join(record.post for record in engine.records)):
        nodes.setdefault(node.mem_id, node)  # one that several selectors find comes several times
    outers, depths = _around(nodes)
    deepest = DEEPEST if max(depths.values()) <= DEEPEST else SHALLOW
    found: dict[int, Element] = {}
    for ident, node in nodes.items():
        record = engine.records[kinds[ident]]
        if depths[ident] > deepest or (record.needs and node.css_first(record.needs) is None):
            continue
        content = _content(node, record)
        if content is None:
            continue
        around = outers[ident]
        while around is not None and around not in found:
            around = outers[around]
        outer = None if around is None else found[around]
        found[ident] = Element(node, kinds[ident], content, outer)
        if outer is not None:
            outer.inner.append(found[ident])
    for element in reversed(found.values()):
        _settle(element)
    return [element for element in found.values() if element.kept]


def _around(nodes: dict[int, LexborNode]) -> tuple[dict[int, int | None], dict[int, int]]:
    """For each element the innermost other one around it, and how many there are."""
    outers: dict[int, int | None] = {}
    depths: dict[int, int] = {}
    for ident, node in nodes.items():
        above = node.parent
        while above is not None and above.mem_id not in depths:
            above = above.parent
        outers[ident] = None if above is None else above.mem_id
        depths[ident] = 0 if above is None else depths[above.mem_id] + 1
    return outers, depths


def _settle(element: Element) -> None:
    """Of an element and one inside it with the same words, keep the larger, unless it holds a
    second post: then it is a wrapper."""
    same = next(
        (one for one in element.inner if one.content.mem_id == element.content.mem_id), None
    )
    if same is None:
        return
    if len(element.inner) > 1:
        element.kept = False
        if element.outer is not None:
            at = element.outer.inner.index(element)
            element.outer.inner[at : at + 1] = element.inner
        for one in element.inner:
            one.outer = element.outer
    else:
        same.kept = False
        element.inner = same.inner
        for one in same.inner:
            one.outer = element


def _content(node: LexborNode, record: Record) -> LexborNode | None:
    for selector in record.content:
        if not selector:
            return node
        found = node.css_first(selector)
        if found is not None:
            return found
    return None
