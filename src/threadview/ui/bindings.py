"""The keys of every screen and panel but the reader's own, by their ids: for who changes them."""

from __future__ import annotations

from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

HOLDERS = (
    "app",
    "chooser",
    "contents",
    "drifting",
    "dump_list",
    "help",
    "library",
    "note_editor",
    "note_list",
    "peek",
    "prompt",
    "reply_tree",
    "row_list",
    "side",
    "text_box",
)
"""The modules whose classes have bindings."""


def bound() -> list[dict[str, str]]:
    """For each class with bindings the keys of each, comma-separated, by its id."""
    found: list[dict[str, str]] = []
    for name in HOLDERS:
        module = import_module(f"threadview.ui.{name}")
        for value in vars(module).values():
            own = isinstance(value, type) and value.__module__ == module.__name__
            if own and issubclass(value, DOMNode):
                bindings = vars(value).get("BINDINGS", ())
                keys = {one.id: one.key for one in bindings if isinstance(one, Binding) and one.id}
                found.append(keys)
    return found
