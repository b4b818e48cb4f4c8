"""Who wrote a post: names told from titles, facts, buttons and words, in any language and script.

Pages are rendered here as engines lay the poster's cell out and as extractors flatten it; nothing
in them is taken from a real page.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engines
from threadview.dump import dump_of
from threadview.formats.text.lines.people import doubled, namelike
from threadview.model import Post
from threadview.reading import read_thread

NAMES = ("marlin", "Tern 77", "Old Auk", "gull_wing", "Буревестник", "カモメ", "J. R. Puffin")
LANGUAGES = {
    "en": ("Well-known member", "Moderator", "Joined", "Messages", "Jan 4, 2011"),
    "de": ("Bekanntes Mitglied", "Moderatorin", "Registriert", "Beiträge", "4 Januar 2011"),
    "fr": ("Membre actif", "Modérateur", "Inscrit", "Messages", "4 Janvier 2011"),
    "es": ("Miembro conocido", "Moderador", "Registrado", "Mensajes", "4 Enero 2011"),
    "pt": ("Membro conhecido", "Moderador", "Registrado em", "Mensagens", "4 Janeiro 2011"),
    "it": ("Utente attivo", "Moderatore", "Registrato", "Messaggi", "4 Gennaio 2011"),
    "nl": ("Bekend lid", "Beheerder", "Lid geworden", "Berichten", "4 januari 2011"),
    "pl": ("Nowy użytkownik", "Moderatorzy", "Dołączył", "Posty", "4 Styczeń 2011"),
    "ru": ("Новый участник", "Модератор", "Регистрация", "Сообщения", "4 Янв 2011"),
    "tr": ("Aktif üye", "Yönetici", "Katılım", "Mesajlar", "4 Ocak 2011"),
    "sv": ("Aktiv medlem", "Moderatör", "Gick med", "Inlägg", "4 Januari 2011"),
    "ja": ("アクティブメンバー", "モデレーター", "登録日", "メッセージ", "2011年1月4日"),
    "zh": ("活跃会员", "版主", "注册", "帖子", "2011年1月4日"),
}


def said(number: int) -> str:
    return f"{engines.WORDS[number % len(engines.WORDS)]}\n\n{engines.remark(number)}"


def posts_of(text: str) -> list[Post]:
    return list(read_thread(dump_of(text), "text").posts)


def authors(text: str) -> list[str | None]:
    return [post.author for post in posts_of(text)]


def order(count: int) -> list[str]:
    """Who writes each of so many posts: everybody more than once, in no pattern."""
    return [NAMES[(n * n + n // 3) % len(NAMES)] for n in range(count)]


def leaked(names: list[str], column: Callable[[int], list[str]]) -> str:
    """XenForo 2 as main content, where the poster's column leaked in front of every third body."""
    lines = [engines.TITLE, ""]
    for number, name in enumerate(names):
        if number % 3 == 1:
            lines += ["", name, "", *column(number)]
        lines += [said(number), "\u00a0"]
    return "\n".join([*lines, "Top", ""])


def expected(names: list[str]) -> list[str | None]:
    return [name if number % 3 == 1 else None for number, name in enumerate(names)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [9, 1500])
def test_a_leaked_name_and_title(language: str, count: int) -> None:
    title, banner, *_ = LANGUAGES[language]
    names = order(count)

    posts = posts_of(leaked(names, lambda n: [title, banner] if n % 2 else [title]))

    assert [post.author for post in posts] == expected(names)
    assert {post.author_title for post in posts} == {title, None}
    assert not any(title in block.text for post in posts for block in post.blocks[2:])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [9, 1500])
def test_a_leaked_column_of_facts(language: str, count: int) -> None:
    title, banner, joined, messages, day = LANGUAGES[language]
    names = order(count)

    text = leaked(names, lambda n: [title, banner, joined, day, messages, f"{n + 1},204"])
    posts = posts_of(text)

    assert [post.author for post in posts] == expected(names)
    assert all(post.author_title in (title, None) for post in posts)


@pytest.mark.parametrize("count", [9, 1500])
def test_a_title_that_no_table_knows(count: int) -> None:
    names = order(count)

    text = leaked(names, lambda n: [("Gone Fishin'", "Keeper of the Wick", "Banned")[n % 2]])

    assert authors(text) == expected(names)


