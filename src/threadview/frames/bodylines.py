"""The lines of a post's body as quoting sees them: `>` marks, indentation, and the bare text."""

from __future__ import annotations

from threadview.pattern import pattern

_MARKS = pattern(r"[ \t\xa0]{0,12}((?:>[ \t\xa0]{0,2})+)")
_PROMPT = pattern(r"\s*>>>\s")
_LINKED = pattern(r"!?\[(?:!\[[^\[\]]*\](?:\([^()]*\))?|[^\[\]])*\](?:\([^()]*\))?")
_CODE = pattern(r"[{};=<>\\]|\w\(|^\s*[#$]|//")
_PROSE = pattern(r"[.?!…][\"'”’»)]*$")
_LISTED = pattern(r"[-•*+○◦□■▪·o]\s|\d+[.)]")
SAID = 5
"""Words of a sentence beyond which it is somebody's, not the page's."""
WRAPPED = range(50, 120)
"""Characters of a line that may be one of a paragraph broken into lines."""


class Line:
    """A line of a post: its block, `[start, end)` in the block's text, how many `>` stand before
    it, where what follows them begins, its indentation there, and its bare text.

    Filled in later: how many blank lines stand above (`gap`), the quote it stands in, whether it
    only frames that quote, and where its words begin behind a glued attribution (`words`).
    """

    __slots__ = (
        "block",
        "body",
        "end",
        "frames",
        "gap",
        "indent",
        "marks",
        "quote",
        "start",
        "text",
        "words",
    )

    def __init__(
        self, block: int, start: int, end: int, marks: int, body: int, indent: int, text: str
    ) -> None:
        self.block = block
        self.start = start
        self.end = end
        self.marks = marks
        self.body = body
        self.indent = indent
        self.text = text
        self.gap = 0
        self.quote: int | None = None
        self.frames = False
        self.words = -1


def line_of(block: int, text: str, start: int, end: int, marked: bool = True) -> Line:
    """A line as it stands, its marks (unless they are none) and indentation counted."""
    line = text[start:end]
    match = _MARKS.match(line) if marked and ">" in line[:16] else None
    marks = match.group(1).count(">") if match else 0
    body = match.end() if match else 0
    rest = line[body:]
    indent = len(rest) - len(rest.lstrip(" \t\xa0"))
    return Line(block, start, end, marks, start + body, indent, rest.strip())


def is_prompt(text: str, line: Line) -> bool:
    """Whether a line of three marks is what an interactive Python prints."""
    return line.marks == 3 and _PROMPT.match(text, line.start, line.end) is not None


def base_of(lines: list[Line]) -> int:
    """How many marks stand before the poster's own words.

    One, where an extractor has put whole posts behind `>`: then no word of an answer follows the
    marks, only links, counters and rules of the page.
    """
    least = min((line.marks for line in lines if line.text), default=0)
    first = next((n for n, line in enumerate(lines) if line.marks), len(lines))
    above = [line.text for line in lines[:first] if line.text]
    if least or first == len(lines) or (above and above[-1].endswith((":", "："))):
        return least
    said = (text for text in above[-2:] if _PROSE.search(text))
    if any(len(_LINKED.sub("", text).split()) > SAID for text in said):
        return 0
    below = (line.text for line in lines[first:] if not line.marks)
    return 0 if any(sum(map(str.isalpha, _LINKED.sub("", text))) > 1 for text in below) else 1


def wrapped(lines: list[Line]) -> bool:
    """Whether these lines are a paragraph that a text browser has broken, and no list."""
    above = lines[:-1]
    return any(not _PROSE.search(line.text) for line in above) and all(
        len(line.text) in WRAPPED for line in above
    )


def answered(lines: list[Line], indent: int) -> bool:
    """Whether enough of the lines below stand further out than a quote to be its answer, and not
    what is left of a page's buttons."""
    total = sum(len(line.text) for line in lines)
    out = sum(len(n.text) for n in lines if n.indent < indent and not _LISTED.match(n.text))
    return out >= 10 and out * 6 >= total


def margin(lines: list[Line]) -> int:
    """The indentation at which most of a post's text stands."""
    weight: dict[int, int] = {}
    for line in lines:
        size = 1 if _CODE.search(line.text) else len(line.text)
        weight[line.indent] = weight.get(line.indent, 0) + size
    return max(weight, key=lambda indent: (weight[indent], -indent), default=0)


def listed(line: Line) -> bool:
    """Whether the line is an item of a list."""
    return _LISTED.match(line.text) is not None


def is_prose(line: Line, paragraph: list[Line], named: bool) -> bool:
    """Whether a paragraph that stands further in is somebody's words, and no list and no code."""
    text = " ".join([one.text for one in paragraph])
    if any(one.indent != line.indent for one in paragraph) or _CODE.search(text):
        return False
    return named or (wrapped(paragraph) and bool(_PROSE.search(text)) and text[0].isalpha())
