"""Invented engines: skins that no table knows, in many languages, flattened as extractors do.

A skin says what stands around a body and in which order; a flattening says how an extractor draws
it. The words between are ours, in the language of the skin.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

LANGUAGES: dict[str, tuple[str, str, str]] = {
    # a date's order and months, words of furniture, words of prose
    "en": ("{d} {m} 2019, {t}", "vlop drenk ziffo", "the oil was counted every night"),
    "de": ("{d}. {m} 2019, {t}", "Zwolp Drenk Ziffe", "das Öl wurde jede Nacht gezählt"),
    "fr": ("{d} {m} 2019 {t}", "vloppe drenque ziffée", "on comptait l'huile chaque nuit"),
    "es": ("{d} {m} 2019 {t}", "vlopo drenca zifo", "se contaba el aceite cada noche"),
    "pt": ("{d} {m} 2019 {t}", "vlopo drenca zifão", "contava-se o óleo todas as noites"),
    "it": ("{d} {m} 2019 {t}", "vloppo drenca ziffa", "si contava l'olio ogni notte"),
    "nl": ("{d} {m} 2019 {t}", "vloep drenk ziffen", "de olie werd elke nacht geteld"),
    "pl": ("{d} {m} 2019, {t}", "wlop drenka ziffo", "olej liczono każdej nocy"),
    "ru": ("{d} {m} 2019, {t}", "влоп дренка зиффо", "масло считали каждую ночь"),
    "tr": ("{d} {m} 2019 {t}", "vlop drenk zifo", "yağ her gece sayılırdı"),
    "sv": ("{d} {m} 2019 {t}", "vlopp drenk ziffo", "oljan räknades varje natt"),
    "ja": ("2019年3月{d}日 {t}", "ヴロプ ドレンク ジフォ", "油は毎晩数えられていた"),
    "zh": ("2019-03-{d:02d} {t}", "弗洛 德伦 齐佛", "油每天晚上都要清点"),
}
MONTHS = {
    "en": "Mar", "de": "März", "fr": "mars", "es": "marzo", "pt": "março", "it": "marzo",
    "nl": "maart", "pl": "marca", "ru": "марта", "tr": "Mart", "sv": "mars", "ja": "", "zh": "",
}  # fmt: skip
PEOPLE = ("marlin", "tern77", "OldAuk", "gull_wing", "puffin4", "Кайра", "灯台守")
FLATTENINGS = ("main", "lines", "columns", "markdown", "links", "indented")
"""Main content; a line for each; inscriptis' columns; html2text; lynx's marks; w3m's margins."""


class Skin(NamedTuple):
    """An engine's furniture: which lines stand above and below a body, and how they are drawn."""

    language: str
    head: tuple[str, ...]
    foot: tuple[str, ...]
    flattening: str
    optional: float
    seed: int


class Post(NamedTuple):
    """Who, when, and the words."""

    author: str
    date: str
    words: str


def thread(skin: Skin, count: int) -> list[Post]:
    """A thread in a skin's language."""
    random = Random(skin.seed)
    form, _, phrase = LANGUAGES[skin.language]
    posts: list[Post] = []
    for n in range(count):
        date = form.format(
            d=1 + n % 28, m=MONTHS[skin.language], t=f"{8 + n % 12:02d}:{n % 60:02d}"
        )
        size = random.choice((1, 2, 4))
        words = "\n\n".join(
            f"{phrase[0].upper()}{phrase[1:]} {n * 7 + k} / {n}, {phrase} {'%x' % (n * 991 + k)}"
            f" — {phrase} ({'%x' % (n * 131 + k)})."
            for k in range(size)
        )
        posts.append(Post(PEOPLE[random.randrange(len(PEOPLE))], date, words))
    return posts


def render(skin: Skin, posts: list[Post]) -> str:
    """The thread as an extractor leaves it."""
    random = Random(skin.seed)
    buttons = LANGUAGES[skin.language][1].split()
    lines: list[str] = [] if skin.flattening == "main" else [*buttons, "", "Wrune zelb", ""]
    lines += ["Wick and lamp", ""]
    for number, post in enumerate(posts, 1):
        for part in skin.head:
            lines += _part(part, post, number, buttons, random, skin)
        lines += ["", *_body(post, skin), ""]
        for part in skin.foot:
            lines += _part(part, post, number, buttons, random, skin)
        lines.append("")
    return "\n".join(lines)


def _part(
    part: str, post: Post, number: int, buttons: list[str], random: Random, skin: Skin
) -> list[str]:
    """The lines of one part of a post's furniture; an optional one may be missing."""
    if part.startswith("?"):
        if random.random() > skin.optional:
            return []
        part = part[1:]
    text = {
        "name": post.author,
        "twice": f"{post.author}\n{post.author}",
        "date": post.date,
        "dated": f"{buttons[0]} {post.date}",
        "signed": f"{post.author} ~ {post.date}",
        "number": f"#{number}",
        "counter": str(number),
        "votes": str(random.randrange(40)),
        "rank": random.choice(buttons),
        "buttons": "  ".join(buttons) if skin.flattening != "links" else " ".join(buttons),
        "button": buttons[-1],
        "fact": f"{buttons[1]}: {random.randrange(900)}",
    }[part]
    return [_drawn(line, skin) for line in text.split("\n")]


def _drawn(line: str, skin: Skin) -> str:
    """A line of furniture as the extractor draws it."""
    if skin.flattening == "markdown":
        return f"[{line}](/x/{len(line)})"
    if skin.flattening == "links":
        return f"   [{len(line)}]{line}"
    if skin.flattening == "indented":
        return f"  • {line}"
    if skin.flattening == "columns":
        return f"{'':24}{line}"
    return line


def _body(post: Post, skin: Skin) -> list[str]:
    """A body's lines as the extractor draws them."""
    margin = {"links": "   ", "indented": "    ", "columns": " " * 24}.get(skin.flattening, "")
    return [f"{margin}{line}" if line else "" for line in post.words.split("\n")]
