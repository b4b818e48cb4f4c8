"""Regular expressions that cannot hang: RE2, which takes time linear in the text.

The engine is RE2 (https://github.com/google/re2/wiki/Syntax), reached by google-re2. It has no
look-around and no back-references. Its `\\w`, `\\d` and `\\s` know ASCII alone, so those are
rewritten to their Unicode classes here; a typed space stands for any white space; a `\\b` at
either end of an expression is the edge of a word in any script.
"""

from __future__ import annotations

from time import monotonic
from typing import Any, NamedTuple

from threadview.search.engine import NoEngineError, compiled, engine
from threadview.search.literal import MOST, Place, has_capitals

SPACE = r"\s\v\x{1c}-\x{1f}\x{85}\p{Z}"
WORD = r"\p{L}\p{M}\p{N}_"
CLASSES = {"w": WORD, "d": r"\p{Nd}", "s": SPACE}
SECONDS = 1.0
"""How long each few megabytes of a text may take. A linear engine asked for every match may still
take time that grows with the square of a text; what it found until then counts."""

LACKS = {
    "(?=": "look-ahead",
    "(?!": "look-ahead",
    "(?<=": "look-behind",
    "(?<!": "look-behind",
    "(?>": "an atomic group",
    "(?P=": "a back-reference",
}


class ExpressionError(Exception):
    """An expression that RE2 does not take: why, and where in it, in characters."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


class Rewritten(NamedTuple):
    """An expression as RE2 gets it, and whether it began and ended with `\\b`."""

    source: str
    opens: bool
    closes: bool


class Expression:
    """A regular expression over a post's logical text, line by line unless it says otherwise.

    Attributes:
        needle: always None: any text may match.
        late: whether some text took too long or holds too many matches; the first ones count.
    """

    needle: str | None = None

    def __init__(self, pattern: str, flags: str = "", case: bool | None = None) -> None:
        """What to look for; raises ExpressionError."""
        rewritten = rewrite(pattern)
        if case is None:
            case = has_capitals(_literals(pattern)) and "i" not in flags
        options = "m" + ("" if case else "i") + ("s" if "s" in flags else "")
        source = f"(?{options}:{rewritten.source})"
        self._opens, self._closes = rewritten.opens, rewritten.closes
        edge = f"[^{WORD}]"
        source = (edge if self._opens else "") + source + (edge if self._closes else "")
        self._pattern = _compiled(source, pattern)
        self.late = False

    def spans(self, text: str) -> list[Place]:
        """Where it matches in a text, in order, none overlapping another, none empty."""
        data = text.encode("utf-8", "surrogatepass")
        if self._opens or self._closes:
            found = self._edged(data)
        else:
            found = []
            deadline = _deadline(data)
            for match in self._pattern.finditer(data):
                start, end = match.span()
                if end > start:
                    found.append((start, end))
                if len(found) >= MOST or (not len(found) % 16 and monotonic() > deadline):
                    self.late = True
                    break
        return found if len(data) == len(text) else _characters(data, found)

    def _edged(self, data: bytes) -> list[Place]:
        """The spans of an expression that takes the characters around it into its match, so that
        what comes next is looked for from the last character of the one before."""
        opens, closes = self._opens, self._closes
        padded = b"\n" * opens + data + b"\n" * closes
        search, found = self._pattern.search, []
        position, deadline = 0, _deadline(data)
        while (match := search(padded, position)) is not None:
            start, end = match.span()
            start = _after(padded, start) if opens else start
            end = _before(padded, end) if closes else end
            if end > start:
                found.append((start - opens, end - opens))
                position = _before(padded, end) if opens else end
            else:
                position = _after(padded, match.start())
            if len(found) >= MOST or monotonic() > deadline:
                self.late = True
                break
        return found


def _deadline(data: bytes) -> float:
    return monotonic() + SECONDS * (1 + len(data) / (4 << 20))


def _before(data: bytes, position: int) -> int:
    """The start of the character that ends at a place."""
    position -= 1
    while position > 0 and data[position] & 0xC0 == 0x80:
        position -= 1
    return position


def _after(data: bytes, position: int) -> int:
    position += 1
    while position < len(data) and data[position] & 0xC0 == 0x80:
        position += 1
    return position


def _characters(data: bytes, spans: list[Place]) -> list[Place]:
    """Offsets in bytes as offsets in code points."""
    found: list[Place] = []
    at, count = 0, 0
    for start, end in spans:
        first = count + len(data[at:start].decode("utf-8", "surrogatepass"))
        last = first + len(data[start:end].decode("utf-8", "surrogatepass"))
        found.append((first, last))
        at, count = end, last
    return found


def _compiled(source: str, pattern: str) -> Any:
    try:
        failure = engine().error
    except NoEngineError:
        message = "regular expressions need the package google-re2"
        raise ExpressionError(message, 0) from None
    try:
        return compiled(source.encode("utf-8", "replace"))
    except failure as error:
        said = error.args[0] if error.args else b""
        raise _explained(said.decode("utf-8", "replace"), pattern) from None


def _explained(said: str, pattern: str) -> ExpressionError:
    """RE2's complaint, in words, at the spot in the pattern as typed."""
    what, _, where = said.partition(": ")
    position = max(pattern.find(where), 0) if where else 0
    for opening, lack in LACKS.items():
        if where.startswith(opening) or (what == "invalid perl operator" and opening in pattern):
            message = f"{lack} is not known here: expressions run in linear time (RE2)"
            return ExpressionError(message, pattern.find(opening))
    if what == "invalid escape sequence" and where[1:2].isdigit():
        message = "back-references are not known here: expressions run in linear time (RE2)"
        return ExpressionError(message, position)
    return ExpressionError(f"regular expression: {what or said}", position)


