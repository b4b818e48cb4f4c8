"""Attachments on the disk: under harmless names, over nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.cli import main
from threadview.errors import ThreadviewError
from threadview.export.attachments import LONGEST, attached, safe_name, save_all, write_new
from threadview.model import Block, Link, Post


@given(st.text(max_size=300) | st.text("./\\:~ \x00\x1b\u202enulcon", max_size=40))
def test_no_name_leads_anywhere_else(name: str) -> None:
    safe = safe_name(name)

    assert safe
    assert os.path.basename(safe) == safe  # noqa: PTH119
    assert safe not in (".", "..")
    assert not safe.startswith(".")
    assert not set('/\\<>:"|?*\0') & set(safe)
    assert safe.isprintable()
    assert len(safe.encode()) <= LONGEST + 1
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\win.ini", "win.ini"),
        ("con.txt", "_con.txt"),
        (".bashrc", "bashrc"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("", "attachment"),
        ("né e.pdf", "né e.pdf"),
    ],
)
def test_names_that_mean_harm_or_nothing(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "there.txt"
    path.write_text("mine")

    with pytest.raises(ThreadviewError, match="already"):
        write_new(path, b"theirs")
    assert path.read_text() == "mine"


def post(*names: str) -> Post:
    blocks = [Block("attachment", name, links=(Link(0, len(name), f"x:{name}"),)) for name in names]
    return Post(1, tuple(blocks))


def test_names_that_are_taken_get_a_number(tmp_path: Path) -> None:
    one = post("a.txt", "../a.txt", "gone.txt")

    def fetch(target: str) -> bytes:
        if "gone" in target:
            raise ThreadviewError("no longer there")
        return target.encode()

    saved = list(save_all([one], fetch, tmp_path / "new" / "folder"))

    assert saved[:2] == [tmp_path / "new/folder/a.txt", tmp_path / "new/folder/a-2.txt"]
    assert isinstance(saved[2], ThreadviewError)
    assert (tmp_path / "new/folder/a-2.txt").read_bytes() == b"x:../a.txt"
    assert [one.name for one in attached(one)] == ["a.txt", "../a.txt", "gone.txt"]


def test_the_command_saves_what_a_mailbox_holds(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = str(samples / "mail" / "village-clock.mbox")

    assert main(["export", "--attachments", str(tmp_path / "out"), box]) == 0

    out, err = capsys.readouterr()
    assert out == ""
    assert "clock.jpg" in err
    assert len((tmp_path / "out" / "clock.jpg").read_bytes()) == 13
    assert main(["export", box]) == 2
