"""Text as a terminal shows it: rows, cells, and visible stand-ins for what must not act.

Everything that is painted is cut, measured and made harmless here, so that both painters and the
mouse agree on every cell. Offsets count code points of the text handed in; cells are those of
`rich.cells` (Unicode 17), which Textual counts with, so `cells(text) == cell_len(shown(text))`.

A grapheme is a character with what clings to it: combining marks, an emoji's modifiers and joined
parts, a flag's second half. It is a light form of UAX #29 that needs no table of its own; rows,
columns and clips never end inside one.

How wide an emoji is with a selector (U+FE0F), a skin tone or joined parts, terminals do not agree:
tmux 3.3, xterm, VTE and kitty each count differently. So those are not painted: a family is shown
as its members, each of the two cells that everybody gives it. The text itself keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

TAB = 4
"""Cells of a tab character, wherever it stands."""

MARKS = 30
"""Marks painted on one character: no script needs more (UAX #15, Stream-Safe Text Format)."""

TEXT, IDEOGRAPH, SPACE, GAP, STAND_IN = range(5)
"""Kinds of characters that cling to nothing before them. A gap paints nothing but may break."""

_FLAG, _MARK, _NOTHING, _NON_JOINER, _JOINER, _TONE, _TAG, _VARIANT = range(5, 13)

_PLAIN = frozenset(
    chr(code)
    for first, last in (
        (0x20, 0x7E),
        (0xA0, 0xAC),
        (0xAE, 0x2FF),
        (0x370, 0x377),
        (0x37A, 0x37F),
        (0x384, 0x482),
        (0x48A, 0x52F),
        (0x2010, 0x2027),
        (0x2030, 0x205E),
        (0x20A0, 0x20BF),
        (0x2500, 0x25FC),
        (0x270E, 0x270E),  # the pencil of edited posts
    )
    for code in range(first, last + 1)
)
"""Characters that take one cell, show as themselves and cling to nothing: the fast path."""

_BREAKING = frozenset("\t \u1680\u3000\u205f") | {
    chr(c) for c in range(0x2000, 0x200B) if c != 0x2007
}

_IDEOGRAPHS = (
    (0x2E80, 0x2FFF),
    (0x3001, 0x312F),
    (0x3190, 0xA4CF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF9F),
    (0x1F000, 0x1F1E5),
    (0x1F200, 0x1FAFF),
    (0x20000, 0x3FFFD),
)
_PICTOGRAPHS = (
    (0x203C, 0x203C),
    (0x2049, 0x2049),
    (0x2122, 0x2139),
    (0x2190, 0x2BFF),
    (0x3030, 0x303D),
    (0x3297, 0x3299),
    (0x1F000, 0x1F1E5),
    (0x1F200, 0x1FAFF),
)

_STAND_INS = (
    (0x115F, 0x115F),  # Hangul fillers: blank names
    (0x180E, 0x180E),
    (0x2028, 0x2029),  # line and paragraph separators
    (0x202A, 0x202E),  # bidi embeddings and overrides
    (0x2061, 0x2064),  # invisible operators
    (0x2066, 0x206F),  # bidi isolates, deprecated format characters
    (0x3164, 0x3164),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
)
_BLACK_FLAG, _END_TAG = "\U0001f3f4", "\U000e007f"
_CONTEXT = frozenset({_NOTHING, _NON_JOINER, _JOINER, _TONE, _TAG, _VARIANT})

Glyph = tuple[str, int, int]
"""A character alone: what is painted for it, its cells, its kind."""

Grapheme = tuple[int, int, str, int]
"""Where it ends, its cells, what is painted for it, the kind of its first character."""


def cells(text: str) -> int:
    """How many cells the text takes, as shown."""
    if simple(text):
        return len(text)
    from rich.cells import cell_len  # most first screens do without

    return cell_len(shown(text))


def shown(text: str) -> str:
    """The text as painted: nothing in it can move a cursor, reverse or hide its neighbours.

    Controls become their pictures ("␛"), other characters that would act or deceive become a short
    form of their code ("\\x9b", "<202e>"), tabs four spaces. A non-joiner stays where a script
    needs it. What only guides breaking, direction or the look of an emoji (zero-width space, soft
    hyphen, left-to-right mark, skin tone) paints nothing.
    """
    if simple(text) or _harmless(text):
        return text
    return "".join(painted for _, _, painted, _ in graphemes(text))


def column(text: str, offset: int) -> int:
    """The cell at which the code point at `offset` begins (that of its grapheme)."""
    if simple(text):
        return max(0, min(offset, len(text)))
    used = 0
    for end, width, _, _ in graphemes(text):
        if end > offset:
            break
        used += width
    return used


def offset_at(text: str, column: int) -> int:
    """The code point painted at a cell: the first of its grapheme; the text's length beyond it."""
    if simple(text):
        return max(0, min(column, len(text)))
    used = at = 0
    for end, width, _, _ in graphemes(text):
        used += width
        if used > column:
            return at
        at = end
    return at


def snap(text: str, offset: int) -> int:
    """The start of the grapheme that holds `offset`: where styles may change without harm."""
    if offset <= 0 or simple(text):
        return max(0, min(offset, len(text)))
    at = 0
    for end, _, _, _ in graphemes(text):
        if end > offset:
            return at
        at = end
    return at


def clip(text: str, width: int, mark: str = "…") -> str:
    """The text as shown on one line of at most `width` cells, `mark` at the end if it was cut."""
    if len(text) <= width and simple(text):
        return text
    room = width - cells(mark)
    parts: list[str] = []
    used = kept = 0
    for _, size, painted, _ in graphemes(text):
        used += size
        if used > width:
            return "".join(parts[:kept]).rstrip() + mark if room >= 0 else ""
        parts.append(painted)
        kept = len(parts) if used <= room else kept
    return "".join(parts)


def simple(text: str) -> bool:
    """Whether every character takes one cell, shows as itself and clings to nothing."""
    return (text.isascii() and text.isprintable()) or _PLAIN.issuperset(text)


def graphemes(text: str) -> Iterator[Grapheme]:
    """The graphemes of a text, in order."""
    at, stop = 0, len(text)
    while at < stop:
        found = grapheme(text, at, stop)
        yield found
        at = found[0]


def grapheme(text: str, at: int, stop: int) -> Grapheme:
    """The grapheme that begins at `at`, looking no further than `stop`."""
    painted, width, kind = glyph(text[at])
    end = at + 1
    if end == stop or text[end] in _PLAIN:
        return end, width, painted, kind
    parts = [painted]
    if kind == _FLAG and glyph(text[end])[2] == _FLAG:
        parts.append(text[end])
        width, end = width * 2, end + 1
    clinging = False
    while end < stop:
        char = text[end]
        held = glyph(char)[2]
        if held == _MARK or (held == _VARIANT and kind == IDEOGRAPH):
            if len(parts) <= MARKS:
                parts.append(char)
            clinging = True
        elif held == _JOINER:
            if end + 1 < stop and _pictograph(text[end + 1]) and _emoji_before(text, at, end):
                end += 1
                parts.append(text[end])
                width += glyph(text[end])[1]
        elif held == _NON_JOINER:
            if end + 1 < stop and _scripted(text[end - 1]) and _scripted(text[end + 1]):
                parts.append(char)
        elif held == _TAG and text[at] == _BLACK_FLAG and (tags := _tags(text, end, stop)):
            end += len(tags) - 1
        elif held != _NOTHING and not (held == _TONE and _emoji_before(text, at, end)):
            break
        end += 1
    if clinging and kind in (SPACE, GAP):
        kind = TEXT
    return end, width, "".join(parts), kind


def _emoji_before(text: str, at: int, end: int) -> bool:
    """Whether what clings at `end` has an emoji before it, in the grapheme that began at `at`."""
    while end > at + 1 and glyph(text[end - 1])[2] in (_MARK, _NOTHING, _TONE):
        end -= 1
    return _pictograph(text[end - 1])


def _tags(text: str, at: int, stop: int) -> str:
    """The tag characters of a flag (UTS #51: England, Scotland, Wales), or nothing."""
    end = at
    while end < stop and end - at < 8 and glyph(text[end])[2] == _TAG:
        end += 1
    return text[at:end] if text[end - 1] == _END_TAG else ""


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


@lru_cache(4096)
def _pictograph(char: str) -> bool:
    return char in "©®" or _within(ord(char), _PICTOGRAPHS)


def _scripted(char: str) -> bool:
    """Whether a zero-width non-joiner beside it can mean something: Arabic, Indic and the like."""
    return 0x600 <= ord(char) < 0x2000


def _harmless(text: str) -> bool:
    """Whether every character is painted as it is, and marks are not piled up."""
    marks = 0
    for char in text:
        painted, _, kind = glyph(char)
        if painted != char or kind in _CONTEXT:
            return False
        marks += kind == _MARK
    return marks <= MARKS


@lru_cache(8192)
def glyph(char: str) -> Glyph:
    """What one character is, taken alone."""
    code = ord(char)
    if char in _PLAIN:
        return char, 1, SPACE if char == " " else TEXT
    if (stand_in := _stand_in(code)) is not None:
        return stand_in, len(stand_in), SPACE if char == "\t" else STAND_IN
    if char == "\u200b":
        return "", 0, GAP
    if char in "\xad\u061c\u200e\u200f\u2060\ufe0e\ufe0f\ufeff":
        return "", 0, _NOTHING
    if char in "\u200c\u200d":
        return "", 0, _NON_JOINER if char == "\u200c" else _JOINER
    if 0x1F3FB <= code <= 0x1F3FF:
        return f"<{code:x}>", 7, _TONE
    if 0xE0000 <= code <= 0xE0FFF:
        kind = _TAG if 0xE0020 <= code <= 0xE007F else STAND_IN
        if 0xE0100 <= code <= 0xE01EF:
            kind = _VARIANT
        form = f"<{code:x}>"
        return form, len(form), kind
    from rich.cells import get_character_cell_size

    width = get_character_cell_size(char)
    if char in _BREAKING:
        return char, width, SPACE
    if 0x1F1E6 <= code <= 0x1F1FF:
        return char, width, _FLAG
    if not width:
        return char, 0, _MARK
    return char, width, IDEOGRAPH if _within(code, _IDEOGRAPHS) else TEXT


def _stand_in(code: int) -> str | None:
    """The visible form of a character that would act or deceive, or None."""
    if code == 9:
        return " " * TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0x80 <= code <= 0x9F:
        return f"\\x{code:02x}"
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if 0xD800 <= code <= 0xDFFF or _within(code, _STAND_INS):
        return f"<{code:x}>"
    return None
