"""A whole thread as Markdown, with the reader's notes in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from threadview.export import escape
from threadview.export.markdown import code
from threadview.export.plain import UNSURE, credit
from threadview.export.standing_in import bullets, fenced, standing
from threadview.model import WORDS, Block, Post, Thread
from threadview.notebook import Note, Standing


@dataclass(frozen=True, slots=True)
class Placed:
    """A note, and where it stands in the thread."""

    note: Note
    place: Standing


def write_markdown(thread: Thread, out: IO[str], notes: Sequence[Placed] = ()) -> None:
    """Write a thread, read to its end, as CommonMark. Words of the thread are escaped; notes on a
    passage follow the paragraph in which it begins, notes on a post its heading."""
    by_post: dict[int, list[Placed]] = {}
    for placed in notes:
        by_post.setdefault(-1 if placed.place.post is None else placed.place.post, []).append(
            placed
        )
    out.write(f"# {escape.inline(thread.title or '') or 'Untitled'}\n")
    for placed in by_post.get(0, ()):
        _write(out, ["", *_note(placed.note)])
    for post in thread.posts:
        _write(out, ["", f"## {_heading(post)}"])
        for line in _body(post, by_post.get(post.number, ())):
            out.write(line + "\n")
    orphans = by_post.get(-1, ())
    if orphans:
        _write(out, ["", "## Notes whose words are not here"])
        for placed in orphans:
            _write(out, ["", *_note(placed.note, with_words=True)])


def _write(out: IO[str], lines: list[str]) -> None:
    out.write("".join(f"{line}\n" for line in lines))


def _heading(post: Post) -> str:
    facts = [f"#{post.number}", escape.inline(post.author or "") or "unknown author"]
    if date := post.date or post.date_text:
        facts.append(escape.inline(date))
    if post.edit is not None:
        facts.append(f"edited {escape.inline(post.edit.date or '')}".strip())
    return " · ".join(facts)


def _body(post: Post, notes: Sequence[Placed]) -> Iterator[str]:
    waiting = sorted(notes, key=lambda placed: placed.place.start or 0)
    for placed in [one for one in waiting if one.place.start is None]:
        waiting.remove(placed)
        yield from ["", *_note(placed.note)]
    credited: set[int] = set()
    for block, _, end in standing(post):
        if block.kind == "stray":
            yield ""
            yield from (f"{UNSURE}{line}" if line else "" for line in _block(block))
        if block.kind not in WORDS:
            continue
        depth = 0
        if block.quote is not None:
            depth = min(post.quotes[block.quote].depth, 12)
        margin = "> " * depth
        yield ""
        if block.quote is not None and block.quote not in credited:
            credited.add(block.quote)
            words = escape.inline(credit(post.quotes[block.quote]))
            yield from (f"{margin}*{words}*", margin.rstrip())
        yield from (f"{margin}{line}".rstrip() for line in _block(block))
        while waiting and (waiting[0].place.start or 0) < end:
            yield from ["", *_note(waiting.pop(0).note, with_words=True)]
    for placed in waiting:
        yield from ["", *_note(placed.note, with_words=True)]


def _block(block: Block) -> list[str]:
    plain = block.kind == "paragraph" and not block.links
    if block.kind == "code":
        return fenced(block.text)
    if plain and (made := bullets(block.text)) is not None:
        return made
    lines = escape.plain(block.text)
    if block.kind == "item":
        return [f"- {lines[0].removeprefix('- ')}", *(f"  {line}".rstrip() for line in lines[1:])]
    return [f"{line}\\" if line and after else line for line, after in _with_next(lines)]


def _with_next(lines: list[str]) -> list[tuple[str, str]]:
    """Each line with the one after it: between two that are not empty stands a hard line break."""
    return list(zip(lines, [*lines[1:], ""], strict=True))


def _note(note: Note, *, with_words: bool = False) -> list[str]:
    """A note as a block quote that says it is one."""
    kind = {"highlight": "Highlight", "star": "Star"}.get(note.kind, "Note")
    head = f"**{kind}** {code(note.id)}"
    if with_words and note.exact:
        words = " ".join(note.exact.split())
        head += f" on “{escape.inline(words[:80] + ('…' if len(words) > 80 else ''))}”"
    if note.tags:
        head += " " + " ".join(escape.tag(tag) for tag in note.tags)
    body = escape.note(note.body) if note.body.strip() else []
    return [f"> {line}".rstrip() for line in [head, *(["", *body] if body else [])]]


def placed(notes: Sequence[Note], places: Mapping[str, Standing]) -> list[Placed]:
    """Notes with their places, those without one left out."""
    return [Placed(note, places[note.id]) for note in notes if note.id in places]
