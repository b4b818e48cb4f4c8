"""Asking, in a line at the foot or in a list: for a post's number, a command, a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from threadview.keys import KEYS, Key, key_shown
from threadview.layout.items import links
from threadview.model import Post, logical_text
from threadview.outline import Place
from threadview.ui.branching import Branching
from threadview.ui.prompt import Prompt, Question
from threadview.wrap import shown

if TYPE_CHECKING:
    from threadview.request import Request

SCHEMES = ("http://", "https://", "mailto:")
"""The only addresses that are ever opened."""

ATTACHED = "attachment:"
"""What the links begin with that lead to files inside the dump."""


class Asking(Branching):
    """The verbs that ask first."""

    prompt: Prompt | None = None
    """The line at the foot, while something is asked."""

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        self._line = Prompt()

    async def ask(self, question: Question) -> None:
        """Ask in a line at the foot of the screen, in place of the footer."""
        self.leave_prompt()
        await self.prepare_prompt()
        self.prompt = self._line
        self.prompt.begin(question)
        self.set_focus(self.prompt.line, scroll_visible=False)

    async def prepare_prompt(self) -> None:
        """Make the line, before anybody waits for it if possible."""
        if not self._line.is_attached:
            await self.mount(self._line)

    def leave_prompt(self) -> None:
        """Close the line, if there is one."""
        if self.prompt is None:
            return
        self.prompt.end()
        self.prompt = None
        self.set_focus(self.view, scroll_visible=False)

    async def press_in_prompt(self, prompt: Prompt, key: str) -> bool:
        """Enter, Esc and Ctrl-C end what is typed; whether the key was one of these. All others are
        for the line."""
        question = prompt.question
        if key in ("escape", "ctrl+c"):
            self.leave_prompt()
            if question is not None and question.left is not None:
                question.left()
            return True
        if key != "enter":
            return False
        text = await prompt.settle()
        if question is not None and not (question.is_query and not self.understood(text, prompt)):
            self.leave_prompt()
            question.answered(text)
        return True

    def understood(self, text: str, prompt: Prompt) -> bool:  # noqa: ARG002 - a hook
        """Whether a query says something; where not, the prompt shows what is wrong with it."""
        return True

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Tell whoever asked what is typed so far."""
        if event.question.typed is not None:
            event.question.typed(event.text)

    async def action_goto_post(self) -> None:
        """Ask for a post's number; with a count, go there at once."""
        if self.count:
            self.to_post(self.count)
        else:
            await self.ask(Question("#", self._goto_typed))

    async def action_command(self) -> None:
        """Ask for a command: a number is a post, anything else finds a command."""
        await self.ask(Question(":", self._command_typed))

    def action_palette(self) -> None:
        """List every command."""
        self.choose_command("")

    def choose_command(self, typed: str) -> None:
        """List the commands that hold the words typed; one that is called by its name or by its
        key (`:q` leaves, and so does vi's `:q!`), or is the only one, is run at once."""
        from threadview.ui.chooser import Choice, Chooser

        keymap = self.request.looks.keymap
        shown_keys = {
            key: [key_shown(part) for part in keymap.get(key.id, key.keys).split(",")]
            for key in KEYS
        }
        names = {typed, typed.rstrip("!")} - {""}
        called = [key for key in KEYS if not names.isdisjoint((key.id, *shown_keys[key]))]
        wanted = typed.casefold().split()
        holding = [k for k in KEYS if all(word in _in_words(k).casefold() for word in wanted)]
        if called or len(holding) == 1:
            self.run_command((called or holding)[0].action)
        elif not holding:
            self.say(f"no command has {typed!r} in it", warn=True)
        else:
            found = [Choice(k.action, _in_words(k), "  ".join(shown_keys[k])) for k in holding]
            self.app.push_screen(Chooser("Commands", found), self.run_command)

    def run_command(self, action: str | None) -> None:
        """Run an action by its name."""
        if action:
            self.call_later(self.run_action, action)

    def _goto_typed(self, text: str) -> None:
        number = text.strip().lstrip("#")
        if number.isdecimal():
            self.to_post(int(number))
        elif text.strip():
            self.say(f"{text.strip()!r} is no post number", warn=True)

    def _command_typed(self, text: str) -> None:
        if text.strip().lstrip("#").isdecimal():
            self._goto_typed(text)
        elif text.strip():
            self.choose_command(text.strip())

    def action_links(self) -> None:
        """List the links of the current post."""
        from threadview.ui.chooser import Choice, Chooser

        post = self.post_here()
        found = [] if post is None else links_of(post)
        if not found:
            self.say("this post has no links")
            return
        choices = [
            Choice(target, words, "" if words == target else target) for words, target in found
        ]
        self.app.push_screen(Chooser("Links of this post", choices), self.confirm_link)

    def confirm_link(self, target: str | None) -> None:
        """Ask before an address is opened, showing all of it."""
        if not target:
            return
        if not target.lower().startswith(SCHEMES):
            self.say(f"not opened, only http, https and mailto are: {shown(target)}", warn=True)
            return
        from threadview.ui.chooser import Choice, Chooser

        choices = [Choice("open", f"open {target}"), Choice("copy", "copy the address")]

        def answered(answer: str | None) -> None:
            if answer == "open":
                self.app.open_url(target)
            elif answer == "copy":
                self.app.copy_to_clipboard(shown(target))

        self.app.push_screen(Chooser("Open this link?", choices, "Esc leaves it"), answered)

    def action_quoted_by(self) -> None:
        """List the posts that quote the current one."""
        from threadview.ui.chooser import Choice, Chooser

        post, thread = self.post_here(), self.thread
        if post is None or thread is None:
            return
        numbers = thread.quoted_by.get(post.number, [])
        if not numbers:
            self.say(f"no post quotes #{post.number}")
            return
        choices = []
        for number in numbers:
            other = thread.posts[number - 1]
            words = " ".join(logical_text(other).split()[:12])
            choices.append(Choice(str(number), f"#{number}  {other.author or ''}  {words}"))

        def chosen(value: str | None) -> None:
            if value:
                self.to_post(int(value))

        self.app.push_screen(Chooser(f"Posts that quote #{post.number}", choices), chosen)

    def action_help(self) -> None:
        """Show all keys."""
        from threadview.ui.help import Help

        self.app.push_screen(Help(self.request.looks.keymap))

    def follow(self, action: str, target: str, place: Place) -> None:
        """Do what a click asks for."""
        window = self.window
        if window is None:
            return
        if action == "post":
            self.to_post(int(target))
        elif action == "link" and target.startswith(ATTACHED):
            self.save_attachment(target)
        elif action == "link":
            self.confirm_link(target)
        elif action == "fold":
            outline = window.view.outline
            self.flip(place, outline.items(place.post)[outline.item_at(place)])
        elif action == "branch":
            self.fold_branch(place.post)
        elif action == "quoted-by":
            window.current = Place(place.post)
            self.moved()
            self.action_quoted_by()


def links_of(post: Post) -> list[tuple[str, str]]:
    """The links of a post in reading order, each address once: (words, address)."""
    found: dict[str, str] = {}
    for block in post.blocks:
        for start, end, target in links(block) if block.kind != "attachment" else ():
            found.setdefault(target, block.text[start:end])
    return [(words, target) for target, words in found.items()]


def _in_words(key: Key) -> str:
    return f"{key.id}: {key.what}"
