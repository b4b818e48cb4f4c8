"""The table of forum engines, and which of them made a page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadview.formats.pages.engine import Engine

FAMILIES: tuple[str, ...] = (
    "xenforo",
    "vbulletin",
    "phpbb",
    "smf",
    "mybb",
    "invision",
    "discourse",
    "vanilla",
    "bbpress",
    "javascript",
    "woltlab",
    "flat_boards",
    "questions",
    "links",
    "imageboards",
    "chats",
    "printed",
    "wordpress",
)
"""Modules of this package; each has a tuple ENGINES, in the order in which they are asked."""


def engines() -> tuple[Engine, ...]:
    """All engines, the particular before the general."""
    found: list[Engine] = []
    for family in FAMILIES:
        found += import_module(f"{__name__}.{family}").ENGINES
    return tuple(found)
