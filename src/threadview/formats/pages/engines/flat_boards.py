"""Smaller engines with one flat list of posts: FluxBB and PunBB, UBB.threads, Tapatalk."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_WROTE = (
    "(?:wrote|hat geschrieben|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev"
    "|napisał\\w*|napsal\\w*|написал\\w*|написав|пише)"
)

_RULES_FLUX = Rules(
    quotes=(
        QuoteRule(
            ".quotebox, blockquote:not(.quotebox > blockquote)",
            author=(f"cite ~ ^(.+?)\\s+{_WROTE}", ".quotebox > cite"),
            source=("cite a @href ~ pid=(\\d+)",),
            cite=".quotebox > cite, .quotebox > h4, blockquote > cite",
        ),
    ),
    drop=".postedit, .codebox > h4, .codebox > strong",
    smiley="img[src*='smilies']",
)

_RULES_UBB = Rules(
    quotes=(
        QuoteRule(
            ".ubbcode-block:not(:has(.ubbcode-pre))",
            author=(".ubbcode-header ~ (?:Posted|posted|Written) by:?\\s*(.+?)\\s*$",),
            source=(".ubbcode-header a @href ~ Post(\\d+)",),
            cite=".ubbcode-header",
        ),
        QuoteRule("blockquote"),
    ),
    drop=".signature, .post-edit",
    code=".ubbcode-pre",
    smiley="img[src*='graemlins']",
)

_RULES_TAPATALK = Rules(
    quotes=(
        QuoteRule(
            "blockquote",
            author=(f"cite ~ ^(.+?)\\s+{_WROTE}", "blockquote cite"),
            source=("cite a @href ~ #p(\\d+)",),
            cite="blockquote cite",
        ),
    ),
    drop=".notice",
    smiley="img.smilies, img.emoji",
)

_FLUX = Record(
    post="div.blockpost[id^='p'], div.post[id^='p']:has(.post-entry), div.posthead + div.postbody",
    content=(".postmsg", ".entry-content", ".post-entry"),
    author=(".postleft dt strong", ".post-author .username", ".post-byline strong", ".username"),
    author_title=(".usertitle",),
    date=("h2 > span > a", ".post-link .permalink", ".posthead .permalink", "h2 a", "h3 a"),
    id=("@id ~ ^p(\\d+)",),
    permalink=("h2 a @href", ".permalink @href"),
    edit=(".postedit",),
    edit_by=(".postedit ~ (?:by|von|par|por)\\s+(.+?)\\s*\\(",),
    edit_date=(".postedit ~ \\((.*)\\)",),
    ahead=".posthead",
    signature=".postsignature, .sig-content",
    needs=".postmsg, .entry-content",
)

_UBB = Record(
    post="table:has(> tbody > tr > td.post-content)",
    content=(".post_inner > div[id^='body']", "div[id^='body']", ".post_inner", ".post-content"),
    author=(".author-name [id^='menu_control_']", ".author-name", ".author-content a"),
    author_title=(".author-title", ".author-groups img @title"),
    date=("span:has(> .date):has(> .time)", ".subjecttable .small", ".date"),
    id=("a[id^='number'] @id ~ (\\d+)", "a[id^='Post'] @id ~ (\\d+)"),
    permalink=("a[href*='#Post'] @href",),
    edit=(".post-edit", ".edited-wording", ".post_inner ~ (Last edited by.*)$"),
    signature=".signature",
    needs="div[id^='body'], .post_inner",
)

_TAPATALK = Record(
    post="div.post[id^='p']:has(.display_content)",
    content=(".content",),
    author=(".display_username a", ".display_username", ".username"),
    date=(".timespan @title", "time @datetime", ".timespan"),
    id=("@id ~ ^p(\\d+)",),
    permalink=("a[href*='#p'] @href",),
    edit=(".notice",),
    signature=".signature",
    needs=".content",
)

ENGINES = (
    Engine(
        "Tapatalk",
        signs=(("display_username",), ("display_content",)),
        records=(_TAPATALK,),
        title=("h1.topic-title", "h2.topic-title", "h1", "h2"),
        rules=_RULES_TAPATALK,
    ),
    Engine(
        "FluxBB",
        signs=(("blockpost", "post-entry"), ("postmsg", "entry-content"), ("pun", "brd-")),
        records=(_FLUX,),
        title=(
            ".crumbs li:last-child strong",
            ".main-title",
            "#brd-main h1",
            "title ~ ^(?:\\(Page \\d+\\) )?(.*?)(?: / .*)?$",
        ),
        rules=_RULES_FLUX,
        order="ymd",
    ),
    Engine(
        "UBB.threads",
        signs=(("post_inner", "ubbthreads"), ("author-name", "post-content")),
        records=(_UBB,),
        title=("meta[property='og:title'] @content", ".topic-title", "h1", ".post-subject"),
        rules=_RULES_UBB,
    ),
)
