"""Labels in a line: the words before the facts about a poster ("Joined: 2009 Posts: 12")."""

from __future__ import annotations

from threadview.cues.dates import MONTHS

SIGNS = ":·|"
"""What stands between labels and values."""
FEWEST = 2
"""Labels that make a line one of facts: people say one, too."""


def labelled(lower: str, labels: set[str], first: set[str]) -> int:
    """How many of a line's words, in lower case, are `labels` with something like a value behind
    them, 0 where there is only one; `first` are the labels' first words."""
    bare = lower
    for sign in SIGNS:
        if sign in bare:
            bare = bare.replace(sign, " ")
    words = bare.split()
    if first.isdisjoint(words) or sum([word in first for word in words]) < FEWEST:
        return 0
    tokens = [token.strip(":·|") for token in lower.replace(":", ": ").split()]
    count = index = 0
    while index < len(tokens) - 1:
        pair = f"{tokens[index]} {tokens[index + 1]}"
        if pair in labels:
            count += 1
            index += 2
        elif tokens[index] in labels and (
            tokens[index + 1][:1].isdigit()
            or tokens[index + 1] in MONTHS
            or f"{tokens[index]}:" in lower
            or f"{tokens[index]} :" in lower
        ):
            count += 1
            index += 1
        else:
            index += 1
    return count
