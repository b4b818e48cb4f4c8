"""The library's screen at the sizes that terminals have, kept as pictures.

`pytest tests/ui/test_library_snapshots.py --snapshot-update` keeps new ones, after looking at them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from library.made import MAIL, mailbox, scrape
from threadview import locations
from threadview.library import Library, Mark
from threadview.request import Books, Looks, Opening, Request
from threadview.ui.app import ThreadviewApp
from ui.test_library import WORDS
from ui.test_snapshots import pressing

SCREENS = {
    "list-80": ((80, 24), "down"),
    "list-100": ((100, 30), "o o"),
    "list-150": ((150, 40), "d down down"),
    "hits-150": ((150, 40), "slash l e d g e r"),
    "list-200": ((200, 50), "down"),
}
"""Size and keys of each."""


@pytest.mark.parametrize("name", SCREENS)
def test_screen(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare: Callable[..., bool]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    inside = tmp_path / "archive"
    mailbox(inside / "box.mbox", *MAIL)
    scrape(inside / "one.txt", "The ledger", WORDS, WORDS[::-1], "Who wrote that?")
    scrape(inside / "below/two.txt", "The ledger", WORDS, WORDS[::-1])
    long = "On the tea that the keepers drank, where it came from, and who paid for all of it"
    scrape(inside / "tea.txt", long, "A café by the sea.", "Nobody drinks tea there.")
    library = Library(locations.library_index(), locations.library_shelf())
    library.add([str(inside)])
    with library.shelf() as shelf:
        shelf.keep((str(inside / "tea.txt"), ""), Mark(True, None, ("tea", "keepers"), ("sea",)))
    (inside / "one.txt").unlink()
    books = Books(library.index, locations.library_shelf(), (str(inside),))
    request = Request((str(inside / "tea.txt"),), Opening(), Looks(mouse=False), library=books)
    size, keys = SCREENS[name]
    assert snap_compare(ThreadviewApp(request), terminal_size=size, run_before=pressing(keys))
