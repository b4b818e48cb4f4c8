"""Quotes that nothing marks: which runs of reused words are surely enough quotes, and whose."""

from __future__ import annotations

import math
from collections import Counter
from zlib import crc32

from threadview.model import Evidence, Post, Quote
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern
from threadview.quotes.belief import FLOOR, Sight, confidence, listed, signs
from threadview.quotes.marking import Edge, Passage, Piece, passage_text, settle
from threadview.quotes.passages import Line, line_at, lines_of, own_blocks
from threadview.quotes.reuse import Reuse
from threadview.quotes.sources import Source
from threadview.quotes.words import weight, words

SHORTEST = 8
"""Words of a run that could be a quote."""
MIDLINE = 12
"""The same, where it begins inside a line."""
NAMED = 4
"""The same, behind its author's name."""
TELLING = 300
"""Characters of a passage in which signs of code and lists are counted."""
MOST = 256
"""Unframed quotes of one post."""
MANY = 30
"""Words of a run for each of which one more may well quote the same."""
LABEL = 60
"""Characters of a line that names a quote's author."""
_LABEL = pattern(r"\W{0,3}(\S.*?)\s?[:：]$")


OPENING = 6
"""First words of a passage that it is known by, when others say the same."""
REMEMBERED = 1 << 16
"""Openings of passages that are remembered."""


class Taken(NamedTuple):
    """What the reused words of a post come to: pieces of the post and the quotes they go to (to
    stand behind those it has), where among its own words they stand, `(start, end, quote)`, and the
    earlier posts that they were found in."""

    pieces: list[Piece]
    quotes: list[Quote]
    words: list[tuple[int, int, int]]
    sources: set[int]


class Page(NamedTuple):
    """What stands around a run: the share of the posts so far that hold a framed quote, whether
    other lines of the post stand in the same source, and how many passages before said the same, by
    the checksums of their openings."""

    framed: float
    more: bool
    before: Counter[int]


class Seen(NamedTuple):
    """One run taken for a quote."""

    reuse: Reuse
    passage: Passage
    label: Line | None
    evidence: Evidence


def take(
    post: Post, found: list[bytes], runs: list[Reuse], framed: float, before: Counter[int]
) -> Taken:
    """The runs that are quotes. `found` are the post's own words; `framed` is the share of the
    posts so far that hold a framed quote; `before` counts, by the checksums of their openings, how
    many passages said the same, and is counted on."""
    taken = Taken([], [], [], set())
    if _hopeless(runs):
        return taken
    lines = lines_of(post, own_blocks(post), runs[-1].run.end)
    often = _often(runs, lines) if len(runs) > 1 else {}
    if len(before) > REMEMBERED:
        before.clear()
    for reuse in runs:
        if len(taken.quotes) >= MOST:
            break
        page = Page(framed, often.get(reuse.number, 0) > 1, before)
        seen = _seen(post, found, lines, reuse, page)
        if seen is not None:
            _add(taken, seen, found, lines, len(post.quotes))
    return taken


def _hopeless(runs: list[Reuse]) -> bool:
    """Whether all runs are too short, wherever they stand."""
    for run, _, source in runs:
        if run.end - run.start >= (SHORTEST if source.author is None else NAMED):
            return False
    return True


def _often(runs: list[Reuse], lines: list[Line]) -> dict[int, int]:
    """How many runs that begin with a line stand in each post."""
    starts = {line.first for line in lines}
    often: dict[int, int] = {}
    for run, number, _ in runs:
        if run.start in starts:
            often[number] = often.get(number, 0) + 1
    return often


def _seen(
    post: Post, found: list[bytes], lines: list[Line], reuse: Reuse, page: Page
) -> Seen | None:
    run, source = reuse.run, reuse.source
    first = lines[line_at(lines, run.start)]
    named = _names(found[first.first : run.start], source)
    label = None
    if named:
        run = run._replace(start=first.first)
    elif run.start == first.first:
        label = _label(post, lines, run.start, source)
    least = SHORTEST if run.start == first.first else MIDLINE
    if not named and label is None and run.end - run.start < least:
        return None
    passage = settle(run, lines, post.blocks)
    if passage is None or not (named or label or passage.end.word - passage.start.word > NAMED):
        return None
    sight = _sight(post, found, reuse, passage, page)
    sight = sight._replace(labelled=named or label is not None)
    sure = confidence(sight)
    if sure < FLOOR:
        return None
    number = passage.end.word - passage.start.word
    matched = min(number, round(sight.share * number))
    cue = f"{number} words verbatim" if matched == number else f"{matched} of {number} words"
    evidence = Evidence("reuse", cue, sure, round(sight.share, 2))
    if sight.labelled:
        evidence = evidence._replace(layer="attribution", cue=f"X: and {cue}")
    return Seen(reuse, passage, label, evidence)


