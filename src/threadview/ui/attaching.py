"""Saving files that came with a post."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from threadview.errors import ThreadviewError
from threadview.ui.asking import Asking
from threadview.ui.prompt import Question
from threadview.wrap import shown

if TYPE_CHECKING:
    from threadview.export.attachments import Attached
    from threadview.model import Post


class Attaching(Asking):
    """The verb that saves."""

    def action_save_attachment(self) -> None:
        """Save the attachment that is current, else one of the current post's."""
        self.save_attachment()

    def save_attachment(self, target: str | None = None) -> None:
        """Ask where the attachment of a link, or the one at hand, is to be saved."""
        from threadview.export.attachments import attached

        post, item = self.post_here(), self.item_here()
        if target is None and post is None:
            return
        found = [] if post is None else list(attached(post))
        if target is not None or not found:
            found = [one for post in self._posts_in_sight() for one in attached(post)]
        if target is not None:
            found = [one for one in found if one.target == target]
        elif item is not None and item.kind == "attachment" and post is not None:
            here = [link.href for link in post.blocks[item.block].links]
            found = [one for one in found if one.target in here]
        if not found:
            self.say("nothing is attached to the posts in sight")
        elif len(found) == 1:
            self.call_later(self._ask_where, found[0])
        else:
            self._choose(found)

    def _posts_in_sight(self) -> list[Post]:
        """The posts of which anything is on the screen."""
        if self.window is None:
            return []
        posts = self.window.view.outline.posts
        return [posts[index] for index in sorted({r.place.post for r in self.window.visible()})]

    def _choose(self, found: list[Attached]) -> None:
        from threadview.ui.chooser import Choice, Chooser

        choices = [Choice(one.target, one.name) for one in found]

        def chosen(target: str | None) -> None:
            one = next((one for one in found if one.target == target), None)
            if one is not None:
                self.call_later(self._ask_where, one)

        self.app.push_screen(Chooser("Save which attachment?", choices), chosen)

    async def _ask_where(self, one: Attached) -> None:
        from threadview.export.attachments import safe_name

        def answered(name: str) -> None:
            self._save_as(one, name)

        await self.ask(Question("save as: ", answered, safe_name(one.name)))

    def _save_as(self, one: Attached, name: str) -> None:
        """Save it under this name, or into this folder, beside the screen."""
        if not name.strip():
            return
        from threadview.export.attachments import safe_name, write_new

        path = Path(name).expanduser()
        if path.is_dir():
            path /= safe_name(one.name)
        reading = self.reading

        def work() -> None:
            try:
                data = reading.attachment(one.target)
                write_new(path, data)
            except ThreadviewError as error:
                self.app.call_from_thread(self.say, shown(str(error)), warn=True)
                return
            self.app.call_from_thread(self.say, shown(f"saved: {path} ({len(data):,} bytes)"))

        self.run_worker(work, thread=True, group="save", exit_on_error=False)
