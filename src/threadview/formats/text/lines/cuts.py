"""Two columns in one line: table rows that w3m, lynx and inscriptis draw side by side.

The side column (name, rank, facts) and the body share lines, so a line is cut where the second
column begins. A column is believed where lines that begin in it stand beside lines cut at it: a
wide gap alone is code, a list or a drawing.
"""

from __future__ import annotations

from collections import Counter

from threadview.pattern import pattern

GAP = pattern(r"(?<=[^ ]) {2,}(?=[^ ])")
NARROWEST = 12
"""A first column narrower than this is an indentation."""
WIDEST = 60
NEAR = 4
"""Lines above and below that must agree with a column of one table only."""
REACH = 12
"""Lines from one cut at a column in which its table may go on."""
FEWEST = 4
"""Lines with a gap that a page needs before columns are looked for."""
WORDY = 0.4
"""The share of letters, of all that is no space, that a side column has at least."""


def columns(lines: list[str]) -> dict[int, int]:
    """For each line that holds two columns, where the second begins."""
    gaps: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        if "   " in line and len(line) < 400:
            found = [match.end() for match in GAP.finditer(line)]
            if found:
                gaps[number] = found
    if len(gaps) < FEWEST:
        return {}
    inner = Counter(column for found in gaps.values() for column in found)
    indents = [_indent(line) for line in lines]
    outer = Counter(indents)
    wide = {
        column
        for column, count in inner.items()
        if count >= 4 and column >= NARROWEST and outer[column] >= max(2, 0.3 * count)
    }
    result: dict[int, int] = {}
    for number, found in gaps.items():
        for column in found:
            if column < NARROWEST or lines[number][column - 2 : column] != "  ":
                continue
            if _left(lines[number], column) and (
                column in wide or _agreed(number, column, indents, gaps)
            ):
                result[number] = column
                break
    return result if _named(lines, result) else {}


def aside(lines: list[str], cuts: dict[int, int]) -> set[int]:
    """The lines that stand in the first column alone: beside lines cut at a column, as far as its
    table reaches, they begin where the first column does and end before the second."""
    found: set[int] = set()
    for number, column in cuts.items():
        left = _indent(lines[number])
        for step in (-1, 1):
            near, blank = number + step, False
            while 0 <= near < len(lines) and near not in cuts and abs(near - number) <= REACH:
                indent = _indent(lines[near])
                if indent < 0 and blank:
                    break
                blank = indent < 0
                if 0 <= indent < column:
                    if indent != left or len(lines[near].rstrip(" ")) >= column:
                        break
                    found.add(near)
                near += step
    return found


def _indent(line: str) -> int:
    bare = line.lstrip(" ")
    return len(line) - len(bare) if bare.strip() else -1


def _left(line: str, column: int) -> bool:
    """Whether the first column of a line is as short as a side column's lines are."""
    return len(line[:column].strip()) <= WIDEST


def _named(lines: list[str], cuts: dict[int, int]) -> bool:
    """Whether the first column speaks in words, as names, ranks and facts do; one of figures or
    signs is a table, code or a drawing in somebody's post."""
    said = "".join(lines[number][:column] for number, column in cuts.items()).replace(" ", "")
    return sum(map(str.isalpha, said)) >= WORDY * len(said)


def _agreed(number: int, column: int, indents: list[int], gaps: dict[int, list[int]]) -> bool:
    """Whether lines close by begin in the column or are cut at it too."""
    begun = cut = 0
    for near in range(max(0, number - NEAR), min(len(indents), number + NEAR + 1)):
        if near == number:
            continue
        begun += indents[near] == column
        cut += column in gaps.get(near, ())
    return begun > 0 and begun + cut > 1
