"""Pages for printing, archives for search engines, imageboards: names, dates, words, answers."""

from __future__ import annotations

import pytest

from threadview.formats.pages.reader import Read, read_sheet
from threadview.formats.pages.sheet import sheet_of

WORDS = ("Which knot?", "The bowline.", "No.")


def page(title: str, before: str, each: str, after: str = "") -> Read:
    """A page of three posts: "{n}" and "{words}" of each stand for themselves."""
    posts = "".join(
        each.replace("{n}", str(n)).replace("{words}", words) for n, words in enumerate(WORDS, 1)
    )
    head = f"<html><head><title>{title}</title></head><body>"
    return read_sheet(
        sheet_of("made", f"<!DOCTYPE html>{head}{before}{posts}{after}</body></html>")
    )


PRINTED = {
    "vBulletin 4": (
        "Knots - Forum", '<h1><a href="x">Knots</a></h1><ol id="postlist">',
        '<li class="postbit blockbody" id="post_{n}"><div class="header"><div class="datetime">'
        '05-1{n}-2010, 10:0{n} AM</div><span class="username">potter{n}</span></div><div '
        'class="title">Re: Knots</div><div class="content"><blockquote class="restore">{words}'
        "</blockquote></div></li>",
    ),
    "vBulletin 3": (
        "Forum - Knots", "",
        '<table class="tborder"><tr><td class="page"><table><tr>'
        '<td style="font-size:14pt">potter{n}'
        '</td><td class="smallfont" align="right">05-1{n}-2010 10:0{n} AM</td></tr></table><hr />'
        "<div>{words}</div></td></tr></table><br />",
    ),
    "vBulletin archive": (
        "Knots [Archive] - Forum", '<p class="largefont">View Full Version : <a href="x">Knots</a>',
        '<div class="post"><div class="posttop"><div class="username">potter{n}</div><div '
        'class="date">05-1{n}-2010, 10:0{n} AM</div></div><div class="posttext">{words}</div>'
        '</div>',
    ),
    "Invision archive": (
        "Forum > Knots", "<div id='largetext'>Full Version: <a href='x'>Knots</a></div>",
        "<div class='postwrapper'><div class='posttopbar'><div class='postname'>potter{n}"
        "</div><div "
        "class='postdate'>May 1{n} 2010, 10:0{n} AM</div></div><div class='postcontent'>{words}"
        "</div></div>",
    ),
    "phpBB": (
        "Forum :: Print view - Knots",
        "<div id='page-header'><h1>Forum</h1><h2>Knots</h2></div><div id='page-body'><div "
        "class='page-number'>Page 1</div>",
        '<div class="post"><h3>Re: Knots</h3><div class="date">Posted: <strong>Tue May 1{n}, 2010 '
        '10:0{n} am</strong></div><div class="author">by <strong>potter{n}</strong></div><div '
        'class="content">{words}</div></div><hr />',
    ),
    "SMF": (
        "Print Page - Knots", '<h1 id="title">Forum</h1><h2 id="linktree">General</h2>'
        '<div id="posts">',
        '<div class="postheader">Title: <strong>Re: Knots</strong><br />Post by: <strong>potter{n}'
        "</strong> on <strong>May 1{n}, 2010, 10:0{n}:00 AM</strong></div><div "
        'class="postbody">{words}</div>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_a_page_for_paper_says_who_when_and_what(name: str) -> None:
    read = page(*PRINTED[name])
    assert read.title == "Knots"
    assert [(one.author, (one.date or "")[:16], one.blocks[0].text) for one in read.posts] == [
        (f"potter{n}", f"2010-05-1{n}T10:0{n}", words) for n, words in enumerate(WORDS, 1)
    ]


def test_a_thread_of_4chan() -> None:
    read = page(
        "/k/ - Knots",
        '<div class="board">',
        '<div class="postContainer"><div id="p50{n}" class="post reply"><div class="postInfo '
        'desktop"><span class="subject">Ropes</span> <span class="nameBlock"><span class="name">'
        'Anonymous</span> <span class="postertrip">!t{n}</span></span> <span class="dateTime" '
        'data-utc="160232400{n}">x</span></div><blockquote class="postMessage" id="m50{n}"><a '
        'href="#p501" class="quotelink">&gt;&gt;501</a><br><span class="quote">&gt;mfw</span><br>'
        "{words} <s>psst</s></blockquote></div></div>",
    )
    second = read.posts[1]
    assert (second.author, second.author_title, second.reply_to) == ("Anonymous", "!t2", 1)
    assert (second.date, second.quotes) == ("2020-10-10T10:00:02Z", ())
    assert [(block.kind, block.text) for block in second.blocks] == [
        ("paragraph", ">>501\n>mfw\nThe bowline."), ("spoiler", "psst"),
    ]  # fmt: skip


def test_a_thread_of_vichan() -> None:
    read = page(
        "/b/ - Knots",
        '<div class="thread"><div class="post op" id="op_0"><p class="intro"><span '
        'class="subject">Ropes</span><a class="post_no">0</a></p><div class="body">Ropes?'
        "</div></div>",
        '<div class="post reply" id="reply_{n}"><p class="intro"><span class="name">Anon</span> '
        '<time datetime="2017-07-14T02:4{n}:00Z">x</time><a class="post_no">{n}</a></p><div '
        'class="body"><a onclick="highlightReply(\'0\', event);" href="/b/res/0.html#0">&gt;&gt;0'
        "</a><br/>{words}</div></div>",
    )
    assert read.title == "Ropes"
    assert [(one.date, one.reply_to) for one in read.posts[1:]] == [
        (f"2017-07-14T02:4{n}:00Z", 1) for n in (1, 2, 3)
    ]


def test_who_is_quoted_in_nodebb() -> None:
    read = page(
        "Knots",
        '<h1 component="topic/title">Knots</h1><ul component="topic">',
        '<li component="post" data-pid="1{n}" data-username="potter{n}"><div '
        'component="post/content"><p><a class="plugin-mentions-user" href="/user/potter1">@potter1'
        '</a> said in <a href="/post/11">Knots</a>:</p><blockquote><p>Which knot?</p></blockquote>'
        "<p>{words}</p></div></li>",
    )
    (quote,) = read.posts[1].quotes
    assert (quote.author, quote.post) == ("potter1", 1)
    own = [
        one.text for one in read.posts[1].blocks if one.quote is None and one.kind == "paragraph"
    ]
    assert own == ["The bowline."]
