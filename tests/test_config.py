"""The config file: what it says holds, what it says wrongly is reported and does no harm."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.config import DEFAULT, parse_config, read_config
from threadview.errors import ConfigError
from threadview.request import Looks


def test_the_default_says_what_holds_anyway(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(DEFAULT)

    assert read_config(str(path), required=True) == (Looks(), [])
    assert set(tomllib.loads(DEFAULT)) == set(Looks._fields)


def test_every_key_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        '\ufefftheme = "light"\nmeasure = 72\nfolds = "none"\ndates = "iso"\nmouse = false\n'
        '[keymap]\nnext-post = "J"\nback = ["ctrl+o", "backspace"]\n',
        encoding="utf-8",
    )
    keymap = {"next-post": "J", "back": "ctrl+o,backspace"}

    assert read_config(str(path)) == (Looks("light", 72, "none", "iso", False, keymap), [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('theme = "blue"', "theme: 'blue' is none of dark, light, ansi"),
        ("theme = 3", "theme: 3 is none of dark, light, ansi"),
        ("measure = 5", "measure: 5 is no whole number from 20 to 400"),
        ("measure = true", "measure: True is no whole number from 20 to 400"),
        ('mouse = "no"', "mouse: 'no' is neither true nor false"),
        ('colour = "red"', "colour: there is no such key"),
        ("keymap = 1", "keymap: is no table"),
        ("keymap.quit = 1", "keymap.quit: 1 is no key"),
        ("[reader]\nmouse = false", "reader: there is no such key"),
    ],
)
def test_what_means_nothing_is_reported_with_file_and_key(
    tmp_path: Path, line: str, said: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'folds = "all"\n{line}\n')

    assert read_config(str(path)) == (Looks(folds="all"), [f"{path}: {said}"])


def test_a_file_that_is_no_toml_is_reported_unless_it_was_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    for raw in (b"theme = ", b"\xff\xfe", b"[" * 50_000):
        path.write_bytes(raw)
        looks, (problem,) = read_config(str(path))
        assert looks == Looks()
        assert problem.startswith(f"{path}: is not TOML")
        with pytest.raises(ConfigError, match="is not TOML"):
            read_config(str(path), required=True)


def test_a_missing_file_is_the_default_unless_it_was_named(tmp_path: Path) -> None:
    path = str(tmp_path / "none.toml")
    assert read_config(path) == (Looks(), [])
    with pytest.raises(ConfigError, match="no such file"):
        read_config(path, required=True)
    with pytest.raises(ConfigError):
        read_config(str(tmp_path), required=True)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(Looks._fields) | st.text(), values))
def test_whatever_it_holds_looks_are_sound(table: dict[str, Any]) -> None:
    looks, problems = parse_config(table)

    assert looks.theme in ("dark", "light", "ansi")
    assert 20 <= looks.measure <= 400
    assert isinstance(looks.mouse, bool)
    assert all(isinstance(keys, str) and keys for keys in looks.keymap.values())
    wrong = [key for key in table if key not in Looks._fields]
    assert len(problems) >= len(wrong)
