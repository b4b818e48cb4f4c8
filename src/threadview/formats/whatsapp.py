"""WhatsApp chats exported as text.

Lines are "1/2/21, 12:00 - Ann: …" from Android, "[02.01.21, 12:00:05] Ann: …" from an iPhone. How
the day, the month and the year stand depends on the telephone. What some date in the chat proves
goes for all; where none does, dates stay as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.pattern import pattern

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.records.telling import Told

_MARKS = "\u200e\u200f\u202a\u202b\u202c\ufeff"
_GAP = rf"[ \u00a0\u202f{_MARKS}]"
_DAY = rf"\d{{1,4}}{_GAP}*[./-]{_GAP}*\d{{1,2}}{_GAP}*[./-]{_GAP}*\d{{1,4}}\.?"
_BEFORE = r"오전|오후|上午|下午|午前|午後|凌晨|早上|中午|晚上"
_HALF = (
    r"[AaPp]\.?[ \u00a0\u202f]?[Mm]\.?|[πμ]\.?[ \u00a0]?μ\.?|[صم]|ق\.ظ\.?|ب\.ظ\.?|ÖÖ|ÖS"
    r"|पूर्वाह्न|अपराह्न|SA|CH|[Dd]op\.|[Oo]dp\.|DE|DU|de\.|du\."
)
_TIME = rf"(?:({_BEFORE}){_GAP}?)?(\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?)(?:{_GAP}?({_HALF}))?"
_LINE = pattern(
    rf"^[{_MARKS}]*(\[)?(?:({_DAY})(?:[,،]| à| um| at| alle| kl\.?| klo)?{_GAP}+{_TIME}"
    rf"|(\d{{1,2}}:\d\d(?::\d\d)?),?{_GAP}+({_DAY}))"
    rf"(?(1)\]| {_GAP}*[-\u2013]){_GAP}*(.*)$",
    re.MULTILINE,
)
"""A message's first line. The day stands before the time but in Vietnamese; the half of the day
before it in Korean, Chinese and Japanese; figures may be those of Arabic, Persian or Hindi."""

_AFTERNOON = (
    "p",
    "오후",
    "下午",
    "午後",
    "晚上",
    "中午",
    "μ",
    "م",
    "ب",
    "अ",
    "ös",
    "ch",
    "odp",
    "du",
)
"""How the words for the second half of the day begin."""

_ATTACHED = pattern(
    r"<[^<>:\n]{1,30}: (\S+\.\w{2,5})>$"
    r"|^((?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d+\.\w{2,5}) \([^()\n]{3,40}\)$",
    re.MULTILINE,
)
_EDITED = pattern(
    r"[ \u200e]*<(?:This message was edited|Diese Nachricht wurde bearbeitet\.?"
    r"|Se editó este mensaje\.?|Ce message a été modifié|Mensagem editada"
    r"|Questo messaggio è stato modificato|Dit bericht is bewerkt)>$"
)
_BUDDHIST = 543
"""Years by which the calendar of Thailand is ahead."""

_YEARS = (2000, 2100)

_CLOCK = pattern(r"\d[:.]\d\d")
_BARE = pattern(_GAP)
_SPEAKER = pattern(r"([^:\n]{1,100}?):(?: |$)")


class _Line(NamedTuple):
    """Where a message's line stands, its date and time as printed, and where its words begin."""

    start: int
    end: int
    date: str
    time: str
    half: str
    words: int


