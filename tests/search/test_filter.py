"""What a query means: every post is judged as a person would judge it, on every road."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import reference
from threadview.columns import Columns
from threadview.dump import Dump
from threadview.model import (
    Block,
    EditMark,
    Extent,
    Post,
    Quote,
    Source,
    Span,
    Thread,
    logical_text,
)
from threadview.posts import Posts
from threadview.search import Note, Search, chrome_text, find, header_text, matches, sweep
from threadview.search import query as q

Judge = Callable[[Post, str], bool]

WORDS = ["a", "oil", "Oil", "boat", "oi", "ö", "ol"]
NOTES = {2: [Note("oily boat", ("Todo",))], 5: [Note("nothing", ("done", "todo"))]}


@contextmanager
def tiny_chunks() -> Iterator[None]:
    """A few posts at a time, so that every way of judging posts gets its turn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep, "SMALL", 1)
        patch.setattr(sweep, "LARGE", 4)
        yield


@st.composite
def plain_threads(draw: st.DrawFn) -> Thread:
    """Threads of short, mostly ASCII posts, many of them holding the same few words."""
    raw = ""
    posts: list[Post] = []
    line = st.lists(st.sampled_from([*WORDS, "x", "zz", "2010"]), max_size=5).map(" ".join)
    for number in range(1, draw(st.integers(0, 14)) + 1):
        start, byte_start = len(raw), len(raw.encode())
        blocks: list[Block] = []
        quotes: list[Quote] = []
        for _ in range(draw(st.integers(0, 3))):
            quote = None
            if draw(st.booleans()) and number > 1:
                quote = len(quotes)
                quotes.append(Quote(post=draw(st.integers(1, number - 1))))
            text = draw(line)
            span = Span(len(raw), len(raw) + len(text) + 1)
            blocks.append(Block("paragraph", text, span, quote, draw(st.booleans())))
            raw += text + "\n"
        blocks.append(Block("separator", "", Span(len(raw), len(raw) + 2)))
        raw += "\u00a0\n"
        posts.append(
            Post(
                number,
                tuple(blocks),
                tuple(quotes),
                draw(st.sampled_from([None, "Oilman", "Ann Archer", "Zoë"])),
                date=draw(st.sampled_from([None, "2010", "2010-03-04", "2011-01-01T10:00"])),
                edit=draw(st.sampled_from([None, EditMark("Edited.")])),
                extent=Extent(start, len(raw), byte_start, len(raw.encode())),
            )
        )
    packed = Posts(Dump(None, "made", raw.encode()))
    thread = Thread(
        Source("-", "text", "utf-8"), draw(st.sampled_from([None, "Oil"])), posts=packed
    )
    for post in posts:
        packed.append(post)
        for source in sorted({quote.post for quote in post.quotes if quote.post}):
            thread.quoted_by.setdefault(source, []).append(post.number)
    return thread


terms = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(
        lambda words: q.Words(tuple(words))
    ),
    st.sampled_from(WORDS).map(q.Phrase),
    st.sampled_from(["o.l", "b|x", "^a"]).map(q.Regex),
    st.sampled_from([q.Author("ann"), q.Author("oilman", True), q.Author("zoe"), q.Author("ë")]),
    st.sampled_from([q.Dates("2010", "2010"), q.Dates("2010-02", "2011"), q.Dates("", "2010-03")]),
    st.sampled_from([q.Is("edited"), q.Is("op"), q.Has("note"), q.Tag("todo"), q.Numbers(2, 6)]),
    st.sampled_from([q.Title("oi"), q.Title("boat"), q.Noted("boat"), q.Noted("THING")]),
    st.integers(1, 6).flatmap(lambda n: st.sampled_from([q.Quoting(n), q.QuotedBy(n)])),
)
nodes = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: q.And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: q.Or(tuple(parts))),
        inner.map(q.Not),
    ),
    max_leaves=5,
)


