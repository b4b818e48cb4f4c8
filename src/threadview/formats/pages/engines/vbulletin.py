"""vBulletin 3, 4 and 5."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_BY = "(?:Posted by|Zitat von|Envoyé par|Iniciado por|Escrito por|Сообщение от|Citaat van|by)"

RULES_3 = Rules(
    quotes=(
        QuoteRule(
            ".post-quote, div.bbcode_quote, td.alt2:has(> div > strong), "
            "td.alt2.quote, div[style*='margin'] > table td.alt2[style*='inset'], "
            "div[style*='margin'] > .alt2[style*='inset'], "
            "div[style*='margin'] > div.smallfont + table td.alt2, blockquote.quote",
            author=(
                ".bbcode_postedby strong",
                f".bbcode_postedby ~ {_BY}\\s+(\\S.*?)\\s*$",
                f"td.alt2 > div ~ {_BY}\\s+(\\S.*?)\\s*$",
                ".alt2 > div:first-child > strong",
                ".quote-author strong",
            ),
            source=("a[href*='post'] @href ~ post(\\d+)", "a @href ~ [?&]p=(\\d+)"),
            cite=".bbcode_postedby, .alt2 > div:first-child:has(strong), .quote-author",
        ),
    ),
    drop=".bbcode_description, div.smallfont:has(+ table), div:has(> label):has(+ .alt2), "
    "div[style*='margin'] > div.smallfont, "
    ".bbcode_quote_container, .post-quote-title",
    signature=".tapatalkSignatur",
    code="pre.alt2, div.alt2[dir='ltr'] > pre, .bbcode_code",
    spoiler="div.alt2 > div[style*='display: none'], .spoiler_content",
    smiley="img.inlineimg",
)

_RULES_5 = Rules(
    quotes=(
        QuoteRule(
            "div.bbcode_quote",
            author=(".bbcode_postedby strong", f".bbcode_postedby ~ {_BY}\\s+(\\S.*?)\\s*$"),
            source=(".bbcode_postedby a @href ~ post(\\d+)", ".bbcode_postedby a @href ~ (\\d+)$"),
            cite=".bbcode_postedby",
        ),
    ),
    drop=".bbcode_description, .b-post__edit-reason, .b-post-attachments, .post-attachments, "
    ".js-post__signature, .post-signature, "
    ".bbcode_container > .h-flex-row, .axd, .ad-container, .b-quote__ellipsis",
    code=".bbcode_code",
    spoiler=".bbcode_spoiler",
    smiley="img.smilie, img.inlineimg",
)

_THREE = Record(
    post="#posts div[id^='edit']:has([id^='post_message_']), "
    "table[id^='post']:has([id^='post_message_'])",
    content=("[id^='post_message_']",),
    author=(".bigusername", "[id^='postmenu_'] a", "[id^='postmenu_']"),
    author_title=(".usertitle",),
    date=(
        ".thead .date",
        "td.thead",
        ".thead",
    ),
    id=("[id^='post_message_'] @id ~ (\\d+)",),
    permalink=("a[id^='postcount'] @href",),
    edit=("em:has(> i)", ".editedby", "td.alt1 > div.smallfont > em", "div.smallfont > em"),
    edit_by=(
        ".smallfont > em ~ (?:edited by|bearbeitet von|editado por|par)\\s+(.+?)(?:;|,| : )",
        ".editedby ~ by\\s+(.+?)(?:;|,)",
    ),
    reactions="[id^='post_thanks_box_'] .alt1, .vbseo_liked",
    also="fieldset a[href*='attachment']",
    signature="[id^='td_post_'] > div:has(> .signature), .signature, .post-signature",
    needs="[id^='post_message_']",
)

_FOUR = Record(
    post="li[id^='post_'].postbit, li[id^='post_'].postbitlegacy, li.postcontainer[id^='post_']",
    content=(".content blockquote.postcontent", "blockquote.postcontent", "[id^='post_message_']"),
    author=(".username_container .username strong", ".username_container .username", ".username"),
    author_title=(".usertitle",),
    date=(".posthead .date", ".postdate .date", ".date", ".userstats dd ~ .*\\d.*", ".userstats"),
    id=("@id ~ post_(\\d+)",),
    permalink=("a.postcounter @href",),
    edit=(".after_content .lastedited", ".lastedited", ".postcontent.lastedited"),
    edit_by=(".lastedited a", ".lastedited ~ by\\s+(.+?)\\s*;"),
    edit_date=(".lastedited .time",),
    reactions=".postbody .likes, .vbseo_liked",
    also=".attachments a",
    signature=".signaturecontainer, blockquote.signature",
    needs="blockquote.postcontent, [id^='post_message_']",
)

_FIVE = Record(
    post="li.b-post[data-node-id]:not(.b-comment)",
    content=(".js-post__content-text",),
    author=(".author strong a", ".b-userinfo .author", "[itemprop='author'] [itemprop='name']"),
    author_title=(".usertitle",),
    date=(".b-post__timestamp time @datetime", "@data-node-publishdate", ".b-post__timestamp"),
    id=("@data-node-id",),
    permalink=("a.b-post__count @href", "meta[itemprop='url'] @content"),
    edit=(".b-post__edit-reason", ".post-edit-reason", ".b-post__edit"),
    edit_by=(".b-post__edit-reason a", ".b-post__edit a", ".b-post__edit ~ by\\s+(.+?)\\s*;"),
    edit_date=(".b-post__edit .time",),
    reactions=".b-post__likes, .b-post-control__label--votes",
    also=".b-post-attachments a.b-post-attachments__item, .js-attachments a",
    signature=".b-post__signature, .post-signature, .js-post__signature",
    needs=".js-post__content-text",
)

_FIVE_COMMENT = Record(
    post="li.b-comment[data-node-id]",
    content=(".js-post__content",),
    author=(".b-comment__author",),
    date=(".b-post__timestamp time @datetime", ".b-post__timestamp"),
    id=("@data-node-id",),
    permalink=("a.b-post__count @href",),
    edit=(".b-post__edit",),
    edit_by=(".b-post__edit a",),
    edit_date=(".b-post__edit .time",),
    needs=".js-post__content",
)

ENGINES = (
    Engine(
        "vBulletin 5",
        signs=(("js-post__content-text",), ("data-node-id",)),
        records=(_FIVE, _FIVE_COMMENT),
        title=(
            ".b-post--first .b-post__title",
            ".conversation-content-widget h1.main-title",
            "title ~ ^(.*?)(?: - [^-]*)?$",
        ),
        branch="li.b-post",
        rules=_RULES_5,
        order="mdy",
        poll=".b-poll, .js-poll",
    ),
    Engine(
        "vBulletin 4",
        signs=(("postcontent restore", "postbitlegacy", "postcontainer"), ("post_message_",)),
        records=(_FOUR,),
        title=(".threadtitle", "#pagetitle h1 a", "h1"),
        rules=RULES_3,
        poll="#pollinfo, .poll",
    ),
    Engine(
        "vBulletin 3",
        signs=(("post_message_",), ("postmenu_", "td_post_", "tborder")),
        records=(_THREE,),
        title=(
            "td.navbar strong",
            ".navbar strong",
            "#threadtitle",
            "h1",
            "title ~ ^(.*?)(?: - [^-]*)?$",
        ),
        rules=RULES_3,
    ),
)
