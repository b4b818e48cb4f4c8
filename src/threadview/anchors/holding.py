"""Finding noted passages again in a thread as it is read now: found, or an orphan; never a guess.

The road there: the post with the same number and the same fingerprint: then the words stand
at the same letters of its skeleton, and need only be verified. Else every place where the same
letters stand, weighed by what stands around them and by whether the post is the same post; the best
is taken when it is clearly best. Else one fuzzy look (see `fuzzy`), with a floor. Else an orphan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from threadview.anchors import fuzzy
from threadview.anchors.anchor import Anchor, inside_word
from threadview.anchors.ground import Ground
from threadview.anchors.identity import STOCK
from threadview.anchors.skeleton import letters, occurrences
from threadview.anchors.weighing import Candidate, choose
from threadview.model import Post, logical_text, segments

MANY = 300
"""Places looked at for one passage; more, and nothing tells them apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a noted thing stands now: the post's number and index, the stretch of its logical text
    (0, 0 for a whole post), how it was found, and how sure (from 0 to 1)."""

    number: int
    index: int
    start: int
    end: int
    how: Literal["verified", "exact", "fuzzy"]
    score: float


@dataclass(frozen=True, slots=True)
class Orphan:
    """A noted thing that was not found, and why, in plain words."""

    why: str


class Holding:
    """The posts of a thread, ready to be looked through. `posts` may grow; call `refresh` then."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._posts = posts
        self._ground = Ground(posts)

    def refresh(self) -> None:
        """Forget what was worked out: the posts have changed."""
        self._ground = Ground(self._posts)

    def find(self, anchor: Anchor) -> Place | Orphan:
        """Where the anchor's post or passage stands now."""
        return self._unmoved(anchor) or self._looked_for(anchor)

    def find_all(self, anchors: Iterable[Anchor]) -> list[Place | Orphan]:
        """Where each of these stands now: `find`, with one look through the thread for all."""
        wanted = list(anchors)
        found: list[Place | Orphan | None] = [self._unmoved(anchor) for anchor in wanted]
        missing = [anchor for anchor, place in zip(wanted, found, strict=True) if place is None]
        self._ground.look_for(
            {letters(anchor.exact or anchor.opening) for anchor in missing} - {""}
        )
        return [
            self._looked_for(anchor) if place is None else place
            for anchor, place in zip(wanted, found, strict=True)
        ]

    def _unmoved(self, anchor: Anchor) -> Place | None:
        """The place in a post that has the same words as the one noted."""
        same = self._same_post(anchor)
        return None if same is None else self._verified(anchor, same)

    def _looked_for(self, anchor: Anchor) -> Place | Orphan:
        return self._look(anchor) if anchor.exact else self._look_for_post(anchor)

    def _same_post(self, anchor: Anchor) -> int | None:
        """The index of the one post with the same words, if there is just one to choose."""
        index = anchor.number - 1
        if anchor.words >= STOCK and not anchor.doubled:
            if self._ground.fingerprint(index) == anchor.fingerprint:
                return index
            same = self._ground.holders(anchor.fingerprint)
            if len(same) == 1:
                return same[0]
        return self._told_apart(anchor, self._ground.holders(anchor.fingerprint))

    def _told_apart(self, anchor: Anchor, same: Sequence[int]) -> int | None:
        """Which of several posts of the same words is meant, by id, neighbours, author and date;
        None when nothing speaks for one, or as much for two."""
        weighed = sorted(((self._signs(anchor, index), -index) for index in same), reverse=True)
        least = 2 if anchor.doubled else 1  # author and date may be those of both
        if not weighed or weighed[0][0] < least:
            return None
        if len(weighed) > 1 and weighed[1][0] == weighed[0][0]:
            return None
        return -weighed[0][1]

    def _signs(self, anchor: Anchor, index: int) -> int:
        post = self._posts[index]
        if anchor.post_id and post.id:
            return 8 if anchor.post_id == post.id else 0
        signs = sum(
            2 * (noted == self._ground.fingerprint(at))
            for at, noted in ((index - 1, anchor.previous), (index + 1, anchor.following))
        )
        dated = anchor.date is not None and (post.date or post.date_text) == anchor.date
        return signs + (dated and anchor.author is not None and post.author == anchor.author)

    def _verified(self, anchor: Anchor, index: int) -> Place | None:
        """The same letters at the same letters' place of the post with the same fingerprint."""
        number = self._posts[index].number
        if not anchor.exact:
            return Place(number, index, 0, 0, "verified", 1.0)
        text = logical_text(self._posts[index])
        if text[anchor.start : anchor.end] == anchor.exact:
            return Place(number, index, anchor.start, anchor.end, "verified", 1.0)
        bare = letters(anchor.exact)
        skeleton = self._ground.skeleton(index)
        first, last = anchor.bare_start, anchor.bare_end
        if not bare or skeleton.text[first:last] != bare:
            return None
        return Place(number, index, skeleton.start(first), skeleton.end(last), "verified", 1.0)

    def _look(self, anchor: Anchor) -> Place | Orphan:
        bare = letters(anchor.exact)
        if not bare:
            return self._look_for_signs(anchor)
        there = self._ground.whereabouts(bare)
        found: list[Candidate] = []
        for index in there.exact:
            skeleton = self._ground.skeleton(index)
            for first, last in occurrences(skeleton.text, bare):
                start, end = skeleton.start(first), skeleton.end(last)
                if self._fits(anchor, bare, skeleton.source, start, end):
                    found.append(self._candidate(anchor, index, first, last, 1.0))
            if len(found) > MANY:
                return Orphan("the words stand in too many places")
        how: Literal["exact", "fuzzy"] = "exact"
        if not found:
            how = "fuzzy"
            for index in there.alike:
                for first, last, score in fuzzy.search(bare, self._ground.skeleton(index).text):
                    found.append(self._candidate(anchor, index, first, last, score))
            if len(bare) < fuzzy.FLOOR:
                found = self._hemmed_in(anchor, bare)
        if not found:
            return Orphan("the words are not there any more")
        best = choose(anchor, bare, found)
        if isinstance(best, str):
            return Orphan(best)
        skeleton = self._ground.skeleton(best.post)
        start, end = skeleton.start(best.first), skeleton.end(best.last)
        return Place(self._posts[best.post].number, best.post, start, end, how, best.score)

    def _hemmed_in(self, anchor: Anchor, bare: str) -> list[Candidate]:
        """A short passage that has been edited, by what stands right before and after it, in the
        posts that are like the one noted."""
        alike = {index for number in anchor.prints for index in self._ground.holders(number)}
        found = []
        for index in sorted(alike):
            text = self._ground.skeleton(index).text
            for first, last, score in fuzzy.between(anchor.before, bare, anchor.after, text):
                found.append(self._candidate(anchor, index, first, last, score))
        return found

    @staticmethod
    def _fits(anchor: Anchor, bare: str, text: str, start: int, end: int) -> bool:
        """Whether the place begins and ends at ends of words, as the passage did. A long passage
        may be glued to its neighbours; a short one is then another word."""
        if len(bare) >= fuzzy.FLOOR:
            return True
        whole = anchor.prefix[-1:] + anchor.exact + anchor.suffix[:1]
        lead = len(anchor.prefix[-1:])
        return inside_word(text, start) == inside_word(whole, lead) and inside_word(
            text, end
        ) == inside_word(whole, lead + len(anchor.exact))

    def _candidate(
        self, anchor: Anchor, index: int, first: int, last: int, score: float
    ) -> Candidate:
        post = self._posts[index]
        skeleton = self._ground.skeleton(index)
        start = skeleton.start(first)
        quoted, speaker = _speaker(post, start)
        return Candidate(
            post=index,
            first=first,
            last=last,
            score=score,
            before=skeleton.text[max(0, first - len(anchor.before)) : first],
            after=skeleton.text[last : last + len(anchor.after)],
            kin=self._kin(anchor, index),
            rival=max(
                (self._ground.likeness(other, index) for other in anchor.others), default=0.0
            ),
            quoted=quoted,
            speaker=speaker,
            poster=post.author,
        )

    def _kin(self, anchor: Anchor, index: int) -> float:
        """How surely the post is the one noted: 1 by fingerprint or id, else the share of its
        prints that are there, of those that either has."""
        post = self._posts[index]
        if anchor.post_id and post.id:
            return 1.0 if post.id == anchor.post_id else 0.0
        return self._ground.likeness((anchor.fingerprint, *anchor.prints), index)

    def _look_for_signs(self, anchor: Anchor) -> Place | Orphan:
        """A passage without a letter in it (a smiley, an ellipsis): with its context or not at
        all."""
        wanted = anchor.prefix + anchor.exact + anchor.suffix
        if not letters(wanted):
            return Orphan("there is no word in it to find it by")
        places = []
        for index in range(len(self._posts)):
            text = logical_text(self._posts[index])
            for at, _ in occurrences(text, wanted, 2):
                places.append((index, at + len(anchor.prefix)))
        if len(places) != 1:
            return Orphan("it cannot be told where it stands")
        index, start = places[0]
        number = self._posts[index].number
        return Place(number, index, start, start + len(anchor.exact), "exact", 1.0)

    def _look_for_post(self, anchor: Anchor) -> Place | Orphan:
        """A whole post whose words have changed: by id, else by the prints it shares."""
        posts = self._posts
        if anchor.post_id:
            same = [i for i in range(len(posts)) if posts[i].id == anchor.post_id]
            if len(same) == 1:
                return Place(posts[same[0]].number, same[0], 0, 0, "exact", 1.0)
        shares: dict[int, int] = {}
        for number in anchor.prints:
            for index in self._ground.holders(number):
                shares[index] = shares.get(index, 0) + 1
        if anchor.doubled:
            near = self._told_apart(anchor, list(shares))
            if near is None:
                return Orphan("there were two such posts, and it cannot be told which this was")
            return Place(posts[near].number, near, 0, 0, "fuzzy", self._kin(anchor, near))
        ranked = sorted(((self._kin(anchor, i), -i) for i in shares), reverse=True)[:2]
        if ranked and ranked[0][0] >= 0.4 and (len(ranked) < 2 or ranked[1][0] < ranked[0][0] / 2):
            index = -ranked[0][1]
            return Place(posts[index].number, index, 0, 0, "fuzzy", ranked[0][0])
        return self._look_for_opening(anchor)

    def _look_for_opening(self, anchor: Anchor) -> Place | Orphan:
        """A post by its first words: the one post, not quoting, in which they stand."""
        bare = letters(anchor.opening)
        if len(bare) < fuzzy.FLOOR:
            return Orphan("the post is not there any more")
        found: set[int] = set()
        for index in self._ground.whereabouts(bare).exact:
            skeleton = self._ground.skeleton(index)
            for first, _ in occurrences(skeleton.text, bare, 3):
                quoted, speaker = _speaker(self._posts[index], skeleton.start(first))
                known = speaker is not None and anchor.author is not None
                if quoted == anchor.quoted and not (known and speaker != anchor.author):
                    found.add(index)
        if len(found) != 1:
            return Orphan("the post is not there any more")
        index = found.pop()
        return Place(self._posts[index].number, index, 0, 0, "exact", 0.9)


def _speaker(post: Post, offset: int) -> tuple[bool, str | None]:
    """Whether an offset of the logical text stands in a quote, and whose words stand there."""
    for segment in segments(post):
        if offset < segment.start + len(segment.text):
            if segment.quote is None:
                break
            return True, post.quotes[segment.quote].author
    return False, post.author
