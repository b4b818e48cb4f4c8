"""From the bytes of a dump, in whatever encoding, to UTF-8.

Decided in this order: what the reader forced; a byte-order mark; UTF-16 or UTF-32 by where the
NULs stand; UTF-8 if the bytes are mostly valid as such; else a legacy charset, by detection on a
bounded sample. A dump that begins in plain ASCII stays undecided until its first other byte, since
ASCII reads the same in all of them.

Bytes that mean nothing in the encoding become lone surrogates, U+DC80 to U+DCFF, as PEP 383
("surrogateescape") has it, and leave here as "surrogatepass" writes them in UTF-8. Where a codec
of several bytes a character meets an ASCII byte that it cannot use, that byte stands for itself.
"""

from __future__ import annotations

import codecs

from threadview.errors import DumpError

BINARY_HEAD = 8192
"""First bytes of a dump in which binary is looked for."""

SAMPLE = 16384
"""Most bytes that charset detection looks at."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    # Before UTF-16, whose mark it begins with.
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

_CONTROLS = bytes([*range(7), *range(14, 27), *range(28, 32), 127])
"""The control characters that text does not hold: not bell to carriage return, not escape."""

_LOW = bytes(b for b in range(32) if b not in b"\n\r")

_NOT_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw-unicode-escape"})
"""Python's text codecs that are no charset of any file."""

_HANDLER = "threadview.bytes"


def named_encoding(name: str) -> str:
    """Python's own name for an encoding, as it is reported.

    Raises:
        DumpError: there is no such text encoding.
    """
    try:
        b"a".decode(name, "replace")
        found = codecs.lookup(name).name
        codecs.getincrementaldecoder(found)
    except (LookupError, ValueError):
        found = "undefined"
    if found == "utf-8-sig":  # a mark is looked for anyway
        return "utf-8"
    if found.replace("_", "-") in {other.replace("_", "-") for other in _NOT_CHARSETS}:
        raise DumpError(
            f"no text encoding is called {name!r}", "for instance: utf-8, cp1252, koi8-r"
        )
    return found


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte-order mark announces (Unicode 15, §23.8)."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    return None


