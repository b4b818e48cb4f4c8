"""The shapes in which tools write the same thing: each gives the same posts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from threadview.cli.opening import threads_of
from threadview.dump import Dump
from threadview.model import Thread
from threadview.request import Opening


def threads(*values: Any) -> list[Thread]:
    content = "\n".join(json.dumps(value) for value in values).encode()
    found = []
    for reading in threads_of(Dump(None, "made", content), Opening()):
        reading.pull()
        found.append(reading.thread)
    return found


def told(thread: Thread) -> list[tuple[str | None, int, str]]:
    return [
        (post.author, post.depth, " / ".join(block.text for block in post.blocks))
        for post in thread.posts
    ]


CREATED = "2022-03-01T10:00:00.000Z"
QUOTING = (
    '<aside class="quote no-group" data-username="tern" data-post="1" data-topic="8">\n'
    '<div class="title">\n<a href="https://x.example/t/another/8/1">Another</a></div>\n'
    "<blockquote>\n<p>Else.</p>\n</blockquote>\n</aside>\n<p>No.</p>"
)


def discourse(number: int, who: str, **words: str) -> dict[str, Any]:
    return {
        "id": 90 + number, "post_number": number, "username": who, "created_at": CREATED,
        "topic_id": 7, **words,
    }  # fmt: skip


def test_posts_of_discourse_without_their_stream() -> None:
    posts = [discourse(1, "tern", cooked="<p>Oil?</p>"), discourse(2, "gull", cooked="<p>Wax.</p>")]
    (thread,) = threads({"posts": posts, "id": 7, "title": "Lamps"})
    assert thread.title == "Lamps"
    assert told(thread) == [("tern", 0, "Oil?"), ("gull", 0, "Wax.")]


def test_discourse_as_it_was_typed() -> None:
    raw = (
        '[quote="tern, post:1, topic:7"]\nOil?\n[/quote]\n\nWax, and '
        "[details=More]\nquite *much*\n[/details]"
    )
    posts = [discourse(1, "tern", raw="Oil?"), discourse(2, "gull", raw=raw)]
    (thread,) = threads({"post_stream": {"posts": posts}, "title": "Lamps"})
    (quote,) = thread.posts[1].quotes
    assert (quote.author, quote.post) == ("tern", 1)
    kinds = [(block.kind, block.text) for block in thread.posts[1].blocks if block.quote is None]
    assert kinds == [
        ("paragraph", "Wax, and"), ("spoiler", "More"), ("spoiler", "quite much")
    ]  # fmt: skip


def test_a_quote_from_another_topic_is_of_no_post_here() -> None:
    posts = [discourse(1, "tern", cooked="<p>Oil?</p>"), discourse(2, "gull", cooked=QUOTING)]
    (thread,) = threads({"post_stream": {"posts": posts}, "title": "Lamps"})
    (quote,) = thread.posts[1].quotes
    assert (quote.author, quote.post) == ("tern", None)


def test_reddit_s_ids_in_base_ten_make_the_same_tree() -> None:
    one = {"subreddit": "lamps", "author": "tern", "created_utc": 1400000000, "score": 1}
    (thread,) = threads(
        {**one, "id": 36, "link_id": 35, "parent_id": None, "body": "Oil."},
        {**one, "id": 37, "link_id": 35, "parent_id": 36, "body": "Wax."},
        {**one, "id": "z", "title": "Lamps", "selftext": "Which?", "is_self": True},
    )
    assert thread.title == "Lamps"
    assert told(thread) == [("tern", 0, "Which?"), ("tern", 1, "Oil."), ("tern", 2, "Wax.")]


def test_what_a_reddit_post_passes_on_and_its_pictures_are_shown() -> None:
    (thread,) = threads(
        {
            "id": "z", "subreddit": "lamps", "title": "Lamps", "selftext": "", "is_self": False,
            "url": "/r/lamps/comments/y/", "author": "tern",
            "crosspost_parent_list": [{"selftext": "Which oil?"}],
            "gallery_data": {"items": [{"media_id": "m", "caption": "The lamp"}]},
            "media_metadata": {"m": {"s": {"u": "https://x.example/m.jpg?a=1&amp;b=2"}}},
        }
    )  # fmt: skip
    blocks = thread.posts[0].blocks
    assert [block.text for block in blocks] == [
        "https://www.reddit.com/r/lamps/comments/y/", "Which oil?", "The lamp",
    ]  # fmt: skip
    assert blocks[2].links[0].href == "https://x.example/m.jpg?a=1&b=2"


def test_the_choices_of_a_poll_stand_below_it() -> None:
    (thread,) = threads(
        {"id": 1, "type": "poll", "by": "tern", "time": 1420070400, "title": "Oil?", "parts": [2]},
        {"id": 2, "type": "pollopt", "by": "tern", "time": 1420070400, "poll": 1, "text": "Wax"},
    )
    assert told(thread) == [("tern", 0, ""), ("tern", 1, "Wax")]


POST = {"id": 5, "name": "Moon", "body": "Late?", "ap_id": "p", "published": "2023-06-20T10:00:00"}
VIEW = {"post": POST, "creator": {"name": "ann"}, "counts": {"score": 1}}
NEWER = {key: value for key, value in POST.items() if key != "published"}
COMMENT = {"id": 9, "post_id": 5, "path": "0.9", "content": "Yes.", "ap_id": "c"}
SAID = {"comment": COMMENT, "creator": {"name": "bob"}, "post": POST}


@pytest.mark.parametrize(
    "values",
    [
        ({"post_view": VIEW, "comments": [SAID]},),
        ({"post": VIEW, "comments": [SAID]},),
        ({"comments": [SAID]}, {"post_view": VIEW}),
        ({"post_view": {**VIEW, "post": {**NEWER, "published_at": "2023-06-20T10:00:00"}}},
         {"items": [SAID]}),
    ],
)  # fmt: skip
def test_lemmy_s_views_however_they_are_wrapped(values: tuple[Any, ...]) -> None:
    (thread,) = threads(*values)
    assert thread.title == "Moon"
    assert told(thread) == [("ann", 0, "Late?"), ("bob", 1, "Yes.")]
    assert thread.posts[0].date == "2023-06-20T10:00:00"


def test_lemmy_s_hidden_words() -> None:
    post = {**POST, "body": "It is\n\n::: spoiler the end\nlate\n:::\n"}
    (thread,) = threads({"post_view": {**VIEW, "post": post}})
    blocks = [(block.kind, block.text) for block in thread.posts[0].blocks]
    assert blocks == [("paragraph", "It is"), ("spoiler", "the end"), ("spoiler", "late")]


def test_a_board_s_green_lines_and_names_of_posts_are_no_quotes() -> None:
    posts = {
        "500": {"num": "500", "thread_num": "500", "comment": "A knot"},
        "501": {"num": "501", "thread_num": "500", "comment": ">>500\n>mfw\n[spoiler]no[/spoiler]"},
    }
    (thread,) = threads({"500": {"op": posts["500"], "posts": {"501": posts["501"]}}})
    assert thread.posts[1].quotes == ()
    assert thread.posts[1].reply_to == 1
    assert thread.posts[1].blocks[0].text == ">>500\n>mfw\nno"


def status(ident: str, above: str | None, words: str) -> dict[str, Any]:
    return {
        "id": ident, "in_reply_to_id": above, "content": f"<p>{words}</p>",
        "account": {"acct": "ann", "display_name": "Ann"}, "created_at": "2023-01-01T00:00:00Z",
    }  # fmt: skip


CONTEXT = {"ancestors": [status("1", None, "Lost.")], "descendants": [status("3", "2", "Found.")]}


@pytest.mark.parametrize(
    "values",
    [
        ({"status": status("2", "1", "What?"), "context": CONTEXT},),
        ({**status("2", "1", "What?"), **CONTEXT},),
        (status("2", "1", "What?"), CONTEXT),
    ],
)
def test_a_status_and_its_context_however_they_are_joined(values: tuple[Any, ...]) -> None:
    (thread,) = threads(*values)
    assert told(thread) == [("Ann", 0, "Lost."), ("Ann", 1, "What?"), ("Ann", 2, "Found.")]


def test_a_poll_s_options_are_words_of_its_status() -> None:
    poll = {"options": [{"title": "High", "votes_count": 3}, {"title": "Low"}]}
    (thread,) = threads({**status("2", None, "Tide?"), "poll": poll})
    assert told(thread) == [("Ann", 0, "Tide? / • High (3) / • Low")]


def test_answers_without_their_question_are_one_thread() -> None:
    one = {"question_id": 7, "owner": {"display_name": "Bo"}}
    items = [{**one, "answer_id": n, "body_markdown": f"&lt;{n}&gt; *it*"} for n in (1, 2)]
    (thread,) = threads({"items": items})
    assert told(thread) == [("Bo", 0, "<1> it"), ("Bo", 0, "<2> it")]


ISSUE = {
    "url": "https://api.x.example/issues/1", "number": 1, "title": "Doors", "body": "Inwards.",
    "user": {"login": "tern"}, "comments": 1, "created_at": "2023-01-01T00:00:00Z",
}  # fmt: skip
ANSWER = {
    "id": 2, "issue_url": ISSUE["url"], "user": {"login": "gull"}, "body": "Outwards.",
    "created_at": "2023-01-02T00:00:00Z",
}  # fmt: skip
VIEWED = {
    "title": "Doors", "body": "Inwards.", "author": {"login": "tern"},
    "comments": [{"author": {"login": "gull"}, "body": "Outwards."}],
}  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [
        (ISSUE, [ANSWER]),
        ([[ISSUE], [ANSWER]],),
        ({"issue": ISSUE, "comments": [ANSWER]},),
        (VIEWED,),
    ],
)
def test_an_issue_and_its_comments_however_they_were_fetched(values: tuple[Any, ...]) -> None:
    (thread,) = threads(*values)
    assert thread.title == "Doors"
    assert told(thread) == [("tern", 0, "Inwards."), ("gull", 0, "Outwards.")]


def test_a_review_says_what_it_decided_and_of_which_lines() -> None:
    gull = {"author": {"login": "gull"}, "submittedAt": "2023-01-01T12:00:00Z", "body": ""}
    noted = {
        "id": "c",
        "body": "Why?",
        "author": {"login": "gull"},
        "path": "a.py",
        "diffHunk": "-",
    }
    (thread,) = threads(
        {
            **VIEWED, "number": 5, "comments": [],
            "reviews": [{**gull, "state": "CHANGES_REQUESTED"}, {**gull, "state": "COMMENTED"}],
            "reviewThreads": {"nodes": [{"comments": {"nodes": [noted]}}]},
        }
    )  # fmt: skip
    assert sorted(told(thread)) == [
        ("gull", 0, "Why? / a.py\n-"),
        ("gull", 0, "changes requested"),
        ("tern", 0, "Inwards."),
    ]


def test_threads_that_say_nothing_of_themselves_are_each_opened() -> None:
    one, two = (
        {**VIEWED, "title": name, "comments": {"nodes": []}, "bodyText": name} for name in "AB"
    )
    found = threads({"data": {"nodes": [one, two]}})
    assert [thread.title for thread in found] == ["A", "B"]


def test_a_dump_without_a_post_is_shown_as_it_stands() -> None:
    empty: dict[str, list[Any]] = {"ancestors": [], "descendants": []}
    (thread,) = threads(empty)
    assert [post.blocks[0].text for post in thread.posts] == [json.dumps(empty)]
    assert len(thread.problems) == 1
