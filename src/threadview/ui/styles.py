"""Style names of the palette as Rich styles, for the app's theme and the terminal's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.color import Color
from rich.style import Style

if TYPE_CHECKING:
    from textual.app import App

    from threadview.palette import Style as Look
    from threadview.ui.app import ThreadviewApp


def rich_style(look: Look) -> Style:
    """A style of the palette as Rich knows it."""
    return Style(
        color=_color(look.fg),
        bgcolor=_color(look.bg),
        bold=look.bold or None,
        dim=look.dim or None,
        italic=look.italic or None,
        underline=look.underline or None,
        reverse=look.reverse or None,
        strike=look.strike or None,
    )


def _color(name: str | None) -> Color | None:
    return None if name is None else Color.parse(name)


def looks_of(app: App[object]) -> dict[str, Style]:
    """Every style name of the palette as Rich knows it, in the app's present theme."""
    return cast("ThreadviewApp", app).looks


def style_of(app: App[object], name: str) -> Style:
    """The Rich style of a style name (see `palette.look`) in the app's present theme."""
    looks = looks_of(app)
    style = looks.get(name)
    if style is None:
        below, _, above = name.partition("+")
        style = looks.get(below, looks["text"])
        looks[name] = style = style + looks[above] if above else style
    return style


def colour_style(colour: str | None) -> str:
    """The style of a note's colour; of none, that of a note in words only."""
    from threadview.notebook import COLOURS

    return f"note-{COLOURS.index(colour) + 1}" if colour in COLOURS else "note-0"
