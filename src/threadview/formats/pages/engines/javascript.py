"""NodeBB and Flarum: forums that a browser builds, in the form that a page keeps of them."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_RULES_NODEBB = Rules(
    quotes=(
        QuoteRule(
            ".card.quote, blockquote",
            author=(
                "[data-username] @data-username",
                ".card-header .username",
                "p:has(+ blockquote) > a.plugin-mentions-user ~ ^@?(.+)$",
                "blockquote > p:first-child > a.plugin-mentions-user ~ ^@?(.+)$",
            ),
            source=(
                "p:has(+ blockquote) > a[href*='/post/'] @href ~ /post/(\\d+)",
                "blockquote > p:first-child > a[href*='/post/'] @href ~ /post/(\\d+)",
            ),
            cite=".quote > .card-header, "
            "blockquote > p:first-child:has(> a.plugin-mentions-user):has(> a[href*='/post/'])",
            before="p:has(> a.plugin-mentions-user):has(+ blockquote)",
        ),
    ),
    drop=".sr-only, .visually-hidden",
    smiley="img.emoji",
)

_RULES_FLARUM = Rules(
    quotes=(
        QuoteRule(
            "blockquote",
            author=("blockquote .PostMention ~ ^@?(.+)$", "blockquote > div > cite"),
            source=(
                "blockquote .PostMention @data-number",
                "blockquote .PostMention @href ~ /(\\d+)$",
            ),
        ),
    ),
    drop=".Post-mentionedBy, .PostMention-preview",
    spoiler=".spoiler",
    smiley="img.emoji",
)

_NODEBB = Record(
    post="[component='post'][data-pid]",
    content=("[component='post/content']",),
    author=("a[data-username]", "@data-username", "[itemprop='author'] @content"),
    author_title=(".group-label",),
    date=("@data-timestamp", "[itemprop='datePublished'] @content", ".timeago @title"),
    id=("@data-pid",),
    permalink=("a.permalink @href", "[itemprop='url'] @content"),
    edit=("[component='post/editor'] ~ (.*\\bby\\s+\\S.*)",),
    edit_by=(
        "[component='post/editor'] ~ by\\s+(\\S+)",
        "[component='post/editor'] @data-editor",
    ),
    edit_date=(
        "meta[itemprop='dateModified'] @content",
        "[component='post/editor'] .timeago @title",
    ),
    reply=("[component='post/parent'] @data-topid", "[component='post/parent'] @data-parent-pid"),
    preview="[component='post/parent/content']",
    preview_author=("[component='post/parent'] a.fw-semibold",),
    score=("[component='post/vote-count'] @data-votes",),
    signature="[component='post/signature']",
    needs="[component='post/content']",
)

_FLARUM_STATIC = Record(
    post="#flarum-content article",
    content=(".Post-body",),
    author=(".PostUser-name",),
    date=("time @datetime",),
    id=("@id ~ (\\d+)",),
    needs=".Post-body",
)

_FLARUM_BUILT = Record(
    post=".PostStream-item[data-number] article.Post, "
    ".PostStream-item[data-type='comment'] article",
    content=(".Post-body",),
    author=(".PostUser .username", ".PostUser-name"),
    author_title=(".PostUser .badges",),
    date=(".PostMeta time @datetime", "time @datetime"),
    id=("@data-id",),
    permalink=(".PostMeta-permalink @value",),
    edit=(".PostEdited", ".item-edited"),
    edit_date=(".PostEdited @title", ".PostEdited time @datetime"),
    needs=".Post-body",
)

ENGINES = (
    Engine(
        "NodeBB",
        signs=(('component="post"',), ('component="post/content"',)),
        records=(_NODEBB,),
        title=("[component='topic/title']", "[component='post/header'] [itemprop='name']", "h1"),
        rules=_RULES_NODEBB,
    ),
    Engine(
        "Flarum",
        signs=(("PostStream-item",), ("Post-body",)),
        records=(_FLARUM_BUILT,),
        title=(".DiscussionHero-title", "h1"),
        rules=_RULES_FLARUM,
    ),
    Engine(
        "Flarum",
        signs=(("flarum-content",), ("Post-body",)),
        records=(_FLARUM_STATIC,),
        title=("#flarum-content h1", "h1"),
        rules=_RULES_FLARUM,
    ),
)
