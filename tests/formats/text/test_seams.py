"""Texts of which an extractor left little: what still divides them, and what does not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import Dump
from threadview.formats import ThreadRef, text
from threadview.model import Post

SAID = (
    "The lamp was lit at dusk and the boat came in before the storm, as it did each autumn.",
    "Nobody counted the oil that winter; the ledger of the keeper says so twice, once in red.",
    "My grandfather kept a diary on the skerry and wrote down every sail that he saw from there.",
    "A wick that is trimmed too short will smoke, whatever the merchants in the harbour tell you.",
    "We rowed out to the tower in June and found the door open and the stairs full of feathers.",
)


def opened(content: str) -> list[Post]:
    dump = Dump(None, "-", content.encode())
    return [part for part in text.read(dump, ThreadRef()) if isinstance(part, Post)]


def words(post: Post) -> str:
    return "\n".join(block.text for block in post.blocks if block.kind == "paragraph")


def test_a_list_of_posts_is_divided_by_its_dashes() -> None:
    content = "\n".join(f"- \n\t{one}\n{two}" for one, two in zip(SAID, SAID[::-1], strict=True))

    posts = opened(content)

    assert [words(post).strip().split("\n")[0] for post in posts] == list(SAID)


def test_what_a_template_left_blank_divides_posts_around_a_count_of_likes() -> None:
    blank = "\n            \n              \n              \n"
    bodies = [f"{one}\n{two}" for one, two in zip(SAID, SAID[::-1], strict=True)]
    content = f"{blank}              3 Likes{blank}            \n".join(bodies)

    posts = opened(content)

    assert [words(post).strip() for post in posts] == bodies


def test_how_much_later_a_post_came_stands_between_two_posts() -> None:
    posts = opened(f"{SAID[0]}\n- 3 weeks later...\n{SAID[1]}\n- 2 weeks later...\n{SAID[2]}\n")

    assert [words(post).strip() for post in posts] == list(SAID[:3])
    assert posts[1].evidence.layer == "cue"


def test_a_reply_that_says_again_what_stands_above_it_begins_there() -> None:
    posts = opened("\n".join([SAID[0], SAID[1], SAID[1], SAID[2]]))

    assert [words(post).strip() for post in posts] == [
        f"{SAID[0]}\n{SAID[1]}",
        f"{SAID[1]}\n{SAID[2]}",
    ]
    assert posts[1].evidence.layer == "reuse"


def test_words_above_the_first_name_are_a_post() -> None:
    names = ("tern77", "OldAuk", "tern77", "gull_wing", "OldAuk")
    head = " ".join(SAID[:3])
    content = f"{head}\n\n" + "\n\n".join(
        f"{name}\n\n{said}\n\n{said[::-1]}" for name, said in zip(names, SAID, strict=True)
    )

    posts = opened(content)

    assert [post.author for post in posts] == [None, *names]
    assert words(posts[0]).strip() == head


@given(st.lists(st.sampled_from([*SAID, "", "- ", "3 weeks later...", "tern77", "A", "2 Answers"])))
def test_nothing_is_lost_whatever_is_found(lines: list[str]) -> None:
    content = "\n".join(lines)

    posts = opened(content)

    spans = sorted(block.span for post in posts for block in post.blocks if block.span is not None)
    assert "".join(content[span.start : span.end] for span in spans) == content
