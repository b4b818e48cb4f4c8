"""Two columns in one line: believed where the first names people, not where it is part of a table
in somebody's post."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadview.formats.text.lines.cuts import columns

NAMES = ("marlin", "Keeper of the lamp", "Joined: 2009", "Posts: 17", "tern", "Back to top")


def side_by_side(left: tuple[str, ...], at: int) -> list[str]:
    """A user's column beside a body that goes on below it."""
    lines = []
    for name in left:
        lines.append(f"{name:<{at}}the lamp was trimmed at four")
        lines.append(" " * at + "and again at six, as the ledger says")
    return lines


@given(st.integers(22, 60))
def test_a_column_of_names_and_facts_is_cut(at: int) -> None:
    lines = side_by_side(NAMES, at)
    assert columns(lines) == dict.fromkeys(range(0, len(lines), 2), at)


@given(st.integers(14, 40), st.integers(4, 30))
def test_figures_in_columns_are_a_table(at: int, count: int) -> None:
    figures = tuple(f"{n}    {n * 7}" for n in range(count))
    assert columns(side_by_side(figures, at)) == {}


@given(st.lists(st.text("ab01;| ", max_size=60), max_size=30))
def test_a_cut_lies_behind_two_blanks_inside_its_line(lines: list[str]) -> None:
    for number, column in columns(lines).items():
        assert lines[number][column - 2 : column] == "  "
        assert lines[number][:column].strip()
        assert lines[number][column:].strip()
