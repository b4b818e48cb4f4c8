"""Style names to colours, per theme and colour depth: plain data that both painters use.

The dark and light themes are RGB; each of their styles names its ground, so that a cell looks the
same whoever paints it. The ANSI theme uses the terminal's own sixteen colours, and so does every
theme on a terminal that has no more. With `NO_COLOR` only attributes are left.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from threadview.namedtuple import NamedTuple

ThemeName = Literal["dark", "light", "ansi"]
Depth = Literal["truecolor", "256", "16", "none"]
"""How many colours a terminal shows; "none" is `NO_COLOR`, or a terminal that knows no colours."""


class Style(NamedTuple):
    """How a run of cells looks. Colours are "#rrggbb", a name of the sixteen ("red",
    "bright_black", …), "default", or None where nothing is said."""

    fg: str | None = None
    bg: str | None = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False
    strike: bool = False


# Attributes by letter: b(old), d(im), i(talic), u(nderline), r(everse), s(trike).
# Each line: style, attributes, dark colours, light colours, one of the sixteen, attributes without
# any colour. A colour alone is a foreground; "on" goes before the ground.
_TABLE = """
text                |    | #d3d6db on #15171a | #22262b on #fbfaf7 | default             |
muted               |    | #8d949e            | #656c75            | bright_black        | d
author              | b  | #e8c37a            | #7d5200            | default             | b
author-unknown      | i  | #8d949e            | #656c75            | bright_black        | i
author-title        |    | #93a5b8            | #51657a            | bright_black        |
number              | b  | #7fa8dc            | #1f5c9e            | cyan                | b
date                |    | #98a1ac            | #5c656f            | bright_black        |
edit                |    | #b8a680            | #77643a            | bright_black        | i
count               |    | #98a1ac            | #5c656f            | bright_black        |
rule                |    | #4b525c            | #c3c1ba            | bright_black        | d
title               | b  | #f1f3f5            | #111417            | default             | b
bar                 |    | #c3c8cf on #24282f | #3a4047 on #e6e3dc | default             | r
bar-accent          | b  | #f4f5f7 on #24282f | #14181c on #e6e3dc | default             | br
footer              |    | #a3abb5 on #1c1f24 | #555d66 on #efede7 | bright_black        |
footer-key          | b  | #e8c37a on #1c1f24 | #7d5200 on #efede7 | default             | b
quote-head          |    | #93bde0            | #2a5d8a            | cyan                | b
quote-head-inferred | i  | #b7a8dd            | #644a9b            | magenta             | i
quote-text          |    | #b3bac4            | #474e57            | default             |
quote-1             |    | #4f95c9            | #2f7db8            | cyan                |
quote-2             |    | #6aa56a            | #4c8a3f            | green               |
quote-3             |    | #b78ac2            | #93539f            | magenta             |
quote-4             |    | #c99a4e            | #a36f12            | yellow              |
quote-5             |    | #5aa9a3            | #2b8981            | cyan                |
quote-6             |    | #c77f7f            | #b35252            | red                 |
chrome              | i  | #858d97            | #6b717a            | bright_black        | d
link                | u  | #77b7f2            | #0b5cad            | cyan                | u
code                |    | #bcd3a8 on #1c2024 | #3c5a24 on #f1efe8 | green               |
margin              |    | #8d949e            | #656c75            | bright_black        |
current             | b  | #e8c37a            | #9a6500            | default             | b
hit                 |    | #17130a on #cfb458 | #221b05 on #f2d979 | black on yellow     | r
hit-current         | b  | #1b0f00 on #ff9f45 | #241200 on #ffad54 | black on bright_red | bru
tick                |    | #cfb458            | #95580f            | yellow              | b
at-hand             | b  | #f4f5f7 on #343b46 | #14181c on #d8d4c9 | default             | r
selection           |    | #ffffff on #2f4d73 | #0d1a2b on #bcd6f2 | default             | r
cursor              | r  | #f1f3f5 on #15171a | #111417 on #fbfaf7 | default             | ru
unsure              |    | #d9a066            | #95580f            | yellow              | b
standin             |    | #ff9488            | #b3261e            | red                 | r
notice              | b  | #f0c674 on #1c1f24 | #7d4f00 on #efede7 | default             | b
drift               | i  | #e0af68            | #8a5a00            | yellow              | i
note                |    | #e6dcb4            | #5c4b0c            | yellow              |
note-0              | b  | #e8c37a            | #8a5a00            | yellow              | b
note-1              |    | #f6ecbd on #4a4115 | #2b2400 on #fbeeab | black on yellow     | u
note-2              |    | #d3efd0 on #1f4526 | #0d2a10 on #cdeecb | black on green      | u
note-3              |    | #d2e6fb on #1d3f61 | #0b2238 on #cde4fb | black on cyan       | u
note-4              |    | #f7d6e6 on #55253d | #3a0f24 on #f9d5e5 | black on magenta    | u
"""

_ATTRIBUTES = {
    "b": "bold",
    "d": "dim",
    "i": "italic",
    "u": "underline",
    "r": "reverse",
    "s": "strike",
}
_REVERSED_ANSI = frozenset({"at-hand", "bar", "bar-accent", "selection"})
"""Set off by reversing in the sixteen colours, whatever the terminal's own two are."""


