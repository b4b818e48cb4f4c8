"""Search: the query language, and what it finds in a thread. Pure: no screen, no files.

    from threadview.search import Search, find, matches, parse

    node = parse('relief "boat crew" -is:quote')       # QueryError(message, query, position)
    search = Search(thread, "relief boat", whole=False)  # thread may still be growing
    for count in search.run(origin=the_post_in_sight):   # a generator: 8 ms a step, stop asking
        ...                                              # to cancel; search.hits grows meanwhile
    search.done                                          # all posts that are there were looked at
    search.hits[0]                                       # Hit(post, where, start, end)
    search.hits.after((post, field, offset))             # index of the next hit from a place
    search.hits.of(index)                                # the hits of one post, to highlight
    search.hits.spread(rows, len(thread.posts))          # rows of a strip that hold hits

`find` gives all hits at once, `matches` the numbers of the posts that a filter shows, `exchange`
those of the posts tied to one by quotes; `warm()` loads early what a first search would wait for.
Offsets count in the texts of `corpus.Fields`: for body and quotes that is the post's logical text
(`model.logical_text`).

Rooms: `query` is the language as data, `grammar` its parser, `unfinished` a query that is being
typed; `folding`, `literal` and `expression` match one text; `corpus` is a thread as texts; `plan`
makes a query into `conditions` on its posts, some of them `properties`; `candidates`, `variants`
and `tally` judge posts by the dump's bytes; `sweep` goes through the thread and `hits` keeps what
it finds.
"""

from __future__ import annotations

from threadview.search.corpus import Note, Notes, chrome_text, header_text
from threadview.search.exchange import exchange
from threadview.search.hits import Hit, Hits, Where
from threadview.search.query import HELP, Node, parse, with_caret
from threadview.search.sweep import Progress, Search, find, matches
from threadview.search.unfinished import half_typed
from threadview.search.variants import warm

__all__ = [
    "HELP",
    "Hit",
    "Hits",
    "Node",
    "Note",
    "Notes",
    "Progress",
    "Search",
    "Where",
    "chrome_text",
    "exchange",
    "find",
    "half_typed",
    "header_text",
    "matches",
    "parse",
    "warm",
    "with_caret",
]
