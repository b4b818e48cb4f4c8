"""Notes as Org mode (the Org Syntax specification): headlines, quote blocks, links.

Org has no escape character. A character that would begin something is preceded by a zero-width
space, as Org's manual advises (§ "Escape Character").
"""

from __future__ import annotations

import re

from threadview.export.document import Block, Document
from threadview.export.escape import lines_of
from threadview.export.plain import harmless
from threadview.export.sheet import Group, Item, Sheet

SUFFIX = ".org"
LINK_LINE = re.compile(r"\[\[threadview://[0-9a-z]+/\d*\?n=([0-9a-z]+)\]\[Open\]\](?: .*)?$")
HEADING = re.compile(r"\*{1,2} ")
KEYWORD = re.compile(r"#\+([A-Za-z_]+):")
BEGINS = re.compile(
    r"^([ \t]*)(?=[*#|:+-]|\d+[.)]|\\begin|\[fn:|CLOCK:|DEADLINE:|SCHEDULED:|CLOSED:)"
)
MARKS = re.compile(
    r"(?<!\S)(?=[*/_=~+])|(?<=\[)(?=\[)|(?<=\])(?=\])|(?=<<|\{\{\{|@@|\[fn:|\$|\\[a-zA-Z(\[]|<\w+:|<\d)"
)
TAG = re.compile(r"[^\w@%]+")
ZERO = "\u200b"


def document(sheets: list[Sheet], *, links: bool = False) -> Document:
    """The notes as Org. Notes are Markdown, which Org is not: they stand as plain text, with or
    without `links`."""
    del links
    made = Document(front=_front(sheets))
    for sheet in sheets:
        section = len(made.titles)
        made.titles.append([f"* {_inline(sheet.thread.title or '') or 'Untitled'}"])
        for group in sheet.groups:
            made.headings.append([f"** {_heading(group)}"])
            for item in group.items:
                lines = _lines(item, sheet)
                made.blocks.append(Block(item.note.id, lines, len(made.headings) - 1, section))
    return made


def _lines(item: Item, sheet: Sheet) -> list[str]:
    lines: list[str] = []
    if item.note.exact is not None:
        lines += ["#+begin_quote", *_text(item.note.exact), "#+end_quote", ""]
    if item.note.body.strip():
        lines += [*_text(item.note.body.strip("\n")), ""]
    elif item.note.kind == "star":
        lines += ["★", ""]
    if item.note.tags:
        tags = ":".join(TAG.sub("_", harmless(tag)) for tag in item.note.tags)
        lines += [f"Tags: :{tags}:", ""]
    line = f"[[{item.link}][Open]]"
    command = sheet.command(item.place.post or None)
    if command is not None:
        line += " " + harmless(command).replace("\n", " ")
    return [*lines, line]


def _heading(group: Group) -> str:
    if group.number is None:
        return "On the thread"
    author = _inline(group.author or "") or "unknown author"
    if group.in_quote:
        author += f", quoted by {_inline(group.quoted_by or '') or 'unknown author'}"
    facts = [author, f"#{group.number}", *([_inline(group.date)] if group.date else [])]
    return " · ".join([*facts, *(["no longer in the dump"] if group.orphan else [])])


def _text(text: str) -> list[str]:
    return [BEGINS.sub(rf"\1{ZERO}", MARKS.sub(ZERO, line).rstrip()) for line in lines_of(text)]


def _inline(text: str) -> str:
    return MARKS.sub(ZERO, " ".join(harmless(text).split())).replace(":", f":{ZERO}")


def _front(sheets: list[Sheet]) -> dict[str, list[str]]:
    def line(key: str, value: str) -> list[str]:
        return [f"#+{key}: {' '.join(harmless(value).split())}"]

    if len(sheets) != 1:
        return {"TITLE": line("TITLE", "Notes"), "FILETAGS": line("FILETAGS", ":threadview:")}
    thread = sheets[0].thread
    front = {"TITLE": line("TITLE", thread.title or "Untitled")}
    if thread.path:
        front["SOURCE"] = line("SOURCE", thread.path)
    if thread.sha256:
        front["SOURCE_SHA256"] = line("SOURCE_SHA256", thread.sha256)
    return {**front, "FILETAGS": line("FILETAGS", ":threadview:")}


def opens(line: str, fence: str) -> str:
    """The block that is open after a line ("src", "example"); their lines are not looked at."""
    bare = line.strip().lower()
    if not fence and bare.startswith(("#+begin_src", "#+begin_example")):
        return bare[8:].split()[0]
    return "" if fence and bare.startswith(f"#+end_{fence}") else fence


def stamp(time: str) -> tuple[str, list[str]]:
    """`EXPORTED`: the time of the last change of content."""
    return "EXPORTED", [f"#+EXPORTED: {time}"]


def split_front(lines: list[str]) -> tuple[dict[str, list[str]], int]:
    """The keyword lines at the beginning of a file, and how many there are."""
    front: dict[str, list[str]] = {}
    count = 0
    for line in lines:
        match = KEYWORD.match(line)
        if match is None or match[1].lower().startswith(("begin", "end")):
            break
        key = match[1].upper()
        front.setdefault(key if key not in front else f"{key} {count}", []).append(line)
        count += 1
    return front, count


def join_front(front: dict[str, list[str]]) -> list[str]:
    """The keyword lines."""
    return [line for lines in front.values() for line in lines]
