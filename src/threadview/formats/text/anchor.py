"""Which key divides a page into posts."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from threadview.formats.text import marks
from threadview.formats.text.keys import COUNT, DATE, NBSP, RULE
from threadview.formats.text.page import Page
from threadview.formats.text.reasons import WORTH, said
from threadview.formats.text.skeleton import kindred, unmarked
from threadview.formats.text.sparse import is_open, separators
from threadview.formats.text.sparse import places as sparse
from threadview.model import Layer
from threadview.pattern import pattern

CORE = frozenset(
    [
        "joined",
        "join date",
        "posts",
        "messages",
        "registered",
        "member since",
        "registriert",
        "registriert seit",
        "mitglied seit",
        "beiträge",
        "inscrit",
        "inscription",
        "inscrit le",
        "mensajes",
        "registrado",
        "desde",
        "mensagens",
        "messaggi",
        "registrato",
        "berichten",
        "lid sinds",
        "geregistreerd",
        "dołączył",
        "posty",
        "rejestracja",
        "регистрация",
        "сообщения",
        "сообщений",
        "зарегистрирован",
        "katılım",
        "mesajlar",
        "mesaj",
        "gick med",
        "inlägg",
        "medlem sedan",
        "登録日",
        "記事",
        "注册",
        "帖子",
        "several",
    ]
)
"""Facts that engines print for every poster."""
LEAST = 0.8
"""The score an anchor must reach: below it a text is one post."""
WEAK = ("avatar", "badge", "offline", "online", "commented", "replied", "glued")
"""Triggers of lines that name somebody without dividing posts."""


MACHINE = pattern(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")


class Anchor(NamedTuple):
    """A key, where it stands, and how good it is; `after` where it closes posts."""

    key: str
    places: list[int]
    after: bool
    score: float
    prior: float
    climbs: bool
    intervals: tuple[tuple[int, int], ...] = ()
    likened: frozenset[int] = frozenset()

    @property
    def said(self) -> str:
        """The key in plain words."""
        return said(self.key)

    @property
    def layer(self) -> Layer:
        """Whether a table or the page's own repetition knows the key."""
        return (
            "cue"
            if self.key.startswith(("e:", "t:", "h:", "l:", "#", "nbsp", "votes"))
            else "repetition"
        )

    @property
    def confidence(self) -> float:
        """How sure a boundary is: what the key is worth, and how well it divides this page."""
        worth = next((c for start, c in WORTH if self.key.startswith(start)), 0.7)
        return round(worth * (1 - 0.3 / (1 + self.score)), 3)


def choose(page: Page, only: str | None = None) -> Anchor | None:
    """The key that divides the page best, or None where nothing does; `only` that key."""
    groups = _groups(page, only)
    if only is not None:
        places = _single(page, groups.get(only, []))
        climbs = only in ("#", "counter")
        known = Anchor(only, places, _closes(only), 9.0, 9.0, climbs)
        return _spread(page, _completed(page, known, groups)) if places else None
    best: Anchor | None = None
    total = page.total[-1] or 1
    for key, found in groups.items():
        anchor = _weigh(page, key, _single(page, found), total)
        if anchor is not None and (best is None or anchor.score > best.score):
            best = anchor
    if best is not None and best.score >= LEAST:
        return _spread(page, _completed(page, best, groups))
    signed = sparse(page)
    return Anchor("nbsp", signed, True, LEAST, 2.4, False) if signed else None


