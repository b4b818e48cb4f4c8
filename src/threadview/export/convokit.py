"""A thread as utterances of a ConvoKit corpus: one JSON object a line (convokit.cornell.edu).

A corpus wants one root for each conversation: a post that answers nobody answers the first.
"""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

from threadview.export.json import json_line, post_json
from threadview.model import Post, Thread


def write_convokit(thread: Thread, key: str, out: IO[bytes]) -> None:
    """Write a thread, read to its end; `key` makes the ids of its posts unlike any other's."""
    for post in thread.posts:
        out.write(json_line(_utterance(post, thread, key)).encode())


def _utterance(post: Post, thread: Thread, key: str) -> dict[str, Any]:
    told = post_json(post)
    answered = post.reply_to or (1 if post.number > 1 else None)
    return {
        "id": f"{key}-{post.number}",
        "conversation_id": f"{key}-1",
        "text": told["text"],
        "speaker": post.author or "unknown",
        "reply-to": None if answered is None else f"{key}-{answered}",
        "timestamp": seconds(post.date),
        "meta": {
            "title": thread.title,
            "number": post.number,
            "date": post.date,
            "permalink": post.permalink,
            "quotes": told["quotes"],
        },
    }


def seconds(date: str | None) -> float | None:
    """A date as seconds since 1970, where it is a time with a zone; others say no moment."""
    try:
        moment = datetime.fromisoformat(date or "")
    except ValueError:
        return None
    return moment.timestamp() if moment.tzinfo is not None else None
