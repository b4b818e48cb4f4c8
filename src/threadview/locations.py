"""Where each platform keeps config, data, state and cache. Functions only: nothing is made here.

Strings, and on Linux without platformdirs: the start-up road asks for two of them. Every
directory can be moved by the platform's own variables (XDG_CONFIG_HOME and its like on
Linux). Directories are created by who writes into them, when writing.
"""

from __future__ import annotations

import os
import sys

APP = "threadview"


def config_file() -> str:
    """The config file."""
    return _directory("config", "XDG_CONFIG_HOME", ".config") + "/config.toml"


def data_directory() -> str:
    """Where the notebook is: what cannot be made again."""
    return _directory("data", "XDG_DATA_HOME", ".local/share")


def notebook_file() -> str:
    """The notebook: where THREADVIEW_NOTEBOOK says, else in the data directory."""
    return os.environ.get("THREADVIEW_NOTEBOOK") or f"{data_directory()}/notes.sqlite3"


def state_directory() -> str:
    """Where reading positions, folds and marks are."""
    return _directory("state", "XDG_STATE_HOME", ".local/state")


def cache_directory() -> str:
    """Where the library's index is: what may be deleted at any time."""
    return _directory("cache", "XDG_CACHE_HOME", ".cache")


def library_index() -> str:
    """The library's index."""
    return f"{cache_directory()}/library.sqlite3"


def library_shelf() -> str:
    """What the reader has said about threads of the library."""
    return f"{data_directory()}/library.sqlite3"


def _directory(kind: str, variable: str, below_home: str) -> str:
    """The XDG Base Directory Specification (0.8) on Linux; elsewhere what platformdirs knows."""
    if sys.platform != "linux":
        import platformdirs

        found: str = getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False)
        return found
    base = os.environ.get(variable, "")
    # The specification: a relative path in these variables is to be ignored.
    if not base.startswith("/"):
        base = f"{os.path.expanduser('~')}/{below_home}"  # noqa: PTH111
    return f"{base}/{APP}"
