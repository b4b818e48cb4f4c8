"""A parsed page and its engine's table -> posts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from threadview.formats.pages.dates import order_of
from threadview.formats.pages.elements import Element, elements_of
from threadview.formats.pages.engine import Engine, Order
from threadview.formats.pages.linking import Found, linked
from threadview.formats.pages.nesting import branches, indents
from threadview.formats.pages.reactions import reactions_of
from threadview.markup import Fragment, Rules, body, first, own, words
from threadview.model import Block, Evidence, Link, Post, Quote

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


def posts_of(
    tree: LexborHTMLParser, engine: Engine, base: str, *, opening: bool = True
) -> list[Post]:
    """The posts of a page, numbered from 1, linked by the ids that the page gives. Only the
    `opening` page of a thread keeps its poll, which belongs to the first post."""
    found = found_in(tree, engine, base)
    if found and engine.poll and opening:
        _poll(tree, engine, found[0], base)
    order = order_of([one.date for one in found], engine.order or order_in(tree))
    return linked(found, order, engine.zone)


def found_in(tree: LexborHTMLParser, engine: Engine, base: str) -> list[Found]:
    """The posts of a page as its elements tell them, with whom they answer, not yet linked."""
    elements = elements_of(tree, engine)
    found = [_found(element, engine, base) for element in elements]
    if engine.branch:
        branches(tree, engine.branch, elements, found)
    indents(engine, elements, found)
    if engine.runs_on:
        _run_on(found)
    return found


def _run_on(found: list[Found]) -> None:
    """Give posts without a name that of the one before them."""
    for before, one in pairwise(found):
        if one.post.author is None and before.post.author is not None and one.kind == before.kind:
            one.post = one.post._replace(
                author=before.post.author, author_evidence=before.post.author_evidence
            )


def order_in(tree: LexborHTMLParser) -> Order:
    """How the language that a page is in writes dates in figures; "" where it is not known: of
    English alone it cannot be told."""
    root = tree.css_first("html")
    language = ((root.attributes.get("lang") if root else None) or "").lower()
    if language.startswith("en-us"):
        return "mdy"
    return "" if language in ("", "en") or language[:2] in ("zh", "ja", "ko", "hu") else "dmy"


def title_of(tree: LexborHTMLParser, places: tuple[str, ...]) -> str | None:
    """The thread's title: where the engine has it, else as the page names itself."""
    root = tree.root
    if root is None:
        return None
    named = first(root, places)
    if named:
        return named
    return first(
        root, ("meta[property='og:title'] @content", "meta[name='twitter:title'] @content", "title")
    )


def _found(element: Element, engine: Engine, base: str) -> Found:
    """A post out of its element; what stands in posts inside it is theirs."""
    node, content, record = element.node, element.content, engine.records[element.kind]
    others = frozenset(one.node.mem_id for one in element.inner)

    head = _head(node, record.ahead) if record.ahead else None

    def ask(places: tuple[str, ...]) -> str | None:
        if not places:
            return None
        found = first(node, places, others)
        return first(head, places) if found is None and head is not None else found

    fragment = body(content, engine.rules, base, others)
    shown = node.css_first(record.preview) if record.preview else None
    if shown is not None:
        answered = Quote(ask(record.preview_author), source=ask(record.reply))
        fragment = _previewed(answered, _own(shown, engine.rules, base), fragment)
    blocks = list(fragment.blocks)
    if record.also:
        blocks += _attachments(own(node, record.also, others), base)
    if record.signature:
        outside = own(node, record.signature, {*others, content.mem_id})
        blocks += _signature(outside, engine.rules, base)
    edit = ask(record.edit)
    post = Post(
        number=0,
        blocks=tuple(blocks),
        quotes=fragment.quotes,
        author=_one_line(ask(record.author)),
        author_title=_one_line(ask(record.author_title)),
        author_evidence=Evidence("markup", engine.name),
        id=ask(record.id),
        permalink=_absolute(ask(record.permalink), base),
        reactions=reactions_of(node, record),
        evidence=Evidence("markup", engine.name),
    )
    if post.author is None:
        post = post._replace(author_evidence=None)
    return Found(
        post,
        ask(record.date),
        (edit, ask(record.edit_by), ask(record.edit_date)) if edit else None,
        ask(record.reply),
        kind=element.kind,
    )


def _head(node: LexborNode, ahead: str) -> LexborNode | None:
    """The element before a post, if it is the post's head."""
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before if before is not None and before.css_matches(ahead) else None


def _previewed(answered: Quote, shown: tuple[Block, ...], fragment: Fragment) -> Fragment:
    """A post whose page shows the words that it answers ahead of its own: as its first quote."""
    if not shown:
        return fragment
    quotes = (
        quote._replace(parent=None if quote.parent is None else quote.parent + 1)
        for quote in fragment.quotes
    )
    moved = (
        block._replace(quote=None if block.quote is None else block.quote + 1)
        for block in fragment.blocks
    )
    quoted = (block._replace(quote=0) for block in shown)
    return Fragment((*quoted, *moved), (answered, *quotes))


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split())[:200] if text else None


def _absolute(address: str | None, base: str) -> str | None:
    if not address or not base:
        return address
    from urllib.parse import urljoin

    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _own(node: LexborNode, rules: Rules, base: str) -> tuple[Block, ...]:
    """Blocks of an element outside the content; quotes in it are nobody's."""
    return tuple(
        block._replace(quote=None) if block.quote is not None else block
        for block in body(node, rules, base).blocks
    )


def _attachments(elements: list[LexborNode], base: str) -> list[Block]:
    """Files that hang on a post: the name of each, leading to its address."""
    found: dict[str, str] = {}
    for element in elements[:200]:
        attributes = element.attributes
        picture = element if element.tag == "img" else element.css_first("img")
        address = _absolute(attributes.get("href") or attributes.get("src"), base)
        name = words(element)
        if not name and picture is not None:
            name = (picture.attributes.get("alt") or "").strip()
        if address and address not in found and not address.startswith("javascript:"):
            found[address] = name or address.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    return [
        Block("image", name, spaced=index == 0, links=(Link(0, len(name), address),))
        for index, (address, name) in enumerate(found.items())
        if name
    ]


def _signature(elements: list[LexborNode], rules: Rules, base: str) -> list[Block]:
    """Signatures that stand outside the words; one inside another is the same."""
    bare = replace(rules, drop="", signature="", chrome="", spoiler="", spoiler_label="")
    blocks: list[Block] = []
    last: LexborNode | None = None
    for found in elements:
        if last is None or not _within(found, last):
            last = found
            blocks += [block._replace(kind="signature") for block in _own(found, bare, base)]
    return blocks


def _within(node: LexborNode, outer: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.mem_id == outer.mem_id:
            return True
        above = above.parent
    return False


def _poll(tree: LexborHTMLParser, engine: Engine, starter: Found, base: str) -> None:
    """The thread's poll, as a table at the end of its first post."""
    node = tree.css_first(engine.poll)
    if node is None:
        return
    lines = [
        block.text.strip()
        for block in _own(node, engine.rules, base)
        if block.text.strip() and block.kind not in ("image", "separator")
    ]
    if lines:
        block = Block("table", "Poll: " + "\n".join(lines))
        blocks = starter.post.blocks
        end = next((i for i, b in enumerate(blocks) if b.kind == "signature"), len(blocks))
        starter.post = starter.post._replace(blocks=(*blocks[:end], block, *blocks[end:]))
