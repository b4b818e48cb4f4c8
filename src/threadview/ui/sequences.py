"""Keys pressed one after the other, and counts: one small mechanism, a pending prefix.

Textual binds single keys only, and hands a key from widget to widget before it looks at what it is
bound to; keys typed fast overtake what the first of them opens. So the reader's keys, sequences and
counts are taken here, in the order in which they come; the bindings say what they do.
"""

from __future__ import annotations

from threadview.keys import KEYS, Key, key_shown, sequences
from threadview.wrap import cells


class Sequences:
    """What was typed so far of a sequence, and the count before it."""

    MOST = 9
    """Digits of a count; more are ignored."""

    def __init__(self, keymap: dict[str, str] | None = None, keys: tuple[Key, ...] = KEYS) -> None:
        self._table = sequences(keymap, keys)
        self._prefixes = {keys[:n] for keys in self._table for n in range(1, len(keys))}
        self._typed: tuple[str, ...] = ()
        self._count = ""

    @property
    def pending(self) -> bool:
        """Whether a sequence has begun."""
        return bool(self._typed)

    def shown(self) -> str:
        """What was typed so far, for the footer."""
        return self._count + "".join(key_shown(key) for key in self._typed)

    def hints(self, width: int) -> list[tuple[str, str]]:
        """What may follow the prefix: (key, what it does), in so many words that all of it fits in
        `width` cells, if it can."""
        full = self._hints(short=False)
        fits = sum(cells(key) + cells(what) + 3 for key, what in full) <= width
        return full if fits else self._hints(short=True)

    def _hints(self, short: bool) -> list[tuple[str, str]]:
        size = len(self._typed)
        return [
            (key_shown(keys[size]), key.id if short else key.what)
            for keys, key in self._table.items()
            if keys[:size] == self._typed and len(keys) > size
        ]

    def feed(self, key: str, character: str | None) -> Key | bool:
        """Take a key: the finished binding; True when it was taken; False when it is not ours."""
        if key == "escape" and (self._typed or self._count):
            self.clear()
            return True
        digit = character is not None and character.isascii() and character.isdigit()
        if digit and not self._typed and (character != "0" or self._count):
            self._count = (self._count + (character or ""))[: self.MOST]
            return True
        typed = (*self._typed, key)
        if typed in self._table:
            self._typed = ()
            return self._table[typed]
        any_letter = (*self._typed, "*")
        if any_letter in self._table and character is not None and character.isalpha():
            self._typed = ()
            found = self._table[any_letter]
            return found._replace(action=found.action.replace("*", character))
        if typed in self._prefixes:
            self._typed = typed
            return True
        taken = bool(self._typed)
        self.clear()
        return taken

    def take_count(self, default: int = 1) -> int:
        """The count typed before the action that asks, used up; the default without one."""
        count, self._count = self._count, ""
        return int(count) if count else default

    def clear(self) -> None:
        """Forget what was typed."""
        self._typed, self._count = (), ""
