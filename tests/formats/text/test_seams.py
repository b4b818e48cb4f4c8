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
        SAID[0],
        SAID[1],
        f"{SAID[1]}\n{SAID[2]}",
    ]
    assert [post.evidence.layer for post in posts[1:]] == ["reuse", "reuse"]


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


def test_the_blank_lines_of_an_engines_template_divide_posts() -> None:
    depths = (12, 14, 14, 14, 12, 10, 12, 12)
    blank = "\n" + "".join(" " * depth + "\n" for depth in depths) + " " * 14
    bodies = [f"{SAID[0]}\n{SAID[1]}", SAID[2]]

    posts = opened(blank.join(bodies))

    assert [words(post).strip() for post in posts] == bodies
    assert posts[1].evidence.cue == "blank lines of the engine's template"


def test_blank_lines_of_an_unknown_template_divide_posts_where_they_return() -> None:
    blank = "\n" + "".join(" " * depth + "\n" for depth in (9, 7, 5, 5, 7, 9))

    posts = opened(blank.join(SAID[:3]))

    assert [words(post).strip() for post in posts] == list(SAID[:3])
    assert len(opened(blank.join(SAID[:2]))) == 1


def test_a_reply_begins_with_the_box_of_a_quote() -> None:
    box = "\n\t\n\t\t\n\t\n\t"
    content = f"{SAID[0]}\n{SAID[1]}{box}{SAID[2]}\n{SAID[3]}"

    posts = opened(content)

    assert [words(post).split() for post in posts] == [
        f"{SAID[0]} {SAID[1]}".split(),
        f"{SAID[2]} {SAID[3]}".split(),
    ]


def test_a_box_below_a_colon_is_the_writers_own() -> None:
    box = "\n\t\n\t\t\n\t\n\t"

    assert len(opened(f"{SAID[0]}\nAs the ledger says:{box}{SAID[2]}\n{SAID[3]}")) == 1


def test_facts_about_a_poster_stand_above_the_post() -> None:
    facts = "- tern77\n- Posts: 53\n- Joined: Fri Apr 06, 2018 1:09 pm\n- Location: Skerry\n"

    posts = opened(f"{SAID[0]}\n{SAID[1]}\n{facts}{SAID[2]}\n")

    assert [words(post).strip() for post in posts] == [f"{SAID[0]}\n{SAID[1]}", SAID[2]]
    assert posts[1].evidence.cue == "facts about the poster"


def test_what_a_reply_quotes_whole_is_a_post_wherever_it_stands() -> None:
    asked, first, second, third, fourth = SAID
    lines = [asked, first, second, third, fourth, fourth, "Aye.", first, second, "So did we."]

    posts = opened("\n".join(lines))

    assert [words(post).strip().split("\n")[0] for post in posts] == [
        asked,
        first,
        third,
        fourth,
        fourth,
        first,
    ]


def test_items_without_a_mark_are_posts_where_the_others_are_items() -> None:
    marked = "".join(f"- {said}\n{said[::-1]}\nLikes 1\nComment\n" for said in SAID)
    between = f"- {SAID[0]}\n- {SAID[1]} Or was it the other tower?\nComment\n"

    posts = opened(f"{marked}{marked}{between}")

    assert any(post.evidence.cue == "an item of the list that the posts are" for post in posts)


def test_what_xenforo_begins_a_page_with_parts_the_first_post_from_the_second() -> None:
    notice = "You are using an out of date browser. It may not display this website correctly."
    content = f"{SAID[0]}\n{SAID[1]}\n{notice}\nYou should upgrade.\nBasil\n{SAID[2]}\n"

    posts = opened(content)

    assert len(posts) == 2
    assert SAID[2] in words(posts[1])
    assert len(opened(f"{notice}\n{SAID[0]}\n{SAID[1]}")) == 1


def test_what_a_dump_ends_with_and_has_said_above_in_order_is_in_no_post() -> None:
    posts = [f"{one}\nThat is what day {n} was like." for n, one in enumerate(SAID)]
    listed = "\n".join(f"- \n            {post}" for post in posts)

    read = opened(f"{listed}\nComments\n" + "\n".join(SAID))

    assert [words(post).split("\n")[0].strip() for post in read[:-1]] == list(SAID[:-1])
    assert all(words(read[-1]).count(one) == (one == SAID[-1]) for one in SAID)


def test_a_last_reply_that_says_again_and_answers_is_a_post() -> None:
    posts = [f"{one}\nThat is what day {n} was like." for n, one in enumerate(SAID)]
    listed = "\n".join(f"- \n            {post}" for post in posts)

    read = opened(f"{listed}\n" + "\n".join((*SAID, "None of this is what the diary says.")))

    assert "None of this is what the diary says." in words(read[-1])


def test_the_word_that_closes_posts_in_smf_divides_them_where_it_returns() -> None:
    closed = "\n".join(f"{one}\nLogged" for one in SAID)

    assert [words(post).split("\n")[0] for post in opened(closed)] == list(SAID)
    assert len(opened(f"{SAID[0]}\nLogged\n{SAID[1]}")) == 1


def test_the_foot_of_a_page_that_nothing_divides_is_no_words() -> None:
    foot = "Create an account or sign in to comment\nYou need to be a member to leave a comment"

    (post,) = opened("\n".join((*SAID, foot)))

    assert words(post).strip() == "\n".join(SAID)


def test_what_asks_to_store_things_is_no_words_and_what_says_so_is() -> None:
    asked = "We and our partners store and/or access information on a device, such as cookies."

    (post,) = opened("\n".join((SAID[0], asked, SAID[1], f"They wrote: {asked}")))

    assert words(post).count(asked) == 1
    assert f"They wrote: {asked}" in words(post)


def test_what_says_when_at_the_head_of_a_line_parts_posts_from_their_words() -> None:
    stamped = "\n".join(
        f"{n + 3}th May 2013 at 8:5{n} pm #2156{n} {one}" for n, one in enumerate(SAID)
    )
    aged = "\n".join(f"May {n + 3}, 20241 yr {one}" for n, one in enumerate(SAID))

    for content in (stamped, aged):
        assert [words(post).strip() for post in opened(content)] == list(SAID)


def test_a_posters_column_in_the_line_of_a_number_is_company_for_few_posts() -> None:
    column = "T tern{n} Member Joined Mar 3, 2019 Messages {n} Points 1 May {n}, 2024 #{n} {said}"
    content = "\n".join(column.format(n=n, said=one) for n, one in enumerate(SAID[:3], 1))

    assert [words(post).strip() for post in opened(content)] == list(SAID[:3])


def test_an_edit_line_of_nobody_knows_which_post_stays_in_sight() -> None:
    posts = [
        "I have been thinking about the ferry since Monday, and I cannot make sense of it.",
        "It leaves at five past, it always did. The printed sheet was never right about that.",
        "Then why print it at all?\nMy aunt missed it twice.",
    ]
    posts[1] += "\n\nLast edited: Mar 3, 2012"
    read = opened("The ferry\n" + "\n\n\N{NO-BREAK SPACE}\n\n".join(posts))
    claimed = [post for post in read if post.edit is not None]
    [kind] = [
        block.kind for post in read for block in post.blocks if block.text.startswith("Last edited")
    ]
    assert kind == ("edit" if claimed else "chrome")
