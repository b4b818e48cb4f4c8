"""Which post is this, and which thread: fingerprints, and sets of them.

A post's fingerprint is a hash of its skeleton. Another extractor may leave a signature in the post
or take its last line away, so a post also carries prints: hashes of five words in a row, taken
wherever the first of them hashes to nought modulo eight. Where such runs begin depends on the words
alone, so the same words give the same prints whatever stands around them (content-defined sampling
as in M. Manber, "Finding similar files in a large file system", USENIX 1994; shingles as in
A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from threadview.anchors.skeleton import letters, words
from threadview.model import Post, logical_text

SHINGLE = 5
FACTORS = (
    0x2545F4914F6CDD1D,
    0x1B873593CC9E2D51,
    0x5851F42D4C957F2D,
    0x14057B7EF767814F,
    0x369DEA0F31A53F85,
)
MASK = (1 << 63) - 1
"""A print is the sum of the five words' checksums, each times an odd number, in 63 bits."""
SAMPLING = 8
FEWEST = 4
"""Prints of a post at least, when it has so many runs of words."""
SKETCH = 24
"""Prints that a sketch of a post keeps."""
STOCK = 6
"""A post of fewer words ("Bump", "+1") says nothing about the thread."""
LONG = 25
"""A post of this many words is long: two of them and the title make a thread the same."""
KEPT = 4000
"""Posts whose prints a thread keeps; of a longer one, a sample chosen by fingerprint."""


class PostPrint(NamedTuple):
    """A post as its words identify it: fingerprint, prints, and how many words it has."""

    fingerprint: int
    prints: tuple[int, ...]
    words: int


def _hash(text: str) -> int:
    raw = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "big") >> 1


def fingerprint(text: str) -> int:
    """The hash of a text's letters: 63 bits, the same whatever its white space and marks."""
    return _hash(letters(text))


class _Sums(dict[str, int]):
    """A checksum of each word, worked out once: it says whether a run that begins with it is
    taken."""

    def __missing__(self, word: str) -> int:
        found = crc32(word.encode("utf-8", "surrogatepass"))
        if len(self) < 100_000:
            self[word] = found
        return found


_SUMS = _Sums()


def prints(found: list[str]) -> tuple[int, ...]:
    """The prints of a list of words, each once, in order; of a short one, those few runs that
    begin with the lowest checksums."""
    runs = max(0, len(found) - SHINGLE + 1)
    sums = [_SUMS[word] for word in found]
    taken = [i for i in range(runs) if sums[i] % SAMPLING == 0]
    if len(taken) < FEWEST:
        taken = sorted(sorted(range(runs), key=lambda i: sums[i])[:FEWEST])
    first, second, third, fourth, fifth = FACTORS
    return tuple(
        dict.fromkeys(
            (
                sums[i] * first
                + sums[i + 1] * second
                + sums[i + 2] * third
                + sums[i + 3] * fourth
                + sums[i + 4] * fifth
            )
            & MASK
            for i in taken
        )
    )


def sketch(found: tuple[int, ...]) -> tuple[int, ...]:
    """The lowest of a post's prints: enough to say how alike two posts are (bottom-k sketches:
    E. Cohen, H. Kaplan, "Summarizing data using bottom-k sketches", PODC 2007)."""
    return tuple(sorted(found)[:SKETCH])


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The share of common prints, of those in either, by their sketches."""
    lowest = sorted({*one, *other})[:SKETCH]
    both = {*one} & {*other}
    return sum(number in both for number in lowest) / len(lowest) if lowest else 0.0


def post_print(text: str) -> PostPrint:
    """What identifies a post with this logical text."""
    found = words(text)
    return PostPrint(fingerprint(text), prints(found), len(found))


@dataclass(frozen=True, slots=True)
class ThreadPrint:
    """What identifies a thread: its title's letters, and the prints of its posts.

    Posts that say nothing are left out; of a long thread those posts stand whose fingerprint is a
    multiple of `step`.
    """

    title: str = ""
    posts: tuple[PostPrint, ...] = ()
    step: int = 1
    _prints: set[int] = field(default_factory=set, compare=False, repr=False)

    def all_prints(self) -> set[int]:
        """Every fingerprint and print of its posts."""
        if not self._prints:
            for post in self.posts:
                self._prints.add(post.fingerprint)
                self._prints.update(post.prints)
        return self._prints

    def lowest(self, count: int = 64) -> list[int]:
        """Its `count` lowest fingerprints and prints: enough to look a thread up by."""
        return sorted(self.all_prints())[:count]

    def thinned(self, step: int) -> ThreadPrint:
        """The same thread with a coarser sample of posts."""
        if step == self.step:
            return self
        kept = tuple(post for post in self.posts if post.fingerprint % step == 0)
        return ThreadPrint(self.title, kept, step)


def thread_print(title: str | None, posts: Iterable[Post]) -> ThreadPrint:
    """What identifies a thread. Reads every post once."""
    return of_posts(title, (post_print(logical_text(post)) for post in posts))


def of_posts(title: str | None, printed: Iterable[PostPrint]) -> ThreadPrint:
    """What identifies a thread whose posts have these prints."""
    telling = [post for post in printed if post.words >= STOCK]
    often = Counter(post.fingerprint for post in telling)
    telling = [post for post in telling if often[post.fingerprint] == 1]
    step = 1
    while sum(post.fingerprint % step == 0 for post in telling) > KEPT:
        step *= 2
    kept = tuple(post for post in telling if post.fingerprint % step == 0)
    return ThreadPrint(letters(title or ""), kept, step)


def stands_in(post: PostPrint, fingerprints: set[int], all_prints: set[int]) -> bool:
    """Whether a post, or most of its words, stands in a thread with these prints."""
    if post.fingerprint in fingerprints:
        return True
    shared = sum(number in all_prints for number in post.prints)
    return shared >= 2 and 2 * shared >= len(post.prints)


def same_thread(one: ThreadPrint, other: ThreadPrint) -> bool:
    """Whether two dumps are of the same thread.

    They are when most posts of the smaller stand in the larger, or the title and two long posts
    do. Which is the smaller is not to be told from the number of posts, since an extractor may
    have run them together: either may stand in the other. A lone post proves it only with the
    title, or when it is long.
    """
    return _stands(one, other) or _stands(other, one)


def _stands(small: ThreadPrint, large: ThreadPrint) -> bool:
    if large.step > small.step:  # the larger is a sample: look at the same sample of the smaller
        small = small.thinned(large.step)
    known = {post.fingerprint for post in large.posts}
    standing = [post for post in small.posts if stands_in(post, known, large.all_prints())]
    titled = bool(small.title) and small.title == large.title
    if titled and sum(post.words >= LONG for post in standing) >= 2:
        return True
    if not standing or 2 * len(standing) <= len(small.posts):
        return False
    return len(standing) >= 2 or titled or standing[0].words >= 2 * LONG
