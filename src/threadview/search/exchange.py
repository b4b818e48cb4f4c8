"""An exchange: a post, what it answers and quotes, what answers and quotes it, and so on. Pure."""

from __future__ import annotations

from threadview.model import Thread
from threadview.search.corpus import Corpus


def exchange(thread: Thread, number: int) -> list[int]:
    """All posts tied to a post by quotes and answers, itself among them: numbers, in order."""
    ties: dict[int, list[int]] = {}
    for source, quoting in thread.quoted_by.items():
        for post in quoting:
            ties.setdefault(source, []).append(post)
            ties.setdefault(post, []).append(source)
    count = len(thread.posts)
    for post, parent in enumerate(Corpus(thread).columns.parents, 1):
        if 0 < parent <= count:
            ties.setdefault(parent, []).append(post)
            ties.setdefault(post, []).append(parent)
    found = {number}
    waiting = [number]
    while waiting:
        for tied in ties.get(waiting.pop(), ()):
            if tied not in found:
                found.add(tied)
                waiting.append(tied)
    return sorted(found)
