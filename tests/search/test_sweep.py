"""A search of a thread finds what searching each of its texts finds, from wherever it starts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from search import reference
from threadview.model import Thread, logical_text, segments
from threadview.posts import Posts
from threadview.search import Hit, Note, Search, chrome_text, find, header_text, matches

NOTES = st.dictionaries(
    st.integers(1, 6),
    st.lists(st.builds(Note, reference.texts, st.just(("tagged",))), min_size=1, max_size=2),
)


def slowly(thread: Thread, query: str, notes: dict[int, list[Note]]) -> list[Hit]:
    """Every text of every post, one after the other."""
    found: list[Hit] = []
    for post in thread.posts:
        quoted = [s for s in segments(post) if s.quote is not None]
        for where, text in (
            ("header", header_text(post, thread.title)),
            ("words", logical_text(post)),
            ("chrome", chrome_text(post)),
            ("note", "\n\n".join(note.text for note in notes.get(post.number, []))),
        ):
            for start, end in reference.search(text, query):
                kind = where
                if where == "words":
                    inside = any(s.start <= start < s.start + len(s.text) for s in quoted)
                    kind = "quote" if inside else "body"
                found.append(Hit(post.number, kind, start, end))  # type: ignore[arg-type]
    return found


def phrase(query: str) -> str:
    return '"' + query.replace('"', "").replace("“", "").replace("”", "") + '"'


@settings(max_examples=100)
@given(reference.threads(), reference.queries, NOTES)
def test_finds_what_searching_each_text_finds(
    thread: Thread, query: str, notes: dict[int, list[Note]]
) -> None:
    text = phrase(query)
    if not text[1:-1].strip():
        return
    expected = slowly(thread, text[1:-1], notes)
    assert find(thread, text, notes) == expected
    bare, dumped = Posts(), thread.posts
    assert isinstance(dumped, Posts)
    for post in thread.posts:
        bare.append(post._replace(extent=None))
    for post in list(bare):
        bare.replace(post.number - 1, post)
        dumped.replace(post.number - 1, dumped[post.number - 1])
    for kept in (list(thread.posts), bare, dumped):
        assert find(Thread(thread.source, thread.title, posts=kept), text, notes) == expected
    assert matches(thread, text, notes) == sorted({hit.post for hit in expected})


@settings(max_examples=100)
@given(reference.threads(), reference.letters, st.integers(1, 7))
def test_the_same_hits_from_wherever_it_starts(thread: Thread, query: str, origin: int) -> None:
    text = phrase(query)
    if not text[1:-1].strip():
        return
    expected = find(thread, text)
    search = Search(thread, text)
    for _ in search.run(origin, step=0):
        assert len(search.hits) <= len(expected)
    assert list(search.hits) == expected
    assert search.progress.done
    assert [search.hits[i] for i in range(len(expected))] == expected


@settings(max_examples=100)
@given(reference.threads(), reference.letters, st.integers(1, 7))
def test_every_place_knows_the_hit_after_it(thread: Thread, query: str, origin: int) -> None:
    text = phrase(query)
    if not text[1:-1].strip():
        return
    search = Search(thread, text)
    for _ in search.run(origin):
        pass
    places = [hit.place for hit in search.hits]
    assert places == sorted(places)
    for probe in [
        (post, field, offset) for post in range(8) for field in range(4) for offset in (0, 3)
    ]:
        expected = sum(place < probe for place in places)
        assert search.hits.after(probe) == expected
