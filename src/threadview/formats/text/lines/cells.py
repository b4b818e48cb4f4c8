"""Cells: the lines of a dump, and the pieces of lines that extractors glue together.

A table row that an extractor wrote as one line is several cells; so is a comment with its date
behind it. Each cell knows where it stands and what it says once bullets, Markdown and the like are
off ("clean"); the text of the dump itself is never changed.
"""

from __future__ import annotations

from itertools import pairwise

from threadview.formats.text.lines.columns import aside, columns
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
"""Lines up to this long come again often, and hold no header and words together."""
MOST = 200_000
"""Distinct lines that are remembered."""
SPECIAL = frozenset("\xa0\u200b\u200e\u2009")
BULLETS = frozenset("•*+□○▪")
DASHED = frozenset(("", " ", "\t", "\xa0"))
"""What stands behind the dash of a list's item."""
WIDEST = 400
"""Cells longer than this are prose; only their ends are looked at."""

SEGMENT = pattern(
    r"(?<=\S)\s+(?P<a>\d{1,2}(?:st|nd|rd|th) [A-Z][a-z]+ \d{4} at \d{1,2}:\d{2} [ap]m #\d+)(?=\s|$)"
    r"|^(?P<b>(?=.{0,80}\b(?:Joined|Registriert|Inscrit|Mitglied seit|Registrado|Регистрация)\b)"
    r".{20,400}? #\d{1,6})(?=\s|$)"
    r"|^(?P<c>\S.{1,40}? (?P<w>Posted|Geschrieben|Posté\(e\)|Опубликовано:?|Publicado|Inviato"
    r"|Geplaatst|Napisano)"
    r" .{6,24}?\d{4}(?: \(edited\))?.{0,30}? (?P=w) .{6,24}?\d{4}(?: \(edited\))?)(?=\s|$)"
    r"|(?<=\S)\s+(?P<d>(?:Edited .{5,60}? by \S+ )?Quote Link to comment Share on other sites"
    r" More sharing options\.\.\.)"
)
"""Whole headers and footers that an extractor wrote into a line of prose."""
SEGMENTED = (
    "Posted ",
    "Quote Link to",
    "Опубликовано",
    "Geschrieben ",
    "Publicado ",
    "Inviato ",
    "Geplaatst ",
)
JOINED = (" at ", "Joined", "Registriert", "Inscrit", "Mitglied seit", "Registrado", "Регистрация")
GLUED = pattern(
    r"(?:(?<=\S)[ \t]+(?=(?:Commented|answered|asked) [A-Z][a-z]{2} \d{1,2}(?:, \d{4})? at"
    r" \d{1,2}:\d{2}$)"
    r"|[ \t]*!\[[^\]]*\]\([^)]*\)[ \t]*(?=Logged\b)|(?<=\bLogged)[ \t]{2,}"
    r"|(?<=\S)[ \t]+(?=« _?[^\W\d][^«»\d]{2,24}: [^«»]{0,24}\d[^«»]{4,80} ?»)"
    r"|(?<=\d »)[ \t]+(?=\S)|[ \t\xa0]+\|[ \t\xa0]*|[ \t]*\t[ \t\xa0]*\t[ \t\xa0|]*|(?<=\S)["
    r" \t]*\|[ \t\xa0]+)"
)
"""Places inside a line where one cell ends and the next begins."""
TABLED = pattern(
    r"[ \t\xa0|](?:(?<=[ \t\xa0])[ \t\xa0]*\|[ \t\xa0]*|(?<=\t)[ \t\xa0]*\t[ \t\xa0|]*"
    r"|(?<=[ \t])[ \t]*\t[ \t\xa0]*\t[ \t\xa0|]*|(?<=\S\|)[ \t\xa0]+)"
)
"""Those of them that are a table's: all there are in a line without one of `WORDED` or "»"."""
WORDED = ("« ", "ommented ", "swered ", "asked ", "Logged")
DATED = pattern(r"(?<=\d »)[ \t]+(?=\S)")
"""The one that is behind a date."""
GLUES = ("\u00bb ", "|", "\t", "Commented ", "Logged")
"""What a text in which `GLUED` finds anything holds."""


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


class Cleaner:
    """Cleans lines, each distinct short one once. `places`: w3m prints "[name]" for pictures;
    `numbered`: lynx prints "[12]" before links."""

    def __init__(self, places: bool = False) -> None:
        self.places = places
        self.numbered = False
        self.joined: tuple[str, ...] = ()
        self.segmented: tuple[str, ...] = ()
        """Those of `JOINED` and `SEGMENTED` that the text has."""
        self.seen: dict[str, str] = {}
        self.whole: dict[str, tuple[str, int, bool, bool]] = {}
        """Lines that are one cell wherever they stand: clean, indentation, bullet, dash."""

    def learn(self, view: str) -> None:
        """See which marks the text has."""
        drawn = W3M_RULE in view or ("[    " in view and W3M.search(view) is not None)
        self.places = self.places or drawn
        self.numbered = self.numbered or _numbered(view)
        self.joined = tuple([word for word in JOINED if word in view]) if "#" in view else ()
        self.segmented = tuple([word for word in SEGMENTED if word in view])

    def __call__(self, raw: str) -> str:
        """The words of a line: no bullets, quote marks, Markdown, image placeholders; one space."""
        if len(raw) > WIDEST:
            raw = raw.strip()
        if len(raw) > WIDEST and "](" not in raw:
            return raw
        done = self.seen.get(raw)
        if done is None:
            if self.numbered and "[" in raw:
                done = clean(NUMBERED.sub("", raw), self.places)
            else:
                done = clean(raw, self.places)
            if len(self.seen) < MOST:
                self.seen[raw] = done
        return done


