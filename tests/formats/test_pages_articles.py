"""Saved pages that are no thread, and articles with comments below them."""

from __future__ import annotations

import pytest

from threadview.dump import Dump
from threadview.model import Thread
from threadview.reading import Reading

SAID = (
    "It began with a drawer that nobody had opened since the war, and a key that fitted no door.",
    "My aunt kept buttons in it, and a ticket for a ferry that had stopped sailing long ago.",
    "The harbour office told me that the line was closed, after two winters of ice and of debt.",
    "The museum answered with a photograph: eleven people on a deck, all looking at something.",
    "One of the eleven is my aunt, and she is holding a bag of buttons, as if it were a baby.",
)
PEOPLE = ("Ann", "Bob", "Cyd", "Dan", "Eve")


def thread_of(body: str) -> Thread:
    page = f"<!DOCTYPE html><html><head><title>Ferry</title></head><body>{body}</body></html>"
    reading = Reading(Dump(None, "page.html", page.encode()), "pages")
    reading.pull()
    return reading.thread


def each(template: str) -> str:
    """A template once for each person, with what they say."""
    return "".join(
        template.format(n=n, who=who, said=said, day=n + 1)
        for n, (who, said) in enumerate(zip(PEOPLE, SAID, strict=True))
    )


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>The ferry</h1>{each('<p>{said}</p>')}</article>",
        f"<h1>Manual</h1>{each('<section id=f{n}><h2>call_{n}()</h2><p>{said}</p></section>')}",
        f"<h1>Questions</h1><dl>{each('<dt>And {n}?</dt><dd>{said}</dd>')}</dl>",
        f"<h1>Soup</h1><ol>{each('<li>{said}</li>')}</ol>",
        f"<h1>Lamps</h1>{each('<div class=product><h3>Lamp {n}</h3><p>{said}</p></div>')}",
        f"<h1>Keepers</h1>{each('<div class=person><h3>{who}</h3><p>{said}</p></div>')}",
        f"<h1>1.0</h1>{each('<h2>0.{n} - 2020-01-0{day}</h2><ul><li>{said}</li></ul>')}",
    ],
    ids=["article", "manual", "questions", "recipe", "shop", "people", "changes"],
)
def test_a_page_that_is_no_thread_is_one_post_that_says_so(body: str) -> None:
    (post,) = thread_of(body).posts
    assert post.evidence.layer == "none"
    assert post.author is None
    assert all(said in "\n".join(block.text for block in post.blocks) for said in SAID)


@pytest.mark.parametrize(
    "entry",
    [
        "<li class=row><a class=topictitle href=t{n}>{said}</a> by <a class=username>{who}</a> "
        "<time datetime=2014-03-0{day}>x</time></li>",
        "<div class=structItem><a href=t{n}>{said}</a><a class=username>{who}</a>"
        "<time datetime=2014-03-0{day}>x</time></div>",
        "<div class=thread><p><a href=t{n}>{said}</a></p><b class=author>{who}</b>"
        "<time datetime=2014-03-0{day}>x</time></div>",
    ],
)
def test_a_list_of_threads_is_nobody_s_posts(entry: str) -> None:
    (post,) = thread_of(f"<h1>Towns</h1><div>{each(entry)}</div>").posts
    assert post.author is None


@pytest.mark.parametrize(
    "comment",
    [
        "<li id=comment-{n} class='comment depth-1'><article id=div-comment-{n} class=comment-body>"
        "<footer class=comment-meta><div class='comment-author vcard'><b class=fn>{who}</b> "
        "<span class=says>says:</span></div><div class=comment-metadata><a href='#c{n}'>"
        "<time datetime=2014-03-0{day}T10:00:00>x</time></a></div></footer>"
        "<div class=comment-content><p>{said}</p></div><div class=reply>Reply</div></article></li>",
        "<li id=comment-{n} class='comment depth-1'><div id=div-comment-{n} class=comment-body>"
        "<div class='comment-author vcard'><cite class=fn>{who}</cite> <span>says:</span></div>"
        "<div class='comment-meta commentmetadata'><a href='#c{n}'>March {day}, 2014 at 10:00 am"
        "</a></div><p>{said}</p><div class=reply>Reply</div></div></li>",
    ],
    ids=["html5", "xhtml"],
)
def test_an_article_of_wordpress_is_the_first_post_of_its_comments(comment: str) -> None:
    thread = thread_of(
        "<article id=post-5 class='post hentry'><h1 class=entry-title>The ferry</h1>"
        "<span class=byline><a class='fn' href=/a>Ines</a></span>"
        f"<div class=entry-content>{each('<p>{said}</p>')}</div></article>"
        f"<ol class='comment-list commentlist'>{each(comment)}</ol>"
    )
    assert thread.title == "The ferry"
    assert [post.author for post in thread.posts] == ["Ines", *PEOPLE]
    assert [(post.date or "")[:10] for post in thread.posts[1:]] == [
        f"2014-03-0{n}" for n in range(1, 6)
    ]
    assert [post.blocks[0].text for post in thread.posts[1:]] == list(SAID)
