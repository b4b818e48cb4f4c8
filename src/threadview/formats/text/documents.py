"""Texts that return to the same lines though nobody speaks in them: source code, manuals in
Markdown. What only repetition divides is no thread there."""

from __future__ import annotations

from threadview.formats.text.keys import PROSE, SHORT
from threadview.formats.text.page import Page
from threadview.pattern import pattern

CODE = pattern(
    r"[;{}]$|^[{}\])(]+[;,]?$|^(?:#include\b|#define\b|import \w|from \S+ import|def \w|class \w"
    r"|return\b|if \(|if .*:$|for \(|for .*:$|else:?$|elif |try:$|except\b|static |const |var |let "
    r"|public |private |fn |>>> |//|/\*|\*/|@\w+$|self\.|print\()"
    r"|\w\([^()]*\)[:,;]?$|^\w[\w.]* [+-]?= \S|^[\w\"'.]+ ?: .*,$"
)
"""What lines of programs end in or begin with."""
MOST_CODE = 0.3
"""The share of a text's lines that may be code."""
FENCES = 4
"""Fences about blocks of code that a manual in Markdown has; no extractor leaves them."""


def is_document(page: Page) -> bool:
    """Whether a text is a program or a manual by its look."""
    lines = coded = 0
    for cell, code in zip(page.cells, page.codes, strict=True):
        if code in (PROSE, SHORT):
            lines += 1
            coded += CODE.search(cell.clean) is not None
    if coded > MOST_CODE * lines:
        return True
    return page.view.count("\n```") + page.view.startswith("```") >= FENCES
