"""A page of an engine that nobody knows -> posts, by the structure that it repeats.

A page prints the same furniture once per post: elements of the same shape (tag and classes, with
figures and odd/even marks taken out) come back, each with words, mostly with a date, mostly with
a name. Every group of elements of one shape is weighed by the words it holds, by how many of its
members have words and a date of their own, and by how often it comes back; the heaviest group are
the posts. Inside them the words stand where most of the text is; the name is the short text that
stands at the same place in most posts, outside the words, and differs between them.

The idea is that of record extraction by repeated tag structure (Liu, Grossman and Zhai, "Mining
Data Records in Web Pages", KDD 2003); the weighing is our own. Linear in the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from threadview.formats.pages.dates import iso
from threadview.formats.pages.linking import Found
from threadview.markup import QuoteRule, Rules, body, words
from threadview.model import Evidence, Post

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

FEWEST = 2
"""Elements of one shape that make a repetition."""

SURE = 0.9
"""The most that repetition alone can be believed."""

_SKIPPED = frozenset(
    {"script", "style", "template", "noscript", "head", "nav", "footer", "select", "button"}
    | {"svg", "form", "textarea", "iframe", "option", "title"}
)
_PARITY = re.compile(
    r"(?:^|[-_])(?:odd|even|alt|alternate|row|bg|first|last|new|unread|active)\d*(?:$|[-_])"
)
_FIGURES = re.compile(r"\d+|[0-9a-f]{8,}")
_POSTLIKE = re.compile(
    r"post|comment|message|repl(?:y|ies)|answer|entry|beitrag|forum|thread", re.IGNORECASE
)
_PAGELIKE = re.compile(
    r"menu|nav|side|widget|related|recommend|teaser|breadcrumb|foot|advert|banner|share|tab|toolbar"
    r"|suggest|popular|trending|\bcard|product|modal|dropdown",
    re.IGNORECASE,
)
_NAMELIKE = re.compile(r"author|user|name|poster|member|creator|nick|profile|\bby\b", re.IGNORECASE)
_PEOPLE = re.compile(r"/(?:user|users|member|members|profile|profiles|u|people|author)s?[/.?-]|~")
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b.{0,40}\d{1,2}:\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d|\b\d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d]{3,10}\.?,?\s+(?:19|20)\d\d\b"
    r"|\b[^\W\d]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b"
    r"|\b\d+\s+(?:minute|hour|day|week|month|year)s?\s+ago\b|\b\d+\s?(?:y|mo|w|d|h)(?:r|rs)?\s+ago\b",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"^(?:\W*\d[\d.,:k ]*\W*|#?\d+|repl(?:y|ies)|quote|share|report|like|permalink|link|edit|top"
    r"|op|edited|posted|by|on|follow|save|more|author|moderator|member|points?)$",
    re.IGNORECASE,
)

RULES = Rules(
    quotes=(
        QuoteRule(
            "blockquote, div.quote, div[class*='quote']:not([class*='quote'] div)",
            author=("@data-author", "@data-username", "@data-quote", "blockquote > cite"),
            cite="blockquote > cite",
        ),
    ),
    drop=".sr-only, .visually-hidden, .screen-reader-text",
)


@dataclass(slots=True)
class _Page:
    """The elements of a page in order, and of each: parent, shape, words, dates, end of subtree."""

    nodes: list[LexborNode] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    own: list[str] = field(default_factory=list)


def repeated(tree: LexborHTMLParser, base: str) -> tuple[list[Found], Evidence]:
    """The posts that a page repeats, and how sure that is."""
    if tree.body is None:
        return [], Evidence("none")
    page = _page(tree.body)
    group = _heaviest(page)
    if len(group) < FEWEST:
        return [], Evidence("none")
    content = _content(page, group)
    names = _names(page, group, content)
    found = [
        _found(page, member, content[index], names.get(member), base)
        for index, member in enumerate(group)
    ]
    evidence = _evidence(page, group, found)
    for one in found:
        one.post = one.post._replace(
            evidence=evidence, author_evidence=evidence if one.post.author else None
        )
    _parents(page, group, found)
    return found, evidence


def _page(root: LexborNode) -> _Page:
    page = _Page()
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
                page.dates[parent] += _DATED.search(text[:400]) is not None
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
        _FIGURES.sub("#", token)
        for token in (attributes.get("class") or "").split()
        if not _PARITY.search(token)
    }
    if kept:
        return f"{tag}.{'.'.join(sorted(kept))}"
    ident = attributes.get("id") or attributes.get("name") or ""
    if any(c.isdigit() for c in ident):
        return f"{tag}#{_FIGURES.sub('#', ident)}"
    return f"{tag}<{above[:80]}"


def _heaviest(page: _Page) -> list[int]:
    """The group of elements that are the posts, in the order of the page."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, shape in enumerate(page.shapes):
        if page.words[index] >= 8:
            groups[shape].append(index)
    best: tuple[float, int, list[int]] = (0.0, 0, [])
    for shape, members in groups.items():
        if len(members) < FEWEST:
            continue
        weight = _weight(page, shape, members)
        if weight > best[0] * 1.02 or (weight > best[0] * 0.98 and members[0] < best[1]):
            best = (weight, members[0], members)
    return best[2]


