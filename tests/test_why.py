"""A post explained in plain words."""

from __future__ import annotations

from threadview.model import Block, Evidence, Post, Quote, Source, Thread
from threadview.why import explain


def test_every_inference_is_named_with_its_reason_and_its_confidence() -> None:
    quote = Quote("marlin", 1, 1, None, Evidence("reuse", "7 words verbatim", 0.62, 1.0))
    post = Post(
        2,
        (
            Block("paragraph", "the oil was counted every single night", quote=0),
            Block("paragraph", "Then who wrote the entries?"),
        ),
        (quote,),
        author="tern",
        author_evidence=Evidence("cue", "name above the body", 0.9),
        evidence=Evidence("cue", "lone no-break space", 0.99),
    )
    thread = Thread(Source("-", "text", "utf-8"), posts=[Post(1), post])
    thread.quoted_by = {2: [5, 9]}

    text = "\n".join(explain(post, thread))

    assert "lone no-break space" in text
    assert "99% sure" in text
    assert "author is tern" in text
    assert "from #1, 7 words" in text
    assert "62% sure" in text
    assert "too unsure to fold" in text
    assert "Quoted by #5, #9." in text


def test_what_nobody_knows_is_said_to_be_unknown() -> None:
    thread = Thread(Source("-", "text", "utf-8"), posts=[Post(1)])

    text = "\n".join(explain(Post(1), thread))

    assert "Nobody knows who wrote it" in text
    assert "No quote was found" in text
