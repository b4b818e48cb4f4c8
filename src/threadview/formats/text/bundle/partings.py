"""Seams: the lines that stand before each of several documents in one file, and what they say.

A seam is a run of marks (a rule, a name between rules, a form feed, a token such as
<|endoftext|>, labels such as "URL: …") from the first of them down to the document's own first
line. Its shape is the kinds of its marks; a file whose documents have seams has one shape of them,
again and again.
"""

from __future__ import annotations

from threadview.cues import separators
from threadview.cues.furniture import words
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

MOST_LINES = 14
"""Lines that a seam can have."""
SIZE = 4096
"""Bytes of a dump that are looked at for one seam."""

RULE = pattern(r"([=\-*_#~+─═━%:])\1{4,}|([=\-*])\2{2,3}|(?:[=\-*_#~+] ){4,}[=\-*_#~+]")
NAMED = pattern(
    r"(?P<open>=+>|-+>|<!--|<{2,3}|\[{2,3}|#{2,}|[=\-*~_]{2,}|\+{3,})[ \t]*"
    r"(?P<name>[^\s=\-*#~_<>+].{0,200}?)[ \t]*"
    r"(?P<close><=+|<-+|-->|>{2,3}|\]{2,3}|#{2,}|[=\-*~_]{2,}|\+{3,})?"
)
TOKEN = pattern(
    rf"<\|?/?{separators.TOKENS}\b[^<>|]{{0,400}}\|?>|\[/?{separators.TOKENS}[^\]]{{0,80}}\]"
    rf"|\x1e|%{{4,}}",
    2,
)
TOKENS = pattern(separators.TOKENS, 2)
PAGED = pattern(
    rf"[\[(<]?\s*{separators.PAGE}\s*(?:no\.? ?|nr\.? ?|#)?(\d{{1,5}})"
    rf"(?:\s*(?:of|/|von|de|sur|van|di|z|из|av|af)\s*(\d{{1,5}}))?\s*[\])>:]?",
    2,
)
LABELLED = pattern(
    r"[\"'*_]{0,2}(\w[\w ]{0,24}?)[*_\"']{0,2}[ \t]?[:=：][*_]{0,2}[ \t]*(\S.{0,600})"
)
ATTRIBUTE = pattern(r"(url|title|id|name|file|page)\s*=\s*\"([^\"]*)\"", 2)
MEMBER = pattern(r"\"(\w+)\"\s*:\s*\"((?:[^\"\\]|\\.)*)\"")
ADDRESS = pattern(r"https?://\S+")
FILE_NAME = pattern(
    r"[^\s\"<>|]{0,180}\w\.(?:txt|text|md|html?|log|asc|xml|json|php\S*)(?:\.gz)?", 2
)
LABELS: dict[str, str] = {
    word: kind
    for kind, row in (
        ("about", separators.ABOUT),
        ("person", separators.PERSON),
        ("name", separators.NAME),
        ("file", separators.FILE),
        ("address", separators.ADDRESS),
    )
    for word in words(row)
}


ADDRESSES, FILES, NAMES = (
    words(row) for row in (separators.ADDRESS, separators.FILE, separators.NAME)
)


class Mark(NamedTuple):
    """A line of a seam: its kind, what it says, and what of it (for labels: "address", …)."""

    kind: str
    value: str = ""
    what: str = ""


class Seam(NamedTuple):
    """`[start, end)` in bytes; `shape` are the kinds of its marks (none where it only ends a
    document), `said` what they say by what ("address", "file", "name", "page")."""

    start: int
    end: int
    shape: tuple[str, ...]
    said: dict[str, str]

    @property
    def told(self) -> frozenset[str]:
        """What it says something about."""
        return frozenset(self.said)


def mark_of(line: str) -> Mark | None:
    """What a line marks, if it is a mark and no text."""
    bare = line.strip()
    if not bare or len(bare) > 640:
        return None
    if RULE.fullmatch(bare):
        return Mark(f"rule {bare[0]}{len(bare)}")
    paged = PAGED.fullmatch(bare)
    if paged is not None:
        return Mark("page", paged[1], "page")
    if TOKEN.fullmatch(bare):
        return _token(bare)
    if bare[0] == "{":
        return _record(bare)
    if ADDRESS.fullmatch(bare):
        return Mark("address", bare, "address")
    named = NAMED.fullmatch(bare)
    if named is not None:
        return _named(named["open"], named["name"], named["close"] or "")
    return _label("", bare)


