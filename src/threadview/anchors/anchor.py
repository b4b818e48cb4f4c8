"""Where a note was put: the words, what stood around them, and the post they stood in.

The W3C Web Annotation model's TextQuoteSelector (exact, prefix, suffix) and TextPositionSelector
(start, end) over the post's logical text, with what is needed to find the post again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from threadview.anchors.identity import fingerprint, likeness, prints, sketch
from threadview.anchors.skeleton import WITHIN, Skeleton, letters, occurrences, words
from threadview.anchors.twins import AROUND, find_twins
from threadview.model import Post, logical_text, segments

CONTEXT = 32
"""Characters of prefix and suffix."""
NEARLY = 0.7
"""Two posts this alike may be taken for one another."""
OPENING = 200
"""Characters kept of a post's beginning: what an orphan is listed with."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A post, or a passage in one, as it stood when it was first noted.

    `exact` is empty for a whole post. `start` and `end` count code points in the logical text,
    `bare_start` and `bare_end` letters in its skeleton. `before` and `after` are letters around the
    passage; `previous` and `following` the fingerprints of the posts around this one, `post_id` to
    `date` what was known of the post. `quoted` says that the words stood in a quote; `speaker` is
    whose words they are.

    `twins` counts the other places where the same words stood (a quote, mostly), `nth` those of
    them that came before; `alike` says that
    what stands around them does not tell one of those from this one, `others` identifies the posts
    they are in: each a fingerprint and prints.
    """

    number: int
    fingerprint: int
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0
    bare_start: int = 0
    bare_end: int = 0
    before: str = ""
    after: str = ""
    previous: int | None = None
    following: int | None = None
    post_id: str | None = None
    author: str | None = None
    date: str | None = None
    quoted: bool = False
    speaker: str | None = None
    speaker_post: int | None = None
    opening: str = ""
    words: int = 0
    prints: tuple[int, ...] = ()
    twins: int = 0
    nth: int = 0
    alike: bool = False
    others: tuple[tuple[int, ...], ...] = ()

    @property
    def doubled(self) -> bool:
        """Whether another post with the same words, or nearly, stood in the thread."""
        return any(
            other[0] == self.fingerprint or likeness(other[1:], self.prints) >= NEARLY
            for other in self.others
        )

    def as_json(self) -> dict[str, Any]:
        """The anchor as plain data; what is not known is left out."""
        kept = {
            field.name: value
            for field in fields(self)
            if (value := getattr(self, field.name)) != field.default
        }
        if self.prints:
            kept["prints"] = list(self.prints)
        if self.others:
            kept["others"] = [list(other) for other in self.others]
        return kept

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Anchor:
        """The anchor back from plain data; names it does not know are passed over."""
        known = {name: data[name] for name in cls.__slots__ if name in data}
        known["prints"] = tuple(known.get("prints", ()))
        known["others"] = tuple(tuple(other) for other in known.get("others", ()))
        known.setdefault("fingerprint", 0)
        return cls(**known)


def anchor_post(posts: Sequence[Post], index: int) -> Anchor:
    """An anchor on the whole post `posts[index]`."""
    return _anchor(posts, index, None)


def anchor_passage(posts: Sequence[Post], index: int, start: int, end: int) -> Anchor:
    """An anchor on `logical_text(posts[index])[start:end]`.

    Raises:
        ValueError: the passage is empty or reaches beyond the post.
    """
    if not 0 <= start < end <= len(logical_text(posts[index])):
        raise ValueError(f"no passage {start}..{end} in post {posts[index].number}")
    return _anchor(posts, index, (start, end))


def anchor_stretch(
    posts: Sequence[Post], first: int, start: int, last: int, end: int
) -> tuple[Anchor, ...]:
    """Anchors on a passage that may run over several posts: from `start` in `posts[first]` to
    `end` in `posts[last]`, one anchor for each post that has words in it."""
    found = []
    for index in range(first, last + 1):
        text = logical_text(posts[index])
        begin = start if index == first else 0
        stop = min(end, len(text)) if index == last else len(text)
        if begin < stop:
            found.append(_anchor(posts, index, (begin, stop)))
    return tuple(found)


def _anchor(posts: Sequence[Post], index: int, place: tuple[int, int] | None) -> Anchor:
    post = posts[index]
    text = logical_text(post)
    skeleton = Skeleton(text)
    found = words(text)
    start, end = place or (0, 0)
    bare_start, bare_end = skeleton.bare(start), skeleton.bare(end)
    quote = _quote_at(post, start) if place else None
    passage = (bare_start, bare_end) if place else (0, len(skeleton.text))
    twins = find_twins(posts, index, skeleton.text, passage)
    return Anchor(
        number=post.number,
        fingerprint=fingerprint(text),
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start] if place else "",
        suffix=text[end : end + CONTEXT] if place else "",
        start=start,
        end=end,
        bare_start=bare_start,
        bare_end=bare_end,
        before=skeleton.text[max(0, bare_start - AROUND) : bare_start] if place else "",
        after=skeleton.text[bare_end : bare_end + AROUND] if place else "",
        previous=_print_of(posts, index - 1),
        following=_print_of(posts, index + 1),
        post_id=post.id,
        author=post.author,
        date=post.date or post.date_text,
        quoted=quote is not None,
        speaker=post.author if quote is None else post.quotes[quote].author,
        speaker_post=post.number if quote is None else post.quotes[quote].post,
        opening=text[:OPENING],
        words=len(found),
        prints=sketch(prints(found)),
        twins=twins.places,
        nth=twins.before,
        alike=twins.alike,
        others=twins.others,
    )


def _print_of(posts: Sequence[Post], index: int) -> int | None:
    return fingerprint(logical_text(posts[index])) if 0 <= index < len(posts) else None


def _quote_at(post: Post, offset: int) -> int | None:
    """The index of the quote that the offset of the logical text stands in."""
    for segment in segments(post):
        if offset < segment.start + len(segment.text):
            return segment.quote
    return None


def find_words(post: Post, wanted: str) -> list[tuple[int, int]]:
    """Where words stand in a post's logical text: exactly, else with any white space for any
    other, else word for word, whatever marks and quotation marks stand between."""
    text = logical_text(post)
    wanted = wanted.strip()
    if not wanted:
        return []
    found = occurrences(text, wanted)
    if found:
        return found
    spaced = _squeezed(text)
    found = [
        (spaced[1][at], spaced[1][stop - 1] + 1)
        for at, stop in occurrences(spaced[0], " ".join(wanted.split()))
    ]
    bare = letters(wanted)
    if found or not bare:
        return found
    skeleton = Skeleton(text)
    places = [
        (skeleton.start(at), skeleton.end(stop)) for at, stop in occurrences(skeleton.text, bare)
    ]
    asked = words(wanted)
    return [
        (at, stop)
        for at, stop in places
        if words(text[at:stop]) == asked
        and not inside_word(text, at)
        and not inside_word(text, stop)
    ]


def inside_word(text: str, offset: int) -> bool:
    """Whether an offset falls within a word (never, in scripts written without spaces)."""
    if not 0 < offset < len(text):
        return False
    return WITHIN.match(text, offset - 1) is not None


def _squeezed(text: str) -> tuple[str, list[int]]:
    kept: list[str] = []
    offsets: list[int] = []
    gap = False
    for offset, char in enumerate(text):
        if char.isspace():
            if not gap:
                kept.append(" ")
                offsets.append(offset)
        else:
            kept.append(char)
            offsets.append(offset)
        gap = char.isspace()
    return "".join(kept), offsets
