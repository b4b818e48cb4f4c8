"""Pages made to hang or to break their reader: they are read like any other."""

from __future__ import annotations

import pytest

from threadview.formats.pages.reader import read_sheet
from threadview.formats.pages.sheet import sheet_of

HOSTILE = {
    "posts inside posts": '<html id="XF">'
    + '<article class="message message--post" data-author="a" data-content="post-1">'
    '<div class="message-body"><div class="bbWrapper">words' * 2000,
    "quotes inside quotes": '<html id="XF"><article class="message message--post" data-author="a">'
    '<div class="message-body"><div class="bbWrapper">' + "<blockquote data-quote=x>w" * 5000,
    "shapes inside shapes": "<div class=post><time datetime=2020-01-01>x</time>some words of it"
    * 3000,
    "tables inside tables": "<table class=forumline><tr><td class=row1><span class=name>x</span>"
    "<span class=postdetails>Posted: 1</span><span class=postbody>" * 1000,
    "open tags only": "<" * 300_000 + "<div class='post" * 10_000,
    "one enormous word": "<html><article class=post>" + "x" * 3_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_a_page_like_any_other(name: str) -> None:
    """It ends, in time linear in its size (a test that hangs fails), and what it says is sound."""
    posts = read_sheet(sheet_of("x", HOSTILE[name])).posts

    assert [post.number for post in posts] == list(range(1, len(posts) + 1))
    assert all(post.reply_to is None or post.reply_to < post.number for post in posts)
