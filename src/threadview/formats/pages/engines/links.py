"""Link aggregators with reply trees: old Reddit, Hacker News, Lobsters, Slashdot."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import BLOCKQUOTE, QuoteRule, Rules

_PLAIN = Rules(quotes=(BLOCKQUOTE,))

_REDDIT_LINK = Record(
    post="#siteTable > .thing.link",
    content=(".entry .expando .usertext-body .md", ".entry .usertext-body .md", ".entry p.title"),
    author=("@data-author", ".entry .tagline .author"),
    date=(".entry .tagline time @datetime", "@data-timestamp"),
    id=("@data-fullname",),
    permalink=("@data-permalink",),
    edit=(".entry .tagline .edited-timestamp @title",),
    edit_date=(".entry .tagline .edited-timestamp @datetime",),
    score=("@data-score",),
)

_REDDIT_COMMENT = Record(
    post=".thing.comment > .entry",
    content=("form .usertext-body .md", ".usertext-body .md", ".md"),
    author=(".tagline .author", ".tagline em", ".tagline > span:not([class])"),
    author_title=(".tagline .flair",),
    date=(".tagline time.live-timestamp @datetime", ".tagline time @datetime"),
    id=("input[name='thing_id'] @value", "form @id ~ form-(t1_\\w+?)\\w{3}$"),
    permalink=("a.bylink @href",),
    edit=(".tagline .edited-timestamp @title",),
    edit_date=(".tagline .edited-timestamp @datetime",),
    score=(".score.unvoted @title", ".score.unvoted ~ (-?\\d+)"),
    needs=".md",
)

_REDDIT_NEW_LINK = Record(
    post="shreddit-post",
    content=("[slot='text-body'] .md", "[slot='text-body']", "[slot='title']"),
    author=("@author",),
    date=("@created-timestamp",),
    id=("@id",),
    permalink=("@permalink",),
    score=("@score",),
)

_REDDIT_NEW_COMMENT = Record(
    post="shreddit-comment",
    content=("[slot='comment'] .md", "[slot='comment']"),
    author=("@author",),
    date=("@created", "time @datetime"),
    id=("@thingid",),
    permalink=("@permalink",),
    reply=("@parentid",),
    score=("@score",),
    needs="[slot='comment']",
)

_NEWS_STORY = Record(
    post="table.fatitem",
    content=(".toptext", ".titleline", ".title .storylink", ".commtext", ".default"),
    author=(".subtext .hnuser", ".hnuser"),
    date=(".age @title ~ (\\d{9,})$", ".age @title ~ ^(\\S+)", ".age"),
    id=(".athing @id", "tr[id] @id"),
    permalink=(".age a @href",),
    score=(".score ~ (\\d+)",),
    needs=".titleline, .storylink, .commtext",
)

_NEWS_COMMENT = Record(
    post="tr.athing.comtr",
    content=(".commtext",),
    author=(".hnuser",),
    date=(".age @title ~ (\\d{9,})$", ".age @title ~ ^(\\S+)", ".age"),
    id=("@id",),
    permalink=(".age a @href",),
    depth=("td.ind @indent", "td.ind img @width"),
    needs=".commtext",
)

_LOBSTERS_STORY = Record(
    post="li.story, div.story, .story_liner",
    content=(".story_text", ".link"),
    author=(".u-author", ".byline a[href*='/~']", ".byline a[href*='/u/']"),
    date=(".byline time @datetime", ".byline span[title] @title"),
    id=(".byline .comments_label a @href ~ /s/(\\w+)", "@data-shortid"),
    permalink=(".comments_label a @href",),
    score=(".upvoter",),
    needs=".byline",
)

_LOBSTERS_COMMENT = Record(
    post="div.comment[id^='c_']",
    content=(".comment_text",),
    author=(
        ".byline a[href^='/~']:not([aria-hidden])",
        ".byline a[href*='/~']:not([aria-hidden])",
        ".byline a[href*='/u/']:not(:has(img))",
    ),
    date=(".byline time @datetime", ".byline span[title] @title"),
    id=("@data-shortid", "@id ~ ^c_(\\w+)"),
    permalink=(".byline a[href*='/c/'] @href", ".byline a[href*='#c_'] @href"),
    edit=(".byline a[title*='dited'] @title", ".byline ~ (edited .* ago)"),
    score=(".upvoter",),
    needs=".comment_text",
)

_SLASHDOT_STORY = Record(
    post="article[id^='firehose-']:has(.story-title), article.fhitem:has(.body)",
    content=(".body .p", ".body"),
    author=(".story-byline ~ Posted\\s+by\\s+(\\S+)", ".story-byline a"),
    date=(".story-byline time @datetime", ".story-byline time"),
    id=("@data-fhid", "@id ~ (\\d+)"),
    needs=".body",
)

_SLASHDOT_COMMENT = Record(
    post="div.cw[id^='comment_']",
    content=("[id^='comment_body_']", ".commentBody"),
    author=(".details .by > a:not(.userlogo)", ".details .by ~ by\\s+(.+?)(?:\\s*\\(|$)"),
    date=(".otherdetails ~ on\\s+(.*?)\\s*\\(",),
    id=("@id ~ (\\d+)",),
    permalink=(".title a @href",),
    score=(".score ~ Score:\\s*(-?\\d+)",),
    signature=".sig",
    needs="[id^='comment_body_']",
)

ENGINES = (
    Engine(
        "old Reddit",
        signs=(("data-fullname",), ("usertext-body",), ("commentarea", "nestedlisting")),
        records=(_REDDIT_LINK, _REDDIT_COMMENT),
        title=("#siteTable .thing.link a.title", "title ~ ^(.*?) : "),
        rules=_PLAIN,
        branch=".thing.comment",
    ),
    Engine(
        "Reddit",
        signs=(("<shreddit-post",),),
        records=(_REDDIT_NEW_LINK, _REDDIT_NEW_COMMENT),
        title=("shreddit-post @post-title", "h1"),
        rules=_PLAIN,
        branch="shreddit-comment",
    ),
    Engine(
        "Hacker News",
        signs=(("hnmain",), ("commtext", "fatitem")),
        records=(_NEWS_STORY, _NEWS_COMMENT),
        title=(".fatitem .titleline a", ".titleline > a", "title ~ ^(.*?)(?: \\| Hacker News)?$"),
        rules=Rules(drop=".reply", marked=True),
    ),
    Engine(
        "Lobsters",
        signs=(("comments_subtree",), ("comment_text",)),
        records=(_LOBSTERS_STORY, _LOBSTERS_COMMENT),
        title=(".u-url", ".story .link a", "h1"),
        rules=_PLAIN,
        branch="li.comments_subtree",
    ),
    Engine(
        "Slashdot",
        signs=(("comment_body_",), ("commentlisting", "commtree", "firehose")),
        records=(_SLASHDOT_STORY, _SLASHDOT_COMMENT),
        title=(".story-title a:not([class*='tag'])", ".story-title", "h2.story a"),
        rules=Rules(quotes=(QuoteRule("div.quote"), BLOCKQUOTE)),
        branch="li.comment",
    ),
)
