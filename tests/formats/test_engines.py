"""Each engine's table reads a page of that engine: who wrote what, when, and whom it quotes.

The pages are the smallest that have the engine's bones; two posts each, the second quotes the
first where the engine has quotes.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from threadview.formats.pages.reader import read_sheet
from threadview.formats.pages.sheet import sheet_of
from threadview.model import Post, logical_text

FIRST = "The lamp is out."
SECOND = "I have lit it again."


class Page(NamedTuple):
    """A page, and what its two posts are."""

    engine: str
    html: str
    dates: tuple[str | None, str | None] = ("2014-03-02T10:00", "2014-03-03T11:30")
    quoted: str | None = "wren"
    ids: tuple[str | None, str | None] = ("11", "12")


def twice(template: str, *each: dict[str, str]) -> str:
    """The template filled with the facts of each post."""
    facts = (
        {"id": "11", "who": "wren", "body": FIRST, "iso": "2014-03-02T10:00"},
        {"id": "12", "who": "siskin", "body": SECOND, "iso": "2014-03-03T11:30"},
    )
    pages = []
    for fact, more in zip(facts, each or ({}, {}), strict=True):
        page = template
        for key, value in {"quote": "", **fact, **more}.items():
            page = page.replace(f"${key}", value)
        pages.append(page)
    return "".join(pages)


PAGES = [
    Page(
        "XenForo 1",
        '<ol class="messageList" id="messageList">'
        + twice(
            '<li id="post-$id" class="message" data-author="$who"><div class="messageInfo">'
            '<blockquote class="messageText">$quote$body</blockquote></div>'
            '<div class="messageMeta">'
            '<a class="datePermalink"><span class="DateTime" title="$when">x</span></a></div></li>',
            {"when": "Mar 2, 2014 at 10:00 AM"},
            {
                "when": "Mar 3, 2014 at 11:30 AM",
                "quote": '<div class="bbCodeBlock bbCodeQuote" data-author="wren"><aside>'
                '<div class="attribution type">wren said: <a href="goto/post?id=11#post-11" '
                f'class="AttributionLink">↑</a></div><blockquote class="quoteContainer">'
                f'<div class="quote">{FIRST}</div></blockquote></aside></div>',
            },
        ),
    ),
    Page(
        "vBulletin 4",
        '<ol id="posts">'
        + twice(
            '<li class="postbitlegacy postbit postcontainer old" id="post_$id">'
            '<div class="posthead">'
            '<span class="date">$when</span></div><div class="username_container">'
            '<a class="username" href="member.php?1"><strong>$who</strong></a></div>'
            '<div class="content"><div id="post_message_$id">'
            '<blockquote class="postcontent restore">$quote$body</blockquote></div></div></li>',
            {"when": "02-03-2014, 10:00 AM"},
            {
                "when": "13-03-2014, 11:30 AM",
                "quote": '<div class="bbcode_container"><div class="bbcode_quote">'
                '<div class="quote_container"><div class="bbcode_postedby">Originally Posted by '
                '<strong>wren</strong> <a href="showthread.php?p=11#post11">v</a></div>'
                f'<div class="message">{FIRST}</div></div></div></div>',
            },
        ),
        ("2014-03-02T10:00", "2014-03-13T11:30"),
    ),
    Page(
        "vBulletin 5",
        "<ul>"
        + twice(
            '<li data-node-id="$id" class="b-post"><div class="author"><strong><a>$who</a></strong>'
            '</div><div class="b-post__timestamp"><time datetime="$iso">x</time></div>'
            '<div class="js-post__content-text restore">$quote$body</div></li>',
            {},
            {
                "quote": '<div class="bbcode_container"><div class="bbcode_quote">'
                '<div class="quote_container"><div class="bbcode_postedby">Originally posted by '
                '<strong>wren</strong> <a href="x#post11">View Post</a></div>'
                f'<div class="message">{FIRST}</div></div></div></div>'
            },
        ),
    ),
    Page(
        "phpBB 2",
        '<table class="forumline">'
        + twice(
            '<tr><td class="row1"><span class="name"><a name="$id"></a><b>$who</b></span><br>'
            '<span class="postdetails">Joined: 01 Jan 2001<br>Posts: 9</span></td>'
            '<td class="row1"><table><tr><td><span class="postdetails">Posted: $when'
            '<span class="gen">&nbsp;</span>&nbsp; Post subject: x</span></td></tr><tr><td>'
            '<span class="postbody">$before</span>$quote<span class="postbody">$body<br />'
            "_________________<br />My signature</span></td></tr></table></td></tr>",
            {"when": "Sun Mar 02, 2014 10:00 am", "before": ""},
            {
                "when": "Mon Mar 03, 2014 11:30 am",
                "before": "",
                "quote": '<table><tr><td><span class="genmed"><b>wren wrote:</b></span></td></tr>'
                f'<tr><td class="quote">{FIRST}</td></tr></table>',
            },
        )
        + "</table>",
    ),
    Page(
        "MyBB",
        '<div id="posts">'
        + twice(
            '<div class="post" id="post_$id"><div class="post_author">'
            '<div class="author_information">'
            '<strong><span class="largetext"><a href="u">$who</a></span></strong></div></div>'
            '<div class="post_content"><div class="post_head"><span class="post_date">$when</span>'
            '</div><div class="post_body" id="pid_$id">$quote$body</div></div></div>',
            {"when": "2014-03-02, 10:00 AM"},
            {
                "when": "2014-03-03, 11:30 AM",
                "quote": '<blockquote class="mycode_quote"><cite>'
                "<span> (2014-03-02, 10:00 AM)</span>"
                'wren Wrote: <a href="t.php?pid=11#pid11" class="quick_jump"></a></cite>'
                f"{FIRST}</blockquote>",
            },
        ),
    ),
    Page(
        "Invision 3",
        twice(
            '<div class="post_block" id="post_id_$id"><div class="post_wrap"><h3>'
            '<span class="author vcard"><a>$who</a></span></h3><div class="post_body">'
            '<abbr class="published" title="$iso">x</abbr>'
            '<div class="post entry-content">$quote$body</div></div></div></div>',
            {},
            {
                "quote": '<blockquote class="ipsBlockquote" data-author="wren" data-cid="11">'
                f"<p>{FIRST}</p></blockquote>"
            },
        ),
    ),
    Page(
        "Invision 4",
        '<div id="elPostFeed" data-role="commentFeed">'
        + twice(
            '<article id="elComment_$id" class="cPost ipsComment"><aside>'
            '<h3 class="cAuthorPane_author">'
            '<a>$who</a></h3></aside><div class="ipsComment_meta">'
            '<time datetime="$iso">x</time></div>'
            '<div data-role="commentContent" class="ipsRichText">$quote<p>$body</p></div>'
            "</article>",
            {},
            {
                "quote": '<blockquote class="ipsQuote" data-ipsquote-username="wren" '
                'data-ipsquote-contentcommentid="11">'
                '<div class="ipsQuote_citation">wren said:</div>'
                f'<div class="ipsQuote_contents"><p>{FIRST}</p></div></blockquote>'
            },
        ),
    ),
    Page(
        "Discourse",
        twice(
            '<div class="topic-post"><article id="post_$id" data-post-id="9$id"><div class="names">'
            '<span class="username"><a data-user-card="$who">$who</a></span></div>'
            '<div class="post-date"><span class="relative-date" data-time="$time">1h</span></div>'
            '<div class="cooked">$quote<p>$body</p></div></article></div>',
            {"time": "1393754400000"},
            {
                "time": "1393846200000",
                "quote": '<aside class="quote" data-username="wren" data-post="11">'
                '<div class="title">'
                f"wren:</div><blockquote><p>{FIRST}</p></blockquote></aside>",
            },
        ),
        ("2014-03-02T10:00:00Z", "2014-03-03T11:30:00Z"),
    ),
    Page(
        "Vanilla",
        twice(
            '<li class="Item ItemComment" id="Comment_$id"><span class="Author">'
            '<a class="Username">$who</a></span><span class="DateCreated"><time datetime="$iso">x'
            '</time></span><div class="Message userContent">$quote$body</div></li>',
            {},
            {
                "quote": '<blockquote class="Quote UserQuote"><div class="QuoteAuthor"><a>wren</a> '
                'wrote: <a class="QuoteLink" href="/discussion/comment/11#Comment_11">»</a></div>'
                f'<div class="QuoteText">{FIRST}</div></blockquote>'
            },
        ),
    ),
    Page(
        "FluxBB",
        '<div class="pun"><div id="brd-main">'
        + twice(
            '<div id="p$id" class="blockpost"><h2><span><a href="viewtopic.php?pid=$id#p$id">$when'
            '</a></span></h2><div class="postleft"><dl><dt><strong>$who</strong></dt></dl></div>'
            '<div class="postright"><div class="postmsg">$quote<p>$body</p></div></div></div>',
            {"when": "2014-03-02 10:00"},
            {
                "when": "2014-03-03 11:30",
                "quote": '<div class="quotebox"><cite>wren wrote:</cite><blockquote><div>'
                f"<p>{FIRST}</p></div></blockquote></div>",
            },
        ),
    ),
    Page(
        "bbPress",
        '<ul class="bbp-replies"><li class="bbp-body">'
        + twice(
            '<div id="post-$id" class="bbp-reply-header"><span class="bbp-reply-post-date">'
            "March $day, 2014 at $hour am</span></div>"
            '<div class="post-$id reply type-reply hentry">'
            '<div class="bbp-reply-author"><a class="bbp-author-name">$who</a></div>'
            '<div class="bbp-reply-content"><p>$body</p></div></div>',
            {"day": "2", "hour": "10:00"},
            {"day": "3", "hour": "11:30"},
        ),
        quoted=None,
    ),
    Page(
        "NodeBB",
        "<ul>"
        + twice(
            '<li component="post" data-pid="$id" data-username="$who" data-timestamp="$time">'
            '<div component="post/content">$body</div></li>',
            {"time": "1393754400000"},
            {"time": "1393846200000"},
        ),
        ("2014-03-02T10:00:00Z", "2014-03-03T11:30:00Z"),
        quoted=None,
    ),
    Page(
        "Flarum",
        twice(
            '<div class="PostStream-item" data-number="$id"><article class="Post" data-id="$id">'
            '<div class="PostUser"><h3><span class="username">$who</span></h3></div>'
            '<div class="PostMeta"><time datetime="$iso">x</time></div>'
            '<div class="Post-body"><p>$body</p></div></article></div>'
        ),
        quoted=None,
    ),
    Page(
        "WoltLab",
        '<body data-wsc="x" class="wbbThread">'
        + twice(
            '<article class="wbbPost message" data-post-id="$id"><div class="messageAuthor">'
            '<a class="username">$who</a></div><div class="messageHeader"><a '
            'class="messagePublicationTime"><time datetime="$iso">x</time></a></div>'
            '<div class="messageBody"><div class="messageText">$quote<p>$body</p></div>'
            "</div></article>",
            {},
            {
                "quote": '<blockquote class="quoteBox" data-author="wren" '
                'data-link="https://w.example/t/?postID=11#post11">'
                '<div class="quoteBoxIcon">Q</div>'
                '<div class="quoteBoxTitle">Quote from wren</div><div class="quoteBoxContent">'
                f"{FIRST}</div></blockquote>"
            },
        ),
    ),
    Page(
        "WoltLab",
        '<body data-application="wbb" class="wbbThread">'
        + twice(
            '<article class="wbbPost message messageSidebarOrientationLeft" data-post-id="$id">'
            '<aside class="messageSidebar"><div class="messageAuthor"><div '
            'class="messageAuthorContainer"><a class="username userLink"><span>$who</span></a>'
            '</div></div></aside><div class="messageContent"><header class="messageHeader">'
            "<ul><li><a "
            'class="permalink messagePublicationTime"><woltlab-core-date-time date="$iso">x'
            '</woltlab-core-date-time></a></li></ul></header><div class="messageBody"><div '
            'class="messageText">$quote<p>$body</p></div></div></div></article>',
            {},
            {
                "quote": '<blockquote class="quoteBox" cite="https://w.example/thread/3/'
                '?postID=11#post11"><div class="quoteBoxIcon"><a href="/user/1/"><img></a></div>'
                '<div class="quoteBoxTitle"><span class="quoteBoxTitle"><a href="https://w.example/'
                'thread/3/?postID=11#post11">Zitat von wren</a></span></div>'
                f'<div class="quoteBoxContent"><p>{FIRST}</p></div></blockquote>'
            },
        ),
    ),
    Page(
        "UBB.threads",
        '<a href="ubbthreads.php">x</a>'
        + twice(
            '<table class="fw"><tr><td class="post-subject" colspan="2"><span class="small">'
            '<span class="date">$day</span> <span class="time">$hour</span></span>'
            '<a id="number$id">#</a></td></tr><tr><td class="author-content">'
            '<div class="author-name"><span id="menu_control_$id">$who</span></div></td>'
            '<td class="post-content"><div class="post_inner"><div id="body0">$quote$body</div>'
            "</div></td></tr></table>",
            {"day": "03/02/14", "hour": "10:00 AM"},
            {
                "day": "03/13/14",
                "hour": "11:30 AM",
                "quote": '<div class="ubbcode-block"><div class="ubbcode-header">Originally Posted '
                f'by wren</div><div class="ubbcode-body">{FIRST}</div></div>',
            },
        ),
        ("2014-03-02T10:00", "2014-03-13T11:30"),
    ),
    Page(
        "Lobsters",
        '<ol class="comments">'
        + twice(
            '<li class="comments_subtree"><div id="c_$id" data-shortid="$id" class="comment">'
            '<div class="byline"><a href="/~$who">$who</a><time datetime="$iso">x</time></div>'
            '<div class="comment_text"><p>$body</p></div></div></li>'
        ),
        quoted=None,
    ),
    Page(
        "Slashdot",
        '<ul id="commentlisting">'
        + twice(
            '<li class="comment" id="tree_$id"><div id="comment_$id" class="cw">'
            '<div class="details">'
            '<span class="by">by <a href="//x/~$who">$who</a></span><span class="otherdetails"> on '
            'March $day, 2014 @$hour (#$id)</span></div><div class="commentBody">'
            '<div id="comment_body_$id">$quote<p>$body</p></div></div></div></li>',
            {"day": "2", "hour": "10:00AM"},
            {"day": "3", "hour": "11:30AM", "quote": f'<div class="quote"><p>{FIRST}</p></div>'},
        ),
        quoted="",
    ),
    Page(
        "Reddit",
        f'<shreddit-post author="wren" id="11" created-timestamp="2014-03-02T10:00"><div '
        f'slot="text-body"><div class="md"><p>{FIRST}</p></div></div></shreddit-post>'
        f'<shreddit-comment author="siskin" thingid="12" created="2014-03-03T11:30" parentid="11">'
        f'<div slot="comment"><div class="md"><blockquote><p>{FIRST}</p></blockquote>'
        f"<p>{SECOND}</p>"
        "</div></div></shreddit-comment>",
        quoted="",
    ),
]


def own(post: Post) -> str:
    """A post's own words."""
    return " ".join(b.text for b in post.blocks if b.kind == "paragraph" and b.quote is None)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.engine.replace(" ", "-"))
