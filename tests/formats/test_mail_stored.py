"""Mail as other programs store it, and as broken as it comes: Babyl, emlx, lists, no blank line."""

from __future__ import annotations

import base64
from pathlib import Path

from threadview.cli.opening import threads_of
from threadview.dump import Dump, dump_of, open_dump
from threadview.model import Post
from threadview.request import Opening

ASKS = (
    "From: Ann <ann@x.example>\nSubject: Pier\nMessage-ID: <1@x.example>\n"
    "Date: Mon, 4 Mar 2013 08:12:00 +0100\n"
)
SAYS = (
    "From: Bo <bo@x.example>\nSubject: Re: Pier\nMessage-ID: <2@x.example>\n"
    "In-Reply-To: <1@x.example>\nDate: Mon, 4 Mar 2013 09:12:00 +0100\n"
)
PLIST = '<?xml version="1.0"?>\n<plist version="1.0"><dict/></plist>\n'


def posts(dump: Dump) -> list[Post]:
    (reading,) = threads_of(dump, Opening())
    reading.pull()
    return list(reading.thread.posts)


def one(text: str | bytes) -> Post:
    (post,) = posts(dump_of(text if isinstance(text, bytes) else text.encode()))
    return post


def own(post: Post) -> list[str]:
    return [block.text for block in post.blocks if block.quote is None]


def test_babyl_with_its_headers_once_and_twice(tmp_path: Path) -> None:
    shown = "From: Ann <ann@x.example>\nSubject: Pier\n"
    (tmp_path / "RMAIL").write_text(
        "BABYL OPTIONS: -*- rmail -*-\nVersion: 5\nLabels:\nNote:   This is a header.\n\x1f\x0c\n"
        f"1,,\n{ASKS}\n*** EOOH ***\n{shown}\nBoat?\n\nFrom here.\n\x1f\x0c\n"
        f"0, unseen,, work,\n*** EOOH ***\n{SAYS}\n> Boat?\n\nGone.\n\x1f"
    )
    asked, said = posts(open_dump(tmp_path / "RMAIL"))
    assert (asked.author, own(asked)) == ("Ann", ["Boat?", "From here."])
    assert (said.author, said.reply_to, own(said)) == ("Bo", 1, ["Gone."])
    assert said.quotes[0].depth == 1


def test_emlx_alone_and_in_its_folder(tmp_path: Path) -> None:
    for number, text in enumerate((f"{ASKS}\nBoat?\n", f"{SAYS}\nGone.\n"), 1):
        path = tmp_path / "Messages" / f"{number}.emlx"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{len(text):<10}\n{text}{PLIST}")
    assert own(posts(open_dump(tmp_path / "Messages" / "1.emlx"))[0]) == ["Boat?"]
    asked, said = posts(open_dump(tmp_path / "Messages"))
    assert [own(asked), own(said)] == [["Boat?"], ["Gone."]]
    assert said.reply_to == 1


def test_an_mh_folder_with_deleted_messages_in_it(tmp_path: Path) -> None:
    for name, text in {"1": f"{ASKS}\nBoat?\n", "2": f"{SAYS}\nGone.\n", ",3": SAYS}.items():
        (tmp_path / name).write_text(text)
    assert [own(post) for post in posts(open_dump(tmp_path))] == [["Boat?"], ["Gone."]]


def test_words_begin_where_headers_end_blank_line_or_none() -> None:
    assert own(one(f"{ASKS}The boat is gone\nand so am I.\n")) == ["The boat is gone\nand so am I."]


def test_parts_behind_another_boundary_than_was_stated() -> None:
    kind = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="A"\n'
    text = f"{ASKS}{kind}\n--B\nContent-Type: text/plain\n\nGone.\n--B--\n"
    assert own(one(text)) == ["Gone."]


def test_a_list_s_footer_behind_base64_stays_text() -> None:
    kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n"
    packed = base64.b64encode("Göne, and gone again".encode()).decode()
    post = one(f"{ASKS}MIME-Version: 1.0\n{kind}\n{packed}\n_____\nthe list's own words\n")
    assert own(post) == ["Göne, and gone again\n_____\nthe list's own words"]


def test_what_a_mail_program_reports_is_shown() -> None:
    kind = "Content-Type: multipart/report; report-type=delivery-status; boundary=A\n"
    status = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: failed\n"
    text = f"{ASKS}MIME-Version: 1.0\n{kind}\n--A\n\nIt came back.\n--A\n{status}--A--\n"
    assert own(one(text)) == ["It came back.", "Reporting-MTA: dns; x", "Action: failed"]


def test_every_mark_in_mail_is_one() -> None:
    post = one(f"{ASKS}\nYes.\n> The boat?\n")
    assert own(post) == ["Yes."]
    assert [block.text for block in post.blocks if block.quote == 0] == ["The boat?"]


def test_news_names_its_article_before_the_name() -> None:
    asked = f"{ASKS}\nBoat?\n"
    said = f"{SAYS}\nIn article <1@x.example> ann@x.example (Ann) writes:\n>Boat?\nGone.\n"
    batch = "".join(f"#! rnews {len(text)}\n{text}" for text in (asked, said))
    _, answer = posts(dump_of(batch.encode()))
    assert [(quote.author, quote.post) for quote in answer.quotes] == [("Ann", 1)]
    assert own(answer)[-1] == "Gone."
