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

from threadview.formats.pages.dates import iso
from threadview.formats.pages.fixtures import fold_furniture
from threadview.formats.pages.general import LONGEST, RULES, editor, is_edit, opens_edit
from threadview.formats.pages.groups import FEWEST, grown, heaviest, starter
from threadview.formats.pages.linking import Found
from threadview.formats.pages.naming import leads_to_person, names_of
from threadview.formats.pages.plausible import are_posts, is_list
from threadview.formats.pages.shapes import DATED, Shapes, shapes_of
from threadview.markup import body, words
from threadview.model import Evidence, Post

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

SURE = 0.9
"""The most that repetition alone can be believed."""

_AROUND = re.compile(r"signature|moderator|footer|tools|controls|header|profile", re.IGNORECASE)
_SLANTED = frozenset({"em", "i", "b", "strong"})


def repeated(tree: LexborHTMLParser, base: str) -> tuple[list[Found], bool]:
    """What a page repeats, each with how sure it is that these are its posts; and whether they can
    be posts at all where nothing else says so."""
    if tree.body is None:
        return [], False
    page = shapes_of(tree.body)
    group = heaviest(page)
    if len(group) < FEWEST or is_list(page, group):
        return [], False
    group = grown(page, [*starter(page, group), *group])
    content = _content(page, group)
    names = names_of(page, group, content)
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
    fold_furniture(found)
    return found, are_posts(page, group, content, found)


def _content(page: Shapes, group: list[int]) -> list[int]:
    """The element of the words in each post: of the shape that holds, in most posts, the most
    words which are not the same in the others, and no date."""
    largest: dict[str, dict[int, int]] = defaultdict(dict)
    for member, end in _own_ranges(page, group):
        for index in range(member + 1, end):
            if page.words[index]:
                mine = largest[page.shapes[index]]
                if member not in mine or _fuller(page, index) > _fuller(page, mine[member]):
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
        _whole(page, best[1], chosen[member], member, end)
        if member in chosen
        else _alone(page, member, end)
        for member, end in _own_ranges(page, group)
    ]


def _fuller(page: Shapes, index: int) -> tuple[bool, int]:
    """Of a post's elements of one shape, its words are rather in one without a date."""
    return not page.dates[index], page.words[index]


def _whole(page: Shapes, shape: str, largest: int, member: int, end: int) -> int:
    """The element that holds all pieces of a post's words, where a quote in a box of its own cuts
    them: around the largest piece, the first that holds every other piece too."""
    dated = page.dates[largest] > 0
    pieces = [
        index
        for index in range(member + 1, end)
        if page.shapes[index] == shape and page.words[index] and (page.dates[index] > 0) == dated
    ]
    first, last = min(pieces), max(pieces)
    around = largest
    while around > member and not (around <= first and last < page.ends[around]):
        around = page.parents[around]
    if around <= member or page.dates[around] > page.dates[largest]:
        return largest
    return around


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
        page.nodes[inner].tag == "a" and leads_to_person(page, inner)
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


def _found(
    page: Shapes, member: int, end: int, words_at: int, name: str | None, base: str
) -> Found:
    node = page.nodes[member]
    fragment = body(page.nodes[words_at], RULES, base)
    edit = _edit(page, member, end, words_at)
    if edit is None and fragment.blocks and is_edit(fragment.blocks[-1].text, dated=False):
        edit = fragment.blocks[-1].text
        fragment = fragment._replace(blocks=fragment.blocks[:-1])
    ident = node.attributes.get("id") or node.attributes.get("data-id") or ""
    digits = re.search(r"\d+", ident)
    post = Post(
        0,
        fragment.blocks,
        fragment.quotes,
        author=name,
        id=digits[0] if digits else (ident or None),
    )
    return Found(
        post, _date(page, member, end, words_at), (edit, editor(edit), None) if edit else None
    )


def _edit(page: Shapes, member: int, end: int, words_at: int) -> str | None:
    """The line outside a post's words that says it was edited."""
    for index in range(member, end):
        if words_at != member and words_at <= index < page.ends[words_at]:
            continue
        if opens_edit(page.own[index][:LONGEST]):
            whole = page.parents[index] if page.nodes[index].tag in _SLANTED else index
            line = words(page.nodes[whole])
            if is_edit(line, page.dates[whole] > 0):
                return line
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
