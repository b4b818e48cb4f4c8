"""A path, a stream or standard input, as bytes and text: compression, encoding, limits. No parsing.

A dump is loaded as it is needed: the head at once, the rest when somebody asks. Whatever encoding
it was stored in, `Dump.data` is its text as UTF-8 (lone surrogates as Python's "surrogatepass"
writes them), so that everybody above counts in one kind of bytes and decodes only what is in sight.
Nothing is mapped into memory: a file truncated while mapped would kill the process.
"""

from __future__ import annotations

import os
from _thread import allocate_lock

from threadview.compression import RATIO, ZIP
from threadview.encoding import Decoder, is_bare_mark, is_binary, named_encoding
from threadview.errors import DumpError
from threadview.stored import hash_of
from threadview.stream import HEAD, Stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

    from threadview.access import Access
    from threadview.mailfolder import Facts
    from threadview.stored import Change

CHUNK = 1 << 20
"""Bytes that loading reads at a time, at most."""


class Dump:
    """A dump, loaded so far. One thread may load while others read `data` and `text`.

    Attributes:
        location: its path as a string, or None for standard input and for text handed in.
        name: what to call it on a screen ("-" for standard input).
        data: its text as UTF-8 bytes (without a byte-order mark), as far as loaded. Ask for it
            anew after every `load`: the object may be replaced.
        head: its first bytes, up to `HEAD`: expanded, not decoded. What detection looks at.
        complete: whether `data` is all of it.
        notice: what went wrong on the way without being fatal (a truncated archive), or "".
        folder: the path of a mail folder that is read as one dump, else None. `data` is empty
            then, and `head` that of one of its messages.
        within: whether `access` gives its bytes because it stands inside an archive.
        cache: the directory where a format may keep what it found out, or None.
    """

    def __init__(
        self,
        path: Path | str | None,
        name: str,
        raw: bytes | bytearray = b"",
        encoding: str = "utf-8",
    ) -> None:
        """A dump that is all there: `raw` is its text as UTF-8. `open_dump` makes the others."""
        self.location: str | None = None if path is None else str(path)
        self.name = name
        self.data: bytes | bytearray = raw
        self.head = bytes(raw[:HEAD])
        self.complete = True
        self.notice = ""
        self.folder: str | None = None
        self.within = False
        self.cache: str | None = None
        self._encoding = encoding
        self._stream: Stream | None = None
        self._facts: Facts | None = None
        self._decoder: Decoder | None = None
        self._taken = self._dropped = 0
        self._raw: bytearray | None = None
        self._hashed: str | None = None
        self._access: Access | None = None
        self._handed: bytes | None = None
        self._lock = allocate_lock()

    @property
    def path(self) -> Path | None:
        """Where it is, or None for standard input and for text handed in."""
        from pathlib import Path

        return None if self.location is None else Path(self.location)

    @property
    def encoding(self) -> str:
        """The Python codec name it was decoded with ("utf-8", "cp1252", …).

        While only ASCII has been loaded it is "utf-8"; what follows may show better.
        """
        return self._encoding if self._decoder is None else self._decoder.encoding

    @property
    def guessed(self) -> bool:
        """Whether `encoding` comes from charset detection on a sample, so that it may be wrong."""
        return self._decoder is not None and self._decoder.guessed

    @property
    def compression(self) -> str | None:
        """ "gzip", "bzip2", "xz", "zstd" or None."""
        return self._stream.compression if self._stream else None

    @property
    def size(self) -> int | None:
        """Bytes of the file as stored, or None for a stream. Of a mail folder, a number that
        changes with the messages in it."""
        if self._facts is not None:
            return self._facts.size
        return self._stream.stored.size if self._stream else len(self.data)

    @property
    def mtime(self) -> int:
        """When the file was last changed, as it was opened: nanoseconds since 1970, or 0."""
        if self._facts is not None:
            return self._facts.mtime
        return self._stream.stored.mtime if self._stream else 0

    @property
    def progress(self) -> float:
        """The share of the dump that is loaded, from 0 to 1; 0 while the whole is unknown."""
        if self.complete or self._stream is None:
            return 1.0
        stored = self._stream.stored
        return min(1.0, stored.position / stored.size) if stored.size else 0.0

    def load(self, size: int | None = None) -> int:
        """Load until at least `size` bytes of `data` are there, or all of it; how many there are.

        Raises:
            DumpError: an archive goes over the expansion limit, or the system cannot read on. What
                is there stays, `complete` is set and `notice` says why.
        """
        with self._lock:
            while not self.complete and (size is None or len(self.data) < size):
                missing = CHUNK if size is None else size - len(self.data)
                self._load_piece(min(CHUNK, max(HEAD, missing)))
            return len(self.data)

    def drop(self, size: int) -> None:
        """Forget the first bytes of `data`, for who has dealt with them and wants the memory back:
        from now on places count from what is left."""
        with self._lock:
            self._dropped += size
            self.data = self.data[size:]

    def _load_piece(self, size: int) -> None:
        assert self._stream is not None
        try:
            piece = self._stream.read(size)
        except DumpError as error:
            self._finish(error.message)
            raise
        self._append(piece)
        if not piece:
            self._finish(self._stream.notice)

    def _finish(self, notice: str) -> None:
        assert self._stream is not None
        self.notice = notice
        self.complete = True
        self._stream.stored.close()

    def _append(self, piece: bytes) -> None:
        """Decode the next bytes; none are the end."""
        assert self._stream is not None
        assert self._decoder is not None
        before = self._decoder.pending
        text = self._decoder.feed(piece, final=not piece)
        self._taken += len(piece)
        if self._raw is None and self._stream.stored.size is None and not self._is_utf8():
            # A stream cannot be read again, and what came before was ASCII at most.
            self._raw = bytearray(self.data) + before
        if self._raw is not None:
            self._raw += piece
        try:
            self.data += text
        except BufferError:  # somebody holds a view of it: leave them theirs
            self.data = bytearray(self.data)
            self.data += text

    def _is_utf8(self) -> bool:
        return self.encoding in ("utf-8", "utf-8-sig")

    def text(self, start: int = 0, end: int | None = None) -> str:
        """The text of `data[start:end]`; both must be at character boundaries."""
        data = self.data
        if (len(data) if end is None else end) - start <= CHUNK:
            return data[start:end].decode("utf-8", "surrogatepass")
        with memoryview(data) as view, view[start:end] as cut:  # without a copy of the bytes
            return str(cut, "utf-8", "surrogatepass")

    @property
    def raw(self) -> bytes | bytearray:
        """The bytes behind `data`, as loaded so far: expanded, not decoded. For formats that name
        their own encodings (mail). In UTF-8 dumps without a mark it is `data` itself."""
        if self._handed is not None:
            return self._handed
        with self._lock:
            if self._raw is None:
                if self._decoder is None or self._decoder.faithful:
                    return self.data
                self._raw = self._encode_back() if self._is_utf8() else self._read_again()
            return self._raw

    def _encode_back(self) -> bytearray:
        """UTF-8 as it was stored: decoding it was reversible."""
        assert self._decoder is not None
        raw = bytearray(b"\xef\xbb\xbf" if self.encoding == "utf-8-sig" else b"")
        start = 0
        while start < len(self.data):
            end = start + CHUNK
            while end < len(self.data) and self.data[end] & 0xC0 == 0x80:
                end += 1
            raw += self.text(start, end).encode("utf-8", "surrogateescape")
            start = end
        return raw + self._decoder.pending

    def _read_again(self) -> bytearray:
        """The bytes taken so far, from the file."""
        assert self.location is not None
        raw = bytearray()
        again = Stream(self.location, self.ratio)
        while piece := again.read(min(CHUNK, self._taken - len(raw))):
            raw += piece
            if len(raw) >= self._taken:
                break
        again.stored.close()
        return raw

    @property
    def ratio(self) -> int:
        """How many times its stored size an archive in it may expand to; 0 is no limit."""
        return self._stream.ratio if self._stream else RATIO

    def access(self) -> Access:
        """The bytes behind `data` by their place, without loading them; what is neither a file
        nor in memory is loaded for it.

        Raises:
            DumpError: the file cannot be opened again.
        """
        if self._access is None:
            from threadview.access import Held, file_access

            if self.location is None or self._stream is None or self.size is None:
                self.load()
                self._access = Held(self.raw)
            else:
                self._access = file_access(self.location, self.compression, self.ratio, self.cache)
        return self._access

    def changed(self) -> Change | None:
        """How the file differs now from what was opened: "grown", "changed" (other bytes, or
        another file in its place), "shrunk", "gone"; None while it is the same."""
        if self.folder is not None:
            from threadview.mailfolder import folder_changed

            return folder_changed(self.folder, self._facts)
        return self._stream.stored.changed() if self._stream else None

    def sha256(self) -> str | None:
        """The SHA-256 of the file's bytes as stored, in hexadecimal.

        Of a stream, of what was read of it; None where the file can no longer be read.
        """
        if self.folder is not None:
            return None
        if self._hashed is None or self.location is None:
            self._hashed = self._hash()
        return self._hashed

    def _hash(self) -> str | None:
        from hashlib import sha256

        if self._stream is None:
            return sha256(self.data).hexdigest()
        stored = self._stream.stored
        if stored.sha256 is not None:
            return stored.sha256
        whole = (stored.size is None or stored.position >= stored.size) and not self._dropped
        whole = whole and self.compression is None and self.complete and not self.notice
        if whole or self.location is None:
            return sha256(self.raw).hexdigest()
        return hash_of(self.location)

    def close(self) -> None:
        """Let go of the file; what is loaded stays."""
        self.complete = True
        if self._stream is not None:
            self._stream.stored.close()


