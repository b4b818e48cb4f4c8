"""The cue tables, and what a line is by them or by its shape: each distinct line is judged once."""

from __future__ import annotations

import re
from functools import lru_cache

from threadview.cues import furniture
from threadview.cues.headers import HEADERS
from threadview.formats.text.lines import (
    dates,
    edits,
    files,
    interludes,
    labels,
    logs,
    reactions,
)
from threadview.formats.text.lines.feet import Feet
from threadview.formats.text.lines.kind import (
    AD,
    BLANK,
    COUNT,
    DATE,
    EDIT,
    FILE,
    FOOT,
    HEAD,
    LABEL,
    NBSP,
    NUMBER,
    PAIR,
    PROSE,
    RULE,
    SHORT,
    SPACE,
    TAIL,
    TITLE,
    Kind,
)
from threadview.formats.text.lines.moulds import Moulds
from threadview.formats.text.lines.people import NEVER, owner
from threadview.formats.text.lines.triggers import Triggers
from threadview.formats.text.lines.words import count
from threadview.model import EditMark, Evidence
from threadview.pattern import pattern

SHORTEST_PROSE = 90
LONGEST_KNOWN = 26
"""Words beyond which a line is none that a table knows whole, no number and no counter."""
MOST_SEEN = 65536
"""Distinct lines of which the kinds are remembered, across dumps: furniture returns soon, and what
does not is forgotten with all the rest."""
NUMBER_ONLY = pattern(
    r"(?:post |message |beitrag |msg\.? )?#\s?(\d+(?:[.,]\d+)*)(?: of \d+| / \d+)?", re.I
)
COUNTER = pattern(r"[+-]?\d[\d.,]*\s?[km]?%?(?:[ /·|-]{1,3}\d[\d.,]*[km]?%?)*|\(\d+\)", re.I)
COUNTED = pattern(
    r"(?:(?P<n>[\d.,]+k?) (?P<a>[^\W\d]\w*)|(?P<b>[^\W\d]\w*) (?P<m>[\d.,]+k?))\.?", re.I
)
RULES = pattern(r"[-_=~*#━─—–. +]{3,}|[|: -]*-{3,}[|: -]*|\*( \*)+|[━─]+")
LABELLED = pattern(r"([^:\d]{1,30}?)\s?:\s?(.{0,60})")
HASH = pattern(r"#\s?(\d+(?:[.,]\d{3})*(?:\.\d+)?)\b")
WHITE = {"": Kind(BLANK), "\xa0": Kind(NBSP, 0, "nbsp", "a"), " ": Kind(BLANK, 0, SPACE)}
EDITED_CUE = Evidence("cue", "the word for edited in the header", 0.75)
ENDS = (".", "!", "?", "…", ":", ",", ";", '"', ")", "。", "！", "？")
RE_TITLE = pattern(
    r"(?:re|aw|antw|sv|vs|odp|rép|ynt|fwd?|回复|回覆|答复)(?:\[\d+\]|\(\d+\))?\s?[:：] ?.{2,}", re.I
)


ATTRIBUTION = pattern(
    r"(?:^|\s)(?:said|wrote|writes|schrieb|sagte|geschrieben hat|hat geschrieben|a écrit|a dit"
    r"|escribió|dijo|escreveu|disse"
    r"|ha scritto|schreef|zei|napisał|napisał\(a\)|пишет|писал|написал|сказал|сказал\(а\)|yazdı"
    r"|dedi ki|skrev|sa) ?: ?(?:»|↑.*)?$"
    r"|^(?:quote from|quote:|originally posted by|zitat von|zitat|quoting|citation de|citation"
    r"|cita de|zitat:) ?:? ?"
)

QUOTING = ("quote", "originally posted by", "zitat", "quoting", "citation", "cita de")
SAYING = (":", "»")
"""What `ATTRIBUTION` finds begins so or ends so, or has an arrow in it."""
LETTERS = pattern(r"[^\W_]")
BLOB = pattern(r"(?:%[0-9a-f]{2}[^%\s]{0,12}){4}", re.I)
MOOD_COUNT = pattern(r" ?x? ?\d+$")
ONLY = {("discourse", "¤"): pattern(":"), ("vanilla", "¤"): pattern(r"^\D+\d{4} $")}
"""What a header's date is: with a time; a month alone, as Vanilla dates what is a year old."""
SCORED = pattern(r"\d+\. \d+")
EDITED = re.compile(
    r"\b(?:edited|bearbeitet|geändert|modifié|editado|modificato|bewerkt|edytowany|edytowano"
    r"|изменено|отредактировано|düzenlendi|redigerad)\b",
    re.I,
)
SENT = pattern(furniture.SENT)
SENT_BEGINS = furniture.by_letter(furniture.SENT_BEGINS.split())
MOODS = frozenset(furniture.words(furniture.MOODS))


