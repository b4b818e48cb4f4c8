"""Pages and copies of one thread -> one thread: each post once, the newest text shown.

A thread is saved in pieces: page 2 before page 1, the same page twice, one page again years later.
A format that meets such a dump yields a `Copy` before the posts of each piece; `joined` lets the
parts of ordinary dumps through as they come, and gathers those of copies until the last one.

The same post is known by its id, else by its author and date, else by its words. The newest copy
gives the text (by when it was saved, then by the order given); a text that was different before is
kept behind it, folded. The order is that of the ids or the dates where these rise in every copy,
else the order of the copies, laid over each other at the posts that they share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from threadview.formats import Copy, Part
from threadview.model import Block, Heading, Post, Problem, Quote, logical_text
from threadview.namedtuple import NamedTuple

Key = tuple[str, ...]


class Saved(NamedTuple):
    """One copy, read: what it is, its title, its posts numbered from 1, its problems."""

    copy: Copy
    heading: Heading | None
    posts: tuple[Post, ...]
    problems: tuple[Problem, ...] = ()


class _Held(NamedTuple):
    """A post of one copy: the copy's rank (newer is higher), its place in the list of copies."""

    rank: int
    copy: int
    saved: str | None
    post: Post


def joined(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts of one thread, whatever number of copies they come in."""
    copies: list[tuple[Copy, list[Part]]] = []
    for part in parts:
        if isinstance(part, Copy):
            copies.append((part, []))
        elif copies:
            copies[-1][1].append(part)
        else:
            yield part
    if copies:
        yield from merged([_saved(copy, held) for copy, held in copies])


def _saved(copy: Copy, parts: list[Part]) -> Saved:
    headings = [part for part in parts if isinstance(part, Heading)]
    return Saved(
        copy,
        headings[-1] if headings else None,
        tuple(part for part in parts if isinstance(part, Post)),
        tuple(part for part in parts if isinstance(part, Problem)),
    )


def merged(copies: Sequence[Saved]) -> Iterator[Part]:
    """One thread out of copies of it: its heading, its posts numbered anew, all problems."""
    if not copies:
        return
    ranks = _ranks(copies)
    newest = max(range(len(copies)), key=lambda index: ranks[index])
    order = [newest, *(index for index in range(len(copies)) if index != newest)]
    heading = next((h for i in order if (h := copies[i].heading) and h.title), None)
    if heading is not None:
        yield heading
    keys = _keys(copies)
    held: dict[Key, list[_Held]] = {}
    for index, copy in enumerate(copies):
        for key, post in zip(keys[index], copy.posts, strict=True):
            held.setdefault(key, []).append(_Held(ranks[index], index, copy.copy.saved, post))
    sequence = _order(copies, keys, held)
    yield from _renumbered(sequence, held, keys)
    for copy in copies:
        yield from copy.problems


def _ranks(copies: Sequence[Saved]) -> list[int]:
    """For each copy its rank by age: later saved, else later given, is higher."""
    by_age = sorted(range(len(copies)), key=lambda index: (copies[index].copy.saved or "", index))
    ranks = [0] * len(copies)
    for rank, index in enumerate(by_age):
        ranks[index] = rank
    return ranks


def _keys(copies: Sequence[Saved]) -> list[list[Key]]:
    """What each post is known by. Ids count if every post has one and no copy has one twice."""
    posts = [post for copy in copies for post in copy.posts]
    by_id = all(post.id for post in posts) and all(
        len({post.id for post in copy.posts}) == len(copy.posts) for copy in copies
    )
    found: list[list[Key]] = []
    for copy in copies:
        seen: dict[Key, int] = {}
        keys: list[Key] = []
        for post in copy.posts:
            key = ("id", post.id or "") if by_id else _likeness(post)
            seen[key] = seen.get(key, 0) + 1
            # Two posts of one copy are two, however alike: "+1" on the same day.
            keys.append(key if seen[key] == 1 else (*key, str(seen[key])))
        found.append(keys)
    return found


def _likeness(post: Post) -> Key:
    """What a post without an id is known by."""
    if post.author and post.date and "T" in post.date:
        return ("at", post.author, post.date)
    return ("words", post.author or "", _words(post))


def _words(post: Post) -> str:
    return " ".join(logical_text(post).split())


def _order(
    copies: Sequence[Saved], keys: list[list[Key]], held: dict[Key, list[_Held]]
) -> list[Key]:
    """The keys of all posts in the order of the thread."""
    flat = not any(post.depth for copy in copies for post in copy.posts)
    for measure in (_by_id, _by_date):
        sizes = [[measure(post) for post in copy.posts] for copy in copies]
        known = [[size for size in row if size is not None] for row in sizes]
        if flat and all(
            len(row) == len(all_) and row == sorted(row)
            for row, all_ in zip(known, sizes, strict=True)
        ):
            first = {
                key: min(filter(None, (measure(h.post) for h in hs))) for key, hs in held.items()
            }
            return sorted(held, key=lambda key: first[key])
    pages = sorted(range(len(copies)), key=lambda i: (copies[i].copy.page or 0, i))
    sequence: list[Key] = []
    for index in pages:
        sequence = _laid_over(sequence, keys[index])
    return sequence


def _by_id(post: Post) -> tuple[str, int] | None:
    ident = post.id or ""
    return ("", int(ident)) if ident.isdecimal() and len(ident) < 20 else None


def _by_date(post: Post) -> tuple[str, int] | None:
    return (post.date, 0) if post.date and "T" in post.date else None


def _laid_over(sequence: list[Key], more: list[Key]) -> list[Key]:
    """One order of keys laid over another at those they share; what is new stands behind what it
    follows, or ahead of the first that it leads to."""
    known = set(sequence)
    behind: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in more:
        if key in known:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    if not known.intersection(more):
        return [*sequence, *more]
    anchor = next(key for key in more if key in known)
    result: list[Key] = []
    for key in sequence:
        if key == anchor:
            result += behind.get(None, [])
        result.append(key)
        result += behind.get(key, [])
    return result


def _renumbered(
    sequence: list[Key], held: dict[Key, list[_Held]], keys: list[list[Key]]
) -> Iterator[Post]:
    number_of = {key: number for number, key in enumerate(sequence, 1)}
    by_id: dict[str, int] = {}
    for number, key in enumerate(sequence, 1):
        for one in held[key]:
            if one.post.id:
                by_id.setdefault(one.post.id, number)
    for number, key in enumerate(sequence, 1):
        ages = sorted(held[key], key=lambda one: -one.rank)
        newest = next((one for one in ages if _stands(one.post, ages[0].post)), ages[0])

        def moved(old: int | None, copy: int = newest.copy, own: int = number) -> int | None:
            """The new number of a post of the copy, if it is an earlier one."""
            if old is None or not 0 < old <= len(keys[copy]):
                return None
            new = number_of[keys[copy][old - 1]]
            return new if new < own else None

        post = _filled(newest.post, [one.post for one in ages if one is not newest])
        quotes = tuple(
            _linked(quote, moved(quote.post), by_id, number) for quote in newest.post.quotes
        )
        blocks = (*post.blocks, *_earlier(ages))
        yield post._replace(
            number=number, quotes=quotes, reply_to=moved(newest.post.reply_to), blocks=blocks
        )


def _stands(post: Post, newest: Post) -> bool:
    """Whether a copy that says the same as the newest one stands in the dump that is open: what
    stands there keeps its place."""
    return post.extent is not None and (post is newest or _words(post) == _words(newest))


def _linked(quote: Quote, source: int | None, by_id: dict[str, int], number: int) -> Quote:
    """A quote with the number of its source, which may stand on another page."""
    if source is None and quote.source is not None:
        source = by_id.get(quote.source)
        if source is not None and source >= number:
            source = None
    return quote._replace(post=source)


def _filled(post: Post, older: list[Post]) -> Post:
    """What the newest copy does not say, from older ones."""
    for other in older:
        post = post._replace(
            author=post.author or other.author,
            author_title=post.author_title or other.author_title,
            author_evidence=post.author_evidence or other.author_evidence,
            date=post.date or other.date,
            date_text=post.date_text or other.date_text,
            id=post.id or other.id,
            permalink=post.permalink or other.permalink,
        )
    return post._replace(date_text=None) if post.date else post


def _earlier(ages: list[_Held]) -> Iterator[Block]:
    """The texts that a post had before, each under a line that says when it was saved."""
    shown = {_words(ages[0].post)}
    for one in ages[1:]:
        text = _words(one.post)
        if text in shown or not text:
            continue
        shown.add(text)
        when = f", saved {one.saved}" if one.saved else ""
        yield Block("chrome", f"Earlier text{when}:")
        for block in one.post.blocks:
            if block.kind not in ("signature", "chrome", "stray", "separator"):
                yield block._replace(kind="chrome", quote=None)
