"""How sure a quote is that only its words give away.

A logistic score over what was seen, fitted on two thirds of the forum pages with known quotes and
then lowered until, over all of them, nine in ten of those given 0.9 are right. Long runs of rare
words at the head of a post are hardly ever chance; short ones, runs at the end of a post (a
signature), code, logs, and runs on pages that frame their quotes often are.
"""

from __future__ import annotations

import math
import re

from threadview.pattern import pattern
from threadview.record import NamedTuple

_SIGNS = b"{}();=<>_/\\|#$&@[]*+~^%"
_TIMES = pattern(r"\d:\d\d:\d\d")
_LISTED = pattern(r"^[ \t]*(?:[-•*|\"“„«]|\d)", re.MULTILINE)

FLOOR = 0.4
"""Below this a run of reused words is not made a quote at all."""


class Sight(NamedTuple):
    """What was seen of a passage that stands in an earlier post."""

    words: float
    """How many, a character of a script without spaces counting half."""
    share: float
    """Of them, how many stand in the source, word for word."""
    code: float
    """Signs of code or logs per word."""
    listed: float
    """Of its lines, how many begin as lists, logs and hand-made quotes do."""
    ends: bool
    """No word of the poster's own comes after it."""
    line: bool
    """It begins and ends with a line."""
    same: bool
    """The source is by the same author."""
    more: bool
    """Other lines of the post stand in the same source: it is answered point by point."""
    near: float
    """How near the source is: 1 for the post before, falling slowly."""
    framed: float
    """Of the posts so far, how many hold a framed quote."""


def signs(text: str) -> int:
    """Signs of code or logs in a text."""
    data = text.encode("utf-8", "surrogatepass")
    count = len(data) - len(data.translate(None, _SIGNS)) + text.count("--")
    return count + len(_TIMES.findall(text)) if text.count(":") > 3 else count


def listed(text: str) -> float:
    """Of a text's lines, how many begin as lists, logs and hand-made quotes do."""
    return len(_LISTED.findall(text)) / (text.count("\n") + 1)


def confidence(sight: Sight) -> float:
    """How likely it is that the passage is a quote, from 0 to 1."""
    score = (
        -1.85
        + 0.6 * min(5.0, math.log(max(sight.words, 1.0)))
        - 1.2 * (sight.words < 8)
        - 0.4 * (1.0 - sight.share)
        - 3.4 * min(sight.code, 1.0) * (1 if sight.share == 1.0 else 2)
        - 2.3 * sight.listed
        - 2.8 * sight.ends
        + 1.4 * sight.line
        - 2.6 * sight.same
        + 0.9 * (sight.more and sight.code < 0.1)
        + 0.6 * sight.near
        - 0.3 * min(1.0, 4.0 * sight.framed)
    )
    return 1.0 / (1.0 + math.exp(-score))
