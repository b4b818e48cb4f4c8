"""One saved page -> its title and posts, by the surest road that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from threadview.formats.pages.dates import order_of
from threadview.formats.pages.engines import engines
from threadview.formats.pages.extract import posts_of, title_of
from threadview.formats.pages.linking import linked
from threadview.markup import tree
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
        posts = posts_of(parsed, engine, sheet.base)
        if posts:
            title = title_of(parsed, engine.title)
            return Read(title, posts, engine.name, Evidence("markup", engine.name))
    return unlisted(parsed, sheet)


def unlisted(parsed: LexborHTMLParser, sheet: Sheet) -> Read:
    """Read a page of an engine that has no table."""
    from threadview.formats.pages.repetition import repeated
    from threadview.formats.pages.schema import MICRODATA, stated

    title, told = stated(sheet.html, sheet.base)
    if len(told) < 2 and any(sign in sheet.html for sign in MICRODATA.signs[0]):
        posts = posts_of(parsed, MICRODATA, sheet.base)
        if len(posts) > 1:
            return Read(title_of(parsed, ("h1",)), posts, "schema.org", posts[0].evidence)
    if len(told) < 2:
        found, evidence = repeated(parsed, sheet.base)
        if len(found) > 1:
            order = order_of(one.date for one in found)
            return Read(
                title or title_of(parsed, ("h1",)), linked(found, order), "repetition", evidence
            )
    if told:
        return Read(title, linked(told), "schema.org", told[0].post.evidence)
    return Read(title_of(parsed, ("h1",)), [], "", Evidence("none"))


def signed(html: str) -> list[Engine]:
    """The engines whose signs stand in a page's source, the particular before the general."""
    return [
        engine
        for engine in engines()
        if all(any(sign in html for sign in choice) for choice in engine.signs)
    ]
