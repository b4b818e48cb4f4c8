"""What somebody shows of a log divides no thread, whatever program wrote it; nor does a list of
other topics below the posts."""

from __future__ import annotations

import pytest

from threadview.dump import dump_of
from threadview.formats.text.lines.logs import is_logged
from threadview.model import Thread
from threadview.reading import read_thread

PEOPLE = ("marlin", "tern77", "Old Auk", "marlin", "gull_wing", "tern77", "Old Auk", "marlin")
STAMPS = (
    "2024-05-0{n}T10:09:3{n}.163Z [4567/9{n}] - info: the wick is lit",
    "[2024-05-0{n} 10:09:3{n}] WARN lampd: no oil is left",
    "May  {n} 10:09:3{n} skerry lampd[9{n}]: no oil is left",
)


def _said(n: int) -> str:
    return f"The lamp number {n} was lit at dusk and nobody has counted the oil since, they say."


def _post(n: int, name: str, stamp: str) -> str:
    log = stamp.format(n=n) + "\n\n" if n % 3 == 1 else ""
    said = f"{_said(n)}\n\n{log}{_said(n + 40)}"
    return f"{name[0].upper()}\n{name} glimped zork\n\n{said}\n\n{n % 4} Zinks"


def _opened(text: str) -> Thread:
    return read_thread(dump_of(text), "text")


@pytest.mark.parametrize("stamp", STAMPS)
def test_posts_of_an_unknown_engine_are_told_whatever_logs_they_show(stamp: str) -> None:
    text = "\n".join(_post(n, name, stamp) for n, name in enumerate(PEOPLE, 1))

    assert [post.author for post in _opened(text).posts] == list(PEOPLE)


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_that_says_something_is_logged(stamp: str) -> None:
    assert is_logged(stamp.format(n=3))


@pytest.mark.parametrize(
    "line",
    [
        "2024-05-03 10:09:38",
        "2024-05-03T10:09:38.163Z",
        "2024-05-03 10:09:38 tern77",
        "May 3, 2024 10:09 am by marlin",
        "marlin 2024-05-03T10:09:38.163Z last edited by",
        "Fri May 3 10:09:38 2024",
    ],
)
def test_a_date_that_posts_have_is_not_logged(line: str) -> None:
    assert not is_logged(line)


def test_letters_of_pictures_in_a_list_of_topics_divide_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("threadview.formats.text.WITHOUT", frozenset(("everything",)))
    topics = zip(PEOPLE, ("Oil", "The wick", "Stairs"), strict=False)
    entries = [
        f"{name[0].upper()}\n\n{topic} of the tower\nKeepers • • {name}\n\n{n}\nVotes\n{n * 3}\n"
        f"Posts\n{n * 40}\nViews\n\n{name[0].upper()}\n\n{_said(n)}"
        for n, (name, topic) in enumerate(topics)
    ]
    text = f"{_said(7)}\n\n{_said(8)}\n\nOther talk\n\n" + "\n\n".join(entries)

    assert len(_opened(text).posts) == 1
