"""Chats as telephones and desktops export them, in any country; as text, as pages, in folders."""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from threadview.cli.opening import threads_of
from threadview.dump import Dump, open_dump
from threadview.model import Thread
from threadview.request import Opening


def threads(dump: Dump) -> list[Thread]:
    found = []
    for reading in threads_of(dump, Opening()):
        reading.pull()
        found.append(reading.thread)
    return found


def thread(text: str) -> Thread:
    (found,) = threads(Dump(None, "made", text.encode()))
    return found


LOCALES = {
    "America": "1/2/21, 9:05 PM - {}\n1/13/21, 9:06 AM - {}",
    "America, narrow": "1/2/21, 9:05\u202fPM - {}\n1/13/21, 9:06\u202fAM - {}",
    "Britain": "02/01/2021, 21:05 - {}\n13/01/2021, 09:06 - {}",
    "Germany": "02.01.21, 21:05 - {}\n13.01.21, 09:06 - {}",
    "France": "02/01/2021 à 21:05 - {}\n13/01/2021 à 09:06 - {}",
    "Spain": "2/1/21 9:05 p. m. - {}\n13/1/21 9:06 a. m. - {}",
    "Finland": "2.1.2021 klo 21.05 - {}\n13.1.2021 klo 9.06 - {}",
    "Hungary": "2021. 01. 02. 21:05 - {}\n2021. 01. 13. 9:06 - {}",
    "Greece": "2/1/21, 9:05 μ.μ. - {}\n13/1/21, 9:06 π.μ. - {}",
    "Korea": "2021. 1. 2. 오후 9:05 - {}\n2021. 1. 13. 오전 9:06 - {}",
    "China": "2021/1/2 下午9:05 - {}\n2021/1/13 上午9:06 - {}",
    "Vietnam": "21:05, 02/01/2021 - {}\n09:06, 13/01/2021 - {}",
    "Thailand": "2/1/2564 21:05 - {}\n13/1/2564 09:06 - {}",
    "Egypt": "٢\u200f/١\u200f/٢٠٢١، ٩:٠٥ م - {}\n١٣\u200f/١\u200f/٢٠٢١، ٩:٠٦ ص - {}",
    "India": "2/1/21, 9:05 अपराह्न - {}\n13/1/21, 9:06 पूर्वाह्न - {}",
    "iPhone": "[1/2/21, 9:05 PM] {}\n\u200e[1/13/21, 9:06 AM] {}",
    "iPhone, China": "[2021/1/2 下午9:05] {}\n[2021/1/13 上午9:06] {}",
}


@pytest.mark.parametrize("place", LOCALES)
def test_whatsapp_writes_a_line_as_its_telephone_is_set(place: str) -> None:
    found = thread(LOCALES[place].format("Ann: Tide?", "Bo: \u200eHigh.\nVery."))
    assert [(p.author, p.date, p.blocks[0].text) for p in found.posts] == [
        ("Ann", "2021-01-02T21:05", "Tide?"),
        ("Bo", "2021-01-13T09:06", "High.\nVery."),
    ]


def test_a_calendar_that_is_not_known_stays_as_it_is_printed() -> None:
    found = thread("۱۴۰۰/۱/۲،\u200f ۲۱:۰۵ - Ann: Tide?\n۱۴۰۰/۱/۱۳،\u200f ۲۱:۰۶ - Bo: High.\n")
    assert [(p.author, p.date, p.date_text) for p in found.posts] == [
        ("Ann", None, "۱۴۰۰/۱/۲ ۲۱:۰۵"),
        ("Bo", None, "۱۴۰۰/۱/۱۳ ۲۱:۰۶"),
    ]


def test_whatsapp_s_files_and_edits_are_no_words() -> None:
    found = thread(
        "13/01/2021, 21:05 - Ann: IMG-20210113-WA0001.jpg (file attached)\nThe pier\n"
        "13/01/2021, 21:06 - Bo: map.txt (not mine)\n"
        "13/01/2021, 21:07 - Bo: Or is it? <This message was edited>\n"
    )
    assert [[(b.kind, b.text) for b in p.blocks] for p in found.posts] == [
        [("paragraph", "The pier"), ("image", "IMG-20210113-WA0001.jpg")],
        [("paragraph", "map.txt (not mine)")],
        [("paragraph", "Or is it?")],
    ]
    assert [post.edit is not None for post in found.posts] == [False, False, True]


