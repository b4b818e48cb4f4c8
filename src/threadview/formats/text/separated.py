"""Large dumps in which nothing but a lone no-break space divides the posts, as a stream.

The form that resiliparse's main-content text has for XenForo 2: each post's body ends in a line of
one no-break space, "Last edited: …" stands behind it, sometimes reactions, sometimes a name and a
rank that leaked from the side column. Records are cut with one expression; only the short lines at
the head and the foot of a record are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from threadview.cues import furniture
from threadview.formats.text.draft import UNSURE, Draft
from threadview.formats.text.lines import edits, reactions
from threadview.formats.text.windows import Windows, plain_lines
from threadview.model import Evidence, Heading, Post

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.text.authors.leaked import Leaked

ALONE = frozenset(
    (
        *furniture.words(furniture.MOODS),
        *furniture.words(furniture.BETWEEN),
        *(word for _, row in furniture.TAILS[:3] for word in furniture.words(row)),
        "back",
        "attachments",
        "similar threads",
    )
)
"""What a line of furniture in XenForo's main content says when it says nothing else."""
TOGETHER = 16
"""Records made at a time: a processor does the same to several posts faster than all to one. Few
enough that nobody waits for them."""
HEAD = 160
"""Characters at a record's head that show whether a name may have leaked there."""

FIRST = Evidence("cue", "the dump's beginning", 1.0)
NBSP = Evidence("cue", "lone no-break space", 0.99)
LEAKED = Evidence("cue", "a name between blank lines at the head of the record", 0.85)
TITLE = Evidence("cue", "first line", 0.9)


def separators(view: str, at: int = 0) -> list[tuple[int, int]]:
    """The whole lines of nothing but white space and a no-break space, line end included, from the
    line start `at` on."""
    found: list[tuple[int, int]] = []
    while (place := view.find("\xa0", at)) >= 0:
        end = view.find("\n", place)
        if end < 0:
            break
        start = view.rfind("\n", at, place) + 1 or at
        at = end + 1
        if view[start:end].isspace():
            found.append((start, at))
    return found


class Separated:
    """The walk over the records of such a dump, or of its bytes `[start, stop)`, before which stand
    `at` code points."""

    def __init__(
        self,
        dump: Dump,
        without: frozenset[str],
        start: int = 0,
        stop: int | None = None,
        at: int = 0,
    ) -> None:
        self.windows = Windows(dump, start, stop)
        self.draft = Draft(FIRST)
        self.without = without
        self.leaked: Leaked | None = None
        self.number = 1
        self.start = at
        self.byte = start

    def parts(self) -> Iterator[Heading | Post]:
        """The heading, then the posts, each as soon as the next one begins."""
        text, view, searched = "", "", 0
        first = True
        while not self.windows.done:
            more = self.windows.take(max(131072, len(text)))
            text, view = text + more, view + plain_lines(more)
            if first:
                used = self._title(text, view)
                yield Heading(view[:used].strip() or None, TITLE)
                text, view, first = text[used:], view[used:], False
            begin = 0
            cuts = separators(view, searched)
            last = cuts.pop() if cuts and not self.windows.done else None
            for at in range(0, len(cuts), TOGETHER):
                posts: list[Post] = []
                for cut in cuts[at : at + TOGETHER]:
                    if (post := self._record(text, view, begin, cut)) is not None:
                        posts.append(post)
                    begin = cut[1]
                yield from posts
            searched = (last[0] if last else len(view)) - begin
            text, view = text[begin:], view[begin:]
        if (post := self._record(text, view, 0, (len(text), len(text)))) is not None:
            yield post
        if self.number == 1:
            self.draft.evidence = UNSURE
        yield self._finish()

    def _title(self, text: str, view: str) -> int:
        """Take the title line off the head into the first post; how long it is."""
        end = view.find("\n", len(view) - len(view.lstrip())) + 1
        if end <= 0 or end > 400:
            return 0
        self.draft.add("title", text[:end])
        return end

    def _record(self, text: str, view: str, start: int, cut: tuple[int, int]) -> Post | None:
        """Take one record, up to the separator `cut`: the end of the post before, then a new post.
        The post before, where it is whole now."""
        done: Post | None = None
        end, after = cut
        start = self._tail_of_last(text, view, start, end)
        draft = Draft(NBSP)
        body = self._head(draft, text, view, start, end)
        if view[body:end].strip() and not self._only_furniture(view, body, end):
            if self.draft.words:
                done = self._finish()
                self.draft = draft
            else:
                for kind, a, b, spaced in draft.pieces:
                    self.draft.add(kind, "".join(draft.text)[a:b], spaced)
                self.draft.author, self.draft.author_title = draft.author, draft.author_title
                self.draft.author_evidence = draft.author_evidence
            self.draft.add_body(text[body:end])
        else:
            self.draft.add("chrome", text[start:end])
        self.draft.add("separator", text[end:after])
        return done

    def _tail_of_last(self, text: str, view: str, start: int, end: int) -> int:
        """Give an edit line and reactions at the head of a record to the post before."""
        if not self.draft.words:
            return start
        while start < end:
            feed = view.find("\n", start, end) + 1 or end
            if feed - start > 160:
                return start
            line = view[start:feed].strip()
            if not line:
                return start
            bare = " ".join(line.casefold().lstrip("•*- ").split())
            if bare in ALONE or (bare and reactions.says(bare)):
                self.draft.add("chrome", text[start:feed])
            elif (mark := edits.parse(line)) is not None:
                self.draft.edit = self.draft.edit or mark
                self.draft.add("edit", text[start:feed])
            else:
                return start
            start = feed
        return start

    def _head(self, draft: Draft, text: str, view: str, start: int, end: int) -> int:
        """Take what leaked of the poster's column off a record's head; where its body begins."""
        if view[start : start + 1] != "\n":
            return start
        lines = view[start : start + HEAD].split("\n", 4)
        at = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
        if at + 1 >= len(lines) or lines[at + 1].strip() or lines[at].strip().casefold() in ALONE:
            return start
        if self.leaked is None:
            from threadview.formats.text.authors.leaked import Leaked

            self.leaked = Leaked(self.without)
        leak = self.leaked.find(view, start, end)
        if leak is None:
            return start
        draft.author, draft.author_title = leak.name, leak.title
        draft.author_evidence = None if leak.name is None else LEAKED
        draft.add("header", text[start : leak.body])
        return leak.body

    @staticmethod
    def _only_furniture(view: str, start: int, end: int) -> bool:
        if end - start > 400:
            return False
        return all(
            not (word := line.strip(" \t•*")) or word.casefold() in ALONE
            for line in view[start:end].split("\n")
        )

    def _finish(self) -> Post:
        post = self.draft.build(self.number, self.start, self.byte)
        if post.extent is not None:
            self.start, self.byte = post.extent.end, post.extent.byte_end
        self.number += 1
        return post
