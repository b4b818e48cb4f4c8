"""Folders of small dumps, and libraries over them."""

from __future__ import annotations

from email.header import Header
from pathlib import Path

from threadview.library import Catalogue, Library, look


def scrape(path: Path, title: str, *bodies: str) -> Path:
    """A thread of posts by nobody in particular, one a day, in a file of its own."""
    parts = []
    for number, body in enumerate(bodies):
        parts.append(
            f"From a@a.example Mon Jan  5 10:00:00 2009\n"
            f"From: a{number} <a{number}@a.example>\n"
            f"Date: Mon, {number % 28 + 1} Jun 2009 10:00:00 +0000\n"
            f"Subject: {Header(title, 'utf-8').encode()}\n"
            f"Message-ID: <{number}@a.example>\n"
            + ("References: <0@a.example>\n" if number else "")
            + f"Content-Type: text/plain; charset=utf-8\n\n{body}\n"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def mailbox(path: Path, *messages: tuple[str, str, str, str]) -> Path:
    """An mbox of messages: author, date, subject, body; those of one subject are a thread."""
    parts = []
    for number, (author, date, subject, body) in enumerate(messages):
        parts.append(
            f"From {author}@a.example Mon Jan  5 10:00:00 2009\n"
            f"From: {author} <{author}@a.example>\nDate: {date}\nSubject: {subject}\n"
            f"Message-ID: <{number}@a.example>\n\n{body}\n"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


MAIL = (
    ("marlin", "Mon, 5 Jan 2009 10:00:00 +0000", "The relief boat", "The oil was counted nightly."),
    (
        "tern",
        "Tue, 6 Jan 2009 10:00:00 +0000",
        "Re: The relief boat",
        "> The oil was counted\n\nNo.",
    ),
    ("gull", "Sat, 6 Mar 2010 10:00:00 +0000", "Rats in the tower", "Rats never sign a ledger."),
)
"""Two threads by three people."""


def library(folder: Path) -> Library:
    """A library whose files lie in a folder."""
    return Library(str(folder / "cache" / "index.sqlite3"), str(folder / "data" / "shelf.sqlite3"))


def found(of: Library, query: str) -> list[tuple[str, int]]:
    """The hits of a query: the name of the file and the post's number, in order."""
    with of.catalogue() as catalogue:
        hits = look(catalogue, query).hits
    return [(Path(hit.entry.path).name, hit.number) for hit in hits]


def titles(of: Library) -> list[str | None]:
    """The titles of all threads, in no order."""
    with of.catalogue() as catalogue:
        return sorted((entry.title for entry in catalogue.entries()), key=str)


def entries(catalogue: Catalogue) -> list[tuple[str, int]]:
    """Every thread's title and number of posts."""
    return sorted((entry.title or "", entry.posts) for entry in catalogue.entries())
