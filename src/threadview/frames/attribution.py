"""What a line says about whose words follow it: the cue tables of `cues.attribution`, applied.

Tables are looked up as sets and prefixes rather than compiled into one large expression, since that
would cost 20 ms before the first frame of every dump that holds a quote.
"""

from __future__ import annotations

import re
from functools import cache

from threadview.cues import attribution as cues
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

REACH = 200
"""Characters of a line in which an attribution is sought; the rest of a long line is prose."""
FAR = 1200
"""The same, the targets of links counted."""
LONGEST = 60
"""Characters of a name at most."""
_TIME = pattern(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?(?:[AP]M|[ap]\.?m\b\.?|Uhr\b))?")
_MARKUP = pattern(
    r"!\[[^\]\n]*\](?:\([^()\n]*\))?|\[([^\[\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)|\*\*|__"
    r"|\[(?=!\[)|(?<=\))\]\([^()\n]*\)"
    r"|^\s*[|•●*]\s+"
)
_BBCODE = pattern(r"\[quote(?:=[\"']?([^\"'\];,\n]+)[^\]\n]*)?\]", re.IGNORECASE)
_DATED = pattern(r"\(([^()\n]{4,34}?)\)\s?")
_ADDRESS = pattern(r"\s<[^<>\s]+@[^<>\s]+>\s?[:：]$")
_NUMBER = pattern(r"\d{1,4}\.\s+")
_INSIDE = pattern(
    r"^(@?\S.{0,58}?)\s(?:said|wrote|написал|сказал|schrieb|a dit)\s(?:in|в|dans)\s\S"
)
_ZONE = pattern(r"^[\s,]*(?:[+-]\d{4}|\([A-Z]+\)|[A-Z]{3,4}\b)?[\s,]*")
_ASIDE = pattern(r"\s*<[^<>]*>|\s*\[mailto:[^\]]*\]|\s*\([^()]*@[^()]*\)")
_ARTICLE = pattern(r"In (?:article|message)\b[ ,]*(?:<[^<>]*>)?[ ,]*", re.IGNORECASE)
_NAMED = pattern(r"\S+@\S+ \(([^()]+)\)")
_BREAK = pattern(r"[\s'’]")
_AT = pattern(r"\s?\(\s?([^()@\n]+?)\s?@\s?[^()\n]*\)")


class Attribution(NamedTuple):
    """A line, or the beginning of one, that says that somebody's words follow.

    `end` is where those words begin in the line, or its length when they begin on a later one;
    `cue` is what was seen, in short ("X said:"); `firm` is false for what prose may say as well.
    """

    author: str | None
    end: int
    cue: str
    firm: bool = True


def read(line: str) -> Attribution | None:
    """The attribution that a line begins with, if it does."""
    head = _head(line)
    plain, places = _plain(head)
    whole = len(head) == len(line) and len(plain) <= REACH
    plain = plain[:REACH]
    if not plain:
        return None
    found = _quoting(plain) or _said(plain) or _mailed(plain)
    if found is None and (number := _NUMBER.match(plain)) is not None:
        found = _quoting(plain[number.end() :])
        found = found and (found[0], found[1] + number.end(), found[2], found[3])
    if found is None:
        return None
    author, at, cue, firm = found
    while at < len(plain) and plain[at] in " ↑»⇧⬆\xa0":
        at += 1
    if at < len(plain):
        return Attribution(author, places[at], cue, firm)
    return Attribution(author, len(line), cue, firm) if whole else None


def likely(text: str) -> bool:
    """Whether a text holds, or a line is, anything that `read` should look at: cheap."""
    if ":" in text or "：" in text:
        return True
    bare = text.lstrip(" \t\xa0>|*[0123456789.")[:REACH].casefold()
    first = _first().get(bare[:2])
    return first is not None and bare.startswith(first)


def closes(line: str) -> bool:
    """Whether the line ends a quote: "Click to expand…"."""
    bare = line.strip(" \t\xa0>|*_").rstrip(".…· \t")
    return len(bare) < 80 and bare.casefold() in _set(cues.EXPAND)


def goes_on(line: str) -> bool:
    """Whether the line only continues the attribution above it: "View Post", an arrow."""
    bare = _plain(_head(line))[0].strip(" \t>|*[]:")
    return bool(bare) and len(bare) < LONGEST and bare.casefold() in _set(cues.VIEW)


def _head(line: str) -> str:
    """As much of a line as is looked at."""
    head = line[:REACH]
    return line[:FAR] if "](" in head else head


Found = tuple[str | None, int, str, bool]


def _quoting(plain: str) -> Found | None:
    """Lines that begin with a word for quoting: "Quote from: X on DATE", "Originally Posted by"."""
    low = plain.casefold()
    if low.startswith("[quote") and (code := _BBCODE.match(plain)):
        return name_of(code.group(1)), code.end(), "[quote]", True
    if low.startswith("("):
        return _mybb(plain)
    found = _quoted_from(plain, low)
    if found is None and not plain[0].islower():
        found = _posted_by(plain, _prefix(low, cues.POSTED_BY))
    if found is not None or len(low) != len(plain):
        return found
    for after in _folded(cues.POSTED_BEHIND):
        if low.endswith(after):
            return name_of(plain[: -len(after)]), len(plain), "X posted", True
    return None