def _weight(page: _Page, shape: str, members: list[int]) -> float:
    """How much a group looks like the posts of a page."""
    own, dates = _without_inner(page, members)
    worded = sum(1 for size in own if size >= 12)
    dated = sum(1 for count in dates if count)
    if worded < FEWEST:
        return 0.0
    weight = float(sum(min(size, 1500) for size in own))
    weight *= (0.15 + 0.85 * dated / len(members)) * (worded / len(members)) ** 2
    weight *= min(len(members), 12) ** 0.7
    crowded = sum(max(0, count - 3) for count in dates) / len(members)
    weight /= 1 + crowded
    if _POSTLIKE.search(shape):
        weight *= 1.5
    if _PAGELIKE.search(shape):
        weight *= 0.4
    return weight


def _without_inner(page: _Page, members: list[int]) -> tuple[list[int], list[int]]:
    """Words and dates of each member without those of members inside it."""
    own = [page.words[index] for index in members]
    dates = [page.dates[index] for index in members]
    open_: list[int] = []
    for place, index in enumerate(members):
        while open_ and page.ends[members[open_[-1]]] <= index:
            open_.pop()
        if open_:
            own[open_[-1]] -= page.words[index]
            dates[open_[-1]] -= page.dates[index]
        open_.append(place)
    return own, dates


def _content(page: _Page, group: list[int]) -> list[int]:
    """The element of the words in each post: where, at the same place in most, most text is."""
    chosen = list(group)
    inner = set(group)
    for _ in range(12):
        sizes: Counter[str] = Counter()
        held: Counter[str] = Counter()
        children: list[dict[str, int]] = []
        for index in chosen:
            mine: dict[str, int] = {}
            child = index + 1
            while child < page.ends[index]:
                if child not in inner and page.shapes[child] not in mine:
                    mine[page.shapes[child]] = child
                    sizes[page.shapes[child]] += min(page.words[child], 3000)
                    held[page.shapes[child]] += 1
                child = page.ends[child]
            children.append(mine)
        if not sizes:
            break
        shape, size = max(sizes.items(), key=lambda item: item[1])
        total = sum(min(page.words[index], 3000) for index in chosen)
        if held[shape] < 0.6 * len(group) or size < 0.55 * total or shape.startswith("p<"):
            break
        chosen = [mine.get(shape, index) for index, mine in zip(chosen, children, strict=True)]
    return chosen


