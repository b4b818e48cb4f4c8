"""Looking: a query over every post of the library, the likeliest answers first.

The tables name posts that may hold the words, those indexed last first; each is then judged by its
own words, so that what comes out is what the query says, to the accent. A word is
found where a word begins with it (the table knows no middles of words). The order of what was
found: by how much of a post the words are (saturating, as BM25 has it: S. Robertson, H. Zaragoza,
"The Probabilistic Relevance Framework", 2009), titles first, quoted words behind own ones. For
words that stand in very many posts only the latest `ENOUGH` are weighed, since to weigh a million
would take longer than anybody waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from functools import partial
from itertools import chain
from time import monotonic
from types import MappingProxyType
from typing import NamedTuple

from threadview.library.candidates import candidates, sieve
from threadview.library.catalogue import Catalogue
from threadview.library.chunk import Record
from threadview.library.entry import Entry
from threadview.library.judging import About, Judge, Spans, judge
from threadview.library.wanted import Tags, Wanted, threads_of
from threadview.scripts import ALONE
from threadview.search import Note, parse
from threadview.search.around import Around, around

ENOUGH = 400
"""Hits that are weighed against each other."""

FEW, PATIENCE = 8, 2
"""Hits that are worth showing; times as long a short look goes on that has found fewer."""

SOON = 0.03
"""Seconds after which any hit is worth showing."""

TITLES = 30
"""Threads shown for their titles before posts; all that there is room for, where only threads are
asked for."""

ThreadNotes = Mapping[int, Mapping[int, Sequence[Note]]]
"""The notes of each post, by thread id and post number."""


class Sought(NamedTuple):
    """A hit: the post, its thread, the words around; `start` and `end` count in the post's logical
    text. `title` says that it is the thread's title that holds the words."""

    entry: Entry
    number: int
    author: str | None
    date: str | None
    around: Around
    start: int
    end: int
    places: int
    score: float
    title: bool = False


class Answer(NamedTuple):
    """What was found, the likeliest first; `more`: there may be more than was looked at."""

    hits: list[Sought]
    more: bool


class Ground(NamedTuple):
    """What is looked through: `threads` are the ids of those meant (None: all), `notes` and `tags`
    what the reader said of them. Where a thread that stands for copies of it has hits, those in the
    copies are left out (`leaders`: see `Catalogue.leaders`)."""

    threads: frozenset[int] | None = None
    notes: ThreadNotes = MappingProxyType({})
    tags: Tags = MappingProxyType({})
    leaders: Mapping[int, int] = MappingProxyType({})


class Pace(NamedTuple):
    """How long and how far a look goes: for so many `seconds` at most, until it is `enough`. Only a
    `thorough` one goes where the time cannot be told: to all words that begin with letters with
    which common ones begin. `early` is called once, with the first hits worth showing."""

    seconds: float = 60.0
    thorough: bool = True
    enough: Callable[[], bool] = bool
    early: Callable[[Answer], None] | None = None


_EVERYTHING, _AT_LENGTH = Ground(), Pace()


def look(
    catalogue: Catalogue,
    query: str,
    ground: Ground = _EVERYTHING,
    pace: Pace = _AT_LENGTH,
    *,
    limit: int = 200,
    first: Sequence[int] = (),
) -> Answer:
    """Look for a query; `first` are ids of posts that are looked at before any others.

    Raises:
        QueryError: it does not parse.
        LibraryError: the index cannot be read.
    """
    watch, node = _Watch(monotonic(), pace), parse(query)
    judged, sought = judge(node, query), sieve(catalogue, node)
    count = TITLES if sought.wanted.posts else max(limit, TITLES)
    hits = _titles(catalogue, sought.wanted, ground, count + 1, watch)
    more = len(hits) > count or (
        not pace.thorough and not sought.noted and sought.near != sought.begun
    )
    del hits[count:]
    most, titled = max(limit, ENOUGH) + len(hits), {hit.entry.id for hit in hits}
    late, early = partial(watch.late, hits), pace.early
    posts = candidates(catalogue, sought, ground.notes, ground.tags, pace.thorough, late)
    if sought.wanted.posts:
        posts = chain(first, posts)
    for entry, post in _standing(catalogue, posts, ground.threads):
        if len(hits) >= most or late():
            break
        hit = entry and _judged(catalogue, judged, bool(sought.exact), entry, post, ground)
        # The first post is found by its thread's title too, which then has a row of its own.
        if hit and (hit.places or hit.number > 1 or hit.entry.id not in titled):
            hits.append(hit)
            if early is not None and (len(hits) >= FEW or watch.spent() > SOON):
                early(Answer(_ranked(hits, ground.leaders)[:limit], True))
                early = None
    more = more or len(hits) >= most or late()
    hits = _ranked(hits, ground.leaders)
    return Answer(hits[:limit], more or len(hits) > limit)


