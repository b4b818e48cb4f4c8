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
from math import sqrt
from typing import TYPE_CHECKING

from threadview.cues.edits import OPENINGS
from threadview.formats.pages.dates import iso
from threadview.formats.pages.linking import Found
from threadview.formats.pages.records import FEWEST, grown, heaviest, starter
from threadview.formats.pages.shapes import DATED, Shapes, shapes_of
from threadview.markup import QuoteRule, Rules, body, words
from threadview.model import Evidence, Post

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

SURE = 0.9
"""The most that repetition alone can be believed."""

_NAMELIKE = re.compile(r"author|user|name|poster|member|creator|nick|profile|\bby\b", re.IGNORECASE)
_CALLED = re.compile(
    r"(?:^|[ _-])(?:big)?(?:user|nick|screen|display|author|poster)-?_?name"
    r"|(?:^| )(?:author|poster)(?: |$)",
    re.IGNORECASE,
)
_RANKLIKE = re.compile(r"title|rank|group|role|badge|avatar|banner|status", re.IGNORECASE)
_AROUND = re.compile(r"signature|moderator|footer|tools|controls|header|profile", re.IGNORECASE)
_PEOPLE = re.compile(
    r"/(?:user|member|profile|u|people|author|membre|mitglied)s?[/.?-]|~"
    r"|\b(?:user|member|profile)\.php|action=profile|mode=viewprofile|showuser=|[?&]u(?:id)?=\d"
)
_NOT_NAMES = re.compile(
    r"^(?:\W*\d[\d.,:k ]*\W*|#?\d+|repl(?:y|ies)|quote|share|report|like|permalink|link|edit|top"
    r"|.*\d[:/]\d\d.*|op|edited|posted|by|on|follow|save|more|author|moderator|member|points?)$",
    re.IGNORECASE,
)

_QUOTE = "blockquote, div[class*='quote' i]:not([class*='quote' i] div)"
_HEADING = ("title", "header", "author", "citation", "attribution", "postedby", "source")
_SAID = "(?:said|wrote|writes|schrieb|hat geschrieben|a écrit|a dit|escribió|dijo|disse|написал)"

RULES = Rules(
    quotes=(
        QuoteRule(
            _QUOTE,
            author=(
                *("@data-author", "@data-username", "@data-quote", "@data-ipsquote-username"),
                *(f"[class*='{word}' i] ~ ^(?:.*,\\s)?(.+?),? {_SAID}" for word in _HEADING),
                *(f"[class*='{word}' i] ~ (?:by|from):? (.+?)(?: on .*)?$" for word in _HEADING),
                "blockquote > cite",
            ),
            cite=", ".join(
                f"{box} > [class*='{word}' i]"
                for word in _HEADING
                for box in ("blockquote", "[class*='quote' i]")
            )
            + ", blockquote > cite",
            before="[class*='quoteheader' i], [class*='quotetop' i], [class*='quotetitle' i]",
        ),
    ),
    signature="[class*='signature' i]:not([class*='signature' i] *)",
    drop=".sr-only, .visually-hidden, .screen-reader-text, [class*='expandLink' i]",
)


def repeated(tree: LexborHTMLParser, base: str) -> tuple[list[Found], Evidence]:
    """The posts that a page repeats, and how sure that is."""
    if tree.body is None:
        return [], Evidence("none")
    page = shapes_of(tree.body)
    group = heaviest(page)
    if len(group) < FEWEST:
        return [], Evidence("none")
    group = grown(page, [*starter(page, group), *group])
    content = _content(page, group)
    names = _names(page, group, content)
    found = [
        _found(page, member, end, words_at, names.get(member), base)
        for (member, end), words_at in zip(_own_ranges(page, group), content, strict=True)
    ]
    evidence = _evidence(page, group, found)
    for one in found:
        one.post = one.post._replace(
            evidence=evidence, author_evidence=evidence if one.post.author else None
        )
    _parents(page, group, found)
    return found, evidence


def _content(page: Shapes, group: list[int]) -> list[int]:
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
        (-sum(min(page.words[i], 3000) for i in m.values()), min(m.values()), shape)
        for shape, m in largest.items()
    )
    best: tuple[float, str] = (0.0, "")
    for _, _, shape in ranked[:14]:
        weight = _worth(page, group, largest[shape])
        if weight > best[0] * 0.98:  # of boxes that hold the same, the innermost
            best = (max(weight, best[0]), shape)
    chosen = largest.get(best[1], {})
    return [
        chosen.get(member) or _alone(page, member, end) for member, end in _own_ranges(page, group)
    ]


def _own_ranges(page: Shapes, group: list[int]) -> list[tuple[int, int]]:
    """Each member and where it ends, or where the first member inside it begins."""
    following = [*group[1:], len(page.nodes)]
    return [
        (member, min(page.ends[member], after))
        for member, after in zip(group, following, strict=True)
    ]


def _worth(page: Shapes, group: list[int], elements: dict[int, int]) -> float:
    """How much of what posts say stands in some elements: words that not every post has."""
    if len(elements) < 0.4 * len(group):
        return 0.0
    # What somebody always says (a signature) counts once.
    said = [t.split() for t in {_start(page, index) for index in elements.values()}]
    common = Counter(word for text in said for word in set(text))
    often = 0.6 * len(said) if len(said) > 2 else len(said) + 1
    size = sum(len(word) + 1 for text in said for word in text if common[word] < often)
    dated = sum(1 for index in elements.values() if page.dates[index]) / len(elements)
    peopled = sum(1 for index in elements.values() if _peopled(page, index)) / len(elements)
    share = sqrt(len(elements) / len(group))
    if _AROUND.search(page.shapes[next(iter(elements.values()))].split("<", 1)[0]):
        share *= 0.3
    return size * (1 - 0.8 * dated) * (1 - 0.5 * peopled) * share


