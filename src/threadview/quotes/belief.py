"""How sure a quote is that its words give away, with or without a frame.

Logistic scores over what was seen; the weights stand in `cues.trust`, fitted to pages with known
quotes. Long runs of rare words at the head of a post are hardly ever chance; short ones, runs at
the end of a post (a signature), code, logs, and what was found repeated before often are.
"""

from __future__ import annotations

import math
import re

from threadview.cues import trust
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

_SIGNS = b"{}();=<>_/\\|#$&@[]*+~^%"
_TIMES = pattern(r"\d:\d\d:\d\d")
_LISTED = pattern(r"^[ \t]*(?:[-•*|\"“„«]|\d)", re.MULTILINE)

FLOOR = 0.39
"""Below this a run of reused words is not made a quote at all."""
OFTEN = 4
"""Times that a passage was said again before, from which on more make no difference."""


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
    echo: bool
    """The source ends with it too."""
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
    labelled: bool
    """Its author's name stands in front of it."""
    whole: bool
    """It is all that there is of the post."""
    again: int
    """How many posts before said the same words again, more than may well quote them."""


class Link(NamedTuple):
    """What was seen of a framed quote whose words stand in an earlier post."""

    frame: float
    """How sure the frame alone is."""
    words: int
    share: float
    """Of its words, how many stand in the source, word for word."""
    named: bool
    """The frame names the source's author."""
    misnamed: bool
    """The frame names somebody else."""
    left: bool
    """Nothing marks where it ends, and it goes on where its source does not."""


def signs(text: str) -> int:
    """Signs of code or logs in a text."""
    data = text.encode("utf-8", "surrogatepass")
    count = len(data) - len(data.translate(None, _SIGNS)) + text.count("--")
    return count + len(_TIMES.findall(text)) if text.count(":") > 3 else count


def listed(text: str) -> float:
    """Of a text's lines, how many begin as lists, logs and hand-made quotes do."""
    return len(_LISTED.findall(text)) / (text.count("\n") + 1)


def reused(sight: Sight) -> dict[str, float]:
    """A sight as the numbers that `trust.REUSED` has weights for."""
    code = min(sight.code, 1.0)
    return {
        "": 1.0,
        "log words": min(5.0, math.log(max(sight.words, 1.0))),
        "fewer than 8 words": float(sight.words < 8),
        "share that differs": 1.0 - sight.share,
        "code": code,
        "code that differs": code * (sight.share < 1.0),
        "lines of a list": sight.listed,
        "ends the post": float(sight.ends),
        "ends the source too": float(sight.ends and sight.echo),
        "all of the post": float(sight.whole),
        "whole lines": float(sight.line),
        "same author": float(sight.same),
        "more lines from there": float(sight.more and sight.code < 0.1),
        "near": sight.near,
        "page frames quotes": min(1.0, 4.0 * sight.framed),
        "behind its author's name": float(sight.labelled),
        "times said before": float(min(OFTEN, sight.again)),
    }


def linked(link: Link) -> dict[str, float]:
    """A link as the numbers that `trust.LINKED` has weights for."""
    return {
        "": 1.0,
        "frame": trust.logit(link.frame),
        "share": link.share,
        "log words": min(4.0, math.log(max(link.words, 1))),
        "names the source's author": float(link.named),
        "names somebody else": float(link.misnamed),
        "goes on, no end mark": float(link.left),
    }


def confidence(sight: Sight) -> float:
    """How likely it is that the passage is a quote, from 0 to 1."""
    return trust.likelihood(trust.REUSED, reused(sight))


def agreement(link: Link) -> float:
    """How likely it is that a framed quote is one, now that its source is known."""
    return trust.likelihood(trust.LINKED, linked(link))