def is_bare_mark(head: bytes) -> bool:
    """Whether a dump is a byte-order mark and nothing more."""
    return any(head == mark for mark, _ in _MARKS)


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, by decoding: "utf-16-le", "utf-16-be", "utf-32-le" or
    "utf-32-be", if `head` holds a NUL and is plausible text in one of them."""
    if 0 not in head or _narrow(head):
        return None
    best, best_plain = None, 0
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        try:
            decoder = codecs.getincrementaldecoder(name)()
            text = decoder.decode(head)
        except UnicodeDecodeError:
            continue
        # Half a character at the end: a cut of a long text, but a short one is no such text.
        halved = bool(decoder.getstate()[0])
        if not text or not _plausible(text, halved):
            continue
        # Spaces, line ends and ASCII tell the byte order: swapped, they are other characters.
        plain = sum(map(text.count, " \n\r\t\u3000")) + sum(1 for c in text if c.isascii())
        if plain > best_plain:
            best, best_plain = name, plain
    return best


def _narrow(head: bytes) -> bool:
    """Whether a head is text of one byte a character but for a NUL or two: valid UTF-8, and few
    bytes below the space, which are half of most scripts when they are 16 bits wide."""
    try:
        codecs.utf_8_decode(head, "strict", False)
    except UnicodeDecodeError:
        return False
    low = len(head) - len(head.translate(None, _LOW))
    return low * 4 <= len(head)


def _plausible(text: str, halved: bool) -> bool:
    """Whether text decoded as UTF-16 or UTF-32 looks as if it had been that; `halved` says that
    it ends within a character."""
    odd = halved + sum(
        1 for c in text if not c.isprintable() and c not in "\t\n\v\f\r\x1b\u3000\xa0"
    )
    if "\0" in text or odd > len(text) // 50:
        return False
    # Narrow text misread: the spaces and line ends in it became halves of other characters.
    halves = sum(1 for c in text if c > "\xff" and {ord(c) & 0xFF, ord(c) >> 8} & {0x0A, 0x20})
    return halves <= max(len(text) // 20, sum(map(text.count, " \n")))


def _seven_bit(head: bytes) -> str | None:
    """ISO-2022-JP (RFC 1468), which is all ASCII: by its escapes into Japanese and back."""
    if b"\x1b$" in head and b"\x1b(" in head and head.isascii():
        try:
            codecs.getincrementaldecoder("iso2022_jp")().decode(head)
        except UnicodeDecodeError:
            return None
        return "iso2022_jp"
    return None


def is_binary(head: bytes) -> bool:
    """Whether a dump's first bytes say that it is no text: a NUL where no UTF-16 or UTF-32 fits,
    or more than a tenth control characters."""
    wide = marked_encoding(head) or wide_encoding(head)
    head = head[:BINARY_HEAD]
    if wide is not None and wide != "utf-8-sig":
        head = head[: len(head) - len(head) % 4].decode(wide, "replace").encode("utf-8", "replace")
    if 0 in head:
        return True
    return _full_of_controls(head)


def _full_of_controls(head: bytes) -> bool:
    return (len(head) - len(head.translate(None, _CONTROLS))) * 10 > len(head)


class Decoder:
    """Bytes in pieces -> UTF-8 in pieces.

    Attributes:
        encoding: Python's name of the encoding; while only ASCII has been seen, "utf-8".
        guessed: whether `encoding` comes from charset detection.
        faithful: whether what came out so far is, byte for byte, what went in.
        pending: the last bytes fed, where they are the beginning of a character.
    """

    def __init__(self, encoding: str | None = None) -> None:
        """`encoding` forces one; it must be Python's name for it (`named_encoding`)."""
        self.encoding = encoding or "utf-8"
        self.guessed = False
        self.faithful = True
        self._begun = False
        self._marked = True
        self._decided = encoding is not None
        self._codec: codecs.IncrementalDecoder | None = None
        self.pending = b""
        if encoding is not None:
            self._choose(encoding)

    def feed(self, piece: bytes, final: bool = False) -> bytes:
        """What the next bytes say, in UTF-8. `final` tells that nothing follows them.

        The first piece decides: it should be the dump's whole head, and not less than 4 bytes.
        """
        piece = self.pending + piece
        self.pending = b""
        if not self._begun and piece:
            self._begun = True
            piece = self._begin(piece)
        if self._codec is not None:
            text = self._decode(self._codec, piece, final)
            if text and self._marked:
                self._marked = False
                text = text.removeprefix("\ufeff")
            return text.encode("utf-8", "surrogatepass")
        if piece.isascii():
            return piece
        return self._utf8(piece, final)

    def _begin(self, head: bytes) -> bytes:
        """Look for a mark, or for the NULs of UTF-16 and UTF-32, in the first piece."""
        if not self._decided:
            name = marked_encoding(head) or wide_encoding(head) or _seven_bit(head)
            if name is not None:
                self._decided = True
                self._choose(name)
        elif self.encoding in ("utf-16", "utf-32") and marked_encoding(head) != self.encoding:
            # Python's own decoders of these want their mark.
            wide = wide_encoding(head) or ""
            self._choose(wide if wide.startswith(self.encoding) else f"{self.encoding}-le")
        return head if self._codec is not None else self._unmarked(head)

    def _unmarked(self, head: bytes) -> bytes:
        if not head.startswith(codecs.BOM_UTF8):
            return head
        self._decided = True
        self.encoding = "utf-8-sig"
        self.faithful = False
        return head[3:]

    def _choose(self, encoding: str) -> None:
        self.encoding = encoding
        if encoding in ("utf-8", "utf-8-sig"):
            return
        self.faithful = False
        codecs.register_error(_HANDLER, _as_bytes)
        self._codec = codecs.getincrementaldecoder(encoding)(_HANDLER)

    def _decode(self, codec: codecs.IncrementalDecoder, piece: bytes, final: bool) -> str:
        waiting = codec.getstate()[0]
        try:
            return codec.decode(piece, final)
        except UnicodeError:
            # The ISO-2022 codecs wait for the end of an escape that never ends, until their
            # buffer is full: what they hold and this piece are decoded by themselves.
            codec.reset()
            return (waiting + piece).decode(self.encoding, _HANDLER)

    def _utf8(self, piece: bytes, final: bool) -> bytes:
        try:
            # With final=False what is cut off at the end of the piece is left for the next one.
            _, used = codecs.utf_8_decode(piece, "strict", final)
            if used == len(piece):
                self._decided = self._decided or not piece.isascii()
                return piece
            self.pending = piece[used:]
            self._decided = self._decided or not piece[:used].isascii()
            return piece[:used]
        except UnicodeDecodeError:
            pass
        if not self._decided:
            self._decided = True
            if (legacy := legacy_encoding(piece)) is not None:
                self._marked = False
                self._choose(legacy)
                self.guessed = True
                return self.feed(piece, final)
        self.faithful = False
        text, used = codecs.utf_8_decode(piece, "surrogateescape", final)
        self.pending = piece[used:]
        return text.encode("utf-8", "surrogatepass")


def _as_bytes(error: UnicodeError) -> tuple[str, int]:
    """The codec error handler: each byte that means nothing as a lone surrogate of its own."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(chr(b if b < 128 else 0xDC00 + b) for b in wrong), error.end


def legacy_encoding(piece: bytes) -> str | None:
    """The charset of a piece of text that is not valid UTF-8, or None if it is damaged UTF-8
    rather than anything else."""
    text = codecs.utf_8_decode(piece, "surrogateescape", False)[0]
    wrong = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    right = sum(1 for c in text if c > "\x7f") - wrong
    # Characters of several bytes are seldom valid by accident; in DOS Cyrillic, one for four not.
    if right * 2 >= wrong or 0 in piece:
        return None
    from threadview.charset import detect_charset

    name = detect_charset(_sample(piece))
    try:
        return name and named_encoding(name)
    except DumpError:  # detection knows more charsets than Python does
        return "cp1252"


def _sample(piece: bytes) -> bytes:
    """Lines of a piece that hold something else than ASCII, up to `SAMPLE` bytes."""
    if len(piece) <= SAMPLE:
        return piece
    found: list[bytes] = []
    size = 0
    for line in piece.splitlines(keepends=True):
        if not line.isascii():
            found.append(line[: SAMPLE - size])
            size += len(found[-1])
            if size >= SAMPLE:
                break
    return b"".join(found)
