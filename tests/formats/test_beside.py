"""Exports in several files: names, titles and comments come from what stands beside the posts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from threadview.dump import open_dump
from threadview.model import Thread
from threadview.reading import detect, read_path

POSTS = """<?xml version="1.0" encoding="utf-8"?>
<posts>
  <row Id="1" PostTypeId="1" Score="2" OwnerUserId="8" Title="Kettles" Body="&lt;p&gt;How?" />
  <row Id="2" PostTypeId="2" ParentId="1" OwnerUserId="77" LastEditorUserId="8"
    LastEditDate="2015-02-02T08:00:00.000" Body="&lt;p&gt;So." />
</posts>
""".replace("\n    ", " ")
USERS = '<users>\n<row Id="8" DisplayName="Kettle &amp; Co" />\n<row Id="9" />\n</users>\n'
COMMENTS = """<comments>
<row Id="5" PostId="1" Text="Which **one**?" UserId="8" />
<row Id="6" PostId="2" Text="No." UserDisplayName="gone" />
<row Id="7" PostId="99" Text="Nowhere." UserId="8" />
</comments>
"""


def read(path: Path) -> Thread:
    return read_path(path)


def told(thread: Thread) -> list[tuple[str | None, int]]:
    return [(post.author, post.depth) for post in thread.posts]


def test_posts_of_stack_exchange_alone_have_numbers_for_names(tmp_path: Path) -> None:
    (tmp_path / "Posts.xml").write_text(POSTS)
    assert told(read(tmp_path / "Posts.xml")) == [("user8", 0), ("user77", 1)]


def test_names_and_comments_stand_beside_the_posts(tmp_path: Path) -> None:
    (tmp_path / "Posts.xml").write_text(POSTS)
    (tmp_path / "Users.xml").write_text(USERS)
    (tmp_path / "Comments.xml.gz").write_bytes(gzip.compress(COMMENTS.encode()))
    thread = read(tmp_path / "Posts.xml")
    assert told(thread) == [("Kettle & Co", 0), ("Kettle & Co", 1), ("user77", 1), ("gone", 2)]
    edit = thread.posts[2].edit
    assert edit is not None
    assert edit.by == "Kettle & Co"
    assert thread.posts[1].blocks[0].text == "Which one?"


def test_tables_beside_the_posts_hold_no_threads(tmp_path: Path) -> None:
    (tmp_path / "Posts.xml").write_text(POSTS)
    for name, text in (("Users.xml", USERS), ("Comments.xml", COMMENTS)):
        (tmp_path / name).write_text(text)
        assert len(read(tmp_path / name).posts) == 0
        assert detect(open_dump(tmp_path / name)).name == "stackexchange"


def test_a_table_alone_is_shown_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "Users.xml").write_text(USERS)
    thread = read(tmp_path / "Users.xml")
    assert [post.blocks[0].text for post in thread.posts] == [USERS.strip()]
    assert [problem.why for problem in thread.problems]


def test_a_broken_table_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "Posts.xml").write_text(POSTS)
    (tmp_path / "Users.xml").write_bytes(b"\0\1\2")
    (tmp_path / "Comments.xml").mkdir()
    assert told(read(tmp_path / "Posts.xml")) == [("user8", 0), ("user77", 1)]


def test_conversations_of_convokit_have_titles_beside_them(tmp_path: Path) -> None:
    said = {"id": "a", "conversation_id": "a", "text": "Hm.", "speaker": "x", "reply-to": None}
    (tmp_path / "utterances.jsonl").write_text(json.dumps(said) + "\n")
    assert read(tmp_path / "utterances.jsonl").title is None
    table = {"a": {"meta": {"title": "Thirteen strokes"}, "vectors": []}}
    (tmp_path / "conversations.json").write_text(json.dumps(table))
    assert read(tmp_path / "utterances.jsonl").title == "Thirteen strokes"
    assert len(read(tmp_path / "conversations.json").posts) == 0


def test_comments_of_reddit_know_the_submissions_beside_them(tmp_path: Path) -> None:
    one = {"subreddit": "lamps", "author": "tern", "created_utc": 1400000000}
    said = {**one, "id": "c", "link_id": "t3_a", "parent_id": "t3_a", "body": "Oil."}
    asked = {**one, "id": "a", "title": "Lamps", "selftext": "Which?", "is_self": True}
    (tmp_path / "lamps_comments.jsonl").write_text(json.dumps(said) + "\n")
    assert told(read(tmp_path / "lamps_comments.jsonl")) == [("tern", 0)]
    packed = gzip.compress(json.dumps(asked).encode() + b"\n")
    (tmp_path / "lamps_submissions.jsonl.gz").write_bytes(packed)
    thread = read(tmp_path / "lamps_comments.jsonl")
    assert thread.title == "Lamps"
    assert told(thread) == [("tern", 0), ("tern", 1)]
    assert told(read(tmp_path / "lamps_submissions.jsonl.gz")) == [("tern", 0)]


@pytest.mark.parametrize("name", ["7-page-2.json", "7.json?page=2", "7 (2).json"])
def test_a_topic_of_discourse_goes_on_in_the_pages_beside_it(name: str, tmp_path: Path) -> None:
    posts = [
        {"id": n, "post_number": n, "username": "tern", "cooked": f"<p>{n}</p>", "topic_id": 7}
        for n in (1, 2, 3)
    ]
    first = {"post_stream": {"posts": posts[:2], "stream": [1, 2, 3]}, "id": 7, "title": "Lamps"}
    (tmp_path / "7.json").write_text(json.dumps(first))
    other = {"post_stream": {"posts": [{**posts[2], "topic_id": 8}]}, "id": 8}
    (tmp_path / "7-page-9.json").write_text(json.dumps(other))
    assert len(read(tmp_path / "7.json").problems) == 1
    (tmp_path / name).write_text(json.dumps({"post_stream": {"posts": posts[2:]}, "id": 7}))
    thread = read(tmp_path / "7.json")
    assert [post.blocks[0].text for post in thread.posts] == ["1", "2", "3"]
    assert thread.problems == []
