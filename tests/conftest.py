"""What every test stands on: directories of its own, and the corpus where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No deadlines: a busy machine is not a wrong program. CI tries the same examples each time, so that
# what it says is about the change; everybody else tries new ones.
settings.register_profile(
    "threadview", deadline=None, max_examples=60, derandomize="CI" in os.environ
)
settings.load_profile("threadview")

REPOSITORY = Path(__file__).parent.parent
CORPUS = REPOSITORY.parent / "shared" / "corpus"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate-golden",
        action="store_true",
        help="write tests/golden/*.json anew from what comes out now; look at the difference",
    )


@pytest.fixture(autouse=True)
def own_directories(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Config, data, state and cache of nobody but this test; the reader's own stay untouched."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    return home


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real dumps beside the repository; the test is skipped where there is none."""
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}")
    return CORPUS


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the threads that come with the program."""
    return REPOSITORY / "sample_threads"
