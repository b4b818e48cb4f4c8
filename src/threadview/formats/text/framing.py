"""Framed quotes in a plain-text post: attribution lines, `>` marks and indentation.

What `frame` wants of its caller (formats/text): everything between a post's header furniture and
its footer furniture as blocks of kind "paragraph" (or "code", "item" …), *including* the lines
that frame quotes ("X said:", "Quote:", "Originally Posted by X", "View Post", "Click to expand…"),
with line ends, `>` marks and leading white space still in `Block.text`: the indentation of a line
against its neighbours says what is quoted. `frame` takes all of it off again.
"""

from __future__ import annotations

from threadview.model import Post


def frame(post: Post, region: str = "") -> Post:
    """The post with its framed quotes marked: attribution lines become blocks of that kind, quote
    marks leave the text, and every quoted block names its quote. Spans still partition the post.

    `region` is the post's stretch of the dump (`Post.extent`), where the caller has it at hand: cuts
    inside a block are then exact; without it they are reckoned from the block's own text.
    """
    return post
