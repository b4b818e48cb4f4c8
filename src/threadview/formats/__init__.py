"""The Format protocol, the table of own formats, and detection.

A format is a module (or any object) with three functions, and what more it likes to say:

    sniff(head) -> Claim | None        is this mine, how sure, and why
    scan(dump) -> Iterator[ThreadRef]  which threads are in it, cheaply
    read(dump, ref) -> Iterator[Part]  one thread: a Heading early, posts in order, problems

    glance(dump, ref)                  `read` as an index wants it: the words of each post, who
                                       wrote it and when, what of it is quoted, nothing else
    APART = True                       of a dump of lines, each is a thread, whatever others hold
    LINKED = True                      quotes are linked already: nothing is found anew
    STREAMED = True                    a dump is read in pieces: nobody needs to load it first
    BY_LINE = True                     a large one of lines is
    BY_ELEMENT = True                  so is a large one that is a single document
    table(dump)                        its threads as they are found (a `Table`)
    ahead(dump)                        begin to find them while the screen is still being loaded
    holder(dump, key)                  the key of the thread that holds what a key names
    attachment(dump, target)           the bytes that the link of an attachment block leads to

Foreign formats come by the entry point group `threadview.formats`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast

from threadview.errors import BROKEN, FormatError, broken
from threadview.model import Heading, Post, Problem
from threadview.namedtuple import NamedTuple

if TYPE_CHECKING:
    from threadview.dump import Dump


class Copy(NamedTuple):
    """What follows is another page, or another copy, of the same thread: posts numbered from 1
    once more. `name` is its name in the dump, `saved` when it was saved (ISO 8601), `page` its
    place among the pages of the thread. Yielded before the posts of each; `merge` joins them."""

    name: str = ""
    saved: str | None = None
    page: int | None = None


Part = Heading | Post | Problem | Copy


class Head(NamedTuple):
    """What detection looks at: a name (a hint only), the first bytes as stored after
    decompression, and the same decoded as well as can be."""

    name: str
    raw: bytes
    text: str


class Claim(NamedTuple):
    """A format's answer to a head: confidence from 0 to 1, and the reason in plain words."""

    confidence: float
    reason: str


class ThreadRef(NamedTuple):
    """A thread inside a dump: enough to list it and to read it, without having read it.

    `key` means something to the format alone (an offset, an id); it is stable for the same bytes.
    """

    key: str = ""
    title: str | None = None
    posts: int | None = None
    author: str | None = None
    date: str | None = None


class Format(Protocol):
    """What every format, own or foreign, offers."""

    def sniff(self, head: Head) -> Claim | None:
        """Whether a dump that begins like this is of the format, how sure, and why."""

    def scan(self, dump: Dump) -> Iterator[ThreadRef]:
        """The threads in a dump, in order, without reading their posts where that can be had."""

    def read(self, dump: Dump, ref: ThreadRef) -> Iterator[Part]:
        """One thread: a heading early, posts in order, problems where a record is broken. A post
        that comes again under its number is better known now and takes the first one's place."""


class Table(Protocol):
    """The threads of a dump, listed while they are looked for. Rows may move and grow until it is
    complete: a thread is known by its key."""

    @property
    def complete(self) -> bool:
        """Whether all threads are known."""

    @property
    def progress(self) -> float:
        """The share of the dump that has been looked at, from 0 to 1; 0 while that is unknown."""

    def advance(self, seconds: float | None = None) -> bool:
        """Look for more, for so long; whether there may be more."""

    def __len__(self) -> int: ...

    def __getitem__(self, row: int) -> ThreadRef: ...


def table(form: Format, dump: Dump) -> Table:
    """The threads of a dump in a format: as the format itself lists them, or by its scan.

    Raises:
        ThreadviewError: the dump cannot be read.
    """
    own = getattr(form, "table", None)
    if own is not None:
        return cast(Table, own(dump))
    from threadview.formats.scanned import Scanned

    return Scanned(threads(form, dump), dump)


def threads(form: Format, dump: Dump) -> Iterator[ThreadRef]:
    """The threads of a dump in a format.

    Raises:
        FormatError: the dump is not as the format has to be.
        ThreadviewError: the dump cannot be read.
    """
    try:
        yield from form.scan(dump)
    except BROKEN as error:
        raise FormatError(f"{dump.name}: {broken(error)}") from None


def prepare(form: Format, dump: Dump) -> None:
    """Load what a format needs of a dump before its threads are asked for; of an archive, and of a
    large dump of lines, nothing: they may be larger than memory.

    Raises:
        DumpError: an archive goes over the expansion limit, or cannot be read.
    """
    from threadview.compression import is_archive

    if getattr(form, "STREAMED", False) or is_archive(dump.head):
        return
    if getattr(form, "BY_LINE", False):
        from threadview.records.values import by_place, is_lines

        if by_place(dump) and (dump.head.lstrip()[:1] == b"<" or is_lines(dump)):
            return
    if getattr(form, "BY_ELEMENT", False):
        from threadview.records.values import by_place

        if by_place(dump):
            return
    dump.load()


