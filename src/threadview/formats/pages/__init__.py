"""Saved forum pages: HTML, MHTML, SingleFile, and zipped folders of pages.

A page is read by the table of the engine that made it (`engines`), else by what it states in
schema.org's words, else by the structure that it repeats. Several pages of one thread in one
archive are one thread, and so are those that stand beside its first page: each comes after a `Copy`
mark, and `threadview.merge` joins them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from threadview.compression import ZIP, is_archive
from threadview.formats import Claim, Copy, Head, Part, ThreadRef
from threadview.model import Heading, Problem

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.pages.sheet import Sheet

MHTML = ("multipart/related", "snapshot-content-location:", "saved by ")
"""One of these stands in the header of a page saved as MHTML."""


def sniff(head: Head) -> Claim | None:
    """HTML by its first tag and its engine's signs, MHTML by its header, an archive of such by
    the names in it."""
    if head.raw.startswith(ZIP):
        from threadview.formats.pages.archive import page_names

        names = page_names(head.raw)
        return Claim(0.95, f"a zip archive of saved pages ({names[0]}, …)") if names else None
    text = head.text.lstrip("\ufeff \t\r\n")[:8192]
    if text[:1] != "<":
        lower = text.lower()  # without loading what tells for sure
        if "mime-version" not in lower or not any(sign in lower for sign in MHTML):
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
    """One thread for a page; for an archive one for each thread that its pages belong to, as soon
    as the first of them is met."""
    from threadview.formats.pages.paging import page_title

    seen: set[str] = set()
    for key, sheet in _pages(dump):
        if key not in seen:
            seen.add(key)
            yield ThreadRef(key, page_title(sheet.html) or None)


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The thread of that key, or the first: page after page. Of an archive only the pages of that
    thread are kept in memory."""
    from threadview.formats.pages.paging import in_order
    from threadview.formats.pages.reader import read_sheet
    from threadview.formats.pages.siblings import siblings

    wanted: str | None = ref.key or None
    sheets: list[Sheet] = []
    for key, sheet in _pages(dump, wanted):
        wanted = key if wanted is None else wanted
        if key == wanted:
            sheets.append(sheet)
            if not key:
                sheets += siblings(dump, sheet)
    for page, sheet in enumerate(in_order(sheets), 1):
        if len(sheets) > 1:
            yield Copy(sheet.name, sheet.saved, page)
        told = read_sheet(sheet)
        yield Heading(told.title, told.evidence)
        yield from told.posts
        if not told.posts:
            yield Problem(sheet.name, "no posts are found on this page")


def _pages(dump: Dump, wanted: str | None = None) -> Iterator[tuple[str, Sheet]]:
    """The pages in a dump, each with the key of its thread ("" for a page by itself); of an archive
    perhaps only those of the thread `wanted`."""
    from threadview.formats.pages.archive import Pages, is_mhtml, unpacked
    from threadview.formats.pages.sheet import decoded, sheet_of
    from threadview.records.values import kept

    if is_archive(dump.head):
        yield from kept(dump, "pages", lambda: Pages(dump)).of(wanted)
        return
    dump.load()
    raw = dump.raw
    if is_mhtml(bytes(raw[:8192]).decode("latin-1")):
        yield "", unpacked(dump.name, bytes(raw))
    else:
        yield "", sheet_of(dump.name, decoded(raw, dump.encoding))
