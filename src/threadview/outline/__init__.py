"""A thread as flat rows of items: what is folded, what is shown, what comes next. Pure.

A post is laid out as items: its header line, stretches of text, the head line of each quote, and
lines that stand for folded page furniture. Folding and filtering decide which items there are;
nothing here knows how wide or tall anything is.
"""

from __future__ import annotations

from threadview.outline.folds import DEEPEST, SURE, FoldPolicy, Folds, paths, sure
from threadview.outline.items import NOTE, SLAB, Item, ItemKind, NoteLine, Place, furniture, items
from threadview.outline.outline import Outline

__all__ = [
    "DEEPEST",
    "NOTE",
    "SLAB",
    "SURE",
    "FoldPolicy",
    "Folds",
    "Item",
    "ItemKind",
    "NoteLine",
    "Outline",
    "Place",
    "furniture",
    "items",
    "paths",
    "sure",
]
