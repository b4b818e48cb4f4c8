"""The title bar: what a thread is called there."""

from __future__ import annotations

import pytest

from threadview.layout.bars import title_bar
from threadview.model import Source, Thread


@pytest.mark.parametrize(
    ("path", "title", "called"),
    [
        ("/dumps/oil.txt", "Who counted the oil?", "Who counted the oil?"),
        ("/dumps/oil.txt", None, "oil.txt"),
        ("-", None, "standard input"),
        ("/dumps/\x1b[31m.txt", None, "␛[31m.txt"),
    ],
)
def test_a_thread_without_a_title_is_called_by_its_file(
    path: str, title: str | None, called: str
) -> None:
    runs = title_bar(Thread(Source(path, "text", "utf-8"), title), 60, 1, None)
    assert "".join(run.text for run in runs).split("  ")[0] == f" {called}"
