"""Several dumps: the list, from one to the next, and what cannot be opened."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from threadview.dump import dump_of
from threadview.model import Block, Post
from threadview.ui.dump_list import DumpList
from ui.made import LEDGER, opened, write

HOSTILE = "\x1b[31mred\x07 [@click=app.quit]quit[] \u202egnp.txt"


def several(folder: Path, count: int = 3) -> list[str]:
    posts = [Post(1, (Block("paragraph", "words"),))]
    return [write(folder / f"thread-{n:05}.made", posts, f"Thread {n}") for n in range(count)]


async def test_a_list_to_choose_from(tmp_path: Path) -> None:
    paths = several(tmp_path)
    async with opened(*paths) as reading:
        assert isinstance(reading.app.screen, DumpList)
        assert "thread-00000.made" in reading.rows()[1]
        assert str(tmp_path) not in reading.screen()
        await reading.press("j", "enter")
        assert "Thread 1" in reading.rows()[0]
        await reading.press("q")
        assert isinstance(reading.app.screen, DumpList)
        await reading.press("q")
        assert reading.app.return_code == 0


async def test_from_thread_to_thread(tmp_path: Path) -> None:
    paths = several(tmp_path)
    async with opened(*paths) as reading:
        await reading.press("enter", "ctrl+n")
        assert "Thread 1" in reading.rows()[0]
        await reading.press("ctrl+n", "ctrl+n")
        assert "Thread 2" in reading.rows()[0]
        assert "no more threads" in reading.rows()[-1]
        await reading.press("ctrl+p", "ctrl+p", "ctrl+p")
        assert "Thread 0" in reading.rows()[0]
        assert "no thread before this" in reading.rows()[-1]
        await reading.press("ctrl+n", "q")
        assert reading.app.screen.query_one("RowList").at == 1  # type: ignore[attr-defined]


async def test_a_dump_that_is_gone_is_told_and_passed_over(tmp_path: Path) -> None:
    paths = several(tmp_path)
    async with opened(*paths) as reading:
        Path(paths[1]).unlink()
        await reading.press("enter", "ctrl+n")
        assert "Thread 2" in reading.rows()[0]
        assert any("no such file" in note.message for note in reading.app._notifications)
        await reading.press("q", "k", "enter")
        assert isinstance(reading.app.screen, DumpList)


async def test_an_archive_without_a_thread_is_refused_in_words(tmp_path: Path) -> None:
    """Alone it ends the reader as a missing file does; among others it is passed over."""
    empty = tmp_path / "pictures.zip"
    with ZipFile(empty, "w") as packed:
        packed.writestr("a.png", b"\x89PNG\0\0")
    async with opened(str(empty), format=None) as reading:
        assert "holds one file, which is no text" in str(reading.app.refusal)
    async with opened(str(empty), *several(tmp_path, 1), format=None) as reading:
        await reading.press("enter")
        assert isinstance(reading.app.screen, DumpList)
        assert any("which is no text" in note.message for note in reading.app._notifications)


async def test_standard_input_among_others_is_read_where_it_was(tmp_path: Path) -> None:
    paths = several(tmp_path, 1)
    stream = dump_of(Path(write(tmp_path / "stream", LEDGER, "From a pipe")).read_text())
    async with opened("-", *paths, dump=stream) as reading:
        assert "standard input" in reading.screen()
        for _ in range(2):
            await reading.press("enter")
            assert "From a pipe · 12 posts" in reading.rows()[0]
            await reading.press("ctrl+n")
            assert "Thread 0" in reading.rows()[0]
            await reading.press("ctrl+p")
            assert "From a pipe · 12 posts" in reading.rows()[0]
            await reading.press("q")


async def test_hostile_names_do_nothing(tmp_path: Path) -> None:
    paths = [*several(tmp_path, 1), write(tmp_path / HOSTILE, LEDGER)]
    async with opened(*paths) as reading:
        assert "[@click=app.quit]quit" in reading.screen()
        assert "\x1b" not in reading.screen()
        assert "\u202e" not in reading.screen()
        assert reading.too_wide() == []


async def test_ten_thousand_names_are_a_list_like_any_other(tmp_path: Path) -> None:
    paths = [str(tmp_path / f"{n}.txt") for n in range(10_000)]
    paths[-1] = several(tmp_path, 1)[0]
    async with opened(*paths) as reading:
        assert "10,000 threads" in reading.rows()[0]
        await reading.press("G", "enter")
        assert "Thread 0" in reading.rows()[0]
