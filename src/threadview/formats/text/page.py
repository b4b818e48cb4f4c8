"""A page as cells with what each may be, and what its repetition says about them."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import accumulate, pairwise

from threadview.formats.text.lines.cells import Cell
from threadview.formats.text.lines.files import ENDINGS, goes_on, heads, may_head
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
    SIDE,
    TAIL,
    TITLE,
    Kind,
)
from threadview.formats.text.lines.mentions import mentioned
from threadview.formats.text.lines.tables import Tables
from threadview.formats.text.lines.templates import recurring
from threadview.pattern import pattern

DIGITS = pattern(r"\d+")
EDITED = "* "
"""Reddit's sign of an edit, behind an age."""
POST_WORDS = frozenset(
    [
        "post",
        "message",
        "beitrag",
        "link",
        "permalink",
        "of",
        "top",
        "re",
        "reply",
        "comment",
        "antwort",
        "réponse",
        "respuesta",
        "nr",
        "no",
        "nachricht",
        "mensaje",
        "messaggio",
        "bericht",
        "wiadomość",
        "сообщение",
        "mesaj",
        "inlägg",
        "posted",
    ]
) | {""}
ADDRESS = 100_000
"""A number from which one beside a date may be a post's address: few threads have as many posts."""
TOGETHER = 0.08
"""The share of lines of one form that may stand together by chance."""
BUTTONS = frozenset((HEAD, TAIL))
FACTS = frozenset((DATE, COUNT))
SIGNS = frozenset((EDIT, FILE))
"""What XenForo 2 prints right behind the no-break space that ends a body, reactions aside."""
MONTH = "e:vanilla:¤"
REACTIONS = "t:reactions"
TIMES = pattern(r".{1,30}\d+ ?[x×]")
"""How many reacted in one way, as an item of a list below who did."""
NUMBERS = frozenset((DATE, NUMBER))
FEW = 3
"""Words of a short line that says something."""
REPEATED = 3
"""A short line said this often on a page is furniture until something says otherwise."""


