"""forumscraper's threads, of every engine that it knows.

One thread a file, named by its `format_version` (github.com/TUVIMEN/forumscraper). Every engine has
its own names for the same fields; bodies are the engine's HTML, read by the rules of that engine's
saved pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head
from threadview.formats.told import by_values
from threadview.markup import PLAIN, QuoteRule, Rules, parse, plain
from threadview.model import Block, EditMark
from threadview.records.fields import Record, several, whole
from threadview.records.grouping import objects
from threadview.records.telling import Item, Told, edited, gathered, text_or_none
from threadview.records.values import Value, sample

if TYPE_CHECKING:
    from threadview.formats.pages.engine import Order

_MORE = {
    "SMF": QuoteRule(
        "div.quote",
        author=(".quoteheader ~ : (.+?)(?: on .*\\d.*)?$",),
        source=(".quoteheader a @href ~ msg(\\d+)",),
        before=".quoteheader",
    ),
    "XenForo": QuoteRule(
        "div.bbCodeBlock--quote",
        author=(".bbCodeBlock-title ~ ^(.+?)\\s+\\S+:$",),
        source=(".bbCodeBlock-title a @href ~ id=(\\d+)",),
        cite=".bbCodeBlock-title",
    ),
    "XMB": QuoteRule(
        "table.quote",
        author=("td.quote ~ (?:posted )?by\\s+(.+?)\\s*$",),
        source=("td.quote a @href ~ pid=(\\d+)",),
        cite="td.quote",
    ),
}
"""How engines framed quotes before, or on pages that nobody saved."""

_TRIED = 40
"""Posts that are looked at to tell an engine's generation."""

_ENGINES = {
    "xenforo": "XenForo",
    "invision": "Invision",
    "phpbb": "phpBB",
    "smf": "SMF",
    "vbulletin": "vBulletin",
    "stackexchange": "Stack Exchange",
    "xmb": "XMB",
}


def sniff(head: Head) -> Claim | None:
    """A thread that names its format."""
    for record in sample(head.text).records:
        version = record.get("format_version")
        if isinstance(version, str) and version.endswith("-thread"):
            return Claim(0.98, f"forumscraper's {version}")
    return None


def _made(found: Iterable[Value]) -> Iterator[Told]:
    for value in found:
        for number, thread in enumerate(objects(value.value)):
            if not isinstance(thread.get("posts"), list):
                continue
            maker = _Maker(thread)
            items, problems = gathered(maker.records(), maker.item, "post")
            tree = any(item.parent for item in items)
            title = text_or_none(thread.get("title"))
            yield Told(f"{value.place}-{number}", title, items, tuple(problems), tree)


class _Maker:
    """The posts of one thread, by the rules of its engine."""

    def __init__(self, thread: Record) -> None:
        self._thread = thread
        self._base = str(thread.get("url") or "")
        name = str(thread.get("format_version")).partition("-")[0]
        self._rules = _rules(_ENGINES.get(name, ""), several(thread, "posts")[:_TRIED])
        self._order = _order(thread)

    def records(self) -> Iterator[Record]:
        """The posts, and the comments on each right behind it."""
        for post in self._thread["posts"]:
            yield post
            for comment in several(post, "comments") if isinstance(post, dict) else ():
                yield {**comment, "above": _id(post)}

    def item(self, record: Record) -> Item:
        """A post, whatever its engine calls things."""
        from threadview.formats.pages.dates import iso

        text = _text(record)
        date = text_or_none(record.get("date"))
        above = record.get("above")
        return Item(
            id=_id(record),
            text=text,
            form="html",
            author=_author(record),
            author_title=_title(record),
            date=iso(date, self._order) if date else None,
            date_text=date,
            parent=above,
            edit=self._edit(record),
            reactions=_reactions(record),
            extra=tuple(_signature(record)),
            rules=self._rules,
            base=self._base,
        )

    def _edit(self, record: Record) -> EditMark | None:
        from threadview.formats.pages.dates import iso

        said = record.get("edited")
        if isinstance(said, dict):
            by, when = text_or_none(said.get("user")), text_or_none(said.get("date"))
            return edited(iso(when, self._order) or when, by) if by or when else None
        words = text_or_none(said)
        if words is None:
            return None
        editor = record.get("editor")
        if isinstance(editor, dict):
            return edited(iso(words), text_or_none(editor.get("name")))
        words = plain(words)
        return EditMark(words, None, iso(words, self._order))


def _rules(name: str, posts: list[Record]) -> Rules:
    """The rules of an engine; of its several generations those that find most quotes."""
    from threadview.formats.pages.engines import engines

    every = [one.rules for one in engines() if name and one.name.startswith(name)] or [PLAIN]
    if name in _MORE:
        drop = ", ".join(part for part in (every[0].drop, ".bbCodeBlock-expandLink") if part)
        every.append(replace(every[0], quotes=(_MORE[name],), drop=drop))
    if len(every) == 1:
        return every[0]
    texts = [_text(one) for one in posts]
    return max(every, key=lambda rules: sum(len(parse(text, rules).quotes) for text in texts))


def _text(record: Record) -> str:
    names = ("text", "content", "body")
    return next((str(record[name]) for name in names if record.get(name) is not None), "")


def _order(thread: Record) -> Order:
    from threadview.formats.pages.dates import order_of

    return order_of(text_or_none(one.get("date")) for one in several(thread, "posts"))


def _id(record: Record) -> str | None:
    ident = record.get("id", record.get("postid"))
    return None if ident is None else str(ident)


def _author(record: Record) -> str | None:
    who: Any = record.get("user") or record.get("author")
    if isinstance(who, dict):
        who = who.get("name") or who.get("user")
    return text_or_none(who)


def _title(record: Record) -> str | None:
    user = record.get("user")
    if isinstance(user, dict):
        return text_or_none(user.get("title"))
    for name in ("user_title", "rank", "group", "rank_title"):
        found = text_or_none(record.get(name))
        if found is not None:
            return found
    return None


def _reactions(record: Record) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for one in several(record, "reactions"):
        name = str(one.get("reaction") or one.get("name") or one.get("type") or "like")
        counts[name] = counts.get(name, 0) + 1
    score = whole(record, "rating", "score")
    if score is not None:
        counts["points"] = score
    return tuple(counts.items())


def _signature(record: Record) -> Iterator[Block]:
    text = text_or_none(record.get("signature"))
    if text is not None:
        for block in parse(text).blocks:
            yield block._replace(kind="signature", quote=None)


scan, read = by_values("forumscraper", _made)
"""A thread for each object; most files have one."""
