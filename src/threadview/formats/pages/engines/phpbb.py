"""phpBB 2 and 3, and free hosts that run them (Forumieren, Forumotion)."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_WROTE = (
    "(?:wrote|hat geschrieben|schrieb|a écrit|escribió|escreveu|schreef|ha scritto|"
    "писал\\(а\\)|napisał\\(a\\)|skrev|yazdı|píše)"
)

RULES_3 = Rules(
    quotes=(
        QuoteRule(
            "blockquote",
            author=(
                "blockquote cite > a:first-child",
                f"cite ~ ^(.+?) {_WROTE}",
                "blockquote > div > cite",
            ),
            source=(
                "cite [data-post-id] @data-post-id",
                "cite a @href ~ [?&]p=(\\d+)",
                "cite a @href ~ #p(\\d+)",
            ),
            cite="blockquote > cite, blockquote > div > cite",
        ),
    ),
    drop=".codebox dt, .codebox > p, .sr-only, .responsive-hide, .cbb_pre, .notice, .signature",
    code=".codebox code, dl.codebox code, .codebox pre, .codecontent, dl.code code",
    spoiler="dl.hidecode dd, .spoiler_content, .sptext, .spoiler dd",
    spoiler_label=".spoiler dt",
    smiley="img.smilies, img.smiley",
)

_RULES_2 = Rules(
    quotes=(
        QuoteRule(
            "td.quote",
            author=(f"span.genmed b ~ ^(.+?)\\s+{_WROTE}", "tr:first-child b ~ ^(.+?):?$"),
            before="tr:has(+ tr > td.quote)",
        ),
    ),
    drop="tr:has(+ tr > td.code), td > span.gensmall",
    signature_line="_{10,}",
    code="td.code",
    smiley="img[src*='smil']",
)

_FORUMOTION = Record(
    post="div.post[id^='p']",
    content=(".post-entry > div", ".post-entry"),
    author=(".postprofile-head strong", ".postprofile-head a", ".postprofile .username"),
    author_title=(".postprofile .rank",),
    date=(".author ~ (?:am|on|le|el|em|il) (.*)$", ".author"),
    id=("@id ~ ^p(\\d+)",),
    permalink=("h3 a @href",),
    signature=".signature",
    needs=".post-entry",
)

_RULES_SILVER = Rules(
    quotes=(
        QuoteRule(
            "div.quotecontent",
            author=(f".quotetitle ~ ^(.+?)\\s+{_WROTE}",),
            before=".quotetitle",
        ),
    ),
    drop=".codetitle, .attachtitle",
    code=".codecontent",
    signature_line="_{10,}",
    smiley="img[src*='smil']",
)

_THREE = Record(
    post="div.post[id^='p'], div.post.has-profile, article.post[id^='p']",
    content=(".postbody .content", ".content", ".postbody .post-entry", ".post-entry"),
    author=(
        ".postprofile .username",
        ".postprofile .username-coloured",
        ".author .username",
        ".author .username-coloured",
        ".postprofile dt > a:not(.avatar)",
        ".postprofile dt strong",
        ".postprofile-name",
        ".author strong",
        ".postprofile-head strong",
        ".postdetails[data-poster-name] @data-poster-name",
        ".postprofile dt",
    ),
    author_title=(".profile-rank",),
    date=(
        ".author time @datetime",
        ".postdetails[data-posttime] @data-posttime",
        ".postbody time @datetime",
        ".author ~ [»·] *(.*)$",
        ".author ~ (?:on|am|le) +(.*)$",
        ".author",
    ),
    id=("@id ~ ^p(\\d+)", "@id ~ (\\d+)"),
    permalink=(".author a[href*='#p'] @href", "h3 a @href", ".postbody h3 a @href", "h2 a @href"),
    edit=(".postbody .notice",),
    edit_by=(
        ".notice .username",
        ".notice .username-coloured",
        ".notice ~ (?:by|von|par|por)\\s+(.+?)\\s+(?:on|am|le|el|em)\\s",
    ),
    reactions=".postbody .thanks_list, dl.postbody-thanks dd, .postlike",
    also=".attachbox a.postlink, .attachbox dl.file img",
    signature=".signature",
    needs=".content, .post-entry",
)

_TWO = Record(
    post="tr:has(> td > span.name), tr.post:has(.postbody)",
    content=("td:has(> span.postbody)", ".postbody"),
    author=("span.name b", "span.name strong", "span.name", ".poster-name"),
    author_title=("td > span.postdetails ~ ^(?!Joined|Posts)(.*?)\\s*(?:Joined|Posts|$)",),
    date=(
        ".postdetails ~ (?:Posted|Verfasst am|Posté le|Enviado|Publicado|Geplaatst|Inviato):\\s*"
        "(.*?)(?:\\xa0|Post subject|Titel|Sujet|Asunto|$)",
    ),
    id=("a[name] @name ~ (\\d+)",),
    permalink=("td td a[href*='viewtopic'] @href",),
    edit=("td td span.gensmall ~ ((?:Last edited|Zuletzt bearbeitet|Dernière édition).*)",),
    edit_by=("td td span.gensmall ~ (?:edited by|bearbeitet von)\\s+(.+?)\\s+(?:on|am)\\s",),
    signature="",
    needs="span.postbody, .postbody",
)

_SILVER = Record(
    post="table.tablebg:has(.postauthor)",
    content=(".postbody",),
    author=(".postauthor",),
    author_title=(".profile .gensmall ~ ^(?!Joined)(.+)$",),
    date=("td.gensmall ~ (?:Posted|Verfasst|Publié|Publicado):\\s*(.*?)\\s*$",),
    id=("a[name^='p'] @name ~ (\\d+)",),
    permalink=("td.gensmall a[href*='#p'] @href",),
    edit=("span.gensmall ~ ((?:Last edited|Zuletzt geändert|Dernière édition).*)",),
    edit_by=("span.gensmall ~ (?:edited by|geändert von)\\s+(.+?)\\s+(?:on|am)\\s",),
    edit_date=("span.gensmall ~ (?:edited by|geändert von)\\s+.+?\\s+(?:on|am)\\s+(.*?), edited",),
    needs=".postbody",
)

ENGINES = (
    Engine(
        "phpBB 3",
        signs=(("postprofile", "postbody"), ('class="content', "class='content")),
        records=(_THREE,),
        title=("h2.topic-title", "h3.topic-title", "#page-body h2", "h1.topic-title", "h1", "h2"),
        rules=RULES_3,
        poll=".polls, fieldset.polls",
    ),
    Engine(
        "phpBB 3",
        signs=(("postauthor",), ("postbody",), ("tablebg",)),
        records=(_SILVER,),
        title=("#pageheader h2", "h2 a.titles", "title ~ View topic - (.*)$"),
        rules=_RULES_SILVER,
    ),
    Engine(
        "Forumotion",
        signs=(("post-entry",), ("postprofile",), ("postbody",)),
        records=(_FORUMOTION,),
        title=("h1.page-title", "h1", "meta[property='og:title'] @content"),
        rules=RULES_3,
    ),
    Engine(
        "phpBB 2",
        signs=(("postbody",), ("postdetails", 'class="name"')),
        records=(_TWO,),
        title=("a.maintitle", ".maintitle", "h1"),
        rules=_RULES_2,
    ),
)
