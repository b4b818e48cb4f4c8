"""The index read into memory before it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadview.library import warming
from threadview.library.warming import PIECE, brought_in


def always() -> bool:
    return True


def test_a_file_is_read_through_as_far_as_memory_has_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index"
    path.write_bytes(b"x" * (3 * PIECE + 5))
    assert brought_in(str(path), always) == 3 * PIECE + 5
    monkeypatch.setattr(warming, "_free", lambda: 4 * PIECE)
    assert brought_in(str(path), always) == 2 * PIECE


def test_it_ends_when_it_is_not_to_go_on(tmp_path: Path) -> None:
    path = tmp_path / "index"
    path.write_bytes(b"x" * (3 * PIECE))
    asked = iter([True, True, False])
    assert brought_in(str(path), lambda: next(asked)) == 2 * PIECE


def test_what_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    assert brought_in(str(tmp_path / "nothing"), always) == 0
    assert brought_in(str(tmp_path), always) == 0


def test_some_memory_is_known_to_be_free() -> None:
    assert warming._free() > PIECE
