"""An HTML fragment -> Blocks and Quotes, in one place for every format.

Saved pages, HTML mail, Discourse, Mastodon, Hacker News and Stack Exchange all keep their posts
as HTML. `parse` reads a fragment given as text, `body` an element of a page that is parsed
already; both give the same `Fragment`. What an engine does its own way is said by `Rules`.

The parser is lexbor (through selectolax), which builds the tree that the HTML Standard prescribes
for any input, however broken; it is imported on first use. Nothing here recurses, and the cost is
linear in the input. Entities are decoded by the parser; control characters stay in the text, the
screen shows stand-ins for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from threadview.markup.rules import (
    BLOCKQUOTE,
    PLAIN,
    SPACE,
    QuoteRule,
    Rules,
    at,
    first,
    own,
    words,
)
from threadview.model import Block, Quote

if TYPE_CHECKING:
    from collections.abc import Collection

    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = [
    "BLOCKQUOTE",
    "PLAIN",
    "SPACE",
    "Fragment",
    "QuoteRule",
    "Rules",
    "at",
    "body",
    "first",
    "own",
    "parse",
    "plain",
    "tree",
    "words",
]


class Fragment(NamedTuple):
    """A fragment as read: its blocks in order, and the quotes that they name by index.

    `Quote.post` is never set here: only the caller knows which post a quote's `source` is.
    """

    blocks: tuple[Block, ...] = ()
    quotes: tuple[Quote, ...] = ()


def parse(html: str, rules: Rules = PLAIN, base: str = "") -> Fragment:
    """Read a fragment, or a whole document; relative links start from the address `base`."""
    if "<" not in html and "&" not in html and "\0" not in html:
        words = SPACE.sub(" ", html).strip(" ")
        return Fragment((Block("paragraph", words.rstrip()),)) if words.strip() else Fragment()
    root = tree(html).body
    return Fragment() if root is None else body(root, rules, base)


def body(
    node: LexborNode, rules: Rules = PLAIN, base: str = "", without: Collection[int] = ()
) -> Fragment:
    """Read what stands inside an element of a parsed page; the element itself says nothing.
    Elements `without` (by `mem_id`) are passed over: other posts that stand inside this one."""
    from threadview.markup.walk import Walk

    writer = Walk(node, rules, base, without).run()
    blocks = writer.blocks
    if rules.marked:
        from threadview.markup.marked import marked

        blocks = marked(blocks, writer.quotes)
    if rules.signature_line:
        from threadview.markup.signature import signed

        blocks = signed(blocks, rules.signature_line)
    return _pruned(blocks, writer.quotes)


def plain(html: str) -> str:
    """The words of a fragment in one string, blocks apart by their line ends: titles, names."""
    parts: list[str] = []
    for block in parse(html).blocks:
        if parts:
            parts.append("\n\n" if block.spaced else "\n")
        parts.append(block.text)
    return "".join(parts)


def tree(html: str) -> LexborHTMLParser:
    """The parsed document of a page or a fragment, elements nested beyond measure flattened.
    Imports the parser."""
    from selectolax.lexbor import LexborHTMLParser

    from threadview.markup.depth import shallow

    html = shallow(html)
    try:
        data = html.encode()
    except UnicodeEncodeError:  # bytes that nobody could decode live as lone surrogates
        data = html.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
    return LexborHTMLParser(data)


def _pruned(blocks: list[Block], quotes: list[Quote]) -> Fragment:
    """The same without quotes that hold nothing (and are in no quote that does)."""
    used = [False] * len(quotes)
    for block in blocks:
        if block.quote is not None and block.quote < len(quotes) and block.kind != "separator":
            used[block.quote] = True
    for index in range(len(quotes) - 1, -1, -1):
        parent = quotes[index].parent
        if used[index] and parent is not None:
            used[parent] = True
    if all(used) and all(b.quote is None or b.quote < len(quotes) for b in blocks):
        return Fragment(tuple(blocks), tuple(quotes))
    return _renumbered(blocks, quotes, used)


def _renumbered(blocks: list[Block], quotes: list[Quote], used: list[bool]) -> Fragment:
    place: dict[int | None, int | None] = {None: None}
    kept: list[Quote] = []
    for index, quote in enumerate(quotes):
        if used[index]:
            place[index] = len(kept)
            kept.append(quote._replace(parent=place[quote.parent]))
    moved = [block._replace(quote=place.get(block.quote)) for block in blocks]
    return Fragment(tuple(moved), tuple(kept))
