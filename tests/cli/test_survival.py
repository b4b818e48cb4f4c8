"""Bad input, in processes of its own: one clear line and an exit code, never a traceback."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

RUN = [sys.executable, "-m", "threadview"]
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX files and signals")

REFUSED: dict[str, bytes] = {
    "empty": b"",
    "only-a-mark": b"\xff\xfe",
    "nul": b"\0",
    "elf": b"\x7fELF\2\1\1" + bytes(200),
    "controls": bytes(range(1, 32)) * 40,
    "empty.gz": gzip.compress(b""),
    "broken.gz": b"\x1f\x8b\x08\x00" + b"\xff" * 40,
    "binary.gz": gzip.compress(bytes(400)),
    "broken.xz": b"\xfd7zXZ\x00" + b"\xff" * 40,
    "broken.bz2": b"BZh91AY&SY" + b"\xff" * 40,
    "broken.zst": b"\x28\xb5\x2f\xfd" + b"\xff" * 40,
}
SURVIVED: dict[str, bytes] = {
    "one-byte": b"a",
    "one-bad-byte": b"\xff",
    "line-end": b"\n",
    "only-carriage-returns": b"\r" * 900,
    "only-separators": "\u00a0\n".encode() * 500,
    "half-a-character": "灯台".encode()[:-1],
    "odd-utf-16": "灯台\nab".encode("utf-16") + b"a",
    "lone-utf-16": b"\xff\xfea\0\x00\xd8b\0\n\0",
    "escapes": b"\x1b]0;title\x07\x1b[2J\x1b[?1049h words\x9b1m\n" * 3,
    "markup": b"[red]not red[/] [@click=app.quit]x[/]\n",
    "bidi": "\u202eevil\u2066\n".encode(),
    "cut.gz": gzip.compress(os.urandom(3000).hex().encode())[:-900],
    "long-line": b"word " * 100_000,
    "blank-lines": b"\n" * 100_000,
    "nested": b"> " * 2_000 + b"deep\n",
}


def run(
    *arguments: str | bytes, stdin: bytes = b"", **more: str
) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, **more}
    return subprocess.run([*RUN, *arguments], input=stdin, capture_output=True, env=env)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("bad")
    for name, raw in (REFUSED | SURVIVED).items():
        (made / name).write_bytes(raw)
    return made


def test_what_cannot_be_read_gets_a_line_each(folder: Path) -> None:
    names = [str(folder / name) for name in [*REFUSED, "missing", "empty/below"]]
    for command in (["export", "--to", "jsonl"], ["inspect"]):
        done = run(*command, *names)
        told = done.stderr.decode().splitlines()

        assert (done.returncode, done.stdout) == (2, b"")
        assert len(told) == len(names)
        for line, name in zip(told, names, strict=True):
            assert line.startswith(f"{name}: "), line


def test_what_is_merely_strange_is_read(folder: Path) -> None:
    names = [str(folder / name) for name in SURVIVED]
    done = run("export", "--to", "jsonl", *names)
    assert done.returncode == 0, done.stderr.decode()
    told = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [row["source"]["path"] for row in told] == names
    for row in told:
        assert row["posts"]
        assert row["spans"][0][0] == 0
    assert b"cut.gz: the archive is cut short" in done.stderr


def test_what_is_printed_cannot_act(folder: Path) -> None:
    names = [str(folder / name) for name in SURVIVED]
    for command in ([], ["inspect"]):
        done = run(*command, *names)
        assert done.returncode == 0, done.stderr.decode()
        text = done.stdout.decode("utf-8")
        assert not set(text) & {"\x1b", "\x07", "\x9b", "\r", "\u202e", "\u2066"}


@posix
def test_names_cannot_act_either(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\x1b[2Jb\xffad\nname"
    done = run(name)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr
    Path(os.fsdecode(name)).write_text("words\n")
    for command in ([], ["inspect"], ["inspect", "--json"], ["export", "--to", "json"]):
        done = run(*command, name)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"\x1b" not in done.stdout
        assert b"\\ud" not in done.stdout
        done.stdout.decode("utf-8")


@posix
def test_a_reader_of_ours_that_leaves_is_no_error(folder: Path) -> None:
    for command in ("export --to json", "export --to text", ""):
        done = subprocess.run(
            f"{sys.executable} -m threadview {command} {folder / 'blank-lines'} | true",
            shell=True,
            capture_output=True,
        )
        assert done.stderr == b""


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_said() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*RUN, "export", "--to", "text", "-"], input=b"x\n", stdout=full, stderr=-1
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"cannot write: ")
    assert done.stderr.count(b"\n") == 1


@posix
def test_without_standard_streams(folder: Path) -> None:
    name = folder / "one-byte"
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        command = f"{sys.executable} -m threadview inspect {name} {closed}"
        done = subprocess.run(command, shell=True, capture_output=True)
        assert b"Traceback" not in done.stderr
    done = subprocess.run(f"{sys.executable} -m threadview <&-", shell=True, capture_output=True)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def interruptible() -> None:
    """Let an interrupt be one, also where these tests run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@posix
def test_an_interrupt_is_quiet(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Opening the pipe waits until the reader has opened it too.
    with (
        subprocess.Popen(
            [*RUN, str(pipe)], stdout=-1, stderr=-1, preexec_fn=interruptible
        ) as process,
        pipe.open("wb") as writer,
    ):
        writer.write(b"a beginning\n")
        writer.flush()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert (process.returncode, told) == (130, b"")


def test_any_locale_will_do(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("灯台 été\n", encoding="utf-8")
    done = run(str(path), PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\\u706f\\u53f0 été".encode("latin-1") in done.stdout
    done = run("export", "--to", "json", str(path), PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["posts"][0]["text"] == "灯台 été"


def test_standard_input_is_an_input(tmp_path: Path) -> None:
    done = run("export", "--to", "json", "-", stdin=b"words from a pipe\n")
    assert json.loads(done.stdout)["source"]["path"] == "-"
    for command in ([], ["-"]):
        done = run(*command, stdin=b"words from a pipe\n")
        assert b"words from a pipe" in done.stdout
    assert run("-").returncode == 2


@posix
@pytest.mark.parametrize(
    "raw",
    [b"\xef\xbb\xbfmarked\n", b"na\xefve\n" * 900, b"plain\n"],
    ids=["with a mark", "in a legacy encoding", "plain"],
)
def test_standard_input_may_be_a_file(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(raw)
    with path.open("rb") as file:
        done = subprocess.run([*RUN, "export", "--to", "json", "-"], stdin=file, stdout=-1)
    told = json.loads(done.stdout)
    assert told["source"]["sha256"] == hashlib.sha256(raw).hexdigest()
    assert told["spans"][-1][1] == len(raw.decode(told["source"]["encoding"]))
