"""A process that writes notes, for tests that kill it or run two at once.

python writer.py NOTEBOOK COUNT NAME    prints each note's id once it is kept
"""

from __future__ import annotations

import sys
from pathlib import Path

from threadview.notebook import Note, Notebook


def main(path: str, count: str, name: str) -> None:
    """Write notes on the one thread there is."""
    with Notebook(Path(path)) as notebook:
        (record,) = [thread for thread in notebook.threads.all() if thread.title == "The ledger"]
        for number in range(int(count)):
            note = notebook.notes.add(Note("", record.id, body=f"{name} {number}"))
            print(note.id, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
