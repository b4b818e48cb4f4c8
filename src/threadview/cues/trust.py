"""How far each sign of structure can be trusted: fitted to pages whose truth is known, not set.

`tests/benchmarks/accuracy.py --calibrate` writes the tables anew. They are logistic maps, fitted by
maximum a posteriori: a sign seen on few pages stays near what it was set to by hand. Each page
counts once, however many extractors flattened it, and no page that is held out counts at all.
"""

from __future__ import annotations

from functools import cache
from math import exp, log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threadview.model import Evidence

Table = tuple[float, float, dict[str, float]]
"""What all signs of a kind start from, how much the score that a sign was given where it stands
adds (as a logit), and how far each sort of cue leans to either side of that."""
Weights = dict[str, float]
"""What each number seen adds to a logit; `""` is the constant."""

LEAST, MOST = 0.01, 0.99
"""Nothing that is inferred is less or more sure than this."""
ENDS = ("end mark", "and >", "and indentation", "end unmarked")
"""How a frame says where its quote ends."""
_FIGURES = str.maketrans("", "", "0123456789")


def sort_of(cue: str) -> str:
    """The sort of a cue: without what is the page's own in it."""
    for end in ENDS:
        if cue.endswith(end):
            return end
    bare = cue.partition('"')[0].partition(" in #")[0]
    return "header line of" if bare.startswith("header line of") else bare.translate(_FIGURES)


def logit(likelihood: float) -> float:
    """The logarithm of the odds, kept from the extremes."""
    kept = min(max(likelihood, LEAST), MOST)
    return log(kept / (1.0 - kept))


def likelihood(weights: Weights, seen: dict[str, float]) -> float:
    """The likelihood, from 0 to 1, that the weights give to what was seen."""
    score = 0.0
    for name, value in seen.items():
        score += weights[name] * value
    found = 1.0 / (1.0 + exp(-min(max(score, -30.0), 30.0)))
    return round(min(max(found, LEAST), MOST), 3)


def seen_of(table: Table, cue: str, score: float) -> tuple[Weights, dict[str, float]]:
    """A table's map as weights, and a cue and its score as what they are for."""
    base, slope, leans = table
    weights = {"": base, "score": slope, "lean": leans.get(sort_of(cue), 0.0)}
    return weights, {"": 1.0, "score": logit(score), "lean": 1.0}


@cache
def trusted(kind: str, evidence: Evidence) -> Evidence:
    """Evidence with a score, as evidence with the confidence that the kind's table gives it; where
    nothing was seen at all, as it is."""
    if evidence.layer == "none" or kind not in TABLES:
        return evidence
    weights, seen = seen_of(TABLES[kind], evidence.cue, evidence.confidence)
    return evidence._replace(confidence=likelihood(weights, seen))


# Written by `accuracy.py --calibrate`.
TABLES: dict[str, Table] = {
    "boundaries": (
        2.69,
        1.29,
        {
            "a fact of the poster's column, by the tabs around it": 0.0,
            "a list of posts": 0.02,
            "a name and a date": 0.0,
            "an edit mark above": 0.0,
            "an item of a list that the template wrote": 0.0,
            "an item of the list in which the comments' list stands": 0.0,
            "an item of the list that the posts are": 0.01,
            "begins what a later post quotes whole": 0.01,
            "begins with what was said further above": 0.0,
            "blank lines of a quote's box, as a reply begins": -0.11,
            "blank lines of the engine's template": 0.0,
            "blank lines that a template left between posts": 0.0,
            "date alone on a line": 0.12,
            "end of the first post, which the dump holds twice": 0.0,
            "fact: ": 0.0,
            "facts about the poster": 0.0,
            "header line of": 0.22,
            "heading of the answers or comments": 0.0,
            "how much later it was posted": 0.0,
            "line behind the post: ": 0.02,
            "line with a date: ": 0.14,
            "lines that begin with ": 0.0,
            "list numbers with scores": 0.02,
            "lone no-break space": 0.1,
            "names alone on a line": 0.12,
            "numbers that count up": 0.05,
            "post numbers": 0.06,
            "says again what stands right above": 0.0,
            "the head of the page, which stands below the first post": 0.0,
            "votes and comment counts": -0.03,
            "what a later post quotes whole ends above it": -0.12,
            "what stands around the other posts, without their mark": 0.0,
            "wide gaps": 0.04,
        },
    ),
    "authors": (
        1.05,
        1.22,
        {
            " lines from the post's mark": -0.12,
            "- lines from the post's mark": -0.38,
            "a link of the form that leads to people": 0.09,
            "a name and a rank between blank lines in front of the body": 0.05,
            "a name known from elsewhere": 0.07,
            "a name known from elsewhere, with words behind it": 0.02,
            "above a title that others have too": 0.28,
            "above the facts about the poster": -0.49,
            "below its initial, where a picture would be": 0.05,
            "below the line that opens the header": 0.02,
            "beside the date": 1.38,
            "line  behind the post before": -0.89,
            "said twice beside the post": 0.32,
            "the first line behind a blank one": -0.07,
            "the first line of the header": -0.09,
            "the first short line of the header": -0.41,
            "the last line of the header": 0.04,
            "the line behind the post that names the author": 0.0,
            "the line that names the author": 0.51,
            "the name at the head of the poster's column": 0.09,
            "where headers begin and prose never does": -0.22,
        },
    ),
    "edits": (
        0.13,
        1.11,
        {
            "an edit line": 0.38,
            "an edit line without a date": -0.13,
            "the word for edited in the header": -0.22,
        },
    ),
    "frames": (
        0.15,
        1.08,
        {
            ">": 0.17,
            "and >": 0.01,
            "and indentation": -0.15,
            "end mark": 0.0,
            "end unmarked": 0.52,
            "indentation": 0.04,
        },
    ),
}
LINKED: Weights = {
    "": 0.71,
    "frame": 0.53,
    "share": 2.19,
    "log words": 0.34,
    "names the source's author": 0.69,
    "names somebody else": -1.48,
    "goes on, no end mark": -4.0,
}
REUSED: Weights = {
    "": -1.75,
    "log words": 0.57,
    "fewer than 8 words": -1.03,
    "share that differs": -0.39,
    "code": -3.37,
    "code that differs": -3.04,
    "lines of a list": -2.5,
    "ends the post": -1.94,
    "ends the source too": -0.87,
    "all of the post": 0.13,
    "whole lines": 1.37,
    "same author": -2.8,
    "more lines from there": 0.83,
    "near": 0.63,
    "page frames quotes": -0.34,
    "behind its author's name": 1.71,
    "times said before": -0.89,
}
