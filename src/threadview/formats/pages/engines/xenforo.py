"""XenForo 1 and 2, and what is built on XenForo 2 (VerticalScope's network)."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_SAID = (
    "(?:said|wrote|schrieb|sagte|meinte|a dit|a écrit|dijo|escribió|disse|escreveu|ha scritto|"
    "zei|schreef|skrev|sa|napisał|сказал|написал|yazdı|kirjoitti|：|:$)"
)

_RULES_2 = Rules(
    quotes=(
        QuoteRule(
            "blockquote",
            author=("@data-quote", f".bbCodeBlock-title ~ ^(.+?) {_SAID}"),
            source=("@data-source ~ post: *(\\d+)", ".bbCodeBlock-sourceJump @href ~ (\\d+)/?$"),
            cite=".bbCodeBlock-title",
        ),
    ),
    drop=".bbCodeBlock-expandLink, .bbCodeBlock-shrinkLink, .js-selectToQuoteEnd, .lightbox, "
    ".bbCodeBlock--code > .bbCodeBlock-title, .bbCodeBlock--screenLimited > .bbCodeBlock-title, "
    ".message-signature, .adsbygoogle, .samCodeUnit, "
    ".fr-marker, .contentRow-figure, .js-unfurl-figure, "
    ".message-lastEdit, .p-body-ad, .sr-only, .u-srOnly, .reactionsBar, .message-attachments",
    spoiler=".bbCodeSpoiler-content, .bbCodeInlineSpoiler",
    spoiler_label=".bbCodeSpoiler-button",
    smiley="img.smilie, span.smilie, img.bbEmoji",
)

_RULES_1 = Rules(
    quotes=(
        QuoteRule(
            ".bbCodeQuote",
            author=("@data-author", ".attribution ~ (.+?) (?:said|wrote)"),
            source=(".AttributionLink @href ~ post-(\\d+)", ".AttributionLink @href ~ (\\d+)/?$"),
            cite=".bbCodeQuote .attribution",
        ),
    ),
    drop=".messageTextEndMarker, .quoteExpand, .bbCodeCode .type, .bbCodePHP .type, .editDate, "
    ".bbCodeBlock .type",
    spoiler=".bbCodeSpoilerText",
    spoiler_label=".bbCodeSpoilerButton",
    smiley="img.mceSmilie, img.mceSmilieSprite",
)

_MESSAGE = Record(
    post="article.message--post, article.message[data-content^='post-'], li.message[data-content]",
    content=(".message-body .bbWrapper", ".message-body", ".message-content .bbWrapper"),
    author=("@data-author", ".message-name .username", ".message-name"),
    author_title=(".message-userTitle", ".userTitle"),
    date=(
        ".message-attribution time @datetime",
        ".message-attribution-main time @datetime",
        ".message-header time @datetime",
        "time.u-dt @datetime",
        ".message-attribution-main",
    ),
    id=("@data-content ~ post-(\\d+)", "@id ~ post-(\\d+)"),
    permalink=(
        ".message-attribution-main a @href",
        ".message-attribution-opposite li:last-child a @href",
        ".message-attribution-opposite a @href",
    ),
    edit=(".message-lastEdit",),
    edit_by=(".message-lastEdit .username", ".message-lastEdit ~ by (a moderator)"),
    edit_date=(".message-lastEdit time @datetime",),
    reactions=".reactionsBar-link, .sv-rating__count",
    also="a.file-preview, .file-name > a",
    signature=".message-signature",
    needs=".message-body, .bbWrapper",
)

_CARD = Record(
    post="div.MessageCard, article.js-post[data-author]",
    content=("article.message-body .bbWrapper", ".message-body"),
    author=("@data-author", ".MessageCard__user-info__name"),
    author_title=(".MessageCard__user-title", ".MessageCard__user-info__title"),
    date=(".MessageCard__date-created time @datetime", "time.u-dt @datetime"),
    id=(
        "@data-content ~ post-(\\d+)",
        "@id ~ post-(\\d+)",
        ".MessageCard__post-position @href ~ post-(\\d+)",
    ),
    permalink=("meta[itemprop='url'] @content", ".MessageCard__post-position @href"),
    edit=(".message-lastEdit", ".MessageCard__edit-info", ".MessageCard__last-edit"),
    edit_by=(".message-lastEdit .username", ".message-lastEdit ~ by (a moderator)"),
    edit_date=(".message-lastEdit time @datetime",),
    reactions=".reactionsBar-link",
    also="a.file-preview, .file-name > a",
    signature=".message-signature",
    needs=".message-body",
)

_ONE = Record(
    post="ol.messageList > li.message, #messageList > li.message",
    content=("blockquote.messageText", ".messageText"),
    author=("@data-author", ".userText .username", "a.username"),
    author_title=(".userTitle",),
    date=(
        ".messageMeta .DateTime @data-time",
        ".messageMeta .DateTime @title",
        ".messageDetails .DateTime @data-time",
        ".messageDetails .DateTime @title",
        ".datePermalink .DateTime @data-time",
        ".datePermalink .DateTime @title",
        ".DateTime",
    ),
    id=("@id ~ post-(\\d+)",),
    permalink=(".datePermalink @href", ".hashPermalink @href"),
    edit=(".editDate",),
    edit_by=(".editDate ~ by (a moderator)",),
    edit_date=(
        ".editDate .DateTime @data-time",
        ".editDate .DateTime @title",
        ".editDate .DateTime",
    ),
    reactions=".likesSummary .LikeText, .dark_postrating_outputlist li",
    also=".attachedFiles .filename a",
    signature=".signature",
    needs=".messageText",
)

ENGINES = (
    Engine(
        "VerticalScope",
        signs=(("california-", "MessageCard__"), ("MessageCard",)),
        records=(_CARD,),
        title=("h1.MessageCard__thread-title", "h1.p-title-value", "h1"),
        rules=_RULES_2,
        poll=".block--poll, .js-pollContainer",
    ),
    Engine(
        "XenForo 2",
        signs=(('id="XF"', "message--post", "data-xf-init"), ("message-body", "bbWrapper")),
        records=(_MESSAGE,),
        title=("h1.p-title-value",),
        rules=_RULES_2,
        poll="[data-xf-init~='poll-block'], .block[data-poll], form.block[action*='/poll/']",
    ),
    Engine(
        "XenForo 1",
        signs=(("messageList",), ("messageText",)),
        records=(_ONE,),
        title=(".titleBar h1", "h1"),
        rules=_RULES_1,
        poll=".PollContainer, #PollContainer",
    ),
)
