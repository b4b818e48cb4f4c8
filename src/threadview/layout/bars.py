"""The title bar and the footer as rows of runs."""

from __future__ import annotations

from collections.abc import Sequence

from threadview.layout.rows import Run, fit, shorten
from threadview.model import Thread
from threadview.wrap import cells, shown


def title_bar(
    thread: Thread, width: int, post: int | None, percent: int | None, extra: str = ""
) -> list[Run]:
    """The title bar: title, posts, people; at the right the place.

    `post` is the number of the current post. What is not known yet (how many posts, how far) is
    left out, not guessed. `extra` goes before the place: a filter, a mode.
    """
    title = shown(thread.title or _named(thread.source.path))
    facts = []
    if thread.complete:
        count = len(thread.posts)
        facts.append(f"{count:,} post{'' if count == 1 else 's'}")
        facts.extend(_people(thread))
        if wrong := len(thread.problems):
            facts.append(f"{wrong:,} problem{'' if wrong == 1 else 's'}")
    place = "" if post is None else f"#{post}"
    if thread.complete and post is not None:
        place = f"#{post}/{len(thread.posts)}"
        if percent is not None:
            place += f" · {percent}%"
    right = "  ".join(part for part in (shown(extra), place) if part)
    room = width - cells(right) - 3
    about = "".join(f" · {fact}" for fact in facts)
    if cells(title) + cells(about) > room:
        about = "" if room - cells(about) < 24 else about
        title = shorten(title, max(0, room - cells(about)))
    gap = width - 2 - cells(title) - cells(about) - cells(right)
    runs = [Run(f" {title}", "bar-accent"), Run(about, "bar")]
    return fit([*runs, Run(" " * max(1, gap), "bar"), Run(f"{right} ", "bar")], width, "bar")


def _named(path: str) -> str:
    """What a thread without a title is called: its file, as the library calls it."""
    return "standard input" if path == "-" else path.rpartition("/")[2] or "untitled thread"


def _people(thread: Thread) -> list[str]:
    """How many people wrote; only how many are named, where the dump does not name all."""
    people = len(thread.participants)
    if not people:
        return []
    if sum(thread.participants.values()) < len(thread.posts):
        return [f"{people:,} named"]
    return [f"{people:,} {'person' if people == 1 else 'people'}"]


def footer(hints: Sequence[tuple[str, str]], width: int, message: str = "") -> list[Run]:
    """The footer: live keys with what they do, or a message in their place; whole hints only."""
    if message:
        return fit([Run(f" {shown(message)}", "notice")], width, "footer")
    runs: list[Run] = []
    room = width
    for keys, what in hints:
        size = cells(keys) + cells(what) + 3
        if size > room:
            break
        runs += [Run(f" {keys}", "footer-key"), Run(f" {what} ", "footer")]
        room -= size
    return fit(runs, width, "footer")


def scroll_bar(height: int, first: float, last: float, known: bool = True) -> list[Run]:
    """The scroll bar, a run per row: the window's share `[first, last]` of the thread (0 to 1)."""
    if not known or height < 1:
        return [Run(" ", "rule")] * height
    top = min(height - 1, int(first * height))
    bottom = max(top + 1, min(height, round(last * height)))
    return [Run("█" if top <= y < bottom else "│", "rule") for y in range(height)]
