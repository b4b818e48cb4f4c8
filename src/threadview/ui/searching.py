"""Searching: live as one types, forward and back, the hits highlighted."""

from __future__ import annotations

from threadview.ui.asking import Asking


class Searching(Asking):
    """The verbs that search."""

    def search_typed(self, text: str) -> None:
        """The line at the foot changed."""

    def search_done(self, text: str) -> None:
        """Enter: stay where the hit is."""
        self.leave_prompt()

    def search_for(self, text: str) -> None:
        """Search from here at once, without asking."""

    def search_cancelled(self) -> None:
        """Esc: back to where the search began."""

    def search_cleared(self) -> None:
        """Forget the search and its highlights."""

    def search_shown(self) -> str:
        """The search for the title bar: "3/17 words"."""
        return ""

    def action_search(self) -> None:
        """Ask for words."""
        self.ask("search", "/")

    def action_next_hit(self, step: int) -> None:
        """To the next hit, or the one before."""