def _label(before: str, bare: str) -> Mark | None:
    """A label with what it says; what an address's label says is an address, or it is prose."""
    label = LABELLED.fullmatch(bare)
    if label is None:
        return None
    word, value = label[1].strip().casefold(), label[2].strip(" *_\"'")
    what = LABELS.get(word)
    if what is None or (what == "address" and ADDRESS.match(value) is None):
        return None
    return Mark(f"{before}label {word}", value, what)


def _token(bare: str) -> Mark:
    found = dict(ATTRIBUTE.findall(bare))
    word = bare.strip("<>[]|").split()[0].casefold()[:16] if bare[0] in "<[" else bare[0]
    kind = f"token {word}"
    if "url" in found:
        return Mark(kind, found["url"], "address")
    if "title" in found:
        return Mark(kind, found["title"], "name")
    paged = PAGED.search(bare)
    return Mark(kind, paged[1], "page") if paged is not None else Mark(kind)


def _record(bare: str) -> Mark | None:
    """A line of JSON that says where a document is from."""
    if not bare.endswith("}"):
        return None
    found = {key.casefold(): value for key, value in MEMBER.findall(bare)}
    for labels, what in ((ADDRESSES, "address"), (FILES, "file"), (NAMES, "name")):
        value = next((found[label] for label in labels if found.get(label)), None)
        if value is not None:
            return Mark("record", value.replace('\\"', '"').replace("\\/", "/"), what)
    return None


def _named(opening: str, name: str, closing: str) -> Mark | None:
    """A name behind or between signs; signs of two need an end, or it is an arrow or an aside."""
    kind = f"named {opening}{closing}"
    paged = PAGED.fullmatch(name.strip(" :"))
    if paged is not None:
        return Mark(kind, paged[1], "page")
    if ADDRESS.fullmatch(name):
        return Mark(kind, name, "address")
    if FILE_NAME.fullmatch(name):
        return Mark(kind, name, "file")
    label = _label(f"{kind} ", name)
    if label is not None:
        return label
    if TOKENS.fullmatch(name) is not None:
        return Mark(f"token {opening}")
    if closing and len(opening) > 2:
        return Mark(kind, name, "name")
    return Mark(kind, name, "name") if opening[:2] == "##" else None


def seam_at(text: str, start: int) -> Seam | None:
    """The seam that begins with a text, which stands at the byte `start`; None where none does.

    A short line between two rules of one kind is the document's name.
    """
    shape: list[str] = []
    said: dict[str, str] = {}
    end = place = 0
    lines = text.split("\n", MOST_LINES + 8)[: MOST_LINES + 8]
    above: Mark | None = None
    for number, line in enumerate(lines):
        after = place + len(line) + 1
        own = mark = mark_of(line.lstrip("\f"))
        if own is not None and own.kind == "address" and shape:
            own = mark = None  # behind other marks it may be a post's own first line
        if line.startswith("\f"):
            shape.append("form feed")
            end = place + 1
        if own is None and _between(above, line, lines[number + 1 : number + 2]):
            what = "file" if FILE_NAME.fullmatch(line.strip()) else "name"
            mark = Mark("line", line.strip(), what)
        if mark is not None:
            if len(shape) > MOST_LINES:
                return None
            if not mark.kind.startswith("token /"):  # the end of the document before
                shape.append(mark.kind)
            if mark.what == "page":  # the foot of a page says its number, and the next one's head
                said["page"] = mark.value
            elif mark.what:
                said.setdefault(mark.what, mark.value)
            end = min(after, len(text))
        elif line.strip(" \t\r\f\ufeff"):
            break
        above, place = own, after
    if not end:
        return None
    size = len(text[:end].encode("utf-8", "surrogatepass"))
    return Seam(start, start + size, tuple(shape), said)


def _between(above: Mark | None, line: str, below: list[str]) -> bool:
    """Whether a line stands between two rules of one kind."""
    if above is None or not above.kind.startswith("rule") or not 0 < len(line.strip()) <= 200:
        return False
    return any(mark_of(rule.lstrip("\f")) == above for rule in below)


def alike(one: Seam, other: Seam) -> bool:
    """Whether two seams are of one form: the same first mark, and the same things said; what is
    said about a document besides may be missing."""
    if one.shape[:1] != other.shape[:1]:
        return False
    must = {"address", "file", "name", "page", "person"}
    if (one.told & must) != (other.told & must):
        return False
    return "page" in one.told or _bones(one) == _bones(other)


def _bones(seam: Seam) -> tuple[str, ...]:
    """A shape without what may be there or not."""
    return tuple(kind for kind in seam.shape if LABELS.get(kind.rpartition("label ")[2]) != "about")
