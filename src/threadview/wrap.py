"""Text cut into rows that fit a width, by cells and never inside a grapheme.

Line breaks follow UAX #14 where a reader would notice: at white space, and between ideographs,
kana and emoji but not before closing or after opening punctuation (kinsoku).
"""

from __future__ import annotations

from threadview.graphemes import (
    GAP,
    IDEOGRAPH,
    SPACE,
    STAND_IN,
    cells,
    clip,
    column,
    glyph,
    grapheme,
    offset_at,
    shown,
    simple,
    snap,
)

__all__ = ["cells", "clip", "column", "offset_at", "shown", "snap", "wrap"]

_WHITE = (SPACE, GAP)

_CLOSING = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〙〗〟»…‥％‰〜～"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]}.,:;!?%'\"\u00a0"
)
_OPENING = frozenset("（〔［｛〈《「『【〘〖〝‘“«([{'\"\u00a0")


def wrap(text: str, width: int, hang: int = 0) -> list[tuple[int, int]]:
    """The rows of a text: half-open stretches of code points, painted one below the other.

    Each line of the text starts a row; an empty one is an empty row. White space at which a row
    breaks, or which ends a line, is in no row. A row is at most `width` cells wide, continuation
    rows `hang` cells less; only a grapheme that is wider by itself (a stand-in on a sliver of a
    screen) stands alone in a row all the same. Linear in the length of the text.
    """
    room = max(width, 1)
    rest = max(room - hang, min(room, 2))
    rows: list[tuple[int, int]] = []
    start, size = 0, len(text)
    while True:
        stop = text.find("\n", start)
        if stop < 0:
            stop = size
        if start == stop:
            rows.append((start, stop))
        elif simple(text[start:stop]):
            _wrap_simple(text, start, stop, room, rest, rows)
        else:
            _wrap_mixed(text, start, stop, room, rest, rows)
        if stop == size:
            return rows
        start = stop + 1


def _wrap_simple(
    text: str, start: int, stop: int, room: int, rest: int, rows: list[tuple[int, int]]
) -> None:
    at = start
    while stop - at > room:
        cut = text.rfind(" ", at, at + room + 1)
        end = cut
        while end > at and text[end - 1] == " ":
            end -= 1
        if end > at:
            rows.append((at, end))
            at = cut + 1
        elif cut == at + room:  # nothing but indentation, as wide as the row
            at = _skip(text, at, stop)
            continue
        else:
            rows.append((at, at + room))
            at += room
        room = rest
        if text[at : at + 1] == " ":
            at = _skip(text, at, stop)
    end = stop
    while end > at and text[end - 1] == " ":
        end -= 1
    if end > at or not rows or rows[-1][0] < start:
        rows.append((at if end > at else start, end if end > at else start))


def _skip(text: str, at: int, stop: int) -> int:
    """The first character from `at` that is no space."""
    while at < stop:
        chunk = text[at : min(at + 4096, stop)]
        blanks = len(chunk) - len(chunk.lstrip(" "))
        at += blanks
        if blanks < len(chunk):
            break
    return at


def _wrap_mixed(
    text: str, start: int, stop: int, room: int, rest: int, rows: list[tuple[int, int]]
) -> None:
    at = start
    fresh = True
    while at < stop:
        end, resume = _row(text, at, stop, room)
        if end > at:
            rows.append((at, end))
            room, fresh = rest, False
        at = resume
    if fresh:
        rows.append((start, start))


def _row(text: str, at: int, stop: int, room: int) -> tuple[int, int]:
    """Where the row that begins at `at` ends, and where the next one begins; an empty row
    (`end == at`) stands for white space that is in no row."""
    window = text[at : at + room + 2]
    if at + room + 2 <= stop and simple(window):
        cut = window.rfind(" ", 0, room + 1)
        words = window[: max(cut, 0)].rstrip(" ")
        if words:
            return at + len(words), _white(text, at + cut, stop)[0]
        if cut < room:
            return at + room, at + room
    return _mixed_row(text, at, stop, room)


def _mixed_row(text: str, at: int, stop: int, room: int) -> tuple[int, int]:
    """As `_row`, for text in which characters differ in width or cling to each other."""
    used, position, seen = 0, at, False
    cut = resume = -1
    before = SPACE
    ahead = glyph(text[at])
    while position < stop:
        _, width, kind = ahead
        end = position + 1
        if end < stop and (ahead := glyph(text[end]))[2] > STAND_IN:
            end, width, _, kind = grapheme(text, position, stop)
            ahead = glyph(text[end]) if end < stop else ahead
        if kind in _WHITE:
            end, width = _white(text, position, stop)
            if seen:
                cut, resume = position, end
            if used + width >= room or end == stop:
                return (cut, resume) if seen else (at, end)
            ahead = glyph(text[end])
        else:
            if IDEOGRAPH in (before, kind) and before not in _WHITE and _may(text, position):
                cut = resume = position
            if used + width > room:
                if cut > at:
                    return cut, resume
                return (position, position) if seen else (at, position) if used else (end, end)
            seen = True
        used += width
        position, before = end, kind
    return stop, stop


def _white(text: str, at: int, stop: int) -> tuple[int, int]:
    """The end of the run of breaking white space at `at`, and its cells."""
    used = 0
    while at < stop:
        end, width, _, kind = grapheme(text, at, stop)
        if kind not in _WHITE:
            break
        at = end
        used += width
    return at, used


def _may(text: str, position: int) -> bool:
    """Whether a row may end between two ideographs, by the punctuation around the place."""
    return text[position] not in _CLOSING and text[position - 1] not in _OPENING