def clean(raw: str, places: bool = False) -> str:
    """One line's words; see `Cleaner`."""
    text = raw.strip(" \t\xa0\u200b\ufeff")
    if not text:
        return ""
    if text[0] == "_" and RULED.fullmatch(text) is not None:
        return text
    if "](" in text:
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
    tables = any(sign in view for sign in GLUES)
    lines = view.split("\n")
    beside = columns(lines) if "     " in view else {}
    alone = aside(lines, beside) if beside else frozenset[int]()
    whole = cleaner.whole
    for number, line in enumerate(lines):
        start = position
        position += len(line) + 1
        known = whole.get(line)
        if known is not None and (not beside or (number not in beside and number not in alone)):
            add(Cell(start, position, known[0], gap, known[1], known[2], known[3]))
            gap = 0
            continue
        bare = line.strip()
        if not bare:
            if (hard := "\xa0" in line) or (line == " " and bare_ends):
                add(Cell(start, position, "\xa0" if hard else " ", gap, 0))
            gap = 0 if hard else gap + 1
            continue
        indent = 0 if line[0] == bare[0] else len(line) - len(line.lstrip())
        column = beside.get(number) if beside else None
        if column is not None:
            add(Cell(start, start + column, cleaner(line[:column]), gap, indent, side=True))
            line, start, gap, indent = line[column:], start + column, 0, 0
        if len(line) > 60 and _segmented(line, cleaner):
            _segments(line, start, position, gap, indent, cleaner, found)
            gap = 0
            continue
        if (splits := (tables or len(line) < SHORT) and _splits(line)) and tables:
            gap = _split(line, start, position, gap, indent, cleaner, found)
            continue
        text, bullet = cleaner(line), line[indent] in BULLETS
        dashed = bare[0] == "-" and bare[1:2] in DASHED
        add(Cell(start, position, text, gap, indent, bullet, dashed, number in alone))
        gap = 0
        if column is None and len(line) < SHORT and len(whole) < MOST and not splits:
            whole[line] = (text, indent, bullet, dashed)
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
    for word in cleaner.joined if "#" in line else ():
        if word in line:
            break
    else:
        for word in cleaner.segmented:
            if word in line:
                break
        else:
            return False
    return SEGMENT.search(line[:600] + line[-200:]) is not None


def _segments(
    line: str, start: int, end: int, gap: int, indent: int, cleaner: Cleaner, found: list[Cell]
) -> None:
    """Add the cells of a line with headers or footers inside it."""
    edges = [0]
    for mark in SEGMENT.finditer(line):
        group = next(name for name in "abcd" if mark[name] is not None)
        edges += [mark.start(group), mark.end(group)]
    edges = sorted({edge for edge in edges if edge < len(line)})
    pieces = [
        (a, b) for a, b in zip(edges, [*edges[1:], len(line)], strict=True) if line[a:b].strip()
    ]
    for number, (a, b) in enumerate(pieces):
        begin = a if number else 0
        until = pieces[number + 1][0] if number + 1 < len(pieces) else end - start
        found.append(Cell(start + begin, start + until, cleaner(line[a:b]), gap, indent))
        gap = 0


def _splits(line: str) -> bool:
    """Whether a line may hold several cells."""
    if len(line) > 4000:
        return line.startswith("|")
    return (
        "|" in line
        or "\t" in line.strip()
        or "ommented " in line
        or "Logged" in line
        or "swered " in line
        or "\u00bb " in line
    )


def _split(
    line: str, start: int, end: int, gap: int, indent: int, cleaner: Cleaner, found: list[Cell]
) -> int:
    """Add the cells of a line that is glued from several; the blank lines left to count."""
    begin = 0
    glued = TABLED
    if any(sign in line for sign in WORDED):
        glued = GLUED
    elif "\u00bb " in line:
        glued = GLUED if "|" in line or "\t" in line else DATED
    for mark in glued.finditer(line):
        piece = line[begin : mark.start()]
        if not piece.strip():
            continue
        cut = mark.end()
        found.append(Cell(start + begin, start + cut, cleaner(piece), gap, indent))
        gap, begin = 0, cut
    piece = line[begin:]
    if not piece.strip() and found and begin:
        found[-1].end = end
        return 0
    found.append(Cell(start + begin, end, cleaner(piece), gap, indent))
    return 0