def rewrite(pattern: str) -> Rewritten:
    """A pattern with Unicode classes, and spaces that stand for any white space."""
    opens = pattern.startswith(r"\b")
    closes = pattern.endswith(r"\b") and len(pattern) > 2 + 2 * opens and _escapes_last(pattern)
    inner = pattern[2 * opens : len(pattern) - 2 * closes]
    if "|" in inner and (opens or closes):
        opens = closes = False
        inner = pattern
    out: list[str] = []
    at, bracket = 0, False
    while at < len(inner):
        char = inner[at]
        pair = inner[at : at + 2]
        if pair == r"\Q" and not bracket:
            end = inner.find(r"\E", at)
            end = len(inner) if end < 0 else end + 2
            out.append(inner[at:end])
            at = end
            continue
        if char == "\\" and len(pair) == 2:
            out.append(_escape(pair, bracket))
            at += 2
            continue
        if bracket and inner.startswith("[:", at) and (end := inner.find(":]", at)) > 0:
            out.append(inner[at : end + 2])
            at = end + 2
            continue
        out.append(f"[{SPACE}]+" if char == " " and not bracket else char)
        if char == "[" and not bracket:
            bracket = True
            lead = 2 if inner.startswith("[^", at) else 1
            # A bracket that comes first stands for itself.
            extra = inner[at + 1 : at + lead] + ("]" if inner.startswith("]", at + lead) else "")
            out.append(extra)
            at += len(extra)
        elif char == "]":
            bracket = False
        at += 1
    return Rewritten("".join(out), opens, closes)


def _escape(pair: str, bracket: bool) -> str:
    letter = pair[1]
    if letter == "/":
        return "/"
    members = CLASSES.get(letter.lower())
    if members is None:
        return pair
    if letter.islower():
        return members if bracket else f"[{members}]"
    return pair if bracket else f"[^{members}]"


def _escapes_last(pattern: str) -> bool:
    r"""Whether a pattern that ends in `\b` means a word's edge, not a backslash and a b."""
    before = pattern[:-1]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _literals(pattern: str) -> str:
    """A pattern without its escapes and group names, for smart case."""
    import re

    return re.sub(r"\\[pP]\{\^?\w+\}|\\[pP]\w|\\x\{\w+\}|\\.|\(\?P?<\w+>|\[:\^?\w+:\]", "", pattern)
