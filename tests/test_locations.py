"""Locations: what platformdirs says, without its price; movable, and made by nobody."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from threadview import locations

KINDS = {
    "config": "XDG_CONFIG_HOME",
    "data": "XDG_DATA_HOME",
    "state": "XDG_STATE_HOME",
    "cache": "XDG_CACHE_HOME",
}


def directory(kind: str) -> str:
    if kind == "config":
        return locations.config_file().removesuffix("/config.toml")
    found: str = getattr(locations, f"{kind}_directory")()
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", [None, "", "/elsewhere/x"])
def test_they_are_those_of_platformdirs(
    kind: str, value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv(KINDS[kind], raising=False)
    else:
        monkeypatch.setenv(KINDS[kind], value)

    assert directory(kind) == getattr(platformdirs, f"user_{kind}_dir")("threadview", False)


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG rules are Linux's")
@pytest.mark.parametrize("kind", KINDS)
def test_a_relative_path_is_ignored(
    kind: str, monkeypatch: pytest.MonkeyPatch, own_directories: Path
) -> None:
    monkeypatch.setenv(KINDS[kind], "here")
    assert directory(kind).startswith(str(own_directories))


def test_asking_makes_nothing(own_directories: Path) -> None:
    for kind in KINDS:
        directory(kind)
    assert list(own_directories.iterdir()) == []
