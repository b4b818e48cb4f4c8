"""A slow search, character by character, to compare the real one with; and threads to search."""

from __future__ import annotations

from unicodedata import category, normalize

from hypothesis import strategies as st

from threadview.dump import Dump
from threadview.model import Block, Extent, Post, Quote, Source, Span, Thread
from threadview.posts import Posts

TYPOGRAPHIC = str.maketrans("\u2018\u2019\u02bc\u201c\u201d", "'''\"\"")
UNSEEN = {*"\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", *map(chr, range(0x202A, 0x202F))}
UNSEEN |= set(map(chr, range(0x2066, 0x206A)))

TRICKY = (
    "aAbBeEkKsSiIfFtn  \n\t'\"-"
    "éÉêñåÅßẞſİıKÅﬁﬀﬃﬆŉǰΐσςΣ"
    "\u0301\u0323\u0307\u030a\xad\u200b\u200d\u2019\u201c\xa0\u3000"
    "가각かがヴ\u3099क्षिд й漢\U0001f600\ufe0f\u200d\udc80\u0345ͅᾳ"
)

letters = st.text(st.sampled_from(TRICKY), min_size=1, max_size=5)
texts = st.one_of(
    st.text(st.sampled_from(TRICKY), max_size=30),
    st.lists(letters, max_size=8).map(" ".join),
    st.text(max_size=20),
)
queries = st.one_of(
    letters,
    st.lists(letters, min_size=1, max_size=3).map(" ".join),
    st.text(st.sampled_from("aesikfi '"), min_size=1, max_size=3),
).filter(lambda query: query.strip() != "")


def accent(char: str) -> bool:
    return category(char) in ("Mn", "Me") and char not in "\u3099\u309a"


def parts(char: str, case: bool) -> str:
    """The characters that one counts as, accents included."""
    if char in UNSEEN:
        return ""
    if 0x3041 <= ord(char) <= 0x30FF or 0xAC00 <= ord(char) <= 0xD7A3:
        return char
    if 0xFB00 <= ord(char) <= 0xFB17:
        char = normalize("NFKD", char)
    taken = normalize("NFD", char)
    if case:
        taken = "".join(part if accent(part) else part.casefold() for part in taken)
    return normalize("NFD", taken).translate(TYPOGRAPHIC)


def typed(word: str, case: bool) -> list[tuple[str, set[str]]]:
    units: list[tuple[str, set[str]]] = []
    for char in "".join(parts(char, case) for char in word):
        if not accent(char):
            units.append((char, set()))
        elif units:
            units[-1][1].add(char)
    return units


def accents_at(text: str, index: int) -> set[str]:
    end = index + 1
    while end < len(text) and accent(text[end]):
        end += 1
    return {char for char in normalize("NFD", text[index:end]) if accent(char)}


def search(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of a query stand side by side, leftmost first, none overlapping."""
    case = not any(char.isupper() or char.istitle() for char in query)
    words = [typed(word, case) for word in query.split()]
    if not all(words):
        return exact(text, query)
    atoms = [
        (part, index)
        for index, char in enumerate(text)
        for part in parts(char, case)
        if not accent(part)
    ]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(atoms):
        end = match_at(atoms, at, words, text)
        if end is None or (found and atoms[at][1] < found[-1][1]):
            at += 1
            continue
        stop = atoms[end - 1][1] + 1
        while stop < len(text) and accent(text[stop]):
            stop += 1
        found.append((atoms[at][1], stop))
        at = end
    return found


def match_at(
    atoms: list[tuple[str, int]], at: int, words: list[list[tuple[str, set[str]]]], text: str
) -> int | None:
    for nth, word in enumerate(words):
        if nth:
            gap = at
            while at < len(atoms) and atoms[at][0].isspace():
                at += 1
            if at == gap:
                return None
        for base, marks in word:
            if at >= len(atoms) or atoms[at][0] != base:
                return None
            if not marks <= accents_at(text, atoms[at][1]):
                return None
            at += 1
    return at


def exact(text: str, query: str) -> list[tuple[int, int]]:
    found = []
    at = text.find(query)
    while at >= 0:
        found.append((at, at + len(query)))
        at = text.find(query, at + len(query))
    return found


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    """A thread of a text dump: quotes with marks, furniture, headers, all spans in place."""
    raw = ""
    posts: list[Post] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        start, byte_start = len(raw), len(raw.encode("utf-8", "surrogatepass"))
        blocks: list[Block] = []
        quotes: list[Quote] = []
        for _ in range(draw(st.integers(0, 4))):
            kind = draw(st.sampled_from(["paragraph", "paragraph", "quote", "chrome", "separator"]))
            text = draw(texts).strip("\n").rstrip()
            written = text
            quote = None
            if kind == "quote":
                quote = len(quotes)
                quotes.append(Quote("someone"))
                written = "> " + text.replace("\n", "\n> ")
                kind = "paragraph"
            written += draw(st.sampled_from(["\n", "\n\n", "\r\n", "\n\xa0\n"]))
            span = Span(len(raw), len(raw) + len(written))
            spaced = draw(st.booleans())
            blocks.append(Block(kind, text, span, quote, spaced))  # type: ignore[arg-type]
            raw += written
        author = draw(st.sampled_from([None, "Ann Archer", "bob", "Zoë", "ﬁsh"]))
        if author:
            blocks.append(Block("header", author, Span(len(raw), len(raw) + len(author) + 1)))
            raw += author + "\n"
        end = Extent(start, len(raw), byte_start, len(raw.encode("utf-8", "surrogatepass")))
        date = draw(st.sampled_from([None, "2010", "2010-01-31", "2011-05-06T07:08"]))
        post = Post(number, tuple(blocks), tuple(quotes), author, date=date, extent=end)
        posts.append(post)
    packed = Posts(Dump(None, "made", raw.encode("utf-8", "surrogatepass")))
    for post in posts:
        packed.append(post)
    return Thread(Source("-", "text", "utf-8"), draw(st.none() | texts), posts=packed)
