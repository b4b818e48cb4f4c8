"""A list of rows by itself."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from rich.style import Style
from textual.app import App, ComposeResult

from threadview.layout.rows import Run
from threadview.palette import resolve
from threadview.ui.row_list import RowList
from threadview.ui.styles import rich_style
from ui.made import idle


class Rows(App[None]):
    """A list and nothing else."""

    looks: ClassVar[dict[str, Style]] = {
        key: rich_style(look) for key, look in resolve("dark", "truecolor").items()
    }

    def compose(self) -> ComposeResult:
        yield RowList(lambda index, _: [Run(f"row {index}", "text")])


async def test_who_waits_for_rows_is_told_when_the_terminal_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Work that may wait does not compete with the painting of what was asked for."""
    happened: list[str] = []
    display = Rows._display

    def displayed(app: Rows, *more: Any) -> None:
        display(app, *more)
        happened.append("painted")

    async with Rows().run_test() as pilot:
        await idle(pilot)
        monkeypatch.setattr(Rows, "_display", displayed)
        rows = pilot.app.query_one(RowList)
        rows.once_painted(lambda: happened.append("never"))
        rows.once_painted(lambda: happened.append("told"))
        rows.show(5)
        await idle(pilot)
        rows.show(6)
        await idle(pilot)
    assert happened[:2] == ["painted", "told"]
    assert happened.count("told") == 1
    assert "never" not in happened
