"""Start-up as a terminal sees it: the raw bytes, the modes, the early keys, the way out.

Terminal emulators written in Python forgive a second switch to the alternate screen, which xterm
answers by clearing it; so these tests read what is sent.
"""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from ui.terminal import Terminal

SAMPLES = Path(__file__).parents[2] / "sample_threads"
ALTERNATE = b"\x1b[?1049h"
BACK = b"\x1b[?1049l"
TAKEN_OVER = b"\x1b[?1000h"
"""The first thing that Textual's driver sends: it asks for the mouse."""
WORDS = "threads of posts to go through one by one, each of them long enough to fill a few rows "


@pytest.fixture(scope="module")
def long_thread(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thread of three hundred posts, longer than any screen."""
    path = tmp_path_factory.mktemp("long") / "long.txt"
    posts = [f"Post number {number} is about {WORDS * 4}" for number in range(1, 301)]
    path.write_text("A long thread\n" + "\n\u00a0\n".join(posts) + "\n\u00a0\n")
    return path


def first_frames(terminal: Terminal) -> tuple[int, int]:
    """Where, in what is sent, the pre-paint ends, and where Textual's first whole frame does."""
    painted = terminal.until_sent(TAKEN_OVER)
    home = b"\x1b[1;1H"
    bottom = terminal.until_sent(b"\x1b[%d;1H" % terminal.rows, painted)
    return painted, terminal.until_sent(home, bottom) + len(home)


def test_the_alternate_screen_comes_once_and_everything_is_put_back(long_thread: Path) -> None:
    with Terminal([long_thread]) as terminal:
        terminal.until_shown("300 posts")
        raw = terminal.now()
        terminal.press("q")
        assert terminal.wait() == 0
        assert raw != terminal.modes
        assert terminal.now() == terminal.modes
    sent = terminal.sent
    assert sent.count(ALTERNATE) == sent.count(BACK) == 1
    assert b"\x1b[2J" not in sent
    assert b"\x1b[J" not in sent
    assert sent.startswith(ALTERNATE)
    after = sent[sent.index(BACK) :]
    assert b"\x1b[?25h" in after
    assert sent.rindex(b"\x1b[?7h") > sent.rindex(b"\x1b[?7l")
    for mode in (b"1000", b"1003", b"1006", b"2004", b"1004"):
        assert sent.rindex(b"\x1b[?" + mode + b"l") > sent.rindex(b"\x1b[?" + mode + b"h")


@pytest.mark.parametrize(
    ("theme", "environ", "size"),
    [
        ("dark", {}, (80, 24)),
        ("light", {}, (200, 60)),
        ("ansi", {}, (40, 10)),
        ("dark", {"COLORTERM": ""}, (80, 24)),
        ("dark", {"COLORTERM": "", "TERM": "xterm"}, (80, 24)),
        ("light", {"NO_COLOR": "1"}, (40, 10)),
        ("dark", {}, (21, 7)),
    ],
    ids=["dark", "light", "ansi", "256", "16", "no-colour", "tiny"],
)
def test_textuals_first_frame_is_the_pre_paint_cell_by_cell(
    long_thread: Path,
    own_directories: Path,
    theme: str,
    environ: dict[str, str],
    size: tuple[int, int],
) -> None:
    config = own_directories / "config" / "threadview" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'theme = "{theme}"\n')
    with Terminal([long_thread], environ=environ, size=size) as terminal:
        painted, framed = first_frames(terminal)
        before, after = terminal.cells(painted), terminal.cells(framed)
    assert any(cell[0] != " " for row in before for cell in row)
    assert after == before


@pytest.mark.parametrize(
    "sample", ["your-town-in-five-emoji", "one-word-for-komorebi", "the-lift-stops-at-13"]
)
def test_samples_are_painted_alike(sample: str) -> None:
    with Terminal([SAMPLES / f"{sample}.txt"], size=(100, 40)) as terminal:
        painted, framed = first_frames(terminal)
        assert terminal.cells(framed) == terminal.cells(painted)


