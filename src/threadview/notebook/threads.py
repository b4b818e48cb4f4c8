"""Threads that something is noted in, and recognising them again."""

from __future__ import annotations

import struct
from dataclasses import replace

from threadview.anchors import PostPrint, ThreadPrint, same_thread
from threadview.notebook.note import KnownThread, new_id, now, storable
from threadview.notebook.store import Change, Row, Store, as_json

ASKED = 4000
"""Prints of a dump that threads are looked up by."""


class Threads:
    """The threads of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, thread: str) -> KnownThread | None:
        """The thread with this id."""
        rows = self._store.read(f"{_SELECT} WHERE thread.id = ?", (thread,))
        return _known(rows[0]) if rows else None

    def all(self) -> list[KnownThread]:
        """Every thread that has notes or corrections, by title; without what identifies them,
        which `get` reads."""
        rows = self._store.read(_NOTED)
        return [_known({**row, "prints": b""}) for row in rows]

    def at(self, path: str) -> list[KnownThread]:
        """The threads seen at a path, the last seen first: a hint, but one that costs nothing."""
        rows = self._store.read(
            f"{_SELECT} JOIN thread_path AS hint ON hint.thread = thread.id WHERE hint.path = ? "
            "ORDER BY hint.seen DESC",
            (storable(path),),
        )
        return [_known(row) for row in rows]

    def identify(self, identity: ThreadPrint, path: str | None = None) -> KnownThread | None:
        """The known thread that a dump is, or None: the one seen at its path is looked at first,
        then those that share its title or its posts, the most alike first."""
        hinted = self.at(path) if path is not None else []
        for known in hinted:
            if same_thread(identity, known.identity):
                return known
        for thread in self._candidates(identity):
            candidate = self.get(thread)
            if candidate is not None and _same(identity, candidate.identity):
                return candidate
        for known in hinted:  # nothing to know either by: then a path and a title must do
            unknown = not (identity.posts or known.identity.posts)
            if unknown and identity.title == known.identity.title:
                return known
        return None

    def _candidates(self, identity: ThreadPrint) -> list[str]:
        """Ids of threads that may be it, the likeliest first."""
        asked = sorted(identity.all_prints())
        counts: dict[str, int] = {}
        for first in range(0, len(asked), ASKED):
            rows = self._store.read(
                "SELECT thread, count(*) AS hits FROM thread_print "
                "WHERE print IN (SELECT value FROM json_each(?)) GROUP BY thread",
                (as_json(asked[first : first + ASKED]),),
            )
            for row in rows:
                counts[row["thread"]] = counts.get(row["thread"], 0) + row["hits"]
        if identity.title:
            query = "SELECT id FROM thread WHERE title_letters = ? LIMIT 50"
            for row in self._store.read(query, (identity.title,)):
                counts[row["id"]] = counts.get(row["id"], 0) + 1
        return sorted(counts, key=lambda thread: -counts[thread])[:20]

    def keep(self, thread: KnownThread) -> KnownThread:
        """Keep a thread as it was just read, under the id it has or a new one.

        One that is known already (by its posts, when `thread.id` is "") gets its new path, title
        and source; its identity is kept from whichever reading held more posts. Two windows that
        do this at once get the same id.
        """
        with self._store.change("") as change:
            known = self.get(thread.id) if thread.id else None
            known = known or self.identify(thread.identity, thread.path)
            if known is None:
                return _write(change, thread)
            held_more = known.posts > thread.posts or not thread.identity.posts
            identity = known.identity if held_more else thread.identity
            posts = max(known.posts, thread.posts)
            sha256 = thread.sha256 or (known.sha256 if thread.posts == known.posts else None)
            kept = replace(thread, id=known.id, identity=identity, posts=posts, sha256=sha256)
            return kept if kept == known else _write(change, kept)


def _write(change: Change, thread: KnownThread) -> KnownThread:
    kept = thread if thread.id else replace(thread, id=new_id(8))
    was = change.execute("SELECT * FROM thread WHERE id = ?", (kept.id,)).fetchone()
    time = now(after=was["last_seen"] if was else "")
    said = (kept.title, kept.format, kept.sha256)
    words = [None if one is None else storable(one) for one in said]
    fresh = (*words, kept.posts, *_packed(kept.identity))
    if was is None:
        change.execute(
            "INSERT INTO thread (title, format, sha256, posts, title_letters, step, prints, "
            "id, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*fresh, kept.id, time, time),
        )
    else:
        change.execute(
            "UPDATE thread SET title = ?, format = ?, sha256 = ?, posts = ?, title_letters = ?, "
            "step = ?, prints = ?, last_seen = ? WHERE id = ?",
            (*fresh, time, kept.id),
        )
    if was is None or was["prints"] != fresh[-1]:
        change.execute("DELETE FROM thread_print WHERE thread = ?", (kept.id,))
        for number in kept.identity.lowest():
            change.execute("INSERT INTO thread_print VALUES (?, ?)", (number, kept.id))
    if kept.path is not None:
        change.execute(
            "INSERT INTO thread_path VALUES (?, ?, (SELECT 1 + coalesce(max(seen), 0) FROM "
            "thread_path)) ON CONFLICT (path, thread) DO UPDATE SET seen = excluded.seen",
            (storable(kept.path), kept.id),
        )
    return kept


def _same(identity: ThreadPrint, known: ThreadPrint) -> bool:
    """Whether a dump is a known thread. One that was imported, and of which no post is known, is
    recognised by its title."""
    if not known.posts and identity.title:
        return identity.title == known.title
    return same_thread(identity, known)


_SELECT = (
    "SELECT thread.*, (SELECT path FROM thread_path WHERE thread = thread.id "
    "ORDER BY seen DESC LIMIT 1) AS path FROM thread"
)
_NOTED = f"""{_SELECT}
    WHERE id IN (SELECT thread FROM note WHERE NOT deleted)
    OR id IN (SELECT thread FROM correction WHERE NOT deleted) ORDER BY title, id"""  # noqa: S608


def _known(row: Row) -> KnownThread:
    return KnownThread(
        id=row["id"],
        title=row["title"],
        path=row["path"],
        format=row["format"],
        sha256=row["sha256"],
        posts=row["posts"],
        identity=_unpacked(row["title_letters"], row["step"], row["prints"]),
    )


def _packed(identity: ThreadPrint) -> tuple[str, int, bytes]:
    """Prints as little-endian bytes: for each post its fingerprint, words, count and prints."""
    parts = [
        struct.pack(
            f"<QIH{len(post.prints)}Q",
            post.fingerprint,
            post.words,
            len(post.prints),
            *post.prints,
        )
        for post in (_short(post) for post in identity.posts)
    ]
    return storable(identity.title), identity.step, b"".join(parts)


def _short(post: PostPrint) -> PostPrint:
    return post._replace(prints=post.prints[:64])


def _unpacked(title: str, step: int, raw: bytes) -> ThreadPrint:
    posts, at = [], 0
    while at < len(raw):
        number, words, count = struct.unpack_from("<QIH", raw, at)
        prints = struct.unpack_from(f"<{count}Q", raw, at + 14)
        posts.append(PostPrint(number, prints, words))
        at += 14 + 8 * count
    return ThreadPrint(title, tuple(posts), step)
