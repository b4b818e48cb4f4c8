"""threadview: read archived discussion threads.

For programs:

    from threadview import open_dump, read_thread
    thread = read_thread(open_dump("thread.txt"))
    for post in thread.posts:
        print(post.number, post.author, logical_text(post))

Every name is loaded when it is first used: `import threadview` alone costs nothing and brings
neither the screen nor a database.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    __version__: str

    from threadview.dump import Dump, dump_of, open_dump
    from threadview.errors import (
        ConfigError,
        DumpError,
        FormatError,
        NotebookError,
        QueryError,
        ThreadviewError,
    )
    from threadview.model import (
        Block,
        EditMark,
        Evidence,
        Post,
        Problem,
        Quote,
        Segment,
        Source,
        Span,
        Thread,
        logical_text,
        segments,
    )
    from threadview.reading import Reading, read_path, read_thread

__all__ = [
    "Block",
    "ConfigError",
    "Dump",
    "DumpError",
    "EditMark",
    "Evidence",
    "FormatError",
    "NotebookError",
    "Post",
    "Problem",
    "QueryError",
    "Quote",
    "Reading",
    "Segment",
    "Source",
    "Span",
    "Thread",
    "ThreadviewError",
    "dump_of",
    "logical_text",
    "open_dump",
    "read_path",
    "read_thread",
    "segments",
]

_ROOMS = {
    "dump": ("Dump", "dump_of", "open_dump"),
    "errors": (
        "ConfigError",
        "DumpError",
        "FormatError",
        "NotebookError",
        "QueryError",
        "ThreadviewError",
    ),
    "reading": ("Reading", "read_path", "read_thread"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name on its first use (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("threadview")
        except PackageNotFoundError:  # run from a source tree that nobody installed
            return "unknown"
    if name not in __all__:
        raise AttributeError(f"module 'threadview' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"threadview.{_ROOM_OF.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
