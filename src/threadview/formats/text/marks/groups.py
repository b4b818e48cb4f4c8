"""Where each key of a page stands: what returns, of which one may divide it."""

from __future__ import annotations

from threadview.formats.text.marks import lone, marks
from threadview.formats.text.marks.kindred import complete, kin
from threadview.formats.text.marks.sparse import separators
from threadview.formats.text.page import Page

UNDIVIDING = ("value", "ad", "foot", "edit")
"""Keys of lines that return and divide nothing."""


def groups_of(page: Page, only: str | None) -> dict[str, list[int]]:
    """Each key's places: of lines, and of what is no single kind of line (numbers, names, gaps)."""
    groups: dict[str, list[int]] = {}
    kindred: dict[str, list[int]] = {}
    for index, key in enumerate(page.keys):
        if key:
            if (group := kindred.get(key)) is None:
                group = kindred[key] = groups.setdefault(kin(key), [])
            group.append(index)
    for key in UNDIVIDING:
        groups.pop(key, None)
    complete(page, groups)
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
