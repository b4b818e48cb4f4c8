"""Pages saved as files of their own: several of one thread, old archives, wrong character sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadview.cli.opening import threads_of
from threadview.dump import Dump, dump_of, open_dump
from threadview.library.folder import files_below
from threadview.model import Thread
from threadview.request import Opening


def page(numbers: range, words: str = "The kiln hums", title: str = "A kiln that hums") -> str:
    posts = "".join(
        f'<table id="post{n}"><tr><td class="thead">0{n}-05-2009, 10:0{n}</td></tr><tr><td>'
        f'<a class="bigusername" href="member.php?u={n}">potter{n}</a></td></tr>'
        f'<tr><td id="td_post_{n}"><div id="post_message_{n}">{words} {n}.</div></td></tr></table>'
        for n in numbers
    )
    head = f"<title>{title} - Ash and Glaze forum</title>"
    return (
        f'<!DOCTYPE html><html><head>{head}</head><body><div id="posts">{posts}</div></body></html>'
    )


def thread(dump: Dump) -> Thread:
    (reading,) = threads_of(dump, Opening())
    reading.pull()
    return reading.thread


def words(dump: Dump) -> list[str]:
    return [post.blocks[0].text for post in thread(dump).posts]


NAMES = [
    ("kiln.html", "kiln-page-2.html"),
    ("index.php?topic=1.0", "index.php?topic=1.15"),
    ("showthread.php?t=7.html", "showthread.php?t=7&page=2.html"),
    ("viewtopic.php@t=7.html", "viewtopic.php@t=7&start=15.html"),
    ("index.html", "page-2.html"),
]


@pytest.mark.parametrize("names", NAMES)
def test_the_first_page_goes_on_in_the_files_beside_it(
    names: tuple[str, str], tmp_path: Path
) -> None:
    for name, numbers in zip(names, (range(1, 4), range(3, 6)), strict=True):
        (tmp_path / name).write_text(page(numbers))
    other = page(range(7, 9), title="Another thing altogether")
    (tmp_path / "another.html").write_text(other)
    said = words(open_dump(tmp_path / names[0]))
    assert said == [f"The kiln hums {n}." for n in range(1, 6)]
    assert words(open_dump(tmp_path / names[1])) == said[2:]


def test_pages_of_other_threads_stay_theirs(tmp_path: Path) -> None:
    (tmp_path / "thread.html").write_text(page(range(1, 4)))
    (tmp_path / "thread-page-2.html").write_text(page(range(4, 6), title="Of another thread here"))
    assert len(words(open_dump(tmp_path / "thread.html"))) == 3


def test_a_folder_of_pictures_and_frames_belongs_to_its_page(tmp_path: Path) -> None:
    for name in ("Kiln.html", "Kiln_files/frame.html", "Alt-Dateien/a.html", "Kiln/more.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(page(range(1, 3)))
    found = [Path(path).relative_to(tmp_path).as_posix() for path in files_below([str(tmp_path)])]
    assert found == ["Kiln.html", "Alt-Dateien/a.html", "Kiln/more.html"]


def test_internet_explorer_s_archive_of_one_part_is_a_page() -> None:
    head = (
        "From: <Saved by Microsoft Internet Explorer 5>\r\nSubject: Kiln\r\n"
        "Date: Sat, 1 May 2004 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        'Content-Type: text/html;\r\n\tcharset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n'
        "Content-Location: http://x.example/showthread.php?t=7\r\n\r\n"
    )
    assert len(words(dump_of((head + page(range(1, 4))).encode()))) == 3


RUSSIAN = "Печь опять гудит, и никто не знает почему; говорят, что это к дождю"


@pytest.mark.parametrize("label", ["ISO-8859-1", "windows-1252", "us-ascii"])
def test_a_page_that_says_to_be_western_and_is_russian(label: str) -> None:
    text = page(range(1, 4), RUSSIAN, "Печь гудит")
    meta = f'<head><meta http-equiv="Content-Type" content="text/html; charset={label}">'
    raw = text.replace("<head>", meta).encode("cp1251")
    assert words(dump_of(raw)) == [f"{RUSSIAN} {n}." for n in (1, 2, 3)]


def test_a_western_page_stays_western() -> None:
    said = "Größere Öfen brüllen übrigens öfter als größte Bären: äöü ÄÖÜ ß éèê"
    meta = '<head><meta charset="iso-8859-1">'
    raw = page(range(1, 4), said).replace("<head>", meta).encode("cp1252")
    assert words(dump_of(raw))[0] == f"{said} 1."
