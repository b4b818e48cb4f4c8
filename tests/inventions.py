"""Engines that nobody wrote: what stands around a body drawn by lot, in words of no language.

An engine prints a head and a foot around each body. Each line of them is a part (a name, a date, an
age, a count, a button); some are optional, some are glued into one line, and in some engines the
author and the date stand below the words. A style says how an extractor flattens it. Words of
furniture are made of syllables, so no table can know them; dates, ages and prose are those of the
thread's language. The words are ours.
"""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import NamedTuple

from skins import LANGUAGES, MONTHS
from threadview.dump import Dump
from threadview.formats import ThreadRef, text
from threadview.model import Post as Read

AGES = {
    "en": "{n} days ago", "de": "vor {n} Tagen", "fr": "il y a {n} jours", "es": "hace {n} días",
    "pt": "há {n} dias", "it": "{n} giorni fa", "nl": "{n} dagen geleden", "pl": "{n} dni temu",
    "ru": "{n} дней назад", "tr": "{n} gün önce", "sv": "{n} dagar sedan", "ja": "{n}日前",
    "zh": "{n}天前",
}  # fmt: skip
PROSE = {
    "en": "the lamp was lit at dusk and nobody counted oil before storm came over grey water",
    "de": "die Lampe brannte seit Abend und niemand zählte das Öl bevor der Sturm über See kam",
    "fr": "la lampe brûlait depuis le soir et personne ne comptait huile avant orage sur mer grise",
    "es": "la lámpara ardía desde el atardecer y nadie contaba aceite antes de tormenta sobre mar",
    "pt": "a lâmpada ardia desde o anoitecer e ninguém contava azeite antes da tempestade no mar",
    "it": "la lampada ardeva dal tramonto e nessuno contava olio prima della tempesta sul mare",
    "nl": "de lamp brandde sinds de avond en niemand telde olie voordat storm over grijze zee kwam",
    "pl": "lampa paliła się od zmierzchu i nikt nie liczył oleju zanim burza przyszła nad morze",
    "ru": "лампа горела с вечера и никто не считал масло пока буря шла над серым морем",
    "tr": "lamba akşamdan beri yanıyordu ve kimse fırtına gelmeden önce yağı saymadı gri deniz",
    "sv": "lampan brann sedan kvällen och ingen räknade oljan innan stormen kom över grått hav",
    "ja": "灯は 夕方から ともり 誰も 油を 数えず 嵐が 灰色の 海を 越えて 来る前に 船は 戻った",
    "zh": "灯 从傍晚 就 亮着 没有人 在 风暴 越过 灰色的 海 之前 数过 油 船 已经 回来",
}
SYLLABLES = {
    "ru": ("вло", "дре", "зиф", "пон", "кра", "меш", "тул", "гны"),
    "ja": ("ヴロ", "ドレ", "ジフォ", "ポン", "クラ", "メシ", "トゥル", "グニ"),
    "zh": ("弗", "洛", "德", "伦", "齐", "佛", "蒙", "咕"),
}
LATIN = ("vlo", "dren", "zif", "pon", "kra", "mesh", "tul", "gny", "bor", "wex")
NAMES = ("mar", "lin", "tern", "auk", "gul", "puf", "ska", "rey")
FORMS = ("{0}", "{1}", "{0}{2}", "{0}_{2}", "The {1}", "{1} {3}.", "{1}{1}")
"""How people write their names."""
STYLES = ("main", "lines", "gaps", "columns", "markdown", "links", "indented", "cells")
"""Main content; a line each; blank lines between; inscriptis; html2text; lynx; w3m; a table."""
MARKS = (
    *("date", "dated", "age", "aged", "signed", "by", "number", "counter"),
    *("state", "behind", "refrain", "facts", "votes"),
)
"""What an engine prints for each post: one of these at least."""
OTHERS = (
    *("initial", "rank", "?rank", "?fact", "votes", "?liked", "?button", "refrain", "picture"),
    *("?place", "address"),
)
BELOW = ("buttons", "button", "?votes", "?liked", "answers", "refrain", "rule", "?edited")