def native(theme: ThemeName, depth: Depth) -> bool:
    """Whether the terminal's own colours are used, so that nobody may turn them into RGB."""
    return theme == "ansi" or depth in ("16", "none")


def resolve(theme: ThemeName, depth: Depth) -> dict[str, Style]:
    """Every style by name, as it is to be painted."""
    ground: Style | None = None
    found: dict[str, Style] = {}
    for line in _TABLE.strip().splitlines():
        name, letters, dark, light, sixteen, plain = (part.strip() for part in line.split("|"))
        if depth == "none":
            style = _style("default", plain)
        elif native(theme, depth):
            reverse = "r" if name in _REVERSED_ANSI else ""
            style = _style(sixteen, letters + reverse)
        else:
            style = _style(light if theme == "light" else dark, letters)
        ground = ground or style._replace(bg=style.bg or "default")
        found[name] = style._replace(bg=style.bg or ground.bg)
    return found


def look(styles: Mapping[str, Style], name: str) -> Style:
    """The style of a name; with "+" between two, the second laid over the first."""
    below, _, above = name.partition("+")
    found = styles.get(below) or styles["text"]
    if not above:
        return found
    over = styles[above]
    attributes = (one or other for one, other in zip(found[2:], over[2:], strict=True))
    return Style(over.fg or found.fg, over.bg or found.bg, *attributes)


def _style(colours: str, letters: str) -> Style:
    fg, _, bg = colours.partition(" on ")
    on = {_ATTRIBUTES[letter] for letter in letters}
    return Style(fg, bg or None, *(name in on for name in Style._fields[2:]))


_FORCED: dict[str, Depth] = {"truecolor": "truecolor", "256": "256", "standard": "16"}
"""Values of TEXTUAL_COLOR_SYSTEM that name a depth."""


def depth_of(environ: Mapping[str, str]) -> Depth:
    """How many colours to paint with, from the environment, as Textual and Rich decide it.

    `NO_COLOR` counts when it is set at all (Textual looks no closer); TEXTUAL_COLOR_SYSTEM
    overrides what COLORTERM and the end of TERM say.
    """
    term = environ.get("TERM", "").strip().lower()
    if "NO_COLOR" in environ or term in ("dumb", "unknown"):
        return "none"
    forced = _FORCED.get(environ.get("TEXTUAL_COLOR_SYSTEM", "auto"))
    if forced is not None:
        return forced
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if term.rpartition("-")[2] in ("kitty", "256color") else "16"
