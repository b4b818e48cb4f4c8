"""Words of the page, not of the thread: links, buttons and headings that stand alone on a line."""

from __future__ import annotations

ALONE: frozenset[str] = frozenset(
    (
        "top",
        "back",
        "love",
        "likes",
        "back to top",
        "reply",
        "like",
        "share",
        "report",
        "quote",
        "edit",
        "attachments",
        "similar threads",
        "sponsored",
        "advertisement",
        "nach oben",
        "zurück",
        "haut",
        "arriba",
        "topo",
        "su",
        "naar boven",
        "do góry",
        "наверх",
        "вверх",
        "yukarı",
        "upp",
        "トップ",
        "顶部",
    )
)
"""What a line of furniture says when it says nothing else, in lower case."""

REACTIONS: tuple[str, ...] = (
    "reactions:",
    "likes reactions:",
    "like reactions:",
    "reaktionen:",
    "réactions:",
    "réactions :",
    "reacciones:",
    "reações:",
    "reazioni:",
    "reacties:",
    "reakcje:",
    "реакции:",
    "tepkiler:",
    "reaktioner:",
)
"""How a line of reactions begins."""
