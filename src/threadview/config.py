"""The config file: TOML -> Looks. What it says wrongly is reported, the rest of it holds."""

from __future__ import annotations

from typing import Any

from threadview.errors import ConfigError
from threadview.request import Looks

_CHOICES: dict[str, tuple[str, ...]] = {
    "theme": ("dark", "light", "ansi"),
    "folds": ("known", "all", "none"),
    "dates": ("day", "iso"),
}
MEASURES = range(20, 401)
"""Text columns, in cells, that make sense."""

DEFAULT = """\
# threadview's configuration. Every line is the default; change what you like.

# Colours: "dark", "light", or "ansi" (your terminal's own sixteen).
theme = "dark"

# The widest text column, in cells (20 to 400). On wider screens it is centred.
measure = 90

# Which quotes start folded: "known" (those whose source is in the thread), "all", "none".
folds = "known"

# How dates are shown: "day" (12 Mar 2009) or "iso" (2009-03-12).
dates = "day"

# Whether the reader takes the mouse; false leaves it to the terminal.
mouse = true

# Keys: a binding's id and the keys that do it, comma-separated. `?` in the reader shows the ids.
[keymap]
# next-post = "J,ctrl+down"
"""
"""The default configuration, as `threadview config --default` prints it."""


def read_config(path: str, required: bool = False) -> tuple[Looks, list[str]]:
    """The config file at `path`, and what in it means nothing, a line each with file and key.

    Args:
        path: where it is; a missing one is the default.
        required: a missing or unreadable one is an error (it was named on the command line).

    Raises:
        ConfigError: it was required and cannot be read, or is not TOML.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib is not wanted on this road
            raw = file.read()
    except FileNotFoundError:
        if required:
            raise ConfigError(f"{path}: no such file") from None
        return Looks(), []
    except OSError as error:
        return _fail(f"{path}: {error.strerror}", required)
    import tomllib

    try:
        return parse_config(tomllib.loads(raw.decode("utf-8-sig")), path)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return _fail(f"{path}: is not TOML: {error}", required)


def _fail(line: str, required: bool) -> tuple[Looks, list[str]]:
    if required:
        raise ConfigError(line)
    return Looks(), [line]


def parse_config(table: dict[str, Any], path: str = "config") -> tuple[Looks, list[str]]:
    """The looks that a parsed config asks for, and what in it means nothing, a line each."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in table.items():
        wrong = _wrong(key, value)
        if key == "keymap" and not wrong:
            values[key], broken = _keymap(value)
            problems += [f"{path}: keymap.{name}: {why}" for name, why in broken]
        elif wrong:
            problems.append(f"{path}: {key}: {wrong}")
        else:
            values[key] = value
    return Looks(**values), problems


def _wrong(key: str, value: Any) -> str:
    """What is wrong with a key and its value, or ""."""
    if key in _CHOICES:
        if isinstance(value, str) and value in _CHOICES[key]:
            return ""
        return f"{value!r} is none of {', '.join(_CHOICES[key])}"
    if key == "measure":
        if type(value) is int and value in MEASURES:
            return ""
        return f"{value!r} is no whole number from {MEASURES[0]} to {MEASURES[-1]}"
    if key == "mouse":
        return "" if isinstance(value, bool) else f"{value!r} is neither true nor false"
    if key == "keymap":
        return "" if isinstance(value, dict) else "is no table"
    return "there is no such key"


def _keymap(table: dict[str, Any]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Binding ids and their keys; a list of keys is as good as a comma-separated string."""
    keys: dict[str, str] = {}
    broken: list[tuple[str, str]] = []
    for name, value in table.items():
        many = value if isinstance(value, list) else [value]
        if many and all(isinstance(one, str) and one.strip() for one in many):
            keys[name] = ",".join(one.strip() for one in many)
        else:
            broken.append((name, f"{value!r} is no key"))
    return keys, broken
