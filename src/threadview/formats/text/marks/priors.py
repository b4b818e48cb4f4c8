"""What a kind of line is worth as a mark between posts, before the prose is looked at."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from threadview.cues import dates, furniture
from threadview.formats.text.lines.kind import FOOT, NBSP, PROSE
from threadview.formats.text.marks.forms import framed
from threadview.formats.text.marks.sparse import columned, signs
from threadview.formats.text.page import Page

CORE = frozenset(
    furniture.words(
        """joined | join date | posts | messages | registered | member since | several |
        registriert | registriert seit | mitglied seit | beiträge |
        inscrit | inscription | inscrit le | mensajes | registrado | desde | mensagens |
        messaggi | registrato | berichten | lid sinds | geregistreerd |
        dołączył | posty | rejestracja | регистрация | сообщения | сообщений | зарегистрирован |
        katılım | mesajlar | mesaj | gick med | inlägg | medlem sedan |
        登録日 | 記事 | 注册 | 帖子"""
    )
)
"""Facts that engines print for every poster."""
SHAPES = (0.3, 0.8, 1.5)
"""What a shape is worth by how many sides of it change: what stays amid names is no sentence's."""
MARKS = " :：·•|,()[]«»–-"
"""What stands between a word and a date."""
SPACELESS = ("最后", "最後", "最終")
"""The same as `dates.LATEST`, where no space follows."""
WORTH = {
    "counter": 3.0,
    "gap": 1.2,
    "item": 1.2,
    "who": 1.5,
    "re": 2.2,
    "rule": 0.3,
    "t:buttons": 0.3,
    "t:reactions": 0.3,
    "t:glued": 0.3,
    "t:": 2.2,
    "h:": 1.5,
    "r:": 0.3,
    "#:": 1.0,
}
"""What kinds of lines are worth wherever they stand; those that end in ":" are families."""
WEAK = ("avatar", "badge", "offline", "online", "commented", "replied", "glued")
"""Triggers of lines that name somebody without dividing posts."""


def prior_of(page: Page, key: str, places: list[int]) -> tuple[float, bool]:
    """What a kind of key is worth before looking at the prose; whether it counts up by one."""
    family, colon, what = key.partition(":")
    if key == "#":
        return _numbered(page, places)
    if family == "e":
        return _printed(page, key, places)
    if key.startswith("d"):
        return _dated(page, key, places), False
    if key == "nbsp":
        return _blank(page, places), False
    if key == "n:list":
        return (2.0 if len(places) > 3 else 0.0), False
    if family == "l":
        return (2.0 if what in CORE else 0.0), False
    if family in ("s", "c"):
        return SHAPES[min(2, key.count("…"))] + 0.7 * min(2, framed(page, places)), False
    return WORTH.get(key, WORTH.get(family + colon, 0.0)), key == "counter"


def _numbered(page: Page, places: list[int]) -> tuple[float, bool]:
    """The worth of post numbers, and whether they count up by one."""
    numbers = [whole(page.kinds[place].number) for place in places]
    inner = ["." in (page.kinds[place].number or "") for place in places]  # "#4.1"
    steps = [
        1 if n and a == b else b - a for n, (a, b) in zip(inner[1:], pairwise(numbers), strict=True)
    ]
    ones = steps.count(1) / len(steps)
    return (9.0, True) if ones > 0.7 else ((4.0, True) if ones > 0.4 else (2.0, False))


def _printed(page: Page, key: str, places: list[int]) -> tuple[float, bool]:
    """The worth of lines that an engine's table knows, and whether they count up by one."""
    weak = key.endswith(WEAK) or key.startswith("e:stackexchange:")
    weak = weak or (key.startswith("e:discourse") and not _rises(page, places))
    return (0.8 if weak else 5.0), not weak and _counts(page, places)


def _dated(page: Page, key: str, places: list[int]) -> float:
    """The worth of dates: with a word that says what happened then, with a time of day, bare."""
    if (posted(key) or spoken(key)) and not _latest(page, places):
        return 5.0
    if key.startswith(("dT:", "dA:")):
        return 3.5
    return 2.5 if key == "d:¤" else 2.0


def _blank(page: Page, places: list[int]) -> float:
    """The worth of lone no-break spaces: of most on a page, where they close bodies."""
    closing = sum(1 for n in places if _closing(page, n))
    most = len(places) > 0.7 * page.codes.count(NBSP) and closing > 0.6 * len(places)
    return 2.4 if most else 0.0


@lru_cache(maxsize=1)
def _verbs() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    posted, spoken, latest = (dates.POSTED, dates.SPOKEN, dates.LATEST)
    return frozenset(posted.split()), frozenset(spoken.split()), frozenset(latest.split())


def posted(key: str) -> bool:
    """Whether the word beside a date says that something was posted then."""
    return not _verbs()[0].isdisjoint(_beside(key))


def spoken(key: str) -> bool:
    """Whether the word beside a date says that somebody spoke to others then."""
    return not _verbs()[1].isdisjoint(_beside(key))


def _latest(page: Page, places: list[int]) -> bool:
    """Whether most lines say when somebody spoke last, to whom a post's foot counts the answers."""
    said = 0
    for n in places:
        date = page.kinds[n].date
        before = page.lower[n][: date.start].split() if date is not None else []
        said += any(word in _verbs()[2] or word.startswith(SPACELESS) for word in before[-3:])
    return said > 0.5 * len(places)


def _beside(key: str) -> tuple[str, ...]:
    """The words on both sides of the date of a key, prepositions between them aside; of several
    that all stay behind it none, which are buttons ("DATE reply quote")."""
    before, _, after = key.partition(":")[2].partition("¤")
    behind = after.split()
    if len(behind) > 1 and "…" not in behind:
        behind = []
    words = [word.strip(MARKS) for word in before.split()[-2:] + behind[:1]]
    return tuple(word for word in words if word)


def _counts(page: Page, places: list[int]) -> bool:
    """Whether the lines have numbers, each one more than the one before."""
    numbers = [whole(page.kinds[place].number) for place in places]
    steps = [b - a for a, b in pairwise(numbers) if a >= 0]
    return len(steps) > 1 and steps.count(1) > 0.7 * (len(places) - 1)


def _rises(page: Page, places: list[int]) -> bool:
    """Whether the lines' numbers grow."""
    numbers = [whole(page.kinds[place].number) for place in places]
    return sum(a < b for a, b in pairwise(numbers)) > 0.7 * (len(places) - 1)


def _closing(page: Page, n: int) -> bool:
    """Whether a lone no-break space stands as those do that close bodies: the next body right below
    it, or a poster's column, or what belongs to the post above."""
    cells = page.cells
    below = n + 1
    if below >= len(cells) or cells[below].gap == 0:
        return True
    return below + 1 < len(cells) and (signs(page, n) or columned(page, n))


def prose_share(page: Page, places: list[int]) -> float:
    """The share of the page's prose above its foot that stands between an engine's lines and below
    the last: a thread of two posts is little of a page of links and notices."""
    last = places[-1]
    foot = page.codes.find(FOOT, last)
    prose = [n for n, code in enumerate(page.codes[: foot if foot >= 0 else None]) if code == PROSE]
    words = [page.kinds[n].words for n in prose]
    inside = sum(count for n, count in zip(prose, words, strict=True) if n > places[0])
    return inside / max(1, sum(words))


def whole(number: str | None) -> int:
    """The whole part of a post's number as printed."""
    digits = (number or "").replace(",", "")
    head = digits.split(".")[0]
    return int(head) if head.isdigit() and len(head) < 12 else -9
