"""A thread as readable plain text: what a pipe gets, and `export --to text`.

Quotes are set off with "> " a level, each under a line that says whose words they are. Page
furniture is left out; what may be the page's or somebody's words has "? " before it. Characters
that would act on a terminal are shown instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import IO

from threadview.model import WORDS, Block, Post, Quote, Thread

UNSURE = "? "
"""Before each line of what is too unsure to leave out, as the reader has it in the margin."""


def write_plain(thread: Thread, out: IO[str]) -> None:
    """Write a thread, read to its end."""
    if thread.title:
        title = harmless(thread.title).replace("\n", " ")
        out.write(f"{title}\n{'=' * min(len(title), 72)}\n\n")
    for post in thread.posts:
        out.write(heading(post, thread.quoted_by.get(post.number, ())) + "\n")
        for line in body(post):
            out.write(line + "\n")
        out.write("\n")
    for problem in thread.problems:
        out.write(harmless(f"[not read: {problem.where}: {problem.why}]") + "\n")


def heading(post: Post, quoted_by: tuple[int, ...] | list[int] = ()) -> str:
    """The line above a post: number, author, date, edit, and who quotes it."""
    author = post.author or "unknown author"
    facts = [f"#{post.number} {author}" + (f" ({post.author_title})" if post.author_title else "")]
    if date := post.date or post.date_text:
        facts.append(date.replace("T", " "))
    if post.reply_to is not None:
        facts.append(f"answers #{post.reply_to}")
    if post.edit is not None:
        facts.append(" ".join(filter(None, ("edited", _edited(post)))))
    if quoted_by:
        facts.append("quoted by " + " ".join(f"#{number}" for number in quoted_by))
    return f"--- {harmless(' · '.join(facts))} ---".replace("\n", " ")


def _edited(post: Post) -> str:
    assert post.edit is not None
    by = f"by {post.edit.by}" if post.edit.by else ""
    return " ".join(filter(None, ((post.edit.date or "").replace("T", " "), by)))


def body(post: Post) -> Iterator[str]:
    """The lines of a post's words, quotes set off, its signature, and what may be its words."""
    last: Block | None = None
    opened: set[int] = set()
    for block in post.blocks:
        if block.kind == "attachment":
            yield harmless(f"[{block.text}]").replace("\n", " ")
        if block.kind not in WORDS and block.kind not in ("signature", "stray"):
            continue
        quote = None if block.quote is None else post.quotes[block.quote]
        margin = "> " * min(quote.depth, 20) if quote is not None else ""
        if block.kind == "stray":
            margin = UNSURE
        if last is None or block.spaced or block.quote != last.quote:
            yield margin.rstrip() if last is not None and block.quote == last.quote else ""
        if quote is not None and block.quote not in opened:
            assert block.quote is not None
            opened.add(block.quote)
            yield margin[2:] + credit(quote)
        if block.kind == "signature":
            yield "-- "
        for line in harmless(block.text).split("\n"):
            yield (margin + line).rstrip()
        last = block


def credit(quote: Quote) -> str:
    """The line that says whose words a quote is: "bard32, #5:"."""
    source = [] if quote.author is None else [quote.author]
    if quote.post is not None:
        source.append(f"#{quote.post}")
    return harmless(", ".join(source) or "quote").replace("\n", " ") + ":"


def harmless(text: str) -> str:
    """Text in which nothing acts on a terminal: control characters and bidirectional overrides
    become their codes ("\\x1b", "\\u202e"), undecodable bytes `\\xNN`. Line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_stand_ins())


@cache
def _stand_ins() -> dict[int, str]:
    acting = [*range(9), *range(11, 32), *range(127, 160), 0x2028, 0x2029]
    acting += [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    table = {code: f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" for code in acting}
    table |= {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}
    return table | {0xDC00 + byte: f"\\x{byte:02x}" for byte in range(128, 256)}