class Page:
    """Cells, what they may be, and the keys that could divide them.

    `lower` are the cells' clean texts in lower case, `view` is the text that they were cut from;
    `codes` are the kinds' codes, one byte each, corrected by context; `keys` name what returns;
    `words` counts the words of cells that may be somebody's.
    """

    def __init__(self, cells: list[Cell], tables: Tables, view: str = "") -> None:
        self.cells = cells
        lines = [cell.clean for cell in cells]
        self.lower = list(map(str.casefold, lines))
        self.view = view
        self.tables = tables
        known, classify = tables.seen.get, tables.kind
        self.kinds: list[Kind] = [known(line) or classify(line) for line in lines]
        for index, kind in recurring(cells, self.kinds).items():
            self.kinds[index] = kind
        self.codes = bytearray([kind.code for kind in self.kinds])
        self.keys: list[str] = [kind.key for kind in self.kinds]
        self.repeats: set[str] = set()
        self.listed: frozenset[int] = frozenset()
        for index in [n for n, cell in enumerate(cells) if cell.side]:
            if self.codes[index] not in (TAIL, RULE, BLANK, NUMBER, DATE):
                self.codes[index], self.keys[index] = SIDE, ""
        self._months()
        self._files()
        self._facts()
        self._values()
        self._dates()
        self._reactions()
        self._repeats()
        self.mentioned = mentioned(cells, self.kinds, self.codes)
        self.words = [
            kind.words if code in (PROSE, SHORT, TITLE) and not key else 0
            for kind, code, key in zip(self.kinds, self.codes, self.keys, strict=True)
        ]
        self.total = [0, *accumulate(self.words)]

    def words_between(self, start: int, end: int) -> int:
        """Words of cells `start` to `end` that may be somebody's."""
        return self.total[end] - self.total[start] if end > start else 0

    def prose_between(self, start: int, end: int) -> bool:
        """Whether any of the cells is plainly prose."""
        return self.codes.find(PROSE, start, end) >= 0

    def _months(self) -> None:
        """Months alone are Vanilla's headers only where one says more: edited, what category."""
        if MONTH not in self.keys:
            return
        places = [n for n, key in enumerate(self.keys) if key == MONTH]
        dates = [(n, date) for n in places if (date := self.kinds[n].date) is not None]
        if not any(date.end < len(self.cells[n].clean) for n, date in dates):
            for n, date in dates:
                kind = self.kinds[n] = Kind(DATE, self.kinds[n].words)
                kind.date, kind.residue, kind.sure = date, ("", ""), True
                self.codes[n], self.keys[n] = DATE, ""

    def _files(self) -> None:
        """Lines below a heading for files, and beside what is surely one, as long as they go on;
        what was attached to the post above is `listed`."""
        codes, count = self.codes, len(self.codes)
        lines = self.lower
        if FILE not in codes and not may_head(set(lines)):
            return
        listed: set[int] = set()
        for index, lower in enumerate(lines):
            below = lines[index + 1] if index + 1 < count else ""
            sized = codes[index] == FILE and not lower.endswith(ENDINGS)
            going = index - 1 in listed and (codes[index] == FILE or goes_on(lower, below))
            if sized or going or heads(lower, below):
                listed.add(index)
                while sized and index and goes_on(lines[index - 1], lower):
                    index -= 1
                    listed.add(index)
        for index in listed:
            codes[index], self.keys[index] = FILE, ""
        self.listed = frozenset(listed)

    def _reactions(self) -> None:
        """How many reacted in which way stands below who did."""
        cells, lines = self.cells, self.lower
        for index in [n + 1 for n, key in enumerate(self.keys[:-1]) if key == REACTIONS]:
            below = index
            while below < len(cells) and cells[below].bullet and TIMES.fullmatch(lines[below]):
                self.codes[below], self.keys[below] = TAIL, REACTIONS
                below += 1

    def _facts(self) -> None:
        """What is a button elsewhere ("Registrado", "Posts") is a label where its fact follows."""
        codes, cells, labels = self.codes, self.cells, self.tables.labels
        buttons = [n for n, code in enumerate(codes[:-1]) if code in BUTTONS]
        for index in [n for n in buttons if codes[n + 1] in FACTS]:
            label = self.lower[index].rstrip(" :")
            fact = codes[index + 1] == COUNT or self.kinds[index + 1].sure
            if label not in labels or not fact or cells[index + 1].gap > 1:
                continue
            near = codes[max(0, index - 3) : index] + codes[index + 2 : index + 6]
            if LABEL in near or PAIR in near:
                codes[index], self.keys[index] = LABEL, "l:" + label

    def _values(self) -> None:
        """A short line behind a lone label is its value; a lone label without company is a word."""
        codes, cells = self.codes, self.cells
        count = len(codes)
        index = -1
        while (index := codes.find(LABEL, index + 1)) >= 0:
            near = codes[max(0, index - 6) : index] + codes[index + 1 : index + 8]
            company = LABEL in near or PAIR in near
            clean = cells[index].clean
            if not clean.endswith(":") and (not company or clean[0].islower()):
                codes[index], self.keys[index] = SHORT, ""
                continue
            following = index + 1
            alone = index == 0 or codes[index - 1] not in (LABEL, PAIR)
            if following < count and codes[following] == NBSP and alone:
                codes[index], self.keys[index] = SHORT, ""
            elif following < count and codes[following] not in (
                LABEL,
                PAIR,
                HEAD,
                TAIL,
                EDIT,
                FOOT,
                NUMBER,
            ):
                short = codes[following] != PROSE or len(cells[following].clean) < 60
                last = index + 2 < count and codes[following] == NBSP
                if short and cells[following].gap < 2 and (not last or codes[index + 2] != NBSP):
                    codes[following], self.keys[following] = PAIR, "value"
                    index += 1
        marks = [n for n in range(1, count - 1) if codes[n] == NBSP]
        signed = any(codes[n + 1] in SIGNS or self.keys[n + 1] == REACTIONS for n in marks)
        for index in marks:
            # XenForo 2 ends a body here, and prints each fact below its label; vBulletin 3 parts a
            # title from facts that stand behind theirs.
            told = codes[index - 1] == LABEL or self.keys[index - 1] == "value"
            beside = codes[index + 1] == PAIR and codes[index - 1] not in (PROSE, FILE)
            beside = beside and not signed
            if beside or (told and codes[index + 1] == LABEL):
                codes[index], self.keys[index] = BLANK, ""

    def _dates(self) -> None:
        """Give each line with a date a key: what stands beside the date on most such lines."""
        forms: Counter[str] = Counter()
        own: dict[int, tuple[str, ...]] = {}
        places = [n for n, code in enumerate(self.codes) if code in NUMBERS]
        if self._addressed(places):
            for index in places:
                if self.codes[index] == DATE and self.keys[index] == "#":
                    self.keys[index] = ""
        for index in places:
            kind = self.kinds[index]
            if kind.residue is None:
                continue
            if self.codes[index] == NUMBER:
                if kind.residue != ("", ""):
                    self.keys[index] = (
                        "#" if _plain(kind.residue) else f"#:{kind.residue[0]}#{kind.residue[1]}"
                    )
            elif self.keys[index] != "#":
                own[index] = _forms(*kind.residue, _clock(kind))
        alike = Counter(own.values())
        for candidates, count in alike.items():
            for form in candidates:
                forms[form] += count
        best = {candidates: _commonest(candidates, forms) for candidates in alike}
        for index, candidates in own.items():
            self.keys[index] = best[candidates]
        self._told_apart({index: candidates[0] for index, candidates in own.items()})

    def _addressed(self, places: list[int]) -> bool:
        """Whether the numbers beside dates are addresses ("#60000037"): long, and no two of them
        count one post from the other."""
        numbers = [
            int(number)
            for n in places
            if self.codes[n] == DATE and (number := self.kinds[n].number or "").isdigit()
        ]
        longest = max(numbers, default=0)
        return longest >= ADDRESS and not any(b - a == 1 for a, b in pairwise(numbers))

    def _told_apart(self, exact: dict[int, str]) -> None:
        """Lines of one open form that often stand together are several kinds of lines: "asked
        DATE", "edited DATE". What divides posts stands once in each: those that stand beside
        others most often go by what they say exactly, until no two stand together. (A line that
        says something once is somebody's: who posted, and when.)"""
        open_: Counter[str] = Counter()
        alike = Counter(exact.values())
        said: Counter[str] | None = None
        beside: dict[str, list[tuple[str, str]]] = {}
        earlier: dict[str, int] = {}
        for index, form in exact.items():
            key = self.keys[index]
            if "…" not in key:
                continue
            open_[key] += 1
            above = earlier.get(key)
            if above is not None and exact[above] != form:
                often = max(alike[exact[above]], alike[form]) >= REPEATED
                said = said or Counter(self.lower)
                if often and not self._spoken(above + 1, index, said):
                    beside.setdefault(key, []).append((exact[above], form))
            earlier[key] = index
        apart: set[tuple[str, str]] = set()
        for key, pairs in beside.items():
            while pairs:
                ((form, count),) = Counter(form for pair in pairs for form in pair).most_common(1)
                if count <= max(2, TOGETHER * open_[key]):
                    break
                apart.add((key, form))
                pairs = [pair for pair in pairs if form not in pair]
        for index, form in exact.items():
            if (self.keys[index], form) in apart:
                self.keys[index] = form

    def _spoken(self, start: int, end: int, said: Counter[str]) -> bool:
        """Whether somebody seems to speak in the cells: in prose, or a short line said once."""
        return self.prose_between(start, end) or any(
            self.codes[n] == SHORT and self.kinds[n].words >= FEW and said[self.lower[n]] == 1
            for n in range(start, end)
        )

    def _repeats(self) -> None:
        """Short lines that return become furniture with a key of their own."""
        shapes: Counter[str] = Counter()
        own: dict[int, str] = {}
        known: dict[str, str] = {}
        for index in [n for n, code in enumerate(self.codes) if code == SHORT]:
            if not self.keys[index]:
                clean = self.cells[index].clean
                shape = known.get(clean)
                if shape is None:
                    shape = known[clean] = DIGITS.sub("0", clean.casefold())
                own[index] = shape
        shapes.update(own.values())
        for index, shape in own.items():
            if shapes[shape] >= REPEATED and self.kinds[index].words:
                self.repeats.add(shape)
                self.keys[index] = "r:" + shape

    def is_furniture(self, index: int) -> bool:
        """Whether a cell is surely not somebody's words (a repeated short line may be a name)."""
        code = self.codes[index]
        return code in FURNITURE or (code == SHORT and bool(self.keys[index]))