def judged(node: q.Node, post: Post, thread: Thread) -> bool:
    """Whether a post matches, as the language's description reads."""
    match node:
        case q.And(parts):
            return all(judged(part, post, thread) for part in parts)
        case q.Or(parts):
            return any(judged(part, post, thread) for part in parts)
        case q.Not(part):
            return not judged(part, post, thread)
        case q.Words(words):
            case = any(map(str.isupper, "".join(words)))
            return all(holds(post, thread, word, case) for word in words)
        case q.Phrase(text):
            return holds(post, thread, text, any(map(str.isupper, text)))
        case q.Regex(pattern):
            found = {"o.l": ("oil",), "b|x": ("b", "x")}.get(pattern)
            if found is None:
                return any(
                    line[:1] in ("a", "A")
                    for text in texts(post, thread)
                    for line in text.split("\n")
                )
            return any(part in text.lower() for text in texts(post, thread) for part in found)
        case q.Author(name, whole):
            plain = (post.author or "").casefold()
            bare = plain.replace("ë", "e")
            return bool(plain) and (
                name in (plain, bare) if whole else name in plain or name in bare
            )
        case q.Dates(first, last):
            lowest = {"2010": "2010-01-01"}.get(post.date or "", (post.date or "")[:10])
            highest = {"2010": "2010-12-31"}.get(post.date or "", (post.date or "")[:10])
            return bool(lowest) and lowest[: len(first)] >= first and highest[: len(last)] <= last
        case q.Is("edited"):
            return post.edit is not None
        case q.Is():
            return post.author is not None and post.author == thread.posts[0].author
        case q.Has():
            return post.number in NOTES
        case q.Tag():
            return post.number in NOTES
        case q.Title(text):
            return text in (thread.title or "").lower()
        case q.Noted(text):
            return any(text in note.text for note in NOTES.get(post.number, ()))
        case q.Numbers(low, high):
            return low <= post.number <= (high or 99)
        case q.Quoting(number):
            return any(quote.post == number for quote in post.quotes)
        case q.QuotedBy(number):
            known = number <= len(thread.posts)
            return known and any(
                quote.post == post.number for quote in thread.posts[number - 1].quotes
            )
    raise AssertionError(node)


def texts(post: Post, thread: Thread) -> list[str]:
    note = "\n\n".join(note.text for note in NOTES.get(post.number, []))
    return [header_text(post, thread.title), logical_text(post), chrome_text(post), note]


def holds(post: Post, thread: Thread, word: str, case: bool) -> bool:
    plain = [text if case else text.lower() for text in texts(post, thread)]
    if "ö" in word:
        return any(word in text for text in plain)
    return any(word in text.replace("ö", "o").replace("ë", "e") for text in plain)


@settings(max_examples=250)
@given(plain_threads(), nodes)
def test_a_filter_shows_the_posts_that_match(thread: Thread, node: q.Node) -> None:
    expected = [post.number for post in thread.posts if judged(node, post, thread)]
    assert matches(thread, node, NOTES) == expected
    with tiny_chunks():
        assert matches(thread, node, NOTES) == expected
        assert sorted({hit.post for hit in find(thread, node, NOTES)}) == expected
    plain = Thread(thread.source, thread.title, posts=list(thread.posts))
    plain.quoted_by = thread.quoted_by
    assert matches(plain, node, NOTES) == expected


@settings(max_examples=150)
@given(plain_threads(), st.sampled_from(WORDS), st.integers(1, 14), st.booleans())
def test_counting_by_bytes_counts_every_hit(
    thread: Thread, word: str, origin: int, own: bool
) -> None:
    query = f"{word} -is:quote" if own else word
    expected = find(Thread(thread.source, thread.title, posts=list(thread.posts)), query, NOTES)
    with tiny_chunks():
        search = Search(thread, query, NOTES)
        for _ in search.run(origin, step=0):
            pass
        assert len(search.hits) == len(expected)
        assert list(search.hits) == expected
    for hit in expected:
        assert not own or hit.where != "quote"
        assert reference.search(search.text(hit)[hit.start : hit.end], word)


