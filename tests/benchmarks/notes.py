"""How long notes take: writing them, reading them, exporting ten thousand, exporting them again.

    PYTHONPATH=src:tests python tests/benchmarks/notes.py [COUNT]

Every tenth note has Markdown that only a parser can tell the meaning of. Exits 1 when the export
takes 5 seconds or more.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from noted import known, note_on, on, posts
from threadview.anchors import Holding
from threadview.export import filing, markdown
from threadview.export.sheet import sheets
from threadview.notebook import Notebook

BODIES = ["plain words about the oil, line one\n\nand a second paragraph with *emphasis*"] * 9
BODIES.append("- a list\n- with `code`\n\n```\nfenced\n```\n\n[a link](https://a.example) <b>")


def main() -> int:
    """Run it; the exit code."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        notebook = Notebook(folder / "notes.sqlite3")
        thread = posts()
        record = known(notebook, thread)
        anchor = on(thread, 3, "the keeper's hand is easily told")
        fresh = note_on(record, target="passage", anchors=(anchor,), tags=("a tag",))

        def write(number: int) -> None:
            notebook.notes.add(replace(fresh, body=f"{number} {BODIES[number % len(BODIES)]}"))

        def synced() -> None:
            for number in range(200):
                write(number)

        def together() -> None:
            with notebook.together("fill"):
                for number in range(count - 200):
                    write(number)

        def export() -> None:
            notes = notebook.notes.all()
            threads = {known.id: known for known in notebook.threads.all()}
            filing.to_file(
                notebook,
                folder / "out.md",
                sheets(notes, threads, {}),
                markdown,
                markdown.document,
            )

        def find() -> None:
            holding = Holding(thread)
            for note in notebook.notes.all():
                holding.find(note.anchors[0])

        taken = {}
        for what, action in (
            ("200 notes, each synced", synced),
            (f"{count - 200} notes at once", together),
            (f"export of {count}", export),
            ("export again", export),
            ("find them all", find),
        ):
            started = time.perf_counter()
            action()
            taken[what] = time.perf_counter() - started
            print(f"{what:32} {taken[what] * 1000:9.1f} ms")
    return int(max(taken[f"export of {count}"], taken["export again"]) >= 5)


if __name__ == "__main__":
    sys.exit(main())