def _names(page: _Page, group: list[int], content: list[int]) -> dict[int, str]:
    """The name of each post's author, from the place where names stand in most of them."""
    places: dict[str, dict[int, str]] = defaultdict(dict)
    hints: Counter[str] = Counter()
    inner = set(group)
    for member, words_at in zip(group, content, strict=True):
        index = member + 1
        while index < page.ends[member]:
            if index in inner or (index == words_at and words_at != member):
                index = page.ends[index]
                continue
            text = " ".join(page.own[index].split()).lstrip("@").strip(" ,:·|–-")
            if 1 < len(text) <= 40 and not _NOT_NAMES.match(text) and not _DATED.search(text):
                shape = page.shapes[index]
                if member not in places[shape]:
                    places[shape][member] = text
                    hints[shape] += _hint(page, index)
            index += 1
    best: tuple[float, str] = (0.0, "")
    for shape, named in places.items():
        share = len(named) / len(group)
        distinct = len(set(named.values()))
        if share < 0.5 or (distinct < 2 and len(group) > 2):
            continue
        weight = share + 0.5 * hints[shape] / len(named) + 0.2 * distinct / len(named)
        if weight > best[0]:
            best = (weight, shape)
    return places[best[1]] if best[1] else {}


def _hint(page: _Page, index: int) -> int:
    """Whether an element says by its name or its target that a person is meant."""
    attributes = page.nodes[index].attributes
    named = f"{attributes.get('class')} {attributes.get('itemprop')} {attributes.get('rel')}"
    above = page.parents[index]
    if above >= 0:
        named += f" {page.nodes[above].attributes.get('class')}"
    found = int(_NAMELIKE.search(named) is not None)
    return found + 2 * int(_PEOPLE.search(attributes.get("href") or "") is not None)


def _found(page: _Page, member: int, words_at: int, name: str | None, base: str) -> Found:
    node = page.nodes[member]
    fragment = body(page.nodes[words_at], RULES, base)
    ident = node.attributes.get("id") or node.attributes.get("data-id") or ""
    digits = re.search(r"\d+", ident)
    post = Post(
        0,
        fragment.blocks,
        fragment.quotes,
        author=name,
        id=digits[0] if digits else (ident or None),
    )
    return Found(post, _date(page, member, words_at))


def _date(page: _Page, member: int, words_at: int) -> str | None:
    """The date of a post: the first outside its words that can be made exact, else the first."""
    first: str | None = None
    for index in range(member, page.ends[member]):
        if words_at != member and words_at <= index < page.ends[words_at]:
            continue
        node = page.nodes[index]
        if node.tag == "time":
            said = node.attributes.get("datetime") or words(node)
        elif page.own[index] and _DATED.search(page.own[index][:400]):
            said = " ".join(page.own[index].split())
        else:
            continue
        if iso(said):
            return said
        first = first or said
    return first


def _evidence(page: _Page, group: list[int], found: list[Found]) -> Evidence:
    """How much to believe: how many posts there are, and how many have words, a date, a name."""
    many = len(group)
    dated = sum(1 for one in found if one.date) / many
    named = sum(1 for one in found if one.post.author) / many
    worded = sum(1 for one in found if one.post.blocks) / many
    sure = 0.2 + 0.2 * min(1.0, many / 6) + 0.2 * dated + 0.2 * named + 0.1 * worded
    shape = page.shapes[group[0]].split("<", 1)[0]
    return Evidence(
        "repetition", f"{many} elements alike ({shape[:60]})", min(SURE, round(sure, 2))
    )


def _parents(page: _Page, group: list[int], found: list[Found]) -> None:
    """Posts that stand inside another answer it."""
    open_: list[int] = []
    for place, index in enumerate(group):
        while open_ and page.ends[group[open_[-1]]] <= index:
            open_.pop()
        if open_:
            above = found[open_[-1]]
            found[place].parent = above
            found[place].post = found[place].post._replace(depth=above.post.depth + 1)
        open_.append(place)
