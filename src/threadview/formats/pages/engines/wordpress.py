"""WordPress: an article and the comments below it.

By the templates of its own themes and by what `wp_list_comments` prints, in both its forms
(developer.wordpress.org, class Walker_Comment).
"""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import BLOCKQUOTE, Rules

_RULES = Rules(
    quotes=(BLOCKQUOTE,),
    drop=".comment-author, .comment-meta, .commentmetadata, .comment-awaiting-moderation, .reply, "
    ".comment-reply-link, .comment-respond, .sharedaddy, .jp-relatedposts, .post-navigation, "
    ".entry-footer, .post-edit-link",
    smiley="img.wp-smiley, img.emoji",
)

_ARTICLE = Record(
    post=".hentry, article.post, .type-post, .type-page",
    content=(".entry-content", ".post-content", ".entry", ".post-entry"),
    author=(
        ".byline .fn",
        ".author.vcard .fn",
        ".author.vcard",
        "[rel='author']",
        ".byline a",
        ".entry-author",
        ".post-author",
    ),
    date=(
        "time.entry-date @datetime",
        "time.published @datetime",
        "time @datetime",
        ".entry-date",
        ".published @title",
        ".posted-on",
        ".post-date",
    ),
    id=("@id ~ post-(\\d+)",),
    permalink=(".entry-title a @href", "a[rel='bookmark'] @href"),
    needs=".entry-content, .post-content, .entry, .post-entry",
)

_COMMENT = Record(
    post=".comment-list .comment-body, .commentlist .comment-body, [id^='div-comment-'], "
    "article.comment[id^='comment-']",
    content=(".comment-content", ".comment-text", ""),
    author=(".comment-author .fn", ".comment-author cite", ".fn", ".comment-author"),
    date=(
        "time @datetime",
        ".comment-metadata a",
        ".commentmetadata a",
        ".comment-meta a",
        ".comment-date",
    ),
    id=("@id ~ comment-(\\d+)",),
    permalink=(".comment-metadata a @href", ".commentmetadata a @href", ".comment-meta a @href"),
)

ENGINES = (
    Engine(
        "WordPress",
        signs=(
            ("comment-author vcard", "comment-author", "commentlist"),
            ("comment-body", "comment-content"),
        ),
        records=(_ARTICLE, _COMMENT),
        title=("h1.entry-title", ".hentry h1", "h2.entry-title", "h1"),
        rules=_RULES,
        branch=".comment-list li, .commentlist li",
    ),
)
