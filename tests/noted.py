"""Threads and notes to try things on: words of our own, posts by hand, a notebook in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from threadview.anchors import Anchor, anchor_passage, anchor_post, thread_print
from threadview.model import Block, Post, Quote, logical_text
from threadview.notebook import KnownThread, Note, Notebook

WORDS = (
    "The oil was counted every night, that much is certain. What nobody has explained is why the "
    "column for December stays empty.",
    "They were snowed in. My grandfather's diary says so, and he was not a man to invent snow.",
    "Bump",
    "Then who wrote the entries of the fourth? The relief boat never came before the tenth of "
    "January, and the keeper's hand is easily told from the assistant's.",
    "灯台守の日誌には、十二月の油の記録だけが残っていない。誰も理由を知らない。",
    "Two keepers signed it. One of them could not have been on the rock that winter, by his own "
    "letters home, which I have seen.",
)


def post(number: int, text: str, author: str | None = "marlin", **fields: object) -> Post:
    """A post of one paragraph."""
    found = Post(number, (Block("paragraph", text),), author=author)
    return found._replace(**fields)  # type: ignore[arg-type]


def posts(*texts: str) -> list[Post]:
    """A thread of paragraphs, by marlin and tern in turn."""
    return [
        post(number, text, ("marlin", "tern")[number % 2])
        for number, text in enumerate(texts or WORDS, 1)
    ]


def quoting(number: int, quoted: str, own: str, source: Post, author: str = "tern") -> Post:
    """A post that quotes another and answers."""
    return Post(
        number,
        (Block("paragraph", quoted, quote=0), Block("paragraph", own)),
        (Quote(source.author, source.number),),
        author=author,
    )


def on(thread: Sequence[Post], index: int, words: str) -> Anchor:
    """An anchor on words of a post."""
    start = logical_text(thread[index]).index(words)
    return anchor_passage(thread, index, start, start + len(words))


def known(
    notebook: Notebook, thread: Sequence[Post], title: str | None = "The ledger"
) -> KnownThread:
    """The thread, kept in the notebook."""
    return notebook.threads.keep(
        KnownThread(
            "",
            title,
            "/dumps/ledger.txt",
            posts=len(thread),
            identity=thread_print(title, thread),
        )
    )


def note_on(thread: KnownThread, body: str = "a note", **fields: object) -> Note:
    """A note on the thread, not stored yet."""
    return Note("", thread.id, body=body, **fields)  # type: ignore[arg-type]


def filled(path: Path, count: int) -> Notebook:
    """A notebook with notes on posts and passages of one thread, `count` of them."""
    notebook = Notebook(path)
    thread = posts()
    record = known(notebook, thread)
    anchors = [anchor_post(thread, index) for index in range(len(thread))]
    with notebook.together("fill"):
        for number in range(count):
            notebook.notes.add(
                note_on(
                    record,
                    f"note {number}",
                    target="post",
                    anchors=(anchors[number % len(anchors)],),
                    tags=("todo",) if number % 3 else (),
                )
            )
    return notebook
