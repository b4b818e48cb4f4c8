"""Styles of the palette as escape sequences, byte for byte what Rich makes of them.

SGR is ECMA-48 §8.3.117; 38;2 and 38;5 are ISO 8613-6 colours as xterm reads them. Where a terminal
shows 256 colours, RGB is brought down by Rich's own rule, so that the pre-paint's colours are those
that Textual paints over them.
"""

from __future__ import annotations

from threadview.palette import Depth, Style

RESET = "\x1b[0m"

_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_ATTRIBUTES = ("1", "2", "3", "4", "7", "9")
"""Bold, dim, italic, underline, reverse, strike: the order of the fields of `Style`."""


def sequence(style: Style, depth: Depth) -> str:
    """What turns a style on, whatever was on before."""
    codes = ["0"]
    codes += [code for code, on in zip(_ATTRIBUTES, style[2:], strict=True) if on]
    for colour, base in ((style.fg, 30), (style.bg, 40)):
        if colour is not None and depth != "none":
            codes.append(_colour(colour, base, depth))
    return f"\x1b[{';'.join(codes)}m"


def _colour(colour: str, base: int, depth: Depth) -> str:
    if colour == "default":
        return str(base + 9)
    if colour.startswith("#"):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        if depth == "256":
            return f"{base + 8};5;{eight_bit(red, green, blue)}"
        return f"{base + 8};2;{red};{green};{blue}"
    name = colour.removeprefix("bright_")
    return str(base + _NAMES.index(name) + (0 if name == colour else 60))


def eight_bit(red: int, green: int, blue: int) -> int:
    """The number, in xterm's 256 colours, that Rich brings an RGB colour down to: the grey ramp
    below a saturation (HLS) of 15%, else the nearest step of the 6×6×6 cube."""
    most, least = max(red, green, blue) / 255, min(red, green, blue) / 255
    total, spread = most + least, most - least
    saturation = spread / (total if total <= 1 else 2 - most - least) if spread else 0.0
    if saturation < 0.15:
        grey = round(total / 2 * 25.0)
        return 16 if grey == 0 else 231 if grey == 25 else 231 + grey
    six = [round(part / 95 if part < 95 else 1 + (part - 95) / 40) for part in (red, green, blue)]
    return 16 + 36 * six[0] + 6 * six[1] + six[2]
