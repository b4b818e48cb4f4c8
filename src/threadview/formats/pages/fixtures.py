"""Fixtures: what most posts of a page end with is the engine's, not the posters' words.

An element that holds a post's words often holds its buttons too ("Quote", "Share on other sites").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from threadview.formats.pages.linking import Found
from threadview.model import WORDS, Block

FEWEST = 3
"""Posts that say the same, at the least, before it is no coincidence."""

MOST = 0.6
"""The share of a page's posts that a fixture stands in, at the least."""

LONGEST = 60
"""Characters of a fixture."""


def fold_furniture(found: list[Found]) -> None:
    """Make chrome of the fixtures at the end of each post."""
    fixtures = _fixtures(found)
    if not fixtures:
        return
    for one in found:
        ends = {*_at_end(one.post.blocks, fixtures)}
        if ends:
            blocks = tuple(
                block._replace(kind="chrome") if index in ends else block
                for index, block in enumerate(one.post.blocks)
            )
            one.post = one.post._replace(blocks=blocks)


def _fixtures(found: list[Found]) -> set[str]:
    """The texts of blocks that stand in most posts, by several people, and beside other words:
    what one of them says is a habit or a signature, what many say alone is a chorus."""
    counts: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    people: dict[str, set[str | None]] = {}
    for one in found:
        texts = {block.text for block in one.post.blocks if _may_be(block)}
        counts.update(texts)
        if any(block.kind in WORDS and not _may_be(block) for block in one.post.blocks):
            beside.update(texts)
        for text in texts:
            people.setdefault(text, set()).add(one.post.author)
    least = max(FEWEST, MOST * len(found))
    return {
        text
        for text, many in counts.items()
        if many >= least and beside[text] >= many / 3 and len(people[text]) > 1
    }


def _may_be(block: Block) -> bool:
    return block.quote is None and len(block.text) <= LONGEST and block.kind != "signature"


def _at_end(blocks: tuple[Block, ...], fixtures: set[str]) -> Iterator[int]:
    for index in range(len(blocks) - 1, -1, -1):
        if not (_may_be(blocks[index]) and blocks[index].text in fixtures):
            return
        yield index
