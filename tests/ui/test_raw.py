"""The raw dump at the same place, whatever its line ends and quote marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadview.dump import dump_of
from threadview.layout.raw import raw_place, text_place
from threadview.model import Block, Extent, Post, Span
from threadview.outline import Place
from ui.made import opened, words

QUOTED = "".join(f"> line {n} of what {n * 7} somebody else said\n> \n" for n in range(60))


def a_thread(line_end: str) -> str:
    posts = [f"{words(n, 60)}\n\n{words(n + 40, 60)}" for n in range(1, 9)]
    text = "A title\n" + "\n\u00a0\n".join(posts) + "\n\u00a0\n"
    return text.replace("\n", line_end)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
async def test_raw_and_back_is_the_same_place(tmp_path: Path, line_end: str) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(a_thread(line_end).encode())
    async with opened(str(path), size=(60, 12), format=None) as reading:
        await reading.press("5", "G", "j", "j")
        top = reading.top
        first = reading.words()[0].split()[:4]
        await reading.press("R")
        assert reading.too_wide() == []
        assert " ".join(first) in " ".join(reading.screen().split())
        await reading.press("R")
        assert reading.top == top


@pytest.mark.parametrize("cut", [0, 9, 40, 500, 1500])
def test_a_place_behind_marks_is_found_again(cut: int) -> None:
    text = QUOTED.replace("> ", "").strip()
    span = Span(0, len(QUOTED))
    post = Post(1, (Block("paragraph", text, span),), extent=Extent(*span, 0, len(QUOTED)))
    dump = dump_of(QUOTED)
    place = Place(0, 0, text.find("line", cut + 1))

    raw = raw_place(place, [post], dump)

    assert QUOTED[raw.offset :].split()[:3] == text[place.offset :].split()[:3]
    assert text_place(raw, [post], dump) == place


async def test_what_is_selected_in_the_raw_dump_is_copied_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(a_thread("\r\n").encode())
    async with opened(str(path), size=(80, 20), format=None) as reading:
        await reading.press("R")
        rows = reading.rows()
        y = next(n for n, row in enumerate(rows) if "paragraph" in row)
        x = rows[y].index("paragraph") + 12
        await reading.pilot.mouse_down(offset=(x, y))
        await reading.pilot.hover(offset=(x + 20, y))
        await reading.pilot.mouse_up(offset=(x + 20, y))
        await reading.press("ctrl+c")
        assert reading.app.clipboard == rows[y][x : x + 20]
        await reading.press("v")
        assert "mouse" in reading.said()
