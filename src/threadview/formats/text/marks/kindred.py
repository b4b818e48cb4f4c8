"""Engines whose posts begin in more than one way: what their templates print for a question, an
answer and a comment, for a submission and for what is said of it. All of it divides the page."""

from __future__ import annotations

from collections.abc import Callable

from threadview.formats.text.lines.kind import DATE, HEAD, PROSE, SHORT
from threadview.formats.text.page import Page
from threadview.pattern import pattern

ALIKE: dict[str, tuple[str, ...]] = {
    "oldreddit": (),
    "slashdot": (),
    "stackexchange": ("asked", "answered", "commented"),
}
"""Engines whose lines count together: those with these triggers, or all of them."""
WIKI = "community wiki"
SUBMITTED = "submitted "
NEAR = 4
"""Lines of a poster's card above that."""
MACHINE = pattern(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")


def kin(key: str) -> str:
    """The key under which a line of this key counts."""
    if key.startswith("e:"):
        engine, _, trigger = key[2:].partition(":")
        together = ALIKE.get(engine)
        if together is not None and (not together or trigger in together):
            return "e:" + engine
    return key


def complete(page: Page, groups: dict[str, list[int]]) -> None:
    """Add to engines' places what of their posts begins without their cue."""
    for key, ways in OTHERWISE.items():
        if key in groups:
            for way in ways:
                groups[key] = sorted({*groups[key], *way(page, groups[key])})


def _machine_dates(page: Page, places: list[int]) -> list[int]:
    """The machine-readable dates that close the comments in some skins of Stack Exchange."""
    known = set(places)
    return [
        n
        for n, code in enumerate(page.codes)
        if code == DATE and MACHINE.match(page.cells[n].clean) is not None and n + 1 not in known
    ]


def _wikis(page: Page, places: list[int]) -> list[int]:
    """Answers on Stack Exchange that many have edited: when they were answered is not told, only
    "edited DATE", "community wiki"."""
    known = set(places)
    return [
        n
        for n, line in enumerate(page.lower)
        if line == WIKI and known.isdisjoint(range(n - NEAR, n + 1))
    ]


def _submission(page: Page, places: list[int]) -> list[int]:
    """Who submitted what the comments on old Reddit are about, where words stand below it: a post
    of its own. Below a mere link stands at once how many commented on it."""
    above = [
        n for n in range(places[0]) if page.codes[n] == HEAD and page.lower[n].startswith(SUBMITTED)
    ]
    worded = above and page.codes[above[-1] + 1] in (PROSE, SHORT)
    return [above[-1]] if worded else []


OTHERWISE: dict[str, tuple[Callable[[Page, list[int]], list[int]], ...]] = {
    "e:oldreddit": (_submission,),
    "e:stackexchange": (_machine_dates, _wikis),
}
