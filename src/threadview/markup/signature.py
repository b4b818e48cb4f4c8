"""Where a signature begins that no element marks: at a line of its own, such as "____"."""

from __future__ import annotations

import re

from threadview.model import Block, Link


def signed(blocks: list[Block], line: str) -> list[Block]:
    """The blocks, with everything from the first line that `line` matches whole as signature."""
    pattern = re.compile(rf"^[ \t\xa0]*(?:{line})[ \t\xa0]*$", re.MULTILINE)
    for index, block in enumerate(blocks):
        if block.quote is not None or block.kind not in ("paragraph", "item"):
            continue
        match = pattern.search(block.text)
        if match is not None:
            rest = [later._replace(kind="signature") for later in blocks[index + 1 :]]
            return [*blocks[:index], *_split(block, match.start()), *rest]
    return blocks


def _split(block: Block, at: int) -> list[Block]:
    words = block.text[:at].rstrip()
    below = block.text[at:]
    parts: list[Block] = []
    if words:
        links = tuple(link for link in block.links if link.end <= len(words))
        parts.append(block._replace(text=words, links=links))
    links = tuple(
        Link(link.start - at, link.end - at, link.href) for link in block.links if link.start >= at
    )
    parts.append(block._replace(kind="signature", text=below, links=links))
    return parts
