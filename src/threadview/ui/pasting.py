"""What is pasted is text: no escape sequence in it is read as a key.

A terminal in bracketed paste mode puts marks around what is pasted (xterm's control sequences,
"Bracketed Paste Mode"). Most also take Esc out of it, but not all do, and Textual's parser reads
what follows an Esc inside the marks as keys that were pressed.
"""

from __future__ import annotations

START, END = "\x1b[200~", "\x1b[201~"
"""The terminal's marks around a paste."""
STAND_IN = "\N{SYMBOL FOR ESCAPE}"
"""What stands for an Esc in a paste."""


class Pasting:
    """A filter for what the terminal sends, piece by piece as it comes."""

    def __init__(self) -> None:
        self._inside = False
        self._held = ""
        self._passed = ""

    def __call__(self, text: str) -> str:
        """A piece with every Esc inside a paste made visible. The beginning of an end mark is held
        back until the piece that tells whether it is one; nothing else ever is."""
        out: list[str] = []
        text, self._held = self._held + text, ""
        while text:
            text = self._rest_of_paste(text, out) if self._inside else self._keys(text, out)
        return "".join(out)

    def _keys(self, text: str, out: list[str]) -> str:
        """Pass keys on up to the start of a paste, which may have begun in an earlier piece; what
        follows it."""
        known = len(self._passed)
        at = (self._passed + text).find(START)
        end = len(text) if at < 0 else at + len(START) - known
        out.append(text[:end])
        self._inside = at >= 0
        self._passed = "" if self._inside else (self._passed + text)[1 - len(START) :]
        return text[end:]

    def _rest_of_paste(self, text: str, out: list[str]) -> str:
        """Pass a paste on up to its end mark; what follows that."""
        body, mark, rest = text.partition(END)
        self._inside = not mark
        if not mark:
            sizes = range(len(END) - 1, 0, -1)
            held = next((size for size in sizes if body.endswith(END[:size])), 0)
            body, self._held = body[: len(body) - held], body[len(body) - held :]
        out.append(body.replace("\x1b", STAND_IN) + mark)
        return rest
