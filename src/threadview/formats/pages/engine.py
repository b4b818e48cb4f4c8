"""What a forum engine's pages look like, as data: where posts, names, dates and the rest stand.

Everything is a selector or a *place* (`threadview.markup.rules`: a selector, an attribute, a
regular expression). An engine has no code of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from threadview.markup import PLAIN, Rules

Order = Literal["", "dmy", "mdy", "ymd"]
"""How an engine writes a date in figures when a page does not show it otherwise; "" for unknown."""


@dataclass(frozen=True, slots=True)
class Record:
    """One kind of post.

    `post` selects its elements, `content` the element of its words (the first selector that finds
    one; "" is the element itself), `also` more of them to be read after it (attachments),
    `signature` one outside the content. The rest are places inside the element: `date` gives an
    ISO date, seconds or milliseconds since 1970 or a date in words; `edit` the whole edit line;
    `reply` the id of the post answered; `depth` a number; `reactions` selects elements of which
    each is one kind with its count, or a line such as "A, B and 5 others".
    `ahead` says what the element before it is where that is its head, in which the same places are
    asked. `preview` selects the words of the post answered where they are shown ahead of a post,
    which makes them a quote by `preview_author`. `needs` must find something in the element, or it
    is no post (an advertisement).
    """

    post: str
    content: tuple[str, ...]
    author: tuple[str, ...]
    date: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    permalink: tuple[str, ...] = ()
    author_title: tuple[str, ...] = ()
    edit: tuple[str, ...] = ()
    edit_by: tuple[str, ...] = ()
    edit_date: tuple[str, ...] = ()
    reply: tuple[str, ...] = ()
    depth: tuple[str, ...] = ()
    ahead: str = ""
    preview: str = ""
    preview_author: tuple[str, ...] = ()
    reactions: str = ""
    score: tuple[str, ...] = ()
    also: str = ""
    signature: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Engine:
    """A forum engine, or one of its generations.

    `signs` are strings of which each list must have one in the page's source (cheap to look for).
    `branch` selects elements that hold a post and the answers to it: nesting gives the reply
    tree. `poll` selects the thread's poll. `runs_on` says that a post without a name is by the
    author of the one before it, as chats print them.
    """

    name: str
    signs: tuple[tuple[str, ...], ...]
    records: tuple[Record, ...]
    title: tuple[str, ...] = ()
    rules: Rules = PLAIN
    branch: str = ""
    poll: str = ""
    order: Order = ""
    zone: str = ""
    runs_on: bool = False