def open_dump(
    path: str | PathLike[str],
    *,
    encoding: str | None = None,
    max_expansion: int = RATIO,
    force: bool = False,
    cache: str | None = None,
) -> Dump:
    """Open a file, a mail folder, or standard input ("-"), and read its head.

    Args:
        path: where it is.
        encoding: the encoding to read it with, instead of finding out.
        max_expansion: how many times its stored size an archive may expand to beyond 64 MB;
            0 is no limit.
        force: open what looks binary all the same (a format was named).
        cache: a directory where a format may keep what it found out about the dump.

    Raises:
        DumpError: missing, unreadable, a directory of anything but mail, a device, empty, or
            binary; an archive that cannot be read; no such encoding.
    """
    location = str(path)
    codec = None if encoding is None else named_encoding(encoding)
    if location != "-" and os.path.isdir(location):  # noqa: PTH112
        from threadview.mailfolder import is_mail_folder

        if is_mail_folder(location):
            return _opened_folder(location, cache)
    stream = Stream(location, max_expansion)
    try:
        head = stream.read(HEAD)
        while 0 < len(head) < HEAD and (more := stream.read(HEAD - len(head))):
            head += more
        _check(head, location, stream.compression, codec, force)
    except DumpError:
        stream.stored.close()
        raise
    dump = _loaded(location, head, stream, codec)
    dump.cache = cache
    return dump


