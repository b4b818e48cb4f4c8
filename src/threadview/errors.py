"""Everything that threadview can say went wrong: one base error with a message and a hint."""

from __future__ import annotations

BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)
"""What a format may trip over in a dump that is not as it should be: it costs that dump, or the
part of it that is broken, never the program."""


class ThreadviewError(Exception):
    """Something the person at the terminal should be told, in one line.

    Raised low and shown in two places only: `cli.main` (standard error, exit code 2) and the
    app's one handler. `message` says what is wrong, `hint` what can be done about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class DumpError(ThreadviewError):
    """A dump cannot be opened: missing, unreadable, empty, binary, or over the expansion limit."""


class FormatError(ThreadviewError):
    """No format of that name, or the named format cannot read the dump."""


class ConfigError(ThreadviewError):
    """The config file, or an option, holds something that means nothing."""


class NotebookError(ThreadviewError):
    """The notebook cannot be opened, read or written."""


class QueryError(ThreadviewError):
    """A query does not parse: `position` is where, in characters from its start."""

    def __init__(self, message: str, query: str, position: int) -> None:
        super().__init__(message)
        self.query = query
        self.position = position


def broken(error: BaseException) -> str:
    """What to say of a dump that its format tripped over."""
    return f"cannot be read: {type(error).__name__}: {error}"
