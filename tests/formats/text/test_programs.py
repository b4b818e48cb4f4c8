"""Programs stay one text; what people say of programs, much of it code, is a thread."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadview.dump import Dump
from threadview.formats import text as plain
from threadview.model import Thread, logical_text
from threadview.reading import read_thread

PEOPLE = ("tern77", "Old Auk", "gull_wing", "marlin9", "tern77")
CODE = (
    "#include <QLamp>\n{\n    light(oil);\n}\nreturn wick;",
    "for (int n = 0; n < 9; n++) {\n    trim(n);\n}\nint oil = 3;",
)
SAID = (
    "The lamp is lit twice when the keeper calls it from the thread of the relief boat, and the"
    " oil runs out long before the morning of that day comes.",
    "Nobody has to hold the lock there, since the ledger is only ever written by the keeper, and"
    " the storm is what you should look at first of all.",
)


def read(text: str) -> Thread:
    return read_thread(Dump(None, "-", text.encode()), "text")


def test_what_people_say_of_programs_is_divided_without_a_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plain, "WITHOUT", frozenset({"everything"}))
    words = [f"{SAID[n % 2]} So {n}.\n\n{CODE[n % 2]}" for n in range(15)]
    text = "\n\n".join(
        f"{PEOPLE[n % 5]} bearbeitet am Leuchtturm {n * 7}\n\n{said}"
        for n, said in enumerate(words)
    )
    posts = read(f"{text}\n").posts

    assert len(posts) == 15
    assert all(f"So {n}." in logical_text(post) for n, post in enumerate(posts))


STUBS = ("functools", "_ctypes", "collections/__init__", "builtins", "typing", "asyncio/tasks")


@pytest.mark.parametrize("name", STUBS)
def test_lines_of_programs_that_return_divide_nothing(name: str) -> None:
    """Stubs of the standard library repeat their decorators as a page does its posters."""
    mypy = pytest.importorskip("mypy")
    stub = Path(mypy.__file__).parent / "typeshed" / "stdlib" / f"{name}.pyi"

    assert len(read(stub.read_text(encoding="utf-8")).posts) == 1


FILES = (
    "/etc/services",
    "/etc/sensors3.conf",
    "/etc/X11/rgb.txt",
    "/usr/include/obstack.h",
    "/usr/include/dirent.h",
    "/usr/include/math.h",
    "/usr/share/bash-completion/completions/apt",
    "/usr/share/i18n/locales/am_ET",
)


@pytest.mark.parametrize("path", [Path(name) for name in FILES], ids=str)
def test_files_of_a_system_are_no_threads(path: Path) -> None:
    """Tables with tabs, headers in C, shell and settings return to the same lines as well."""
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")

    assert len(read(path.read_text(encoding="utf-8", errors="replace")).posts) == 1
