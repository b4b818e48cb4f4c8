"""Mail: messages found, threaded and read, however they were kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import dump_of, open_dump
from threadview.formats import load
from threadview.formats.mail.body import unflowed
from threadview.formats.mail.forest import Forest
from threadview.formats.mail.headers import _any_date, author, bare_subject, decoded, when
from threadview.formats.mail.marks import marked
from threadview.model import Post, Thread, logical_text, segments
from threadview.reading import Reading, detect


def read_all(content: bytes) -> list[Thread]:
    dump = dump_of(content)
    found = []
    for ref in load("mail").scan(dump):
        reading = Reading(dump, "mail", ref)
        reading.pull()
        found.append(reading.thread)
    return found


def posts_of(content: bytes) -> int:
    return sum(len(thread.posts) for thread in read_all(content))


@pytest.fixture
def village(samples: Path) -> list[Thread]:
    return read_all((samples / "mail" / "village-clock.mbox").read_bytes())


def test_a_mailbox_is_known_by_its_content(samples: Path) -> None:
    found = detect(open_dump(samples / "mail" / "village-clock.mbox"))

    assert found.name == "mail"
    assert found.claim.confidence > 0.9


def test_threads_are_those_that_people_see(village: list[Thread]) -> None:
    assert [(thread.title, len(thread.posts)) for thread in village] == [
        ("[village] The church clock is four minutes fast", 3),
        ("Soup on Thursday", 2),
    ]
    clock = village[0]
    assert [post.author for post in clock.posts] == ["Ada Lindqvist", "Börje Ek", "Ada Lindqvist"]
    assert [post.reply_to for post in clock.posts] == [None, 1, 2]
    assert [post.depth for post in clock.posts] == [0, 1, 2]
    assert clock.posts[0].date == "2013-03-04T08:12+01:00"
    assert clock.posts[0].id == "clock-1@example.org"


def test_flowed_text_is_joined_and_from_is_no_new_message(village: list[Thread]) -> None:
    text = logical_text(village[0].posts[0])

    assert "The bus does not, and so I have missed it twice" in text
    assert "From where I sit" in text
    assert "yellow house" not in text
    assert any(block.kind == "signature" for block in village[0].posts[0].blocks)


def test_quotes_are_whose_they_are(village: list[Thread]) -> None:
    post = village[0].posts[1]

    quotes = [part.text.split()[0] for part in segments(post) if part.quote is not None]
    assert quotes == ["since", "somebody"]
    assert post.quotes[0].author == "Ada Lindqvist"
    assert [quote.post for quote in post.quotes] == [1, 1]
    own = "\n".join(part.text for part in segments(post) if part.quote is None)
    assert "You're welcome." in own
    assert "Börje" in own


def test_attachments_are_named_and_alternatives_read_once(village: list[Thread]) -> None:
    post = village[0].posts[2]

    assert logical_text(post).count("photograph") == 1
    assert [block.text for block in post.blocks if block.kind == "attachment"] == [
        "attached: clock.jpg (13 bytes)"
    ]


def test_html_only_is_read(village: list[Thread]) -> None:
    assert logical_text(village[1].posts[0]).split("\n\n") == [
        "There will be pea soup on Thursday at noon.",
        "Noon by the bus.",
    ]


MESSAGE = b"Message-ID: <%d@x>\nFrom: a@x\nSubject: s\nDate: Mon, 4 Mar 2013 08:12:00 +0100\n\n%s"


@given(st.lists(st.text("Fromabc >\n", max_size=60), min_size=1, max_size=5))
def test_escaped_bodies_never_split(bodies: list[str]) -> None:
    box = b""
    for number, text in enumerate(bodies):
        escaped = "\n".join(
            f">{line}" if line.lstrip(">").startswith("From ") else line
            for line in text.split("\n")
        )
        box += b"From a@x Mon Mar  4 08:12:00 2013\n"
        box += MESSAGE % (number, escaped.encode()) + b"\n\n"

    assert posts_of(box) == len(bodies)


def test_a_stated_length_holds_what_looks_like_a_message() -> None:
    inner = b"Look:\n\nFrom b@x Mon Mar  4 08:12:00 2013\nSubject: not one\n\nend\n"
    head = b"From a@x Mon Mar  4 08:12:00 2013\nSubject: one\nContent-Length: %d\n\n" % len(inner)
    box = head + inner + b"\n" + head + inner

    assert posts_of(box) == 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"=?utf-8?b?w7ZybA==?=", "örl"),
        (b"=?iso-8859-1?q?caf=E9?= and more", "café and more"),
        (b"=?nonsense?q?caf=E9?=", "café"),
        (b"plain\r\n folded", "plain folded"),
        (b"\xff\xfe raw", "ÿþ raw"),
    ],
)
def test_headers_are_words_whatever_they_hold(value: bytes, expected: str) -> None:
    assert decoded(value) == expected


def test_authors_of_list_archives() -> None:
    assert author("ann at example.org (Ann Archer)") == "Ann Archer"
    assert author('"Ann Archer" <ann@example.org>') == "Ann Archer"
    assert author("ann@example.org") == "ann@example.org"


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        ("'Ann Archer' <ann@example.org>", "Ann Archer"),
        ('"\\"Ann Archer\\"" <ann@example.org>', "Ann Archer"),
        ("\u201cAnn Archer\u201d <ann@example.org>", "Ann Archer"),
        ("'Ann Archer' via knots <knots@example.org>", "Ann Archer via knots"),
        ('"Ann O\'Lee" <ann@example.org>', "Ann O'Lee"),
        ('Ann "Bo" Archer <ann@example.org>', "Ann Bo Archer"),
    ],
)
def test_names_stand_without_their_quotation_marks(stored: str, name: str) -> None:
    """So that one person is one author, whichever program wrote the letter."""
    assert author(stored) == name


def test_subjects_without_what_programs_add() -> None:
    assert bare_subject("Re: AW: [village] Fwd: Soup") == "soup"


def test_flowed_quotes_keep_their_depth() -> None:
    text = "> one \n> line\n>> two \n>> deep\nmine \n-- \nme"

    assert unflowed(text, False).split("\n") == ["> one line", ">> two deep", "mine ", "-- ", "me"]


IDS = st.integers(0, 7)


@given(st.lists(st.tuples(IDS, st.lists(IDS, max_size=3)), max_size=12))
def test_every_message_is_in_one_thread_whatever_it_refers_to(
    messages: list[tuple[int, list[int]]],
) -> None:
    forest = Forest()

    for number, (own, refs) in enumerate(messages):
        forest.add(number, b"%d" % own, [b"%d" % ref for ref in refs])

    groups = [group for group, count in enumerate(forest.count) if count]
    placed = []
    for group in groups:
        root = forest.root[group]
        assert forest.parent[root] < 0
        nodes = list(forest.below(root))
        assert {forest.group_of(node) for node, _, _ in nodes} == {group}
        there = [forest.message[node] for node, _, _ in nodes if forest.message[node] >= 0]
        assert len(there) == forest.count[group]
        placed += there
    assert sorted(placed) == list(range(len(messages)))


def test_real_mail_opens(corpus: Path) -> None:
    files = sorted((corpus / "mail").rglob("*"))
    opened = 0
    for path in [path for path in files if path.is_file() and path.stat().st_size < 400_000]:
        dump = dump_of(path.read_bytes(), path.name)
        if dump.head.startswith(b"PK") or detect(dump).name != "mail":
            continue
        for ref in load("mail").scan(dump):
            reading = Reading(dump, "mail", ref)
            reading.pull()
            assert reading.thread.complete
            opened += len(reading.posts)
    assert opened > 300


LINES = st.lists(
    st.sampled_from(["", "> ", ">", "> > "]).flatmap(
        lambda mark: st.text("ab: ", max_size=12).map(lambda words: mark + words)
    )
    | st.sampled_from(["On Monday, tern wrote:", "tern at t.example wrote:", "--", ":"]),
    max_size=12,
)


@given(LINES)
def test_by_marks_alone_no_word_is_lost_and_none_is_of_another(lines: list[str]) -> None:
    blocks, quotes = marked("\n".join(lines))

    words = [word for line in lines for word in line.replace(">", "").split()]
    assert [word for block in blocks for word in block.text.split()] == words
    quoted = [word for line in lines if line[:1] == ">" for word in line.replace(">", "").split()]
    assert [w for block in blocks if block.quote is not None for w in block.text.split()] == quoted
    assert len(quotes) == sum(block.quote is not None for block in blocks)


def test_at_a_glance_own_words_and_quoted_ones_are_those_of_reading(samples: Path) -> None:
    dump = open_dump(samples / "mail" / "village-clock.mbox")
    form = load("mail")
    compared = 0
    for ref in form.scan(dump):
        for whole, light in zip(form.read(dump, ref), form.glance(dump, ref), strict=True):  # type: ignore[attr-defined]
            if isinstance(whole, Post):
                assert told(light) == told(whole)
                compared += 1
    assert compared > 3


def told(post: Post) -> tuple[set[str], set[str]]:
    """The words of a post that are its own, and those that are quoted."""
    own: set[str] = set()
    quoted: set[str] = set()
    for segment in segments(post):
        (own if segment.quote is None else quoted).update(segment.text.split())
    return own, quoted


@given(
    st.sampled_from(["", "Mon, ", "Sun, "]),
    st.integers(0, 32),
    st.sampled_from(["Jan", "Feb", "Dec", "anF", "Foo"]),
    st.integers(0, 9999),
    st.tuples(st.integers(0, 25), st.integers(0, 60), st.none() | st.integers(0, 61)),
    st.sampled_from(["+0000", "-0000", "-0130", "+1400", "+9900", "+0060", "-0000 (UTC)", "GMT"]),
)
def test_an_ordinary_date_is_read_as_any(
    weekday: str, day: int, month: str, year: int, time: tuple[int, int, int | None], zone: str
) -> None:
    hour, minute, second = time
    seconds = "" if second is None else f":{second:02}"
    value = f"{weekday}{day:02} {month} {year:04} {hour:02}:{minute:02}{seconds} {zone}"
    assert when(value) == _any_date(value)
