"""Reply trees, out of elements that stand inside each other or of numbers that indent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from threadview.markup import first

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from threadview.formats.pages.elements import Element
    from threadview.formats.pages.engine import Engine
    from threadview.formats.pages.linking import Found


def branches(
    tree: LexborHTMLParser,
    branch: str,
    elements: list[Element],
    found: list[Found],
) -> None:
    """Parents and depths from elements that hold a post and the answers to it."""
    branches = {node.mem_id for node in tree.css(branch)}
    owners: dict[int, Found] = {}
    for element, one in zip(elements, found, strict=True):
        above: LexborNode | None = element.node
        claimed = False
        while above is not None:
            mem_id = above.mem_id
            if mem_id in branches:
                owner = owners.get(mem_id)
                if owner is not None:
                    one.parent = owner
                    one.post = one.post._replace(depth=owner.post.depth + 1)
                    break
                if not claimed:
                    claimed = True
                    owners[mem_id] = one
            above = above.parent


def indents(engine: Engine, elements: list[Element], found: list[Found]) -> None:
    """Parents and depths from numbers that say how far a post is indented."""
    open_: list[tuple[int, Found]] = []
    for element, one in zip(elements, found, strict=True):
        places = engine.records[element.kind].depth
        if not places:
            continue
        raw = first(element.node, places) or "0"
        indent = int(raw) if re.fullmatch(r"\d{1,6}", raw) else 0
        while open_ and open_[-1][0] >= indent:
            open_.pop()
        if open_:
            one.parent = open_[-1][1]
            one.post = one.post._replace(depth=open_[-1][1].post.depth + 1)
        open_.append((indent, one))
