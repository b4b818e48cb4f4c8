"""The form of the first scrapes: bodies parted by a lone no-break space, nothing else left.

The title is the first line, whatever it ends with; "Last edited:" behind a separator belongs to
the post before; a name with a title that leaked in front of a body is its author, not its text.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from threadview.dump import dump_of, open_dump
from threadview.model import Thread, logical_text
from threadview.reading import read_thread

GAP = "\u00a0\n"
BODIES = [
    "The oil was counted every night, that much is certain.\n\nWhat nobody has explained is why the"
    " column for December stays empty.",
    "Two keepers signed it. I have seen the page, and the hand is not the same.",
    "They were snowed in. My grandfather's diary says so, and he was not a man who invented snow.",
    "Then who wrote the entries of the fourth?",
    "Bump. I would still like to know.",
]


def read(text: str) -> Thread:
    return read_thread(dump_of(text))


@pytest.mark.parametrize(
    "title",
    [
        "The lighthouse keeper's ledger",
        "The lamp went out on the 4th. Who lit it again?",
        "Lamp, oil and ledger. Discuss.",
        "WI: the relief boat never came",
        "灯台守の日誌",
        "Ledger 1911 !!!",
    ],
)
@pytest.mark.parametrize("blank", ["\n", ""])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_the_first_line_is_the_title(title: str, blank: str, count: int) -> None:
    thread = read(f"{title}\n{blank}" + f"\n{GAP}".join(BODIES[:count]) + f"\n{GAP}Top\n")

    assert thread.title == title
    assert [logical_text(post) for post in thread.posts] == BODIES[:count]


@pytest.mark.parametrize("rank", ["Banned", "Donor", "Monthly Donor", "Gone Fishin'"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_name_that_leaked_is_the_author_and_no_text(rank: str, at: int) -> None:
    bodies = [*BODIES]
    bodies[at] = f"\nbard32\n\n{rank}\n{BODIES[at]}"

    thread = read("The ledger\n\n" + f"\n{GAP}".join(bodies) + f"\n{GAP}Top\n")

    assert [logical_text(post) for post in thread.posts] == BODIES
    found = thread.posts[at]
    assert (found.author, found.author_title) == ("bard32", rank)
    assert [post.author for post in thread.posts if post.number != at + 1] == [None] * 4


@pytest.mark.parametrize(
    "line", ["Last edited:", "Last edited: Mar 3, 2024", "Last edited: 3/1/09"]
)
def test_an_edit_line_belongs_to_the_post_before_it(line: str) -> None:
    text = "The ledger\n\n" + f"\n{GAP}".join(BODIES[:2]) + f"\n{GAP}{line}\n"
    thread = read(text + f"\n{GAP}".join(BODIES[2:]) + f"\n{GAP}Top\n")

    assert [logical_text(post) for post in thread.posts] == BODIES
    assert [post.edit is not None for post in thread.posts] == [False, True, False, False, False]
    mark = thread.posts[1].edit
    assert mark is not None
    assert mark.text == line
    assert (mark.date == "2024-03-03") == ("2024" in line)


def test_the_last_post_of_the_dump_may_be_edited_too() -> None:
    text = "The ledger\n\n" + f"\n{GAP}".join(BODIES) + f"\n{GAP}Last edited:\nTop\n"

    thread = read(text)

    assert [logical_text(post) for post in thread.posts] == BODIES
    assert [post.edit is not None for post in thread.posts] == [False] * 4 + [True]


def test_the_seed_comes_out_as_its_truth_says(corpus: Path) -> None:
    truth = json.loads((corpus / "seed" / "trotsky.json").read_text(encoding="utf-8"))

    thread = read_thread(open_dump(corpus / "seed" / "trotsky.txt"))

    assert thread.title == truth["title"]
    assert len(thread.posts) == len(truth["posts"])
    for post, meant in zip(thread.posts, truth["posts"], strict=True):
        own = " ".join(
            block.text
            for block in post.blocks
            if block.quote is None and block.text and block.kind in ("paragraph", "item", "code")
        )
        assert own.split() == meant["text"].split(), post.number
        assert (post.edit is not None) == meant["edited"], post.number
        assert len(post.quotes) == len(meant["quotes"]), post.number
        assert (post.author or "") == meant["author"] or post.number == 8
    leaked = thread.posts[7]
    assert (leaked.author, leaked.author_title) == ("bard32", "Banned")
    assert thread.posts[5].quotes[0].post == 5


@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_dump_may_break_off_without_a_last_separator(count: int, end: str) -> None:
    thread = read("The ledger\n\n" + f"\n{GAP}".join(BODIES[:count]) + end)

    assert thread.title == "The ledger"
    assert [logical_text(post) for post in thread.posts] == BODIES[:count]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize(
    "end", ["", "Back\nTop", "Last edited:\n", "Reactions: auk and tern7\nTop\n"]
)
def test_a_separator_at_the_end_says_what_the_form_is(count: int, end: str) -> None:
    thread = read("The ledger\n\n" + f"\n{GAP}".join(BODIES[:count]) + f"\n{GAP}{end}")

    assert thread.title == "The ledger"
    assert [logical_text(post) for post in thread.posts] == BODIES[:count]


def test_an_edit_mark_behind_the_only_separator_says_it_too() -> None:
    thread = read(f"The ledger\n\n{BODIES[0]}\n{GAP}Last edited: Mar 3, 2024\n{BODIES[1]}\n")

    assert [logical_text(post) for post in thread.posts] == BODIES[:2]
    assert [post.edit is not None for post in thread.posts] == [True, False]


def test_a_body_may_end_in_a_blank_line() -> None:
    bodies = [BODIES[1], BODIES[2] + "\n", BODIES[3], BODIES[4]]

    thread = read("The ledger\n\n" + f"\n{GAP}".join(bodies) + f"\n{GAP}Top\n")

    assert [logical_text(post).strip() for post in thread.posts] == BODIES[1:]


@pytest.mark.parametrize("strays", [1, 2])
@pytest.mark.parametrize("gap", [f"\n{GAP}", f"\n\n{GAP}\n"])
def test_an_article_with_a_stray_separator_is_one_post(strays: int, gap: str) -> None:
    paragraphs = [body for body in BODIES[1:3] for _ in range(8)]
    for at in range(strays):
        paragraphs[4 * at + 2] += gap + BODIES[3]

    thread = read("How a lamp is kept\n\n" + "\n\n".join(paragraphs) + "\n")

    assert len(thread.posts) == 1


@pytest.mark.parametrize("rank", ["Member", "Gone Fishin'", "Bekanntes Mitglied", "Участник"])
@pytest.mark.parametrize("name", ["bard32", "[TwT]~Dusk", "Old Auk", "Müller_77"])
@pytest.mark.parametrize(
    "facts", ["Joined\nMar 3, 2020\nMessages\n1,204\n", "Mar 3, 2020\n12\n4\n"]
)
def test_a_column_of_facts_in_front_of_a_body_names_its_author(
    rank: str, name: str, facts: str
) -> None:
    column = f"\n{name}\n\n{rank}\n{facts}"
    thread = read(f"The ledger\n{column}" + f"\n{GAP}".join(BODIES) + f"\n{GAP}Top\n")

    assert [logical_text(post) for post in thread.posts] == BODIES
    assert thread.title == "The ledger"
    assert (thread.posts[0].author, thread.posts[0].author_title) == (name, rank)
    assert [post.author for post in thread.posts[1:]] == [None] * 4


def test_a_name_is_never_made_of_a_bodys_first_lines() -> None:
    bodies = ["\nThank you\n\nMarlin asked what was in the ledger.\nI looked.", *BODIES]
    bodies[3] = f"Yes\n\n{BODIES[3]}"

    thread = read("The ledger\n\n" + f"\n{GAP}".join(bodies) + f"\n{GAP}Top\n")

    assert [post.author for post in thread.posts] == [None] * 6


def test_a_banner_below_the_rank_is_no_text() -> None:
    bodies = [BODIES[0], f"\nbard32\n\nOld hand\nModerator\n{BODIES[1]}", *BODIES[2:]]

    thread = read("The ledger\n\n" + f"\n{GAP}".join(bodies) + f"\n{GAP}Top\n")

    assert [logical_text(post) for post in thread.posts] == BODIES
    assert (thread.posts[1].author, thread.posts[1].author_title) == ("bard32", "Old hand")


def test_a_leaked_name_without_a_rank_must_be_known_from_an_attribution() -> None:
    quoting = f"bard32 said:\n{BODIES[1]}\n\nThat settles it, then."
    bodies = [BODIES[0], f"\nbard32\n\n{BODIES[1]}", BODIES[2], f"\nGood\n\n{BODIES[3]}", quoting]

    thread = read("The ledger\n\n" + f"\n{GAP}".join(bodies) + f"\n{GAP}Top\n")

    assert logical_text(thread.posts[1]) == BODIES[1]
    assert [post.author for post in thread.posts] == [None, "bard32", None, None, None]
