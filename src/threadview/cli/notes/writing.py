"""`threadview notes add`, `edit`, `tag` and `rm`."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from threadview import locations
from threadview.anchors import Anchor, anchor_passage, anchor_post, find_words
from threadview.cli import say
from threadview.cli.notes.dumps import ReadThread, notebook_of, read_dump
from threadview.cli.opening import Inputs, add_opening, opening_of, text_output
from threadview.errors import NotebookError, ThreadviewError
from threadview.notebook import COLOURS, Note, Notebook, rescue


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes add`."""
    parser.add_argument("path", metavar="PATH", help="the dump")
    parser.add_argument("--post", type=int, metavar="N", help="the post (else the thread)")
    parser.add_argument("--quote", metavar="WORDS", help="the words in that post")
    parser.add_argument(
        "--nth", type=int, metavar="K", help="which of them, when they stand there several times"
    )
    parser.add_argument(
        "--thread", type=int, metavar="K", help="which thread of a dump that holds several"
    )
    parser.add_argument("--body", metavar="TEXT", help="the note (else from standard input)")
    parser.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; repeatable")
    parser.add_argument("--colour", choices=COLOURS, help="a colour")
    add_opening(parser)
    parser.epilog = "the new note's id is printed once the note is safely on the disk"


def run_add(options: argparse.Namespace) -> int:
    """Write a note; print its id once it is on the disk."""
    if options.quote is not None and options.post is None:
        raise ThreadviewError("--quote needs the post that the words stand in", "add --post N")
    if options.path == "-" and options.body is None:
        raise ThreadviewError("standard input is the dump", "give the note with --body")
    inputs = Inputs([options.path], opening_of(options))
    if len(inputs.paths) > 1:
        raise ThreadviewError(f"{options.path}: is a directory", "name the dump in it")
    body = _early(options.body)
    try:
        with notebook_of(options) as notebook:
            return _add(notebook, inputs, options, body)
    except NotebookError as error:
        return _rescued(error, body or "")


def _add(notebook: Notebook, inputs: Inputs, options: argparse.Namespace, body: str | None) -> int:
    read = _the_thread(inputs, notebook, options.thread)
    if read is None:
        return inputs.code or 1
    anchors = _anchors(read, options)
    if anchors is None:
        return 1
    body = _input() if body is None else body
    if not body.strip() and not (options.tag or options.colour or options.quote):
        raise ThreadviewError("there is nothing to note: no words, no tag, no colour")
    try:
        note = _added(notebook, read, options, anchors, body)
    except NotebookError as error:
        return _rescued(error, body)
    text_output().write(note.id + "\n")
    for notice in notebook.notices:
        say(notice)
    return 0


def _early(given: str | None) -> str | None:
    """A note's words before anything can go wrong: as given, or from a pipe. None on a terminal,
    where they are asked for when it is known that they can be kept."""
    if given is not None or sys.stdin is None or sys.stdin.isatty():
        return given
    return _input()


def _added(
    notebook: Notebook,
    read: ReadThread,
    options: argparse.Namespace,
    anchors: tuple[Anchor, ...],
    body: str,
) -> Note:
    with notebook.together("add a note"):
        known = replace(read.record, id=read.known.id if read.known else "")
        thread = notebook.threads.keep(known)
        return notebook.notes.add(
            Note(
                id="",
                thread=thread.id,
                kind="note" if body.strip() or not options.quote else "highlight",
                target="thread" if not anchors else "passage" if options.quote else "post",
                anchors=anchors,
                body=body.rstrip("\n"),
                tags=tuple(options.tag),
                colour=options.colour,
            )
        )


def _the_thread(inputs: Inputs, notebook: Notebook, number: int | None) -> ReadThread | None:
    """The one thread that is meant; None when the dump could not be read."""
    for dump in inputs:
        threads = iter(read_dump(dump, inputs, notebook))
        for at, read in enumerate(threads, 1):
            if number in (None, at):
                if number is None and next(threads, None) is not None:
                    raise ThreadviewError(
                        f"{dump.name}: holds several threads", "say which with --thread K"
                    )
                return read
        raise ThreadviewError(f"{dump.name}: has no thread {number}")
    return None


