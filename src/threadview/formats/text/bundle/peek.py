"""A look into a part of a dump: does it recover as a thread by itself, and how does it begin?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from threadview.formats.text.draft import FURNITURE, Draft
from threadview.namedtuple import NamedTuple

if TYPE_CHECKING:
    from threadview.dump import Dump

DEPTH = 32768
"""Bytes that are looked at."""
SURE = 0.5
"""The confidence of a title from which on it counts."""
WORDY = 16
"""Words of a line from which on it is no title."""
LINK = 40
"""Characters of a line of a page's head that is but a link."""
ENDING = 12
"""Lines at the end that are kept."""
FURNISHED = 0.7
"""The share of short lines from which on there is hardly anything else."""
OPENING = 16
"""Words of the first post that are kept to tell it by."""


class Peek(NamedTuple):
    """What a part of a dump is, from its first bytes.

    `posts` are how many it recovers into; `title` its title, `titled` whether that is any sure and
    stands at the top; `id` and `date` are the first post's, `last` is the last one's id; `complete`
    says that the first post has the author and the date that the others have; `closed` that the
    last one ends as posts do here (or that this cannot be told); `lead` is what kinds of lines
    stand before the first post's words, `navigation` how many short ones before the title; `lines`
    are the first lines, `opening` the first words of the first post. `key` is the mark that
    divides it, `confidence` that of the title; `date` and `last_date` those of its first and last
    posts, `people` who wrote; `first_words` and `last_words` what it is about at either end, `ends`
    its last lines; `cut` says that there is more behind, `short` how many of its lines are short.
    """

    posts: int
    title: str | None
    titled: bool
    id: str | None
    date: str | None
    last: str | None
    complete: bool
    closed: bool
    lead: tuple[str, ...]
    navigation: int
    lines: tuple[str, ...]
    opening: str
    key: str | None
    confidence: float
    last_date: str | None
    people: frozenset[str]
    first_words: tuple[str, ...]
    last_words: tuple[str, ...]
    ends: tuple[str, ...]
    cut: bool
    short: float

    @property
    def is_thread(self) -> bool:
        """Whether it recovers as a thread of its own."""
        return self.posts > 1

    @property
    def furnished(self) -> bool:
        """Whether hardly anything but short lines is there, as in the head or the foot of a
        page."""
        return self.short >= FURNISHED


def peek(dump: Dump, start: int, stop: int | None) -> Peek:
    """Look at the bytes `[start, stop)` of a dump, the first of them."""
    have = dump.load(start + DEPTH if stop is None else min(stop, start + DEPTH))
    end = min(have, start + DEPTH) if stop is None else min(stop, start + DEPTH)
    whole = end == stop or (stop is None and dump.complete and end == have)
    data = bytes(dump.data[start:end])
    if not whole:
        data = data[: data.rfind(b"\n") + 1] or data
    return _seen(data, whole)


def peek_end(dump: Dump, start: int, stop: int) -> Peek:
    """Look at the last of the bytes `[start, stop)` of a dump."""
    begin = max(start, stop - DEPTH)
    data = bytes(dump.data[begin:stop])
    return _seen(data[data.find(b"\n") + 1 :] if begin > start else data, True)


def _seen(data: bytes, whole: bool) -> Peek:
    """What some bytes are by themselves; `whole` says that nothing is missing behind them."""
    from threadview.formats import text as settings
    from threadview.formats.text.bundle.topic import KEPT, words_of_topic
    from threadview.formats.text.lines.tables import tables
    from threadview.formats.text.whole import Analyst

    text = data.decode("utf-8", "replace")
    analysis = Analyst(tables(settings.WITHOUT), begins=False).take(text, True)
    drafts = analysis.drafts
    first = drafts[0] if drafts else Draft()
    all_lines = [line.strip() for line in text.split("\n") if line.strip()]
    lines = tuple(all_lines[:8])
    sure = analysis.title_evidence.confidence
    dates = [draft.date for draft in drafts if draft.date]
    said = words_of_topic("\n".join(map(_words, drafts)))
    return Peek(
        posts=len(drafts) if analysis.key is not None else min(1, len(drafts)),
        title=analysis.title,
        titled=sure >= SURE and _on_top(analysis.title, lines),
        id=first.id,
        date=first.date,
        last=drafts[-1].id if drafts else None,
        complete=_complete(drafts),
        closed=not whole or _closed(drafts),
        lead=_lead(first),
        navigation=_navigation(first) if sure >= SURE else 0,
        lines=lines,
        opening=" ".join(_words(first).split()[:OPENING]),
        key=analysis.key,
        confidence=sure,
        last_date=dates[-1] if dates else None,
        people=frozenset(draft.author for draft in drafts if draft.author),
        first_words=tuple(said[:KEPT]),
        last_words=tuple(said[-KEPT:]),
        ends=tuple(all_lines[-ENDING:]),
        cut=not whole,
        short=sum(len(line) <= LINK for line in all_lines) / (len(all_lines) or 1),
    )


def _on_top(title: str | None, lines: tuple[str, ...]) -> bool:
    """Whether a title stands among the first lines and is no sentence."""
    if title is None or title.endswith((".", ",", ":", ";")) or len(title.split()) > WORDY:
        return False
    return any(title in line for line in lines[:4])


def _lead(draft: Draft) -> tuple[str, ...]:
    """The kinds of what stands before the first post's words, one behind the other."""
    kinds: list[str] = []
    text = "".join(draft.text)
    for kind, start, end, _ in draft.pieces:
        if kind == "paragraph":
            break
        if any(len(line.split()) > WORDY for line in text[start:end].split("\n")):
            kinds.append("prose")
        if kinds[-1:] != [kind]:
            kinds.append(kind)
    return tuple(kinds)


def _navigation(draft: Draft) -> int:
    """How many short lines stand before the title: the head of a page."""
    text = "".join(draft.text)
    count = 0
    for kind, start, end, _ in draft.pieces:
        if kind == "title":
            return count
        if kind == "paragraph":
            break
        count += sum(0 < len(line.strip()) <= LINK for line in text[start:end].split("\n"))
    return 0


def _complete(drafts: list[Draft]) -> bool:
    """Whether the first post has what most others have."""
    others = drafts[1:]
    for fact in ("author", "date", "id"):
        known = sum(getattr(draft, fact) is not None for draft in others)
        if 2 * known > len(others) and getattr(drafts[0], fact) is None:
            return False
    return bool(drafts)


def _closed(drafts: list[Draft]) -> bool:
    """Whether the last post ends in furniture as most others do."""
    ends = [bool(d.pieces) and d.pieces[-1][0] in FURNITURE | {"edit", "signature"} for d in drafts]
    return not ends or ends[-1] or 2 * sum(ends[:-1]) <= len(ends) - 1


def _words(draft: Draft) -> str:
    text = "".join(draft.text)
    return "\n".join(text[a:b] for kind, a, b, _ in draft.pieces if kind == "paragraph")