def _opened_folder(location: str, cache: str | None) -> Dump:
    from threadview.mailfolder import folder_facts, messages_in

    dump = Dump(location, location)
    dump.folder, dump.cache = location, cache
    dump._facts = folder_facts(location)
    for name in messages_in(location):
        try:
            first = open_dump(f"{location}{os.sep}{name}", force=True)
        except DumpError:
            continue
        dump.head = first.head
        first.close()
        return dump
    raise DumpError(f"{location}: holds no messages")


def _check(head: bytes, name: str, packed: str | None, codec: str | None, force: bool) -> None:
    if not head or is_bare_mark(head):
        raise DumpError(f"{name}: " + (f"the {packed} archive is empty" if packed else "is empty"))
    # Archives of pages are read by their format, which alone knows whether they are such.
    archive = head.startswith((ZIP, b"WARC/")) or head[257:262] == b"ustar"
    if not force and codec is None and is_binary(head) and not archive:
        raise DumpError(f"{name}: is binary, not text", "--format text opens it all the same")


def _loaded(location: str, head: bytes, stream: Stream, codec: str | None) -> Dump:
    dump = Dump(None if location == "-" else location, location, bytearray())
    dump.head = head
    dump.complete = False
    dump._stream = stream
    dump._decoder = Decoder(codec)
    dump._append(head)
    return dump


def dump_over(access: Access, name: str) -> Dump:
    """A dump of bytes inside another file, loaded as it is needed.

    Raises:
        DumpError: none of it can be read.
    """
    from threadview.access import from_place
    from threadview.stored import Within

    stream = Stream(name, RATIO, Within(name, from_place(access, 0)))
    dump = _loaded(name, stream.read(HEAD), stream, None)
    dump.location, dump._access, dump.within = None, access, True
    return dump


def dump_of(content: str | bytes, name: str = "-", encoding: str | None = None) -> Dump:
    """A dump of text or of bytes handed in, without a file. Bytes are decoded as a file's are;
    nothing is expanded or refused.

    Raises:
        DumpError: no such encoding.
    """
    if isinstance(content, str):
        return Dump(None, name, content.encode("utf-8", "surrogatepass"))
    decoder = Decoder(None if encoding is None else named_encoding(encoding))
    data = decoder.feed(content, final=True)
    dump = Dump(None, name, data, decoder.encoding)
    dump.head, dump._handed = content[:HEAD], content
    return dump
