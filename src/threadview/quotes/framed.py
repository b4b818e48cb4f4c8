"""Quotes that a frame gave away: which earlier post they come from, and where they really end."""

from __future__ import annotations

from collections import deque

from threadview.cues.attribution import INDENTED, OPEN
from threadview.model import WORDS, Evidence, Post, Quote
from threadview.namedtuple import NamedTuple
from threadview.quotes.alignment import Run, align, find
from threadview.quotes.belief import Link, agreement
from threadview.quotes.index import Index
from threadview.quotes.marking import edge_at, requote, settle
from threadview.quotes.passages import QUOTABLE, lines_of
from threadview.quotes.reuse import leads, reuses
from threadview.quotes.sources import Source, Sources
from threadview.quotes.words import flat, samples, words

RECALL = 12
"""Latest posts of an author in which a short quote of theirs is looked for."""
PEOPLE = 4096
"""Authors whose latest posts are remembered."""
ENOUGH = 0.6
"""Share of a quote's words that must stand in a post for it to be the source."""
TELLING = 5
"""Words of a quote from which its attribution may name the author of an earlier post."""
MENDED = 64
"""Quotes of one post whose ends are looked for."""
OPENING = 8
"""First words of a quote without an end mark that must stand in the source."""
SLACK = 2
"""Last words of a quote that may have been changed."""
LONG = 30_000
"""Bytes of a quote's words that are looked at."""


class Found(NamedTuple):
    """The post that a quote's words stand in, and the run of them."""

    number: int
    source: Source
    run: Run


class Frames:
    """Links framed quotes; remembers who wrote what lately."""

    def __init__(self, index: Index, sources: Sources) -> None:
        self._index = index
        self._sources = sources
        self._people: dict[str, deque[int]] = {}

    def remember(self, post: Post) -> None:
        """Note a post under its author's name."""
        if post.author is None:
            return
        name = post.author.casefold()
        if (latest := self._people.get(name)) is None:
            latest = self._people[name] = deque(maxlen=RECALL)
        latest.append(post.number)
        if len(self._people) > PEOPLE:
            del self._people[next(iter(self._people))]

    def link(
        self, post: Post, long: int, region: str = ""
    ) -> tuple[Post, list[tuple[int, str, Evidence]]]:
        """The post with its framed quotes linked and their ends mended, and the names that its
        attributions give to earlier posts without one: (number, name, evidence)."""
        named: list[tuple[int, str, Evidence]] = []
        quotes = list(post.quotes)
        held = _held(post)
        mended = 0
        for index in range(len(quotes)):
            quote, blocks = quotes[index], held.get(index, [])
            if quote.post is not None or not blocks:
                continue
            own = len(words("\n".join([post.blocks[i].text for i in blocks])))
            is_open = quote.evidence.cue.endswith((OPEN, INDENTED)) and mended < MENDED
            if is_open:
                blocks = _onward(post, blocks)
            text = flat("\n".join([post.blocks[i].text for i in blocks]))
            if len(text) > LONG:
                text = text[: text.rfind(b" ", 0, LONG) + 1]
            telling = min(own, OPENING) if is_open else own
            found = self._source(post.number, text, telling, quote, long)
            if found is None:
                continue
            if is_open:
                before = post.blocks
                post, own = _mend(post, index, blocks, found, own, region)
                if post.blocks is not before:
                    held, mended = _held(post), mended + 1
            quotes[index] = _linked(quote, found, own, is_open)
            if (evidence := _naming(quote, quotes[index], found, post.number, own)) is not None:
                named.append((found.number, quote.author or "", evidence))
        return post._replace(quotes=tuple(quotes)), named

    def _source(self, number: int, text: bytes, own: int, quote: Quote, long: int) -> Found | None:
        """The earlier post that holds most of the quote's first `own` words."""
        if not own:
            return None
        grams = samples(text, long)
        hits = [hit for hit in self._index.look(grams) if hit[1] < number]
        best: Found | None = None
        ahead = leads(hits, self._sources)
        new, found = reuses(text, grams, ahead, self._sources, 3)
        for reuse in found:
            best = _better(best, Found(reuse.number, reuse.source, reuse.run), own, quote)
        if best is not None and _share(best.run, own) >= ENOUGH and _agrees(quote, best.source):
            return best
        if quote.author is not None:
            new = new or text.split()
            for earlier in reversed(self._people.get(quote.author.casefold(), ())):
                source = self._sources.get(earlier) if self._sources.near(earlier) else None
                place = -1 if source is None else find(new[: min(own, 4)], source.words, 0)
                if source is not None and place >= 0:
                    run = align(new, 0, source.words, place)
                    best = _better(best, Found(earlier, source, run), own, quote)
        return best if best is not None and _share(best.run, own) >= ENOUGH else None


