"""Keys in plain words, and how far each kind can be trusted."""

from __future__ import annotations

WORTH = (
    ("#", 1.0),
    ("e:", 0.99),
    ("nbsp", 0.99),
    ("t:", 0.98),
    ("d", 0.97),
    ("counter", 0.97),
    ("l:", 0.97),
    ("votes", 0.97),
    ("re", 0.97),
    ("who", 0.92),
    ("n:", 0.95),
    ("gap", 0.93),
    ("item", 0.93),
    ("seam", 0.93),
    ("r:", 0.6),
    ("s:", 0.9),
    ("c:", 0.9),
)
"""The share of boundaries by each kind of key that were right, as accuracy.py measures them."""


def said(key: str) -> str:
    """A key in plain words."""
    kind, _, rest = key.partition(":")
    if key.startswith("#"):
        return "post numbers"
    if kind == "e":
        return f"header line of {rest.partition(':')[0].replace(' ', ', ')}"
    if kind.startswith("d"):
        shape = rest.replace("¤", " DATE ").strip()
        return f'line with a date: "{shape}"' if shape != "DATE" else "date alone on a line"
    if kind in "thlrs" and rest:
        what = {
            "t": "line behind the post",
            "h": "link above the post",
            "l": "fact",
            "r": "repeated line",
            "s": "line of one shape",
        }
        return f'{what[kind]}: "{rest}"'
    return {
        "nbsp": "lone no-break space",
        "who": "names alone on a line",
        "counter": "numbers that count up",
        "c": "numbers alone on a line",
        "votes": "votes and comment counts",
        "re": 'lines that begin with "Re:"',
        "rule": "rules",
        "n": "list numbers with scores",
        "gap": "wide gaps",
        "item": "a list of posts",
        "seam": "marks left between posts",
    }.get(kind, key)
