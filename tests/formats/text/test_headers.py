"""Headers of posts as engines print them, with everything in them twice, or nearly nothing: the
posts come apart, and each has its author and its edit mark.

Pages are rendered here as engines lay them out; nothing in them is taken from a real page.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engines
from threadview.dump import dump_of
from threadview.formats.text.lines.cuts import aside, columns
from threadview.model import Post
from threadview.reading import read_thread

NAMES = ("marlin", "Tern77", "old.auk", "gull_wing", "Буревестник", "カモメ", "puffin_4")
SHORT = ("Thanks!", "Not in January.", "So it is…", "Who says so?", "Well, no!")
STAMPS = {
    "en": "March {d}, 2019, {h}:15pm",
    "de": "{d}. März 2019 um {h}:15",
    "fr": "{d} mars 2019 à {h}:15",
    "es": "{d} de marzo de 2019, {h}:15",
    "pt": "{d} de março de 2019, {h}:15",
    "it": "{d} marzo 2019, {h}:15",
    "nl": "{d} maart 2019 {h}:15",
    "pl": "{d} marca 2019, {h}:15",
    "ru": "{d} марта 2019, {h}:15",
    "tr": "{d} Mart 2019 {h}:15",
    "sv": "{d} mars 2019 {h}:15",
    "ja": "2019年3月{d}日 {h}:15",
    "zh": "2019年3月{d}日 {h}:15",
}

ENGINES = {
    "en": ("User avatar", "Offline", "Well-known member", "Moderator", "Joined", "Messages"),
    "de": (
        "Benutzeravatar",
        "Offline",
        "Bekanntes Mitglied",
        "Moderatorin",
        "Registriert",
        "Beiträge",
    ),
    "fr": (
        "Avatar de l’utilisateur",
        "Hors-ligne",
        "Membre actif",
        "Modérateur",
        "Inscrit",
        "Messages",
    ),
    "es": (
        "Avatar de Usuario",
        "Desconectado",
        "Miembro conocido",
        "Moderador",
        "Registrado",
        "Mensajes",
    ),
    "pt": (
        "Avatar do usuário",
        "Offline",
        "Membro conhecido",
        "Moderador",
        "Registrado em",
        "Mensagens",
    ),
    "it": (
        "Avatar utente",
        "Non connesso",
        "Utente attivo",
        "Moderatore",
        "Registrato",
        "Messaggi",
    ),
    "nl": ("Gebruikersavatar", "Offline", "Bekend lid", "Beheerder", "Lid geworden", "Berichten"),
    "pl": ("Awatar użytkownika", "Offline", "Nowy użytkownik", "Moderatorzy", "Dołączył", "Posty"),
    "ru": (
        "Аватара пользователя",
        "Не в сети",
        "Новый участник",
        "Модератор",
        "Регистрация",
        "Сообщения",
    ),
    "tr": ("Kullanıcı avatarı", "Çevrimdışı", "Aktif üye", "Yönetici", "Katılım", "Mesajlar"),
    "sv": ("Användarvisningsbild", "Offline", "Aktiv medlem", "Moderatör", "Gick med", "Inlägg"),
    "ja": (
        "ユーザーアバター",
        "オフライン",
        "アクティブメンバー",
        "モデレーター",
        "登録日",
        "メッセージ",
    ),
    "zh": ("用户头像", "离线", "活跃会员", "版主", "注册", "帖子"),
}
"""For anybody's picture, for who is not there, two titles, since when, how many posts."""
CELLS = (
    "picture name rank facts",
    "rank name facts",
    "rank name",
    "name picture rank facts",
    "name name picture custom facts",
    "initial name custom facts",
    "custom name facts",
    "picture rank name facts",
    "absent name rank facts",
    "name absent picture rank facts",
    "name-picture name rank facts",
    "picture name",
    "name custom",
    "rank custom name facts",
)
"""What a poster's cell holds, in which order."""


def read(lines: list[str]) -> list[Post]:
    return list(read_thread(dump_of("\n".join(lines)), "text").posts)


def people(posts: list[Post]) -> list[str | None]:
    return [post.author for post in posts]


