"""WoltLab Suite and Burning Board 4.

From Suite 6 on times are elements of their own, which a browser fills; a page as it was sent has
nothing but their attribute.
"""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_RULES = Rules(
    quotes=(
        QuoteRule(
            "blockquote.quoteBox, blockquote.containerPadding",
            author=(
                "@data-author",
                ".quoteBoxTitle ~ ^\\S+ (?:von|from|by|de|di|van|z|av|af|от|od)\\s+(.+)$",
                'header h3 ~ (?:Zitat von|Quote from|Citation de|Quote by)\\s+„?"?(.+?)[“"]?$',
            ),
            source=(
                "@data-link ~ postID=(\\d+)",
                "@cite ~ (?:postID=|#post)(\\d+)",
                "a @href ~ #post(\\d+)",
            ),
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
        "meta[itemprop='datePublished'] @content",
        ".messagePublicationTime woltlab-core-date-time @date",
        ".messagePublicationTime time @datetime",
        ".messageHeader woltlab-core-date-time @date",
        ".messageHeader time @datetime",
        "time @datetime",
    ),
    id=("@data-post-id", "@data-object-id"),
    permalink=("a.messagePublicationTime @href", ".messagePublicationTime a @href"),
    edit=(
        ".messageFooterNote[id*='Edit']",
        ".messageFooterNote.wbbPostEditNote",
        ".editNote",
        ".messageFooterNote ~ (.*\\b(?:mal editiert|edited|bearbeitet|modifié|editado|bewerkt"
        "|edytowa|измен|редакт).*)",
    ),
    edit_by=(".messageFooterNote a.username", ".messageFooterNote a"),
    edit_date=(
        ".messageFooterNote woltlab-core-date-time @date",
        ".messageFooterNote time @datetime",
    ),
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
