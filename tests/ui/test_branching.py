"""Trees on the screen: keys that follow who answers whom, and branches that fold."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadview.model import Block, Post
from ui.made import opened, write

SAID = (
    (0, None, "Which lamp burns longest?"),
    (1, 1, "The one nobody trims."),
    (2, 2, "Ours smoked for a week."),
    (3, 3, "What did it burn?"),
    (3, 3, "Seal oil, by the smell."),
    (2, 2, "Nobody trims ours either."),
    (1, 1, "The one in the harbour office."),
)


@pytest.fixture
def lamps(tmp_path: Path) -> str:
    """Posts 2 and 7 answer 1; 3 and 6 answer 2; 4 and 5 answer 3."""
    posts = [
        Post(number, (Block("paragraph", words),), author="keeper", reply_to=above, depth=depth)
        for number, (depth, above, words) in enumerate(SAID, 1)
    ]
    return write(tmp_path / "lamps.made", posts, "Lamps")


async def test_posts_stand_in_by_their_depth(lamps: str) -> None:
    async with opened(lamps) as reading:
        screen = reading.screen()
        one, four = (
            next(row for row in screen.split("\n") if words in row)
            for words in ("Which lamp", "What did")
        )
        assert four.index("What") == one.index("Which") + 6
        assert four.count("│ ") >= 3


async def test_a_branch_folds_to_its_first_post_and_opens_again(lamps: str) -> None:
    async with opened(lamps) as reading:
        await reading.press("2", "G", "minus")
        assert reading.number == 2
        assert "▸ 4 below" in reading.screen()
        assert "Seal oil" not in reading.screen()
        assert "harbour office" in reading.screen()
        await reading.press("J")
        assert reading.number == 7
        await reading.press("K", "minus")
        assert "Seal oil" in reading.screen()


async def test_a_post_with_nothing_below_folds_the_branch_it_stands_in(lamps: str) -> None:
    async with opened(lamps) as reading:
        await reading.press("5", "G", "minus")
        assert reading.number == 3
        assert "▸ 2 below" in reading.screen()


async def test_all_branches_of_a_depth_fold_at_once(lamps: str) -> None:
    async with opened(lamps) as reading:
        await reading.press("7", "G", "z", "minus")
        assert "▸ 4 below" in reading.screen()
        assert "Ours smoked" not in reading.screen()
        await reading.press("z", "minus")
        assert "Ours smoked" in reading.screen()


async def test_a_hit_in_a_folded_branch_opens_it_and_it_closes_again(lamps: str) -> None:
    async with opened(lamps) as reading:
        await reading.press("2", "G", "minus")
        await reading.type("/seal")
        assert reading.number == 5
        assert "Seal oil" in reading.screen()
        await reading.press("escape")
        assert "▸ 4 below" in reading.screen()


async def test_parent_answers_and_siblings_by_key(lamps: str) -> None:
    async with opened(lamps) as reading:
        await reading.press("l")
        assert reading.number == 2
        await reading.press("right_parenthesis")
        assert reading.number == 7
        await reading.press("left_parenthesis", "2", "l")
        assert reading.number == 6
        await reading.press("3", "G", "2", "l")
        assert reading.number == 5
        await reading.press("3", "h")
        assert reading.number == 1


async def test_going_to_a_post_in_a_folded_branch_opens_it(lamps: str) -> None:
    async with opened(lamps) as reading:
        await reading.press("minus")
        assert "▸ 6 below" in reading.screen()
        await reading.type("#4\n")
        assert reading.number == 4
        assert "▸" not in reading.screen()
