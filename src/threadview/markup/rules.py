"""What an engine or a mail program does its own way inside a post, as data for the walker.

A *place* is a short string that says where in a fragment a piece of text stands:

    "selector"              the words of the first element that matches
    "selector @attribute"   that attribute of it; "@attribute" alone: of the element itself
    "... ~ regex"           and of that, the first group of the first match (the whole match,
                            if the expression has no group); no match means no answer

Several places are asked in order; the first that answers counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from selectolax.lexbor import LexborNode

SPACE = re.compile(r"[ \t\n\r\f]+")
"""White space that a browser collapses (HTML, "ASCII whitespace"): a no-break space is none."""

_REGEX = re.compile(r"(?:^|\s)~\s")
_ATTRIBUTE = re.compile(r"(?:^|\s)@([\w:-]+)\s*$")


class Place(NamedTuple):
    """A place, taken apart."""

    select: str
    attribute: str | None
    regex: re.Pattern[str] | None


@lru_cache(maxsize=4096)
def place(written: str) -> Place:
    """Take a written place apart. (No selector here combines by a `~` with blanks around it.)"""
    select, *regex = _REGEX.split(written, maxsplit=1)
    attribute = _ATTRIBUTE.search(select)
    if attribute is not None:
        select = select[: attribute.start()]
    compiled = re.compile(regex[0].strip(), re.IGNORECASE | re.DOTALL) if regex else None
    return Place(select.strip(), attribute[1] if attribute else None, compiled)


MOST_ASKED = 25
"""Elements that a place with a regular expression asks before it gives up."""

MOST_FOUND = 1000
DEEPEST = 500
"""Elements found in a post that holds other posts, and levels between it and them, that are looked
at to tell whose they are."""

LONGEST = 5000
"""Pieces of text and elements of which words are taken; names, dates and attributions have few."""


def words(node: LexborNode, most: int = LONGEST) -> str:
    """The words of an element, white space collapsed, scripts and styles left out; of an enormous
    one its beginning."""
    parts: list[str] = []
    stack: list[LexborNode | None] = []
    here = node.child
    while here is not None or stack:
        if here is None:
            here = stack.pop()
            continue
        most -= 1
        if most < 0:
            break
        tag = here.tag
        following = here.next
        if tag == "-text":
            parts.append(here.text_content or "")
        elif tag not in {"script", "style", "template", "noscript"}:
            if tag == "br":
                parts.append(" ")
            stack.append(following)
            here = here.child
            continue
        here = following
    return SPACE.sub(" ", "".join(parts)).strip()


def at(node: LexborNode, written: str, others: Container[int] = ()) -> str | None:
    """What stands at a place below `node`, or None for nothing or nothing but white space.

    With a regular expression the first element in which it matches counts, else the first
    element. Elements that stand inside one of `others` (by `mem_id`) below `node` do not count.
    """
    where = place(written)
    if not where.select:
        return read(node, where)
    if where.regex is None and not others:
        found = node.css_first(where.select)
        return None if found is None else read(found, where)
    for found in own(node, where.select, others)[:MOST_ASKED]:
        said = read(found, where)
        if said is not None or where.regex is None:
            return said
    return None


def own(node: LexborNode, select: str, others: Container[int] = ()) -> list[LexborNode]:
    """The elements below `node` that a selector finds, without those inside one of `others`."""
    found = node.css(select)
    if not others:
        return found
    return [one for one in found[:MOST_FOUND] if _belongs(one, node, others)]


def _belongs(found: LexborNode, node: LexborNode, others: Container[int]) -> bool:
    """Whether no element of `others` stands between an element and the one it was found in."""
    above: LexborNode | None = found
    for _ in range(DEEPEST):
        if above is None or above.mem_id == node.mem_id:
            return True
        if above.mem_id in others:
            return False
        above = above.parent
    return False


def read(found: LexborNode, where: Place) -> str | None:
    """What the element that a place points at says."""
    raw = found.attributes.get(where.attribute) if where.attribute else words(found)
    if raw is None:
        return None
    if where.regex is not None:
        match = where.regex.search(raw)
        if match is None:
            return None
        raw = match[1] if where.regex.groups else match[0]
    return (raw or "").strip() or None


def first(node: LexborNode, places: Iterable[str], others: Container[int] = ()) -> str | None:
    """The first answer among several places."""
    for written in places:
        found = at(node, written, others)
        if found is not None:
            return found
    return None


@dataclass(frozen=True, slots=True)
class QuoteRule:
    """How quoted words are framed.

    `select` is the element that holds them. `author` and `source` are places inside it (also on
    it: "@data-author") that name who is quoted and the quoted post's id. `cite` selects the
    attribution inside the element, `before` one that stands ahead of it ("Quote from: X"); both
    become "attribution" blocks, and `author` and `source` are also asked of the one ahead.
    """

    select: str
    author: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    cite: str = ""
    before: str = ""


BLOCKQUOTE = QuoteRule(
    "blockquote",
    author=("@data-author", "@data-username", "blockquote > cite", "blockquote > footer > cite"),
    cite="blockquote > cite, blockquote > footer > cite",
)
"""What a bare `<blockquote>` says by itself."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How the fragments of one engine are read; fields are selector lists, or empty.

    `drop` is left out altogether (buttons, counters: furniture that nobody would miss); `chrome`
    and `signature` become blocks of those kinds; `spoiler` holds hidden words, whose label is
    `spoiler_label`; `code` is set as it stands, like `<pre>`; `smiley` are pictures that stand
    for their alternative text in the middle of a line. `signature_line` alone is a regular
    expression: a line that it matches whole, outside quotes, begins the signature. `marked` says
    that people quote by a ">" before the line, for want of anything better.
    """

    quotes: tuple[QuoteRule, ...] = (BLOCKQUOTE,)
    drop: str = ""
    chrome: str = ""
    signature: str = ""
    spoiler: str = ""
    spoiler_label: str = ""
    code: str = ""
    smiley: str = ""
    signature_line: str = ""
    marked: bool = False


PLAIN = Rules()
"""The rules of HTML itself."""
