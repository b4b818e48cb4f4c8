"""What a name looks like, and what is glued to it."""

from __future__ import annotations

import re
from functools import lru_cache

from threadview.cues import furniture
from threadview.cues import people as cues
from threadview.pattern import pattern

LONGEST = 32
NUMBERED = pattern(r"^\d{1,4}\. (?=\S)")
COUNTER = pattern(r"(?<=[\w\]])(?: ?[\[(]| [-+−]?\d[\d.,]*k? [^\W\d]{3,}(?=[-+−\d\s]|$))")
FOLD = pattern(r"^\[[-–—−+]\] ?(?=\S)")
"""The sign that folds a post and its answers, as Reddit and Hacker News draw it."""
NOT_NAMES = pattern(
    r"\w ?[:：] |, |(?<!\b[A-Z])[.]$|[!?:;,…。！？，：；、」”]$|https?:|www\.|^[\d\W_]*$"
    r"|^\(?\d+ \w+\)?$| \d+ [^\W\d]+\d+ |^x\d+$"
    r"|(?:^|[ (])#\d|^\d+#|^\d+(?:[.,]\d+)?[KkMm]$"
    r"|^\d+ ?(?:mo|yrs?|mins?|hrs?|[smhdwy])$|^\d+ points? by |^\w \d+$|\\"
    r"|^(?:.* )?\d{1,2}:\d\d(?::\d\d)? ?[AaPp]\.?[Mm]\b"
    r"|\.(?:txt|log|pdf|zip|rar|7z|gz|jpe?g|png|gif|webp|svg|bmp|heic|mp[34]|avi|mov|mkv|webm|docx?|xlsx?|csv)$"
)
SUFFIX = pattern(
    r" \([^()]{2,40}\)$|(?<=\S) ?(?:discussion starter|thread starter)$"
    r"|(?<=[^\s])(?:contributor|participant|keymaster|moderator)$"
    r"|(?: offline| online| hors[ -]ligne| en ligne| desconectado| conectado| non connesso"
    r"| connesso| не в сети| в сети| çevrimdışı| çevrimiçi| オフライン| オンライン"
    r"| [离離][线線]| 在[线線])$"
    r"|(?<=\S)\[[A-Z](?:, ?[A-Z])*\]?$"
    r"|(?: mod| edited| level \d{1,3})$|'s user avatar$| over a year ago$",
    re.IGNORECASE,
)
RANK_WORDS = frozenset(
    ("moderator", "administrator", "member", "admin", "newbie", "supporter", "staff", "donor")
)
"""Words that end a rank, not a name."""
GLUED_RANK = pattern(
    r"(.+?) ?(?:contributor|participant|keymaster|moderator|member|admin|author) ?\1", re.I
)
REPLIES = pattern(r"(?<=\S) @\S+$")
"""Whom the author answers: NodeBB and Flarum put it behind the author."""
INITIAL = pattern(r"(\w)(\S*) (\w)")
"""The letter that stands for a missing picture, behind the picture's name."""
NOT_FIRST = frozenset(
    (
        *("commit", "version", "step", "chapter", "figure", "table", "part", "section"),
        *("function", "note", "attachment", "attachments"),
    )
)
LETTER = pattern(r"[^\W\d_]")
TWICE = pattern(r"(\w.{2,40}?) ?\1 (\S.{0,30})")
"""A name said twice, by its picture and by itself, and something behind it."""
RANKS = frozenset(furniture.words(cues.RANKS))
LABELS = frozenset(word for _, row in furniture.LABELS for word in furniture.words(row))
"""What stands before the facts about a poster; "Location (town + country)" is no name either."""
PIPS = " *★☆✦●•○+|·-"
"""What engines draw beside a title for its height: pips and stars that became letters."""
NEVER = frozenset(furniture.words(cues.NEVER))


@lru_cache(maxsize=65536)
def titled(text: str) -> bool:
    """Whether a line is a title that engines give out by default, drawn pips beside it or not."""
    low = text.casefold()
    return low in RANKS or low.strip(PIPS) in RANKS


