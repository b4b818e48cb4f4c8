"""MyBB, and static archives made of it."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import QuoteRule, Rules

_WROTE = "(?:Wrote|schrieb|a écrit|escribió|escreveu|Написал|napisał|scrisse|Yazdı)"

_RULES = Rules(
    quotes=(
        QuoteRule(
            "blockquote",
            author=(
                f"blockquote > cite ~ (?:\\([^()]*\\d[^()]*\\)\\s*)?(\\S.*?)\\s+{_WROTE}",
                f"blockquote > cite ~ ^(.*?)\\s+{_WROTE}",
            ),
            source=("cite a @href ~ [?&]pid=(\\d+)", "cite a @href ~ pid-?(\\d+)"),
            cite="blockquote > cite",
        ),
    ),
    drop=".codeblock > .title",
    code=".codeblock .body code, .codeblock code",
    spoiler=".spoiler_body, .spoiler > div",
    spoiler_label=".spoiler_header",
    smiley="img.smilie, img.smilie_inline",
)

_POST = Record(
    post="div.post[id^='post_'], table[id^='post_'], table.tborder:has(.post_body)",
    content=(".post_body", "[id^='pid_']"),
    author=(
        ".author_information .largetext a",
        ".author_information .largetext",
        ".post_author .largetext",
        ".author_information strong",
    ),
    author_title=(".author_information .smalltext ~ ^\\s*(.*?)\\s*$", ".usertitle"),
    date=(".post_date [title] @title", ".post_date ~ ^(.*?)(?:\\(This post|$)", ".post_date"),
    id=("@id ~ post_(\\d+)", "[id^='pid_'] @id ~ (\\d+)"),
    permalink=(".post_head strong a @href", "a[id^='pid'] @href", "a[href*='#pid'] @href"),
    edit=(".post_edit", ".edited_post"),
    edit_by=(".post_edit a", ".edited_post a"),
    edit_date=(
        ".post_edit [title] @title",
        ".post_edit ~ (?:modified|edited|bearbeitet):?\\s*(.*?)\\s+(?:by|von)\\s",
        ".edited_post ~ (?:modified|edited|bearbeitet):?\\s*(.*?)\\s+(?:by|von)\\s",
    ),
    reactions=".thankyou_list, .post_likes",
    also=".post_attachments a, fieldset a[href*='attachment']",
    signature=".signature, .post_sig",
    needs=".post_body",
)

_ARCHIVE = Record(
    post="#content > .post, div.post:has(> .message)",
    content=(".message",),
    author=(".author h2", ".author"),
    date=(".dateline",),
    id=("@id ~ (\\d+)",),
    needs=".message",
)

ENGINES = (
    Engine(
        "MyBB",
        signs=(("post_body",), ("author_information", "post_head", "post_content")),
        records=(_POST,),
        title=(
            "td.thead > div > strong",
            ".thead strong",
            "#thread_subject",
            "title",
        ),
        rules=_RULES,
        poll="#poll, table:has(> tbody > tr > td.thead > strong.poll)",
    ),
    Engine(
        "MyBB archive",
        signs=(('class="dateline"',), ('class="message"',)),
        records=(_ARCHIVE,),
        title=("title ~ ^.*? - (.*)$", "#fullversion a", "h1"),
        rules=_RULES,
        order="dmy",
    ),
)
