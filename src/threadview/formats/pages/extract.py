"""A parsed page and its engine's table -> posts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from threadview.formats.pages.dates import iso, order_of
from threadview.formats.pages.engine import Engine, Record
from threadview.markup import Rules, body, first, words
from threadview.model import Block, EditMark, Evidence, Link, Post, Quote

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_COUNTED = re.compile(r"^(?P<name>\D*?)\s*[x×:(]?\s*(?P<count>\d[\d.,']*)\s*(?P<after>\D*)$")
_OTHERS = re.compile(
    r"(\d[\d.,]*)\s+(?:\w+\s+){0,3}?(?:others?|other|more|weitere|anderen?|autres|más|outros|altri)"
)
_AND = re.compile(r",\s+|\s+(?:and|und|et|y|e|en|och|og|i|и)\s+")


@dataclass(slots=True)
class Found:
    """A post as found on a page: what its element says, and the ids that it points at."""

    post: Post
    date: str | None = None
    edit: tuple[str, str | None, str | None] | None = None
    reply: str | None = None
    parent: Found | None = None
    kind: int = 0


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
        _branches(tree, engine.branch, elements, found)
    _indents(engine, elements, found)
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
        reactions=_reactions(node, record),
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


def _reactions(node: LexborNode, record: Record) -> tuple[tuple[str, int], ...]:
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


def _branches(
    tree: LexborHTMLParser,
    branch: str,
    elements: list[tuple[LexborNode, int, LexborNode]],
    found: list[Found],
) -> None:
    """Parents and depths from elements that hold a post and the answers to it."""
    branches = {node.mem_id for node in tree.css(branch)}
    owners: dict[int, Found] = {}
    for (node, _, _), one in zip(elements, found, strict=True):
        above: LexborNode | None = node
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


def _indents(
    engine: Engine, elements: list[tuple[LexborNode, int, LexborNode]], found: list[Found]
) -> None:
    """Parents and depths from numbers that say how far a post is indented."""
    open_: list[tuple[int, Found]] = []
    step = 0
    for (node, kind, _), one in zip(elements, found, strict=True):
        places = engine.records[kind].depth
        if not places:
            continue
        raw = first(node, places) or "0"
        indent = int(raw) if re.fullmatch(r"\d{1,6}", raw) else 0
        step = step or indent
        while open_ and open_[-1][0] >= indent:
            open_.pop()
        if open_:
            one.parent = open_[-1][1]
            one.post = one.post._replace(depth=open_[-1][1].post.depth + 1)
        open_.append((indent, one))


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


def linked(found: list[Found], order: str = "", zone: str = "") -> list[Post]:
    """Posts with their numbers, dates and edit marks, and quotes and answers linked by id."""
    numbers: dict[str, int] = {}
    places: dict[int, int] = {}
    for number, one in enumerate(found, 1):
        places[id(one)] = number
        if one.post.id:
            numbers.setdefault(one.post.id, number)
    authors = [one.post.author for one in found]
    posts: list[Post] = []
    for number, one in enumerate(found, 1):
        date = iso(one.date, order, zone)  # type: ignore[arg-type]
        reply = places[id(one.parent)] if one.parent is not None else None
        if reply is None and one.reply:
            reply = numbers.get(one.reply)
        if reply is None and one.kind > 0 and found[0].kind == 0 and number > 1:
            reply = 1
        posts.append(
            one.post._replace(
                number=number,
                date=date,
                date_text=None if date or not one.date else one.date[:100],
                edit=_edit(one.edit, order, zone),
                reply_to=reply if reply is not None and reply < number else None,
                quotes=tuple(_sourced(q, number, numbers, authors) for q in one.post.quotes),
            )
        )
    return posts


def _edit(
    edit: tuple[str, str | None, str | None] | None, order: str, zone: str
) -> EditMark | None:
    if edit is None:
        return None
    text, by, when = edit
    date = iso(when, order, zone) or iso(text, order, zone)  # type: ignore[arg-type]
    return EditMark(text[:300], by, date)


def _sourced(
    quote: Quote, number: int, numbers: dict[str, int], authors: list[str | None]
) -> Quote:
    """The quote with its source's number, if that is earlier and not by somebody else."""
    source = numbers.get(quote.source or "")
    if source is None or source >= number:
        return quote
    author = authors[source - 1]
    if quote.author and author and quote.author.casefold() != author.casefold():
        return quote
    return quote._replace(post=source, author=quote.author or author)
