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
from typing import TYPE_CHECKING, NamedTuple

from threadview.cues import letterheads as cues
from threadview.cues.furniture import words
from threadview.formats.mail.headers import author
from threadview.model import Block, Evidence, Quote

if TYPE_CHECKING:
    from threadview.markup import Fragment

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


def letters(found: Fragment) -> Iterator[tuple[tuple[Block, ...], tuple[Quote, ...], Head | None]]:
    """The letters in what was HTML: the blocks and quotes of each, and its head, which is a
    paragraph, or begins one; None for the first."""
    cuts = [(n, head) for n, block in enumerate(found.blocks) if (head := _heads(block))]
    ends = [n for n, _ in cuts] + [len(found.blocks)]
    yield (*_part(found, found.blocks[: ends[0]]), None)
    for (n, head), end in zip(cuts, ends[1:], strict=True):
        block = found.blocks[n]
        said = block.text[head.stop :].strip("\n")
        above = (Block("attribution", block.text[: head.stop].strip("\n"), spaced=True),)
        below = (Block("paragraph", said),) if said else ()
        blocks, quotes = _part(found, found.blocks[n + 1 : end])
        yield (*above, *below, *blocks), quotes, head


def _heads(block: Block) -> Head | None:
    if block.kind != "paragraph" or block.quote is not None or ":" not in block.text:
        return None
    head = next(heads(block.text), None)
    return head if head is not None and not head.start else None


def _part(
    found: Fragment, blocks: tuple[Block, ...]
) -> tuple[tuple[Block, ...], tuple[Quote, ...]]:
    """Some blocks in a row with the quotes that they stand in, counted from 0."""
    used = [block.quote for block in blocks if block.quote is not None]
    if not used:
        return blocks, ()
    first = last = used[0]
    for quote in used:
        above: int | None = quote
        while above is not None:
            first, last = min(first, above), max(last, above)
            above = found.quotes[above].parent
    quotes = tuple(
        one._replace(parent=None if one.parent is None else max(0, one.parent - first))
        for one in found.quotes[first : last + 1]
    )
    moved = tuple(
        one._replace(quote=None if one.quote is None else one.quote - first) for one in blocks
    )
    return moved, quotes


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