def _sight(post: Post, found: list[bytes], reuse: Reuse, passage: Passage, page: Page) -> Sight:
    run, source = reuse.run, reuse.source
    start, end = passage.start.word, passage.end.word
    opening = crc32(b" ".join(found[start : start + OPENING]))
    again = page.before[opening]
    page.before[opening] += 1
    text = passage_text(post, passage)[:TELLING]
    return Sight(
        words=weight(found[start:end]),
        share=min(1.0, run.matched / max(1, run.end - run.start)),
        code=signs(text) / max(1, len(text.split())),
        listed=listed(text),
        ends=end >= len(found),
        echo=run.source_end >= len(source.words),
        line=passage.at_line and passage.to_line,
        same=post.author is not None and post.author == source.author,
        near=1.0 / (1.0 + math.log(max(1, post.number - reuse.number))),
        more=page.more,
        framed=page.framed,
        labelled=False,
        again=max(0, again - (not _same_edge(reuse, found)) - (end - start) // MANY),
        whole=not start and end >= len(found),
    )


def _same_edge(reuse: Reuse, found: list[bytes]) -> bool:
    """Whether a run stands at the head of both posts, or at the end of both: so do greetings and
    signatures, while anything may be what several people quote."""
    run = reuse.run
    ended = run.end >= len(found) and run.source_end >= len(reuse.source.words)
    return ended or not (run.start or run.source_start)


def _names(before: list[bytes], source: Source) -> bool:
    """Whether what stands before a run in its line is its author's name (Flarum)."""
    return 0 < len(before) < 5 and source.author is not None and before == words(source.author)


def _label(post: Post, lines: list[Line], start: int, source: Source) -> Line | None:
    """The line above the one that a run begins, where it is its author's name and a colon
    (Discourse)."""
    at = line_at(lines, start) - 1
    if at < 0:
        return None
    line = lines[at]
    if line.end - line.start > LABEL or source.author is None:
        return None
    match = _LABEL.match(post.blocks[line.block].text[line.start : line.end].strip())
    if match is None or words(match.group(1)) != words(source.author):
        return None
    return line


def _add(taken: Taken, seen: Seen, found: list[bytes], lines: list[Line], base: int) -> None:
    """Put a quote, its label, and what is quoted inside it, behind what is taken already."""
    index = base + len(taken.quotes)
    source, passage = seen.reuse.source, seen.passage
    quote = Quote(source.author, seen.reuse.number, 1, None, seen.evidence)
    inner = _inner(seen, found, lines)
    if inner and inner[0][0].word <= passage.start.word and inner[0][1].word >= passage.end.word:
        deeper = source.quotes[inner[0][2]]
        quote = quote._replace(author=deeper.author, post=deeper.post or quote.post)
        inner = []
    taken.quotes.append(quote)
    if seen.label is not None:
        label = seen.label
        start = Edge(label.block, label.start, label.first)
        taken.pieces.append(Piece(start, Edge(label.block, label.end, label.last), index, True))
    known: dict[int, int] = {}
    at = passage.start
    for start, end, number in inner:
        if start.word > at.word:
            taken.pieces.append(Piece(at, start, index))
        child = _child(taken, seen, base, index, number, known)
        taken.pieces.append(Piece(start, end, child))
        at = end
    if at.word < passage.end.word:
        taken.pieces.append(Piece(at, passage.end, index))
    taken.words.append((passage.start.word, passage.end.word, index))
    taken.sources.add(seen.reuse.number)


def _child(
    taken: Taken, seen: Seen, base: int, index: int, number: int, known: dict[int, int]
) -> int:
    """The index of a quote in the quote: as the source has it, its parents first."""
    chain: list[int] = []
    at: int | None = number
    while at is not None and at not in known:
        chain.append(at)
        at = seen.reuse.source.quotes[at].parent
    for step in reversed(chain):
        original = seen.reuse.source.quotes[step]
        parent = index if original.parent is None else known[original.parent]
        known[step] = base + len(taken.quotes)
        taken.quotes.append(
            original._replace(depth=original.depth + 1, parent=parent, evidence=seen.evidence)
        )
    return known[number]


def _inner(seen: Seen, new: list[bytes], lines: list[Line]) -> list[tuple[Edge, Edge, int]]:
    """What the source itself quotes within the run, as far as whole lines of this post go."""
    run, passage = seen.reuse.run, seen.passage
    found: list[tuple[Edge, Edge, int]] = []
    for start, end, number in seen.reuse.source.quoted:
        if end <= run.source_start or start >= run.source_end:
            continue
        first = max(passage.start.word, _across(seen.reuse, new, start))
        last = min(passage.end.word, _across(seen.reuse, new, end - 1) + 1)
        inside = [
            line
            for line in lines[line_at(lines, first) : line_at(lines, max(first, last - 1)) + 1]
            if first <= line.first and line.last <= last
        ]
        if inside:
            head, tail = inside[0], inside[-1]
            begin = Edge(head.block, head.start, head.first)
            found.append((begin, Edge(tail.block, tail.end, tail.last), number))
    return found


def _across(reuse: Reuse, new: list[bytes], place: int) -> int:
    """The word of the new text that a word of the source has become: counted from the run's
    beginning if that is the same word, else (something was cut) from its end."""
    run, words_there = reuse.run, reuse.source.words
    place = min(max(place, run.source_start), run.source_end - 1)
    ahead = run.start + place - run.source_start
    if ahead < run.end and new[ahead] == words_there[place]:
        return ahead
    return max(run.start, run.end - (run.source_end - place))
