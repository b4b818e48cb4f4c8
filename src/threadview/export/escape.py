"""Text as Markdown that forges nothing: no heading, link, HTML, tag or front matter (CommonMark
0.31.2, with what Obsidian and GitHub add to it).

Words of a thread are escaped whole. A note is its writer's Markdown: emphasis, lists and code stay,
and what would look like the export's own structure is escaped, found with a CommonMark parser.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from threadview.export.plain import harmless

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

ALWAYS = re.compile(
    r"""[\\`*\[\]<|~$]            # code, emphasis, links, HTML, tables, strike-through, formulas
    | (?<![^\W_])_ | _(?![^\W_])  # emphasis, but not within a word
    | (?<==)= | =(?==) | (?<=%)% | %(?=%)   # Obsidian: highlight, comment
    | (?:^|(?<=\s))[\#^](?=\S|$)  # a tag, a block id, the closing marks of a heading
    | &(?=\#?\w+;)                # an entity
    """,
    re.VERBOSE,
)
"""What is escaped wherever it stands."""

LEADING = re.compile(r"(?:[#>+=-]|\d{1,9}(?=[.)](?:\s|$)))")
"""What begins a block when it begins a line."""

SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
"""A code span."""

SAFE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
TAG = re.compile(r"[^\w/]+")
OPEN = re.compile(r"(?=\[Open\]\(threadview:)")
BRACKET = re.compile(r"\\.|[\[<]|\^(?=tv-)", re.DOTALL)
NEEDS_A_LOOK = re.compile(
    r"[\[<`~\\]|^[ ]{0,3}(?:[#>*+=-]|\d+[.)]|___)|^[ ]{4}|\t|\^tv-", re.MULTILINE
)
"""What only a parser can tell the meaning of; a note without it is nothing but paragraphs."""
ROUNDS = 5
DEEP = 16
"""Nesting beyond which a note is no longer taken for Markdown."""
LONG = 50_000
"""Characters of a paragraph beyond which its code spans are not looked for."""


def lines_of(text: str) -> list[str]:
    """The lines of a text, with whatever ends a line anywhere read as one line end."""
    return harmless(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")


def inline(text: str) -> str:
    """Plain text on one line, as it may stand in a heading or a sentence."""
    return ALWAYS.sub(r"\\\g<0>", " ".join(harmless(text).split()))


def plain(text: str) -> list[str]:
    """Plain text as lines of paragraphs, each shown as it is."""
    found = []
    for line in lines_of(text):
        line = line.strip(" \t")
        escaped = ALWAYS.sub(r"\\\g<0>", line)
        match = LEADING.match(line)
        if match is not None and not escaped.startswith("\\"):
            at = match.end() if match[0].isdigit() else 0
            escaped = f"{escaped[:at]}\\{escaped[at:]}"
        found.append(escaped)
    return found


def tag(text: str) -> str:
    """A tag as `#tag-with-dash`."""
    return "#" + (TAG.sub("-", harmless(text)).strip("-_/") or "tag")


def note(text: str, *, links: bool = False) -> list[str]:
    """A note's Markdown without anything that could be taken for the export's own structure.

    With `links`, its links to http, https and mailto stay links.
    """
    lines = _trimmed(lines_of(text))
    if not NEEDS_A_LOOK.search("\n".join(lines)):
        return lines
    for _ in range(ROUNDS):
        tokens, references = _parsed(lines)
        if any(token.level >= DEEP for token in tokens):
            break  # the parser looks no deeper; others may
        changed = _defused(lines, tokens, references, links)
        if not changed:
            return [OPEN.sub(" ", line) if line.startswith("[Open]") else line for line in lines]
        lines = changed
    return _trimmed(plain(text))


def _trimmed(lines: list[str]) -> list[str]:
    """The lines without blank ones at either end."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def ends_in_paragraph(lines: list[str]) -> bool:
    """Whether words can be added to the last line: it is a paragraph of its own."""
    if not NEEDS_A_LOOK.search("\n".join(lines)):
        return bool(lines and lines[-1].strip())
    tokens, _ = _parsed(lines)
    return bool(tokens) and tokens[-1].type == "paragraph_close" and tokens[-1].level == 0


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def _parsed(lines: list[str]) -> tuple[list[Token], bool]:
    env: dict[str, object] = {}
    tokens = _parser().parse("\n".join(lines), env)
    return tokens, bool(env.get("references"))


def _defused(
    lines: list[str], tokens: list[Token], references: bool, links: bool
) -> list[str] | None:
    """The lines with one round of escapes; None when there was nothing to escape."""
    fresh = list(lines)
    for token in tokens:
        first, last = token.map or (0, 0)
        if token.type == "heading_open" and token.markup.startswith("#"):
            fresh[first] = fresh[first].replace("#", "\\#", 1)
        elif token.type == "heading_open":
            fresh[last - 1] = re.sub(r"(=+|-+)\s*$", r"\\\1", fresh[last - 1])
        elif token.type == "hr":
            fresh[first] = re.sub(r"[*_-](?=[\s*_-]*$)", r"\\\g<0>", fresh[first], count=1)
        elif token.type == "html_block":
            fresh[first:last] = [line.replace("<", "\\<") for line in fresh[first:last]]
        elif token.type == "inline" and _forges(token, links):
            fresh[first:last] = _unlinked("\n".join(fresh[first:last])).split("\n")
    if references:
        fresh = [re.sub(r"^([\s>*+.)\d-]*)\[(?=.*\]:)", r"\1\\[", line) for line in fresh]
    fresh += _closing(lines, tokens)
    return None if fresh == lines else fresh


def _forges(token: Token, links: bool) -> bool:
    """Whether a paragraph holds a link, an image, HTML, or one of Obsidian's links."""
    for child in token.children or ():
        if child.type == "html_inline":
            return True
        if child.type in ("link_open", "image"):
            target = str(child.attrs.get("href") or child.attrs.get("src") or "")
            if not (links and SAFE.match(target)):
                return True
        if child.type == "text" and ("[[" in child.content or "^tv-" in child.content):
            return bool(re.search(r"(?<!\\)\[\[|(?<!\\)\^tv-", SPAN.sub("", token.content)))
    return False


def _unlinked(text: str) -> str:
    """A paragraph with brackets escaped outside its code spans."""
    if len(text) > LONG:
        return _bare(text)
    pieces, at = [], 0
    for match in SPAN.finditer(text):
        pieces += [_bare(text[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*pieces, _bare(text[at:])])


def _bare(text: str) -> str:
    return BRACKET.sub(lambda found: found[0] if found[0][0] == "\\" else f"\\{found[0]}", text)


def _closing(lines: list[str], tokens: list[Token]) -> list[str]:
    """The end of a code block that was left open, and would swallow what comes after."""
    if not tokens or tokens[-1].type != "fence" or tokens[-1].level:
        return []
    token = tokens[-1]
    first, last = token.map or (0, 0)
    end = lines[last - 1].strip() if last - 1 > first else ""
    closed = end and set(end) == {token.markup[0]} and len(end) >= len(token.markup)
    return [] if closed else [token.markup]
