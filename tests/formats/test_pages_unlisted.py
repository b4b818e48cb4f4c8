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


def post_of(name: str, text: str, tag: str = "a", more: str = "") -> str:
    """A post of an invented engine; only members with a page of their own are links."""
    leads = ' href="/member/7"' if tag == "a" else ""
    return (
        f'<div class="entry"><div class="who"><{tag}{leads}>{name}</{tag}></div>'
        f'<span class="when">3 May 2019 10:15</span><a class="act">Copy link</a>'
        f'<div class="text">{text}</div>{more}</div>'
    )


WORDS = (
    "The kettle was on the stove when the bell rang for the second time.",
    "Nobody had rung it, and that was what made the whole story worth telling.",
    "In our house the wind does that whenever the cellar door is left open.",
    "A bell that heavy is not moved by wind, whatever the cellar does at night.",
)


def page_of(*posts: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><main>{''.join(posts)}</main></body></html>"


def test_names_stand_at_one_place_whatever_their_tag() -> None:
    thread = thread_of(
        page_of(
            post_of("Ottilie", WORDS[0]),
            post_of("Bram (12)", WORDS[1], tag="span"),
            post_of("Ottilie", WORDS[2], tag="b"),
            post_of("Wenna", WORDS[3]),
        )
    )

    assert [post.author for post in thread.posts] == ["Ottilie", "Bram", "Ottilie", "Wenna"]
    assert {post.date for post in thread.posts} == {"2019-05-03T10:15"}


def test_what_every_post_says_is_nobodys_name() -> None:
    unnamed = [post_of("", words, tag="i") for words in WORDS]

    assert [post.author for post in thread_of(page_of(*unnamed)).posts] == [None] * 4


def test_edit_lines_are_known_by_their_words() -> None:
    thread = thread_of(
        page_of(
            post_of("Ottilie", WORDS[0], more="<p><em>Last edited by Bram; 4 May 2019</em></p>"),
            post_of("Bram", f"<p>{WORDS[1]}</p><p>Edited 5 May 2019 by Wenna</p>"),
            post_of("Ottilie", f"<p>{WORDS[2]}</p><p>Edited volumes are on the shelf.</p>"),
            post_of("Wenna", WORDS[3], more='<p class="hidden">last edited by</p>'),
        )
    )

    marks = [post.edit for post in thread.posts]
    assert [mark and (mark.by, mark.date) for mark in marks] == [
        ("Bram", "2019-05-04"),
        ("Wenna", "2019-05-05"),
        None,
        None,
    ]
    assert spoken(thread)[1] == WORDS[1]
    assert "volumes" in spoken(thread)[2]


def test_stated_posts_have_their_names_and_the_words_that_the_page_shows() -> None:
    stated = """<script type="application/ld+json">{"@type": "DiscussionForumPosting", "headline":
    "Bells", "text": "The kettle was on the stove when the bell rang for the second time.",
    "author": {"name": "Ottilie A."}, "datePublished": "2019-05-03T10:15:30Z", "comment": [
    {"@type": "Comment", "text": "Nobody had rung it, and that was what made the whole story",
    "author": {"name": "Bram B."}}]}</script>"""
    answer = f"<blockquote>{WORDS[0]}</blockquote><p>{WORDS[1]}</p>"
    thread = thread_of(
        page_of(
            post_of("ott", WORDS[0]), post_of("bra", answer), post_of("wen", WORDS[2]), head=stated
        )
    )

    assert thread.title == "Bells"
    assert [post.author for post in thread.posts] == ["Ottilie A.", "Bram B.", "wen"]
    assert thread.posts[0].date == "2019-05-03T10:15:30Z"
    assert thread.posts[1].reply_to == 1
    assert len(thread.posts[1].quotes) == 1
    assert WORDS[1] in spoken(thread)[1]


def test_what_a_page_states_of_others_is_not_laid_over_its_posts() -> None:
    stated = """<script type="application/ld+json">{"@type": "DiscussionForumPosting", "text":
    "Six easy ways to polish a doorknob before guests arrive", "author": {"name": "Ad"}}</script>"""
    thread = thread_of(page_of(*(post_of(f"n{i}", w) for i, w in enumerate(WORDS)), head=stated))

    assert [post.author for post in thread.posts] == ["n0", "n1", "n2", "n3"]


def test_a_post_printed_twice_in_a_row_is_one() -> None:
    def numbered(ident: int, text: str) -> str:
        return post_of("Ottilie", text).replace("<div", f'<div id="p{ident}"', 1)

    thread = thread_of(page_of(numbered(1, WORDS[0]), numbered(1, WORDS[0]), numbered(2, WORDS[1])))

    assert spoken(thread) == [*WORDS[:2]]


def test_buttons_inside_the_words_of_every_post_are_furniture() -> None:
    buttons = "<ul><li>Quote</li></ul><p>Share on other sites</p>"
    names = ("Ottilie", "Bram", "Ottilie", "Wenna")
    thread = thread_of(
        page_of(*(post_of(n, f"<p>{w}</p>{buttons}") for n, w in zip(names, WORDS, strict=True)))
    )

    assert spoken(thread) == [*WORDS]
    assert {b.text for b in thread.posts[0].blocks if b.kind == "chrome"} == {
        "• Quote",
        "Share on other sites",
    }


def test_what_one_person_always_says_stays_theirs() -> None:
    thread = thread_of(
        page_of(*(post_of("Ottilie", f"<p>{words}</p><p>Yours, O.</p>") for words in WORDS))
    )

    assert all(text.endswith("Yours, O.") for text in spoken(thread))
