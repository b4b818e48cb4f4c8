"""Posts as found on a page -> posts with their numbers, exact dates, and links to each other."""

from __future__ import annotations

from dataclasses import dataclass

from threadview.formats.pages.dates import iso
from threadview.formats.pages.engine import Order
from threadview.model import EditMark, Post, Quote


@dataclass(slots=True)
class Found:
    """A post as found on a page: what its element says, and the ids that it points at."""

    post: Post
    date: str | None = None
    edit: tuple[str, str | None, str | None] | None = None
    reply: str | None = None
    parent: Found | None = None
    kind: int = 0


def linked(found: list[Found], order: Order = "", zone: str = "") -> list[Post]:
    """Posts with their numbers, dates and edit marks, and quotes and answers linked by id. What a
    page prints twice in a row under one id (the first post of a gallery) is one post."""
    found, places = _once(found)
    numbers: dict[str, int] = {}
    for number, one in enumerate(found, 1):
        if one.post.id:
            numbers.setdefault(one.post.id, number)
    authors = [one.post.author for one in found]
    posts: list[Post] = []
    for number, one in enumerate(found, 1):
        date = iso(one.date, order, zone)
        reply = places[id(one.parent)] if one.parent is not None else None
        if reply is None and one.reply:
            reply = numbers.get(one.reply)
        if reply is None and one.kind > 0 and found[0].kind == 0 and number > 1:
            reply = 1
        posts.append(
            one.post._replace(
                number=number,
                date=date,
                date_text=None if date or not one.date else one.date[:100],
                edit=_edit(one, order, zone),
                reply_to=reply if reply is not None and reply < number else None,
                quotes=tuple(_sourced(q, number, numbers, authors) for q in one.post.quotes),
            )
        )
    return posts


def _once(found: list[Found]) -> tuple[list[Found], dict[int, int]]:
    """The posts without those that repeat the id and the words of the one before, and the number
    of each."""
    kept: list[Found] = []
    places: dict[int, int] = {}
    for one in found:
        last = kept[-1].post if kept and one.post.id is not None else None
        if last is None or (last.id, last.blocks) != (one.post.id, one.post.blocks):
            kept.append(one)
        places[id(one)] = len(kept)
    return kept, places


def _edit(one: Found, order: Order, zone: str) -> EditMark | None:
    """That a post was edited, as sure as the post itself."""
    if one.edit is None:
        return None
    text, by, when = one.edit
    date = iso(when, order, zone) or iso(text, order, zone)
    return EditMark(text[:300], by, date, one.post.evidence)


def _sourced(
    quote: Quote, number: int, numbers: dict[str, int], authors: list[str | None]
) -> Quote:
    """The quote with its source's number, if that is earlier and not by somebody else."""
    source = numbers.get(quote.source or "")
    if source is None or source >= number:
        return quote
    author = authors[source - 1]
    if quote.author and author and quote.author.casefold() != author.casefold():
        return quote
    return quote._replace(post=source, author=quote.author or author)
