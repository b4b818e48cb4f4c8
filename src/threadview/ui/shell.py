"""The app as its screens know it, and its screens as the app knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

if TYPE_CHECKING:
    from textual.events import Key
    from textual.message_pump import MessagePump

    from threadview.ui.app import ThreadviewApp


def shell_of(node: MessagePump) -> ThreadviewApp:
    """The app that a screen or widget is part of."""
    return cast("ThreadviewApp", node.app)


@runtime_checkable
class TakesKeys(Protocol):
    """A screen that is given keys before any widget sees them."""

    async def press(self, event: Key) -> bool:
        """Take a key, or leave it to the widgets; whether it was taken."""


@runtime_checkable
class ListsThreads(Protocol):
    """A screen that threads are chosen from."""

    def neighbour(self, step: int) -> None:
        """Show the thread after the one that is being read, or before it, in its place."""


@runtime_checkable
class Remembers(Protocol):
    """A screen that knows where the reader is, and can write it down."""

    def remember(self) -> None:
        """Write the place down."""


@runtime_checkable
class Speaks(Protocol):
    """A screen with a place of its own for what the reader is told."""

    def say(self, message: str) -> None:
        """Tell the reader something, in passing."""