def _quoted_from(plain: str, low: str) -> Found | None:
    """ "Quote from: X on DATE" (SMF), "QUOTE (X @ DATE)" (Invision 2), "Quote:" alone."""
    at = _prefix(low, cues.FROM)
    if not at:
        return None
    if (code := _AT.match(plain, at)) is not None:
        return name_of(code.group(1)), code.end(), "QUOTE (X @ DATE)", True
    for after in _phrases(cues.POSTED_AFTER):
        if low.endswith(after.casefold()) and (
            name := name_of(plain[at : -len(after)].strip(" :"))
        ):
            return name, len(plain), "X posted", True
    phrase, rest = low[:at], plain[at:].lstrip()
    if rest[:1] not in (":", "："):
        return None
    glued = not rest[1:2].isspace()
    rest = rest[1:].lstrip()
    at = len(plain) - len(rest)
    if not rest or goes_on(rest):
        return None, len(plain), "Quote:", True
    if (inner := _prefix(low[at:], cues.POSTED_BY)) and (by := _posted_by(plain, at + inner)):
        return by
    dated = _on().match(rest)
    if dated and (time := _TIME.search(rest, dated.end())) and time.start() - dated.end() < 40:
        return name_of(dated.group(1)), at + time.end(), "Quote from: X on DATE", True
    if not glued and " " in phrase and _alone(rest) and (name := name_of(rest)):
        return name, len(plain), "Quote from: X", True
    return (None, at, "Quote:…", False) if glued else None


def _alone(rest: str) -> bool:
    """Whether what is left of a line can be a name and nothing else."""
    return len(rest) <= LONGEST and rest.count(" ") < 4 and rest[-1] not in ".,;:!?…。！？"


def _mybb(plain: str) -> Found | None:
    """MyBB: "(DATE)X Wrote:", or "(DATE)" glued to the words."""
    date = _DATED.match(plain)
    if date is None or not _TIME.search(date.group(1)):
        return None
    said = _said(plain[date.end() :])
    if said is not None and said[2].startswith("X said:"):
        return said[0], date.end() + said[1], "(DATE) X wrote:", True
    if date.end() == len(plain):
        return None
    return None, date.end(), "(DATE)", any(map(str.isdigit, date.group(1)[:4]))


def _posted_by(plain: str, at: int) -> Found | None:
    """What vBulletin prints, "Originally Posted by X View Post"; `at` is where the phrase ends."""
    if not at or (at < len(plain) and not (plain[at].isspace() or plain[at] in ":：")):
        return None
    low = plain.casefold()
    ends = [
        (place, len(view))
        for view in _folded(cues.VIEW) + _folded(cues.POSTED_AFTER)
        if (place := low.find(view, at)) >= 0
    ]
    place, size = min(ends, key=lambda end: (end[0], -end[1]), default=(len(plain), 0))
    name = name_of(plain[at:place].strip(" :："))
    return (name, place + size, "Originally Posted by X", True) if name else None


def _said(plain: str) -> Found | None:
    """Lines in which a verb and a colon stand behind a name: "X said:", "On DATE, X wrote:"."""
    start = 0
    while (colon := _colon(plain, start)) >= 0:
        start = colon + 1
        before = plain[:colon].rstrip()
        who = _before_verb(before)
        if who is None:
            if _verb_first(before) and start >= len(plain):
                verb = next(v for v in reversed(before.split()) if v in _set(cues.VERBS_FIRST))
                name = name_of(before.rpartition(f" {verb} ")[2])
                return (name, start, "DATE said X:", True) if name else None
            continue
        name, cue = _who(who)
        if name is None:
            return None
        rest = plain[start:].lstrip(" ↑»⇧⬆\xa0")
        at = len(plain) - len(rest)
        time = _TIME.search(rest[:48])
        if cue == "X said:" and time and _is_date(rest[: time.start()]):
            return name, at + time.end(), cue, True
        firm = not rest or cue != "X said:" or at > start + 1
        return name, at, cue if firm else "X said:…", firm
    return None


def _mailed(plain: str) -> Found | None:
    """Mail in a language whose verb is not printed: "DATE NAME <ADDRESS>:"."""
    match = _ADDRESS.search(plain)
    time = _TIME.search(plain)
    if match is None or time is None or time.end() > match.start():
        return None
    name = name_of(plain[time.end() : match.start()])
    return (name, len(plain), "DATE X <ADDRESS>:", True) if name else None


def _colon(plain: str, start: int) -> int:
    places = [place for mark in ":：" if (place := plain.find(mark, start)) >= 0]
    return min(places, default=-1)