def sniff(head: Head) -> Claim | None:
    """Most lines of the beginning are messages, and somebody speaks in one."""
    text = head.text[:8192]
    first = text.strip(_MARKS + " \r\n").partition("\n")[0]
    # Cheaper than to compile what tells for sure: a time, and what parts it from the words.
    if _CLOCK.search(first) is None or not any(sign in first for sign in ("- ", "]", "\u2013")):
        return None
    found = list(_LINE.finditer(text))
    if not found or text[: found[0].start()].strip(_MARKS + " \r\n"):
        return None
    spoken = sum(_SPEAKER.match(one[8]) is not None for one in found)
    lines = sum(1 for line in text.splitlines() if line.strip())
    if spoken and (len(found) > 1 or lines == 1):
        share = len(found) / lines
        return Claim(min(0.96, 0.7 + 0.3 * share), f"{len(found)} lines of a WhatsApp chat")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """The one chat of the dump."""
    from threadview.formats.told import listed

    yield from listed([_told(dump)])


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The chat, message by message."""
    from threadview.formats.told import told_one

    yield from told_one(dump, [_told(dump)], ref.key)


def _told(dump: Dump) -> Told:
    from threadview.records.values import kept

    return kept(dump, "whatsapp", lambda: _made(dump))


def _made(dump: Dump) -> Told:
    from threadview.records.telling import Item, Told, attached, edited

    dump.load()
    text = dump.text().replace("\r\n", "\n")
    lines = [
        _Line(
            one.start(),
            one.end(),
            _BARE.sub("", one[2] or one[7]),
            one[4] or one[6],
            one[3] or one[5] or "",
            one.start(8),
        )
        for one in _LINE.finditer(text)
    ]
    order = _order(lines)
    items: list[Item] = []
    for number, line in enumerate(lines, 1):
        end = lines[number].start if number < len(lines) else len(text)
        words = text[line.words : end].strip("\n").strip(_MARKS)
        speaker = _SPEAKER.match(words)
        said = (words[speaker.end() :] if speaker else words).strip(_MARKS + " ")
        plain = _EDITED.sub("", said)
        file = _ATTACHED.search(plain)
        items.append(
            Item(
                id=str(number),
                text=_ATTACHED.sub("", plain).strip(_MARKS + " \n") if file else plain,
                author=speaker[1].strip(_MARKS + "~ \u00a0\u202f") if speaker else None,
                date=_iso(line, order),
                date_text=f"{line.date} {line.time} {line.half}".strip(),
                edit=edited(None) if plain != said else None,
                extra=(attached(file[1] or file[2]),) if file else (),
            )
        )
    return Told("chat", None, items, tree=False)


def _figures(line: _Line) -> list[int]:
    return [int(part) for part in re.split(r"[./-]", line.date.rstrip("."))]


def _order(lines: list[_Line]) -> str:
    """Which of "dmy", "mdy", "ymd" the dates are written in; "" where nothing shows it."""
    dates = [_figures(line) for line in lines]
    if any(date[0] > 31 for date in dates):
        return "ymd"
    if any(date[0] > 12 for date in dates) or any("." in line.date for line in lines):
        return "dmy"
    if any(date[1] > 12 for date in dates):
        return "mdy"
    # A chat goes forward: the order in which fewer dates go back, if one does.
    steps = {
        name: sum(a > b for a, b in pairwise(days))
        for name, days in {
            "dmy": [(y, m, d) for d, m, y in dates],
            "mdy": [(y, m, d) for m, d, y in dates],
        }.items()
    }
    if steps["dmy"] == steps["mdy"]:
        return ""
    return min(steps, key=lambda name: steps[name])


def _iso(line: _Line, order: str) -> str | None:
    if not order:
        return None
    held = dict(zip(order, _figures(line), strict=False))
    year = held["y"] + (2000 if held["y"] < 100 else 0)
    if year > _YEARS[1]:
        year -= _BUDDHIST
    if not _YEARS[0] <= year <= _YEARS[1]:  # of a calendar that is not known
        return None
    hour, minute, *second = (int(part) for part in re.split(r"[:.]", line.time))
    if line.half:
        hour = hour % 12 + (12 if line.half.lower().startswith(_AFTERNOON) else 0)
    if not (1 <= held["m"] <= 12 and 1 <= held["d"] <= 31 and hour < 24 and minute < 60):
        return None
    seconds = f":{second[0]:02}" if second else ""
    return f"{year:04}-{held['m']:02}-{held['d']:02}T{hour:02}:{minute:02}{seconds}"
