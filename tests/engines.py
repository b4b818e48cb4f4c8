"""Threads rendered as engines and extractors print them: our own words in their furniture."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Said(NamedTuple):
    """What somebody said, when, and whether it was edited afterwards."""

    author: str
    date: str
    words: str
    edited: bool = False


TITLE = "Who trims the wick at the north light"
PEOPLE = ("marlin", "tern77", "Old Auk", "gull_wing", "puffin")
WORDS = (
    "The oil was counted every night, that much is certain, and the column for December is empty.",
    "Two keepers signed the ledger, so one of them must have known where the spare lamp went.",
    "My grandfather kept the same light and he says they were snowed in for nine days.",
    "Thanks, that helps a lot.",
    "Nobody brings a relief boat out in January.\n\nUnless the wind turns, and it did not.",
    "I looked at the brass plate again: the date on it is the year of the rebuilding.",
    "Then who wrote the entries of the fourth, if both of them were ashore by then?",
    "The harbour office has the copies, in a green box, behind the charts.",
)


def remark(number: int) -> str:
    """A sentence like no other."""
    pints, inches = number * 13 + 5, number + 2
    return f"On day {number} the lamp took {pints} pints of oil and a new wick of {inches} inches."


def thread(count: int) -> list[Said]:
    """A thread of that many posts."""
    return [
        Said(
            PEOPLE[(n * n + n // 3) % len(PEOPLE)],
            f"{1 + n % 28} Mar 2019, {8 + n % 12:02d}:{(n * 7) % 60:02d}",
            f"{WORDS[(n * 3) % len(WORDS)]}\n\n{remark(n)}",
            n % 4 == 1,
        )
        for n in range(count)
    ]


def xenforo_main(posts: list[Said]) -> str:
    """XenForo 2 as main content: a lone no-break space behind each body."""
    lines = [TITLE, ""]
    for post in posts:
        lines += [post.words, "\xa0"]
        if post.edited:
            lines.append("Last edited: Mar 30, 2019")
    return "\n".join([*lines, "Top", ""])


def xenforo_page(posts: list[Said]) -> str:
    """XenForo 2, the whole page."""
    lines = ["Lamps and lenses", "  • Forums", "  • Members", "Log in", "Register", "", TITLE, ""]
    for number, post in enumerate(posts, 1):
        day = post.date.split(",")[0].split()
        lines += [post.author[0].upper(), "", post.author, "", "Well-Known Member", "Joined"]
        lines += ["Jan 4, 2011", "Messages", "512", f"  • {day[1]} {day[0]}, {day[2]}"]
        lines += ["  • Add bookmark", f"  • #{number}", post.words, "\xa0"]
        if post.edited:
            lines.append("Last edited: Mar 30, 2019")
        lines += ["Like Reply", "Report", ""]
    return "\n".join([*lines, "You must log in or register to reply here.", "Similar threads", ""])


def phpbb(posts: list[Said]) -> str:
    """phpBB 3, the whole page."""
    lines = ["Board index", "", TITLE, "", "8 posts • Page 1 of 1", ""]
    for post in posts:
        lines += [
            post.author,
            "    Posts: 41",
            "    Joined: 4. Jul 2012, 16:09",
            "",
            f"Re: {TITLE}",
        ]
        lines += ["", f"Post by {post.author} » {post.date}", "", post.words]
        if post.edited:
            lines += [
                "",
                f"Last edited by {post.author} on 30 Mar 2019, 10:00, edited 1 time in total.",
            ]
        lines += ["Top", ""]
    return "\n".join([*lines, "Who is online", "Users browsing this forum: nobody", ""])


def vbulletin(posts: list[Said]) -> str:
    """vBulletin 3 as a table's rows."""
    lines = ["Go Back \t\t Lamps > Lenses", TITLE, "", "Reply", ""]
    for number, post in enumerate(posts, 1):
        lines += [
            f"Old {post.date} \t\t  #{number}  |  Link",
            post.author,
            "Registered User",
            "\xa0",
        ]
        lines += ["Join Date: Mar 2006", "Posts: 12", post.words]
        if post.edited:
            lines.append(f"Last edited by {post.author}; 30th March 2019 at 10:00.")
        lines += [f"{post.author} is offline   \t\tReply With Quote"]
    return "\n".join([*lines, "Posting Rules", "You may not post new threads", ""])


def smf(posts: list[Said]) -> str:
    """SMF 2, the whole page."""
    lines = [f"Author Topic: {TITLE}  (Read 388 times)", ""]
    for number, post in enumerate(posts):
        lines += [f"Offline {post.author}", "", "  • Full Member", "  • ***", "  • Posts: 146"]
        lines += ["    • View Profile", f"Re: {TITLE}", f"« Reply #{number} on: {post.date} »", ""]
        lines += [post.words]
        if post.edited:
            lines.append(f"« Last Edit: 30 Mar 2019, 10:00 by {post.author} »")
        lines += ["Logged", ""]
    return "\n".join([*lines, "Pages: [1]   Go Up", ""])


def unknown(posts: list[Said]) -> str:
    """An engine that no table knows, in a language that none speaks."""
    lines = ["Zelbo wrune", "", TITLE, ""]
    for post in posts:
        lines += [f"{post.author} ~ {post.date}", "", post.words, "", "vlop  drenk  ziffo", ""]
    return "\n".join(lines)


ENGINES: tuple[Callable[[list[Said]], str], ...] = (
    xenforo_main,
    xenforo_page,
    phpbb,
    vbulletin,
    smf,
    unknown,
)
