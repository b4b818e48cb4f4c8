"""The lists that are open, and what their items begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DEEPEST_INDENT = 8
"""Levels of a nested list that are indented; deeper ones stand under the last."""

_NUMBER = re.compile(r"-?\d{1,9}")


@dataclass(slots=True)
class Lists:
    """The lists that are open inside the innermost quote: for each its letters ("a", "A", "" for
    figures, None for bullets) and the number of its next item."""

    letters: list[str | None] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many are open."""
        return len(self.letters)

    def open(self, node: LexborNode) -> None:
        """A list begins."""
        attributes = node.attributes
        letters = attributes.get("type") or ""
        ordered = node.tag == "ol"
        self.letters.append((letters if letters in ("a", "A") else "") if ordered else None)
        start = attributes.get("start") or ""
        self.numbers.append(int(start) if _NUMBER.fullmatch(start) else 1)

    def close(self) -> None:
        """The innermost list ends."""
        self.letters.pop()
        self.numbers.pop()

    def bullet(self, node: LexborNode) -> str:
        """What the next item of the innermost list begins with."""
        letters = self.letters[-1] if self.letters else None
        if letters is None:
            return "• "
        value = node.attributes.get("value") or ""
        if _NUMBER.fullmatch(value):
            self.numbers[-1] = int(value)
        number = self.numbers[-1]
        self.numbers[-1] += 1
        if letters and 1 <= number <= 26:
            return f"{chr(ord(letters) + number - 1)}. "
        return f"{number}. "