def _groups(page: Page, only: str | None) -> dict[str, list[int]]:
    """Each key's places: of lines, and of what is no single kind of line (numbers, names, gaps)."""
    groups: dict[str, list[int]] = {}
    kindred: dict[str, list[int]] = {}
    for index, key in enumerate(page.keys):
        if key and key not in ("value", "ad", "foot", "edit"):
            if (group := kindred.get(key)) is None:
                group = kindred[key] = groups.setdefault(_group(key), [])
            group.append(index)
    if "e:stackexchange" in groups:
        groups["e:stackexchange"] = _with_machine_dates(page, groups["e:stackexchange"])
    for key in [key for key in groups if key.startswith("d") and "…" in key]:
        head, _, tail = key.partition(":")
        before, _, after = tail.partition("¤")
        bare = f"{head}:{'' if '…' in before else before}¤{'' if '…' in after else after}"
        if bare in groups and len(groups[bare]) < len(groups[key]):
            groups[key] = sorted(groups[key] + groups[bare])
    if "nbsp" in groups:
        groups["nbsp"] = separators(page)
    for key, find in (
        ("counter", marks.counter),
        ("who", marks.people),
        ("gap", marks.wide),
        ("item", marks.items),
    ):
        if only in (None, key) and (places := find(page)):
            groups[key] = places
    return groups


def _completed(page: Page, anchor: Anchor, groups: dict[str, list[int]]) -> Anchor:
    """The anchor, with the places of posts of another kind, and of those that lost their mark but
    not what stands around it."""
    if anchor.key in ("gap", "item", "nbsp"):
        return anchor
    numbered = anchor.key == "#" and anchor.climbs
    kin = [] if numbered else kindred(page, anchor.places, groups)
    places = sorted({*anchor.places, *(n for key in kin for n in groups[key])})
    more = unmarked(page, places, anchor.after, numbered)
    return anchor._replace(
        places=sorted({*places, *more}),
        likened=frozenset(more) | (set(places) - set(anchor.places)),
    )


def _spread(page: Page, anchor: Anchor) -> Anchor:
    """The anchor, with its posts' intervals where its places are no lines of their own."""
    if anchor.key not in ("gap", "item"):
        return anchor
    return anchor._replace(intervals=apart(page, "", anchor.places).intervals)


def apart(page: Page, key: str, places: list[int]) -> Anchor:
    """An anchor whose posts begin with the cells at its places, the first above them where there
    is prose."""
    edges = [*places, len(page.cells)]
    if page.prose_between(0, places[0]):
        edges.insert(0, 0)
    intervals = tuple((a - 1, b) for a, b in pairwise(edges))
    return Anchor(key, places, False, LEAST, LEAST, False, intervals)


def _group(key: str) -> str:
    """Keys of one engine's kindred lines count together."""
    if key.startswith("e:"):
        engine, _, trigger = key[2:].partition(":")
        if engine == "stackexchange" and trigger not in ("asked", "answered", "commented"):
            return key
        if engine in ("stackexchange", "oldreddit", "slashdot"):
            return "e:" + engine
        return key
    return key


def _with_machine_dates(page: Page, places: list[int]) -> list[int]:
    """Stack Exchange's places, with the machine-readable dates that close some skins' comments."""
    known = set(places)
    exact = [
        n
        for n, code in enumerate(page.codes)
        if code == DATE and MACHINE.match(page.cells[n].clean) is not None and n + 1 not in known
    ]
    return sorted({*places, *exact})


def _weigh(page: Page, key: str, places: list[int], total: int) -> Anchor | None:
    """How well a key's places divide the page's prose."""
    if len(places) < 2:
        return None
    spans = [page.words_between(a, b) for a, b in pairwise(places)]
    filled = sum(1 for words in spans if words > 0)
    if not filled:
        return None
    inside = sum(spans)
    mean = inside / len(spans)
    before = page.words_between(0, places[0])
    behind = page.words_between(places[-1], len(page.cells))
    if key == "nbsp" and is_open(page, places[-1]):
        inside, behind = inside + behind, 0
    prior, climbs = _prior(page, key, places)
    if prior <= 0:
        return None
    fill = filled / len(spans)
    after = _closes(key)
    share = min(1.0, (inside + (before if after else min(mean, max(before, behind)))) / total)
    prosy = sum(1 for a, b in pairwise(places) if page.prose_between(a + 1, b)) / len(spans)
    if climbs and (
        before <= 1.5 * mean or _whole(page.kinds[places[0]].number) == 1 or key == "counter"
    ):
        share = max(share, 0.6)
    elif prior < 5:
        share *= share
    if climbs and before > 3 * mean and key == "#":
        prior *= 0.5  # numbers that begin in the middle of the page: most posts have lost theirs
    beside = max(
        _neighbours(page, places), 0.7 if prior >= 5 or key in ("who", "gap", "item") else 0.0
    )
    score = prior * sqrt(filled + 1) * share * (0.2 + 0.8 * beside) * fill * (0.3 + 0.7 * prosy)
    return Anchor(key, places, after, score, prior, climbs)