class Tables:
    """The cue tables, without the engines left out."""

    def __init__(self, without: frozenset[str] = frozenset()) -> None:
        def keep(engines: str) -> bool:
            return engines == furniture.ANY or without.isdisjoint(engines.split())

        self.bare = without >= {"everything"}
        self.without = without
        self.tails = {w for e, row in furniture.TAILS if keep(e) for w in furniture.words(row)}
        self.heads = {w for e, row in furniture.HEADS if keep(e) for w in furniture.words(row)}
        self.labels = {w for e, row in furniture.LABELS if keep(e) for w in furniture.words(row)}
        self.label_words = {w.split()[0] for w in self.labels if w}
        self.feet = Feet(not self.bare)
        self.headers: dict[str, list[tuple[str, str, str]]] = {}
        for engines, side, trigger, expression in HEADERS:
            if keep(engines):
                self.headers.setdefault(trigger, []).append((engines, side, expression))
        if self.bare:
            self.tails, self.heads, self.labels, self.headers = set(), set(), set(), {}
        self.buttons = {
            w for words in (*self.tails, *self.heads) for w in words.split() if w.isalpha()
        }
        self.glued = tuple(
            sorted((w for w in (*self.tails, *self.heads) if " " in w), key=len, reverse=True)
        )
        self.glued_by = furniture.by_letter(self.glued, -1)
        self.triggers = Triggers(self.headers)
        self.seen: dict[str, Kind] = {}
        self.moulds = Moulds((*self.tails, *self.heads, *self.labels, *self.feet.lines))

    def knows(self, engines: str) -> bool:
        """Whether what these engines print may be used."""
        return not self.bare and self.without.isdisjoint(engines.split())

    def kind(self, clean: str) -> Kind:
        """What a cleaned line is."""
        if len(clean) > 240:
            return Kind(PROSE, len(clean) // 6)
        kind = self.seen.get(clean)
        if kind is None:
            if len(self.seen) >= MOST_SEEN:
                self.seen.clear()
            kind = _numbered(clean) or self.moulds.kind(clean, self._classify)
            self.seen[clean] = kind
        return kind

    def _classify(self, clean: str) -> Kind:
        if clean in WHITE:
            return WHITE[clean]
        words = count(clean)
        if words == 0:
            return Kind(RULE, 0, "rule") if RULES.fullmatch(clean) else Kind(SHORT, 0)
        if clean.count("%") > 5 and BLOB.search(clean) is not None:
            return Kind(AD, words, "ad")
        if SCORED.fullmatch(clean):
            return Kind(COUNT, words, "n:list")
        lower = clean.casefold()
        return self._exact(clean, lower, words) or self._shaped(clean, lower, words)

    def _exact(self, clean: str, lower: str, words: int) -> Kind | None:
        """Lines that a table knows whole, numbers, edits."""
        if words > LONGEST_KNOWN:
            if reactions.says(lower):
                return Kind(TAIL, words, "t:reactions", "a")
            return self._edit(clean, words)
        bare = lower.strip(" ·•*+-:»«|")
        if lower in self.tails or (bare in self.tails and lower[-1] != ":"):
            return Kind(TAIL, words, "t:" + bare, "a")
        if lower in self.heads or bare in self.heads:
            return Kind(HEAD, words, "h:" + bare, "b")
        tokens = bare.split() if 1 < words < 9 else ()
        if words == len(tokens) and self.buttons.issuperset(tokens):
            return Kind(TAIL, words, "t:buttons", "a")
        if interludes.says(bare, words):
            return Kind(AD, words, "ad")
        mood = MOOD_COUNT.sub("", bare) if bare[-1:].isdigit() else bare
        if mood in MOODS or reactions.says(lower):
            return Kind(TAIL, words, "t:reactions", "a")
        counted = COUNTED.fullmatch(lower) if words <= 3 else None
        if counted is not None:
            word = counted["a"] or counted["b"]
            if word in MOODS:
                return Kind(TAIL, words, "t:reactions", "a")
            if word in self.labels:
                return Kind(PAIR, words, "l:" + word, "b")
        if self.feet.has(lower, bare, words):
            return Kind(FOOT, words, "foot")
        if files.is_file(lower):
            return Kind(FILE, 0)
        match = NUMBER_ONLY.fullmatch(clean) if "#" in clean else None
        if match is not None:
            kind = Kind(NUMBER, words, "#", "b")
            kind.number = match[1]
            return kind
        if len(clean) < 24 and COUNTER.fullmatch(clean):
            kind = Kind(COUNT, words, "")
            kind.number = clean
            return kind
        return self._edit(clean, words)

    def _edit(self, clean: str, words: int) -> Kind | None:
        """A line that says that a post was edited."""
        mark = edits.parse(clean)
        if mark is None:
            return None
        kind = Kind(EDIT, words, "edit", "a")
        kind.edit = mark
        return kind

    def _shaped(self, clean: str, lower: str, words: int) -> Kind:
        """Labels, header lines with names, dates; else short or prose by its looks."""
        date = dates.find(clean) if words <= 24 and not logs.is_logged(clean) else None
        shape = clean if date is None else f"{clean[: date.start]}¤{clean[date.end :]}"
        header = self._header(clean, shape, words, date) if words <= 26 else None
        if header is not None:
            header.date = date
            return header
        known = self._furnished(clean, lower, words, date)
        if known is not None:
            return known
        if date is not None:
            dated = self._dated(clean, date, words)
            if dated is not None:
                return dated
        number = HASH.search(clean) if words <= 6 and "#" in clean else None
        if number is not None:
            kind = Kind(NUMBER, words, "#", "b")
            kind.number = number[1]
            kind.residue = (
                clean[: number.start()].strip().casefold(),
                clean[number.end() :].strip().casefold(),
            )
            return kind
        glued = self._unglued(clean, lower, words)
        if glued is not None:
            return glued
        prose = len(clean) > SHORTEST_PROSE or words > 9 or (words > 5 and clean.endswith(ENDS))
        kind = Kind(PROSE if prose else SHORT, words)
        kind.among = date is not None
        return kind

    def _furnished(
        self, clean: str, lower: str, words: int, date: dates.Found | None
    ) -> Kind | None:
        """Labels with and without values, attributions, rows of buttons, answers' titles."""
        bare = lower.rstrip(" :")
        if bare in self.labels:
            kind = Kind(LABEL, words, "l:" + bare, "b")
            kind.label = bare
            return kind
        said = lower.rstrip(" ").endswith(SAYING) or "↑" in lower or lower.startswith(QUOTING)
        if (said and ATTRIBUTION.search(lower) is not None) or _sent(lower):
            return Kind(PROSE, words)
        tail = HASH.search(clean[-10:]) if words > 8 and "#" in clean else None
        if tail is not None and clean.endswith(tail.group()) and self._labels(lower) > 1:
            kind = Kind(NUMBER, words, "#", "b")
            kind.number, kind.date = tail[1], date
            kind.residue = ("", "")
            return kind
        if (
            lower.startswith(("quote link to comment", "edited"))
            and "share on other sites" in lower
        ):
            kind = Kind(TAIL, words, "t:share on other sites", "a")
            kind.edit = (
                edits.parse(clean.split(" Quote Link")[0]) if lower.startswith("edited") else None
            )
            return kind
        if 3 < words <= 60 and self._labels(lower) > (1 if words <= 18 else 2):
            kind = Kind(PAIR, words, "l:several", "b")
            kind.owner = owner(clean, self.labels)
            return kind
        match = LABELLED.match(clean) if words <= 12 and ":" in clean else None
        if match is not None and match[1].strip().casefold() in self.labels:
            kind = Kind(PAIR, words, "l:" + match[1].strip().casefold(), "b")
            kind.label = match[1].strip().casefold()
            return kind
        if words <= 24 and (":" in clean or "：" in clean) and RE_TITLE.fullmatch(clean):
            return Kind(TITLE, words, "re", "b")
        return None

    def _labels(self, lower: str) -> int:
        return labels.labelled(lower, self.labels, self.label_words)

    def _unglued(self, clean: str, lower: str, words: int) -> Kind | None:
        """A name with the page's links glued behind it: the name that is left."""
        if words > 14 or words < 3:
            return None
        rest = lower.rstrip(" ·|")
        if not rest.endswith(self.glued_by.get(rest[-1:], ())):
            return None
        again = True
        while again and rest:
            again = False
            for phrase in self.glued:
                if rest.endswith(phrase) and (
                    len(rest) == len(phrase) or not rest[-len(phrase) - 1].isalnum()
                ):
                    rest = rest[: -len(phrase)].rstrip(" ·|,")
                    again = True
                    break
        if len(rest) == len(lower.rstrip(" ·|")) or len(rest.split()) > 4:
            return None
        kind = Kind(HEAD, words, "h:glued", "b")
        if rest:
            kind.name = clean[: len(rest)].strip() or None
        return kind

    def _dated(self, clean: str, date: dates.Found, words: int) -> Kind | None:
        """A line of a date and little else."""
        before, after = clean[: date.start].strip(), clean[date.end :].strip()
        rest = count(before) + count(after)
        if (
            rest > 7
            or (rest > 3 and clean.endswith((".", "!", "?", ",")))
            or (date.age and rest > 4)
        ):
            return None
        if rest > 2 and not date.time and not date.age and len(date.date) < 8:
            return None
        kind = dated(clean, date, words)
        kind.sure = rest == 0
        return kind

    def _header(self, clean: str, shape: str, words: int, date: dates.Found | None) -> Kind | None:
        """A line that an engine's table knows by its expression."""
        lower = shape.casefold()
        for trigger in self.triggers.held(lower):
            for engines, side, expression in self.headers[trigger]:
                match = _rule(expression).fullmatch(shape)
                if match is None or clean.casefold().replace("’", "'") in NEVER:
                    continue  # nothing, or any picture's text
                groups = match.groupdict()
                if groups.get("name") and LETTERS.search(groups["name"]) is None:
                    continue
                only = ONLY.get((engines, trigger))
                if only and not (date and only.search(f"{date.date} {date.time}")):
                    continue
                if engines == "stackexchange" and trigger == "asked" and date and date.age:
                    side, trigger = "b", "modified"
                kind = Kind(HEAD if side == "b" else TAIL, words, f"e:{engines}:{trigger}", side)
                name = (groups.get("name") or "").strip(" ,·|-–")
                kind.name = name if name and "¤" not in name else None
                kind.number = groups.get("number")
                kind.found = True
                edited = EDITED.search(shape)
                by = (groups.get("by") or "").strip(" ¤")
                if edited is not None and (engines != "nodebb" or by):
                    kind.edit = EditMark(clean, None, None, EDITED_CUE)
                return kind
        return None


def _numbered(clean: str) -> Kind | None:
    """A post's number alone, which is another on each line."""
    if clean[:1] != "#" or not clean[1:].isdecimal():
        return None
    kind = Kind(NUMBER, 1, "#", "b")
    kind.number = clean[1:]
    return kind


def dated(clean: str, date: dates.Found, words: int) -> Kind:
    """The kind of a line of so many words that prints a date."""
    before, after = clean[: date.start].strip(), clean[date.end :].strip()
    kind = Kind(DATE, words, "", "")
    kind.date = date
    kind.age = date.age
    number = HASH.search(before) or HASH.search(after)
    if number is not None:
        kind.number = number[1]
        kind.key = "#"
    edited = EDITED.search(after)
    if edited is not None or EDITED.search(before):
        kind.edit = EditMark(clean, None, None, EDITED_CUE)
    if edited is not None and not edited.start():
        after = ""  # "March 2025 edited March 2025 in Lamps": what it was before, too
    kind.residue = (HASH.sub("#", before).casefold(), HASH.sub("#", after).casefold())
    return kind


def _sent(lower: str) -> bool:
    """Whether a telephone's application wrote a line below the words."""
    begins = lower.startswith(SENT_BEGINS.get(lower[:1], ()))
    one, other = furniture.SENT_HOLDS
    return (begins or one in lower or other in lower) and SENT.match(lower) is not None


@lru_cache(maxsize=512)
def _rule(expression: str) -> re.Pattern[str]:
    """A header's expression, compiled when its trigger is first seen."""
    return re.compile(expression, re.IGNORECASE)


@lru_cache(maxsize=8)
def tables(without: frozenset[str] = frozenset()) -> Tables:
    """The tables, made once."""
    return Tables(without)
