"""What holds on pages of engines that no table describes: how quotes, signatures and edit lines
are named in markup, as far as the classes of many engines agree.
"""

from __future__ import annotations

import re

from threadview.cues.dates import MONTHS
from threadview.cues.edits import BY, DATED, OPENINGS
from threadview.formats.pages.shapes import DATED as A_DATE
from threadview.markup import QuoteRule, Rules

_QUOTE = (
    "blockquote, div[class*='quote' i]:not([class*='quote' i] div), td[class*='quote' i], "
    "fieldset[class*='quote' i]"
)
_HEADING = ("title", "header", "author", "citation", "attribution", "postedby", "source")
_SAID = "(?:said|wrote|writes|schrieb|hat geschrieben|a écrit|a dit|escribió|dijo|disse|написал)"

RULES = Rules(
    quotes=(
        QuoteRule(
            _QUOTE,
            author=(
                *("@data-author", "@data-username", "@data-quote", "@data-ipsquote-username"),
                *(f"[class*='{word}' i] ~ ^(?:.*,\\s)?(.+?),? {_SAID}" for word in _HEADING),
                *(f"[class*='{word}' i] ~ (?:by|from):? (.+?)(?: on .*)?$" for word in _HEADING),
                "blockquote > cite",
            ),
            cite=", ".join(
                f"{box} > [class*='{word}' i]"
                for word in _HEADING
                for box in ("blockquote", "[class*='quote' i]")
            )
            + ", blockquote > cite",
            before="[class*='quoteheader' i], [class*='quotetop' i], [class*='quotetitle' i]",
        ),
    ),
    signature_line="_{10,}|-- ?",
    signature="[class*='signature' i]:not([class*='signature' i] *)",
    drop=".sr-only, .visually-hidden, .screen-reader-text, [class*='expandLink' i]",
)

LONGEST = 200
"""Characters of a line that says who edited a post."""

_YEAR = re.compile(r"(?:19|20)\d\d\b")
_MARKS = " «»()[]*_\t\r\n\xa0"
_BY = re.compile(
    rf"(?:^|\s)(?:{'|'.join(BY)}):?\s+(\S.{{0,40}}?)"
    r"(?=\s*[;,(:»]|\s+(?:on|am|le|el|em|il|op|at|um|den|в|:)\s|\s*$|\.$)",
    re.IGNORECASE,
)


def opens_edit(text: str) -> bool:
    """Whether a text begins as lines do that say a post was edited; see `is_edit` for the rest."""
    return text.strip(_MARKS).casefold().startswith((*OPENINGS, *DATED))


def is_edit(line: str, dated: bool) -> bool:
    """Whether a whole line says that a post was edited: it opens with a phrase that nothing else
    opens with, or with a word such as "edited" with a date at once. `dated`: the markup has one."""
    bare = line.strip(_MARKS).casefold()
    if not bare or len(bare) > LONGEST:
        return False
    if bare.startswith(OPENINGS):
        return bare.split()[-1] not in BY  # a line with no name yet, which a script would fill
    word = next((word for word in DATED if bare.startswith(word)), None)
    if word is None or bare[len(word) : len(word) + 1].isalpha():
        return False
    date = A_DATE.search(bare)
    if date is not None:
        return date.start() - len(word) <= 6
    month, year, *_ = (*bare[len(word) :].split(), "", "")
    return dated or (month.strip(".,") in MONTHS and _YEAR.match(year) is not None)


def editor(line: str) -> str | None:
    """Who edited, as an edit line tells it."""
    found = _BY.search(line)
    if found is None:
        return None
    date = A_DATE.search(found[1])
    return (found[1][: date.start()] if date is not None else found[1]).strip(_MARKS) or None
