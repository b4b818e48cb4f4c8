"""Templates of the user's own, in Jinja (`pip install threadview[templates]`), in its sandbox.

A template gets `threads`, each with `title`, `source`, `sha256`, `id` and `posts`; each of those
with `number`, `author`, `quoted_by`, `date`, `orphan` and `notes`; each of those with `id`,
`exact`, `body`, `tags`, `colour`, `kind`, `created`, `modified`, `link` (the whole link line) and
`command`. Filters: `quote` (a passage with ">" before each line), `plain` (words escaped), `note`
(a note's Markdown, made safe), `tag`, `yaml` (a string for front matter).

A block ends at the line that is `{{ note.link }}`; so what is exported by a template is kept up to
date block by block, too. A minimal one:

    {% for thread in threads %}
    # {{ thread.title | plain }}
    {% for post in thread.posts %}
    ## {{ post.author | plain }} #{{ post.number }}
    {% for note in post.notes %}
    {{ note.exact | quote }}

    {{ note.body | note }}

    {{ note.link }}
    {% endfor %}{% endfor %}{% endfor %}
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from threadview.errors import NotebookError
from threadview.export import escape
from threadview.export.document import Block, Document, Flavour, is_heading, note_of
from threadview.export.markdown import yaml_string
from threadview.export.plain import harmless
from threadview.export.sheet import Group, Item, Sheet

if TYPE_CHECKING:
    import jinja2


class Template:
    """A template, read and parsed.

    Raises:
        NotebookError: Jinja is not installed, the file cannot be read, or it does not parse.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            from jinja2 import TemplateError
            from jinja2.sandbox import ImmutableSandboxedEnvironment
        except ImportError:
            raise NotebookError(
                "templates need Jinja", "install it: pip install 'threadview[templates]'"
            ) from None
        self._error = TemplateError
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False
        )
        environment.filters |= {
            "quote": lambda text: "\n".join(f"> {line}".rstrip() for line in _plain(text)),
            "plain": lambda text: escape.inline(text or ""),
            "note": lambda text: "\n".join(escape.note(text or "")),
            "tag": escape.tag,
            "yaml": lambda text: yaml_string(text or ""),
        }
        try:
            source = path.read_text(encoding="utf-8")
            self._template: jinja2.Template = environment.from_string(source)
        except (OSError, UnicodeDecodeError, TemplateError) as error:
            raise NotebookError(f"template {path}: {error}") from None

    def document(self, sheets: list[Sheet], flavour: Flavour) -> Document:
        """The notes as the template has them, in the pieces that its link lines mark.

        Raises:
            NotebookError: the template fails, or leaves out a note's link line.
        """
        made = flavour.document(sheets)
        links = {block.note: block.lines[-1] for block in made.blocks}
        try:
            text = self._template.render(threads=[_thread(sheet, links) for sheet in sheets])
        except (self._error, TypeError, ValueError, ArithmeticError) as error:
            raise NotebookError(f"template {self._path}: {error}") from None
        document = _pieces(harmless(text), flavour)
        missing = set(links) - {block.note for block in document.blocks}
        if missing:
            raise NotebookError(
                f"template {self._path}: the link line of note {min(missing)} is missing",
                "each note ends with a line that is {{ note.link }}",
            )
        return document


def _plain(text: str | None) -> list[str]:
    return escape.plain(text) if text else []


def _thread(sheet: Sheet, links: dict[str, str]) -> dict[str, Any]:
    thread = sheet.thread
    return {
        "id": thread.id,
        "title": thread.title or "Untitled",
        "source": thread.path,
        "sha256": thread.sha256,
        "posts": [_post(sheet, group, links) for group in sheet.groups],
    }


def _post(sheet: Sheet, group: Group, links: dict[str, str]) -> dict[str, Any]:
    return {
        "number": group.number,
        "author": group.author,
        "quoted_by": group.quoted_by,
        "date": group.date,
        "orphan": group.orphan,
        "notes": [_note(sheet, item, links) for item in group.items],
    }


def _note(sheet: Sheet, item: Item, links: dict[str, str]) -> dict[str, Any]:
    note = item.note
    return {
        "id": note.id,
        "kind": note.kind,
        "exact": note.exact,
        "body": note.body,
        "tags": list(note.tags),
        "colour": note.colour,
        "created": note.created,
        "modified": note.modified,
        "link": links[note.id],
        "command": sheet.command(item.place.post or None),
    }


def _pieces(text: str, flavour: Flavour) -> Document:
    """A rendered text in pieces: a block is what stands between a heading, or the block before,
    and its link line."""
    lines = text.split("\n")
    front, length = flavour.split_front(lines)
    document = Document(front, [[]], [[]])
    gathered: list[str] = []
    fence = ""
    for line in lines[length:]:
        fence = flavour.opens(line, fence)
        gathered.append(line)
        note = None if fence else note_of(line, flavour)
        if note is not None:
            block = _trimmed(gathered)
            document.blocks.append(
                Block(note, block, len(document.headings) - 1, len(document.titles) - 1)
            )
            gathered = []
        elif not fence and is_heading(line, flavour):
            top = line.split(" ", 1)[0] in ("#", "*")
            (document.titles if top else document.headings).append([line])
            gathered = []
    return document


def _trimmed(lines: list[str]) -> list[str]:
    first = next(at for at, line in enumerate(lines) if line.strip())
    return lines[first:]
