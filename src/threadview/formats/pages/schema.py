"""Pages that state their posts in schema.org's words: JSON-LD, or microdata in the markup.

JSON-LD (https://schema.org/DiscussionForumPosting, /Comment, /QAPage) is read from the scripts of
a page; microdata is just another engine's table. Text that stands in JSON-LD may be HTML or not.
"""

from __future__ import annotations

import re
from typing import Any

from threadview.formats.pages.engine import Engine, Record
from threadview.formats.pages.general import RULES
from threadview.formats.pages.linking import Found
from threadview.markup import Fragment, parse
from threadview.model import Block, Evidence, Post

STATED = Evidence("markup", "schema.org", 0.95)
"""The page says so itself, though not always all of it."""

_SCRIPT = re.compile(
    r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(.*?)</script>", re.DOTALL | re.IGNORECASE
)
_POSTS = frozenset(
    {"DiscussionForumPosting", "SocialMediaPosting", "Comment", "Question", "Answer"}
    | {"UserComments", "ForumPosting"}
)
_ANSWERS = ("comment", "acceptedAnswer", "suggestedAnswer", "hasPart")
_HTML = re.compile(r"<(?:p|br|div|a|ul|ol|blockquote|pre|img|b|i|em|strong)\b", re.IGNORECASE)
_MOST = 100_000
"""Posts that are read from one page's JSON-LD."""

MICRODATA = Engine(
    "schema.org",
    signs=(
        (
            "schema.org/DiscussionForumPosting",
            "schema.org/Comment",
            "schema.org/UserComments",
            "schema.org/Answer",
        ),
    ),
    records=(
        Record(
            post="[itemtype$='/DiscussionForumPosting'], [itemtype$='/Comment'], "
            "[itemtype$='/Question'], [itemtype$='/Answer'], [itemtype$='/UserComments']",
            content=(
                "[itemprop='text']",
                "[itemprop='articleBody']",
                "[itemprop='commentText']",
                "[itemprop='description']",
            ),
            author=(
                "[itemprop='author'] [itemprop='name'] @content",
                "[itemprop='author'] [itemprop='name']",
                "[itemprop='creator'] [itemprop='name']",
                "[itemprop='author'] @content",
                "[itemprop='author'] [class*='name' i]",
                "[itemprop='author']",
                "[itemprop='creator']",
            ),
            date=(
                "[itemprop='datePublished'] @datetime",
                "[itemprop='datePublished'] @content",
                "[itemprop='dateCreated'] @datetime",
                "[itemprop='dateCreated'] @content",
                "[itemprop='commentTime'] @datetime",
                "[itemprop='datePublished']",
                "time @datetime",
            ),
            id=("@id ~ (\\d+)", "@id", "[itemprop='url'] @content"),
            permalink=("[itemprop='url'] @content", "[itemprop='url'] @href"),
            score=("[itemprop='upvoteCount'] @content", "[itemprop='upvoteCount']"),
            needs="[itemprop='text'], [itemprop='articleBody'], [itemprop='commentText'], "
            "[itemprop='description']",
        ),
    ),
    rules=RULES,
    branch="[itemtype$='/Comment'], [itemtype$='/Answer'], [itemtype$='/UserComments']",
)


def stated(html: str, base: str) -> tuple[str | None, list[Found]]:
    """The title and the posts that a page's JSON-LD states."""
    if "ld+json" not in html:
        return None, []
    import json

    best: tuple[str | None, list[Found]] = (None, [])
    for match in _SCRIPT.finditer(html):
        if not any(kind in match[1] for kind in _POSTS):
            continue
        try:
            data = json.loads(match[1].strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        told = _walk(data, base)
        if len(told[1]) > len(best[1]):
            best = told
    return best


def _walk(data: Any, base: str) -> tuple[str | None, list[Found]]:
    """All posts in a piece of JSON-LD, answers after what they answer."""
    title: str | None = None
    found: list[Found] = []
    stack: list[tuple[Any, Found | None]] = [(data, None)]
    while stack and len(found) < _MOST:
        thing, parent = stack.pop()
        if isinstance(thing, list):
            stack += [(one, parent) for one in reversed(thing)]
        elif isinstance(thing, dict):
            one = parent
            if _POSTS & set(_kinds(thing)):
                title = title or _text(thing.get("headline") or thing.get("name"))
                one = _found(thing, parent, base)
                if one is not None:
                    found.append(one)
            inner = ("@graph", "mainEntity", *_ANSWERS)
            stack += [(thing[key], one) for key in reversed(inner) if key in thing]
    return title, found


def _kinds(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1] for kind in named if isinstance(kind, str)]


def _found(thing: dict[str, Any], parent: Found | None, base: str) -> Found | None:
    text = _text(thing.get("text") or thing.get("articleBody") or thing.get("commentText"))
    fragment = _fragment(text or "", base)
    if not fragment.blocks:
        return None
    depth = 0 if parent is None or parent.parent is None else parent.post.depth + 1
    author = thing.get("author") or thing.get("creator")
    author = author[0] if isinstance(author, list) and author else author
    name = _text(author.get("name") if isinstance(author, dict) else author)
    votes = thing.get("upvoteCount")
    post = Post(
        0,
        fragment.blocks,
        fragment.quotes,
        author=name,
        author_evidence=STATED if name else None,
        id=_text(thing.get("@id") or thing.get("identifier") or thing.get("url")),
        permalink=_text(thing.get("url")),
        depth=depth,
        reactions=(("points", votes),) if isinstance(votes, int) else (),
        evidence=STATED,
    )
    date = _text(thing.get("datePublished") or thing.get("dateCreated"))
    return Found(post, date, parent=parent)


def _fragment(text: str, base: str) -> Fragment:
    if _HTML.search(text):
        return parse(text, MICRODATA.rules, base)
    from html import unescape

    lines = unescape(text).replace("\r\n", "\n").strip()
    parts = [part.strip() for part in re.split(r"\n[ \t]*\n", lines)]
    return Fragment(tuple(Block("paragraph", part) for part in parts if part))


def _text(value: Any) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None