def test_an_engine_s_page_is_read_by_its_table(page: Page) -> None:
    read = read_sheet(sheet_of("x", f"<html><body>{page.html}</body></html>"))

    assert read.by == page.engine
    assert [post.author for post in read.posts] == ["wren", "siskin"]
    assert [own(post) for post in read.posts] == [FIRST, SECOND]
    assert tuple(post.date for post in read.posts) == page.dates
    assert tuple(post.id for post in read.posts) == page.ids
    quotes = [(quote.author, quote.depth) for quote in read.posts[1].quotes]
    assert quotes == ([] if page.quoted is None else [(page.quoted or None, 1)])
    if page.quoted is not None:
        assert FIRST in logical_text(read.posts[1])


def test_a_comment_under_a_post_answers_it() -> None:
    page = next(page for page in PAGES if page.engine == "vBulletin 5").html
    comment = (
        '<li data-node-id="13" class="b-post b-comment"><a class="b-comment__author">tern</a>'
        '<div class="js-post__content">Who are you?</div></li>'
    )
    html = page.replace(f"{FIRST}</div></li>", f"{FIRST}</div><ul>{comment}</ul></li>", 1)

    posts = read_sheet(sheet_of("x", html)).posts

    assert [(post.author, post.reply_to, post.depth) for post in posts] == [
        ("wren", None, 0),
        ("tern", 1, 1),
        ("siskin", None, 0),
    ]
    assert own(posts[0]) == FIRST


def test_a_tag_left_open_in_one_post_does_not_swallow_the_next() -> None:
    posts = "".join(
        f'<article class="message message--post" data-author="a{n}" data-content="post-{n}">'
        f'<div class="message-body"><div class="bbWrapper">words {n}'
        for n in range(5)
    )

    read = read_sheet(sheet_of("x", f'<html id="XF"><body>{posts}'))

    assert [own(post) for post in read.posts] == [f"words {n}" for n in range(5)]
    assert [post.author for post in read.posts] == [f"a{n}" for n in range(5)]
