"""Records that lack what others have: each keeps what it says, and its place."""

from __future__ import annotations

import json
from typing import Any

from threadview.cli.opening import threads_of
from threadview.dump import Dump
from threadview.model import Thread
from threadview.request import Opening


def threads(content: str) -> list[Thread]:
    found = []
    for reading in threads_of(Dump(None, "made", content.encode()), Opening()):
        reading.pull()
        found.append(reading.thread)
    return found


def thread(value: Any) -> Thread:
    (found,) = threads(json.dumps(value))
    return found


def said(told: Thread) -> list[tuple[str | None, str]]:
    return [
        (post.author, " / ".join(block.text for block in post.blocks if block.kind != "chrome"))
        for post in told.posts
    ]


def post(number: int, who: str, cooked: str | None) -> dict[str, Any]:
    return {"id": number, "post_number": number, "username": who, "cooked": cooked, "topic_id": 7}


def test_a_post_of_discourse_without_words_keeps_its_author() -> None:
    posts = [post(1, "tern", "<p>Oil?</p>"), post(2, "gull", None)]
    told = thread({"post_stream": {"posts": posts}, "id": 7, "title": "Lamps"})
    assert said(told) == [("tern", "Oil?"), ("gull", "")]


def test_a_topic_that_is_cut_off_is_one_thread() -> None:
    posts = [post(1, "tern", "<p>Oil?</p>"), post(2, "gull", "<p>Wax.</p>")]
    whole = json.dumps({"post_stream": {"posts": posts}, "id": 7, "title": "Lamps"})
    (told,) = threads(whole[: whole.rindex('"topic_id"')])
    assert said(told) == [("tern", "Oil?"), ("gull", "Wax.")]


def test_who_deleted_an_account_of_telegram_is_told_from_the_others() -> None:
    messages = [
        {"id": n, "type": "message", "date": "2021-03-01T10:01:00", "from": None,
         "from_id": f"user{n}", "text": "Oil."}
        for n in (1, 2)
    ]  # fmt: skip
    told = thread({"name": "Lamps", "type": "personal_chat", "id": 5, "messages": messages})
    assert [post.author for post in told.posts] == ["user1", "user2"]


def test_what_an_app_says_in_slack_is_words_and_a_page_s_summary_is_none() -> None:
    app = {"title": "Build 7", "text": "failed", "fields": [{"title": "Branch", "value": "oil"}]}
    link = {"from_url": "https://x.example", "text": "The page's summary"}
    told = thread(
        [
            {"type": "message", "ts": "1580000000.000100", "username": "bot", "text": "",
             "attachments": [app]},
            {"type": "message", "ts": "1580000001.000100", "user": "U1", "text": "look",
             "attachments": [link]},
        ]
    )  # fmt: skip
    assert said(told) == [("bot", "Build 7\nfailed\nBranch oil"), ("U1", "look")]


def test_comments_without_a_date_or_with_the_same_stay_in_their_order() -> None:
    made = ["2022-01-02T00:00:00Z", "2022-01-02T00:00:00Z", None, "2022-01-03T00:00:00Z"]
    comments = [
        {"id": f"c{n}", "author": {"login": "tern"}, "body": f"{n}", "createdAt": when}
        for n, when in enumerate(made)
    ]
    told = thread(
        {"title": "Lamps", "number": 5, "body": "Oil?", "author": {"login": "gull"},
         "comments": comments}
    )  # fmt: skip
    assert [words for _, words in said(told)] == ["Oil?", "0", "1", "2", "3"]


def test_a_line_of_a_corpus_that_holds_no_document_is_shown_as_it_stands() -> None:
    whole = [json.dumps({"text": f"Oil {n}.", "url": f"https://x.example/{n}"}) for n in range(2)]
    told = threads("\n".join([whole[0], "{broken", '{"text": null}', whole[1]]))
    assert [said(one) for one in told] == [
        [(None, words)] for words in ("Oil 0.", "{broken", '{"text": null}', "Oil 1.")
    ]
    assert [len(one.problems) for one in told] == [0, 1, 1, 0]
