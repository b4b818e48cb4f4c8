"""Which pages belong to one thread, and in which order they stand in it.

A thread is known by its pages' address without what names the page (page-2, start=20, .msg123, a
session), else by its title. The order is by the page's number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from threadview.formats.pages.sheet import same_page
from threadview.markup import SPACE

if TYPE_CHECKING:
    from threadview.formats.pages.sheet import Sheet

TELLING = 16
"""Characters from which on a title (which mostly names the forum too) tells a thread from others
in any folder; a shorter one does in its own."""

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_PAGE_WORD = (
    "(?:pages?|seite|página|pagina|strona|sida|side|sivu|страница|стр\\.?|sayfa|strana|oldal|第)"
)
_PAGE_IN_TITLE = re.compile(
    rf"(?:[-|–—:,(\[•·]\s*)?\b{_PAGE_WORD}\s*(\d{{1,5}})(?:\s*(?:of|von|de|sur|van|/|из)\s*\d+)?\s*[)\]]?",
    re.IGNORECASE,
)
_PAGE_IN_ADDRESS = (
    re.compile(r"/page[-/]?(\d{1,5})(?=/|$|\?|\.)"),
    re.compile(r"[?&;](?:page|pagenumber|pg|currentpage)=(\d{1,5})"),
    re.compile(r"-page-?(\d{1,5})(?=\.|/|$)"),
    re.compile(r"/p(\d{1,4})(?=/?$|[?#])"),
    re.compile(r"[?&;](?:start|st|offset|begin)=(\d{1,7})"),
    re.compile(r"/st[-/](\d{1,7})(?=/|$)"),
)
_NOT_THREAD = re.compile(
    r"\.msg\d+|[?&;](?:view|pid|postid|highlight|hilit|mode|do)=[^&;]*|\.html?$"
)
_POST_OF_TOPIC = re.compile(r"(?<=[?&;])p=\d+(?:&|$)")
_SMF_START = re.compile(r"topic[=,]\d+\.(\d{1,7})(?=$|[.&;#])")
_SMF_TOPIC = re.compile(r"(topic[=,]\d+)\.(?:\d{1,7}|msg\d+|new)(?=$|[.&;#])")
_DISCOURSE_POST = re.compile(r"(/t/[^/]+/\d+)/\d+$")
COPY_IN_NAME = re.compile(r"\s*(?:\(\d+\)|-\s*copy|_\d{8,14})(?=\.|$)", re.IGNORECASE)


def thread_key(sheet: Sheet) -> str:
    """What all pages of one thread have in common, and no other thread has."""
    if sheet.address:
        return thread_address(sheet.address)
    title = SPACE.sub(" ", _PAGE_IN_TITLE.sub("", page_title(sheet.html)).casefold()).strip(" -|")
    if len(title) >= TELLING:
        return title
    if title:
        return f"{sheet.name.rpartition('/')[0]}/{title}"
    return thread_address(COPY_IN_NAME.sub("", sheet.name))


def thread_address(address: str) -> str:
    """An address without what says which page or which post of a thread it is."""
    key = same_page(address)
    key = _SMF_TOPIC.sub(r"\1", key)
    for pattern in (*_PAGE_IN_ADDRESS, _NOT_THREAD):
        key = pattern.sub("", key)
    if re.search(r"[?&;]t=\d", key):
        key = _POST_OF_TOPIC.sub("", key)
    key = _DISCOURSE_POST.sub(r"\1", key.rstrip("/?&;."))
    return re.sub(r"[?&;]+(?=&|$)", "", key.replace("?&", "?")).rstrip("/?&;.")


def page_title(html: str) -> str:
    """What a page calls itself."""
    match = _TITLE.search(html, 0, 1 << 20)
    if match is None:
        return ""
    from html import unescape

    return SPACE.sub(" ", unescape(match[1])).strip()[:300]


def page_number(sheet: Sheet) -> int:
    """The page's place in its thread: its number, or the number of its first post, or 0."""
    for address in (same_page(sheet.address), sheet.name.casefold()):
        for pattern in (*_PAGE_IN_ADDRESS, _SMF_START):
            match = pattern.search(address)
            if match is not None:
                return int(match[1])
    match = _PAGE_IN_TITLE.search(page_title(sheet.html))
    return int(match[1]) if match is not None else 0


def in_order(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Pages in the order of their thread; the older of two copies of a page first."""
    return sorted(sheets, key=lambda sheet: (page_number(sheet), sheet.saved or ""))
