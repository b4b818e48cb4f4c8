"""Dumps of extractors that break the line at every element, as `get_text("\\n")` does."""

from __future__ import annotations

import pytest

from engines import PEOPLE, TITLE, Said, thread
from threadview.dump import Dump
from threadview.formats.text.lines.cells import Cleaner, cells_of
from threadview.formats.text.lines.tables import tables
from threadview.formats.text.lines.torn import mended
from threadview.model import Thread
from threadview.reading import read_thread


def _invision(said: Said, number: int) -> list[str]:
    edited = ["Edited", "12 Mar 2019", "by", said.author] if said.edited else []
    return [said.author, "Posted", said.date, said.author, "Members", "12", "Share",
            *said.words.split("\n\n"), *edited, "Quote", "Share"]  # fmt: skip


def _stack_exchange(said: Said, number: int) -> list[str]:
    edited = ["edited", "Mar 12, 2019 at 10:20", "tern77"] if said.edited else []
    verb = "asked" if number == 0 else "answered"
    return [str(number), *said.words.split("\n\n"), "Share", "Improve this answer", "Follow",
            *edited, verb, f"Mar {1 + number}, 2019 at 10:20", said.author, "37", "4",
            "4 silver badges"]  # fmt: skip


def _phpbb(said: Said, number: int) -> list[str]:
    edited = ["Last edited by", said.author, "on 12 Mar 2019, 11:14, edited 4 times in total."]
    return [f"Re: {TITLE}", "Post", "by", said.author, "»", said.date,
            *said.words.split("\n\n"), *(edited if said.edited else []), "Top"]  # fmt: skip


def _smf(said: Said, number: int) -> list[str]:
    edited = ["«", "Last Edit: 12 Mar 2019, 10:20 by", said.author, "»"]
    return [said.author, "Full Member", "Posts: 146", f"Re: {TITLE}", "«", f"Reply #{number} on:",
            f"{said.date} »", *said.words.split("\n\n"), *(edited if said.edited else []),
            "Logged"]  # fmt: skip


def _german(said: Said, number: int) -> list[str]:
    edited = ["Zuletzt bearbeitet von", said.author, "am 12.03.2019, 10:20"] if said.edited else []
    return [said.author, "Beiträge: 146", "Verfasst am:", said.date, *said.words.split("\n\n"),
            *edited, "Nach oben"]  # fmt: skip


def _vbulletin(said: Said, number: int) -> list[str]:
    edited = ["Last edited by", f"{said.author};", "12th March 2019 at", "10:20", "."]
    return [said.date, "#", str(number + 1), "Link", said.author, "Registered User",
            "Join Date: Mar 2016", *said.words.split("\n\n"), *(edited if said.edited else []),
            said.author, "View Public Profile"]  # fmt: skip


def _xenforo_1(said: Said, number: int) -> list[str]:
    edited = ["Last edited:", "12 Mar 2019"] if said.edited else []
    return [*said.words.split("\n\n"), f"#{number + 1}", said.author, ",", said.date, *edited,
            "Like  x", "2"]  # fmt: skip


def _xenforo_2(said: Said, number: int) -> list[str]:
    edited = ["Last edited:", "12 Mar 2019"] if said.edited else []
    others = [one for one in PEOPLE if one != said.author]
    reacted = ["Reactions:", others[0], ",", others[1], "and", others[2]] if number % 2 else []
    return [said.author, "Member", "Joined", "Jul 29, 2014", "Messages", "14", said.date,
            f"#{number + 1}", *said.words.split("\n\n"), *edited, *reacted]  # fmt: skip


ENGINES = {
    "Invision": _invision,
    "Stack Exchange": _stack_exchange,
    "phpBB": _phpbb,
    "SMF": _smf,
    "phpBB 2 in German": _german,
    "vBulletin 3": _vbulletin,
    "XenForo 1": _xenforo_1,
    "XenForo 2": _xenforo_2,
}


def _read(text: str) -> Thread:
    return read_thread(Dump(None, "-", text.encode()), "text")


@pytest.mark.parametrize("engine", ENGINES)
def test_posts_people_and_edits_of_torn_lines_are_found(engine: str) -> None:
    said = thread(12)
    lines = [line for n, one in enumerate(said) for line in ENGINES[engine](one, n)]
    text = "\n".join([TITLE, "Forum", *lines, ""])

    read = _read(text)

    assert len(read.posts) == len(said)
    named = sum(post.author == one.author for post, one in zip(read.posts, said, strict=True))
    assert named >= len(said) - 1
    assert [post.edit is not None for post in read.posts] == [one.edited for one in said]
    spans = sorted(block.span for post in read.posts for block in post.blocks if block.span)
    assert "".join(text[span.start : span.end] for span in spans) == text


def test_a_word_in_front_of_no_date_stays_where_it_is() -> None:
    words = ("Posted", "I went there in 2010 and it was shut.", "Edited", "by nobody", "Answered")
    view = "\n\n".join(("\n".join(words), "1 Mar 2019"))
    cells = cells_of(view, Cleaner())

    assert mended(cells, tables()) is cells
