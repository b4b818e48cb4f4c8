"""Stack Exchange: a question, answers, and comments under each."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import BLOCKQUOTE, Rules

_RULES = Rules(
    quotes=(BLOCKQUOTE,),
    drop=".snippet-result, .snippet-ctas, .question-status aside",
    spoiler="blockquote.spoiler",
)

_LAST = ".post-signature:last-child"

_POST = Record(
    post=".question, .answer",
    content=(".js-post-body", ".post-text", ".s-prose"),
    author=(
        ".post-signature .user-details[itemprop='author'] a",
        ".post-signature .user-details[itemprop='author'] [itemprop='name']",
        ".post-signature .user-details[itemprop='author']",
        f"{_LAST} .user-details a",
        f"{_LAST} .user-details ~ ^(\\S.*?)(?:\\s{{2,}}|$)",
        f"{_LAST} ~ (community wiki)",
        "@data-author-username",
    ),
    author_title=(f"{_LAST} .reputation-score",),
    date=(
        f"{_LAST} .user-action-time .relativetime @title",
        ".post-signature.owner .relativetime @title",
        "time[itemprop='dateCreated'] @datetime",
        f"{_LAST} .relativetime @title",
    ),
    id=("@data-questionid", "@data-answerid", "@id ~ (\\d+)"),
    permalink=("a.js-share-link @href", ".short-link @href"),
    edit=(
        "a[href*='/revisions'] ~ ^((?:edited|editad|modifi|bearbeitet|отредакт|изменён|編集).*)",
    ),
    edit_by=(
        ".post-signature:has(a[href*='revisions']):not(.owner):not(:last-child) .user-details a",
    ),
    edit_date=("a[href*='revisions'] .relativetime @title",),
    reply=("@data-parentid",),
    score=(".js-vote-count @data-value", ".js-vote-count", ".vote-count-post"),
    needs=".js-post-body, .post-text",
)

_COMMENT = Record(
    post="li.comment, [itemprop='comment']:has(.comment-user)",
    content=(".comment-copy", "[itemprop='text']"),
    author=(".comment-user",),
    date=(
        ".comment-date .relativetime-clean @title",
        ".comment-date span @title",
        "time @title",
    ),
    id=(
        "@data-comment-id ~ (\\d+)",
        "@id ~ (\\d+)",
        "a.comment-link @href ~ #comment(\\d+)",
    ),
    permalink=("a.comment-link @href",),
    score=("@data-comment-score",),
    needs=".comment-copy, [itemprop='text']",
)

ENGINES = (
    Engine(
        "Stack Exchange",
        signs=(("js-post-body", "post-text"), ('id="question"', "comment-copy")),
        records=(_POST, _COMMENT),
        title=("#question-header h1 a", "#question-header h1", "h1"),
        rules=_RULES,
        branch=".question, .answer",
        zone="Z",
    ),
)
