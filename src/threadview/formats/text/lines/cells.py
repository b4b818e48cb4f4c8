"""Cells: the lines of a dump, and the pieces of lines that extractors glue together.

A table row that an extractor wrote as one line is several cells; so is a comment with its date
behind it. Each cell knows where it stands and what it says once bullets, Markdown and the like are
off ("clean"); the text of the dump itself is never changed.
"""

from __future__ import annotations

from itertools import pairwise

from threadview.formats.text.lines.cuts import aside, columns
from threadview.pattern import pattern

IMAGE = pattern(r"!\[([^\]]*)\]\((?:\\.|[^()\\]|\([^()]*\)){0,2000}\)")
LINK = pattern(r"\[((?:[^\[\]]|\[[^\[\]]*\]){0,500})\]\((?:\\.|[^()\\]|\([^()]*\)){0,2000}\)")
ESCAPE = pattern(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
EMPHASIS = pattern(r"\*\*|__|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
RULED = pattern(r"_{8,24}")
"""phpBB's rule above a signature, in a sign of emphasis."""
CODE = pattern(r"`([^`]*)`")
BULLET = pattern(r"(?:(?:[>|#•*+□○▪■◦·‣–—-]|\(BUTTON\)|\[ \])[ \t\xa0]+|[>|•□▪■‣]|#+ )+")
BULLET_FIRST = frozenset(">|#•*+□○▪■◦·‣–—-([‣")
PLACE = pattern(r"\[[\w.*@-]{1,16}\](?:[ \xa0]|$)|\[(?=[^\]]*[-_.]|[^\]]{10}\])[\w.*@-]{1,16}\]")
"""What w3m prints for a picture: its text, or the first ten letters of its file's name. Right in
front of a word, other letters in brackets are somebody's ("[ABC]tern")."""
NUMBERED = pattern(r"\[(\d{1,5})\](?=\S)")
"""What lynx prints in front of each link: its number in the list of links below the page."""
SAMPLE = 16_384
"""Characters in which such numbers are looked for."""
FEWEST = 8
"""Numbers that must count up by one."""
SPACES = pattern(r"[ \t\xa0\u200b\u200e\u2009]+")
SHORT = 60
"""Lines up to this long come again often."""
HEADER = 32
"""Lines up to this long hold no header and words together."""
MOST = 200_000
"""Distinct lines that are remembered."""
SPECIAL = frozenset("\xa0\u200b\u200e\u2009")
BULLETS = frozenset("•*+□○▪")
DASHED = frozenset(("", " ", "\t", "\xa0"))
"""What stands behind the dash of a list's item."""
WIDEST = 400
"""Cells longer than this are prose; only their ends are looked at."""

SEGMENT = pattern(
    r"(?:^|(?<=\S)\s+)(?P<a>(?:\d{1,2}(?:st|nd|rd|th) [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2},) \d{4} at"
    r" \d{1,2}:\d{2} [ap]m #\d+)(?=\s|$)"
    r"|^(?P<e>[A-Z][a-z]+ \d{1,2}, 20\d{2}\d{1,2} (?:yr|mo|wk|day|hr|min)s?)(?=\s)"
    r"|^(?P<b>(?=.{0,80}\b(?:Joined|Registriert|Inscrit|Mitglied seit|Registrado|Регистрация)\b)"
    r".{20,400}? #\d{1,6})(?=\s|$)"
    r"|^(?P<c>\S.{1,40}? (?P<w>Posted|Geschrieben|Posté\(e\)|Опубликовано:?|Publicado|Inviato"
    r"|Geplaatst|Napisano)"
    r" .{6,24}?\d{4}(?: \(edited\))?.{0,30}? (?P=w) .{6,24}?\d{4}(?: \(edited\))?)(?=\s|$)"
    r"|(?<=\S)\s+(?P<d>(?:Edited .{5,60}? by \S+ )?Quote Link to comment Share on other sites"
    r" More sharing options\.\.\.)"
)
"""Whole headers and footers that an extractor wrote into a line of prose."""
STAMP = 24
"""Characters at a line's start in which Invision 5 says when, and its age: "May 3, 20241 yr"."""
HEADS = ("Posted ", "Опубликовано", "Geschrieben ", "Publicado ", "Inviato ", "Geplaatst ")
HEAD = 60
"""Characters at a line's start in which one of these stands."""
SHARED = "Quote Link to"
JOINED = (" at ", "Joined", "Registriert", "Inscrit", "Mitglied seit", "Registrado", "Регистрация")
GLUED = pattern(
    r"(?:(?<=\S)[ \t]+(?=(?:Commented|answered|asked) [A-Z][a-z]{2} \d{1,2}(?:, \d{4})? at"
    r" \d{1,2}:\d{2}$)"
    r"|[ \t]*!\[[^\]]*\]\([^)]*\)[ \t]*(?=Logged\b)|(?<=\bLogged)[ \t]{2,}"
    r"|(?<=\S)[ \t]+(?=« _?[^\W\d][^«»\d]{2,24}: [^«»]{0,24}\d[^«»]{4,80} ?»)"
    r"|(?<=\d »)[ \t]+(?=\S)|[ \t\xa0]+\|[ \t\xa0]*|[ \t]*\t[ \t\xa0]*\t[ \t\xa0|]*|(?<=\S)["
    r" \t]*\|[ \t\xa0]+|(?<=\S)[ \t]+(?=_{17}(?!_))|(?<=[^_]_{17})[ \t]+(?=\S))"
)
"""Places inside a line where one cell ends and the next begins."""
TABLED = pattern(
    r"[ \t\xa0|](?:(?<=[ \t\xa0])[ \t\xa0]*\|[ \t\xa0]*|(?<=\t)[ \t\xa0]*\t[ \t\xa0|]*"
    r"|(?<=[ \t])[ \t]*\t[ \t\xa0]*\t[ \t\xa0|]*|(?<=\S\|)[ \t\xa0]+)"
)
"""Those of them that are a table's: all there are in a line without one of `WORDED` or "»"."""
SIGNED = "_" * 17
"""phpBB 2's rule above a signature (`viewtopic.php`), in one line with it in a table's cell."""
WORDED = ("« ", "ommented ", "swered ", "asked ", "Logged", SIGNED)
DATED = pattern(r"(?<=\d »)[ \t]+(?=\S)")
"""The one that is behind a date."""
GLUES = ("|", "\t", "Commented ", "Logged", "\u00bb ", SIGNED)
"""What a text in which `GLUED` finds anything holds."""
SIGNS = ("|", "\t", "ommented ", "Logged", "swered ", "\u00bb ", SIGNED)
"""What a line that may be several cells holds."""
LONGEST = 4000
"""Cells of longer lines are looked for only in what is a table by its first sign."""


class Cell:
    """A piece of a line: `view[start:end]`, `clean` text, blank lines before it, indentation,
    whether it is a list's item, and whether with a dash, as Markdown has it; `side`: it stands in a
    poster's column beside the bodies."""

    __slots__ = ("bullet", "clean", "dashed", "end", "gap", "indent", "side", "start")

    def __init__(
        self,
        start: int,
        end: int,
        clean: str,
        gap: int,
        indent: int,
        bullet: bool = False,
        dashed: bool = False,
        side: bool = False,
    ) -> None:
        self.bullet = bullet
        self.dashed = dashed
        self.side = side
        self.start = start
        self.end = end
        self.clean = clean
        self.gap = gap
        self.indent = indent


Piece = tuple[int, int, str, int, bool, bool]
"""A cell as it stands in its line, wherever that stands: `line[start:end]`, clean text,
indentation, whether it is an item, and whether with a dash."""


class Cleaner:
    """Cuts lines into cells and cleans these, short lines that are equal once. `places`: w3m prints
    "[name]" for pictures; `numbered`: lynx prints "[12]" before links."""

    def __init__(self, places: bool = False) -> None:
        self.places = places
        self.numbered = False
        self.tables = False
        """Whether the text has any of `GLUES`."""
        self.shared = False
        """Whether it has `SHARED`."""
        self.signs: tuple[str, ...] = ()
        """Those of `SIGNS` that it has."""
        self.seen: dict[str, str] = {}
        self.lines: dict[str, tuple[Piece, ...]] = {}
        """Lines that are the same cells wherever they stand."""

    def learn(self, view: str) -> None:
        """See which marks the text has."""
        drawn = W3M_RULE in view or ("[    " in view and W3M.search(view) is not None)
        self.places = self.places or drawn
        self.numbered = self.numbered or _numbered(view)
        self.shared = SHARED in view
        self.signs = tuple([sign for sign in SIGNS if sign[0] in view and sign in view])
        known = self.signs  # of "Commented " all but the capital
        self.tables = any(s in known or (s[1:] in known and s in view) for s in GLUES)

    def __call__(self, raw: str) -> str:
        """The words of a line: no bullets, quote marks, Markdown, image placeholders; one space."""
        if len(raw) > WIDEST:
            raw = raw.strip()
        if len(raw) > WIDEST and not ("]" in raw and "](" in raw):
            return raw
        short = len(raw) < SHORT
        if short and (known := self.seen.get(raw)) is not None:
            return known
        done = clean(NUMBERED.sub("", raw) if self.numbered else raw, self.places)
        if short and len(self.seen) < MOST:
            self.seen[raw] = done
        return done

    def cut(self, line: str, bare: str) -> tuple[Piece, ...]:
        """The cells of a whole line that is `bare` without the white space around it."""
        pieces = self.pieces(line, bare)
        if len(line) >= SHORT or len(self.lines) >= MOST:
            return pieces
        # What else the text has tells whether a line with none of `GLUES` was looked into.
        if len(pieces) > 1 or not self.splits(line) or any(sign in line for sign in GLUES):
            self.lines[line] = pieces
        return pieces

    def pieces(self, line: str, bare: str, indent: int = -1) -> tuple[Piece, ...]:
        """The same, found anew; with `indent`, of a line's second column."""
        if indent < 0:
            indent = 0 if line[0] == bare[0] else len(line) - len(line.lstrip())
        if len(line) > HEADER and _segmented(line, self):
            return _segments(line, indent, self)
        if self.tables and self.splits(line):
            return _split(line, indent, self)
        bullet = line[indent] in BULLETS
        dashed = bare[0] == "-" and bare[1:2] in DASHED
        return ((0, len(line) + 1, self(line), indent, bullet, dashed),)

    def splits(self, line: str) -> bool:
        """Whether a line may hold several cells."""
        if len(line) > LONGEST:
            return line.startswith("|")
        for sign in self.signs:
            if sign[0] in line and sign in line and (sign != "\t" or sign in line.strip()):
                return True
        return False


def clean(raw: str, places: bool = False) -> str:
    """One line's words; see `Cleaner`."""
    text = raw.strip(" \t\xa0\u200b\ufeff")
    if not text or text.isalnum():
        return text
    if text[0] == "_" and RULED.fullmatch(text) is not None:
        return text
    if "]" in text and "](" in text:  # one sign is found twenty times as fast as two
        text = IMAGE.sub(r" \1 ", text)
        text = LINK.sub(r"\1", LINK.sub(r"\1", text))
    if "\\" in text:
        text = ESCAPE.sub(r"\1", text)
    if "(BUTTON)" in text:
        text = text.replace("(BUTTON)", " ")
    text = text.strip()
    bullet = BULLET.match(text) if text[:1] in BULLET_FIRST else None
    if bullet:
        text = text[bullet.end() :]
    elif text in {"*", "•", "-", "+", "□", "|", "○", ">", "—"}:
        return ""
    if places and text[:1] == "[":
        place = PLACE.match(text)
        if place and not text.startswith(
            ("[quote", "[QUOTE", "[b]", "[i]", "[url", "[deleted", "[removed")
        ):
            text = text[place.end() :]
    if "*" in text or "_" in text:
        text = EMPHASIS.sub("", text)
    if "`" in text:
        text = CODE.sub(r"\1", text)
    if "  " in text or "\t" in text or (not text.isascii() and not SPECIAL.isdisjoint(text)):
        text = SPACES.sub(" ", text)
    text = text.strip(" |")
    if text.startswith("# ") and text[2:3].isdigit():
        text = "#" + text[2:]
    return text


W3M = pattern(r"\[ {4,}\]")
W3M_RULE = "━" * 25
"""What w3m prints for a picture without a text, and for a rule."""


def cells_of(view: str, cleaner: Cleaner) -> list[Cell]:
    """The cells of a text whose line ends are all "\\n"; blank lines are counted, not kept.

    A line of one no-break space is a cell whose clean text is a no-break space, a line of one
    space, as html2text and w3m print it, one whose clean text is a space.
    """
    cleaner.learn(view)
    position, gap, found = 0, 0, list[Cell]()
    bare_ends = "\n\n" in view  # else a space stands for the first sign of each line's end
    add = found.append
    lines = view.split("\n")
    beside = columns(lines) if "     " in view else {}
    alone = aside(lines, beside) if beside else frozenset[int]()
    known, cut = cleaner.lines.get, cleaner.cut
    for number, line in enumerate(lines):
        start = position
        position += len(line) + 1
        if not line:
            gap += 1
            continue
        pieces = None
        if len(line) < SHORT and not (beside and (number in beside or number in alone)):
            pieces = known(line)
        if pieces is None:
            bare = line.strip()
            if not bare:
                if (hard := "\xa0" in line) or (line == " " and bare_ends):
                    add(Cell(start, position, "\xa0" if hard else " ", gap, 0))
                gap = 0 if hard else gap + 1
                continue
            column = beside.get(number)
            if column is not None:
                left = line[:column]
                indent = 0 if line[0] == bare[0] else len(line) - len(line.lstrip())
                add(Cell(start, start + column, cleaner(left), gap, indent, side=True))
                pieces = cleaner.pieces(line[column:], bare, 0)
                start, gap = start + column, 0
            elif number in alone:
                pieces = cleaner.pieces(line, bare)
            else:
                pieces = cut(line, bare)
        for begin, end, text, indent, bullet, dashed in pieces:
            add(Cell(start + begin, start + end, text, gap, indent, bullet, dashed))
            gap = 0
        if number in alone and not (cleaner.tables and cleaner.splits(line)):
            found[-1].side = True
    if found:
        found[-1].end = min(found[-1].end, len(view))
    return found


def _numbered(view: str) -> bool:
    """Whether a text numbers its links, as lynx does."""
    if "[" not in view:
        return False
    numbers = [int(number) for number in NUMBERED.findall(view, 0, SAMPLE)]
    steps = sum(b == a + 1 for a, b in pairwise(numbers))
    return len(numbers) >= FEWEST and steps >= 0.8 * (len(numbers) - 1)


def _segmented(line: str, cleaner: Cleaner) -> bool:
    """Whether a long line may hold a whole header or footer."""
    told = cleaner.shared and SHARED in line
    if not told:
        head = line[:HEAD]
        for word in HEADS:
            if word in head:
                told = True
    if not told and "#" in line:
        told = any(word in line for word in JOINED)
    if not told and ", 20" in line[:STAMP]:
        told = True
    return told and SEGMENT.search(line[:600] + line[-200:]) is not None


def _segments(line: str, indent: int, cleaner: Cleaner) -> tuple[Piece, ...]:
    """The cells of a line with headers or footers inside it."""
    edges = [0]
    for mark in SEGMENT.finditer(line):
        group = next(name for name in "abcde" if mark[name] is not None)
        edges += [mark.start(group), mark.end(group)]
    edges = sorted({edge for edge in edges if edge < len(line)})
    cuts = [
        (a, b) for a, b in zip(edges, [*edges[1:], len(line)], strict=True) if line[a:b].strip()
    ]
    begins = [0, *(a for a, _ in cuts[1:]), len(line) + 1]
    return tuple(
        [
            (begin, end, cleaner(line[a:b]), indent, False, False)
            for (a, b), (begin, end) in zip(cuts, pairwise(begins), strict=True)
        ]
    )


def _split(line: str, indent: int, cleaner: Cleaner) -> tuple[Piece, ...]:
    """The cells of a line that is glued from several."""
    found: list[Piece] = []
    begin = 0
    glued = TABLED
    if [sign for sign in WORDED if sign in line]:
        glued = GLUED
    elif "\u00bb " in line:
        glued = GLUED if "|" in line or "\t" in line else DATED
    for mark in glued.finditer(line):
        piece = line[begin : mark.start()]
        if piece.strip():
            found.append((begin, mark.end(), cleaner(piece), indent, False, False))
            begin = mark.end()
    piece = line[begin:]
    if not piece.strip() and found:
        found[-1] = (found[-1][0], len(line) + 1, *found[-1][2:])
    else:
        found.append((begin, len(line) + 1, cleaner(piece), indent, False, False))
    return tuple(found)
