"""What the command line asks of the screen: what to read, how, and what was painted already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from threadview.namedtuple import NamedTuple

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.listing.front import Front
    from threadview.session import Session


class Opening(NamedTuple):
    """How dumps are opened and read: the reader's own word over detection, or None. `cache` is the
    directory where formats keep what they found out about large dumps; None keeps nothing."""

    format: str | None = None
    encoding: str | None = None
    max_expansion: int = 200
    cache: str | None = None


class Looks(NamedTuple):
    """How the reading view looks and behaves: from the config file and the command line.

    `measure` is the widest text column in cells; `keymap` maps a binding's id to its keys.
    """

    theme: Literal["dark", "light", "ansi"] = "dark"
    measure: int = 90
    folds: Literal["known", "all", "none"] = "known"
    dates: Literal["day", "iso"] = "day"
    mouse: bool = True
    keymap: dict[str, str] = {}  # noqa: RUF012 - nobody writes to it


class Books(NamedTuple):
    """The library: its index, its shelf, and what of it is asked for (files and folders; none:
    all of it)."""

    index_file: str
    shelf_file: str
    names: tuple[str, ...] = ()


class Request(NamedTuple):
    """A session of the reader.

    `paths` are the dumps to choose from ("-" is standard input); with one, it is opened at once.
    `dump` is that one where the command line opened it already, `session` where the pre-paint
    began one; `terminal` is the pre-paint's hand-over to the driver, opaque to all
    others. `goto` is a place to go to: "#12", "/words", or "#12/words". `library`, where there is
    more than one dump to choose from, is the library to list them from, and `front` what the
    pre-paint shows of it. `state` is the directory
    where places in threads are kept; None neither restores nor keeps them. `notebook` is
    the file that notes are kept in.
    """

    paths: tuple[str, ...]
    opening: Opening = Opening()
    looks: Looks = Looks()
    dump: Dump | None = None
    session: Session | None = None
    goto: str | None = None
    state: str | None = None
    notebook: str | None = None
    terminal: Any = None
    notices: tuple[str, ...] = ()
    library: Books | None = None
    front: Front | None = None
