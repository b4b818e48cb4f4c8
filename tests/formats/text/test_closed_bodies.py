"""What stands around and in bodies that a lone no-break space closes, as XenForo 2 prints them.

Rendered here as its templates and common skins lay pages out; the words are ours.
"""

from __future__ import annotations

import pytest

import engines
from threadview.dump import dump_of
from threadview.model import Post, segments
from threadview.reading import read_thread

PEOPLE = ("marlin", "Old Auk", "tern77")
LISTS = (
    "Make: Otter\nModel: 12\nYear: 1961",
    "Jan 5, 2011\nFeb 8, 2011\nMar 15, 2011",
    "Jan 5, 2011 north pier\nFeb 8, 2011 south pier\nMar 15, 2011 the island",
    "Location: the island\nPrice: 12",
)


def posts(records: list[list[str]], head: list[str] | None = None) -> list[Post]:
    """The posts of a dump of these records, each closed by its separator."""
    lines = [engines.TITLE, "", *(head or [])]
    for record in records:
        lines += [*record, "\u00a0"]
    return list(read_thread(dump_of("\n".join([*lines, ""])), "text").posts)


def own(post: Post) -> str:
    return "\n".join(piece.text for piece in segments(post) if piece.quote is None)


@pytest.mark.parametrize("listed", LISTS)
@pytest.mark.parametrize("above", [True, False])
def test_lists_of_facts_and_dates_are_the_posters_words(listed: str, above: bool) -> None:
    lists = [listed.replace("2011", f"{2011 + n}").replace("12", f"{20 + n}") for n in range(6)]
    remarks = [engines.remark(n) for n in range(6)]

    found = posts(
        [
            [one, "", two] if above else [two, "", one]
            for one, two in zip(lists, remarks, strict=True)
        ]
    )

    said = ["\n".join(piece.text for piece in segments(post)) for post in found]
    assert all(
        line in text for text, one in zip(said, lists, strict=True) for line in one.split("\n")
    )


def test_a_column_whose_lines_follow_one_another() -> None:
    columns = [
        [PEOPLE[n % 3], "Second Mate", "Joined", f"Jan {n % 3 + 3}, 2011", "Messages", "1,204"]
        for n in range(6)
    ]

    found = posts([[*column, engines.remark(n)] for n, column in enumerate(columns)])

    assert [post.author for post in found[1:]] == [column[0] for column in columns[1:]]
    assert all("Joined" not in own(post) for post in found)


def test_what_people_say_below_a_column_is_no_button() -> None:
    column = ["marlin", "", "Second Mate", "Joined", "Jan 3, 2011", "Messages", "4"]

    found = posts([["", *column, "Thanks", "", engines.remark(n)] for n in range(6)])

    assert all(own(post).startswith("Thanks") for post in found[1:])


def test_a_poll_is_nobodys_words() -> None:
    poll = ["Which lamp?", "", "  • Oil", "", "    Votes: 342.9%", "", "  • Gas", "",
            "    Votes: 457.1%", "  • Total voters", "    7"]  # fmt: skip

    found = posts([[engines.remark(n)] for n in range(6)], poll)

    assert own(found[0]) == engines.remark(0)


@pytest.mark.parametrize(
    "line", ["Old Auk and tern77 like this.", "marlin likes this.", "marlin gefällt das."]
)
def test_who_liked_a_post_belongs_to_it(line: str) -> None:
    found = posts([[*([line] if n else []), engines.remark(n)] for n in range(6)])

    assert [own(post) for post in found] == [engines.remark(n) for n in range(6)]


def test_a_post_that_lost_its_number_is_a_post() -> None:
    bodies = [
        [*([f"Jan {n + 3}, 2011 Post #{n + 1} of 8"] if n != 7 else []), engines.remark(n)]
        for n in range(8)
    ]

    assert [own(post) for post in posts(bodies)] == [engines.remark(n) for n in range(8)]


@pytest.mark.parametrize(
    "foot", [["Members online", "marlin, tern77"], ["Similar threads", "The other lamp"]]
)
def test_white_space_around_the_last_separator_hides_no_post(foot: list[str]) -> None:
    records = [[engines.remark(n), "", ":)"] for n in range(4)]
    records[-1] += ["", ""]

    found = posts([*records, []])[: len(records)]
    text = "\n".join([*(line for record in records for line in (*record, "\u00a0")), "", *foot, ""])
    below = list(read_thread(dump_of(f"{engines.TITLE}\n\n{text}"), "text").posts)

    assert [own(post).split("\n")[0] for post in found] == [engines.remark(n) for n in range(4)]
    assert [own(post).split("\n")[0] for post in below] == [engines.remark(n) for n in range(4)]


def test_a_separator_above_labels_is_one() -> None:
    column = ["Joined", "Jan 3, 2011", "Messages", "1,204", "Reaction score", "7"]

    found = posts([[*column, engines.remark(n), "Tern"] for n in range(6)])

    assert [own(post) for post in found] == [f"{engines.remark(n)}\nTern" for n in range(6)]


def test_how_many_reacted_stands_below_who_did() -> None:
    likes = ["Reactions: Old Auk", "  • Like3x"]

    found = posts([[*(likes if n else []), engines.remark(n)] for n in range(6)])

    assert [own(post) for post in found] == [engines.remark(n) for n in range(6)]
    assert all(post.author is None for post in found)


def test_a_list_right_below_the_facts_about_a_poster_is_the_posters() -> None:
    column = ["marlin", "", "Second Mate", "Joined", "Jan 3, 2011", "Messages", "4"]

    for listed in LISTS[:3]:
        lines = listed.split("\n")
        found = posts([["", *column, *lines, "", engines.remark(n)] for n in range(6)])

        assert all(own(post).startswith(listed) for post in found[1:])


def test_a_block_that_a_site_prints_between_posts_is_the_pages() -> None:
    block = ["", "The almanac", "Buy the almanac of the north light, with all tides, at the quay!"]

    found = posts([[*(block if n in (2, 4) else []), "", engines.remark(n)] for n in range(6)])

    assert [own(post).strip() for post in found] == [engines.remark(n) for n in range(6)]


def test_words_that_several_quote_are_no_block_of_the_site() -> None:
    said = "What the keeper wrote on another page of this thread stands here once more."

    found = posts([[*([said] if n in (2, 4) else []), engines.remark(n)] for n in range(6)])

    assert all(said in "\n".join(piece.text for piece in segments(found[n])) for n in (2, 4))


def test_posts_that_lost_their_numbers_below_the_last_number_are_posts() -> None:
    bodies = [[*([f"#{n + 1}"] if n < 4 else []), engines.remark(n)] for n in range(7)]
    bodies[2].insert(0, "Last edited:")

    assert [own(post) for post in posts(bodies)] == [engines.remark(n) for n in range(7)]


def test_a_title_stands_above_the_first_post() -> None:
    heading = "The new wick of the north light"
    records = [[engines.remark(n), "", heading] for n in range(4)]
    records[2][:0] = ["  • Thread starter", "  • #3"]
    lines = [engines.TITLE, "", *(line for record in records for line in (*record, " ")), ""]

    assert read_thread(dump_of("\n".join(lines)), "text").title == engines.TITLE
