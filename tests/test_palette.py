"""Colours: every style in every theme and depth, and readable."""

from __future__ import annotations

import io

import pytest
from rich.color import Color
from rich.console import Console

from threadview.palette import Style, depth_of, native, resolve

THEMES = ("dark", "light", "ansi")
DEPTHS = ("truecolor", "256", "16", "none")
GRAPHICAL = {"rule", *(f"quote-{n}" for n in range(1, 7))}
"""Lines and bars, not text: WCAG asks 3:1 of graphics that mean something; rules mean nothing."""


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = Color.parse(colour).get_truecolor()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(style: Style) -> float:
    assert style.fg is not None
    assert style.bg is not None
    light, dark = sorted((luminance(style.fg), luminance(style.bg)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", sorted(resolve("dark", "truecolor")))
def test_text_can_be_read(theme: str, name: str) -> None:
    style = resolve(theme, "truecolor")[name]  # type: ignore[arg-type]
    least = 1.5 if name == "rule" else 3 if name in GRAPHICAL else 4.5
    assert contrast(style) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("depth", DEPTHS)
def test_every_style_is_there_and_means_something_to_both_painters(theme: str, depth: str) -> None:
    styles = resolve(theme, depth)  # type: ignore[arg-type]
    assert styles.keys() == resolve("dark", "truecolor").keys()
    own = native(theme, depth)  # type: ignore[arg-type]
    for style in styles.values():
        for colour in (style.fg, style.bg):
            assert colour is not None
            assert (Color.parse(colour).triplet is None) == own
            if depth == "none":
                assert colour == "default"


def test_what_differs_in_colour_differs_without() -> None:
    plain = resolve("dark", "none")
    for name in ("current", "hit", "selection", "link", "bar", "author", "standin", "unsure"):
        assert plain[name] != plain["text"]
    assert plain["hit"] != plain["hit-current"]


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "xterm-256color"},
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"TERM": "xterm-256color", "COLORTERM": "24bit "},
        {"TERM": "xterm-kitty"},
        {"TERM": "xterm-16color"},
        {"TERM": "screen"},
        {"TERM": "linux"},
        {"TERM": "dumb"},
        {},
    ],
)
def test_depth_is_what_rich_finds(environ: dict[str, str]) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, _environ=environ)
    names = {"truecolor": "truecolor", "256": "256", "standard": "16", None: "none"}
    assert depth_of(environ) == names[console.color_system]


def test_no_color_wins() -> None:
    assert depth_of({"NO_COLOR": "1", "TERM": "xterm", "COLORTERM": "truecolor"}) == "none"
    assert depth_of({"TEXTUAL_COLOR_SYSTEM": "256", "TERM": "xterm"}) == "256"
