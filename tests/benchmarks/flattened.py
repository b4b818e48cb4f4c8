"""The pages of the corpus as programs flatten them that are no extractors: text node by text node.

BeautifulSoup's `get_text()` keeps the white space of the page's source and glues what stands in
it without any; `get_text("\\n", strip=True)` breaks the line at every element. Many of the scrapes
that people keep were made so; the corpus holds none, but the pages.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

WAYS = ("get_text", "get_text-lines")


def flatten(path: Path, way: str) -> bytes:
    """A gzipped page as UTF-8 text, the title first; `way` is one of `WAYS`."""
    tree = LexborHTMLParser(gzip.decompress(path.read_bytes()))
    for node in tree.css("script, style, template"):
        node.decompose()
    head, body = tree.css_first("title"), tree.body
    title = head.text().strip() if head is not None else ""
    if body is None:
        return title.encode()
    if way == "get_text":
        return f"{title}\n{body.text()}".encode("utf-8", "replace")
    lines = [line.strip() for line in body.text(separator="\n").split("\n")]
    return "\n".join(line for line in (title, *lines) if line).encode("utf-8", "replace")