@given(plain_threads(), st.sampled_from(WORDS))
def test_quoted_and_own_words_part_all_hits(thread: Thread, word: str) -> None:
    quoted = find(thread, f"{word} is:quote")
    own = find(thread, f"{word} -is:quote")
    assert all(hit.where == "quote" for hit in quoted)
    assert all(hit.where != "quote" for hit in own)
    assert sorted([*quoted, *own], key=lambda hit: hit.place) == find(thread, word)


@given(plain_threads(), st.sampled_from(WORDS), st.integers(0, 14))
def test_a_search_follows_a_thread_that_grows(thread: Thread, word: str, known: int) -> None:
    growing = Posts(thread.posts.dump if isinstance(thread.posts, Posts) else None)
    fresh = Thread(thread.source, thread.title, posts=growing)
    posts = list(thread.posts)
    for post in posts[:known]:
        growing.append(post)
    search = Search(fresh, word)
    for _ in search.run(origin=3):
        pass
    for post in posts[known:]:
        growing.append(post)
    assert search.done == (known >= len(posts))
    for _ in search.run():
        pass
    assert list(search.hits) == find(thread, word)


def test_words_side_by_side_are_the_hit_where_they_stand_so() -> None:
    posts = [
        Post(1, (Block("paragraph", "the boat of relief, the relief\nboat"),)),
        Post(2, (Block("paragraph", "a boat came as a relief"),)),
        Post(3, (Block("paragraph", "a boat came"),)),
    ]
    thread = Thread(Source("-", "text", "utf-8"), posts=posts)
    assert [(hit.post, hit.start, hit.end) for hit in find(thread, "relief boat")] == [
        (1, 24, 35),
        (2, 2, 6),
        (2, 17, 23),
    ]


def test_a_post_known_better_since_is_found_by_what_is_known_now() -> None:
    posts = Posts(Dump(None, "made", b"oil\nboat\n"))
    for number, (start, end) in enumerate([(0, 4), (4, 9)], 1):
        words = (Block("paragraph", "oil" if number == 1 else "boat", Span(start, end)),)
        posts.append(Post(number, words, extent=Extent(start, end, start, end)))
    thread = Thread(Source("-", "text", "utf-8"), posts=posts)
    assert find(thread, "marlin") == []
    posts.replace(1, posts[1]._replace(author="Marlin", author_title="Keeper"))
    assert matches(thread, "marlin") == matches(thread, "keeper") == [2]
    assert matches(thread, "author:marlin") == [2]


@given(plain_threads())
def test_columns_are_the_same_however_posts_are_kept(thread: Thread) -> None:
    assert isinstance(thread.posts, Posts)
    kept, made = thread.posts.columns, Columns.of(thread.posts)
    for column in ("names", "authors", "marks", "dates", "parents", "starts"):
        assert getattr(kept, column) == getattr(made, column)


OVERLAPPING = ["oil or oi", "o or /oi?l/", '"oil boat" or boat', "oil boat"]


@given(plain_threads(), st.sampled_from(OVERLAPPING))
def test_no_hit_overlaps_another(thread: Thread, query: str) -> None:
    hits = find(thread, query, NOTES)
    for before, after in pairwise(hits):
        assert before.place < after.place
        assert before.place[:2] != after.place[:2] or before.end <= after.start


@given(plain_threads(), st.sampled_from(WORDS), st.integers(1, 9), st.integers(1, 14))
def test_hits_know_the_stretches_of_the_thread_they_lie_in(
    thread: Thread, word: str, stretches: int, origin: int
) -> None:
    count = len(thread.posts)
    search = Search(thread, word)
    for _ in search.run(origin):
        pass
    held = {(number - 1) * stretches // count for number, _ in search.hits.posts()}
    assert search.hits.spread(stretches, count) == held
