"""Pages of engines that no table knows: schema.org, and what a page repeats."""

from __future__ import annotations

from threadview.dump import dump_of
from threadview.model import Thread, logical_text
from threadview.reading import read_thread


def thread_of(html: str | bytes, name: str = "page.html") -> Thread:
    """The thread of a page handed in."""
    return read_thread(dump_of(html, name), "pages")


def spoken(thread: Thread) -> list[str]:
    return [logical_text(post) for post in thread.posts]


LINKED_DATA = """<html><head><title>x</title><script type="application/ld+json">{"@context":
"https://schema.org", "@type": "DiscussionForumPosting", "headline": "Owls",
"text": "First <b>owl</b>.<br>Two.", "author": {"@type": "Person", "name": "Ann"},
"datePublished": "2020-01-02T03:04:05+00:00", "url": "https://o.example/1",
"comment": [{"@type": "Comment", "text": "Which & what?", "author": {"name": "Bo"}, "comment":
[{"@type": "Comment", "text": "A barn owl.", "author": {"name": "Ann"}}]},
{"@type": "Comment", "text": "Hoo.", "author": [{"name": "Cy"}]}]}</script></head>
<body>nothing</body></html>"""


def test_linked_data_is_read_where_nothing_else_is() -> None:
    thread = thread_of(LINKED_DATA)

    assert thread.title == "Owls"
    assert [(p.author, p.reply_to, p.depth) for p in thread.posts] == [
        ("Ann", None, 0),
        ("Bo", 1, 0),
        ("Ann", 2, 1),
        ("Cy", 1, 0),
    ]
    assert spoken(thread)[:2] == ["First owl.\nTwo.", "Which & what?"]


def test_a_page_where_nothing_repeats_is_one_post_that_says_so() -> None:
    thread = thread_of(
        "<html><body><nav>Home</nav><h1>Fog</h1><article><p>It came at four.</p></article></body>"
    )

    assert spoken(thread) == ["It came at four."]
    assert thread.title == "Fog"
    assert thread.posts[0].evidence.layer == "none"
    assert thread_of("<html><body></body></html>").problems[0].why.startswith("no posts")


def test_microdata_is_read_where_nothing_else_is() -> None:
    def item(kind: str, text: str, inner: str = "") -> str:
        return (
            f'<section itemscope itemtype="https://schema.org/{kind}">'
            f'<b itemprop="author" itemscope><i itemprop="name">by {text}</i></b>'
            '<time itemprop="datePublished" datetime="2021-05-06">x</time>'
            f'<div itemprop="text">{text}</div>{inner}</section>'
        )

    inner = item("Comment", "two", item("Comment", "three")) + item("Comment", "four")
    thread = thread_of(f"<html><body>{item('DiscussionForumPosting', 'one', inner)}")

    assert spoken(thread) == ["one", "two", "three", "four"]
    assert [post.author for post in thread.posts] == ["by one", "by two", "by three", "by four"]
    assert [post.depth for post in thread.posts] == [0, 0, 1, 0]
    assert thread.posts[2].reply_to == 2
