"""The app: theme, keymap, and which thread is on the screen."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, ClassVar, cast

from rich.style import Style
from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event
from textual.events import Key as KeyEvent

from threadview.errors import ThreadviewError
from threadview.keys import KEYS, keymap_problems, singles
from threadview.palette import depth_of, native, resolve
from threadview.ui.reader import Reader
from threadview.ui.styles import rich_style
from threadview.ui.themes import theme_of

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen

    from threadview.palette import Depth, ThemeName
    from threadview.reading import Reading
    from threadview.request import Request
    from threadview.terminal import Terminal

SWITCH = 0.001
"""Seconds after which Python hands over from the reading thread to the one that answers keys; its
default of 5 ms is felt."""


class ThreadviewApp(App[None]):
    """Reads the threads of a request."""

    TITLE = "threadview"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    * { scrollbar-size: 1 1; }
    ModalScreen Vertical, ModalScreen VerticalScroll { background: $background; }
    Toast { width: auto; max-width: 70%; padding: 0 1; background: $panel; color: $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", id="app-quit", show=False, priority=True)
    ]

    def __init__(self, request: Request) -> None:
        own = native(request.looks.theme, depth_of(os.environ))
        super().__init__(driver_class=driver_class(), ansi_color=own)
        self.request = request
        self.terminal: Terminal | None = request.terminal
        self.animation_level = "none"
        self.looks: dict[str, Style] = {}
        self._at = 0

    def get_default_screen(self) -> Screen[object]:
        """The thread that the pre-paint shows already is the first screen: nothing blank before."""
        session = self.request.session
        if session is None:
            return super().get_default_screen()
        return cast("Screen[object]", Reader(self.request, session.reading, session))

    def on_load(self) -> None:
        """Take the theme before anything is laid out."""
        self.take_theme(self.request.looks.theme)

    def on_mount(self) -> None:
        """Take the keymap, and open what was asked for."""
        sys.setswitchinterval(SWITCH)
        self.call_after_refresh(settle)
        keymap = self.request.looks.keymap
        self.set_keymap({k.id: singles(k, keymap) or "none" for k in KEYS if k.id in keymap})
        for problem in [*keymap_problems(keymap), *self.request.notices]:
            self.notify(problem, severity="warning", markup=False)
        if self.request.session is not None:
            return
        if len(self.request.paths) == 1:
            self.read(self.request.paths[0])
        else:
            from threadview.ui.threads import Threads

            self.push_screen(Threads(self.request.paths))

    async def on_event(self, event: Event) -> None:
        """Give keys to the reader before any widget sees them."""
        if not (isinstance(event, KeyEvent) and await self._pressed(event)):
            await super().on_event(event)

    async def _pressed(self, event: KeyEvent) -> bool:
        if event.is_forwarded or not self.screen_stack or not isinstance(self.screen, Reader):
            return False
        return await self.screen.press(event)

    def take_theme(self, name: ThemeName) -> None:
        """Paint everything in a theme of the palette."""
        looks = resolve(name, self.depth())
        self.looks = {key: rich_style(look) for key, look in looks.items()}
        own = native(name, self.depth())
        self.ansi_color = own
        theme = theme_of(name, looks, own)
        self.register_theme(theme)
        self.theme = theme.name

    def depth(self) -> Depth:
        """The colours of the terminal, as the palette names them."""
        return depth_of(os.environ)

    def read(self, path: str) -> None:
        """Open a dump and show its thread over whatever is on the screen."""
        try:
            reading = self._open(path)
        except ThreadviewError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self._at = self.request.paths.index(path) if path in self.request.paths else 0
        self.push_screen(Reader(self.request, reading))

    def _open(self, path: str) -> Reading:
        from threadview.dump import open_dump
        from threadview.reading import Reading

        opening = self.request.opening
        dump = self.request.dump if len(self.request.paths) == 1 else None
        if dump is None:
            dump = open_dump(
                path,
                encoding=opening.encoding,
                max_expansion=opening.max_expansion,
                force=opening.format is not None,
            )
        return Reading(dump, opening.format)

    def open_neighbour(self, step: int) -> None:
        """The next thread of those given, or the one before."""
        paths = self.request.paths
        if not 0 <= self._at + step < len(paths):
            self.notify("no more threads" if step > 0 else "no thread before this", markup=False)
            return
        self._at += step
        self.pop_screen()
        self.read(paths[self._at])


def driver_class() -> type[Driver] | None:
    """Our driver where there is termios, Textual's own elsewhere."""
    if sys.platform == "win32":
        return None
    from threadview.ui.driver import TerminalDriver

    return TerminalDriver


def settle() -> None:
    """Once the first frame stands: collect garbage from now on, but never again look through all
    that importing made."""
    gc.freeze()
    gc.enable()
