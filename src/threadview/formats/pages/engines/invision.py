"""Invision Power Board 2 and 3, Invision Community 4 and 5."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_SAID = "(?:said|wrote|schrieb|dijo|a dit|sagte|сказал|написал|disse|skrev|zei)"

_RULES_4 = Rules(
    quotes=(
        QuoteRule(
            "blockquote.ipsQuote, blockquote[data-ipsquote]",
            author=(
                "@data-ipsquote-username",
                f".ipsQuote_citation ~ ,\\s*(.+?)\\s+{_SAID}",
                f".ipsQuote_citation ~ ^(.+?)\\s+{_SAID}",
            ),
            source=("@data-ipsquote-contentcommentid",),
            cite=".ipsQuote_citation",
        ),
        QuoteRule("blockquote"),
    ),
    drop="[data-excludequote], span.ipsType_light:has(> strong > time), .ipsItemControls, "
    ".ipsSpoiler_header",
    spoiler=".ipsSpoiler_contents, .ipsStyle_spoiler",
    code="pre.ipsCode",
    smiley="img[data-emoticon], .ipsEmoji",
)

RULES_2 = Rules(
    quotes=(
        QuoteRule(
            ".quotemain, blockquote.ipsBlockquote, div.quote",
            author=(
                "@data-author",
                ".quotetop ~ (?:QUOTE|CITATION|ZITAT|Citation|Quote|Цитата)?\\s*\\(([^@()]+?)\\s*@",
                f".citation ~ ^(.+?),? (?:on .*?)?{_SAID}",
                ".quotetop ~ \\((.+?)\\)",
            ),
            source=(
                "@data-cid",
                ".quotetop a @href ~ findpost&?p?=(\\d+)",
                "a @href ~ [?&]p=(\\d+)",
            ),
            before=".quotetop, p.citation",
        ),
    ),
    drop=".codetop, .edit, .sqltop, .htmltop",
    code=".codemain, pre.prettyprint",
    spoiler=".bbc_spoiler_content, .spoilermain",
    smiley="img.bbc_emoticon, img[emoid]",
)

_FOUR = Record(
    post="article.ipsComment, article.cPost, div.ipsComment[id^='elComment_'], "
    "article.ipsEntry[id^='elComment_']",
    content=(
        "[data-role='commentContent']",
        ".ipsComment_content .ipsRichText",
        ".ipsEntry__content .ipsRichText",
        ".cPost_contentWrap .ipsType_richText",
        ".ipsType_richText",
    ),
    author=(
        "aside .cAuthorPane_author",
        ".cAuthorPane_author",
        ".ipsEntry__author .ipsUsername",
        ".ipsEntry__username",
        ".ipsComment_author strong",
        '[data-quotedata] @data-quotedata ~ "username":"([^"\\\\]+)"',
    ),
    author_title=(
        ".cAuthorPane_info [data-role='rank-title']",
        ".cAuthorPane_info .ipsType_reset.ipsType_light",
        "[data-role='group']",
        ".ipsEntry__group",
    ),
    date=(
        ".ipsComment_meta time @datetime",
        ".ipsComment_header time @datetime",
        ".ipsEntry__date time @datetime",
        "time @datetime",
        "time",
    ),
    id=("[data-commentid] @data-commentid", "@id ~ elComment_(\\d+)"),
    permalink=(
        ".ipsComment_meta a[href*='comment'] @href",
        "a[href*='findComment'] @href",
        ".ipsEntry__date @href",
        "a.ipsType_blendLinks[href*='/topic/'] @href",
    ),
    edit=(
        ".ipsType_light[data-excludequote]",
        "span[data-excludequote]",
        "span.ipsType_light:has(> strong > time)",
        ".ipsEdited",
        ".ipsEntry__edited",
    ),
    edit_by=(
        "span[data-excludequote] ~ (?:by|von|par|por|пользователем)\\s+(.+?)\\s*$",
        "span.ipsType_light > strong ~ (?:by|von|par|por|пользователем)\\s+(.+?)\\s*$",
    ),
    edit_date=(
        "span[data-excludequote] time @datetime",
        "span.ipsType_light > strong > time @datetime",
        ".ipsEdited time @datetime",
    ),
    reactions=".ipsReact_reactions li.ipsReact_reactCount, .ipsReact_blurb .ipsReact_text",
    signature="[data-role='memberSignature']",
    needs="[data-role='commentContent'], .ipsRichText, .ipsType_richText",
)

_THREE = Record(
    post="div.post_block",
    content=("div.post.entry-content", ".entry-content", ".post_body .post"),
    author=(".post_username a", ".author .fn", ".author", "[itemprop='name']"),
    author_title=(".member_title", ".title"),
    date=(
        "abbr.published @title",
        "[itemprop='commentTime'] @datetime",
        "abbr.published",
        ".posted_info",
    ),
    id=("@id ~ post_id_(\\d+)",),
    permalink=("a[rel='bookmark'] @href", "span.post_id a @href"),
    edit=("p.edit",),
    edit_by=("p.edit strong ~ by (.+?),", "p.edit ~ by (.+?),"),
    edit_date=("p.edit strong ~ , (.*)$", "p.edit ~ , (.*?)\\.?$"),
    reactions=".ipsLikeBar_info, .rep_bar .reputation",
    also=".attachments a, #attach_wrap a",
    signature=".signature",
    needs=".entry-content, .post_body",
)

_TWO = Record(
    post="div.borderwrap:has(> table .postcolor), div.post_wrap, "
    "table.ipbtable:has(> tbody > tr > td .postcolor)",
    content=("div.postcolor[id^='post-']", ".postcolor"),
    author=(".normalname a", ".normalname", ".unreg", "[id^='post-member-'] a"),
    author_title=(".postdetails .info ~ ^(.*?)\\s*$", ".postdetails ~ ^\\s*([^:]*?)\\s*Group"),
    date=(
        "div[style*='float'] span.postdetails",
        "td.row2 .postdetails",
        "span.postdetails ~ \\d.*\\d",
    ),
    id=("a[name^='entry'] @name ~ (\\d+)", ".postcolor @id ~ (\\d+)"),
    permalink=("a[title*='ink'][href*='findpost'] @href", "a[href*='findpost'] @href"),
    edit=("span.edit", ".postcolor .edit"),
    edit_by=("span.edit ~ (?:edited by|modifié par|bearbeitet von)\\s+(.+?)\\s*[,:]",),
    signature=".signature",
    needs=".postcolor",
)

ENGINES = (
    Engine(
        "Invision 4",
        signs=(
            ("ipsComment", "ipsEntry"),
            ("commentContent", "ipsRichText", "ipsType_richText"),
            ("cPost", "commentFeed", "forums_Topic", "ipsEntry"),
        ),
        records=(_FOUR,),
        title=(
            "h1.ipsType_pageTitle span > span:not(.ipsBadge)",
            "h1.ipsType_pageTitle",
            "h1 [data-controller='core.front.core.moderation']",
            ".ipsPageHeader h1",
            "h1",
        ),
        rules=_RULES_4,
        poll="[data-controller='core.front.core.poll'], .cPoll",
    ),
    Engine(
        "Invision 3",
        signs=(("post_block",), ("entry-content", "post_body")),
        records=(_THREE,),
        title=("h1.ipsType_pagetitle", "h2.maintitle .main_topic_title", "h1"),
        rules=RULES_2,
        poll=".poll",
    ),
    Engine(
        "Invision 2",
        signs=(("postcolor",), ("ipbtable", "normalname", "borderwrap")),
        records=(_TWO,),
        title=(
            ".maintitle td > div > b",
            ".maintitle b",
            "#navstrip a:last-child",
            "title ~ (?:->|&gt;|>)\\s*(.*?)$",
            "title",
        ),
        rules=RULES_2,
    ),
)
