"""Letters inside a letter that nothing marks but their heads: what Outlook and its like put below
an answer, or pass on. Everything below such a head is that letter's, to the end.

The head is some lines "Field: value", the first of them who wrote it; above it may stand a rule or
a line between dashes ("-----Original Message-----"). Sure of it only where one of these stands
above, or a field is called as no header of mail is: else somebody may be showing a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from threadview.cues import letterheads as cues
from threadview.cues.furniture import words
from threadview.formats.mail.headers import author
from threadview.model import Evidence

MOST = 12
"""Lines of a head at most."""
SURE, UNSURE = 0.9, 0.7
_DIVIDER = re.compile(
    r"(?:-{2,}[ \t]?[^\n-][^\n]{2,40}?[ \t]?-{2,}|_{10,}|-{20,}|Begin forwarded message:)[ \t]*\n"
    r"(?:[ \t]*\n){0,2}\Z"
)
_FIELD = re.compile(r"\*?([^\s*:：][^:：\n*]{0,24}?)[ \t]?\*?[:：]\*?(?=\s|\Z)")
_GOES_ON = re.compile(r"[ \t]+\S|[^\n]*(?:@|;[ \t]*$)")
_ASIDE = re.compile(r"\s*\[mailto:[^\]\n]*\]?|\s*<mailto:[^>\n]*>?|\*")
_REACH = 120
"""Characters before a head in which the line that divides it off would begin."""


class Head(NamedTuple):
    """The head of a letter: `text[start:stop]`, and who wrote what stands below."""

    start: int
    stop: int
    author: str | None
    evidence: Evidence


def heads(text: str) -> Iterator[Head]:
    """The heads in a text, from the first one on."""
    place = 0
    for match in _first().finditer(text):
        if match.start() >= place and (head := _head(text, match.start())) is not None:
            place = head.stop
            yield head


@cache
def _first() -> re.Pattern[str]:
    names = sorted(words(cues.FROM), key=len, reverse=True)
    return re.compile(rf"(?m)^\*?(?:{'|'.join(map(re.escape, names))})[ \t]?\*?[:：]\*?[ \t]*\S")


@cache
def _kinds() -> dict[str, str]:
    table = {"date": cues.DATE, "sent": cues.SENT, "to": cues.TO, "subject": cues.SUBJECT}
    return {name.casefold(): kind for kind, names in table.items() for name in words(names)}


def _head(text: str, start: int) -> Head | None:
    """The head that begins with a line that says who wrote, if it is one."""
    kinds: set[str] = set()
    at, first = start, True
    for _ in range(MOST):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        field = _FIELD.match(line)
        if field is None and (first or not _GOES_ON.match(line)):
            break
        if field is not None and not first:
            kinds.add(_kinds().get(" ".join(field[1].split()).casefold(), ""))
        first = False
        at = end + 1 if end >= 0 else len(text)
        if end < 0:
            break
    if not ("subject" in kinds or "to" in kinds) or not kinds & {"sent", "date"}:
        return None
    divided = _DIVIDER.search(text, max(0, start - _REACH), start)
    who = _who(text[start : text.find("\n", start)])
    sure = SURE if divided is not None or "sent" in kinds else UNSURE
    begin = start if divided is None else text.rfind("\n", 0, divided.start() + 1) + 1
    return Head(begin, at, who or None, Evidence("attribution", "the head of a letter", sure))


def _who(line: str) -> str:
    """Who the line says wrote it, without the address where there is a name."""
    field = _FIELD.match(line)
    said = _ASIDE.sub("", line[field.end() if field else 0 :]).strip()
    return author(said) if "@" in said else said.strip(" \"'")
