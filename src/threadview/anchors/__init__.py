"""Where a note holds on: anchors, fingerprints, finding again, orphans. Pure.

anchor_post(posts, index)                        a note on a post
anchor_passage(posts, index, start, end)         on a passage of its logical text
anchor_stretch(posts, i, start, j, end)          on a passage over several posts
Holding(posts).find(anchor) -> Place | Orphan    where it stands in a thread as read now
thread_print(title, posts), same_thread(a, b)    is this the same thread
"""

from threadview.anchors.anchor import (
    Anchor,
    anchor_passage,
    anchor_post,
    anchor_stretch,
    find_words,
)
from threadview.anchors.holding import Holding, Orphan, Place
from threadview.anchors.identity import (
    PostPrint,
    ThreadPrint,
    fingerprint,
    of_posts,
    post_print,
    same_thread,
    thread_print,
)

__all__ = [
    "Anchor",
    "Holding",
    "Orphan",
    "Place",
    "PostPrint",
    "ThreadPrint",
    "anchor_passage",
    "anchor_post",
    "anchor_stretch",
    "find_words",
    "fingerprint",
    "of_posts",
    "post_print",
    "same_thread",
    "thread_print",
]