@lru_cache(maxsize=65536)
def namelike(text: str) -> bool:
    """Whether a short line could be a name."""
    if not 1 < len(text) <= LONGEST or titled(text):
        return False
    if (low := text.casefold().replace("’", "'")) in NEVER or low.rstrip(" :") in LABELS:
        return False
    words = text.split()
    if (text[0] == "(" and text[-1] == ")") or "{" in text:
        return False
    if text[0] in "*+-•" or (len(words) > 1 and words[-1].casefold() in RANK_WORDS):
        return False
    if words[0].casefold() in NOT_FIRST:
        return False
    return len(words) <= 4 and NOT_NAMES.search(text) is None and "  " not in text


def speakable(text: str) -> bool:
    """Whether a line at a place that held names elsewhere may hold one of another look."""
    return 0 < len(text) <= 40 and text.count(" ") < 8 and any(map(str.isalnum, text))


@lru_cache(maxsize=65536)
def doubled(text: str) -> str:
    """A name without what is glued to it: said twice, its rank, its owner's civil name."""
    return halved(unadorned(text))


def unadorned(text: str) -> str:
    """A name without what engines and pictures put beside it; never nothing."""
    text = NUMBERED.sub("", FOLD.sub("", text).lstrip("●@–- ").rstrip(" ♦")) or text
    text = REPLIES.sub("", SUFFIX.sub("", text).strip()) or text
    pictured = INITIAL.fullmatch(text)
    if pictured is not None and pictured[2] and pictured[1].upper() == pictured[3]:
        return pictured[1] + pictured[2]
    text = _unglued(text)
    around = GLUED_RANK.fullmatch(text)
    return text if around is None else around[1]


def uncounted(text: str) -> str:
    """What stands before a counter or brackets: "tern" of "tern[S] 4 points5 points"."""
    counter = COUNTER.search(text)
    return text if counter is None else text[: counter.start()]


def halved(text: str) -> str:
    """A name that an extractor wrote twice, once."""
    half = len(text) // 2
    if len(text) % 2 and text[half] == " " and text[:half] == text[half + 1 :]:
        return text[:half]
    if len(text) > 3 and not len(text) % 2 and text[:half] == text[half:]:
        return text[:half]
    twice = TWICE.fullmatch(text)
    if twice is not None and (not LETTER.search(twice[2]) or twice[2].casefold() in RANKS):
        return twice[1]
    return text


def _unglued(text: str) -> str:
    """A name without the title that an extractor glued to it: "marlinSenior Member"."""
    for at in range(2, len(text) - 3):
        glued = text[at].isupper() and (text[at - 1].islower() or text[at - 1].isdigit())
        if glued and " " in text[at:] and text[at:].casefold() in RANKS:
            return text[:at]
    return text


def bare(text: str) -> str:
    """A name without the titles that stand behind it in one line, nor what is glued to it."""
    return doubled(untitled(text))


def untitled(text: str) -> str:
    """A name without the titles that stand behind it in one line."""
    words = text.split()
    again = True
    while again and len(words) > 1:
        again = False
        for count in (3, 2, 1):
            if count < len(words) and " ".join(words[-count:]).casefold() in RANKS:
                del words[-count:]
                again = True
                break
    return " ".join(words)


def owner(line: str, labels: set[str]) -> str | None:
    """What stands before the first label of a line of facts: name and title, if anything."""
    words = line.split()
    for count in range(min(len(words), 7)):
        for size in (1, 2, 3):
            if " ".join(words[count : count + size]).casefold().rstrip(":") in labels:
                counted = count > 1 and words[count - 1].lstrip("-").isdigit()
                return " ".join(words[: count - counted]) or None
    return None


def unranked(text: str) -> str:
    """A name without titles, and without words behind a nickname that may be one of the site's."""
    name = bare(text)
    words = name.split()
    return words[0] if len(words) > 2 and chosen_by_themselves(words[0]) else name


def chosen_by_themselves(text: str) -> bool:
    """Whether a word looks like a name people give themselves: "tern77", "OldAuk", "gull_wing"."""
    if " " in text or len(text) < 4:
        return False
    return text[1:] != text[1:].casefold() or text[0].islower() or not text.isalpha()