DISCORD = """<!DOCTYPE html><html><head><title>Tides - low</title></head><body><div class="chatlog">
<div class="chatlog__message-group">
<div class="chatlog__message-container" data-message-id="10"><div class="chatlog__message">
<div class="chatlog__message-primary"><div class="chatlog__header"><span class="chatlog__author"
title="ann">Ann</span><span class="chatlog__timestamp"
title="Sunday, January 1, 2023 10:00 AM">1/1/2023 10:00 AM</span></div>
<div class="chatlog__content"><span>Where is the boat?</span></div></div></div></div>
<div class="chatlog__message-container" data-message-id="11"><div class="chatlog__message">
<div class="chatlog__message-aside"><div class="chatlog__short-timestamp"
title="Sunday, January 1, 2023 10:01 AM">10:01</div></div>
<div class="chatlog__message-primary"><div class="chatlog__content">Anybody?</div></div></div></div>
</div>
<div class="chatlog__message-group">
<div class="chatlog__message-container" data-message-id="12"><div class="chatlog__message">
<div class="chatlog__message-primary"><div class="chatlog__reply"><div
class="chatlog__reply-author">Ann</div><div class="chatlog__reply-content"><span
class="chatlog__reply-link" onclick="scrollToMessage(event,'10')">Where is the boat?</span></div>
</div><div class="chatlog__header"><span class="chatlog__author">Bo</span><span
class="chatlog__timestamp" title="Sunday, January 1, 2023 10:02 AM">x</span></div>
<div class="chatlog__content">Under the <span class="chatlog__markdown-spoiler">pier</span></div>
</div></div></div></div></div></body></html>"""


def test_discord_s_pages() -> None:
    found = thread(DISCORD)
    assert [(p.author, p.date, p.reply_to) for p in found.posts] == [
        ("Ann", "2023-01-01T10:00", None),
        ("Ann", "2023-01-01T10:01", None),
        ("Bo", "2023-01-01T10:02", 1),
    ]
    (quote,) = found.posts[2].quotes
    assert (quote.author, quote.post) == ("Ann", 1)
    own = [(b.kind, b.text) for b in found.posts[2].blocks if b.quote is None]
    assert own == [("paragraph", "Under the"), ("spoiler", "pier")]


TELEGRAM = """<!DOCTYPE html><html><head><title>Exported Data</title></head><body>
<div class="page_header"><div class="content"><div class="text bold">Pier</div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">1 January 2023</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="13.01.2023 10:01:00 UTC+01:00">10:01</div>
<div class="from_name">Ann</div><div class="text">Where is the boat?</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="13.01.2023 10:01:30 UTC+01:00">10:01</div>
<div class="text">Anybody?</div></div></div>
<div class="message default clearfix" id="message4"><div class="body">
<div class="pull_right date details" title="13.01.2023 10:02:00 UTC+01:00">10:02</div>
<div class="from_name">Bo</div>
<div class="reply_to details">In reply to <a href="#go_to_message2">this message</a></div>
<div class="text">Under it</div></div></div>
</div></div></body></html>"""


def test_telegram_s_pages() -> None:
    found = thread(TELEGRAM)
    assert found.title == "Pier"
    assert [(p.author, p.reply_to, p.blocks[0].text) for p in found.posts] == [
        ("Ann", None, "Where is the boat?"),
        ("Ann", None, "Anybody?"),
        ("Bo", 1, "Under it"),
    ]
    assert str(found.posts[2].date).startswith("2023-01-13T10:02:00")


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (("messages.html", "messages2.html", "messages10.html"), TELEGRAM),
        (("Tides [1].html", "Tides [1] [part 2].html", "Tides [1] [part 3].html"), DISCORD),
    ],
    ids=("Telegram", "Discord"),
)
def test_a_long_chat_goes_on_in_its_next_files(
    names: tuple[str, ...], text: str, tmp_path: Path
) -> None:
    for number, name in enumerate(names, 1):
        page = text.replace("boat", f"boat {number}")
        later = re.sub(r'(message|e-id=")(\d+")', rf"\g<1>{number}\2", page)
        (tmp_path / name).write_text(later)
    (found,) = threads(open_dump(tmp_path / names[0]))
    assert [post.blocks[0].text for post in found.posts[::3]] == [
        f"Where is the boat {number}?" for number in (1, 2, 3)
    ]
    (last,) = threads(open_dump(tmp_path / names[2]))
    assert len(last.posts) == 3


