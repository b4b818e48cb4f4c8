"""WoltLab Suite and Burning Board 4."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_RULES = Rules(
    quotes=(
        QuoteRule(
            "blockquote.quoteBox, blockquote.containerPadding",
            author=(
                "@data-author",
                ".quoteBoxTitle ~ (?:Zitat von|Quote from|Citation de)\\s+(.+)$",
                'header h3 ~ (?:Zitat von|Quote from|Citation de|Quote by)\\s+„?"?(.+?)[“"]?$',
            ),
            source=("@data-link ~ postID=(\\d+)", "a @href ~ #post(\\d+)"),
            cite=".quoteBoxIcon, .quoteBoxTitle, blockquote > header",
        ),
        QuoteRule("blockquote"),
    ),
    drop=".codeBoxHeader, .jsQuoteMessage",
    code=".codeBox code, .codeBoxCode",
    spoiler=".spoilerBoxContent",
    spoiler_label=".jsSpoilerToggle",
    smiley="img.smiley",
)

_MESSAGE = Record(
    post="article.message[data-post-id], article.message[data-object-id], article.wbbPost",
    content=(".messageText", ".messageBody"),
    author=(".messageAuthor .username", ".messageSidebar .username", "[itemprop='author']"),
    author_title=(".userTitleBadge", ".userTitle"),
    date=(
        ".messagePublicationTime time @datetime",
        ".messageHeader time @datetime",
        "time @datetime",
    ),
    id=("@data-post-id", "@data-object-id"),
    permalink=("a.messagePublicationTime @href", ".messagePublicationTime a @href"),
    edit=(".messageFooterNote[id*='Edit']", ".messageFooterNote.wbbPostEditNote", ".editNote"),
    edit_by=(".messageFooterNote a.username", ".messageFooterNote a"),
    edit_date=(".messageFooterNote time @datetime",),
    reactions=".reactionSummaryList .reactCountButton",
    also=".attachmentThumbnailList a, .attachmentFileList a",
    signature=".messageSignature",
    needs=".messageText, .messageBody",
)

ENGINES = (
    Engine(
        "WoltLab",
        signs=(("messageText", "messageBody"), ("wbbThread", "wbbPost", "data-wsc", "WCF_PATH")),
        records=(_MESSAGE,),
        title=("h1.contentTitle", "h1"),
        rules=_RULES,
        poll=".pollContainer",
    ),
)
