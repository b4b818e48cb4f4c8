"""Notes as a table (RFC 4180, UTF-8), a row for each."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO

from threadview.export.note_rows import Row
from threadview.export.plain import harmless

COLUMNS = tuple(Row.__annotations__)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell begins with it."""


def write_csv(rows: Iterable[Row], out: IO[str]) -> None:
    """Write a heading and the rows. Tags stand in one cell, separated by commas; a cell that a
    spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection")."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        values = {**row, "tags": ", ".join(row["tags"])}
        writer.writerow([_cell(values[name]) for name in COLUMNS])


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = harmless(value)
    return f"'{text}" if text.startswith(FORMULA) else text
