"""Textual's own widgets (lists, input lines, boxes, toasts) in the colours of the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from threadview.palette import Style as Look


def theme_of(name: str, looks: Mapping[str, Look], ansi: bool) -> Theme:
    """A theme of the palette as Textual wants it.

    `looks` are the palette's styles, resolved; `ansi` says that the terminal's own colours are
    used: then no RGB is painted, and what is at hand is set off by reversing.
    """
    return _own(name) if ansi else _rgb(name, looks)


def _rgb(name: str, looks: Mapping[str, Look]) -> Theme:
    text, bar, footer = looks["text"], looks["bar"], looks["footer"]
    rule, muted, hand = looks["rule"], looks["muted"], looks["at-hand"]
    selection = looks["selection"]
    return Theme(
        name=f"threadview-{name}",
        dark=name != "light",
        primary=_said(looks["number"].fg),
        secondary=looks["quote-head"].fg,
        accent=looks["author"].fg,
        success=looks["number"].fg,
        warning=looks["notice"].fg,
        error=looks["standin"].fg,
        foreground=text.fg,
        background=text.bg,
        surface=footer.bg,
        panel=bar.bg,
        variables={
            "border": _said(rule.fg),
            "border-blurred": _said(rule.fg),
            "text-muted": _said(muted.fg),
            "text-disabled": _said(muted.fg),
            "scrollbar": _said(rule.fg),
            "scrollbar-hover": _said(muted.fg),
            "scrollbar-active": _said(muted.fg),
            "scrollbar-background": _said(footer.bg),
            "scrollbar-background-hover": _said(footer.bg),
            "scrollbar-background-active": _said(footer.bg),
            "scrollbar-corner-color": _said(footer.bg),
            "block-hover-background": _said(bar.bg),
            "input-selection-background": _said(selection.bg),
            "input-selection-foreground": _said(selection.fg),
            **_hand(_said(hand.fg), _said(hand.bg), "bold"),
        },
    )


def _own(name: str) -> Theme:
    blank = dict.fromkeys(
        (
            "ansi-background",
            "scrollbar-background",
            "scrollbar-background-hover",
            "scrollbar-background-active",
            "scrollbar-corner-color",
        ),
        "ansi_default",
    )
    grey = dict.fromkeys(
        ("border", "border-blurred", "scrollbar", "scrollbar-hover", "scrollbar-active"),
        "ansi_bright_black",
    )
    return Theme(
        name=f"threadview-{name}-ansi",
        ansi=True,
        dark=name != "light",
        primary="ansi_cyan",
        secondary="ansi_cyan",
        accent="ansi_yellow",
        success="ansi_green",
        warning="ansi_yellow",
        error="ansi_red",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            **blank,
            **grey,
            "text-muted": "ansi_bright_black",
            "text-disabled": "ansi_bright_black",
            "input-selection-background": "ansi_default",
            "input-selection-foreground": "ansi_default",
            **_hand("ansi_default", "ansi_default", "reverse"),
        },
    )


def _hand(foreground: str, background: str, style: str) -> dict[str, str]:
    """The row at hand of a list, whether or not the list has the keys."""
    found: dict[str, str] = {}
    for which in ("block-cursor", "block-cursor-blurred"):
        found[f"{which}-foreground"] = foreground
        found[f"{which}-background"] = background
        found[f"{which}-text-style"] = style
    return found


def _said(color: str | None) -> str:
    return color or "ansi_default"
