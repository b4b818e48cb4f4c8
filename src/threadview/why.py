"""Why a post is read as it is, in plain words: what was seen, and how sure that is. Pure."""

from __future__ import annotations

from threadview.model import WORDS, Evidence, Post, Quote, Thread
from threadview.numbering import numbers_told, printed_number, skipped_before
from threadview.outline import SURE
from threadview.scripts import word_count

_LAYERS = {
    "markup": "the format says so",
    "attribution": "a line of the dump says so",
    "reuse": "the same words stand in an earlier post",
    "cue": "a line that forum software prints",
    "repetition": "the page repeats it once per post",
    "reader": "you said so",
    "none": "nothing says so; it is the best there is",
}


def explain(post: Post, thread: Thread) -> list[str]:
    """What is known of a post and why, a sentence a line."""
    lines = [f"You have corrected it: {what}." for what in thread.amended.get(post.number, ())]
    lines.append(f"Post #{post.number} begins where it does: {_because(post.evidence)}.")
    lines += _numbered(post, thread)
    lines.append(_author(post))
    if post.date:
        lines.append(f"Its date is {post.date}.")
    elif post.date_text:
        lines.append(f"Its date is printed as “{post.date_text}”, which nothing makes exact.")
    if post.edit is not None:
        line = " ".join(post.edit.text.split())
        lines.append(f"It was edited: “{line}”; {_because(post.edit.evidence)}.")
    lines += [_quote(post, number, quote) for number, quote in enumerate(post.quotes)]
    if not post.quotes:
        lines.append("No quote was found in it.")
    folded = sum(block.kind == "chrome" for block in post.blocks)
    stray = sum(block.kind == "stray" for block in post.blocks)
    signed = sum(block.kind == "signature" for block in post.blocks)
    if folded:
        lines.append(f"{_count(folded, 'piece')} of page furniture around it, folded.")
    if stray:
        lines.append(
            f"{_count(stray, 'piece')} of text around it, too unsure to fold: the page's, or"
            " somebody's words whose beginning is lost."
        )
    if signed:
        lines.append("Its signature is folded.")
    quoters = thread.quoted_by.get(post.number, [])
    if quoters:
        lines.append(f"Quoted by {', '.join(f'#{number}' for number in quoters)}.")
    return [*lines, *problems_told(thread)]


def problems_told(thread: Thread) -> list[str]:
    """What could not be read of the thread's dump, a sentence a line."""
    name = thread.source.path
    return [f"A problem of the dump: {one.told(name)}." for one in thread.problems]


def _numbered(post: Post, thread: Thread) -> list[str]:
    """What the page's own count says of the post's place, where it says something else."""
    lines = []
    printed = printed_number(post)
    if printed is not None and printed != post.number:
        lines.append(f"The page prints #{printed} beside it.")
    if skipped := skipped_before(thread.posts, post.number - 1):
        stand = "stands" if len(skipped) == 1 else "stand"
        is_not = "is not in the dump" if len(skipped) == 1 else "are not in the dump"
        told = numbers_told(skipped)
        lines.append(f"By that count {told} {is_not}, or {stand} unseen inside the post before.")
    return lines


def _author(post: Post) -> str:
    if post.author is None:
        return "Nobody knows who wrote it: the dump does not say."
    title = f", {post.author_title}" if post.author_title else ""
    evidence = post.author_evidence
    because = _because(evidence) if evidence is not None else _LAYERS["markup"]
    return f"Its author is {post.author}{title}: {because}."


def _quote(post: Post, number: int, quote: Quote) -> str:
    blocks = [block for block in post.blocks if block.quote == number and block.kind in WORDS]
    words = sum(word_count(block.text) for block in blocks)
    whose = f" of {quote.author}" if quote.author else ""
    where = f" from #{quote.post}" if quote.post is not None else ", its source not in the dump"
    inside = "" if quote.depth == 1 else f" (inside another, {quote.depth} deep)"
    text = f"A quote{whose}{where}, {_count(words, 'word')}{inside}: {_because(quote.evidence)}"
    if quote.evidence.coverage is not None:
        text += f"; {quote.evidence.coverage:.0%} of its words stand in the source"
    if quote.evidence.confidence < SURE:
        text += "; too unsure to fold"
    return f"{text}."


def _because(evidence: Evidence) -> str:
    cue = f" ({evidence.cue})" if evidence.cue else ""
    sure = "" if evidence.layer in ("markup", "reader") else f", {evidence.confidence:.0%} sure"
    return f"{_LAYERS[evidence.layer]}{cue}{sure}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