def test_an_unpacked_workspace_is_one_dump(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    for name, value in {
        "channels.json": [{"id": "C1", "name": "low", "creator": "U1", "members": ["U1"]}],
        "users.json": [{"id": "U1", "profile": {"display_name": "ann"}}],
        "low/2020-01-01.json": [{"type": "message", "ts": "1577880000.000100", "user": "U1",
                                 "text": "Boat?", "thread_ts": "1577880000.000100"}],
        "low/2020-01-02.json": [{"type": "message", "ts": "1577980000.000100", "user": "U1",
                                 "text": "<@U1>: gone", "thread_ts": "1577880000.000100"}],
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(value))
    (found,) = threads(open_dump(folder))
    assert found.title == "#low"
    assert [(p.author, p.depth, p.blocks[0].text) for p in found.posts] == [
        ("ann", 0, "Boat?"),
        ("ann", 1, "@ann: gone"),
    ]


def test_an_archive_holds_what_its_files_hold(tmp_path: Path) -> None:
    said = {"id": "u", "conversation_id": "u", "text": "Oil?", "speaker": "ann", "reply-to": None}
    mail = "From: Ann <ann@x.example>\nSubject: Pier\nMessage-ID: <1@x.example>\n\nBoat?\n"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("chat/_chat.txt", LOCALES["Britain"].format("Ann: Tide?", "Bo: High."))
        archive.writestr("chat/photo.jpg", b"\xff\xd8\xff\x00\x00")
        archive.writestr("corpus/utterances.jsonl", json.dumps(said))
        table = {"u": {"meta": {"title": "Lamps"}, "vectors": []}}
        archive.writestr("corpus/conversations.json", json.dumps(table))
        archive.writestr("page.html", DISCORD)
        archive.writestr("letter.eml", mail)
        archive.writestr("note.txt", "Note: the pier is closed.\n")
    found = threads(open_dump(tmp_path / "all.zip"))
    assert [(one.title, len(one.posts)) for one in found] == [
        (None, 2), ("Lamps", 1), ("Tides - low", 3), ("Pier", 1), (None, 1),
    ]  # fmt: skip
    assert [one.problems for one in found] == [[]] * 5


def test_a_tar_archive_is_read_as_a_zipped_one(tmp_path: Path) -> None:
    days = [{"type": "message", "ts": "1577880000.000100", "user": "U1", "text": "Boat?"}]
    files = {
        "ws/channels.json": json.dumps([{"id": "C1", "name": "low"}]),
        "ws/users.json": json.dumps([{"id": "U1", "profile": {"display_name": "ann"}}]),
        "ws/low/2020-01-01.json": json.dumps(days),
    }
    with tarfile.open(tmp_path / "ws.tar.gz", "w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    (found,) = threads(open_dump(tmp_path / "ws.tar.gz"))
    assert found.title == "#low"
    assert [(p.author, p.blocks[0].text) for p in found.posts] == [("ann", "Boat?")]


def test_a_torn_tar_archive_holds_what_came_before(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name in ("one.txt", "two.txt"):
            text = f"{name}: the pier is closed.\n".encode()
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    raw = (tmp_path / "a.tar").read_bytes()
    (tmp_path / "a.tar").write_bytes(raw[:1100] + b"\xff" * 400 + raw[1500:])
    (found,) = threads(open_dump(tmp_path / "a.tar"))
    assert found.posts[0].blocks[0].text == "one.txt: the pier is closed."


def test_a_torn_file_in_an_export_is_a_problem(tmp_path: Path) -> None:
    said = [
        {"type": "message", "ts": f"15778800{n:02}.000100", "text": f"{n} boats"} for n in range(40)
    ]
    with zipfile.ZipFile(tmp_path / "ws.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("low/2020-01-01.json", json.dumps(said))
        archive.writestr("high/2020-01-01.json", json.dumps(said[:2]))
    raw = bytearray((tmp_path / "ws.zip").read_bytes())
    start = 30 + len("low/2020-01-01.json")
    raw[start : start + 40] = b"\xff" * 40
    (tmp_path / "ws.zip").write_bytes(raw)
    (found,) = threads(open_dump(tmp_path / "ws.zip"))
    assert (found.title, len(found.posts)) == ("#high", 2)
    assert [problem.where for problem in found.problems] == ["low/2020-01-01.json"]