FURNITURE = frozenset(
    (NBSP, RULE, COUNT, NUMBER, DATE, LABEL, PAIR, HEAD, TAIL, FOOT, EDIT, AD, BLANK, SIDE)
)


def _plain(residue: tuple[str, str] | None) -> bool:
    """Whether what stands beside a post's number is a word for post, or a mark."""
    words = " ".join(residue or ()).split()
    return all(word.strip("·|,-().") in POST_WORDS or word.isdigit() for word in words)


def _clock(kind: Kind) -> str:
    """Whether a date is an age, or has a time."""
    return "A" if kind.age else ("T" if kind.date is not None and kind.date.time else "")


@lru_cache(maxsize=4096)
def _forms(before: str, after: str, clock: str) -> tuple[str, ...]:
    """The keys a line with a date could have, by the words on both sides of it, the most exact
    first."""
    before, after = DIGITS.sub("0", before), DIGITS.sub("0", after)
    if clock == "A":
        after = after.lstrip(EDITED)
    forms = [f"d{clock}:{before}¤{after}"]
    words = before.split()
    if words:
        forms += [
            f"d{clock}:{words[0]} …¤{after}",
            f"d{clock}:… {words[-1]}¤{after}",
            f"d{clock}:…¤{after}",
        ]
    beside = (words[-1], after.split()[0]) if words and after else ("", "")
    if any(map(str.isalpha, "".join(beside))):
        forms.append(f"d{clock}:… {beside[0]}¤{beside[1]} …")
    if after:
        forms += [f"d{clock}:{before}¤{after.split()[0]} …", f"d{clock}:{before}¤…"]
        behind = after.split()[:2]
        if words and len(behind) > 1 and all(map(str.isalpha, behind)):
            forms.append(f"d{clock}:…¤{behind[0]} {behind[1]} …")
    return tuple(forms)


def _commonest(candidates: tuple[str, ...], forms: Counter[str]) -> str:
    """The form that most lines have, where it is many more than have the exact one."""
    most = 1.2 * forms[candidates[0]]
    best = max(candidates, key=lambda form: (forms[form] > most, forms[form]))
    return candidates[0] if most >= forms[best] else best
