"""Muting: the posts of an author, and quotes of them, fold to one line; remembered."""

from __future__ import annotations

from threadview import places
from threadview.ui.moving import Moving


class Muting(Moving):
    """The verb that mutes."""

    def action_mute(self) -> None:
        """Mute the author of the current post, or hear them again."""
        window, post = self.window, self.post_here()
        if window is None or post is None:
            return
        name = post.author
        if name is None:
            self.say("the author of this post is unknown")
            return
        folds = window.view.outline.folds
        window.refold(lambda: folds.muted.symmetric_difference_update({name}))
        self.moved()
        if name in folds.muted:
            self.say(f"{name} is muted; M on one of their posts unmutes them")
        else:
            self.say(f"{name} is not muted any more")
        if self.request.state is not None:
            try:
                places.save_muted(self.request.state, folds.muted)
            except OSError as error:
                self.say(f"not remembered: {error.strerror or error}", warn=True)
