"""Simple Machines Forum 1 and 2, and static archives made of it."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_FROM = "(?:Quote from|Zitat von|Citation de|Cita de|Citado de|Citaat van|Цитата|Citazione da)"
_ON = "(?:on|am|le|en|em|op|от|il)"

_QUOTE = QuoteRule(
    "blockquote",
    author=(
        f".quoteheader ~ {_FROM}:?\\s+(.+?)(?:\\s+{_ON}\\s+[^,]*\\d|$)",
        f"cite ~ {_FROM}:?\\s+(.+?)(?:\\s+{_ON}\\s+[^,]*\\d|$)",
    ),
    source=(".quoteheader a @href ~ msg(\\d+)", "cite a @href ~ msg(\\d+)"),
    before=".quoteheader",
    cite="blockquote > cite",
)

RULES = Rules(
    quotes=(_QUOTE,),
    drop=".codeheader, .quotefooter, .codeoperation, .sp_head, .smalltext.modified",
    code="code.bbc_code, div.code, code",
    spoiler=".sp-body, .spoiler_body",
    smiley="img.smiley",
)

_TWO = Record(
    post="#forumposts .windowbg, #forumposts .windowbg2, #forumposts .approvebg, "
    "div[id^='msg']:has(.inner)",
    content=("div.inner[id^='msg_']", ".post .inner", ".inner"),
    author=(".poster h4 a[href*='profile']", ".poster h4 a", ".poster h4", ".poster"),
    author_title=(".poster .membergroup", ".poster .title", ".poster .postgroup"),
    date=(
        ".keyinfo .smalltext ~ (?:on|am|le|el|em):\\s*(.*?)\\s*»",
        ".keyinfo .postinfo time @datetime",
        ".keyinfo a.smalltext",
        ".keyinfo .smalltext ~ :\\s*(.*?)\\s*»",
        ".keyinfo .smalltext",
    ),
    id=(
        ".inner[id^='msg_'] @id ~ (\\d+)",
        "@id ~ msg(\\d+)",
    ),
    permalink=(".keyinfo h5 a @href", ".keyinfo a.smalltext @href", "h5 a @href"),
    edit=(".modified",),
    edit_by=(".modified ~ (?:by|von|par|por)\\s+(.+?)\\s*»?$",),
    edit_date=(".modified ~ :\\s*(.*?)\\s+(?:by|von|par|por)\\s",),
    reactions=".smflikebutton_count, .like_count, .thankyou_post_holder",
    also=".attachments a:not(:has(img[src*='clip']))",
    signature=".signature",
    needs=".inner",
)

_ONE = Record(
    post="table.bordercolor td.windowbg:has(.post), table.bordercolor td.windowbg2:has(.post), "
    "tr:has(> td > div.post)",
    content=("div.post",),
    author=("b a[href*='profile']", "b > a", "b"),
    date=("div.smalltext ~ (?:on|am):\\s*(.*?)\\s*»",),
    id=("div[id^='subject_'] @id ~ (\\d+)", "a[name^='msg'] @name ~ (\\d+)"),
    permalink=("div[id^='subject_'] a @href",),
    edit=("div.smalltext[id^='modified']",),
    edit_by=("div.smalltext[id^='modified'] ~ by\\s+(.+?)\\s*»?$",),
    signature=".signature",
    needs="div.post",
)

_STATIC = Record(
    post="article.post[id^='msg']",
    content=(".post-body",),
    author=(".post-author",),
    date=(".post-date",),
    id=("@id ~ (\\d+)",),
    edit=(".post-edited",),
    needs=".post-body",
)

ENGINES = (
    Engine(
        "SMF 2",
        signs=(("forumposts", "quickModForm"), ('class="inner"', "class='inner'", "msg_")),
        records=(_TWO,),
        title=(
            "#top_subject",
            "h3.catbg #author + *",
            ".display_head h2 .main_title",
            "h2.display_title",
            "#forumposts h3.catbg ~ Topic:\\s*(.*?)\\s*\\(Read",
            "#forumposts h3.catbg ~ :\\s*(.*?)\\s*\\([^()]*\\)\\s*$",
            "#forumposts h3",
        ),
        rules=RULES,
        poll="#poll, .poll_moderation",
    ),
    Engine(
        "SMF 1",
        signs=(("quickModForm", "bordercolor"), ('class="post"',)),
        records=(_ONE,),
        title=("#top_subject ~ :\\s*(.*?)\\s*\\(", "#top_subject"),
        rules=RULES,
    ),
    Engine(
        "SMF archive",
        signs=(('class="post" id="msg',), ("post-body",)),
        records=(_STATIC,),
        title=("h1",),
        rules=RULES,
    ),
)