def order(count: int) -> list[str]:
    """Who writes each of so many posts, in no pattern."""
    return [NAMES[(n * n + n // 3) % len(NAMES)] for n in range(count)]


def said(number: int) -> str:
    return f"{engines.WORDS[number % len(engines.WORDS)]}\n\n{engines.remark(number)}"


def written(name: str) -> str:
    """How many posts somebody wrote: the same below each of them."""
    return str(100 + 7 * len(name) + ord(name[0]) % 50)


def top() -> list[str]:
    return ["Lamps and lenses", "Log in", "Sign up", "", engines.TITLE, ""]


@pytest.mark.parametrize("count", [2, 3, 9, 40])
@pytest.mark.parametrize("language", STAMPS)
def test_discourse_without_scripts(language: str, count: int) -> None:
    names = order(count)
    lines = top()
    for number, name in enumerate(names, 1):
        civil = f" ({name.title()} of the Lamp)" if len(name) % 2 else ""
        done = " Closed" if number == count else ""
        stamp = STAMPS[language].format(d=1 + number % 28, h=f"{1 + number % 11}")
        lines += [f"{name}{civil}{done} {stamp} {number}", "", *said(number).split("\n"), ""]

    assert people(read(lines)) == names


def cell(parts: str, language: str, name: str, number: int) -> list[str]:
    """The lines of a poster's cell."""
    picture, absent, rank, banner, joined, messages = ENGINES[language]
    lines = {
        "picture": [picture],
        "name": [name],
        "rank": [rank if number % 3 else banner],
        "custom": ["Keeper of the Wick" if len(name) % 2 else "Gone Fishin'"],
        "initial": [name[0].upper()],
        "facts": [f"{messages}: {written(name)}", f"{joined}: 2011-01-04"],
        "absent": [absent],
        "name-picture": [f"{name} avatar"],
    }
    return [line for part in parts.split() for line in lines[part]]


def drawn(lines: list[str], extractor: str) -> list[str]:
    """A page as an extractor draws it; short lines are links and pictures where it marks those."""
    pictures = [picture for picture, *_ in ENGINES.values()]
    drawing: list[str] = []
    for line in lines:
        short = 0 < len(line) < 40 and line[-1] not in ".!?"
        if extractor == "html2text" and (line in pictures or line.endswith(" avatar")):
            drawing += [f"[![{line}](/a/1.png)](/u/{len(line)})", ""]
        elif extractor == "html2text" and short and line[0] != "#":
            drawing += [f"[{line}](/x/{len(line)})", ""]
        elif extractor == "inscriptis":
            drawing.append(f"{'':18}{line}" if short else f"{'':22}{line}")
        elif extractor == "blank":
            drawing += [line, ""] if short else [line]
        else:
            drawing.append(line)
    return drawing


@pytest.mark.parametrize("extractor", ["resiliparse", "html2text", "inscriptis", "blank"])
@pytest.mark.parametrize("language", ENGINES)
def test_pictures_titles_and_absence_are_not_names(language: str, extractor: str) -> None:
    names = order(12)
    for parts in CELLS:
        lines = top()
        for number, name in enumerate(names, 1):
            stamp = STAMPS[language].format(d=1 + number, h=1 + number % 11)
            lines += [*cell(parts, language, name, number), stamp, f"#{number}", ""]
            lines += [*said(number).split("\n"), ""]

        assert people(read(drawn(lines, extractor))) == names, parts


@pytest.mark.parametrize("count", [4, 9, 30])
def test_a_date_said_twice_in_each_header(count: int) -> None:
    """Invision 4 prints name and date for narrow windows, then again for wide ones."""
    names = order(count)
    lines = top()
    for number, name in enumerate(names):
        posted = f"Posted March {3 + number // 3}, 2019"
        lines += [name, "", name, "", posted, "", name, "", f"  {name}", "  Members", "    17"]
        if number % 3 == 0:
            lines += ["  My lamp", "    First order", "  Wick", "    Round", "  Fuel", "    Colza"]
        words = SHORT[number % len(SHORT)] if number % 2 else said(number)
        lines += [f"  {posted}", "", *words.split("\n"), "", "Quote", "Link to comment"]
        lines += ["Share on other sites", ""]
    posts = read(lines)

    assert people(posts) == names
    assert all("My lamp" not in block.text for post in posts[:1] for block in post.blocks[-3:])


@pytest.mark.parametrize("count", [5, 12])
def test_short_answers_of_one_day_are_posts(count: int) -> None:
    """The same date again does not make two posts one, though their bodies are of one line."""
    names = order(count)
    lines = top()
    for number, name in enumerate(names, 1):
        lines += [name[0].upper(), name, f"{written(name)} posts · Joined 2015", "  • Add to quote"]
        lines += [f"#{number} · Jan 15, 2024", SHORT[number % len(SHORT)], "Save Share"]
        lines += ["Reply Quote Like Like"]

    assert people(read(lines)) == names


@pytest.mark.parametrize("community", [False, True])
def test_those_who_left_stack_exchange(community: bool) -> None:
    """Neither picture nor badges stand beside their names."""
    names = order(9)
    lines = [*top(), "Asked 5 years ago", ""]
    for number, name in enumerate(names):
        lines += [
            str(number * 3),
            "",
            *said(number).split("\n"),
            "",
            "Share",
            "Improve this answer",
        ]
        lines += [f"answered Mar {number + 2}, 2019 at 8:0{number}"]
        if number % 4 == 2:
            lines += ["community wiki", ""] if community else []
            lines += [name, "Add a comment"]
        else:
            lines += [f"{name}'s user avatar", name, "2111 bronze badge", "Add a comment"]

    assert people(read(lines)) == names


@given(st.sampled_from((6, 11)), st.integers(0, 99))
def test_an_edit_mark_in_a_header(count: int, seed: int) -> None:
    """Some skins of XenForo print it below the date, above the body that was edited."""
    names = order(count)
    edited = [(number * 7 + seed) % 3 == 0 for number in range(count)]
    lines = top()
    for number, name in enumerate(names):
        lines += [name, "", name, "", "Well-known member", "Joined", "Mar 2, 2011", "Messages"]
        lines += [written(name), f"Oct {number + 1}, 2020"]
        lines += [f"Last edited by a moderator Oct {number + 2}, 2020"] if edited[number] else []
        lines += [
            f"#{number + 1}",
            "",
            *said(number).split("\n"),
            "",
            "Reactions: tern and auk",
            "",
        ]

    assert [post.edit is not None for post in read(lines)] == edited


@pytest.mark.parametrize("width", [22, 40])
@pytest.mark.parametrize("count", [6, 15])
def test_two_columns_with_bodies_of_a_line(width: int, count: int) -> None:
    """A row ends below its body with the facts of the poster, alone in their column."""
    names = order(count)
    lines = top()
    for number, name in enumerate(names, 1):
        words = [SHORT[number % len(SHORT)]] if number % 2 else said(number).split("\n")
        right = [f"0{1 + number % 8}/03/2019 - 08:15", f"Message #{number}", *words]
        left = [name, "", "", "Advanced Member", "Vlop : Members", f"Messages : {written(name)}"]
        for n in range(max(len(left), len(right))):
            a, b = (column[n] if n < len(column) else "" for column in (left, right))
            lines.append(f"      {a:<{width}}{b}".rstrip())
        lines += ["", "", ""]

    assert people(read(lines)) == names


@pytest.mark.parametrize("digits", ["131359", "20-10", "7/8"])
def test_a_name_unlike_a_name_above_a_title_of_the_site(digits: str) -> None:
    """Where one name looks like none, the title below it is not taken for it."""
    names = ["marlin", "Tern77", "marlin", digits, "Tern77", "marlin"]
    lines = top()
    for number, name in enumerate(names, 1):
        lines += [f"Jul {number}, 2024 at 2:5{number} PM  Post #{number} of 6", "", name]
        lines += ["", "Keeper of the Wick", "Joined", "Aug 23, 2009", "Posts", written(name)]
        lines += ["", *said(number).split("\n"), ""]

    assert people(read(lines))[3] in (digits, None)
    assert [name for n, name in enumerate(people(read(lines))) if n != 3] == [
        name for n, name in enumerate(names) if n != 3
    ]


@pytest.mark.parametrize(
    ("above", "remark"), [("#{n}", "Mes félicitations!"), ("#{n}", "@marlin"), ("#{n}", "Ach so…")]
)
def test_a_body_of_a_line_above_the_next_header(above: str, remark: str) -> None:
    """A short body stands where bodies begin, right behind the number, and the next post's name,
    title and facts are not taken for it."""
    names = order(9)
    lines = top()
    for number, name in enumerate(names, 1):
        lines += ["", name[0].upper(), "", name, "", "Trail Sweeper", f"Dec {number}, 2024", "2"]
        lines += ["4", f"Dec {number + 1}, 2024", above.format(n=number), ""]
        lines += [remark] if number in (4, 7) else said(number).split("\n")

    posts = read(lines)

    assert people(posts) == names
    assert [block.text for block in posts[3].blocks if block.kind == "paragraph"] == [remark]


def test_lines_of_a_column_alone_end_where_their_table_does() -> None:
    lines = [
        f"{'marlin':<24}07/03/2019",
        f"{'':<24}No.",
        "",
        "Keeper of the lamp",
        f"{'Messages: 3':<24}And yes.",
        "Group: all",
        "The oil was counted every night, that much is certain.",
        "Ashore",
        "Nobody brings a relief boat out in January.",
    ] * 2

    cuts = columns(lines)

    assert aside(lines, cuts) == {3, 5, 12, 14}


@given(st.lists(st.text("ab   :", max_size=50), max_size=30))
def test_lines_alone_are_not_cut(lines: list[str]) -> None:
    cuts = columns(lines)

    assert aside(lines, cuts).isdisjoint(cuts)


@pytest.mark.parametrize("month", ["March 2014", "März 2014", "mars 2014", "Март 2014"])
def test_vanilla_dates_what_is_a_year_old_by_its_month(month: str) -> None:
    words = "The keeper says that the oil is to blame, and nobody else believes the keeper."
    lines = ["The oil", "", "MarlinMarlin Admin", f"{month} edited {month} in Lamps", "", words, ""]
    for name in ("tern77", "Auk"):
        lines += [f"  • {name}{name} ✭✭✭", f"    {month}", "", f"    {name}: {words}", "", "    0"]

    posts = read(lines)

    assert people(posts) == ["Marlin", "tern77", "Auk"]
    assert [post.edit is not None for post in posts] == [True, False, False]


def test_a_month_alone_divides_nothing_where_nobody_stands_beside_it() -> None:
    lines = ["What happened at the light"]
    for month in ("March", "April", "June", "July"):
        lines += [
            "",
            f"{month} 1911",
            "",
            f"In {month} the lamp was trimmed, and the boat was late.",
        ]

    assert len(read(lines)) == 1
