"""Discourse: the static view that crawlers get, and the page as a browser builds it."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_RULES = Rules(
    quotes=(
        QuoteRule(
            "aside.quote",
            author=(
                "@data-username",
                "aside.quote > .title ~ ^(.+?):?$",
            ),
            # Not the number of a post in another topic, to which the title links.
            source=(
                "aside.quote:not(:has(> .title > a[href*='/t/'],"
                " > .title > .quote-title__text-content > a[href*='/t/'])) @data-post",
            ),
            cite="aside.quote > .title",
        ),
        QuoteRule("blockquote:not(aside.quote > blockquote)"),
    ),
    drop=".quote-controls, .meta, .codeblock-button-wrapper, .onebox .site-icon, "
    ".lightbox .meta, .onebox .hidden, "
    ".cooked-selection-barrier, .github-icon-container, .d-lazyload-hidden, "
    ".post-gap, .cooked > .signature-img",
    spoiler=".spoiler, .spoiled",
    smiley="img.emoji",
)

_CRAWLER = Record(
    post=".crawler-post",
    content=(".post[itemprop='text']", "div.post"),
    author=("[itemprop='author'] [itemprop='name']", ".creator [itemprop='name']", ".creator"),
    date=("time.post-time @datetime", "time @datetime"),
    id=("@id ~ post_(\\d+)", "[itemprop='position']"),
    permalink=("[itemprop='mainEntityOfPage'] @href", "meta[itemprop='url'] @content"),
    reactions=".post-likes",
    needs=".post",
)

_BUILT = Record(
    post="article[data-post-id]",
    content=(".cooked",),
    author=(".names [data-user-card] @data-user-card", ".names .username", ".names a"),
    author_title=(".names .user-title",),
    date=(
        ".post-date .relative-date @data-time",
        ".post-info .relative-date @data-time",
        ".relative-date @data-time",
        ".relative-date @title",
    ),
    id=("@id ~ post_(\\d+)", "@data-post-id"),
    permalink=("a.post-date @href",),
    edit=(".post-info.edits .relative-date @title", ".post-info.edits"),
    reply=(".reply-to-tab @href ~ /(\\d+)$",),
    reactions=".discourse-reactions-counter .reactions-counter, .like-count .d-button-label",
    needs=".cooked",
)

ENGINES = (
    Engine(
        "Discourse",
        signs=(("crawler-post",),),
        records=(_CRAWLER,),
        title=("#topic-title h1 a", "h1 a", "h1"),
        rules=_RULES,
    ),
    Engine(
        "Discourse",
        signs=(("data-post-id",), ("cooked",)),
        records=(_BUILT,),
        title=("h1[data-topic-id]", "a.fancy-title", "h1"),
        rules=_RULES,
    ),
)