def _anchors(read: ReadThread, options: argparse.Namespace) -> tuple[Anchor, ...] | None:
    """What the note is on; None, with a word about it, when that is not there."""
    posts = read.thread.posts
    if options.post is None:
        return ()
    if not 1 <= options.post <= len(posts):
        say(f"there is no post #{options.post}: the thread has {len(posts)}")
        return None
    index = options.post - 1
    if options.quote is None:
        return (anchor_post(posts, index),)
    found = find_words(posts[index], options.quote)
    if not found:
        say(f"these words do not stand in post #{options.post}: {options.quote}")
        return None
    if options.nth is not None and not 1 <= options.nth <= len(found):
        say(f"these words stand in post #{options.post} only {len(found)} times")
        return None
    if len(found) > 1 and options.nth is None:
        say(f"the words stand {len(found)} times in post #{options.post}; the first is noted")
    start, end = found[(options.nth or 1) - 1]
    return (anchor_passage(posts, index, start, end),)


def _input() -> str:
    """The note from standard input: UTF-8, and bytes that are not are shown."""
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        say("write the note; Ctrl-D on a line of its own ends it")
    return sys.stdin.buffer.read().decode("utf-8", "surrogateescape").replace("\r\n", "\n")


def _rescued(error: NotebookError, body: str) -> int:
    say(str(error))
    if body.strip():
        saved = rescue(body, Path(locations.state_directory()))
        say(f"the note was not kept; its text is saved in {saved}")
    return 2


def edit_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes edit`."""
    parser.add_argument("id", metavar="ID", help="the note's id, or how it begins")
    parser.add_argument("--body", metavar="TEXT", help="the new words")
    parser.add_argument("--colour", choices=(*COLOURS, "none"), help="the new colour")
    parser.epilog = (
        "Without --body and --colour the new words come from standard input, or, on a terminal, "
        "from $VISUAL or $EDITOR."
    )


def run_edit(options: argparse.Namespace) -> int:
    """Change a note."""
    body = _early(options.body) if options.body or options.colour is None else None
    try:
        with notebook_of(options) as notebook:
            note = notebook.notes.resolve(options.id)
            if body is None and options.colour is None:
                body = _edited(note.body)
            changed = note if body is None else replace(note, body=body.rstrip("\n"))
            if options.colour is not None:
                colour = None if options.colour == "none" else options.colour
                changed = replace(changed, colour=colour)
            return _written(notebook, changed)
    except NotebookError as error:
        return _rescued(error, body or "")


def _written(notebook: Notebook, note: Note) -> int:
    kept = notebook.notes.update(note)
    if kept.id != note.id:
        say(f"note {note.id} was changed meanwhile; yours is kept as a second version, {kept.id}")
    return 0


def _edited(text: str) -> str:
    """A text after its writer has been at it with an editor of their choice.

    Raises:
        ThreadviewError: there is no editor, or it failed.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="threadview-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(text, encoding="utf-8")
        try:
            done = subprocess.run([*shlex.split(editor), str(file)], check=False)  # noqa: S603
        except (OSError, ValueError) as error:
            raise ThreadviewError(f"{editor}: {error}", "set VISUAL or EDITOR") from None
        if done.returncode:
            raise ThreadviewError(f"{editor} ended with {done.returncode}; nothing was changed")
        return file.read_text(encoding="utf-8", errors="surrogateescape")


def tag_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes tag`."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="notes' ids, or how they begin")
    parser.add_argument("--add", action="append", default=[], metavar="T", help="add this tag")
    parser.add_argument("--remove", action="append", default=[], metavar="T", help="take it away")
    parser.epilog = "example: threadview notes tag k7q2 --add lighthouse --remove todo"


def run_tag(options: argparse.Namespace) -> int:
    """Add tags to notes, or take them away."""
    if not (options.add or options.remove):
        raise ThreadviewError("which tags?", "--add T, --remove T")
    gone = {name.lstrip("#") for name in options.remove}
    come = [name.lstrip("#") for name in options.add]
    with notebook_of(options) as notebook:
        notes = [notebook.notes.resolve(start) for start in options.ids]
        with notebook.together("change tags"):
            for note in notes:
                kept = [name for name in note.tags if name not in gone]
                tags = tuple(dict.fromkeys([*kept, *come]))
                notebook.notes.update(replace(note, tags=tags), "change tags")
    return 0


def rm_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes rm`."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="notes' ids, or how they begin")


def run_rm(options: argparse.Namespace) -> int:
    """Delete notes, all or none."""
    with notebook_of(options) as notebook:
        notes = [notebook.notes.resolve(start) for start in options.ids]
        label = "delete a note" if len(notes) == 1 else f"delete {len(notes)} notes"
        with notebook.together(label):
            for note in notes:
                notebook.notes.delete(note.id, note.revision)
    return 0
