"""A parsed page and its engine's table -> posts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from threadview.formats.pages.dates import order_of
from threadview.formats.pages.engine import Engine, Record
from threadview.formats.pages.linking import Found, linked
from threadview.formats.pages.nesting import branches, indents
from threadview.formats.pages.reactions import reactions_of
from threadview.markup import Fragment, Rules, body, first, words
from threadview.model import Block, Evidence, Link, Post, Quote

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


def posts_of(tree: LexborHTMLParser, engine: Engine, base: str) -> list[Post]:
    """The posts of a page, numbered from 1, linked by the ids that the page gives."""
    elements = _elements(tree, engine)
    others = frozenset(node.mem_id for node, _, _ in elements) if engine.branch else frozenset()
    found = [
        _found(node, content, engine.records[kind], engine, base, others)
        for node, kind, content in elements
    ]
    for one, (_, kind, _) in zip(found, elements, strict=True):
        one.kind = kind
    if engine.branch:
        branches(tree, engine.branch, elements, found)
    indents(engine, elements, found)
    if found and engine.poll:
        _poll(tree, engine, found[0], base)
    order = order_of([one.date for one in found], engine.order)
    return linked(found, order, engine.zone)


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


def _elements(tree: LexborHTMLParser, engine: Engine) -> list[tuple[LexborNode, int, LexborNode]]:
    """Elements that hold posts, in the order of the page: element, kind, element of its words."""
    kinds: dict[int, int] = {}
    for kind, record in enumerate(engine.records):
        for node in tree.css(record.post):
            kinds.setdefault(node.mem_id, kind)
    if not kinds:
        return []
    found: list[tuple[LexborNode, int, LexborNode]] = []
    inside: dict[int, int] = {}
    for node in tree.css(", ".join(record.post for record in engine.records)):
        record = engine.records[kinds[node.mem_id]]
        if record.needs and node.css_first(record.needs) is None:
            continue
        content = _content(node, record)
        if content is not None:
            inside[content.mem_id] = inside.get(content.mem_id, 0) + 1
            found.append((node, kinds[node.mem_id], content))
    return _innermost(found, inside)


def _innermost(
    found: list[tuple[LexborNode, int, LexborNode]], inside: dict[int, int]
) -> list[tuple[LexborNode, int, LexborNode]]:
    """Of several elements with the same words, the largest that holds no second post's words."""
    if all(count == 1 for count in inside.values()):
        return found
    contents = {content.mem_id for _, _, content in found}
    kept: list[tuple[LexborNode, int, LexborNode]] = []
    taken: set[int] = set()
    for index, (node, kind, content) in enumerate(found):
        if content.mem_id in taken:
            continue
        later = found[index + 1 : index + 1 + inside[content.mem_id] - 1]
        wraps = any(c.mem_id == content.mem_id for _, _, c in later) and _holds(
            node, contents - {content.mem_id}, found, index
        )
        if not wraps:
            taken.add(content.mem_id)
            kept.append((node, kind, content))
    return kept


def _holds(
    node: LexborNode,
    others: set[int],
    found: list[tuple[LexborNode, int, LexborNode]],
    index: int,
) -> bool:
    """Whether the words of a later post stand inside an element."""
    for _, _, content in found[index + 1 :]:
        if content.mem_id not in others:
            continue
        above = content.parent
        while above is not None:
            if above.mem_id == node.mem_id:
                return True
            above = above.parent
        return False
    return False


def _content(node: LexborNode, record: Record) -> LexborNode | None:
    for selector in record.content:
        if not selector:
            return node
        found = node.css_first(selector)
        if found is not None:
            return found
    return None


def _found(
    node: LexborNode,
    content: LexborNode,
    record: Record,
    engine: Engine,
    base: str,
    others: frozenset[int],
) -> Found:
    def ask(places: tuple[str, ...]) -> str | None:
        return first(node, places, others) if places else None

    fragment = body(content, engine.rules, base)
    shown = node.css_first(record.preview) if record.preview else None
    if shown is not None:
        answered = Quote(ask(record.preview_author), source=ask(record.reply))
        fragment = _previewed(answered, _own(shown, engine.rules, base), fragment)
    blocks = list(fragment.blocks)
    if record.also:
        blocks += _attachments(node, record.also, base)
    if record.signature:
        blocks += _signature(node, content, record, engine.rules, base)
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
    )


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


def _attachments(node: LexborNode, select: str, base: str) -> list[Block]:
    """Files that hang on a post: the name of each, leading to its address."""
    found: dict[str, str] = {}
    for element in node.css(select)[:200]:
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


def _signature(
    node: LexborNode, content: LexborNode, record: Record, rules: Rules, base: str
) -> list[Block]:
    blocks: list[Block] = []
    inside = {n.mem_id for n in content.css(record.signature)}
    bare = replace(rules, drop="", signature="", chrome="", spoiler="", spoiler_label="")
    last: LexborNode | None = None
    for found in node.css(record.signature):
        if found.mem_id in inside or (last is not None and _within(found, last)):
            continue
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
