"""Pages that follow one another with nothing between: the foot of one, the head of the next.

Only where whole pages were kept does a page end in a foot (who runs the site, its terms, the
software); what stands behind it must be a page of its own by everything that `kinship` weighs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from threadview.formats.text.bundle.documents import Form

if TYPE_CHECKING:
    from threadview.dump import Dump

SIGNS = (b"owered by", b"rivacy", b"opyright", b"ll times are", "©".encode(), b"erms and")
"""What the last lines of a page hold, in few words that can be looked for fast."""
LEAST = 2000
"""Bytes on either side of a foot, at least."""
TOGETHER = 600
"""Bytes up to which two lines are of one foot."""
MOST = 12
"""Feet that are looked at."""
TRIES = 2
"""Feet in a row behind which no page begins, after which no more are looked at."""
BELIEVED = 3.5
"""The odds of another thread, as a logarithm, from which on a foot ends a page."""
TITLED = 0.5
"""How sure the title of the next page is, at least."""


def parted_by_feet(dump: Dump, head: bytes) -> Form | None:
    """The form of a dump in which whole pages follow one another, if it is one; nothing for one
    that is longer than its head."""
    if not dump.complete or len(dump.data) > len(head):
        return None
    ends = _ends(head)
    if not ends:
        return None
    from threadview.formats.text.bundle.kinship import feet, odds
    from threadview.formats.text.bundle.peek import peek, peek_end

    places: list[int] = []
    least, tries = 1.0, 0
    for end, stop in zip(ends, [*ends[1:], len(head)], strict=True):
        before = peek_end(dump, places[-1] if places else 0, end)
        after = peek(dump, end, stop)
        sound = before.is_thread and after.is_thread and after.confidence >= TITLED
        kin = odds(before, after) if sound and feet(before)[-1:] == [True] else 0.0
        if kin < BELIEVED or before.title == after.title:
            tries += 1
            if tries == TRIES:
                break
            continue
        tries = 0
        places.append(end)
        least = min(least, 0.9 if kin > BELIEVED + 1.0 else 0.85)
    if not places:
        return None
    said = "the foot of a page, and the head of another"
    return Form(None, b"", (), least, said, places=tuple(places))


def _ends(head: bytes) -> list[int]:
    """Where the feet of pages end, those of the dump itself aside."""
    found: set[int] = set()
    for sign in SIGNS:
        at = head.find(sign, LEAST)
        while at >= 0:
            end = head.find(b"\n", at) + 1 or len(head)
            if end - head.rfind(b"\n", 0, at) < 200:
                found.add(end)
            at = head.find(sign, end)
    ends: list[int] = []
    for end in sorted(found):
        if ends and end - ends[-1] <= TOGETHER:
            ends[-1] = end
        else:
            ends.append(end)
    return [end for end in ends if len(head) - end >= LEAST][:MOST]
