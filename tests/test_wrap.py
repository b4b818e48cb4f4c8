"""Rows, cells and stand-ins: what the painters and the mouse rely on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from threadview.graphemes import graphemes
from threadview.wrap import cells, clip, column, offset_at, shown, snap, wrap

PIECES = [
    *("word ", "longer-than-usual ", "  ", "\t", "\n", "é", "e\u0301", "\u0301"),
    *("漢字", "かな、", "「引用」", "한국어 ", "שלום ", "سلام ", "می\u200cخواهم ", "क्\u200dष"),
    *("👩\u200d👩\u200d👧", "👍🏽", "🇩🇪", "🇩", "❤\ufe0f", "1\ufe0f\u20e3"),
    *("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "\U000e0041"),
    *("\u200b", "\u200d", "\ufe0f", "\ufe0e", "\xad", "\xa0", "\u3000", "\U000e0101"),
    *("\x1b[31m", "\x07", "\x9b", "\x7f", "\u202e", "\u2066", "\u2028", "\udc9b", "\ud800"),
]
texts = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(codec="ascii"), max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)
widths = st.integers(0, 200)

ACTING = {chr(c) for c in [*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, 0x2028, 0x2029]}
ACTING |= {chr(c) for c in [*range(0x202A, 0x202F), *range(0x2066, 0x2070), 0xFEFF, 0xFFF9]}


BLANK = "".join(["\t \u1680\u3000\u205f\u200b", *(chr(c) for c in range(0x2000, 0x200B))])


def bounds(text: str) -> set[int]:
    """Where a row may begin or end: between graphemes of a line."""
    found, at = {0}, 0
    for line in text.split("\n"):
        found |= {at} | {at + end for end, *_ in graphemes(line)}
        at += len(line) + 1
    return found


@given(texts, widths, st.integers(0, 12))
@example("a\u0301" * 30, 2, 0)
@example(" " * 50 + "x", 7, 3)
@example("0  \u0300", 0, 0)  # the mark clings to the second blank
def test_rows_are_in_order_and_never_split_a_grapheme(text: str, width: int, hang: int) -> None:
    rows = wrap(text, width, hang)
    edges = bounds(text)
    last = 0
    for start, end in rows:
        assert last <= start <= end <= len(text)
        assert {start, end} <= edges
        last = end


@given(texts, st.integers(2, 200), st.integers(0, 12))
def test_no_row_is_wider_than_the_screen(text: str, width: int, hang: int) -> None:
    starts = {0} | {at + 1 for at, char in enumerate(text) if char == "\n"}
    for start, end in wrap(text, width, hang):
        row = text[start:end]
        room = width if start in starts else max(width - hang, 2)
        if start not in starts and hang and cells(row) > room:
            # an indentation wider than the screen is skipped: its line still starts with this row
            before = text[:start].rpartition("\n")[2]
            room = width if not before.strip(BLANK) else room
        assert cells(row) <= room or sum(size > 0 for _, size, _, _ in graphemes(row)) == 1, row


@given(texts, widths)
def test_only_breaking_white_space_is_in_no_row(text: str, width: int) -> None:
    kept = [False] * len(text)
    for start, end in wrap(text, width):
        kept[start:end] = [True] * (end - start)
    lost = {char for char, seen in zip(text, kept, strict=True) if not seen}
    # what paints nothing and clings to a blank goes with it
    assert lost - {"\n", *BLANK} <= set(
        "\xad\u200c\u200d\u200e\u200f\u061c\u2060\ufe0e\ufe0f\ufeff"
    )


@given(texts, widths)
def test_every_line_has_a_row_and_an_empty_line_an_empty_one(text: str, width: int) -> None:
    lines = text.split("\n")
    rows = wrap(text, width)
    assert len(rows) >= len(lines)
    if not text.strip("\n"):
        assert rows == [(at, at) for at in range(len(lines))]


@given(texts, widths)
def test_rows_of_a_row_are_that_row(text: str, width: int) -> None:
    for start, end in wrap(text, width):
        row = text[start:end]
        if "\n" not in row and not row[:1].isspace() and row[:1] != "\u200b":
            assert wrap(row, width) == [(0, len(row))]


@given(st.lists(st.text("abcdef", min_size=1, max_size=12), max_size=60), st.integers(12, 60))
def test_rows_are_greedy(words: list[str], width: int) -> None:
    text = " ".join(words)
    rows = [text[start:end] for start, end in wrap(text, width)]
    assert " ".join(rows) == text
    for row, following in pairwise(rows):
        assert len(row) + 1 + len(following.split(" ")[0]) > width


@given(st.lists(st.text("abcdef", min_size=1, max_size=12), max_size=60), st.integers(2, 60))
def test_the_fast_and_the_careful_road_agree(words: list[str], width: int) -> None:
    text = " ".join(words)
    careful = wrap(text + " \u200b", width)
    assert wrap(text, width) == careful


@given(texts)
def test_cells_are_those_of_the_painted_text(text: str) -> None:
    assert cells(text) == cell_len(shown(text)) == sum(width for _, width, _, _ in graphemes(text))


@given(texts)
def test_nothing_painted_acts_on_the_terminal(text: str) -> None:
    painted = shown(text)
    assert not ACTING & set(painted)
    painted.encode("utf-8")
    assert shown(painted) == painted


@given(texts, st.integers(0, 80))
def test_column_and_offset_are_inverse(text: str, offset: int) -> None:
    place = snap(text, min(offset, len(text)))
    assert place <= offset
    cell = column(text, offset)
    assert cell == column(text, place) <= cells(text)
    back = offset_at(text, cell)
    assert column(text, back) == cell
    assert cells(text[place:back]) == 0
    assert offset_at(text, cells(text)) == len(text)


@given(texts)
def test_columns_never_go_back(text: str) -> None:
    columns = [column(text, offset) for offset in range(len(text) + 1)]
    assert columns == sorted(columns)
    assert columns[-1] == cells(text)


@given(texts, st.integers(0, 60))
@example("0" * 15 + "\U0001f3f4\U000e0020\U000e007f", 17)  # cut amid the flag, it is wider
def test_a_clipped_text_fits(text: str, width: int) -> None:
    clipped = clip(text, width)
    assert cell_len(clipped) <= width
    if cells(text) <= width:
        assert clipped == shown(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[2J\x07", "␛[2J␇"),
        ("\x9b\udc9b\x7f", "\\x9b\\x9b␡"),
        ("a\u202eb\u2066c\u2028", "a<202e>b<2066>c<2028>"),
        ("\ud83d", "<d83d>"),
        ("\tx", "    x"),
        ("[red]not markup[/]", "[red]not markup[/]"),
        ("👩\u200d👩\u200d👧 a\u200db", "👩👩👧 ab"),
        ("👍🏽 ❤\ufe0f 1\ufe0f\u20e3 a🏽", "👍 ❤ 1\u20e3 a<1f3fd>"),
        ("🏴\U000e0067\U000e0062\U000e007f x", "🏴 x"),
        ("می\u200cخواهم a\u200cb", "می\u200cخواهم ab"),
        ("hid\U000e0041den", "hid<e0041>den"),
        ("so\xadft\u200b", "soft"),
    ],
)
def test_stand_ins(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_closing_punctuation_never_starts_a_row() -> None:
    text = "これは、とても長い文です。「引用」もあります。" * 3
    for width in range(6, 40):
        for start, end in wrap(text, width):
            assert text[start] not in "、。」"
            assert text[end - 1] != "「"


def test_a_list_item_hangs() -> None:
    text = "- first words that go on for a while"
    rows = wrap(text, 16, hang=2)
    assert [text[start:end] for start, end in rows] == [
        "- first words",
        "that go on for",
        "a while",
    ]


@pytest.mark.parametrize("unit", ["x", "x ", " ", "漢", "e\u0301", "\u0301", "👍🏽 ", "\x1b", "\n"])
def test_one_endless_line_is_cut_in_linear_time(unit: str) -> None:
    size = 60_000
    text = unit * (size // len(unit))
    rows = wrap(text, 80)
    assert rows[-1][1] <= len(text)
    assert len(rows) <= len(text) + 1


def test_marks_piled_on_one_character_are_painted_up_to_a_point() -> None:
    text = "e" + "\u0301" * 5000 + "x"
    assert shown(text) == "e" + "\u0301" * 30 + "x"
    assert cells(text) == 2
    assert wrap(text, 10) == [(0, len(text))]
