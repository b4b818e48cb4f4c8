"""Exports and scrapes: each kind is known by its content, and comes out as its author meant it."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import Dump, dump_of, open_dump
from threadview.errors import FormatError
from threadview.formats import OWN, ThreadRef, load
from threadview.model import Post, Thread, logical_text, segments
from threadview.reading import Reading, detect

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "sample_threads" / "json"
CORPUS = ROOT.parent / "shared" / "corpus"


class Meant(NamedTuple):
    """What a sample was written to mean: its format, and for each thread its title and its posts
    as (author, depth, post answered)."""

    format: str
    threads: list[tuple[str | None, list[tuple[str | None, int, int | None]]]]


MEANT = {
    "chatgpt-conversations.json": Meant(
        "chatgpt",
        [
            (
                "A name for a boat",
                [
                    ("user", 0, None),
                    ("assistant", 0, 1),
                    ("user", 0, None),
                    ("assistant", 0, 3),
                    ("python", 0, 4),
                    ("assistant", 0, 5),
                ],
            ),
            ("Soup without a pot", [("user", 0, None), ("assistant", 0, 1)]),
        ],
    ),
    "convokit-utterances.jsonl": Meant(
        "convokit",
        [
            ("Thirteen", [("Elsbeth", 0, None), ("Jonas", 1, 1), ("Elsbeth", 2, 2)]),
            (None, [("Jonas", 0, None)]),
        ],
    ),
    "discord-night-shift.json": Meant(
        "discord",
        [("The Bakery · night-shift", [("Rye", 0, None), ("Spelt", 0, 1), ("Rye", 0, None)])],
    ),
    "discourse-the-bridge-that-hums.json": Meant(
        "discourse",
        [("The bridge that hums", [("plank", 0, None), ("rivet", 0, None), ("plank", 0, 2)])],
    ),
    "documents.jsonl": Meant(
        "documents",
        [
            ("A short history of fog", [(None, 0, None)]),
            ("Where salt sleeps", [(None, 0, None)]),
        ],
    ),
    "forumdl-posts.jsonl": Meant(
        "forumdl", [("Boxes that were not here before", [("moth", 0, None), ("dust", 1, 1)])]
    ),
    "forumscraper-thread.json": Meant(
        "forumscraper",
        [("A ladder with one rung too many", [("Perch", 0, None), ("Sill", 0, None)])],
    ),
    "github-issue-doors-open-inwards.json": Meant(
        "github",
        [("Doors open inwards", [("hinge", 0, None), ("latch", 0, None), ("hinge", 0, None)])],
    ),
    "hackernews-a-clock-written-in-yarn.json": Meant(
        "hackernews",
        [
            (
                "A clock written in yarn",
                [("skein", 0, None), ("purl", 1, 1), ("skein", 2, 2), ("bobbin", 1, 1)],
            )
        ],
    ),
    "hackernews-firebase-lighthouse.jsonl": Meant(
        "hackernews",
        [
            (
                "Ask HN: Does your lighthouse need a login?",
                [("fresnel", 0, None), ("wick", 1, 1), ("fresnel", 2, 2), (None, 1, 1)],
            )
        ],
    ),
    "imageboard-knots.json": Meant(
        "imageboard",
        [("Knots", [("Anonymous", 0, None), ("Anonymous", 0, 1), ("Bosun !rope", 0, 2)])],
    ),
    "lemmy-the-moon-is-late.json": Meant(
        "lemmy",
        [
            (
                "The moon is late again",
                [("Selene", 0, None), ("tidewaiter", 1, 1), ("selene", 2, 2), ("owl", 1, 1)],
            )
        ],
    ),
    "mastodon-context-lost-umbrella.json": Meant(
        "mastodon", [(None, [("Brolly", 0, None), ("Gale", 1, 1), ("Brolly", 2, 2)])]
    ),
    "reddit-lines-two-ponds.jsonl": Meant(
        "reddit",
        [
            (
                "Our pond froze upside down",
                [("siskin", 0, None), ("coot", 1, 1), ("siskin", 2, 2)],
            ),
            ("Who waters the river?", [("dipper", 0, None), ("coot", 1, 1)]),
        ],
    ),
    "reddit-the-goose-has-a-key.json": Meant(
        "reddit",
        [
            (
                "The goose has a key & will not say to what",
                [("reedwren", 0, None), (None, 1, 1), ("old_heron", 2, 2), ("mudlark", 1, 1)],
            )
        ],
    ),
    "scrapes-guestbook.json": Meant(
        "scrapes",
        [("Guest book of the island ferry", [("M. Quill", 0, None), ("The cook", 1, 1)])],
    ),
    "slack-lost-and-found.json": Meant(
        "slack", [(None, [("vera", 0, None), ("otto", 1, 1), ("U3", 0, None)])]
    ),
    "stackexchange-posts.xml": Meant(
        "stackexchange",
        [
            (
                "Answering a kettle politely",
                [("user8", 0, None), ("sam", 1, 1), ("user10", 1, 1)],
            ),
            ("Should a kettle knock?", [("user9", 0, None)]),
        ],
    ),
    "telegram-allotment.json": Meant(
        "telegram", [("Allotment 9", [("Nell", 0, None), ("Nell", 0, None), ("Piet", 0, 2)])]
    ),
    "zipped-a-box-in-the-attic.zip": Meant(
        "zipped",
        [
            (None, [("Ilse", 0, None), ("Tam", 0, None), ("Ilse", 0, None)]),
            ("Inside the box", [("Tam", 0, None), ("Ilse", 1, 1)]),
        ],
    ),
    "threadview-village-clock.jsonl": Meant(
        "threadview",
        [
            (
                "[village] The church clock is four minutes fast",
                [("Ada Lindqvist", 0, None), ("Börje Ek", 1, 1), ("Ada Lindqvist", 2, 2)],
            ),
            ("Soup on Thursday", [("Parish office", 0, None), ("karin@example.org", 1, 1)]),
        ],
    ),
    "two-pages.warc": Meant(
        "warc",
        [
            ("Tea for the lamp", [(None, 0, None)]),
            ("How to fold a map of the wind", [(None, 0, None)]),
        ],
    ),
    "whatsapp-chat.txt": Meant(
        "whatsapp",
        [
            (
                None,
                [
                    (None, 0, None),
                    ("Ida", 0, None),
                    ("Tom", 0, None),
                    ("Ida", 0, None),
                    ("+44 20 7946 0000", 0, None),
                ],
            )
        ],
    ),
}


def read_all(content: bytes, format: str | None = None) -> list[Thread]:  # noqa: A002
    return read_dump(dump_of(content), format)


def read_dump(dump: Dump, format: str | None = None) -> list[Thread]:  # noqa: A002
    name = format or detect(dump).name
    found = []
    for ref in load(name).scan(dump):
        reading = Reading(dump, name, ref)
        reading.pull()
        found.append(reading.thread)
    return found


def read_sample(name: str) -> list[Thread]:
    return read_all((SAMPLES / name).read_bytes())


def read_value(value: Any) -> list[Thread]:
    return read_all(json.dumps(value).encode())


def post(thread: Thread, number: int) -> Post:
    return thread.posts[number - 1]


def test_every_sample_is_meant() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(MEANT)
    others = {"text", "pages", "mail"}
    assert {one.format for one in MEANT.values()} == {listed.name for listed in OWN} - others


@pytest.mark.parametrize("name", MEANT)
def test_a_sample_is_known_by_its_content(name: str) -> None:
    found = detect(dump_of((SAMPLES / name).read_bytes()))

    assert found.name == MEANT[name].format
    assert found.claim.reason


@pytest.mark.parametrize("name", MEANT)
def test_a_sample_comes_out_as_meant(name: str) -> None:
    threads = read_sample(name)

    assert [
        (thread.title, [(one.author, one.depth, one.reply_to) for one in thread.posts])
        for thread in threads
    ] == MEANT[name].threads


@pytest.mark.parametrize("name", MEANT)
def test_a_list_says_what_the_threads_are(name: str) -> None:
    dump = dump_of((SAMPLES / name).read_bytes())
    form = load(detect(dump).name)

    refs = list(form.scan(dump))

    assert len({ref.key for ref in refs}) == len(refs) == len(MEANT[name].threads)
    for ref, (title, posts) in zip(refs, MEANT[name].threads, strict=True):
        assert ref.title == title or title is None
        assert ref.posts in (None, len(posts))


@pytest.mark.parametrize("name", MEANT)
def test_a_sample_cut_off_anywhere_is_read(name: str) -> None:
    content = (SAMPLES / name).read_bytes()
    form = MEANT[name].format
    for cut in range(1, len(content), max(1, len(content) // 40)):
        for thread in read_all(content[:cut], form):
            assert all(one.number == place for place, one in enumerate(thread.posts, 1))


@pytest.mark.parametrize("name", [listed.name for listed in OWN])
@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        b"[]",
        b"null",
        b"[1, [2], null, {}]",
        b'{"posts": 1, "messages": null, "comments": {"a": 3}, "post_stream": {"posts": [3, {}]}}',
        b'{"kind": "Listing", "data": {"children": [3, {"kind": "t1", "data": {}}]}}',
        b'{"id": [], "text": 4, "user": {}, "path": [[]], "no": "x", "ts": null}\n' * 2,
        b'<row Id="1"\n<row PostTypeId="2" />\n',
        b"WARC/1.0\r\nContent-Length: 999\r\n\r\nx",
        b"\x00\xff\xfe\x80",
    ],
)
def test_no_content_ends_a_read(name: str, content: bytes) -> None:
    """Whatever stands where something else should: no thread, an empty one, or problems."""
    dump = dump_of(content)
    form = load(name)

    refs = list(form.scan(dump))

    for ref in [*refs, ThreadRef()]:
        try:
            reading = Reading(dump, name, ref)
            reading.pull()
        except FormatError:
            continue


def test_bodies_edits_and_points_of_reddit() -> None:
    (thread,) = read_sample("reddit-the-goose-has-a-key.json")

    assert logical_text(post(thread, 1)) == "She wears it on a string.\n\n• brass\n• quite small"
    assert post(thread, 1).edit is not None
    assert post(thread, 1).date == "2017-07-14T02:40:00Z"
    assert post(thread, 1).reactions == (("points", 41),)
    assert [(q.post, q.depth) for q in post(thread, 2).quotes] == [(1, 1)]
    assert [problem.why for problem in thread.problems] == [
        "2 of its comments are not in this dump"
    ]


def test_quotes_edits_and_gaps_of_discourse() -> None:
    (thread,) = read_sample("discourse-the-bridge-that-hums.json")

    assert post(thread, 2).edit is not None
    assert [(q.author, q.post) for q in post(thread, 3).quotes] == [("rivet", 2)]
    assert [part.text for part in segments(post(thread, 3)) if part.quote is None] == [
        "Two coats, or one?"
    ]
    assert post(thread, 1).reactions == (("like", 4),)
    assert "1 of its posts" in thread.problems[0].why


def test_pages_of_a_topic_are_one_topic() -> None:
    topic = json.loads((SAMPLES / "discourse-the-bridge-that-hums.json").read_text())
    more: dict[str, Any] = {
        "post_stream": {"posts": [{**topic["post_stream"]["posts"][2], "id": 904}]},
        "id": 77,
    }
    more["post_stream"]["posts"][0]["post_number"] = 4

    (thread,) = read_value([more, topic, more])

    assert [one.id for one in thread.posts] == ["1", "2", "3", "4"]
    assert thread.problems == []


def test_lines_of_hacker_news_quote_by_a_mark() -> None:
    (thread,) = read_sample("hackernews-a-clock-written-in-yarn.json")

    assert [(p.quote, p.text) for p in segments(post(thread, 3))] == [
        (0, "With a row each?"),
        (None, "A stitch each. Minutes are rows."),
    ]
    assert post(thread, 3).quotes[0].post == 2


def test_whatsapp_dates_are_read_as_the_chat_proves() -> None:
    (thread,) = read_sample("whatsapp-chat.txt")

    assert [one.date for one in thread.posts][1:4] == [
        "2021-02-28T23:58",
        "2021-02-28T23:59",
        "2021-03-01T00:01",
    ]
    assert logical_text(post(thread, 3)) == "Which goat: the small one?\nI have two here."


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("[31.12.20, 23:59:58] Ann: hi", "Ann", "2020-12-31T23:59:58"),
        ("12/31/20, 11:59\u202fPM - Ann: hi", "Ann", "2020-12-31T23:59"),
        ("2020-12-31, 12:01 a.m. - Ann: hi", "Ann", "2020-12-31T00:01"),
        ("\u200e[2020/12/31, 1:02:03] Ann: hi", "Ann", "2020-12-31T01:02:03"),
        ("1/2/21, 12:00 - Ann: hi", "Ann", None),
    ],
)
def test_lines_of_whatsapp(line: str, author: str, date: str | None) -> None:
    (thread,) = read_all(f"{line}\n".encode())

    assert [(one.author, one.date) for one in thread.posts] == [(author, date)]
    assert logical_text(post(thread, 1)) == "hi"
    assert (post(thread, 1).date_text is None) == (date is not None)


def test_telegram_and_slack_words() -> None:
    (telegram,) = read_sample("telegram-allotment.json")
    (slack,) = read_sample("slack-lost-and-found.json")

    assert [logical_text(one) for one in telegram.posts] == [
        "create group",
        "The scarecrow has moved.\nTwo beds to the left.",
        "Again? See my map.",
    ]
    assert logical_text(post(slack, 1)) == "Somebody left a <staircase> in the lift. @otto?"
    assert logical_text(post(slack, 3)) == "Lunch at noon, see the menu."


def test_replies_in_discussions_stand_below_comments() -> None:
    def entry(ident: str, replies: list[Any], at: str) -> dict[str, Any]:
        return {
            "id": ident,
            "author": {"login": ident},
            "body": ident,
            "createdAt": at,
            "replies": {"nodes": replies},
        }

    inner = entry("b", [], "2020-01-02T00:00:00Z")
    nodes = [entry("a", [inner], "2020-01-01T00:00:00Z"), entry("c", [], "2020-01-01T12:00:00Z")]
    discussion = {**entry("op", [], "2019-01-01T00:00:00Z"), "title": "T", "number": 1}
    value = {"data": {"repository": {"discussion": {**discussion, "comments": {"nodes": nodes}}}}}

    (thread,) = read_value(value)

    assert [(one.author, one.depth, one.reply_to) for one in thread.posts] == [
        ("op", 0, None),
        ("a", 0, None),
        ("b", 1, 2),
        ("c", 0, None),
    ]


@pytest.mark.parametrize(
    "text", ["[solved] My bridge hums\n\nIt does.", "{{wiki}} page\n", "[[a]] [b]", "{", "["]
)
def test_brackets_are_not_yet_an_export(text: str) -> None:
    assert detect(dump_of(text)).name == "text"


def test_a_zipped_export_of_slack_has_its_channels(tmp_path: Path) -> None:
    day = (SAMPLES / "slack-lost-and-found.json").read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("channels.json", "[]")
        archive.writestr("users.json", '[{"id": "U3", "real_name": "Ines", "profile": {}}]')
        archive.writestr("lift/2020-01-26.json", day)
        archive.writestr("stairs/2020-01-25.json", '[{"type": "message", "ts": "1579000000.0001"')
        archive.writestr("stairs/2020-01-26.json", b"\x00not json")

    path = tmp_path / "export.zip"
    path.write_bytes(packed.getvalue())
    lift, stairs = read_dump(open_dump(path))

    assert lift.title == "#lift"
    assert [one.author for one in lift.posts] == ["vera", "otto", "Ines"]
    assert stairs.title == "#stairs"
    assert len(lift.problems) == 2
    path.write_bytes(packed.getvalue()[:200])
    assert read_dump(open_dump(path), "slack")[0].problems


@pytest.mark.parametrize("how", ["zip", "folder"])
def test_of_an_export_of_slack_one_channel_is_held(how: str, tmp_path: Path) -> None:
    """Its list takes no more memory than a day; channels come out as their days, in order of
    time."""
    files = {"channels.json": "[]", "users.json": '[{"id": "U0", "real_name": "Ines"}]'}
    for channel in range(4):
        for day in range(20, 28):
            said = [
                {"type": "message", "user": f"U{n % 2}", "ts": f"15{day}0000{n:02}.000100",
                 "text": f"{channel} {day} {n} " + "words " * 4000}
                for n in reversed(range(12))
            ]  # fmt: skip
            files[f"room-{channel}/2020-01-{day}.json"] = json.dumps(said)
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
            (tmp_path / "export" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "export" / name).write_text(text)
    size = sum(map(len, files.values()))
    dump = open_dump(path if how == "zip" else tmp_path / "export")

    tracemalloc.start()
    refs = list(load("slack").scan(dump))
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert held < size / 4
    assert [(ref.key, ref.title, ref.posts, ref.author) for ref in refs] == [
        (f"room-{n}", f"#room-{n}", 96, "Ines") for n in range(4)
    ]
    reading = Reading(dump, "slack", refs[2])
    reading.pull()
    assert [logical_text(one).split()[:3] for one in reading.posts] == [
        ["2", str(day), str(n)] for day in range(20, 28) for n in range(12)
    ]


def test_records_that_name_their_thread_are_parted() -> None:
    lines = [
        {"thread_id": 1, "post_id": 1, "author": "a", "text": "one", "thread_title": "First"},
        {"thread_id": 2, "post_id": 2, "author": "b", "text": "two", "thread_title": "Second"},
        {"thread_id": 1, "post_id": 3, "author": "c", "text": "three", "thread_title": "First"},
    ]
    told = [("First", ["a", "c"]), ("Second", ["b"])]

    for content in (json.dumps(lines), "\n".join(json.dumps(one) for one in lines)):
        threads = read_all(content.encode())
        assert [(t.title, [one.author for one in t.posts]) for t in threads] == told


def test_pages_with_authors_are_documents() -> None:
    page = {
        "url": "http://x",
        "title": "T",
        "author": "A",
        "date": "2020-01-01",
        "text": "w " * 200,
    }

    threads = read_all("\n".join(json.dumps(page) for _ in range(3)).encode())

    assert [thread.title for thread in threads] == ["T"] * 3


def test_items_inside_items_know_their_parents() -> None:
    inner = {
        "id": 3,
        "user": "c",
        "time": 1600000002,
        "time_ago": "x",
        "content": "z",
        "comments": [],
    }
    comment = {**inner, "id": 2, "user": "b", "content": "y", "comments": [inner]}
    story = {**comment, "id": 1, "title": "T", "user": "a", "content": "", "comments": [comment]}

    (thread,) = read_value(story)

    assert [(one.author, one.depth) for one in thread.posts] == [("a", 0), ("b", 1), ("c", 2)]


def test_threads_deeper_than_any_stack() -> None:
    lines = [
        {"id": f"c{n}", "body": "x", "link_id": "t3_a", "parent_id": f"t1_c{n - 1}"}
        for n in range(1, 3000)
    ]
    content = "\n".join(json.dumps(one) for one in lines).encode()

    (thread,) = read_all(content)

    assert thread.posts[-1].depth == 2998


def test_a_corpus_is_read_compressed(tmp_path: Path) -> None:
    path = tmp_path / "part.jsonl.gz"
    path.write_bytes(gzip.compress((SAMPLES / "documents.jsonl").read_bytes()))
    dump = open_dump(path)

    refs = list(load(detect(dump).name).scan(dump))

    assert [ref.title for ref in refs] == ["A short history of fog", "Where salt sleeps"]


def test_a_broken_line_is_counted() -> None:
    content = (SAMPLES / "reddit-lines-two-ponds.jsonl").read_bytes()

    first, second = read_all(content + b'{"id": "k9", "body"\n')

    assert (len(first.problems), len(second.problems)) == (1, 0)


CORPUS_FILES = sorted(
    path
    for folder in ("json/json_chat", "json/json_discourse", "json/json_forumscraper", "other/warc")
    for path in (CORPUS / folder).glob("*")
    if path.stat().st_size < 250_000
)


@pytest.mark.skipif(not CORPUS_FILES, reason="no corpus beside the repository")
def test_real_exports_open_by_their_own_formats() -> None:
    for path in CORPUS_FILES:
        dump = open_dump(path)
        name = detect(dump).name
        assert name not in ("text", "pages", "mail"), path.name
        refs = list(load(name).scan(dump))
        for ref in refs[:3]:
            reading = Reading(dump, name, ref)
            reading.pull()
            assert reading.thread.posts, path.name


def test_nothing_is_said_on_the_screen_about_a_torn_web_archive(
    capfd: pytest.CaptureFixture[str],
) -> None:
    words = " ".join(str(number * 7919 % 99991) for number in range(20_000))
    page = gzip.compress(f"<html><body><p>{words}</p></body></html>".encode())
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    body = head + page[:30_000] + b"\xff" * 2000 + page[32_000:]
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\n"
        b"WARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"Content-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(body), body)
    )
    reading = Reading(dump_of(record))
    reading.pull()
    assert capfd.readouterr() == ("", "")


CHAT: list[dict[str, Any]] = [
    {"role": "system", "content": "Answer as a kettle does."},
    {"role": "user", "content": "Is it hot?\n<b>Very</b>?"},
    {"role": "assistant", "content": [{"type": "text", "text": "It *whistles*."}]},
]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(CHAT),
        json.dumps({"messages": CHAT}),
        "\n".join(json.dumps(one) for one in CHAT),
        json.dumps({"messages": CHAT}) + "\n" + json.dumps({"messages": CHAT[:2]}),
        json.dumps(
            [
                {
                    "id": "a",
                    "conversations": [{"from": o["role"], "value": o["content"]} for o in CHAT],
                }
            ]
        ),
    ],
)
def test_chats_with_language_models_in_other_shapes(content: str) -> None:
    assert detect(dump_of(content)).name == "chatgpt"

    thread = read_all(content.encode())[0]

    assert [one.author for one in thread.posts] == ["system", "user", "assistant"]
    assert [one.reply_to for one in thread.posts] == [None, 1, 2]
    words = [logical_text(one) for one in thread.posts]
    assert words == ["Answer as a kettle does.", "Is it hot?\n<b>Very</b>?", "It whistles."]


@given(st.dictionaries(st.integers(0, 6), st.none() | st.integers(0, 8), max_size=7))
def test_every_message_of_a_mapping_is_told_once(parents: dict[int, int | None]) -> None:
    """Whatever stands above what, in circles too, and below messages that are not there."""
    nodes = {
        str(number): {
            "parent": None if parent is None else str(parent),
            "message": {"author": {"role": "user"}, "content": {"parts": [f"words {number}"]}},
        }
        for number, parent in parents.items()
    }
    threads = read_all(
        json.dumps([{"title": "t", "current_node": "x", "mapping": nodes}]).encode(), "chatgpt"
    )
    said = [logical_text(one) for thread in threads for one in thread.posts]
    if parents:
        assert sorted(said) == sorted(f"words {number}" for number in parents)
