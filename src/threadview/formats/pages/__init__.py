"""Saved forum pages: HTML, MHTML, SingleFile, and zipped folders of pages.

A page is read by the table of the engine that made it (`engines`), else by what it states in
schema.org's words, else by the structure that it repeats. Several pages of one thread in one
archive are one thread: each comes after a `Copy` mark, and `threadview.merge` joins them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from threadview.formats import Claim, Copy, Head, Part, ThreadRef
from threadview.model import Heading, Problem

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.pages.sheet import Sheet

ZIP = b"PK\x03\x04"
"""How a zip archive begins (APPNOTE 6.3.10, local file header)."""


def sniff(head: Head) -> Claim | None:
    """HTML by its first tag and its engine's signs, MHTML by its header, an archive of such by
    the names in it."""
    if head.raw.startswith(ZIP):
        from threadview.formats.pages.archive import page_names

        names = page_names(head.raw)
        return Claim(0.95, f"a zip archive of saved pages ({names[0]}, …)") if names else None
    text = head.text.lstrip("\ufeff \t\r\n")[:8192]
    if text[:1] != "<":
        if "mime-version" not in text.lower():  # without loading what tells for sure
            return None
        from threadview.formats.pages.archive import is_mhtml

        return Claim(0.97, "a page saved as MHTML") if is_mhtml(text) else None
    lower = text.lower()
    if lower.startswith(("<?xml", "<rss", "<feed")) and "<html" not in lower:
        return None
    if not any(sign in lower for sign in ("<!doctype html", "<html", "<head", "<body")):
        tags = sum(lower.count(tag) for tag in ("<div", "<p>", "<p ", "<table", "<br", "<article"))
        return Claim(0.6, "begins with a tag, and has others of HTML") if tags > 2 else None
    from threadview.formats.pages.reader import signed

    engines = signed(head.text)
    if engines:
        return Claim(0.98, f"a page of {engines[0].name}, by its markup")
    return Claim(0.92, "an HTML page")


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """One thread for a page; for an archive one for each thread that its pages belong to."""
    from threadview.formats.pages.paging import threads_of

    for key, sheets in threads_of(_sheets(dump)):
        yield ThreadRef(key, _title(sheets[0]))


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The thread of that key, or the first: page after page."""
    from threadview.formats.pages.paging import in_order, threads_of
    from threadview.formats.pages.reader import read_sheet

    sheets: list[Sheet] = []
    for key, found in threads_of(_sheets(dump)):
        if not ref.key or key == ref.key:
            sheets = found
            break
    for page, sheet in enumerate(in_order(sheets), 1):
        if len(sheets) > 1:
            yield Copy(sheet.name, sheet.saved, page)
        told = read_sheet(sheet)
        yield Heading(told.title, told.evidence)
        yield from told.posts
        if not told.posts:
            yield Problem(sheet.name, "no posts are found on this page")


def _sheets(dump: Dump) -> list[Sheet]:
    """The pages in a dump."""
    from threadview.formats.pages.archive import pages_in
    from threadview.formats.pages.sheet import decoded, sheet_of

    dump.load()
    raw = dump.raw
    if raw.startswith(ZIP):
        return pages_in(raw)
    from threadview.formats.pages.archive import is_mhtml, unpacked

    if is_mhtml(bytes(raw[:8192]).decode("latin-1")):
        return [unpacked(dump.name, bytes(raw))]
    return [sheet_of(dump.name, decoded(raw, dump.encoding))]


def _title(sheet: Sheet) -> str | None:
    from threadview.formats.pages.paging import page_title

    return page_title(sheet.html) or None
