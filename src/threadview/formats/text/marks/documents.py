"""Texts that return to the same lines though nobody speaks in them: source code, manuals in
Markdown. What only repetition divides is no thread there."""

from __future__ import annotations

from threadview.formats.text.lines.kind import PROSE, SHORT
from threadview.formats.text.page import Page
from threadview.pattern import pattern

CODE = pattern(
    r"[;{}]$|^[{}\])(]+[;,]?$|^(?:#include\b|#define\b|import \w|from \S+ import|def \w|class \w"
    r"|return\b|if \(|if .*:$|for \(|for .*:$|else:?$|elif |try:$|except\b|static |const |var |let "
    r"|public |private |fn |>>> |//|/\*|\*/|@\w+$|self\.|print\()"
    r"|\w\([^()]*\)[:,;]?$|^\w[\w.]* [+-]?= \S|^[\w\"'.]+ ?: .*,$"
    r"|^#? ?(?:ifn?def|undef|define|endif|elif|pragma)\b|^if !?\(?defined\b"
    r"|\"\$\w|\$[{(]|;;$|^(?:local|sub|my|our) [-$@%\w]|^\\(?:brief|param|return|sa)\b"
)
"""What lines of programs end in or begin with: many languages, the preprocessor of C, shells and
Perl, and comments for those who document programs."""
TOKEN = pattern(
    r"\*/|/\*+|fi|esac|done|end|;;|[\]{})(]+[;,]?|return -?\w+;?|sub \w+(?: ?\{)?|END [A-Z_]+"
    r"|#? ?(?:ifn?def|undef|define|endif|elif)\b.*|#? ?if !?\(?defined\b.*|#if\b.*"
    r"|(?:\w+ )?(?:void|bool|int|char|explicit|inline)"
    r"|let [sbg]:.*|(?:else)?if !?(?:[sbg]:|exists\(|has\().*|\\ ?\w.*"
)
"""A line that only a program holds, and holds again and again."""
MOST_CODE = 0.3
"""The share of a text's lines that may be code."""
FENCES = 4
"""Fences about blocks of code that a manual in Markdown has; no extractor leaves them."""


CUE_LINES = 6
"""Lines for each time of a subtitle, at most."""
KEYED = pattern(r"[a-z][\w.-]{0,30}:(?: .*)?")
"""A key of YAML, and its value; keys of engines' facts and mail headers are in capitals."""
MOST_KEYED = 0.8
TABBED = 0.7
"""The share of lines with a tab in them from which on a text is a table; extractors that leave tabs
in the rows of a page leave other lines between."""
ROWS = 20
"""Lines of such a table, at least."""
LONGEST_ROW = 240
"""Characters of a row of data, at most; a board whose posts are rows of a table has longer ones."""
CHANGED = pattern(r"\d{4}-\d\d-\d\d +\S.{0,60} <\S+@\S+>")
"""The head of a change: the day, who, and an address."""
LONGEST = 100
"""Characters of a line that somebody broke."""
MOST_LONG = 0.03
"""The share of lines of prose that may be longer in a text broken into lines."""
MANY = 4
SAID = 0.04
"""Long sentences that people say, at least, and their share of the lines of talk about programs."""
BROKEN = 0.3
"""The share of lines of prose that must go on below."""
STOPS = (".", "!", "?", "…", ":", '"', ")", "。", "！", "？")


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


def is_source(page: Page) -> bool:
    """Whether a text is a program, a log or a manual, not what people say of programs: in that,
    much of it code as well, they say something, in sentences that nobody broke into lines."""
    if not is_document(page):
        return False
    said = sum(
        code == PROSE
        and len(cell.clean) > LONGEST
        and cell.clean.endswith(STOPS)
        and cell.clean[0].isalnum()
        and CODE.search(cell.clean) is None
        for cell, code in zip(page.cells, page.codes, strict=True)
    )
    lines = sum(code in (PROSE, SHORT) for code in page.codes)
    return said < max(MANY, SAID * lines)


def is_wrapped(page: Page) -> bool:
    """Whether a text was broken into lines by hand: manuals, licences, letters. Extractors leave a
    paragraph on one line, or draw the page with its names and dates."""
    cells = page.cells
    prose = [n for n, code in enumerate(page.codes) if code == PROSE]
    long = sum(len(cells[n].clean) > LONGEST for n in prose)
    if long > MOST_LONG * len(prose):
        return False
    going = sum(
        not cells[n].clean.endswith(STOPS) and n + 1 < len(cells) and not cells[n + 1].gap
        for n in prose
    )
    return going > BROKEN * len(prose)


def is_records(page: Page) -> bool:
    """Whether a text is made for programs, record by record: subtitles (SubRip, WebVTT), YAML, a
    table in Markdown or with tabs, a change log (of a Debian package, deb-changelog(5), or as the
    GNU Coding Standards have them)."""
    view, count = page.view, len(page.cells)
    if "\t" in view and _tabbed(view):
        return True
    if view.count(" --> ") * CUE_LINES > count > CUE_LINES:
        return True
    if view.count("; urgency=") > 1 and "\n -- " in view:
        return True
    if "\n|--" in view and view.count("\n|") > MOST_KEYED * view.count("\n"):
        return max(map(len, view.split("\n"))) <= LONGEST_ROW
    if sum(CHANGED.fullmatch(cell.clean) is not None for cell in page.cells) > 1:
        return True
    keyed = sum(KEYED.fullmatch(cell.clean) is not None for cell in page.cells)
    return "\n- " in view and keyed > MOST_KEYED * count


def is_token(clean: str) -> bool:
    """Whether a line is one that programs return to and people do not say."""
    return TOKEN.fullmatch(clean) is not None


def _tabbed(view: str) -> bool:
    """Whether nearly all lines are rows whose fields are parted by tabs."""
    lines = [line for raw in view.split("\n") if (line := raw.strip())]
    return len(lines) >= ROWS and sum("\t" in line for line in lines) >= TABBED * len(lines)
