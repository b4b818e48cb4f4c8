"""Where each key of a page stands: what returns, of which one may divide it."""

from __future__ import annotations

from threadview.formats.text.lines.kind import DATE
from threadview.formats.text.marks import lone, marks
from threadview.formats.text.marks.sparse import separators
from threadview.formats.text.page import Page
from threadview.pattern import pattern

WIKI = "community wiki"
UNDIVIDING = ("value", "ad", "foot", "edit")
"""Keys of lines that return and divide nothing."""
NEAR = 4
"""Lines of a poster's card above that."""
MACHINE = pattern(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")


def groups_of(page: Page, only: str | None) -> dict[str, list[int]]:
    """Each key's places: of lines, and of what is no single kind of line (numbers, names, gaps)."""
    groups: dict[str, list[int]] = {}
    kindred: dict[str, list[int]] = {}
    for index, key in enumerate(page.keys):
        if key:
            if (group := kindred.get(key)) is None:
                group = kindred[key] = groups.setdefault(_group(key), [])
            group.append(index)
    for key in UNDIVIDING:
        groups.pop(key, None)
    if "e:stackexchange" in groups:
        groups["e:stackexchange"] = _with_wikis(
            page, _with_machine_dates(page, groups["e:stackexchange"])
        )
    for key in [key for key in groups if key.startswith("d") and "…" in key]:
        head, _, tail = key.partition(":")
        before, _, after = tail.partition("¤")
        bare = f"{head}:{'' if '…' in before else before}¤{'' if '…' in after else after}"
        if bare in groups and len(groups[bare]) < len(groups[key]):
            groups[key] = sorted(groups[key] + groups[bare])
    if "nbsp" in groups:
        groups["nbsp"] = separators(page)
    for key, find in (
        ("counter", marks.counter),
        ("who", lone.heads),
        ("gap", marks.wide),
        ("item", marks.items),
    ):
        if only in (None, key) and (places := find(page)):
            groups[key] = places
    return groups


def _group(key: str) -> str:
    """Keys of one engine's kindred lines count together."""
    if key.startswith("e:"):
        engine, _, trigger = key[2:].partition(":")
        if engine == "stackexchange" and trigger not in ("asked", "answered", "commented"):
            return key
        if engine in ("stackexchange", "oldreddit", "slashdot"):
            return "e:" + engine
        return key
    return key


def _with_machine_dates(page: Page, places: list[int]) -> list[int]:
    """Stack Exchange's places, with the machine-readable dates that close some skins' comments."""
    known = set(places)
    exact = [
        n
        for n, code in enumerate(page.codes)
        if code == DATE and MACHINE.match(page.cells[n].clean) is not None and n + 1 not in known
    ]
    return sorted({*places, *exact})


def _with_wikis(page: Page, places: list[int]) -> list[int]:
    """Stack Exchange's places, with the answers that many have edited: when they were answered is
    not told, only "edited DATE", "community wiki"."""
    known = set(places)
    wikis = [
        n
        for n, line in enumerate(page.lower)
        if line == WIKI and known.isdisjoint(range(n - NEAR, n + 1))
    ]
    return sorted({*places, *wikis})