def test_the_first_frame_shows_posts_and_guesses_nothing(long_thread: Path) -> None:
    with Terminal([long_thread]) as terminal:
        painted = terminal.until_sent(TAKEN_OVER)
        shown = ["".join(cell[0] for cell in row) for row in terminal.cells(painted)]
    assert "A long thread" in shown[0]
    assert shown[0].rstrip().endswith("#1")
    assert any("Post number 1 is about threads" in row for row in shown)


def test_a_thread_reopens_where_it_was_left_already_in_the_first_frame(long_thread: Path) -> None:
    with Terminal([long_thread]) as terminal:
        terminal.until_shown("300 posts")
        terminal.press("#150\r")
        terminal.until_shown("#150/300")
        terminal.press("q")
        assert terminal.wait() == 0
    with Terminal([long_thread]) as terminal:
        painted, framed = first_frames(terminal)
        before = terminal.cells(painted)
        assert terminal.cells(framed) == before
        assert "Post number 150 is about" in "".join(cell[0] for cell in before[2])
        terminal.press("J")
        terminal.until_shown("#151/300")


def test_keys_typed_during_start_up_arrive_in_order(long_thread: Path) -> None:
    with Terminal([long_thread]) as terminal:
        terminal.until_sent(ALTERNATE)
        terminal.press("JJ#6\rKKJ")
        terminal.until_shown("#5/300")


def test_bytes_that_are_no_utf_8_are_no_end(long_thread: Path) -> None:
    with Terminal([long_thread]) as terminal:
        terminal.until_shown("300 posts")
        os.write(terminal.master, b"\xff\xfeJ")
        terminal.until_shown("#2/300")


def test_keys_typed_before_anything_is_shown_are_kept(long_thread: Path) -> None:
    with Terminal([long_thread], early=b"JJJ") as terminal:
        terminal.press("JJ")
        terminal.until_shown("#6/300")


def test_output_goes_to_the_terminal_when_standard_error_does_not(
    long_thread: Path, tmp_path: Path
) -> None:
    with (tmp_path / "errors").open("w+b") as errors:
        with Terminal([long_thread], stderr=errors) as terminal:
            terminal.until_shown("300 posts")
            terminal.press("q")
            assert terminal.wait() == 0
        errors.seek(0)
        assert errors.read() == b""


def test_keys_come_from_the_terminal_when_the_dump_comes_by_a_pipe(long_thread: Path) -> None:
    with (
        subprocess.Popen(["cat", str(long_thread)], stdout=subprocess.PIPE) as cat,
        Terminal(["-"], stdin=pipe_of(cat)) as terminal,
    ):
        terminal.until_shown("300 posts")
        terminal.press("J")
        terminal.until_shown("#2/300")
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.now() == terminal.modes
    assert terminal.sent.count(ALTERNATE) == 1


def pipe_of(process: subprocess.Popen[bytes]) -> int:
    """The descriptor that a process writes to."""
    assert process.stdout is not None
    return process.stdout.fileno()


