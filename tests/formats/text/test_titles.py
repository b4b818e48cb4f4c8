"""Titles: what engines print around them, and what is nobody's title."""

from __future__ import annotations

import pytest

from threadview.dump import Dump
from threadview.reading import read_thread

NBSP = "\N{NO-BREAK SPACE}"


def title(text: str) -> str | None:
    return read_thread(Dump(None, "-", text.encode()), "text").title


INVISION_2 = [
    "Welcome guest ( Log In | Register )",
    f">{NBSP}r2_lamps",
    "",
]


def invision_2(head: list[str]) -> str:
    """Three posts as Invision 2 prints them, below a head."""
    lines = list(head)
    for number, name in enumerate(("tern", "gull", "petrel"), 1):
        lines += [
            NBSP, name, f"{number + 3}/03/2012 - 19:44", f"Message #{number}", "",
            "Advanced Member", f"Group{NBSP}: Members", f"Posts{NBSP}: {number}25",
            f"The wick of the lamp was trimmed {number} times and still it would not burn.", "",
            "The keeper says that the oil is to blame, and nobody believes the keeper.", "",
        ]  # fmt: skip
    return "\n".join(lines)


def table(head: list[str], foot: str = "") -> str:
    """Posts in the rows of a table, as an extractor that keeps tables writes phpBB 2's page."""
    rows = [*head, "| Author | Message | ", "|---|---| "]
    for n, name in enumerate(("tern", "gull", "petrel", "auk")):
        rows.append(f"| {name} Joined: 2{n} Aug 2005 Posts: {n + 3}1 Location: Skerry |  | ")
        rows.append(f"| Posted: Wed Aug 2{n}, 2005 9:4{n} am Post subject: |  | ")
        rows.append(f"| The lamp went out {n} times, and nobody knows why it did so at night. | ")
    return "\n".join([*rows, foot])


def test_invisions_arrow_points_to_the_title() -> None:
    assert title(invision_2(INVISION_2)) == "r2_lamps"
    assert title(invision_2(INVISION_2[:1])) is None


def test_the_arrow_below_the_way_to_the_thread_points_to_the_title_wherever_it_stands() -> None:
    head = [f"Line {n} of the page's head" for n in range(12)]
    way = "> The Light » Keepers » Lamps"
    assert title(invision_2([*head, way, "> r2_lamps", "Options", ""])) == "r2_lamps"
    assert title(invision_2([*head, "> r2_lamps", ""])) is None


def test_a_heading_below_a_notice_of_the_site_is_the_title() -> None:
    ask = [
        "Get your tickets to THE GREAT REGATTA 2031!",
        "Trimming a wick in winter storms",
        "My wick drowns whenever winter storms come. How does trimming it help, and how often?",
    ]
    answers = [
        f"Trimming the wick is done each night of winter, {n} times, before the storms come in."
        for n in range(3, 9)
    ]
    text = f"\n{NBSP}\n".join(["\n\n".join(ask), *answers]) + f"\n{NBSP}\n"

    assert title(text) == "Trimming a wick in winter storms"


def test_the_first_row_of_a_table_with_words_in_one_cell() -> None:
    powered = "| Powered by phpBB © 2001, 2005 phpBB Group | "
    site = "|  | www.skerry.example Official forum of the light | "
    assert title(table([powered, site, "| Oil Goto page 1, 2 Next |  | "])) == "Oil"


@pytest.mark.parametrize("where", ["tern\n\nBy tern\nin Lamps", "By tern\nin Lamps"])
def test_a_title_with_its_byline_below(where: str) -> None:
    posts = "\n\n".join(
        f"{name}\nPosted May {n}, 2023\n\nThe wick was trimmed, and nobody had told us so: {n}.\n\n"
        for n, name in enumerate(("tern", "gull", "petrel"), 1)
    )
    text = (
        f" Jump to content\n\n[WIP] Light of the skerry\n\n{where}\n\n{NBSP}Share\n\n"
        f"Recommended Posts\n\n{posts}"
    )
    assert title(text) == "[WIP] Light of the skerry"


def test_a_heading_glued_to_the_first_post_that_speaks_of_it() -> None:
    """An extractor that prints no blank lines; words of the heading come again below it."""
    body = (
        "We keep a lighthouse on the skerry, and the winter oil for the lamp is all used up.\n"
        "Any advice on where to buy oil would be welcome before the winter comes."
    )
    answers = "Comments\n" + "\n".join(
        f"I would buy the oil for the lamp in the town, number {n}, whatever the keeper says."
        for n in range(4)
    )
    heading = "Advice on winter oil for the lighthouse lamp"
    assert title(f"{heading}\n{body}\n{answers}") == heading
    assert title(f"Nobody here has anything to say today\n{body}\n{answers}") is None


@pytest.mark.parametrize("heading", ["Announcement", "Privacy Preference Center"])
def test_what_a_page_prints_for_itself_is_nobodys_title(heading: str) -> None:
    lines = [heading, "", "No announcement yet.", ""]
    lines += [f"A line of words about nothing at all, number {n}, goes on." for n in range(3)]
    assert title("\n".join(lines)) is None


def test_a_title_said_again_at_the_head_of_a_post_is_none_of_its_words() -> None:
    head = "# Trimming a wick in winter storms"
    posts = [
        f"tern{n}\nJoined: Mar {n}, 2012\nPosts: {n * 7}\n\n#{n}\n"
        f"{head[2:] if n == 1 else ''}\n\nOn day {n} the lamp was lit and the boat came in.\n"
        for n in range(1, 8)
    ]
    thread = read_thread(Dump(None, "-", "\n".join([head, "", *posts]).encode()), "text")

    words = [block.text for block in thread.posts[0].blocks if block.kind == "paragraph"]
    assert thread.title == head[2:]
    assert words == ["On day 1 the lamp was lit and the boat came in."]


def test_the_line_that_heads_the_first_comment_is_no_title() -> None:
    said = ("It was a whale, and it stayed.", "A submarine, and the papers said whale.",
            "I have the other half of the ticket.", "Buttons! We had the same drawer.")  # fmt: skip
    people = ("Marlow", "Ines", "Kettle", "Tern")
    comments = "\n\n".join(
        f"{name} on March {day}, 2014 at 10:12 am\n\n{words}\n\nReply"
        for day, (name, words) in enumerate(zip(people, said, strict=True), 2)
    )
    article = "\n\n".join(
        f"The drawer that held the {what} was opened once, and nobody found out by whom."
        for what in ("buttons", "ticket", "photograph", "letters", "ferry's lamp", "oil")
    )
    called = title(f"The ticket\n\n{article}\n\n5 Comments\n\n{comments}\n")
    assert called is None or "March" not in called