def _before_verb(before: str) -> str | None:
    """What stands before the verb that ends `before`; None where no verb does."""
    if before.endswith(_joined()):
        return next(before[: -len(v)] for v in _joined() if before.endswith(v)).rstrip()
    parts = before.rsplit(None, 3)
    low = [part.casefold() for part in parts]
    for count in (2, 1):
        if len(parts) > count and " ".join(low[-count:]) in _set(cues.VERBS):
            return " ".join(before.rsplit(None, count)[:1])
    match = _INSIDE.match(before)
    return match.group(1) if match else None


def _verb_first(before: str) -> bool:
    words = before.split()
    if len(words) < 3 or not any(c.isdigit() for c in before):
        return False
    return any(word in _set(cues.VERBS_FIRST) for word in words[1:-1])


def _who(before: str) -> tuple[str | None, str]:
    """The name in what stands before a verb, and what kind of line that makes it."""
    article = _ARTICLE.match(before)
    if article is not None:  # news: "In article <ID> ADDRESS (NAME) writes:"
        named = _NAMED.fullmatch(before, article.end())
        return name_of(named[1] if named else before[article.end() :]), "In article, X writes:"
    if before.startswith("author=") and " link=" in before:
        return name_of(before[7 : before.index(" link=")]), "author=X wrote:"
    head, comma, tail = before.rstrip(" ,").replace("，", ",").rpartition(",")
    if before.rstrip().endswith(",") and " on " in f" {tail}":
        return name_of(head), "X, on DATE, said:"
    dated = any(c.isdigit() or c == "<" for c in head) or len(head) < 24
    if comma and dated and tail.strip():
        return name_of(tail), "DATE, X said:"
    times = list(_TIME.finditer(before))
    if times and before[times[-1].end() :].strip():
        tail = _ZONE.sub("", before[times[-1].end() :])
        return name_of(tail), "DATE X said:"
    return name_of(before), "X said:"


def _is_date(text: str) -> bool:
    """Whether what stands before a time of day can be the rest of a date."""
    return (
        len(text) < 36 and text.count(" ") < 7 and (not text.strip() or any(map(str.isdigit, text)))
    )


def name_of(found: str | None) -> str | None:
    """A name without what surrounds it; None when it can be nobody's."""
    if found is None:
        return None
    name = _ASIDE.sub("", found)
    name = name.strip(" \t\xa0,;\"'“”„«»@*_|[]●•").strip()
    if not name or len(name) > LONGEST or name.count(" ") > 4 or ": " in name:
        return None
    first = _BREAK.split(name, 1)[0].casefold()
    if first in _set(cues.NOBODY) and (
        name[:1].islower() or first == name.casefold() or " " in name
    ):
        return None
    return name


def _plain(line: str) -> tuple[str, list[int]]:
    """The line without Markdown, bullets and outer white space, and each character's place."""
    if "[" not in line and "*" not in line and "__" not in line and line.lstrip()[:1] not in "|•●":
        lead = len(line) - len(line.lstrip(" \t\xa0>"))
        text = line[lead:].rstrip()
        return text, list(range(lead, lead + len(text) + 1))
    kept: list[int] = []
    at = 0
    for match in _MARKUP.finditer(line):
        kept += range(at, match.start())
        if match.group(1) is not None:
            kept += range(match.start(1), match.end(1))
        at = match.end()
    kept += range(at, len(line))
    lead = next((n for n, i in enumerate(kept) if line[i] not in " \t\xa0>|"), len(kept))
    kept = kept[lead:]
    while kept and line[kept[-1]].isspace():
        kept.pop()
    return "".join([line[i] for i in kept]), [*kept, len(line)]


@cache
def _phrases(table: str) -> tuple[str, ...]:
    """A table's phrases, the longest first."""
    found = {" ".join(phrase.split()) for phrase in table.split("|")}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _set(table: str) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in _phrases(table))


@cache
def _folded(table: str) -> tuple[str, ...]:
    return tuple(phrase.casefold() for phrase in _phrases(table))


def _prefix(low: str, table: str) -> int:
    """How long the longest phrase of a table is that a line begins with; 0 for none."""
    if not low.startswith(_folded(table)):
        return 0
    return next(len(phrase) for phrase in _folded(table) if low.startswith(phrase))


@cache
def _first() -> dict[str, tuple[str, ...]]:
    """What a line that `read` knows begins with, by its first two letters."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in (*_folded(cues.POSTED_BY), "quote=", "quote]"):
        found[phrase[:2]] = (*found.get(phrase[:2], ()), phrase)
    return found


@cache
def _joined() -> tuple[str, ...]:
    return _phrases(cues.JOINED)


@cache
def _on() -> re.Pattern[str]:
    """SMF's name, and the word between it and a date."""
    words = "|".join(re.escape(word) for word in _phrases(cues.ON))
    return re.compile(rf"(.{{1,60}}?)\s(?:{words})\s(?=\D{{0,24}}\d)")