def test_an_encoding_that_takes_detection_is_not_painted_ahead(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    text = (
        "Voilà un été déjà passé, où la forêt près du château était brûlée par endroits. "
        "Même à Noël, quand il gèle très fort, les élèves préfèrent traîner là-bas après l'école, "
        "et personne ne s'étonne que les fenêtres du rez-de-chaussée soient cassées."
    )
    path.write_bytes("\n\u00a0\n".join(["Une forêt", text, text[::-1]]).encode("cp1252"))
    with Terminal([path]) as terminal:
        taken = terminal.until_sent(TAKEN_OVER)
        terminal.until_shown("Voilà un été déjà passé")
        terminal.press("q")
        assert terminal.wait() == 0
    assert terminal.sent.count(ALTERNATE) == 1
    assert terminal.sent.index(b"Voil") > taken


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("moment", ["pre-painted", "running"])
def test_signals_put_the_terminal_back(
    long_thread: Path, number: signal.Signals, moment: str
) -> None:
    with Terminal([long_thread]) as terminal:
        terminal.until_sent(ALTERNATE)
        if moment == "running":
            terminal.until_shown("300 posts")
        os.kill(terminal.process.pid, number)
        assert terminal.wait() in (-number, 128 + number)
        assert terminal.now() == terminal.modes
    assert terminal.sent.count(ALTERNATE) == terminal.sent.count(BACK) == 1
    assert b"Traceback" not in terminal.sent
    assert terminal.sent.rindex(b"\x1b[?25h") > terminal.sent.rindex(b"\x1b[?25l")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_place_is_kept_when_the_terminal_is_closed(
    long_thread: Path, number: signal.Signals
) -> None:
    with Terminal([long_thread]) as terminal:
        terminal.until_shown("300 posts")
        terminal.press("JJJJ")
        terminal.until_shown("#5/300")
        os.kill(terminal.process.pid, number)
        terminal.wait()
    with Terminal([long_thread]) as terminal:
        terminal.until_shown("#5/300")
        terminal.press("q")
        terminal.wait()


def test_nothing_that_is_pasted_is_a_key(long_thread: Path) -> None:
    with Terminal([long_thread]) as terminal:
        terminal.until_shown("#1/300")
        terminal.press("/")
        terminal.press("\x1b[200~abc \x1b[31mq\x1b[0mJ\x1b[201~")
        terminal.until_shown("abc \u241b[31mq\u241b[0mJ")
        terminal.press("\x1b")
        terminal.until_shown("Space page")
        terminal.press("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("moment", ["pre-painted", "running"])
def test_a_stop_signal_gives_the_terminal_to_the_shell_and_back(
    long_thread: Path, moment: str
) -> None:
    with Terminal([long_thread]) as terminal:
        terminal.until_sent(ALTERNATE)
        if moment == "running":
            terminal.until_shown("300 posts")
            terminal.press("\x1a")
        else:
            os.kill(terminal.process.pid, signal.SIGTSTP)
        terminal.wait_stopped()
        assert terminal.now() == terminal.modes
        terminal.until(lambda: BACK in terminal.sent)
        before = len(terminal.sent)
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.until(lambda: ALTERNATE in terminal.sent[before:])
        terminal.until_shown("Post number 1 is about threads")
        terminal.press("J")
        terminal.until_shown("#2/300")
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.now() == terminal.modes


def test_a_framework_that_fails_to_load_leaves_the_terminal_as_it_was(
    long_thread: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "textual"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('broken on purpose')\n")
    source = Path(__file__).parents[2] / "src"
    paths = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{source}"}
    with Terminal([long_thread], environ=paths) as terminal:
        assert terminal.wait() != 0
        assert terminal.now() == terminal.modes
    assert terminal.sent.count(ALTERNATE) == terminal.sent.count(BACK) == 1
    assert terminal.sent.index(b"broken on purpose") > terminal.sent.index(BACK)


def test_a_terminal_that_goes_away_ends_the_reader(long_thread: Path) -> None:
    with Terminal([long_thread]) as terminal:
        terminal.until_shown("300 posts")
        os.close(terminal.slave)
        os.close(terminal.master)
        assert terminal.process.wait(20) in (-signal.SIGHUP, 128 + signal.SIGHUP)


def test_a_missing_dump_never_touches_the_terminal() -> None:
    with Terminal(["no-such-file.txt"]) as terminal:
        assert terminal.wait() == 2
        assert terminal.now() == terminal.modes
    assert b"\x1b" not in terminal.sent
    assert b"no-such-file.txt" in terminal.sent


def test_without_a_terminal_for_keys_nothing_is_begun(long_thread: Path) -> None:
    with (
        Path(os.devnull).open("rb") as nothing,
        Terminal([long_thread], stdin=nothing.fileno(), controlling=False) as terminal,
    ):
        assert terminal.wait() == 2
        assert terminal.now() == terminal.modes
    assert b"\x1b" not in terminal.sent
    assert b"keys" in terminal.sent