def _peopled(page: Shapes, index: int) -> bool:
    """Whether a link in an element leads to a person's page."""
    return any(
        page.nodes[inner].tag == "a"
        and _PEOPLE.search(page.nodes[inner].attributes.get("href") or "") is not None
        for inner in range(index, min(page.ends[index], index + 400))
    )


def _start(page: Shapes, index: int) -> str:
    """The first words of an element."""
    parts: list[str] = []
    size = 0
    for inner in range(index, page.ends[index]):
        parts.append(page.own[inner])
        size += len(page.own[inner])
        if size > 3000:
            break
    return " ".join(parts)


def _alone(page: Shapes, member: int, end: int) -> int:
    """The element of the words of one post by itself."""
    best = (0.3 * page.words[member], member)
    for index in range(member + 1, end):
        size = page.words[index] * (0.2 if page.dates[index] else 1.0)
        if size > best[0] * 1.02:
            best = (size, index)
    return best[1]


def _names(page: Shapes, group: list[int], content: list[int]) -> dict[int, str]:
    """The name of each post's author, from the place where names stand in most of them."""
    places: dict[str, dict[int, str]] = defaultdict(dict)
    hints: Counter[str] = Counter()
    called: dict[int, str] = {}
    inner = set(group)
    for member, words_at in zip(group, content, strict=True):
        index = member + 1
        while index < page.ends[member]:
            if index in inner or (index == words_at and words_at != member):
                index = page.ends[index]
                continue
            text = " ".join(page.own[index].split()).lstrip("@").strip(" ,:·|–-")
            if 1 < len(text) <= 40 and not _NOT_NAMES.match(text) and not DATED.search(text):
                shape = page.shapes[index]
                if member not in places[shape]:
                    places[shape][member] = text
                    hints[shape] += _hint(page, index)
                    if _CALLED.search(_classes(page, index)):
                        called.setdefault(member, text)
            index += 1
    weighed: list[tuple[float, str]] = []
    for shape, named in places.items():
        share = len(named) / len(group)
        distinct = len(set(named.values()))
        hint = hints[shape] / len(named)
        if (share >= 0.5 or hint >= 2) and (distinct > 1 or len(group) < 3):
            weighed.append((share + 0.4 * hint + 0.3 * distinct / len(named), shape))
    names: dict[int, str] = {}
    if len(called) >= 0.6 * len(group):
        names = called
    for _, shape in sorted(weighed, reverse=True)[:3]:
        if not names or hints[shape] >= 2 * len(places[shape]):
            names = places[shape] | names
    return names


def _classes(page: Shapes, index: int) -> str:
    """What an element and the one around it are called in their attributes."""
    attributes = page.nodes[index].attributes
    named = f"{attributes.get('class')} {attributes.get('itemprop')} {attributes.get('rel')}"
    above = page.parents[index]
    return f"{named} {page.nodes[above].attributes.get('class')}" if above >= 0 else named


def _hint(page: Shapes, index: int) -> int:
    """Whether an element says by its name or its target that a person is meant."""
    named = _classes(page, index)
    above = page.parents[index]
    href = page.nodes[index].attributes.get("href") or ""
    if not href and above >= 0:
        href = page.nodes[above].attributes.get("href") or ""
    found = int(_NAMELIKE.search(named) is not None) - 2 * int(_RANKLIKE.search(named) is not None)
    return found + 2 * int(_PEOPLE.search(href) is not None)


def _found(
    page: Shapes, member: int, end: int, words_at: int, name: str | None, base: str
) -> Found:
    node = page.nodes[member]
    fragment = body(page.nodes[words_at], RULES, base)
    edit = _edit(page, member, end, words_at)
    ident = node.attributes.get("id") or node.attributes.get("data-id") or ""
    digits = re.search(r"\d+", ident)
    post = Post(
        0,
        fragment.blocks,
        fragment.quotes,
        author=name,
        id=digits[0] if digits else (ident or None),
    )
    return Found(post, _date(page, member, end, words_at), (edit, None, None) if edit else None)


def _edit(page: Shapes, member: int, end: int, words_at: int) -> str | None:
    """The line outside a post's words that says it was edited."""
    for index in range(member, end):
        if words_at != member and words_at <= index < page.ends[words_at]:
            continue
        own = page.own[index].strip("«([ \t\r\n").casefold()
        if own.startswith(OPENINGS) and len(own) < 200:
            above = page.parents[index] if page.nodes[index].tag in ("em", "i", "b") else index
            return words(page.nodes[above])[:300]
    return None


def _date(page: Shapes, member: int, end: int, words_at: int) -> str | None:
    """The date of a post: the first outside its words that can be made exact, else the first."""
    first: str | None = None
    for index in range(member, end):
        if words_at != member and words_at <= index < page.ends[words_at]:
            continue
        node = page.nodes[index]
        if node.tag == "time":
            said = node.attributes.get("datetime") or words(node)
        elif page.own[index] and DATED.search(page.own[index][:400]):
            said = " ".join(page.own[index].split())
        else:
            continue
        if iso(said):
            return said
        first = first or said
    return first


def _evidence(page: Shapes, group: list[int], found: list[Found]) -> Evidence:
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


def _parents(page: Shapes, group: list[int], found: list[Found]) -> None:
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
