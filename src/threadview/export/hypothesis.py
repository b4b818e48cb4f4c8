"""Import from Hypothesis: its API's JSON, and what its export tools write (rows of annotations).

A row has `uri`, `text`, `tags`, `created`, `updated` and a `target` with Web Annotation selectors,
where the page's title is `document.title`.
"""

from __future__ import annotations

import json
from typing import Any

from threadview.anchors import ThreadPrint
from threadview.anchors.skeleton import letters
from threadview.errors import BROKEN, NotebookError
from threadview.export import annotation
from threadview.notebook import KnownThread, Note

Json = dict[str, Any]


def loads(text: str) -> tuple[list[Note], dict[str, KnownThread]]:
    """The notes and the threads they are on. Replies become notes of their own.

    Raises:
        NotebookError: it is no JSON, or not of that shape.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise NotebookError(f"this is no JSON: {error}") from None
    rows = data
    if isinstance(data, dict):
        rows = data.get("rows") or data.get("annotations") or data.get("items")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NotebookError("there are no Hypothesis annotations in it")
    notes: list[Note] = []
    threads: dict[str, KnownThread] = {}
    for number, row in enumerate(rows, 1):
        try:
            note, title = _note(row), _title(row)
        except BROKEN as error:
            raise NotebookError(f"annotation {number} cannot be read: {error!r}") from None
        notes.append(note)
        identity = ThreadPrint(letters(title or ""))
        threads.setdefault(
            note.thread, KnownThread(note.thread, title, path=note.thread, identity=identity)
        )
    return notes, threads


def looks_like(text: str) -> bool:
    """Whether a JSON text is Hypothesis's rather than JSON-LD."""
    return '"uri"' in text and '"@context"' not in text


def _note(row: Json) -> Note:
    uri = str(row["uri"])
    targets = row.get("target") or [{"source": uri}]
    return annotation.loads(
        json.dumps(
            {
                "type": "Annotation",
                "target": [{**target, "source": uri} for target in targets[:1]],
                "created": _time(row.get("created")),
                "modified": _time(row.get("updated") or row.get("created")),
                "body": [
                    *([{"value": row["text"]}] if row.get("text") else []),
                    *({"value": tag, "purpose": "tagging"} for tag in row.get("tags") or ()),
                ],
                "motivation": "commenting" if row.get("text") else "highlighting",
            }
        )
    )[0][0]


def _time(stamp: Any) -> str | None:
    """Hypothesis's time with microseconds and offset, as ours."""
    if not stamp:
        return None
    from datetime import UTC, datetime

    moment = datetime.fromisoformat(str(stamp).replace("Z", "+00:00"))
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _title(row: Json) -> str | None:
    title = (row.get("document") or {}).get("title")
    title = title[0] if isinstance(title, list) and title else title
    return title if title and isinstance(title, str) else None