class _Watch(NamedTuple):
    """When a look began, and its pace: whether it is to end."""

    begun: float
    pace: Pace

    def spent(self) -> float:
        """Seconds since it began."""
        return monotonic() - self.begun

    def late(self, hits: Sized) -> bool:
        """Whether it is to end, having found so much."""
        patience = 1 if self.pace.thorough or len(hits) >= FEW else PATIENCE
        return self.spent() > self.pace.seconds * patience or self.pace.enough()


def _standing(
    catalogue: Catalogue, posts: Iterable[int], threads: frozenset[int] | None
) -> Iterator[tuple[Entry | None, int]]:
    """Posts, each once, with the threads they stand in; None for those that are not looked at."""
    seen: set[int] = set()
    entry: Entry | None = None
    for post in posts:
        if post in seen:
            continue
        seen.add(post)
        if entry is None or not entry.first <= post < entry.first + entry.posts:
            entry = catalogue.entry(post)
        yield entry if entry and (threads is None or entry.id in threads) else None, post


def _judged(
    catalogue: Catalogue,
    judged: Judge,
    worded: bool,
    entry: Entry,
    post: int,
    ground: Ground,
) -> Sought | None:
    """A post of a thread as a hit; None where it is none. `worded`: words are asked for, which are
    found where they begin, whether the table or something else named the post."""
    record = catalogue.record(post)
    if record is None:
        return None
    of_post = ground.notes.get(entry.id, {}).get(record.number, ())
    about = About(of_post, entry.title, ground.tags.get(entry.id, ()))
    if record.number == 1:
        record = record._replace(title=entry.title)
    spans = judged(record, about)
    if spans is None or (worded and spans and not any(_begins(at, record.text) for at, _ in spans)):
        return None
    return _sought(entry, record, spans)


def _begins(start: int, text: str) -> bool:
    """Whether a place is where a word begins, or words have no beginnings there."""
    first = text[start : start + 1]
    return not (start and first.isalnum() and text[start - 1].isalnum()) or bool(ALONE.match(first))


def _ranked(hits: list[Sought], leaders: Mapping[int, int]) -> list[Sought]:
    """The likeliest first, without those of copies where the thread itself has some."""
    there = {hit.entry.id for hit in hits}

    def repeats(thread: int) -> bool:
        leader = leaders.get(thread, thread)
        return leader != thread and leader in there

    kept = [hit for hit in hits if not repeats(hit.entry.id)] if leaders else hits
    return sorted(
        kept, key=lambda hit: (-hit.score, _backwards(hit.date), hit.entry.id, hit.number)
    )


def _backwards(date: str | None) -> int:
    digits = (date or "")[:10].replace("-", "")
    return -int(digits.ljust(8, "0")) if digits.isascii() and digits.isdecimal() else 0


def _sought(entry: Entry, record: Record, spans: Spans) -> Sought:
    start, end = _best(spans, record) if spans else (0, 0)
    length = 0.25 + 0.75 * len(record.text) / 900
    score = len(spans) / (len(spans) + 1.2 * length)
    if spans and _quoted(start, record):
        score /= 2
    words = around(record.text, start, end)
    return Sought(
        entry, record.number, record.author, record.date, words, start, end, len(spans), score
    )


def _best(spans: Spans, record: Record) -> tuple[int, int]:
    """The first place of whole words in the post's own words, else in its own words, else the
    first."""
    text = record.text

    def worse(span: tuple[int, int]) -> tuple[bool, bool, int]:
        start, end = span
        begins = start == 0 or not text[start - 1].isalnum()
        whole = begins and not text[end : end + 1].isalnum()
        return _quoted(start, record), not whole, start

    return min(spans, key=worse)


def _quoted(start: int, record: Record) -> bool:
    edges = record.quoted
    return any(edges[n] <= start < edges[n + 1] for n in range(0, len(edges), 2))


def _titles(
    catalogue: Catalogue, sought: Wanted, ground: Ground, most: int, watch: _Watch
) -> list[Sought]:
    """Threads that are asked for as such: whose titles hold all the words, and by their tags; so
    many of them."""
    hits: list[Sought] = []
    if not sought.words and (sought.posts or not sought.named):
        return hits
    found = threads_of(catalogue, sought, ground.tags, sought.words, partial(watch.late, hits))
    for entry, (start, end) in found:
        if ground.threads is not None and entry.id not in ground.threads:
            continue
        title = entry.title or ""
        words = Around(title[:start], title[start:end], title[end:])
        hits.append(Sought(entry, 1, entry.author, entry.begun, words, 0, 0, 1, 2.0, True))
        if len(hits) == most:
            break
    return hits
