"""Vanilla Forums."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_RULES = Rules(
    quotes=(
        QuoteRule(
            "blockquote.UserQuote, blockquote.Quote, .embedQuote-main, .quoteEmbed",
            author=(
                ".QuoteAuthor a:first-child",
                ".QuoteAuthor ~ ^(.+?)\\s+(?:wrote|said)",
                "@rel",
                ".embedQuote-userName",
                ".quoteEmbed-userName",
            ),
            source=(".QuoteLink @href ~ (\\d+)$", "a[href*='comment'] @href ~ (\\d+)$"),
            cite=".QuoteAuthor, .embedQuote-header, .quoteEmbed-header",
        ),
        QuoteRule(
            '.js-embed[data-embedjson*=\'"embedType":"quote"\'], '
            '[data-embedjson*=\'"embedType":"quote"\']',
            author=('@data-embedjson ~ "insertUser":\\{[^{}]*"name":"([^"]+)"',),
            source=('@data-embedjson ~ "recordID":"?(\\d+)',),
        ),
        QuoteRule("blockquote"),
    ),
    drop=".Options, .Hidden, .embedQuote-metaLink",
    spoiler=".Spoiler, .UserSpoiler .SpoilerText, .spoiler-content",
    spoiler_label=".SpoilerTitle, .spoiler-buttonContainer",
    smiley="img.emoji, img[class*='emoji']",
)

_ITEM = Record(
    post=".ItemDiscussion, .ItemComment",
    content=(".Message.userContent", ".Message", ".userContent"),
    author=(".Author .Username", ".Author a[title] @title", ".Author a", ".Author"),
    author_title=(".AuthorInfo .AuthorTitle", ".AuthorInfo .Rank", ".MItem.Rank"),
    date=(".DateCreated time @datetime", ".DateCreated time @title", ".DateCreated"),
    id=("@id ~ (\\d+)",),
    permalink=(".DateCreated a @href", "a.Permalink @href"),
    edit=(".DateUpdated",),
    edit_by=(".DateUpdated @title ~ by\\s+(.+?)\\.?$",),
    edit_date=(".DateUpdated time @datetime", ".DateUpdated @title ~ Edited\\s+(.+?)\\s+by"),
    reactions=".Reactions .ReactButton:has(.Count)",
    also=".Attachments a",
    signature=".Signature, .UserSignature",
    needs=".Message, .userContent",
)

ENGINES = (
    Engine(
        "Vanilla",
        signs=(("ItemComment", "ItemDiscussion"), ("userContent", "Message")),
        records=(_ITEM,),
        title=(".PageTitle h1", "h1", ".Discussion h1"),
        rules=_RULES,
        poll=".DP_ResultsForm, .Polls",
    ),
)