def _single(page: Page, places: list[int]) -> list[int]:
    """One place per post where a skin says the same date twice with but furniture between."""
    if len(places) < 4:
        return places
    again = [
        _stamp(page, a) == _stamp(page, b) and not page.prose_between(a + 1, b)
        for a, b in pairwise(places)
    ]
    if sum(again) < 0.4 * len(again):
        return places
    return [place for n, place in enumerate(places) if n >= len(again) or not again[n]]


def _stamp(page: Page, index: int) -> str:
    """A line's date as printed, or the line."""
    date = page.kinds[index].date
    return f"{date.date} {date.time}" if date is not None else page.cells[index].clean


def _neighbours(page: Page, places: list[int]) -> float:
    """The share of places with other furniture close by."""
    hits = 0
    codes, keys = page.codes, page.keys
    for place in places:
        own = keys[place]
        for near in range(max(0, place - 3), min(len(codes), place + 4)):
            if (
                near != place
                and keys[near] != own
                and page.is_furniture(near)
                and codes[near] not in (RULE, COUNT)
            ):
                hits += 1
                break
    return hits / len(places)


def _closes(key: str) -> bool:
    """Whether the key stands behind bodies."""
    return key.startswith(("t:", "e:stackexchange", "e:xenforo1", "nbsp", "e:vbulletin3:offline"))


def _prior(page: Page, key: str, places: list[int]) -> tuple[float, bool]:
    """What a kind of key is worth before looking at the prose; whether it counts up by one."""
    if key == "#":
        numbers = [_whole(page.kinds[place].number) for place in places]
        inner = ["." in (page.kinds[place].number or "") for place in places]  # "#4.1"
        steps = [
            1 if n and a == b else b - a
            for n, (a, b) in zip(inner[1:], pairwise(numbers), strict=True)
        ]
        ones = sum(1 for step in steps if step == 1) / len(steps)
        return (9.0, True) if ones > 0.7 else ((4.0, True) if ones > 0.4 else (2.0, False))
    if key.startswith("#:"):
        return 1.0, False
    if key == "counter":
        return 3.0, True
    if key in ("gap", "item"):
        return 1.2, False
    if key == "who":
        return 1.5, False
    if key.startswith("e:"):
        weak = key.endswith(WEAK) or key.startswith("e:stackexchange:")
        return (0.8 if weak else 5.0), False
    if key.startswith("d"):
        exact = key.startswith(("dT:", "dA:"))
        bare = key in ("d:¤", "dT:¤", "dA:¤")
        return (3.5 if exact else 2.5) if bare else (3.5 if exact else 2.0), False
    if key == "nbsp":
        total = sum(1 for code in page.codes if code == NBSP)
        tight = sum(1 for n in places if n + 1 >= len(page.cells) or page.cells[n + 1].gap == 0)
        return (2.4 if len(places) > 0.7 * total and tight > 0.6 * len(places) else 0.0), False
    if key.startswith("t:"):
        return (0.3 if key in ("t:buttons", "t:reactions", "t:glued") else 2.2), False
    if key == "n:list":
        return (2.0 if len(places) > 3 else 0.0), False
    if key.startswith("h:"):
        return 1.5, False
    if key.startswith("l:"):
        return (2.0 if key[2:] in CORE else 0.0), False
    if key == "re":
        return 2.2, False
    if key == "rule":
        return 0.3, False
    if key.startswith("r:"):
        return 0.3, False
    return 0.0, False


def _whole(number: str | None) -> int:
    """The whole part of a post's number as printed."""
    digits = (number or "").replace(",", "")
    head = digits.split(".")[0]
    return int(head) if head.isdigit() and len(head) < 12 else -9