def cell(
    names: list[str],
    language: str,
    *,
    letter: bool = False,
    twice: bool = False,
    indented: bool = False,
    title: bool = True,
    facts: bool = True,
) -> str:
    """A whole page of an engine with a poster's cell above the body, as extractors flatten it."""
    rank, banner, joined, messages, day = LANGUAGES[language]
    lines = ["Lamps and lenses", "Log in", "Register", "", engines.TITLE, ""]
    outer, inner = ("  " * 6, "  " * 9) if indented else ("", "")
    for number, name in enumerate(names, 1):
        if letter:
            lines.append(f"{outer}{name[0].upper()}")
        lines += [f"{outer}{name}"] * (2 if twice else 1)
        if title:
            lines.append(outer + (rank if number % 3 else banner))
        if facts:
            lines += [
                f"{outer}{joined}: {day}",
                f"{outer}{messages}: {37 * (1 + names.index(name))}",
            ]
        lines += [f"{outer}#{number}", ""]
        lines += [f"{inner}{line}" if line else "" for line in said(number).split("\n")]
        lines.append("")
    return "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.sampled_from((5, 8, 16)))
def test_the_name_heads_the_posters_cell(
    language: str, letter: bool, twice: bool, indented: bool, facts: bool, count: int
) -> None:
    names = order(count)

    text = cell(names, language, letter=letter, twice=twice, indented=indented, facts=facts)

    assert authors(text) == list(names)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("marlinSenior Member", "marlin"),
        ("Old AukWell-known member", "Old Auk"),
        ("marlinmarlin", "marlin"),
        ("marlin marlin", "marlin"),
        ("marlin ♦", "marlin"),
        ("marlin Hors-ligne", "marlin"),
        ("Old Auk オフライン", "Old Auk"),
        ("marlin Level 4", "marlin"),
        ("Old Auk Mod", "Old Auk"),
        ("CommunityMember", "CommunityMember"),
        ("marlin (Peter Marlin)", "marlin"),
    ],
)
def test_what_is_glued_to_a_name_comes_off(line: str, name: str) -> None:
    assert doubled(line) == name


@given(st.text("@–-−♦● #1.[]aA", min_size=1).map(str.strip).filter(bool))
def test_something_of_a_line_always_stays(line: str) -> None:
    assert doubled(line)


@pytest.mark.parametrize(
    "line", ["Senior Member", "Neues Mitglied", "User avatar", "x1", "o 7", "photo.jpg", "Thanks!"]
)
def test_titles_buttons_and_words_are_no_names(line: str) -> None:
    assert not namelike(line)


@pytest.mark.parametrize("name", ["K17", "d4", "Буревестник", "カモメ", "J. R. Puffin", "n0b0dy"])
def test_names_of_any_script_are_names(name: str) -> None:
    assert namelike(name)


def test_a_profile_link_tells_the_name_from_the_title() -> None:
    lines = [f"# {engines.TITLE}", ""]
    names = order(9)
    for number, name in enumerate(names):
        slug = f"m{NAMES.index(name)}"
        lines += ["Keeper of the Wick", f"[{name}](/people/{slug}.12/)", f"[Mar {number + 2}, 2019"]
        lines[-1] += f"](/t/1#{number})"
        lines += ["", said(number), "", "[Reply](/reply)", ""]

    assert authors("\n".join(lines)) == names


def test_a_page_says_why_it_names_somebody() -> None:
    posts = posts_of(cell(order(8), "en"))

    assert len(posts) == 8
    for post in posts:
        assert post.author_evidence is not None
        assert 0.5 < post.author_evidence.confidence < 1
        assert post.author_evidence.cue


def _dated(names: list[str]) -> list[str | None]:
    """Who is taken for the authors of posts below lines of a name and a date."""
    posts = [f"{name}\nMar {n}, 2019\n{said(n)}" for n, name in enumerate(names, 2)]
    return [post.author for post in read_thread(dump_of("\n".join(posts).encode()), "text").posts]


@pytest.mark.parametrize("first", ["sandpiper", "Nan Gull"])
def test_a_dump_begins_with_a_name_where_names_stand_above_the_other_dates(first: str) -> None:
    others = ["tern_77", "Old Auk", "puffin", "gull_wing"]

    assert _dated([first, *others]) == [first, *others]


def test_a_dump_begins_with_a_title_whose_words_are_said_below_it() -> None:
    title = said(2).split()[1].capitalize()

    assert _dated([title, "tern_77", "Old Auk", "puffin"])[0] is None