SLOTTED = (
    (("tagline",), ("buttons",)),
    (("counted",), ()),
    (("scored", "addressed"), ("refrain", "button")),
    (("scored", "?addressed"), ("button",)),
    (("initial", "edited by"), ("replied", "buttons")),
    (("state", "name", "edited by"), ("replied", "votes")),
)
"""What engines print whose lines have several slots: Reddit's taglines with and without their ages,
Slashdot's subjects with scores above names and dates that folded posts lack, NodeBB's lines of who
wrote when, answering whom, edited by whom, over a foot that names a date as well."""


class Engine(NamedTuple):
    """What is printed around each body, and how it is flattened.

    Attributes:
        head, foot: the parts above and below a body, "?" before an optional one.
        words: the engine's own words of furniture.
        optional: how often an optional part stands there.
        item: whether posts are items of a list.
    """

    language: str
    head: tuple[str, ...]
    foot: tuple[str, ...]
    style: str
    words: tuple[str, ...]
    optional: float
    item: bool
    seed: int


class Post(NamedTuple):
    """Who, when, and the words."""

    author: str
    date: str
    age: str
    words: str


def engine(random: Random, language: str | None = None, style: str | None = None) -> Engine:
    """An engine drawn by lot."""
    language = language or random.choice(tuple(LANGUAGES))
    name = random.choice(("name", "name", "name", "twice", "pictured"))
    mark = random.choice(MARKS)
    others = random.sample(OTHERS, random.randrange(4))
    above = [mark, name, *others]
    random.shuffle(above)
    below = random.sample(BELOW, random.randrange(4))
    if random.random() < 0.2:  # who and when stand below the words
        signed = [part for part in above if part in (mark, name, "rank", "?rank", "picture")]
        above = [part for part in above if part not in signed]
        below = [*signed, *below] if random.random() < 0.5 else [*below, *signed]
    words = tuple(_word(random, language) for _ in range(8))
    return Engine(
        language, tuple(above), tuple(below), style or random.choice(STYLES), words,
        random.uniform(0.2, 0.9), random.random() < 0.15, random.randrange(1 << 30),
    )  # fmt: skip


def slotted(random: Random, language: str | None = None, style: str | None = None) -> Engine:
    """An engine drawn by lot whose lines have several slots, some of them empty here and there."""
    head, foot = random.choice(SLOTTED)
    made = engine(random, language, style)
    return made._replace(head=head, foot=foot, item=False)


def _word(random: Random, language: str) -> str:
    """A word of no language."""
    syllables = SYLLABLES.get(language, LATIN)
    word = "".join(random.sample(syllables, random.choice((2, 3))))
    return word.capitalize() if random.random() < 0.6 else word


