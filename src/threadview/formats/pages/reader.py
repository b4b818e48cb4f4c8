"""One saved page -> its title and posts, by the surest road that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from threadview.formats.pages.dates import order_of
from threadview.formats.pages.engines import engines
from threadview.formats.pages.extract import found_in, order_in, posts_of, title_of
from threadview.formats.pages.linking import linked
from threadview.formats.pages.paging import page_number
from threadview.markup import Rules, body, tree
from threadview.model import Evidence, Post

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from threadview.formats.pages.engine import Engine
    from threadview.formats.pages.sheet import Sheet


class Read(NamedTuple):
    """What a page holds, and the name of what told so (an engine, "schema.org", "repetition")."""

    title: str | None
    posts: list[Post]
    by: str
    evidence: Evidence


def read_sheet(sheet: Sheet) -> Read:
    """Read a page: by its engine's table, by schema.org, by its repeated structure."""
    parsed = tree(sheet.html)
    for engine in signed(sheet.html):
        posts = posts_of(parsed, engine, sheet.base, opening=page_number(sheet) <= 1)
        if posts:
            title = title_of(parsed, engine.title)
            return Read(title, posts, engine.name, Evidence("markup", engine.name))
    return unlisted(parsed, sheet)


def unlisted(parsed: LexborHTMLParser, sheet: Sheet) -> Read:
    """Read a page of an engine that has no table: as what it states, with the words that it shows,
    or as what it repeats, whichever gives more posts with more of their names and dates; on a tie
    as what it states."""
    from threadview.formats.pages.repetition import repeated
    from threadview.formats.pages.schema import MICRODATA, stated
    from threadview.formats.pages.showing import shown

    title, told = stated(sheet.html, sheet.base)
    marked = found_in(parsed, MICRODATA, sheet.base) if signed_by(MICRODATA, sheet.html) else []
    seen, posted = repeated(parsed, sheet.base)
    order = order_of((one.date for one in seen), order_in(parsed))
    alone = linked(seen, order) if posted else []
    readings = [linked(shown(one, seen), order) for one in (told, marked)]
    posts = max((*readings, alone), key=_worth)
    if not posts:
        return whole(parsed, sheet)
    named = title if posts is readings[0] else None
    by = "repetition" if posts is alone else "schema.org"
    return Read(named or title or title_of(parsed, ("h1",)), posts, by, posts[0].evidence)


PAGE = Rules(
    drop="nav, header, footer, aside, form, [role='navigation'], [role='banner'], .sr-only",
)
"""What of a page is not its text, as far as HTML itself says."""


def whole(parsed: LexborHTMLParser, sheet: Sheet) -> Read:
    """Read a page with no structure at all: its text, as one post that says so."""
    title = title_of(parsed, ("h1",))
    for part in ("article", "main", "[role='main']", "body"):
        node = parsed.css_first(part)
        if node is not None:
            fragment = body(node, PAGE, sheet.base)
            if fragment.blocks:
                nothing = Evidence("none", "nothing on this page repeats", 0.1)
                post = Post(1, fragment.blocks, fragment.quotes, evidence=nothing)
                return Read(title, [post], "", nothing)
    return Read(title, [], "", Evidence("none"))


def _worth(posts: list[Post]) -> int:
    """How much a reading of a page says."""
    return sum(
        1 + (post.author is not None) + (post.date is not None or post.date_text is not None)
        for post in posts
        if post.blocks
    )


def signed(html: str) -> list[Engine]:
    """The engines whose signs stand in a page's source, the particular before the general."""
    return [engine for engine in engines() if signed_by(engine, html)]


def signed_by(engine: Engine, html: str) -> bool:
    """Whether a page's source bears the signs of an engine."""
    return all(any(sign in html for sign in choice) for choice in engine.signs)
