"""Pages as they are stored: character sets, MHTML, SingleFile, mirrors, archives of pages."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from threadview.dump import dump_of, open_dump
from threadview.formats import Claim, Head, pages
from threadview.formats.pages.paging import thread_address
from threadview.formats.pages.sheet import decoded, sheet_of
from threadview.model import Thread, logical_text
from threadview.reading import read_path, read_thread

SAMPLES = sorted((Path(__file__).parents[2] / "sample_threads" / "pages").glob("*.html"))


def thread_of(html: str | bytes, name: str = "page.html") -> Thread:
    """The thread of a page handed in."""
    return read_thread(dump_of(html, name), "pages")


def spoken(thread: Thread) -> list[str]:
    return [logical_text(post) for post in thread.posts]


def sniffed(content: bytes | str, name: str = "x") -> Claim | None:
    raw = content.encode() if isinstance(content, str) else content
    return pages.sniff(Head(name, raw[:65536], raw[:65536].decode("utf-8", "replace")))


POSTS = "".join(
    f"<div class=post><a class=user href=/u/{n}>Ann{n}</a><time datetime=2020-01-0{n}>d</time>"
    f"<p>Words, number {n}, * said, and some more of them.</p></div>"
    for n in range(1, 5)
)


@pytest.mark.parametrize(
    ("charset", "codec", "word"),
    [
        ("utf-8", "utf-8", "ŝi"),
        ("windows-1257", "cp1257", "ši"),
        ("iso-8859-3", "iso8859-3", "ŝi"),
        ("iso-8859-1", "cp1252", "œi"),
        ("iso-2022-jp", "iso2022_jp", "語"),
        ("utf-8", "utf-16-le", "ŝi"),
    ],
)
def test_a_page_says_itself_how_it_is_encoded(
    charset: str, codec: str, word: str, tmp_path: Path
) -> None:
    html = f'<html><meta http-equiv="Content-Type" content="text/html; charset={charset}"><body>'
    path = tmp_path / "page.html"
    path.write_bytes(f"{html}{POSTS.replace('*', word)}".encode(codec))

    assert f"number 1, {word} said" in spoken(read_path(path))[0]


def test_a_page_that_was_converted_keeps_its_old_charset_s_name_in_vain() -> None:
    assert spoken(thread_of('<meta charset="koi8-r">' + POSTS.replace("*", "ё")))[0].count("ё") == 1


def test_a_false_charset_is_not_believed() -> None:
    raw = ('<meta charset="utf-8">' + POSTS.replace("*", "Größe")).encode("latin-1")

    assert "Größe" in decoded(raw)


def test_a_byte_order_mark_wins() -> None:
    assert decoded(('<meta charset="latin-1">é').encode("utf-8-sig")).endswith("é")
    assert decoded("<p>é".encode("utf-16")) == "<p>é"


def test_mhtml_is_read_with_its_address_and_date() -> None:
    html = (SAMPLES[-1]).read_text("utf-8").replace("=", "=3D").replace("°", "=C2=B0")
    quoted = "\r\n".join(html.splitlines())
    raw = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://kilns.example/threads/x.812/\r\n"
        "Date: Sun, 3 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
        "------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://kilns.example/threads/x.812/\r\n\r\n{quoted}\r\n------b--\r\n"
    ).encode()

    assert sniffed(raw) == Claim(0.97, "a page saved as MHTML")
    thread = thread_of(raw, "x.mhtml")
    assert [post.author for post in thread.posts] == ["saltmarsh", "pugmill", "Orla"]
    assert "600°" in spoken(thread)[0]


@pytest.mark.parametrize(
    ("comment", "address", "saved"),
    [
        (
            "<!--\n Page saved with SingleFile \n url: https://a.example/t/1 \n"
            " saved date: Mon Mar 04 2024 09:30:00 GMT+0100 (CET)\n-->",
            "https://a.example/t/1",
            "2024-03-04T09:30:00",
        ),
        ("<!-- saved from url=(0023)https://a.example/t/1 -->", "https://a.example/t/1", None),
        (
            "<!-- Mirrored from a.example/t/1.html by HTTrack Website Copier/3.x [XR&CO'2014],"
            " Fri, 05 Apr 2019 11:12:13 GMT -->",
            "http://a.example/t/1.html",
            "2019-04-05T11:12:13Z",
        ),
        (
            '<link rel="canonical" href="https://a.example/t/1?a=1&amp;b=2">',
            "https://a.example/t/1?a=1&b=2",
            None,
        ),
        ("", "", None),
    ],
)
def test_a_page_knows_where_it_came_from(comment: str, address: str, saved: str | None) -> None:
    sheet = sheet_of("x", f"<!DOCTYPE html>\n{comment}<html>")

    assert (sheet.address, sheet.saved) == (address, saved)


def fake_page(first: int, last: int, page: int, saved: str, *, changed: str = "") -> str:
    """A XenForo page with the posts from first to last."""
    posts = "".join(
        f'<article class="message message--post" data-author="Ann" data-content="post-{n}">'
        f'<div class="message-body"><div class="bbWrapper">Text of post {n}'
        f"{changed if n == 2 else ''}</div></div></article>"
        for n in range(first, last + 1)
    )
    return (
        f"<!DOCTYPE html><!--\n Page saved with SingleFile \n url: https://f.example/threads/bees.5/"
        f'{f"page-{page}" if page > 1 else ""} \n saved date: {saved}\n--><html id="XF">'
        f"<title>Bees{f' | Page {page}' if page > 1 else ''} | F</title><body>"
        f'<h1 class="p-title-value">Bees</h1>{posts}</body></html>'
    )


def archive(tmp_path: Path, members: dict[str, bytes]) -> Path:
    path = tmp_path / "saved.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return path


def test_pages_of_one_thread_in_an_archive_are_one_thread(tmp_path: Path) -> None:
    """Out of order, overlapping, saved twice and in different years."""
    path = archive(
        tmp_path,
        {
            "Bees _ Page 3.html": fake_page(7, 9, 3, "Mar 4 2020 10:00").encode(),
            "Bees_files/ad.html": b"<html>buy",
            "Bees.html": fake_page(1, 3, 1, "Mar 4 2020 10:00", changed=" as it is").encode(),
            "again/Bees.html": fake_page(1, 4, 1, "Mar 4 2012 10:00").encode(),
            "Bees _ Page 2.html.gz": gzip.compress(fake_page(3, 6, 2, "Mar 4 2020 10:00").encode()),
            "other.html": SAMPLES[0].read_bytes(),
            "notes.txt": b"no page",
        },
    )
    dump = open_dump(path)

    refs = list(pages.scan(dump))
    assert len(refs) == 2
    bees = next(ref for ref in refs if ref.title and ref.title.startswith("Bees"))
    thread = read_thread(dump, "pages", bees)

    assert [post.id for post in thread.posts] == [str(n) for n in range(1, 10)]
    assert spoken(thread)[1] == "Text of post 2 as it is"
    assert [b.text for b in thread.posts[1].blocks if b.kind == "chrome"][1:] == ["Text of post 2"]
    assert thread.title == "Bees"
    assert thread.problems == []


def test_a_poll_that_every_page_repeats_is_the_first_post_s() -> None:
    poll = '<form data-xf-init="poll-block"><h2>Honey?</h2><p>Yes 3</p></form>'
    first, second = (
        thread_of(fake_page(3 * n - 2, 3 * n, n, "Mar 4 2020 10:00").replace("<h1", poll + "<h1"))
        for n in (1, 2)
    )

    assert [block.kind for block in first.posts[0].blocks] == ["paragraph", "table"]
    assert [block.kind for block in second.posts[0].blocks] == ["paragraph"]


def test_an_archive_without_pages_is_not_claimed() -> None:
    for members in ({"a.txt": "x"}, {"mimetype": "application/epub+zip", "a.html": "<p>"}):
        buffer = BytesIO()
        with ZipFile(buffer, "w") as opened:
            for name, content in members.items():
                opened.writestr(name, content)

        assert sniffed(buffer.getvalue()) is None


def test_a_torn_archive_is_a_problem_not_an_end(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.html": SAMPLES[0].read_bytes(), "b.html": SAMPLES[0].read_bytes()})
    path.write_bytes(path.read_bytes()[:-40])

    thread = read_path(path)

    assert list(thread.posts) == []
    assert len(thread.problems) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://f.example/threads/bees.5/", "http://www.f.example/threads/bees.5/page-12"),
        (
            "https://f.example/viewtopic.php?f=3&t=12",
            "https://f.example/viewtopic.php?f=3&t=12&start=20",
        ),
        (
            "https://f.example/viewtopic.php?t=12&sid=0123456789abcdef01",
            "https://f.example/viewtopic.php?t=12&p=77#p77",
        ),
        (
            "https://f.example/index.php?topic=12.0",
            "https://f.example/index.php?topic=12.msg991#msg991",
        ),
        ("https://f.example/index.php?topic=12.0", "https://f.example/index.php?topic=12.40"),
        ("https://f.example/showthread.php?t=9", "https://f.example/showthread.php?t=9&page=3"),
        ("https://f.example/t/bees/44", "https://f.example/t/bees/44/17"),
        ("https://f.example/t/bees/44", "https://f.example/t/bees/44?page=2"),
        ("https://f.example/discussion/7/bees", "https://f.example/discussion/7/bees/p2"),
        ("https://f.example/topic/7-bees/", "https://f.example/topic/7-bees/page/2/"),
        ("https://f.example/thread-12.html", "https://f.example/thread-12-page-2.html"),
    ],
)
def test_the_pages_of_a_thread_have_one_address(one: str, other: str) -> None:
    assert thread_address(one) == thread_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://f.example/threads/top-10.5/", "https://f.example/threads/top-10.6/"),
        ("https://f.example/index.php?topic=12.0", "https://f.example/index.php?topic=13.0"),
        ("https://f.example/viewtopic.php?t=12", "https://f.example/viewtopic.php?t=13"),
        ("https://f.example/t/bees/44", "https://f.example/t/bees/45"),
        ("https://f.example/thread-12.html", "https://f.example/thread-2.html"),
    ],
)
def test_other_threads_have_other_addresses(one: str, other: str) -> None:
    assert thread_address(one) != thread_address(other)