class Listed(NamedTuple):
    """A row of the table of own formats: name, module, and how much its road costs at start-up.
    `begins` holds the signs that a dump of it can begin with, white space aside ("" for any; "{"
    for JSON of any kind, "\x03" for a zip archive, "\x04" for a web archive): the module is loaded
    and asked only then."""

    name: str
    module: str
    road: Literal["light", "heavy"]
    begins: str = ""


OWN: tuple[Listed, ...] = (
    Listed("text", "threadview.formats.text", "light"),
    Listed("pages", "threadview.formats.pages", "heavy"),
    Listed("mail", "threadview.formats.mail", "heavy"),
    Listed("threadview", "threadview.formats.own", "heavy", "{"),
    Listed("discourse", "threadview.formats.discourse", "heavy", "{"),
    Listed("reddit", "threadview.formats.reddit", "heavy", "{"),
    Listed("hackernews", "threadview.formats.hackernews", "heavy", "{"),
    Listed("stackexchange", "threadview.formats.stackexchange", "heavy", "<{"),
    Listed("github", "threadview.formats.github", "heavy", "{"),
    Listed("lemmy", "threadview.formats.lemmy", "heavy", "{"),
    Listed("mastodon", "threadview.formats.mastodon", "heavy", "{"),
    Listed("imageboard", "threadview.formats.imageboard", "heavy", "{"),
    Listed("discord", "threadview.formats.discord", "heavy", "{"),
    Listed("slack", "threadview.formats.slack", "heavy", "{\x03"),
    Listed("telegram", "threadview.formats.telegram", "heavy", "{"),
    Listed("whatsapp", "threadview.formats.whatsapp", "heavy", "[0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"),
    Listed("chatgpt", "threadview.formats.chatgpt", "heavy", "{"),
    Listed("convokit", "threadview.formats.convokit", "heavy", "{"),
    Listed("forumdl", "threadview.formats.forumdl", "heavy", "{"),
    Listed("forumscraper", "threadview.formats.forumscraper", "heavy", "{"),
    Listed("scrapes", "threadview.formats.scrapes", "heavy", "{"),
    Listed("zipped", "threadview.formats.zipped", "heavy", "\x03"),
    Listed("documents", "threadview.formats.documents", "heavy", "{"),
    Listed("warc", "threadview.formats.warc", "heavy", "\x04"),
)
"""Own formats in the order they are asked. "light" ones may stand on the pre-paint's road."""


class Detected(NamedTuple):
    """The surest format for a head, the runner-up, and what was wrong with plug-ins asked."""

    name: str
    claim: Claim
    runner_up: tuple[str, Claim] | None
    problems: tuple[Problem, ...] = ()


def load(name: str) -> Format:
    """The format of that name, own or foreign.

    Raises:
        FormatError: nobody has it; the hint lists those there are.
    """
    for listed in OWN:
        if listed.name == name:
            return cast(Format, import_module(listed.module))
    from threadview.formats.foreign import foreign, installed

    found = foreign(name)
    if found is not None:
        return found
    known = ", ".join(sorted({listed.name for listed in OWN} | set(installed())))
    raise FormatError(f"no format is called {name!r}", f"known: {known}")


_BLANK = "\ufeff\u200e\u200f \t\r\n"
"""What may stand before the sign that a dump begins with."""

_MAGIC = {"PK\x03\x04": "\x03", "WARC/": "\x04"}
"""What archives begin with, and the sign that stands for it."""


def _sign(text: str) -> str:
    """What a text begins with: its first sign, "{" for what can be JSON and nothing else, "\x03"
    for a zip archive, "\x04" for a web archive. A first line such as "[solved] …" is none of these:
    it loads no module."""
    begun = text.lstrip(_BLANK)
    if "ustar" in begun[200:300] and "\0" in begun[:300]:
        return "\x03"  # a tar archive
    if begun[:1] not in ("{", "["):
        magic = (sign for start, sign in _MAGIC.items() if begun.startswith(start))
        return next(magic, begun[:1])
    after = begun[1:].lstrip(_BLANK)[:1]
    return (
        "{" if after in ('"', "}") or (begun[0] == "[" and after in ("{", "[", "]")) else begun[0]
    )


def _claim(form: Format, head: Head) -> Claim | None:
    """What a format says of a head; one that trips over it has nothing to say."""
    try:
        return form.sniff(head)
    except BROKEN:
        return None


def detect(head: Head, *, foreign: bool = False) -> Detected:
    """Ask every own format for its claim on the head; the surest wins, the first asked on a tie.
    With `foreign`, installed plug-ins are asked as well: looking for them takes 50 ms."""
    begins = _sign(head.text)
    claims = [
        (listed.name, claim)
        for listed in OWN
        if (not listed.begins or (begins and begins in listed.begins))
        and (claim := _claim(load(listed.name), head)) is not None
    ]
    problems: list[Problem] = []
    if foreign:
        from threadview.formats.foreign import claims as foreign_claims

        more, problems = foreign_claims(head)
        claims += more
    if not claims:
        raise FormatError(f"{head.name}: no format claims it")
    claims.sort(key=lambda named: -named[1].confidence)
    name, claim = claims[0]
    return Detected(name, claim, claims[1] if len(claims) > 1 else None, tuple(problems))
