"""Threads made from the model, opened in the reader as if they were dumps.

What the plain-text recovery makes of a page is not the reading view's business, so most tests of
the screen read posts that were written down as posts: JSON records in a format of the tests' own.
"""

from __future__ import annotations

import asyncio
import json
import unicodedata
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from threadview.dump import Dump
from threadview.formats import OWN, Claim, Head, Listed, Part, ThreadRef
from threadview.model import Block, EditMark, Evidence, Heading, Link, Post, Quote
from threadview.outline import Place
from threadview.posts import post_of, record_of
from threadview.request import Looks, Opening, Request
from threadview.ui.app import ThreadviewApp
from threadview.ui.reader import Reader
from threadview.wrap import cells

TABLE = (*OWN, Listed("made", "ui.made", "heavy"))
"""The formats with that of the tests; put in the place of `threadview.formats.OWN`."""

VERBATIM = Evidence("reuse", "words verbatim", 0.98, 1.0)
ALTERED = Evidence("reuse", "words", 0.97, 0.75)
FRAME = Evidence("attribution", "X said:", 0.97)
UNSURE = Evidence("reuse", "few words", 0.4, 1.0)


def sniff(head: Head) -> Claim | None:
    """Never claimed: it is asked for by name."""
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    yield ThreadRef()


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The title, then the posts."""
    dump.load()
    kept = json.loads(bytes(dump.data))
    yield Heading(kept["title"])
    for record in kept["posts"]:
        yield post_of(record)


def write(path: Path, posts: Sequence[Post], title: str = "The keeper's ledger") -> str:
    """Put a thread into a file; its path as the reader takes it."""
    path.write_text(json.dumps({"title": title, "posts": [record_of(post) for post in posts]}))
    return str(path)


def words(number: int, count: int = 40) -> str:
    """Words that no two posts share in the same order."""
    nouns = ("oil", "lamp", "boat", "winter", "ledger", "keeper", "stone", "tide", "wick", "gale")
    return " ".join(
        f"{nouns[(number * 7 + i * 3 + i // 10) % 10]}{number if i % 5 == 0 else ''}"
        for i in range(count)
    )


SOURCE = "The oil was counted every night, and the column for December stays empty."

LEDGER: tuple[Post, ...] = (
    Post(
        1,
        (
            Block("paragraph", SOURCE),
            Block("paragraph", "Two keepers signed it. See https://example.org/ledger for more."),
            Block("chrome", "Reply\nShare"),
        ),
        author="marlin",
        author_title="Moderator",
        date="2009-03-12",
        edit=EditMark("Last edited: 14 Mar 2009", date="2009-03-14"),
    ),
    Post(
        2,
        (
            Block("paragraph", SOURCE, quote=0),
            Block("paragraph", "They were snowed in. My grandfather's diary says so."),
            Block("item", "- the boat came late"),
            Block("item", "- and the boatman would not say why", spaced=False),
        ),
        (Quote("marlin", 1, evidence=VERBATIM),),
        author="tern",
        date="2009-03-12",
    ),
    Post(
        3,
        (
            Block("paragraph", "The oil was counted each night.", quote=0),
            Block("paragraph", "They were snowed in.", quote=1),
            Block("paragraph", "Then who wrote the entries of the fourth?"),
            Block("code", "if snow:\n    boat = None"),
        ),
        (
            Quote("marlin", 1, evidence=ALTERED),
            Quote("tern", 2, 2, 0, FRAME),
        ),
        date_text="3 weeks ago",
    ),
    Post(
        4,
        (
            Block("paragraph", "Somebody on another board said it was rats.", quote=0),
            Block("paragraph", "the boat came late", quote=1),
            Block("paragraph", "灯台の油は毎晩数えられた。 " * 6),
            Block("paragraph", "שלום, said the lamp 👩‍👩‍👧 e\u0301"),
        ),
        (Quote("gull", None, evidence=FRAME), Quote(None, 2, evidence=UNSURE)),
        author="marlin",
        author_evidence=Evidence("repetition", "skeleton", 0.4),
    ),
    *(
        Post(
            number,
            (Block("paragraph", words(number)), Block("paragraph", words(number + 50))),
            author=("tern", "gull", "marlin")[number % 3],
            reply_to=number - 1,
        )
        for number in range(5, 12)
    ),
    Post(
        12,
        (
            Block("paragraph", "They were snowed in. My grandfather's diary says so.", quote=0),
            Block(
                "paragraph",
                "Rats do not sign ledgers. Write to me.",
                links=(Link(26, 37, "mailto:tern@example.org"),),
            ),
        ),
        (Quote("tern", 2, evidence=VERBATIM),),
        author="gull",
    ),
)
"""A dozen posts: quotes folded, open, nested and unsure, an edited post, furniture, lists, code,
wide and right-to-left words, links."""


class Reading:
    """The reader under test, with what tests ask of it."""

    def __init__(self, app: ThreadviewApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def reader(self) -> Reader:
        assert isinstance(self.app.screen, Reader), self.app.screen
        return self.app.screen

    @property
    def outline(self) -> Any:
        assert self.reader.window is not None
        return self.reader.window.view.outline

    @property
    def here(self) -> Place:
        """The current item."""
        return self.reader.here()

    @property
    def number(self) -> int:
        """The current post's number."""
        return self.here.post + 1

    @property
    def top(self) -> Place:
        """The place of the first row in sight."""
        assert self.reader.window is not None
        return self.reader.window.place()

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each answered before the next."""
        for key in keys:
            self.app.post_message(key_event(key))
            await idle(self.pilot, 2)
        await self.settle()

    async def type(self, text: str) -> None:
        """Press the keys of a text all at once, as fast as a terminal hands them over."""
        for key in text:
            self.app.post_message(key_event({" ": "space", "\n": "enter"}.get(key, key)))
        await self.settle()

    async def settle(self) -> None:
        """Wait until every worker has ended and every message is answered."""
        await idle(self.pilot)
        while any(not worker.is_finished for worker in self.app.workers):
            await self.app.workers.wait_for_complete()
            await idle(self.pilot)

    def rows(self) -> list[str]:
        """The rows of the whole screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def words(self) -> list[str]:
        """The rows of the thread as text, without the margin and the scroll bar."""
        return [row[3:-1].strip() for row in self.rows()[1:-1]]

    def said(self) -> str:
        """What the reader was told: in the footer, and in boxes."""
        boxes = [note.message for note in self.app._notifications]
        return "\n".join([*boxes, self.rows()[-1]])

    def screen(self) -> str:
        """The whole screen as text."""
        return "\n".join(self.rows())

    def too_wide(self) -> list[str]:
        """The rows that are not exactly as wide as the screen."""
        return [row for row in self.rows() if cells(row) != self.app.size.width]


