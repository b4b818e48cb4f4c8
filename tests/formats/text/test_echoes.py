"""Words said again: the work grows as the text, however long a run is said twice."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from threadview.formats.text.lines.cells import Cleaner, cells_of
from threadview.formats.text.lines.tables import tables
from threadview.formats.text.page import Page
from threadview.formats.text.seams import echoes
from threadview.formats.text.windows import plain_lines

GROWTH = 5


def page(lines: list[str]) -> Page:
    view = plain_lines("\n".join(lines))
    return Page(cells_of(view, Cleaner()), tables(frozenset()), view)


def said_twice(count: int) -> list[str]:
    letters = "abcdefghij"
    lines = [
        "The lamp of the keeper burnt oil from the winter of "
        + "".join(letters[int(figure)] for figure in str(n))
        + ", and nobody in the whole harbour had counted it at all."
        for n in range(count)
    ]
    return lines * 2


def steps(work: Callable[[], object]) -> int:
    """How many lines of the module are run."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        if frame.f_code.co_filename != echoes.__file__:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_a_long_run_said_twice_costs_as_its_length() -> None:
    small, large = page(said_twice(50)), page(said_twice(200))

    for find in (echoes.echoes, lambda of: echoes.repeated(of, [])):
        few, many = steps(lambda: find(small)), steps(lambda: find(large))  # noqa: B023

        assert few > 0
        assert many < GROWTH * few


def test_a_run_said_again_further_below_is_found_once() -> None:
    lines = said_twice(9)
    first, other = lines[:3], [line.replace("oil", "wood") for line in lines[3:9]]

    found = echoes.repeated(page([*first, *other, *first, "Aye, so it was."]), [])

    assert [(echo.cell, echo.end) for echo in found] == [(9, 12)]
