"""Which page of a thread something is: what addresses and titles say, and what is left of them."""

from __future__ import annotations

from threadview.cues.separators import PAGE
from threadview.pattern import pattern

PAGE_IN_TITLE = pattern(
    rf"\W*(?:\b|(?<=\W)){PAGE}\s*#?(\d{{1,5}})(?:\s*(?:of|von|de|sur|van|di|z|из|/|av)\s*\d+)?[\s)\]]*$",
    2,
)
PAGE_IN_ADDRESS = (
    pattern(r"/page[-/]?(\d{1,5})(?=/|$|\?|\.)", 2),
    pattern(r"[?&;](?:page|pagenumber|pg|currentpage)=(\d{1,5})", 2),
    pattern(r"[-_ .]?page[-_ ]?(\d{1,5})(?=\.|/|$|[-_ ])", 2),
    pattern(r"/p(\d{1,4})(?=/?$|[?#])", 2),
    pattern(r"[?&;](?:start|st|offset|begin)=(\d{1,7})", 2),
    pattern(r"/st[-/](\d{1,7})(?=/|$)", 2),
    pattern(r"topic[=,]\d+\.(\d{1,7})(?=$|[.&;#])", 2),
    pattern(r"/index(\d{1,4})\.html?$", 2),
)
NOT_THREAD = pattern(
    r"^https?://(?:www\.)?|[?&;](?:s|sid|phpsessid|view|pid|postid|highlight|hilit|mode|do)=[^&;#]*"
    r"|(?<=[?&])p=\d+&|#.*$|\.msg\d+",
    2,
)
FILE_ENDING = pattern(r"(?:\.(?:txt|text|md|log|asc))?(?:\.(?:gz|bz2|xz|zst))?$", 2)
PAGES_IN_HEAD = pattern(
    rf"(?<![^\W\d_]){PAGE}\s*(\d{{1,5}})\s*(?:of|von|de|sur|van|di|z|из|/|av|af)\s*(\d{{1,5}})(?!\d)",
    2,
)
"""A line of a page's head or foot that says which of how many pages it is."""


def thread_address(address: str) -> str:
    """An address or a file's name without what says which page or post of a thread it is."""
    key = NOT_THREAD.sub("", address.strip().casefold())
    for one in PAGE_IN_ADDRESS:
        key = one.sub("", key)
    return key.rstrip("/?&;.-_ ")


GENERIC = pattern(
    r"(?:^|.*/)(?:page|seite|p|part|teil|thread|topic|forum|dump|scrape|index|post|posts)?$", 2
)
"""What is left of a file's name that says nothing about the thread in it."""


def file_stem(name: str) -> str:
    """A file's name without what says which page of a thread it is; empty where nothing is left
    that tells a thread."""
    stem = thread_address(FILE_ENDING.sub("", name.strip()))
    return "" if GENERIC.fullmatch(stem.strip("-_ .")) else stem


def page_in(address: str) -> int | None:
    """The page, or the number of the first post, that an address or a file's name says."""
    for one in PAGE_IN_ADDRESS:
        found = one.search(address)
        if found is not None:
            return int(found[1])
    return None


def untitled_page(title: str) -> tuple[str, int | None]:
    """A title without the page that it names, and that page."""
    found = PAGE_IN_TITLE.search(title)
    if found is None or not found.start():
        return title, None
    return title[: found.start()], int(found[1])
