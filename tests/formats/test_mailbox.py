"""Mailboxes: written in every variant, cut into any pieces, they are the same messages."""

from __future__ import annotations

import gzip
import mailbox as standard
import os
import sys
import threading
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from threadview.dump import Dump, dump_of, open_dump
from threadview.errors import DumpError
from threadview.formats import Table, load, table
from threadview.formats.mail.ahead import scan_ahead
from threadview.formats.mail.dialect import unescaped
from threadview.formats.mail.opened import Opened
from threadview.formats.mail.reading import content
from threadview.formats.mail.separators import boxed, parted
from threadview.model import Heading, Post, logical_text
from threadview.reading import Reading, detect

LINES = st.sampled_from(
    ["", "words", "From here on", "From 2019 to 2020", "From: nobody", "a line with no end"]
)
BODIES = st.lists(st.lists(LINES, max_size=7).map("\n".join), min_size=1, max_size=6)
ENVELOPE = "From tern@example.org Mon Mar  4 08:12:00 2013\n"


def message(number: int, body: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = f"Tern {number} <tern@example.org>"
    made["Subject"] = f"subject {number}"
    made["Message-ID"] = f"<{number}@example.org>"
    made["Date"] = f"Mon, 4 Mar 2013 08:{number:02}:00 +0000"
    made.set_content(body + "\n")
    return made


def bodies_of(dump: Dump) -> list[str]:
    """The bodies of all messages, in the order in which they stand."""
    opened = table(load("mail"), dump)
    assert isinstance(opened, Opened)
    opened.advance()
    box = opened.mailbox
    return [
        content(opened, box.where(number)).partition(b"\n\n")[2].decode().rstrip("\n")
        for number in range(len(box.start))
    ]


def words(bodies: list[str]) -> list[str]:
    return [body.rstrip("\n") for body in bodies]


@pytest.mark.parametrize("kind", ["mbox", "MMDF", "Maildir", "MH"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(bodies=BODIES)
def test_what_the_standard_library_writes_is_read_back(
    kind: str, bodies: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("box") / "box"
    box = getattr(standard, kind)(path)
    for number, body in enumerate(bodies):
        box.add(message(number, body))
    box.close()

    dump = open_dump(path)

    assert detect(dump).name == "mail"
    found = bodies_of(dump)
    assert (sorted if kind == "Maildir" else list)(found) == (
        sorted if kind == "Maildir" else list
    )(words(bodies))


def mboxrd(body: str) -> str:
    return "\n".join(
        f">{line}" if line.lstrip(">").startswith("From ") else line for line in body.split("\n")
    )


@given(BODIES, st.sampled_from(["\n", "\r\n"]))
def test_mboxrd_and_sized_boxes_are_read_back(bodies: list[str], end: str) -> None:
    escaped = sized = ""
    for number, body in enumerate(bodies):
        head = f"From: t@x.example\nSubject: {number}\nMessage-ID: <{number}@x>\n"
        escaped += f"{ENVELOPE}{head}\n{mboxrd(body)}\n\n"
        size = len(f"{body}\n".replace("\n", end))
        sized += f"{ENVELOPE}{head}Content-Length: {size}\n\n{body}\n\n"

    for box in (escaped, sized):
        found = bodies_of(dump_of(box.replace("\n", end).encode()))
        got = [body.replace("\r\n", "\n").rpartition("\n\r\n")[2] for body in found]
        assert len(found) == len(bodies)
        if end == "\n":
            assert got == words(bodies)


class Cut:
    """Bytes in pieces of given sizes."""

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        self._data, self._sizes = data, sizes

    def pieces(self) -> Iterator[bytes]:
        at = 0
        for size in self._sizes:
            if self._data[at : at + size]:
                yield self._data[at : at + size]
            at += size
        if self._data[at:]:
            yield self._data[at:]

    def peek(self, start: int, size: int) -> bytes:
        return self._data[start : start + size]


PIECES = st.lists(
    st.sampled_from(
        [
            b"From a@x Mon Mar  4 08:12:00 2013\n",
            b"From a@x Mon Mar  4 08:12:00 2013\r\n",
            b"From -8512573402571293862\n",
            b"From me to you\n",
            b"From: b@x\n",
            b"Subject: s\r\n",
            b"Content-Length: 12\n",
            b"Message-ID: <1@x>\n",
            b"\n",
            b"\r\n",
            b"words\n",
            b">From x\n",
            b"\x01\x01\x01\x01\n",
        ]
    ),
    max_size=30,
).map(b"".join)


@given(PIECES, st.lists(st.integers(1, 40), max_size=60))
def test_the_sizes_of_the_pieces_make_no_difference(data: bytes, sizes: list[int]) -> None:
    cut, whole = Cut(data, sizes), Cut(data, [])

    assert list(boxed(cut.pieces(), cut.peek)) == list(boxed(whole.pieces(), whole.peek))
    assert list(parted(cut.pieces())) == list(parted(whole.pieces()))


@pytest.mark.parametrize(
    ("stored", "sent"),
    [
        (b">From me\n", b"From me\n"),
        (b"> words\n>From me\n> words\n", b"> words\n>From me\n> words\n"),
        (b"> words\n>>From me\n> words\n", b"> words\n>From me\n> words\n"),
        (b"words\n>From me\nwords\n", b"words\nFrom me\nwords\n"),
    ],
)
def test_escapes_are_told_from_quotes_by_the_lines_beside_them(stored: bytes, sent: bytes) -> None:
    assert unescaped(stored, exact=False) == sent


def test_a_sized_body_with_plain_lines_was_not_escaped() -> None:
    body = b"From me\n>From you\n"

    assert unescaped(body, exact=True) == body


BOX = "".join(
    f"{ENVELOPE}From: Tern <t@x>\nSubject: {'Re: ' if n else ''}tides\nMessage-ID: <{n}@x>\n"
    + (f"References: <{n - 1}@x>\n" if n else "")
    + f"Date: Mon, 4 Mar 2013 08:{n % 60:02}:00 +0000\n\nbody {n} {'x' * 400}\n\n"
    for n in range(3000)
).encode()


def refs(form: Table) -> list[tuple[str, int | None]]:
    form.advance()
    return [(form[row].title or "", form[row].posts) for row in range(len(form))]


def opened(path: Path, cache: Path) -> Opened:
    found = table(load("mail"), open_dump(path, cache=str(cache)))
    assert isinstance(found, Opened)
    return found


def test_a_scan_is_kept_and_believed_only_while_it_fits(tmp_path: Path) -> None:
    path, cache = tmp_path / "box.mbox", tmp_path / "cache"
    path.write_bytes(BOX)
    first = refs(opened(path, cache))
    (kept,) = (cache / "scans").iterdir()

    again = opened(path, cache)
    assert again.complete
    assert refs(again) == first == [("tides", 3000)]
    assert len(again.mailbox.start) == 0, "the places are read when a thread is"
    reading = Reading(open_dump(path, cache=str(cache)), "mail", again[0])
    reading.pull()
    assert [post.depth for post in reading.posts] == list(range(3000))

    for spoiled in (kept.read_bytes()[:-500], b"", kept.read_bytes().replace(b"tides", b"tidal")):
        kept.write_bytes(spoiled)
        assert refs(opened(path, cache)) == first

    other = BOX.replace(b"tides", b"winds")
    facts = path.stat()
    path.write_bytes(other)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert refs(opened(path, cache)) == [("winds", 3000)], "same size and time, other bytes"


def test_a_scan_whose_places_are_damaged_is_made_anew(tmp_path: Path) -> None:
    path, cache = tmp_path / "box.mbox", tmp_path / "cache"
    path.write_bytes(BOX)
    refs(opened(path, cache))
    (kept,) = (cache / "scans").iterdir()
    kept.write_bytes(kept.read_bytes()[:-40] + bytes(40))

    dump = open_dump(path, cache=str(cache))
    listed = table(load("mail"), dump)
    reading = Reading(dump, "mail", listed[0])
    reading.pull()

    assert len(reading.posts) == 3000


@pytest.mark.parametrize("cut", [0, 1, 20, 60, 200, 401, 700])
def test_where_a_mailbox_grew_the_scan_goes_on(tmp_path: Path, cut: int) -> None:
    path, cache = tmp_path / "box.mbox", tmp_path / "cache"
    path.write_bytes(BOX[: len(BOX) - 100_000 - cut])
    refs(opened(path, cache))
    path.write_bytes(BOX + BOX[:500].replace(b"<0@x>", b"<new@x>").replace(b"tides", b"moons"))

    grown = opened(path, cache)

    assert not grown.complete
    assert refs(grown) == [("tides", 3000), ("moons", 1)]
    path.write_bytes(BOX)
    anew = opened(path, tmp_path / "none")
    refs(anew)
    first, second = anew.mailbox, grown.mailbox
    assert list(first.start) == list(second.start)[:-1]
    assert list(first.end)[:-1] == list(second.end)[:2999]


def test_threads_are_there_before_all_is_scanned() -> None:
    box = b"".join(BOX.replace(b"@x", b"@%d" % n).replace(b"tides", b"t%d" % n) for n in range(3))
    listed = table(load("mail"), dump_of(box))

    seen = []
    while listed.advance(0.0):
        seen.append([(listed[row].key, listed[row].posts or 0) for row in range(len(listed))])

    assert seen
    assert all(len(rows) >= 1 for rows in seen)
    counts = [sum(posts for _, posts in rows) for rows in seen]
    assert counts == sorted(counts)
    assert refs(listed) == [("t0", 3000), ("t1", 3000), ("t2", 3000)]


@pytest.mark.parametrize("size", [0, 1000, 700_000])
def test_a_file_cut_short_while_it_is_open_costs_its_messages_only(
    tmp_path: Path, size: int
) -> None:
    path = tmp_path / "box.mbox"
    path.write_bytes(BOX)
    dump = open_dump(path)
    listed = table(load("mail"), dump)
    listed.advance()
    os.truncate(path, size)

    reading = Reading(dump, "mail", listed[0])
    reading.pull()

    assert len(reading.posts) == 3000
    assert any("no longer there" in problem.why for problem in reading.thread.problems)


def test_packed_mailboxes_are_read_by_place(tmp_path: Path) -> None:
    import bz2

    plain = dump_of(BOX)
    for name, packed in (("a.gz", gzip.compress(BOX, 1)), ("a.bz2", bz2.compress(BOX))):
        path = tmp_path / name
        path.write_bytes(packed)
        dump = open_dump(path)
        assert bodies_of(dump)[:50] == bodies_of(plain)[:50]
        assert len(dump.data) < len(BOX), "it is not held"


def test_an_archive_over_its_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(BOX[:1000] + b"\n" * (70 << 20)))

    with pytest.raises(DumpError, match="times its size"):
        list(load("mail").scan(open_dump(path)))


def test_folders_are_one_dump_with_their_folders(tmp_path: Path) -> None:
    box = standard.Maildir(tmp_path / "Mail")
    box.add(message(1, "the question"))
    sent = box.add_folder("Sent")
    answer = message(2, "the answer")
    answer["References"] = "<1@example.org>"
    kept = standard.MaildirMessage(answer)
    kept.set_subdir("cur")
    kept.set_flags("FRS")
    sent.add(kept)
    sent.add(message(1, "the question"))  # a copy
    (tmp_path / "Mail" / "tmp" / "half").write_bytes(b"From: x\n\nhalf delivered")

    dump = open_dump(tmp_path / "Mail")
    (ref,) = load("mail").scan(dump)
    reading = Reading(dump, "mail", ref)
    reading.pull()

    assert [logical_text(post) for post in reading.posts] == ["the question", "the answer"]
    flags = [block.text for block in reading.posts[1].blocks if block.kind == "chrome"]
    assert flags == ["mail flags: flagged, answered"]
    assert dump.changed() is None
    box.add(message(3, "more"))
    assert dump.changed() == "changed"


def test_months_of_a_list_are_one_dump_in_order_of_time(tmp_path: Path) -> None:
    months = {"2013-February.txt.gz": 2, "2013-March.txt": 3, "2012-December.txt": 12}
    for name, number in months.items():
        text = f"{ENVELOPE}{message(number, f'body {number}')}"
        if number == 3:
            text = text.replace("Subject:", "In-Reply-To: <2@example.org>\nSubject:")
        data = text.encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)

    dump = open_dump(tmp_path)

    listed = refs(table(load("mail"), dump))
    assert listed == [("subject 12", 1), ("subject 2", 2)]


def test_an_ordinary_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "1").write_text("just some words\nin a file")
    with pytest.raises(DumpError, match="is a directory"):
        open_dump(tmp_path)


def test_a_zip_of_mailboxes_and_letters(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Mail/All.mbox", f"{ENVELOPE}{message(1, 'one')}\n")
        archive.writestr("Mail/two.eml", str(message(2, "two")))
        archive.writestr("Mail/notes.pdf", b"%PDF-1.4 nothing")

    dump = open_dump(path)

    assert detect(dump).name == "mail"
    assert bodies_of(dump) == ["one", "two"]


def test_usenet_batches_and_archives() -> None:
    article = (
        "Path: a!b\nFrom: t@x\nNewsgroups: misc.test\nSubject: s\nMessage-ID: <9@x>\n\nwords\n"
    )
    batch = f"#! rnews {len(article)}\n{article}" * 2
    archive = f"From -8512573402571293862\n{article}\nFrom now on\n\nFrom -99\n{article}"

    assert detect(dump_of(batch)).name == "mail"
    assert len(bodies_of(dump_of(batch.replace("<9@x>", "<8@x>", 1)))) == 2
    assert bodies_of(dump_of(archive.replace("<9@x>", "<8@x>", 1))) == [
        "words\n\nFrom now on",
        "words",
    ]


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="programs are forked on Linux only"
)
def test_a_scan_done_by_another_program_is_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, cache = tmp_path / "box.mbox", tmp_path / "cache"
    path.write_bytes(BOX)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    dump = open_dump(path, cache=str(cache))
    if threading.active_count() > 1:
        pytest.skip("this test runner has threads")

    assert scan_ahead(dump)

    listed = table(load("mail"), dump)
    assert isinstance(listed, Opened)
    os.waitid(os.P_PID, listed.expected, os.WEXITED | os.WNOWAIT)
    assert not listed.advance(0.0)
    assert len(listed.mailbox.start) == 0, "what the other program kept"
    assert refs(listed) == [("tides", 3000)]
    reading = Reading(dump, "mail", listed[0])
    reading.pull()
    assert len(reading.posts) == 3000


ANSWERS = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.lists(st.integers(0, 12), max_size=3),
        st.none() | st.integers(1, 28),
        st.sampled_from(["said", "Re: said", "Re: words", ""]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda answer: answer[0],
)
"""Letters: a number for its id, those it refers to (some of letters that are not there), the day on
which it was sent, and how its subject begins."""

Letter = tuple[int, list[int], int | None, str]


def letters(answers: list[Letter], copies: list[int]) -> list[bytes]:
    """Letters as a mailbox has them; `copies` come once more at its end."""
    made = [
        f"{ENVELOPE}From: tern@x.example\nSubject: {subject} {nth if subject == 'said' else ''}\n"
        f"Message-ID: <{id_}@x>\n"
        + ("" if day is None else f"Date: Mon, {day} Mar 2013 08:12:00 +0000\n")
        + f"References: {' '.join(f'<{one}@x>' for one in above)}\n\nwords {nth}\n\n"
        for nth, (id_, above, day, subject) in enumerate(answers)
    ]
    return [letter.encode() for letter in made + [made[n % len(made)] for n in copies]]


Shown = list[tuple[str | None, str | None, list[tuple[str, int | None]]]]


def shown(dump: Dump) -> Shown:
    """Each thread: what the list calls it, what its first letter says it is called, and the words
    of its posts, each with the post that it answers."""
    form = load("mail")
    found: Shown = []
    for ref in form.scan(dump):
        heading, *parts = form.read(dump, ref)
        assert isinstance(heading, Heading)
        assert heading.title == ref.title
        posts = [part for part in parts if isinstance(part, Post)]
        assert ref.posts == len(posts)
        assert ref.date == posts[0].date
        said = [(logical_text(post).strip(), post.reply_to) for post in posts]
        found.append((ref.title, posts[0].id, said))
    return found


@given(ANSWERS, st.lists(st.integers(0, 7), max_size=3))
@example([(0, [10], 2, "said"), (3, [10, 2], 1, "said"), (2, [0], 3, "said")], [])
def test_a_thread_is_called_the_same_in_the_list_and_when_it_is_read(
    answers: list[Letter], copies: list[int]
) -> None:
    """As its first letter is, whatever of it is there, in whatever order, some of it twice, and
    whatever letters refer to, themselves and each other in circles; and each is read once."""
    box = letters(answers, copies)

    threads = shown(dump_of(b"".join(box)))

    ids = {f"{id_}@x": (nth, subject) for nth, (id_, _, _, subject) in enumerate(answers)}
    for title, first, _ in threads:
        nth, subject = ids[str(first)]
        assert (title or "") == (f"said {nth}" if subject == "said" else subject)
    read = [words for _, _, said in threads for words, _ in said]
    assert sorted(read) == sorted(f"words {nth}" for nth in range(len(answers)))


@given(ANSWERS, st.lists(st.integers(0, 7), max_size=3), st.integers(1, 10))
def test_threads_are_the_same_however_often_the_scan_pauses_and_where_it_goes_on(
    answers: list[Letter], copies: list[int], kept: int
) -> None:
    box = letters(answers, copies)
    at_once = shown(dump_of(b"".join(box)))
    dump = dump_of(b"".join(box))
    listed = table(load("mail"), dump)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("threadview.formats.mail.mailbox.CHECKED", 1)
        while listed.advance(0.0):
            assert all(listed[row].posts for row in range(len(listed)))
    assert shown(dump) == at_once

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("threadview.formats.mail.scan_index.LEAST", 1)
        path = Path(folder, "box.mbox")
        for part in (box[:kept], box):
            path.write_bytes(b"".join(part))
            dump = open_dump(path, cache=f"{folder}/cache")
            grown = shown(dump)
        assert grown == at_once