def thread(made: Engine, count: int) -> list[Post]:
    """A thread of that many posts: short answers, paragraphs, lists; who speaks, speaks again."""
    random = Random(made.seed)
    form, _, _ = LANGUAGES[made.language]
    people = _people(random, max(3, count // 3))
    posts: list[Post] = []
    for n in range(count):
        date = form.format(
            d=1 + n % 28, m=MONTHS[made.language], t=f"{8 + n % 12:02d}:{n * 7 % 60:02d}"
        )
        age = AGES[made.language].format(n=count + 3 - n)
        author = people[0] if n == 0 else random.choice(people)
        posts.append(Post(author, date, age, _said(random, made.language, n)))
    return posts


def _people(random: Random, count: int) -> list[str]:
    """Names as people choose them."""
    found: set[str] = set()
    while len(found) < count:
        first = "".join(random.sample(NAMES, 2))
        form = random.choice(FORMS)
        letter = "ABKM"[len(found) % 4]
        found.add(form.format(first, first.capitalize(), random.randrange(10, 99), letter))
    return random.sample(sorted(found), len(found))


def _said(random: Random, language: str, n: int) -> str:
    """The words of a post, each unlike the others; no post is without a line that is long."""
    kind = random.choice(("short", "one", "one", "some", "some", "list", "long"))
    count = {"short": 1, "one": 1, "some": 2, "list": 2, "long": 5}[kind]
    paragraphs = [_sentence(random, language, 18 if kind != "short" else 11) for _ in range(count)]
    if kind == "list":
        items = [f"- {_sentence(random, language, 4)[:-1]}" for _ in range(3)]
        paragraphs.insert(1, "\n".join(items))
    if random.random() < 0.2:
        paragraphs.insert(0, _sentence(random, language, 2))
    return "\n\n".join(paragraphs)


def _sentence(random: Random, language: str, words: int) -> str:
    """Words of a language in no order, with a capital and an end."""
    few = random.randrange(max(2, words // 2), words + 1)
    count = few if words < 11 else words + random.randrange(12)
    line = " ".join(random.choices(PROSE[language].split(), k=count))
    end = "。" if language in ("ja", "zh") else random.choice("...!?")
    return f"{line[0].upper()}{line[1:]}{end}"


def render(made: Engine, posts: list[Post]) -> str:
    """The thread as an extractor leaves it."""
    random = Random(made.seed + 1)
    words = made.words
    lines: list[str] = []
    if made.style != "main":
        lines += [_drawn(word, made) for word in (*words[:3], f"{words[4]} {words[5]}")] + [""]
    lines += [_sentence(random, made.language, 5)[:-1], ""]
    for number, post in enumerate(posts, 1):
        head = [part for name in made.head for part in _part(name, post, number, random, made)]
        foot = [part for name in made.foot for part in _part(name, post, number, random, made)]
        lines += _record(made, head, _body(post, made), foot)
    if made.style != "main":
        lines += ["", *(_drawn(word, made) for word in (words[6], f"{words[2]} {words[7]}"))]
    content = "\n".join(lines) + "\n"
    return _numbered(content) if made.style == "links" else content


def _numbered(content: str) -> str:
    """The text with its links numbered as lynx numbers them."""
    pieces = content.split("[]")
    return pieces[0] + "".join(f"[{n}]{piece}" for n, piece in enumerate(pieces[1:], 1))


def _record(made: Engine, head: list[str], body: list[str], foot: list[str]) -> list[str]:
    """The lines of a post: head, body, foot, as the style spaces them."""
    if made.style == "gaps":
        head = [line for part in head for line in (part, "")]
        foot = [line for part in foot for line in ("", part)]
    if made.style == "cells" and head:
        head = [" | ".join(head)]
    blank = [] if made.style in ("lines", "cells") else [""]
    record = [*head, *blank, *body, *blank, *foot, ""]
    if not made.item:
        return record
    mark = {"markdown": "  * ", "links": "     * ", "indented": "  • "}.get(made.style, "* ")
    first = next((n for n, line in enumerate(record) if line.strip()), 0)
    return [
        (mark + line.strip() if n == first else f"  {line}") if line else ""
        for n, line in enumerate(record)
    ]


def _part(name: str, post: Post, number: int, random: Random, made: Engine) -> list[str]:
    """The lines of one part of a post's furniture; an optional one may be missing."""
    words = made.words
    if name.startswith("?"):
        if random.random() > made.optional:
            return []
        name = name[1:]
    if name in ("tagline", "counted", "scored", "addressed", "edited by", "replied"):
        return [_drawn(_slots(name, post, number, made), made)]
    lines = {
        "name": post.author,
        "twice": f"{post.author}\n{post.author}",
        "pictured": f"{post.author} {words[0]}\n{post.author}",
        "initial": post.author[0].upper(),
        "date": post.date,
        "dated": f"{words[0]} {post.date}",
        "age": post.age,
        "aged": f"{words[0]} {post.age}",
        "signed": f"{post.author} · {post.date}",
        "by": f"{words[1]} {post.author} {words[2]} {post.date}",
        "number": f"#{number}",
        "counter": str(number),
        "votes": str(random.choice((0, 0, 0, 1, 2, 3, 5, 12, 40))),
        "state": f"{post.author} {words[3]}",
        "behind": f"{words[3]} {words[4]} {post.author}",
        "refrain": f"{words[5]} {words[6]}",
        "facts": f"{post.author} {words[7]}: {sum(map(ord, post.author)):,}",
        "rank": words[sum(map(ord, post.author)) % 3],
        "fact": f"{words[1]}: {sum(map(ord, post.author)) % 900}",
        "place": f"{words[2]}: {words[sum(map(ord, post.author)) % 5]}",
        "picture": f"{words[6]} {words[0]}",
        "address": f"{words[4]}",
        "liked": f"{random.randrange(9)} {words[3]}",
        "answers": f"{random.choice((0, 0, 1, 2))} {words[1]} {words[5]}",
        "buttons": " ".join(words[4:7]),
        "button": words[7],
        "edited": f"{words[0]} {words[6]} {post.date}",
        "rule": "-----",
    }[name]
    return [_drawn(line, made) for line in lines.split("\n")]


def _slots(name: str, post: Post, number: int, made: Engine) -> str:
    """A line with several slots."""
    random = Random(made.seed * 1000 + number)
    words, votes, date = made.words, random.randrange(60), post.date
    other = random.choice(("", "", "tern_7", "Auk M."))
    counts = f"{votes} {words[0]}{votes + 1} {words[0]}"
    children = f"({random.randrange(4)} {words[3]})"
    title = random.choice(("", f" {words[4]} {words[5]}"))
    subject = _sentence(random, made.language, 3)[:-1]
    return {
        "tagline": f"[–]{post.author} {counts} {post.age} {children}",
        "counted": f"[–]{post.author} {counts} {children}",
        "scored": f"{subject} ({words[1]}:{votes % 6}{random.choice(('', f', {words[2]}'))})",
        "addressed": f"{words[6]} {post.author} ( {votes * 991} ) {words[7]} {date}"
        f" (#{60_000_000 + 37 * number}){title}",
        "edited by": f"{post.author}{title}{f' @{other}' * bool(other)} {date}"
        f" {words[0]} {words[6]} {random.choice(('', other))}".strip(),
        "replied": f"{number % 3} {words[1]} {words[2]} {date} {words[3]} {votes % 7}",
    }[name]


def _drawn(line: str, made: Engine) -> str:
    """A line of furniture as the extractor draws it."""
    return {
        "markdown": f"[{line}](/x/{len(line)})",
        "links": f"   []{line}",
        "indented": f"  • {line}",
        "columns": f"{'':24}{line}",
    }.get(made.style, line)


def _body(post: Post, made: Engine) -> list[str]:
    """A body's lines as the extractor draws them."""
    margin = {"links": "   ", "indented": "    ", "columns": " " * 24}.get(made.style, "")
    return [f"{margin}{line}" if line else "" for line in post.words.split("\n")]


class Boundaries(NamedTuple):
    """Cuts between posts: right ones, false ones, and how many there are to find; and how many
    authors are told, and are wrong."""

    right: int
    false: int
    wanted: int
    named: int
    misnamed: int
    posts: int


def judged(made: Engine, count: int) -> Boundaries:
    """How a thread of an invented engine comes back."""
    said = thread(made, count)
    content = render(made, said)
    bodies = _bodies(content, said)
    gaps = [(a[1], b[0]) for a, b in pairwise(bodies)]
    parts = text.read(Dump(None, "-", content.encode()), ThreadRef())
    posts = [part for part in parts if isinstance(part, Read)]
    extents = [post.extent for post in posts if post.extent is not None]
    cuts = [extent.start for extent in extents[1:]]
    right = sum(any(end <= cut <= begin for cut in cuts) for end, begin in gaps)
    within = sum(bodies[0][0] < cut < bodies[-1][1] for cut in cuts)
    named = misnamed = 0
    for post, extent in zip(posts, extents, strict=True):
        held = [n for n, (a, b) in enumerate(bodies) if a >= extent.start and b <= extent.end]
        if post.author is not None and len(held) == 1:
            named += post.author == said[held[0]].author
            misnamed += post.author != said[held[0]].author
    return Boundaries(right, within - right, len(gaps), named, misnamed, len(said))


def _bodies(content: str, said: list[Post]) -> list[tuple[int, int]]:
    """Where each post's words begin and end."""
    found: list[tuple[int, int]] = []
    place = 0
    for one in said:
        begin = -1
        for line in one.words.split("\n"):
            start = content.index(line, place)
            begin = start if begin < 0 else begin
            place = start + len(line)
        found.append((begin, place))
    return found
