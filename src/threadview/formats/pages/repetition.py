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

from threadview.cues.edits import OPENINGS
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
    {"script", "style", "template", "head", "nav", "footer", "select", "button"}
    | {"svg", "textarea", "iframe", "option", "title"}
)
_PARITY = re.compile(
    r"(?:^|[-_])(?:odd|even|alt|alternate|row|bg|first|last|new|unread|active)\d*(?:$|[-_])"
)
_DIGIT = re.compile(r"\d")
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
_PEOPLE = re.compile(
    r"/(?:user|member|profile|u|people|author|membre|mitglied)s?[/.?-]|~"
    r"|\b(?:user|member|profile)\.php|action=profile|mode=viewprofile|showuser=|[?&]u(?:id)?=\d"
)
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

_INLINE = frozenset(
    {"p", "span", "a", "b", "i", "em", "strong", "h1", "h2", "h3", "h4", "h5", "small", "time"}
    | {"blockquote", "pre", "code", "ul", "ol", "td", "img", "label", "font"}
)
"""Elements that are seldom a whole post."""

RULES = Rules(
    quotes=(
        QuoteRule(
            "blockquote, div[class*='quote' i]:not([class*='quote' i] div)",
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
    group = _grown(page, [*_starter(page, group), *group])
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


def _heaviest(page: _Page) -> list[int]:
    """The group of elements that are the posts, in the order of the page."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, shape in enumerate(page.shapes):
        if page.words[index] >= 8:
            groups[shape].append(index)
            if "<" in shape:
                groups[_inside(page, index)].append(index)
            else:
                tag, *tokens = shape.split(".")
                for token in tokens:
                    if len(tokens) > 1 and _POSTLIKE.search(token):
                        groups[f"{tag}.{token} alone"].append(index)
    best: tuple[float, int, list[int]] = (0.0, 0, [])
    for shape, members in groups.items():
        if len(members) < FEWEST:
            continue
        own_dates = _without_inner(page, members)[1]
        dated = [i for i, count in zip(members, own_dates, strict=True) if count]
        if FEWEST <= len(dated) and 0.4 * len(members) <= len(dated):
            members = dated
        weight = _weight(page, shape.split("<", 1)[0], members)
        if weight > best[0] * 1.02 or (weight > best[0] * 0.98 and members[0] < best[1]):
            best = (weight, members[0], members)
    return best[2]


def _inside(page: _Page, index: int) -> str:
    """The shape of an element without a class, told apart by what stands in it."""
    found: set[str] = set()
    inner = index + 1
    end = page.ends[index]
    while inner < min(end, index + 60):
        if "<" not in page.shapes[inner]:
            found.add(page.shapes[inner])
        inner += 1
    return f"{page.shapes[index]} {' '.join(sorted(found)[:8])}"


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
    if shape.split(".", 1)[0] in _INLINE:
        weight *= 0.15
    siblings = Counter(page.parents[index] for index in members).values()
    if len(siblings) > 1 and min(siblings) == max(siblings) > 1:
        weight *= 0.2  # the same number in each of several boxes: those boxes are the posts
    return weight


def _starter(page: _Page, group: list[int]) -> list[int]:
    """A first post of another shape than its answers: ahead of them, dated, with as many words."""
    sizes = sorted(page.words[index] for index in group)
    best: list[int] = []
    for index in range(1, group[0]):
        if (
            page.ends[index] <= group[0]
            and page.dates[index]
            and page.words[index] >= max(80, sizes[len(sizes) // 2] // 2)
            and page.nodes[index].tag not in _INLINE
            and _POSTLIKE.search(page.shapes[index].split("<", 1)[0])
            and not _PAGELIKE.search(page.shapes[index])
            and not (best and index < page.ends[best[0]])
        ):
            best = [index]
    return best


def _grown(page: _Page, group: list[int]) -> list[int]:
    """The posts with what stands around each of them alone: a column with the author, say."""
    words_then = sum(page.words[index] for index in group)
    for _ in range(6):
        above = [page.parents[index] for index in group]
        apart = all(page.ends[one] <= other for one, other in zip(above, above[1:], strict=False))
        if min(above) < 1 or not apart or len(set(above)) < len(group):
            break
        if sum(page.words[index] for index in above) > 2 * words_then + 120 * len(group):
            break
        group = above
    return group


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
    """The element of the words in each post: of the shape that holds, in most posts, the most
    words which are not the same in the others, and no date."""
    largest: dict[str, dict[int, int]] = defaultdict(dict)
    for member, end in _own_ranges(page, group):
        for index in range(member + 1, end):
            if page.words[index]:
                mine = largest[page.shapes[index]]
                if member not in mine or page.words[index] > page.words[mine[member]]:
                    mine[member] = index
    ranked = sorted(
        (
            (sum(min(page.words[i], 3000) for i in m.values()), shape)
            for shape, m in largest.items()
        ),
        reverse=True,
    )
    best: tuple[float, str] = (0.0, "")
    for _, shape in ranked[:14]:
        weight = _worth(page, group, largest[shape])
        if weight > best[0] * 0.98:  # of boxes that hold the same, the innermost
            best = (max(weight, best[0]), shape)
    chosen = largest.get(best[1], {})
    return [
        chosen.get(member) or _alone(page, member, end) for member, end in _own_ranges(page, group)
    ]


def _own_ranges(page: _Page, group: list[int]) -> list[tuple[int, int]]:
    """Each member and where it ends, or where the first member inside it begins."""
    following = [*group[1:], len(page.nodes)]
    return [
        (member, min(page.ends[member], after))
        for member, after in zip(group, following, strict=True)
    ]


def _worth(page: _Page, group: list[int], elements: dict[int, int]) -> float:
    """How much of what posts say stands in some elements: words that not every post has."""
    if len(elements) < 0.4 * len(group):
        return 0.0
    # What somebody always says (a signature) counts once.
    said = [t.split() for t in {words(page.nodes[i])[:3000] for i in elements.values()}]
    common = Counter(word for text in said for word in set(text))
    often = 0.6 * len(said) if len(said) > 2 else len(said) + 1
    size = sum(len(word) + 1 for text in said for word in text if common[word] < often)
    dated = sum(1 for index in elements.values() if page.dates[index]) / len(elements)
    peopled = sum(1 for index in elements.values() if _peopled(page, index)) / len(elements)
    share = (len(elements) / len(group)) ** 0.5
    return size * (1 - 0.8 * dated) * (1 - 0.5 * peopled) * share


def _peopled(page: _Page, index: int) -> bool:
    """Whether a link in an element leads to a person's page."""
    return any(
        page.nodes[inner].tag == "a"
        and _PEOPLE.search(page.nodes[inner].attributes.get("href") or "") is not None
        for inner in range(index, page.ends[index])
    )


def _alone(page: _Page, member: int, end: int) -> int:
    """The element of the words of one post by itself."""
    best = (0.3 * page.words[member], member)
    for index in range(member + 1, end):
        size = page.words[index] * (0.2 if page.dates[index] else 1.0)
        if size > best[0] * 1.02:
            best = (size, index)
    return best[1]


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
    weighed: list[tuple[float, str]] = []
    for shape, named in places.items():
        share = len(named) / len(group)
        distinct = len(set(named.values()))
        hint = hints[shape] / len(named)
        if (share >= 0.5 or hint >= 2) and (distinct > 1 or len(group) < 3):
            weighed.append((share + 0.4 * hint + 0.3 * distinct / len(named), shape))
    names: dict[int, str] = {}
    for _, shape in sorted(weighed, reverse=True)[:3]:
        if not names or hints[shape] > 0:
            names = places[shape] | names
    return names


def _hint(page: _Page, index: int) -> int:
    """Whether an element says by its name or its target that a person is meant."""
    attributes = page.nodes[index].attributes
    named = f"{attributes.get('class')} {attributes.get('itemprop')} {attributes.get('rel')}"
    href = attributes.get("href") or ""
    above = page.parents[index]
    if above >= 0:
        around = page.nodes[above].attributes
        named += f" {around.get('class')}"
        href = href or around.get("href") or ""
    found = int(_NAMELIKE.search(named) is not None)
    return found + 2 * int(_PEOPLE.search(href) is not None)


def _found(page: _Page, member: int, words_at: int, name: str | None, base: str) -> Found:
    node = page.nodes[member]
    fragment = body(page.nodes[words_at], RULES, base)
    edit = _edit(page, member, words_at)
    ident = node.attributes.get("id") or node.attributes.get("data-id") or ""
    digits = re.search(r"\d+", ident)
    post = Post(
        0,
        fragment.blocks,
        fragment.quotes,
        author=name,
        id=digits[0] if digits else (ident or None),
    )
    return Found(post, _date(page, member, words_at), (edit, None, None) if edit else None)


def _edit(page: _Page, member: int, words_at: int) -> str | None:
    """The line outside a post's words that says it was edited."""
    for index in range(member, page.ends[member]):
        if words_at != member and words_at <= index < page.ends[words_at]:
            continue
        own = page.own[index].strip("«([ \t\r\n").casefold()
        if own.startswith(OPENINGS) and len(own) < 200:
            above = page.parents[index] if page.nodes[index].tag in ("em", "i", "b") else index
            return words(page.nodes[above])[:300]
    return None


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
