"""Branches: moving in the tree of answers, and folding what stands below a post."""

from __future__ import annotations

from threadview.model import Thread
from threadview.outline import Place
from threadview.ui.folding import Folding


class Branching(Folding):
    """The verbs that know who answers whom."""

    def action_parent(self) -> None:
        """To the post that the current one answers; with a count, that many further up."""
        from threadview.replies import answered

        post, thread = self.post_here(), self._settled()
        if post is None or thread is None:
            return
        number = post.number
        for _ in range(self.count or 1):
            number = answered(thread, number) or number
        if number == post.number:
            self.say(f"#{number} answers no post of this thread")
        else:
            self.to_post(number)

    def action_answer(self) -> None:
        """To the first post that answers the current one; with a count, to that one of them."""
        from threadview.replies import answer

        post, thread = self.post_here(), self._settled()
        if post is None or thread is None:
            return
        number = answer(thread, post.number, self.count or 1)
        if number is None:
            which = f"has no answer {self.count}" if self.count > 1 else "is answered by no post"
            self.say(f"#{post.number} {which}")
        else:
            self.to_post(number)

    def action_sibling(self, step: int) -> None:
        """To the next post that answers the same one; with a count, that many on."""
        from threadview.replies import sibling

        post, thread = self.post_here(), self._settled()
        if post is None or thread is None:
            return
        number = post.number
        for _ in range(self.count or 1):
            number = sibling(thread, number, step) or number
        if number == post.number:
            self.say(f"no {'later' if step > 0 else 'earlier'} post answers what this one does")
        else:
            self.to_post(number)

    def action_branch(self) -> None:
        """Fold or unfold what stands below the current post; of a post with nothing below it, the
        branch it stands in."""
        self.fold_branch(self.here().post)

    def fold_branch(self, post: int) -> None:
        """Fold or unfold the branch of the post at an index."""
        window = self.window
        if window is None or window.view.outline.first is None:
            return
        outline = window.view.outline
        if not outline.below(post):
            above = outline.above(post)
            if above is None:
                self.say("nothing stands below this post: the thread is flat here")
                return
            post = above
        number = outline.posts[post].number
        outline.folds.branches = outline.folds.branches ^ {number}
        window.current = Place(post)
        window.refold(lambda: None)
        window.show(Place(post))
        self.moved()

    def action_branches(self) -> None:
        """Fold the branches of all posts as deep as the current one; or unfold all branches."""
        window, post = self.window, self.post_here()
        if window is None or post is None:
            return
        outline = window.view.outline
        folded = frozenset[int]()
        if not outline.folds.branches:
            folded = frozenset(outline.branches_at(self.here().post))
        if folded == outline.folds.branches:
            self.say("nothing stands below posts as deep as this one")
            return

        def change() -> None:
            outline.folds.branches = folded

        window.refold(change)
        self.moved()

    def _settled(self) -> Thread | None:
        """The thread, once it is all on the screen."""
        if self.session is not None and self.session.base:
            self.say("still reading")
            return None
        return self.thread
