"""Recovery of unmarked quotes by text reuse, and links from quotes to the posts they come from."""

from __future__ import annotations

from threadview.quotes.linking import BEHIND, link

__all__ = ["BEHIND", "link"]
