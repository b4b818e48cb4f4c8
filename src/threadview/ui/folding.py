"""Folding: one quote, one line of furniture, or everything at once; and the raw dump."""

from __future__ import annotations

from threadview.layout.window import Spot
from threadview.outline import Item, Place
from threadview.ui.moving import Moving


class Folding(Moving):
    """The verbs that fold and unfold."""

    def action_fold(self) -> None:
        """Fold or unfold what is current."""
        self._fold(None)

    def action_fold_open(self) -> None:
        """Unfold what is current."""
        self._fold(False)

    def action_fold_close(self) -> None:
        """Fold what is current."""
        self._fold(True)

    def _fold(self, wanted: bool | None) -> None:
        """Fold (True), unfold (False) or do the other thing (None)."""
        window, item = self.window, self.item_here()
        if window is None or item is None:
            return
        if item.kind == "header":
            self.fold_post(self.here().post, wanted)
        elif item.kind == "attachment":
            if wanted is None:
                self.save_attachment()
        elif wanted != item.folded:
            self.flip(self.here(), item)

    def save_attachment(self, target: str | None = None) -> None:
        """Save the attachment that a link leads to, or the current one: see `Attaching`."""

    def fold_post(self, post: int, wanted: bool | None) -> None:
        """Fold a post to its header line, or unfold it."""
        window = self.window
        if window is None:
            return
        folds = window.view.outline.folds
        body = window.view.outline.posts[post]
        if wanted != folds.folded_whole(body):
            window.refold(lambda: folds.shut.symmetric_difference_update({body.number}), post)
            self.moved()

    def flip(self, place: Place, item: Item) -> None:
        """Fold an open item, unfold a folded one."""
        window = self.window
        if window is None:
            return
        post = window.view.outline.posts[place.post]
        folds = window.view.outline.folds

        def change() -> None:
            if item.kind == "quote" and item.quote is not None:
                folds.flip(post, item.quote)
            elif item.kind == "note":
                lines = window.view.outline.notes
                assert lines is not None
                window.view.outline.unrolled ^= {lines(place.post)[item.start].id}
            elif item.kind == "chrome":
                folds.opened ^= {(post.number, item.block)}

        window.current = place
        window.refold(change, place.post)
        self.moved()

    def action_fold_toggle_all(self) -> None:
        """Unfold all quotes; when none is folded by default, fold them all."""
        if self.window is not None:
            policy = self.window.view.outline.folds.policy
            if policy == "none":
                self.action_fold_all()
            else:
                self.action_unfold_all()

    def action_fold_all(self) -> None:
        """Fold all quotes."""
        if self.window is not None:
            folds = self.window.view.outline.folds
            self.window.refold(lambda: folds.set_all("all"))
            self.moved()

    def action_unfold_all(self) -> None:
        """Unfold all quotes."""
        if self.window is not None:
            folds = self.window.view.outline.folds
            self.window.refold(lambda: folds.set_all("none"))
            self.moved()

    def action_raw(self) -> None:
        """Show the raw dump at the same place, or the thread again."""
        window = self.window
        if window is None:
            return
        from threadview.layout.raw import raw_place, text_place

        outline, dump = window.view.outline, window.view.dump
        here = window.current_item()
        there = text_place if outline.raw else raw_place
        left, came_to = self._toggled
        place = there(window.place(), outline.posts, dump)
        if window.top == came_to:  # nothing moved since: back to the very place
            place = left
        self._toggled = window.place(), None
        outline.raw = not outline.raw
        self.view.selection = self.view.cursor = None
        window.forget()
        window.current = None if here is None else Place(here.post)
        window.go(place)
        self._toggled = self._toggled[0], window.top
        self.moved()

    _toggled: tuple[Place, Spot | None] = Place(0), None
    """The place at which the raw dump was last shown or left, and where that led."""