def _held(post: Post) -> dict[int, list[int]]:
    """The blocks of words in each quote."""
    held: dict[int, list[int]] = {}
    for index, block in enumerate(post.blocks):
        if block.quote is not None and block.kind in WORDS:
            held.setdefault(block.quote, []).append(index)
    return held


def _naming(quote: Quote, linked: Quote, found: Found, number: int, own: int) -> Evidence | None:
    """Why the quote's attribution names the author of the post found, who was unknown till now."""
    if quote.author is None or found.source.author is not None or own < TELLING:
        return None
    sure = min(0.95, linked.evidence.confidence)
    cue = f"{quote.evidence.cue.split(',')[0]} in #{number}"
    return Evidence("attribution", cue, sure) if sure >= 0.8 else None


def _share(run: Run, own: int) -> float:
    """How much of the quote's first `own` words the run holds."""
    inside = max(0, min(run.end, own) - run.start)
    return inside / own * run.matched / max(1, run.end - run.start)


def _agrees(quote: Quote, source: Source) -> bool:
    if quote.author is None or source.author is None:
        return True
    return quote.author.casefold() == source.author.casefold()


def _better(best: Found | None, other: Found, own: int, quote: Quote) -> Found:
    if best is None:
        return other
    mine = (_share(other.run, own) + 0.3 * _agrees(quote, other.source), other.number)
    return (
        other
        if mine > (_share(best.run, own) + 0.3 * _agrees(quote, best.source), best.number)
        else best
    )


def _linked(quote: Quote, found: Found, own: int, is_open: bool) -> Quote:
    """The quote with its source; agreement of the layers makes it surer, a wrong name less, and so
    do more words than the source has where nothing marks its end (it `is_open`)."""
    share = min(1.0, _share(found.run, own))
    matched = round(share * own)
    count = f"{own} words verbatim" if matched == own else f"{matched} of {own} words"
    agrees = _agrees(quote, found.source)
    named = agrees and quote.author is not None and found.source.author is not None
    sure = quote.evidence.confidence
    left = is_open and found.run.end + SLACK < own
    if quote.evidence.layer != "markup":
        sure = agreement(Link(sure, own, share, named, not agrees, left))
    cue = quote.evidence.cue if left else quote.evidence.cue.removesuffix(f", {OPEN}")
    evidence = quote.evidence._replace(
        cue=f"{cue}, {count}",
        confidence=sure,
        coverage=round(share, 2),
    )
    return quote._replace(
        post=found.number, author=quote.author or found.source.author, evidence=evidence
    )


def _onward(post: Post, blocks: list[int]) -> list[int]:
    """A quote's blocks and the own ones right behind, where it may really go on."""
    found = list(blocks)
    for index in range(blocks[-1] + 1, len(post.blocks)):
        block = post.blocks[index]
        if block.quote is not None or block.kind not in QUOTABLE:
            break
        found.append(index)
    return found


def _mend(
    post: Post, index: int, blocks: list[int], found: Found, own: int, region: str
) -> tuple[Post, int]:
    """The quote ended where reuse ends, at a line or a sentence, or, where it ends with its source,
    anywhere; how many words it has then."""
    run = found.run
    if run.start > 2 or run.end == own:
        return post, own
    lines = lines_of(post, blocks)
    passage = settle(run._replace(start=0), lines, post.blocks)
    end = None if passage is None else passage.end
    whole = run.source_end >= len(found.source.words)
    if whole and run.end < own and (end is None or end.word < run.end):
        end = edge_at(run.end, lines, post.blocks) or end
    if end is None or end.word == own:
        return post, own
    if end.word < own and run.end + SLACK >= own:
        return post, own
    return requote(post, index, blocks, end, region), end.word
