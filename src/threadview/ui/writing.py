"""Out of the reader: through a command, into a file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from threadview.layout.selection import selected_text
from threadview.model import logical_text
from threadview.ui.asking import Asking
from threadview.ui.prompt import Question


class Writing(Asking):
    """The verbs that hand the post or the selection on."""

    async def action_pipe(self) -> None:
        """Ask for a command that gets the post or the selection on its standard input."""
        if self.handed_on() is not None:
            await self.ask(Question("pipe to: ", self.pipe_to, history=self._commands))

    async def action_write(self) -> None:
        """Ask for a file to write the post or the selection to."""
        if self.handed_on() is not None:
            await self.ask(Question("write to: ", self.write_to))

    def handed_on(self) -> str | None:
        """The words selected, else those of the current post."""
        window, post = self.window, self.post_here()
        if window is None or post is None:
            return None
        selection = self.picked
        if selection is not None:
            return selected_text(selection, window.view.outline.posts)
        return logical_text(post)

    def pipe_to(self, command: str) -> None:
        """Run a command with the words on its standard input, on the terminal as it is without
        us, and come back when it has ended."""
        text = self.handed_on()
        if not command.strip() or text is None:
            return
        self._commands.append(command)
        shell = os.environ.get("SHELL") or "/bin/sh"
        with self.app.suspend():
            done = subprocess.run(  # noqa: S603 - the reader typed it
                [shell, "-c", command],
                input=f"{text}\n".encode("utf-8", "replace"),
                check=False,
            )
            if os.isatty(0):
                os.write(1, b"\n[Enter goes back to the thread] ")
                os.read(0, 1024)
        self.app.refresh()
        if done.returncode:
            self.say(f"{command}: exit code {done.returncode}", warn=True)

    def write_to(self, name: str) -> None:
        """Write the words to a file that does not exist yet, or at the end of one that does."""
        text = self.handed_on()
        if not name.strip() or text is None:
            return
        path = Path(name).expanduser()
        try:
            there = path.exists()
            with path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(f"\n{text}\n" if there else f"{text}\n")
        except OSError as error:
            self.say(f"not written: {error.strerror or error}", warn=True)
            return
        self.say(f"{'added to' if there else 'written to'} {path}")

    _commands: list[str] = []  # noqa: RUF012 - one history for the whole sitting
