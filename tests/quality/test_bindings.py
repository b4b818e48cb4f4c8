"""Every key of the screen has an id, so that it can be remapped, listed and documented."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import threadview.ui
from threadview.keys import KEYS, key_shown, keymap_problems, singles
from threadview.ui.bindings import bound
from threadview.ui.reader import Reader

PROMISED = """\
j k ↓ ↑ Space f Ctrl-F PgDn b Ctrl-B PgUp Ctrl-D Ctrl-U Home G End J K Tab S-Tab Enter za T zM zR p
Ctrl-O Alt-O Alt-→ # : L / n N ? q Ctrl-Z y Ctrl-C R r Ctrl-N Ctrl-P
"""
"""The keys that people know from less, vim and mail readers."""


def own_bindings() -> list[tuple[str, Binding]]:
    """Each binding of each class of the screen, with the class's name."""
    found: list[tuple[str, Binding]] = []
    for module in pkgutil.walk_packages(threadview.ui.__path__, "threadview.ui."):
        for value in vars(importlib.import_module(module.name)).values():
            if not (isinstance(value, type) and issubclass(value, DOMNode)):
                continue
            if value.__module__ != module.name:
                continue
            for binding in vars(value).get("BINDINGS", []):
                assert isinstance(binding, Binding), f"{value.__name__}: {binding!r} has no id"
                found.append((value.__name__, binding))
    return found


def test_every_binding_has_an_id_of_its_own() -> None:
    bindings = own_bindings()

    assert bindings
    assert [(name, binding.key) for name, binding in bindings if not binding.id] == []
    counts = Counter(binding.id for _, binding in bindings)
    assert [id_ for id_, count in counts.items() if count > 1] == []


def test_the_reader_binds_the_keys_that_are_documented() -> None:
    """Sequences such as `zM` go by way of the pending prefix; their binding has the key "none"."""
    bound = {
        binding.id: set(binding.key.split(","))
        for binding in vars(Reader)["BINDINGS"]
        if isinstance(binding, Binding)
    }
    documented = {key.id: set((singles(key) or "none").split(",")) for key in KEYS}

    assert bound == documented


@pytest.mark.parametrize("shown", PROMISED.split())
def test_promised_keys_do_something(shown: str) -> None:
    keys = {key_shown(part) for key in KEYS for part in key.keys.split(",")}

    assert shown in keys


def test_no_two_documented_keys_clash() -> None:
    assert keymap_problems({}) == []


def test_every_binding_can_be_changed() -> None:
    others = bound()
    keymap = {binding.id or "": f"f{n}" for n, (_, binding) in enumerate(own_bindings(), 30)}

    assert keymap_problems(keymap, others) == []


def test_every_key_has_a_name_that_people_know() -> None:
    keys = {key for table in bound() for keys in table.values() for key in keys.split(",")}

    assert [key for key in keys if "_" in key_shown(key) or len(key_shown(key)) > 9] == []
    assert key_shown("asterisk") == "*"
