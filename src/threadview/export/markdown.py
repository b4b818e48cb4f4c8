"""Notes as Markdown: plain CommonMark, readable anywhere.

`obsidian` beside this adds what Obsidian alone understands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from threadview.export.document import Block, Document
from threadview.export.escape import ends_in_paragraph, inline, note, plain, tag
from threadview.export.plain import harmless
from threadview.export.sheet import Group, Item, Sheet

SUFFIX = ".md"
LINK_LINE = re.compile(r"\[Open\]\(threadview://[0-9a-z]+/\d*\?n=([0-9a-z]+)\)(?: .*)?$")
HEADING = re.compile(r"#{1,2} ")
FENCE = re.compile(r"[ ]{0,3}(`{3,}(?=[^`]*$)|~{3,})")
PLAIN = re.compile(r"(?!(?:null|true|false|yes|no|on|off)$)[A-Za-z_/][\w./-]*[A-Za-z_]", re.ASCII)
KEY = re.compile(r"([A-Za-z_][\w-]*):(?: |$)")
FRONT = "---"

Passage = Callable[[Item, Group], list[str]]
"""How a flavour quotes an item's words."""


def document(sheets: list[Sheet], *, links: bool = False) -> Document:
    """The notes as CommonMark. With `links`, links in notes stay links."""
    return compose(sheets, quoted, lambda _: "", links)


def compose(
    sheets: list[Sheet], passage: Passage, ending: Callable[[Item], str], links: bool
) -> Document:
    """The notes as Markdown, with a flavour's own way to quote, and its own end of a link line."""
    made = Document(front=_front(sheets))
    for sheet in sheets:
        section = len(made.titles)
        made.titles.append([f"# {inline(sheet.thread.title or '') or 'Untitled'}"])
        for group in sheet.groups:
            made.headings.append([f"## {heading(group)}"])
            for item in group.items:
                lines = [*passage(item, group), *_said(item, links)]
                lines.append(_link_line(item, sheet) + ending(item))
                made.blocks.append(Block(item.note.id, lines, len(made.headings) - 1, section))
    return made


def heading(group: Group) -> str:
    """Who, where, when: "alice · #12 · 2019-03-04"."""
    if group.number is None:
        return "On the thread"
    author = inline(group.author or "") or "unknown author"
    if group.in_quote:
        author += f", quoted by {inline(group.quoted_by or '') or 'unknown author'}"
    facts = [author, f"#{group.number}"]
    if group.date:
        facts.append(inline(group.date))
    if group.orphan:
        facts.append("no longer in the dump")
    return " · ".join(facts)


def quoted(item: Item, _group: Group) -> list[str]:
    """The passage with ">" on every line, and a blank line after it."""
    exact = item.note.exact
    if exact is None:
        return []
    return [*(f"> {line}".rstrip() for line in plain(exact)), ""]


def _said(item: Item, links: bool) -> list[str]:
    """The note's own words and its tags, and a blank line after them."""
    words = item.note.body.strip()
    lines = note(item.note.body, links=links) if words else []
    if not words and item.note.kind == "star":
        lines = ["★"]
    tags = " ".join(tag(name) for name in item.note.tags)
    if tags and lines and ends_in_paragraph(lines):
        lines[-1] = f"{lines[-1].rstrip()} {tags}"
    elif tags:
        lines += [*([""] if lines else []), tags]
    return [*lines, ""] if lines else []


def _link_line(item: Item, sheet: Sheet) -> str:
    command = sheet.command(item.place.post or None)
    line = f"[Open]({item.link})"
    return line if command is None else f"{line} {code(command)}"


def code(text: str) -> str:
    """A code span of one line."""
    text = " ".join(harmless(text).split("\n"))
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _front(sheets: list[Sheet]) -> dict[str, list[str]]:
    front: dict[str, list[str]] = {}
    if len(sheets) == 1:
        thread = sheets[0].thread
        front["title"] = [f"title: {yaml_string(thread.title or 'Untitled')}"]
        if thread.path:
            front["source"] = [f"source: {_scalar(thread.path)}"]
        if thread.sha256:
            front["source_sha256"] = [f"source_sha256: {_scalar(thread.sha256)}"]
    else:
        front["title"] = ['title: "Notes"']
    front["tags"] = ["tags: [threadview]"]
    return front


def _scalar(text: str) -> str:
    hexadecimal = len(text) == 64 and re.search("[a-df]", text) and text.isalnum()
    return text if PLAIN.fullmatch(text) or hexadecimal else yaml_string(text)


def yaml_string(text: str) -> str:
    """A YAML 1.2 double-quoted scalar: JSON's strings are some (YAML 1.2.2, §1.2)."""
    return json.dumps(harmless(text), ensure_ascii=False).replace("\ufeff", "\\ufeff")


def opens(line: str, fence: str) -> str:
    """The fence of the code block that is open after a line."""
    match = FENCE.match(line)
    if match is None:
        return fence
    if not fence:
        return match[1]
    bare = line.strip()
    closes = bare[0] == fence[0] and set(bare) == {fence[0]} and len(bare) >= len(fence)
    return "" if closes else fence


def stamp(time: str) -> tuple[str, list[str]]:
    """`exported`: the time of the last change of content."""
    return "exported", [f"exported: {time}"]


def split_front(lines: list[str]) -> tuple[dict[str, list[str]], int]:
    """The entries of YAML front matter, a key's lines together, and its length with both rules."""
    if not lines or lines[0].rstrip() != FRONT or FRONT not in map(str.rstrip, lines[1:]):
        return {}, 0
    end = [line.rstrip() for line in lines[1:]].index(FRONT) + 1
    front: dict[str, list[str]] = {}
    key = ""
    for line in lines[1:end]:
        match = KEY.match(line)
        if match:
            key = match[1] if match[1] not in front else f"{match[1]} again"
        front.setdefault(key, []).append(line)
    return front, end + 1


def join_front(front: dict[str, list[str]]) -> list[str]:
    """Front matter between its rules."""
    return [FRONT, *(line for lines in front.values() for line in lines), FRONT]