@asynccontextmanager
async def opened(
    *paths: str,
    size: tuple[int, int] = (80, 24),
    looks: Looks | None = None,
    format: str | None = "made",  # noqa: A002 - as `Opening` calls it
    encoding: str | None = None,
    **more: Any,
) -> AsyncIterator[Reading]:
    """Open dumps in the reader and wait until they are read."""
    request = Request(paths, Opening(format, encoding), looks or Looks(), **more)
    app = ThreadviewApp(request)
    async with app.run_test(size=size) as pilot:
        reading = Reading(app, pilot)
        await reading.settle()
        yield reading


def key_event(key: str) -> Key:
    """The event of a key, by its name or its character, as Textual's own driver makes it."""
    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    try:
        name = _get_unicode_name_from_key(REPLACED_KEYS.get(key, key))
        return Key(key, unicodedata.lookup(name))
    except KeyError:
        return Key(key, key if len(key) == 1 else None)


async def idle(pilot: Pilot[None], rounds: int = 4) -> None:
    """Let messages be answered, those they cause too, and the screen be laid out.

    Textual's own waiting sleeps 40 ms at each key; here nothing sleeps.
    """
    for _ in range(rounds):
        await pilot._wait_for_screen()
        if pilot.app.screen_stack:
            pilot.app.screen._on_timer_update()


async def until(condition: Any, pilot: Pilot[None]) -> None:
    """Give the program turns until something holds."""
    for _ in range(500):
        if condition():
            return
        await pilot.pause()
        await asyncio.sleep(0)
    raise AssertionError("it never came true")
