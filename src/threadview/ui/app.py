"""The app: theme, keymap, and which thread is on the screen."""

from __future__ import annotations

import gc
import os
import sys
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, cast

from rich.style import Style
from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event
from textual.events import Key as KeyEvent

from threadview.errors import ThreadviewError
from threadview.keys import KEYS, elsewhere, keymap_problems, singles
from threadview.palette import depth_of, native, resolve
from threadview.ui.shell import ListsThreads, Remembers, Speaks, TakesKeys
from threadview.ui.styles import rich_style
from threadview.ui.themes import theme_of
from threadview.wrap import shown

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen

    from threadview.palette import Depth, ThemeName
    from threadview.reading import Reading
    from threadview.request import Request
    from threadview.terminal import Terminal
    from threadview.ui.contents import Contents
    from threadview.ui.reader import Reader

FIRST = 0.01
"""Seconds for which threads are looked for at a time before there are two."""

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
        self.refusal: ThreadviewError | None = None
        """Why the only dump asked for is not shown."""
        self.animation_level = "none"
        self.looks: dict[str, Style] = {}
        self._kept: dict[str, Reading] = {}
        self.pulling = Lock()
        """Held while a thread is read on: a screen just left may not have ended yet."""

    def get_default_screen(self) -> Screen[object]:
        """The thread or the list that the pre-paint shows already is the first screen: nothing
        blank before."""
        session, library = self.request.session, self.request.library
        if session is not None:
            from threadview.ui.reader import Reader

            return cast("Screen[object]", Reader(self.request, session.reading, session))
        if library is not None:
            from threadview.ui.library import LibraryScreen

            return cast("Screen[object]", LibraryScreen(self.request, library, self.request.front))
        return super().get_default_screen()

    def on_load(self) -> None:
        """Take the theme before anything is laid out."""
        self.take_theme(self.request.looks.theme)

    def on_mount(self) -> None:
        """Take the keymap, and open what was asked for."""
        sys.setswitchinterval(SWITCH)
        self.call_after_refresh(settle)
        self.app_resume_signal.subscribe(self, self._resumed)
        keymap = self.request.looks.keymap
        changed = {k.id: singles(k, keymap) or "none" for k in KEYS if k.id in keymap}
        others = elsewhere(keymap)
        self.set_keymap({**changed, **others})
        tables: list[dict[str, str]] = []
        if others:
            from threadview.ui.bindings import bound

            tables = bound()
        for problem in [*keymap_problems(keymap, tables), *self.request.notices]:
            self.notify(shown(problem), severity="warning", markup=False)
        if self.request.session is not None or self.request.library is not None:
            return
        if len(self.request.paths) == 1:
            self.read(self.request.paths[0])
        else:
            from threadview.ui.dump_list import DumpList

            self.push_screen(DumpList(self.request.paths))

    async def on_event(self, event: Event) -> None:
        """Give keys to the reader before any widget sees them."""
        if not (isinstance(event, KeyEvent) and await self._pressed(event)):
            await super().on_event(event)

    async def _pressed(self, event: KeyEvent) -> bool:
        if event.is_forwarded or not self.screen_stack:
            return False
        screen = self.screen
        return isinstance(screen, TakesKeys) and await screen.press(event)

    def _resumed(self, _app: App[None]) -> None:
        """Back from Ctrl-Z: whatever the shell has put on the screen is painted over."""
        self.refresh()

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
        """Open a dump and show its thread over whatever is on the screen; where that cannot be
        done, say why, and leave if there is nothing else."""
        reading = self._open(path)
        if reading is not None:
            try:
                found = self._contents(reading) or self._reader(reading)
            except ThreadviewError as error:
                self._refused(error)
                return
            self.push_screen(found)

    def _refused(self, error: ThreadviewError) -> None:
        """Say why a dump is not shown: on the screen where there is something else on it, else
        once it is left."""
        if len(self.request.paths) == 1 and self.request.library is None:
            self.refusal = error
            self.exit()
        else:
            self.notify(shown(str(error)), severity="error", markup=False)

    def read_instead(self, path: str) -> bool:
        """Show the thread of a dump in the place of the one on the screen; whether it could be
        opened."""
        reading = self._open(path)
        if reading is not None:
            self.switch_screen(self._reader(reading))
        return reading is not None

    def _contents(self, reading: Reading) -> Screen[object] | None:
        """The list of the threads in a dump that holds several; None for one that does not.

        Raises:
            DumpError: it is an archive in which there is none.
        """
        if reading.ref is not None or (reading.format_name == "text" and not reading.several):
            return None
        from threadview import formats

        table = formats.table(reading.format, reading.dump)
        while len(table) < 2 and table.advance(FIRST):
            pass
        if not len(table) and reading.format_name == "zipped":
            from threadview.reading import without_thread

            raise without_thread(reading)
        if len(table) < 2:
            return None
        from threadview.ui.contents import Contents

        return cast("Screen[object]", Contents(reading.dump, reading.format_name, table))

    def read_ref(self, contents: Contents, index: int, switch: bool = False) -> None:
        """Show a thread of a dump that holds several."""
        from threadview.reading import Reading

        try:
            reading = Reading(contents.dump, contents.format_name, contents.ref(index))
        except ThreadviewError as error:
            self.tell(str(error))
            return
        contents.at(index)
        reader = self._reader(reading)
        if switch:
            self.switch_screen(reader)
        else:
            self.push_screen(reader)

    def leave(self) -> None:
        """Back from the screen to the list that it was chosen from, or out."""
        blank = self.request.session is None and self.request.library is None
        if len(self.screen_stack) > 1 + blank:
            self.pop_screen()
        else:
            self.exit()

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave: by a key, or because the terminal was closed. The place is kept either way."""
        for screen in self.screen_stack:
            if isinstance(screen, Remembers) and screen.is_mounted:
                screen.remember()
        super().exit(result, return_code, message)

    def action_help_quit(self) -> None:
        """Ctrl-C where it means nothing."""
        self.tell("q quits")

    def open_neighbour(self, step: int) -> None:
        """The next thread of the list that this one was chosen from, or the one before, in its
        place."""
        below = self.screen_stack[-2] if len(self.screen_stack) > 1 else None
        if isinstance(below, ListsThreads):
            below.neighbour(step)
        else:
            self.tell_end(step)

    def tell_end(self, step: int) -> None:
        """Say that the list of threads ends here."""
        self.tell("no more threads" if step > 0 else "no thread before this")

    def tell(self, message: str) -> None:
        """Say something, whichever screen is up."""
        screen = self.screen
        if isinstance(screen, Speaks):
            screen.say(message)
        else:
            self.notify(shown(message), severity="warning", markup=False)

    def _reader(self, reading: Reading) -> Reader:
        """The screen for a thread. A place to begin at is for the first one alone."""
        request = self.request
        self.request = request._replace(goto=None)
        from threadview.ui.reader import Reader

        return Reader(request, reading)

    def _open(self, path: str) -> Reading | None:
        """Begin to read a dump; None, and a word about it, where that cannot be done. Standard
        input, which nobody can open again, goes on where it was."""
        if path in self._kept:
            return self._kept[path]
        from threadview.dump import open_dump
        from threadview.reading import Reading

        opening = self.request.opening
        dump = self.request.dump if path == "-" or len(self.request.paths) == 1 else None
        try:
            if dump is None:
                dump = open_dump(
                    path,
                    encoding=opening.encoding,
                    max_expansion=opening.max_expansion,
                    force=opening.format is not None,
                    cache=opening.cache,
                )
            reading = Reading(dump, opening.format)
        except ThreadviewError as error:
            self._refused(error)
            return None
        if path == "-":
            self._kept[path] = reading
        return reading


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
