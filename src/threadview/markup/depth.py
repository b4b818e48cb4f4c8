"""Elements nested beyond all measure: the tags that make them so are taken out before parsing.

A tree of n elements nested in one another costs a selector, and the parser, steps by n squared.
Browsers stop at 512 levels (Chromium, WebKit and Gecko alike); people's pages stay far below.
"""

from __future__ import annotations

import re

DEEPEST = 1000
"""Levels that are kept. What stands deeper keeps its words and loses its element."""

_PIECE = 8192
_TAG = re.compile(
    r"""<(/?)
    (?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr
        |p|li|option|tr|td|th|dt|dd|tbody|thead|tfoot|html|head|body)[\s/>])
    [a-zA-Z][^<>]*?(/?)>""",
    re.IGNORECASE | re.VERBOSE,
)
"""A tag, but of no element without content, nor of one that ends where the next like it begins."""


def shallow(html: str) -> str:
    """The markup, without the tags of elements nested deeper than `DEEPEST`; linear."""
    return _cut(html) if _may_be_deep(html) else html


def _may_be_deep(html: str) -> bool:
    """Whether more tags may be open at once than are kept: an upper bound, by counting alone."""
    open_ = 0
    for start in range(0, len(html), _PIECE):
        begun = html.count("<", start, start + _PIECE)
        ended = html.count("</", start, start + _PIECE)
        if open_ + begun - ended > DEEPEST:
            return True
        open_ = max(0, open_ + begun - 2 * ended)
    return False


def _cut(html: str) -> str:
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        closing, closed = tag.groups()
        if closed:
            return tag.group()
        if not closing:
            depth += 1
            return tag.group() if depth <= DEEPEST else ""
        depth, was = max(0, depth - 1), depth
        return tag.group() if was <= DEEPEST else ""

    return _TAG.sub(kept, html)
