"""XenForo 2 pages as resiliparse leaves their main content: the form that dumps are most often in.

Rendered here as that extractor was seen to flatten pages laid out by XenForo's templates, in every
language of the tables: a line of one no-break space closes each body; a poster's name and title
may leak in front of the next, alone or with the facts below; quotes lose their frames. A body that
ends in a list, a picture or a box leaves blank lines above its no-break space. The words are ours.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inventions import PROSE
from threadview.dump import dump_of
from threadview.model import segments
from threadview.reading import read_thread

PEOPLE = ("marlin", "tern77", "Old Auk", "gull_wing", "puffin4", "Кайра")
TITLES = ("Keeper of the Wick", "Second Mate", "Oarsman")
STARTER = {
    "en": "Thread starter", "de": "Themenstarter", "fr": "Auteur du sujet",
    "es": "Iniciador del tema", "pt": "Autor do tópico", "it": "Autore della discussione",
    "nl": "Topicstarter", "pl": "Autor wątku", "ru": "Автор темы", "tr": "Konu sahibi",
    "sv": "Trådstartare", "ja": "スレッドスターター", "zh": "主题发起人",
}  # fmt: skip
"""What a skin prints beside the numbers of the first poster's posts, and of no others."""
EDITED = {
    "en": "Last edited by a moderator:", "de": "Zuletzt bearbeitet von einem Moderator:",
    "fr": "Dernière édition par un modérateur:", "es": "Última edición por un moderador:",
    "pt": "Última edição por um moderador:", "it": "Ultima modifica da un moderatore:",
    "nl": "Laatst bewerkt door een moderator:", "pl": "Ostatnia edycja przez moderatora:",
    "ru": "Последнее редактирование модератором:", "tr": "Moderatör tarafında düzenlendi:",
    "sv": "Senast redigerad av en moderator:", "ja": "モデレータによる最終編集:",
    "zh": "由版主最后编辑:",
}  # fmt: skip
"""What XenForo prints behind a post that somebody else edited: its date is cleaned off."""


class Said(NamedTuple):
    """A post: who, the words, how many lines of a list end it, and whether it was edited."""

    author: str
    words: str
    listed: int
    edited: bool


def thread(language: str, seed: int, count: int) -> list[Said]:
    """A thread in a language; who speaks may sign with the name."""
    random = Random(seed)
    words = PROSE[language].split()
    said = []
    for n in range(count):
        author = PEOPLE[0] if n % 3 == 0 else random.choice(PEOPLE[1:])
        lines = [" ".join(random.sample(words, 8)) + f" {n * 7 + 3}." for _ in range(1 + n % 3)]
        if random.random() < 0.3:
            lines.append(author)
        listed = random.choice((0, 0, 3, 14))
        said.append(Said(author, "\n\n".join(lines), listed, random.random() < 0.3))
    return said


def render(posts: list[Said], language: str, leaks: bool, numbers: bool, bullets: bool) -> str:
    """The thread as main content; `leaks`, whether names and titles are left; `numbers`, whether
    those of the first poster's posts are; `bullets`, whether lists and pictures leave marks."""
    lines = ["Wick and lamp"]
    for n, post in enumerate(posts, 1):
        if numbers and post.author == posts[0].author:
            mark = "  • " if bullets else "  "
            lines += [f"{mark}{STARTER[language]}", f"{mark}#{n}"]
        if leaks:
            picture = post.author if n % 2 else post.author[0].upper()
            top = [picture, ""] if bullets else [""]
            lines += [*top, post.author, "", TITLES[len(post.author) % 3]]
        lines.append(post.words)
        if post.listed:
            mark = "  • " if bullets else "  "
            lines += ["", *(f"{mark}{item}, {n}" for item in _items(post)), "", ""]
        lines.append("\u00a0")
        if post.edited:
            lines.append(EDITED[language])
    return "\n".join(lines) + "\n"


def _items(post: Said) -> list[str]:
    """The lines of a post's list."""
    words = post.words.split()
    return [f"{words[k % len(words)]} {words[-1 - k % len(words)]}" for k in range(post.listed)]


@pytest.mark.parametrize("language", sorted(PROSE))
@given(st.integers(0, 10_000), st.integers(4, 14), st.booleans(), st.booleans(), st.booleans())
@example(789, 4, True, True, False)
@example(3455, 4, True, False, False)
def test_posts_come_back(
    language: str, seed: int, count: int, leaks: bool, numbers: bool, bullets: bool
) -> None:
    said = thread(language, seed, count)

    found = read_thread(dump_of(render(said, language, leaks, numbers, bullets)), "text").posts

    assert len(found) == len(said)
    for post, wanted in zip(found, said, strict=True):
        own = "\n".join(piece.text for piece in segments(post))
        assert all(line in own for line in wanted.words.split("\n"))
        assert post.author in (None, wanted.author)
        assert (post.edit is not None) == wanted.edited
