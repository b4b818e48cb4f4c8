"""What is folded, and which quotes are sure enough to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from threadview.model import Post, Quote

SURE = 0.8
"""Confidence from which an inferred quote is shown as a quote and may be folded; below it, its
words are shown as text with a mark in the margin. Confidences are calibrated, so that of the least
sure that fold four in five are quotes; on the forum pages they were fitted to, all that fold hide
one of a poster's own words in two thousand."""

DEEPEST = 24
"""Quotes nested deeper than this are shown as words of the quote around them."""

FoldPolicy = Literal["known", "all", "none"]
"""Which quotes start folded: those whose source is in the thread, all, or none."""


class Folds:
    """What is folded: a policy for all quotes, and the exceptions made by hand.

    `flipped` holds (post number, quote index) for quotes that are not as the policy says, `muted`
    the authors whose posts and quotes start folded;
    `opened` holds (post number, block index) for furniture that was unfolded; `shut`, the numbers
    of posts that are not as that says: folded to one line, or muted and opened; `branches`, the
    numbers of posts below which everything is folded.
    """

    __slots__ = ("branches", "flipped", "muted", "opened", "policy", "shut")

    def __init__(
        self,
        policy: FoldPolicy = "known",
        flipped: Iterable[tuple[int, int]] = (),
        opened: Iterable[tuple[int, int]] = (),
        shut: Iterable[int] = (),
        muted: Iterable[str] = (),
        branches: Iterable[int] = (),
    ) -> None:
        self.policy: FoldPolicy = policy
        self.flipped = set(flipped)
        self.opened = set(opened)
        self.shut = set(shut)
        self.muted = set(muted)
        self.branches = frozenset(branches)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Folds):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def copy(self) -> Folds:
        """The same folds, to come back to."""
        return Folds(self.policy, self.flipped, self.opened, self.shut, self.muted, self.branches)

    def folded(self, post: Post, quote: int) -> bool:
        """Whether a quote of a post is folded."""
        known = post.quotes[quote].post is not None
        start = self.policy == "all" or (self.policy == "known" and known)
        start = start or post.quotes[quote].author in self.muted
        return start != ((post.number, quote) in self.flipped)

    def folded_whole(self, post: Post) -> bool:
        """Whether a post is folded to its header line: muted ones start so."""
        return (post.author in self.muted) != (post.number in self.shut)

    def flip(self, post: Post, quote: int) -> None:
        """Fold an open quote, open a folded one."""
        self.flipped ^= {(post.number, quote)}

    def set_all(self, policy: FoldPolicy) -> None:
        """Treat all quotes alike and forget the exceptions."""
        self.policy = policy
        self.flipped.clear()


def sure(quote: Quote) -> bool:
    """Whether a quote is sure enough to be shown as one."""
    return quote.evidence.confidence >= SURE


def paths(post: Post) -> list[tuple[int, ...]]:
    """For each quote of a post, the quotes shown around its words, outermost first, itself last.

    Unsure quotes are seen through, and so are those nested deeper than anybody can see.
    """
    found: list[tuple[int, ...]] = []
    for index, quote in enumerate(post.quotes):
        above = () if quote.parent is None else found[quote.parent]
        found.append((*above, index) if sure(quote) and len(above) < DEEPEST else above)
    return found
