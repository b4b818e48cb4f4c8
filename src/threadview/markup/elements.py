"""What single elements of HTML are and say: boxes, pictures, smileys, code, tables of data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

SKIPPED = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "select", "textarea", "button"}
    | {"input", "svg", "option", "datalist", "rp", "map"}
)
"""Elements that show no words of a post."""
MARGINS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "figure", "ul", "ol", "menu", "table"}
    | {"fieldset"}
)
"""Boxes that keep an empty line between them and their neighbours."""
BOXES = frozenset(
    {"div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "form"}
    | {"center", "dt", "dd", "figcaption", "caption", "details", "summary", "tbody", "thead"}
    | {"tfoot", "tr", "td", "th", "legend", "hgroup", "li", "blockquote"}
)
"""Boxes that only begin a line of their own."""
EMBEDS = frozenset({"iframe", "video", "audio", "embed", "object"})

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*|highlight-source-|sourceCode\s+)([\w#+.-]+)"
)
_PICTURE = ("data-url", "data-src", "data-original", "data-lazy-src", "data-orig-src", "src")
_SMILEY = re.compile(r"smil|emoji|emoticon|/twemoji/", re.IGNORECASE)
_ARRANGED = "table, ul, ol, blockquote, pre, div, img, iframe"
"""What a cell holds when its table only arranges things."""


def is_data(table: LexborNode) -> bool:
    """Whether a table has columns, and nothing in them that is more than a line of words."""
    part = table.child
    while part is not None:
        # First: of ten thousand nested tables each is left at once, none searched to its end.
        if part.tag != "-text" and part.css_first(_ARRANGED) is not None:
            return False
        part = part.next
    return table.css_first("td + td, th + td, th + th, td + th") is not None


def stands_for(attributes: dict[str, str | None]) -> str:
    """What a smiley stands for: its sign, or its name between colons."""
    for name in ("emoid", "alt", "title", "data-shortname"):
        text = (attributes.get(name) or "").strip()
        if text and not text.lower().endswith((".gif", ".png", ".svg")):
            return f":{text.lower()}:" if text.replace(" ", "").isalpha() else text
    return ""


def is_smiley(attributes: dict[str, str | None], source: str) -> bool:
    """Whether a picture's class or address says that it stands for a sign."""
    return _SMILEY.search(f"{attributes.get('class')} {source[:2000]}") is not None


def picture_address(attributes: dict[str, str | None]) -> str:
    """Where a picture is: lazily loaded ones name it elsewhere than in `src`."""
    return next((a for name in _PICTURE if (a := attributes.get(name))), "")


def language_of(node: LexborNode) -> str | None:
    """The language of a code block, where its classes or attributes name one."""
    inner = node.css_first("code")
    for element in (node, inner):
        if element is None:
            continue
        attributes = element.attributes
        named = attributes.get("data-lang") or attributes.get("data-language")
        match = _LANGUAGE.search(attributes.get("class") or "")
        found = named or (match[1] if match else None)
        if found and found.lower() not in ("none", "auto", "plaintext", "nohighlight", "text"):
            return found.lower()
    return None


def file_name(address: str) -> str:
    """What to call a picture that has no other name: the last part of its address."""
    path = address.split("?", 1)[0].rstrip("/")
    if path.startswith("data:"):
        return "image"
    return path.rsplit("/", 1)[-1][:120] or "image"
