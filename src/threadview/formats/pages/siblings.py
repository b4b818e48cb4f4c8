"""The other pages of a thread that were saved beside its first one, each as a file of its own.

They are known by their names: what is left of one without the number of its page (`kiln.html`,
`kiln-page-2.html`; `index.php?topic=1.0`, `index.php?topic=1.15`; `kiln.12/index.html`,
`kiln.12/page-2.html`), and believed by what they say of themselves. Only the first page takes the
others: they stay what they are, and a list that finds their posts in its thread offers them as one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from threadview.errors import DumpError
from threadview.formats.pages.paging import COPY_IN_NAME, page_number, thread_address, thread_key
from threadview.formats.pages.sheet import Sheet, decoded, sheet_of

if TYPE_CHECKING:
    from threadview.dump import Dump

MOST = 400
"""Pages that are taken at most."""

_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)(?=$|[?@])(?![?@])")
_PART = re.compile(r"(?<=/messages)\d+(?=\.html$)| \[part \d+\](?=\.html?$)")
"""How Telegram and DiscordChatExporter number the files of a long chat."""

_SITE = re.compile(r"\.(?:html?|xhtml|php|aspx?)(?:$|[?@.])", re.IGNORECASE)


def siblings(dump: Dump, sheet: Sheet) -> Iterator[Sheet]:
    """The pages beside a thread's first page that go on with it."""
    if dump.location is None:
        return
    folder, name = os.path.split(os.path.abspath(dump.location))  # noqa: PTH100
    try:
        changed = os.stat(folder).st_mtime_ns  # noqa: PTH116
    except OSError:
        return
    others = _named(folder, changed).get(_key(folder, name), ())
    if name not in others[:1]:  # one of a thread's files takes the others, or each would
        return
    for other in others[1 : MOST + 1]:
        where = os.path.join(os.path.dirname(dump.location), other)  # noqa: PTH118, PTH120
        found = _sheet(where)
        if found is not None and _goes_on(sheet, found):
            yield found


def _goes_on(first: Sheet, other: Sheet) -> bool:
    """Whether a page says that it is of the same thread: by its address, else by its title."""
    if not (first.address and other.address):
        first, other = first._replace(address=""), other._replace(address="")
    return thread_key(first) == thread_key(other)


def _sheet(path: str) -> Sheet | None:
    from threadview.dump import open_dump

    try:
        dump = open_dump(path, force=True)
        dump.load()
    except DumpError:
        return None
    text = decoded(dump.raw, dump.encoding)
    dump.close()
    return sheet_of(path, text)


@lru_cache(maxsize=4)
def _named(folder: str, changed: int) -> dict[str, tuple[str, ...]]:
    """The pages of a folder by what is left of their names, the first page of each first;
    `changed` is when the folder last did."""
    del changed
    found: dict[str, list[str]] = {}
    try:
        with os.scandir(folder) as entries:
            names = sorted(one.name for one in entries if one.is_file())
    except OSError:
        return {}
    for name in names:
        if _SITE.search(name):
            found.setdefault(_key(folder, name), []).append(name)
    return {
        key: tuple(sorted(several, key=_page)) for key, several in found.items() if len(several) > 1
    }


def _page(name: str) -> tuple[int, int, str]:
    """Which page of its thread a name says that it is; one that names a post comes behind."""
    return page_number(Sheet(name, "")), len(name), name


def _key(folder: str, name: str) -> str:
    path = f"{os.path.basename(folder)}/{COPY_IN_NAME.sub('', name)}"  # noqa: PTH119
    path = _INDEX.sub("", path.removesuffix(".gz").replace("@", "?"))
    return thread_address(_PART.sub("", path))
