"""Copying out of the reader: by OSC 52, and through tmux where it stands in the way."""

from __future__ import annotations

import os
import shutil
import subprocess

from threadview.layout.raw import raw_words
from threadview.layout.selection import selected_text, stretches
from threadview.model import Post, logical_text, segments
from threadview.scripts import word_count
from threadview.ui.state import ReaderState
from threadview.wrap import shown


class Copying(ReaderState):
    """The verbs that copy."""

    def action_copy(self) -> None:
        """Copy the selection as Markdown with its source; without one, the current post."""
        post = self.post_here()
        if self._selected():
            self.copy_out(self._as_markdown(), "the selection with its source")
        elif post is not None:
            self.copy_out(logical_text(post), f"post #{post.number}")

    def action_copy_selection(self) -> None:
        """Copy what is selected."""
        text = self._selected()
        if text:
            self.copy_out(text, "the selection")
        else:
            self.say("nothing is selected; q quits")

    def _selected(self) -> str:
        window, selection = self.window, self.view.selection
        if window is None or selection is None:
            return ""
        outline = window.view.outline
        if outline.raw:
            return raw_words(selection, outline.posts, window.view.dump)
        return selected_text(selection, outline.posts)

    def _as_markdown(self) -> str:
        """The selection as block quotes, each with whose words they are and where they stand."""
        window, selection = self.window, self.picked
        assert window is not None
        assert selection is not None
        thread, posts = window.view.thread, window.view.outline.posts
        parts = [
            cited(posts[index], start, end, thread.title)
            for index, start, end in stretches(selection, posts)
        ]
        return "\n\n".join(parts)

    def copy_out(self, text: str, what: str) -> None:
        """Put a text on the clipboard and say so. Its control characters go as stand-ins: a paste
        into a shell must not run anything."""
        clean = "\n".join(shown(line) for line in text.split("\n"))
        self.app.copy_to_clipboard(clean)
        if os.environ.get("TMUX"):
            self.run_worker(
                lambda: tmux_copy(clean), thread=True, group="copy", exit_on_error=False
            )
        self.say(f"copied {what}: {word_count(clean)} words")


def cited(post: Post, start: int, end: int, title: str | None) -> str:
    """A stretch of a post's logical text as a Markdown quote with its source below: the author of
    the words, quoted ones included, the post, its date, the thread."""
    lines = logical_text(post)[start:end].split("\n")
    author, where = post.author, f"#{post.number}"
    for part in segments(post):
        inside = part.start <= start and end <= part.start + len(part.text)
        if inside and part.quote is not None:
            author = post.quotes[part.quote].author
            where = f"quoted in #{post.number}"
    about = [author or "unknown author", where, post.date or post.date_text, title]
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"{quoted}\n\n— {', '.join(one for one in about if one)}"


def tmux_copy(text: str) -> bool:
    """Hand a text to tmux, which by default ignores the clipboard sequences of its programs;
    "-w" passes it on to the terminal outside. Whether tmux took it."""
    tmux = shutil.which("tmux")
    if tmux is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, the text goes by standard input
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
