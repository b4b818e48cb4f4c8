"""The form of the seams of a dump that holds several documents, if it does.

A dump is divided only on evidence that returns: a seam of one form before each document that names
it, or a bare seam (or nothing but the head of the page, once more) behind which a thread begins
anew, and every part recovers as a thread of its own. Everything else is one document.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from threadview.formats.text.bundle.documents import (
    FAR,
    STRONG,
    Form,
    head_lines,
    seam_in,
    seams_of,
    shared,
)
from threadview.formats.text.bundle.feet import parted_by_feet
from threadview.formats.text.bundle.partings import SIZE, Seam, mark_of, seam_at
from threadview.formats.text.bundle.sieve import BEGINS, NEAR
from threadview.pattern import pattern

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.text.bundle.judging import Edge

TRIED = 4
"""Documents that are looked into before a form of seams is believed."""
LEAST = 120
"""Bytes of a document, at least, on average."""
SHORT = 300
"""Bytes of a document, at least, where nothing names it."""
BACK = 1
"""Lines of a page's head of which one must return as it is."""
AGAIN_SAID = "the head of the page, once more"
HEAD = 5
"""Short lines above a title that make a page's head."""
PREAMBLE = 4
"""Lines about the whole dump that may stand before the first seam."""
TRIES = 3
"""Lines that begin alike which are looked at as seams."""
LOOKS = 3
"""Forms of seams whose documents are looked into."""
PAGE = 1500
"""Bytes of a document that is worth dividing a dump for, whether it is a thread or not."""
ENGINES = ("rule _", "rule ━", "rule ─")
"""Rules that engines and extractors print themselves, above signatures and between posts."""

CANDIDATE = pattern(rf"(?m)^(?:{BEGINS})")


DIGIT = pattern(r"\d")
FIRST_POST = re.compile(rb"#\s?1\b")


def form_of(dump: Dump) -> Form | None:
    """The form of the seams of a dump that holds several documents; None for one that does not.

    Only the head is looked at, in less than a millisecond for a dump without seams.
    """
    dump.load(NEAR)
    head = bytes(dump.data[:NEAR])
    first = _firstseam_in(dump, head)
    if first is not None:
        found = _tried(dump, first, FAR if dump.size is not None else NEAR)
        if found is not None:
            return found
    return _between(dump, head) or _again(dump, head) or parted_by_feet(dump, head)


def _firstseam_in(dump: Dump, head: bytes) -> Seam | None:
    """The seam that a dump begins with, a few lines about the dump aside, if it names something."""
    place = len(head) - len(head.lstrip(b"\n\r "))
    for _ in range(PREAMBLE):
        seam = seam_in(dump, place)
        if seam is not None and seam.shape:
            return seam if seam.told & {"address", "file", "name", "page"} else None
        place = head.find(b"\n", place) + 1
        if not place or place > SHORT:
            return None
    return None


def _key(dump: Dump, seam: Seam) -> bytes:
    """How the first line of a seam begins, each time."""
    line = bytes(dump.data[seam.start : seam.start + 640]).split(b"\n", 1)[0].strip(b" \r\t")
    if line.startswith(b"\f"):
        return b"\f"
    if seam.shape[0].startswith("rule"):
        return line
    cut = len(line)
    if seam.shape[0] == "address":  # of the same site
        return line[: line.find(b"/", 8) + 1] or line
    for value in seam.said.values():
        at = line.find(value.encode("utf-8", "replace")[:20])
        cut = min(cut, at) if at > 0 else cut
    for number, sign in enumerate(line):
        if number and (48 <= sign <= 57 or sign == 34):
            cut = min(cut, number)
            break
    return line[:cut].rstrip()


def _tried(dump: Dump, model: Seam, limit: int) -> Form | None:
    """The form of a seam at the dump's head that says what the document is, if it returns."""
    if "person" in model.told:
        return None  # the head of a post
    form = Form(model, _key(dump, model), (), 0.0, "")
    dump.load(min(limit, NEAR))
    seams = list(islice(seams_of(dump, form, 0, NEAR), TRIED + 1))
    if len(seams) < 2 and limit > NEAR:
        dump.load(limit)
        seams = list(islice(seams_of(dump, form, 0, limit), TRIED + 1))
    seams = [seam for seam in seams if seam.shape]
    if len(seams) < 2:
        return None
    sizes = [b.start - a.end for a, b in pairwise(seams)]
    if sum(sizes) / len(sizes) < LEAST:
        return None
    from threadview.formats.text.bundle.peek import peek

    named = {(s.said.get("address"), s.said.get("file"), s.said.get("name")) for s in seams}
    stops = [*(seam.start for seam in seams[1:]), None]
    edges = [(seam.end, stop) for seam, stop in zip(seams[:TRIED], stops, strict=False)]
    alone = model.shape[0] == "address"
    if len(named) > 1 and model.told & {"address", "file"} and not alone:
        long = sum(sizes) / len(sizes) >= PAGE
        if long or any(peek(dump, *edge).is_thread for edge in edges):
            return form._replace(confidence=0.97, reason=_told(model))
    if "page" in model.told and _counts(seams):
        if any(peek(dump, *edge).is_thread for edge in edges):
            return form._replace(confidence=0.95, reason=_told(model))
    elif len(named) > 1:
        if all(peek(dump, *edge).is_thread for edge in edges) and not alone:
            return form._replace(confidence=0.93, reason=_told(model))
        from threadview.formats.text.bundle.judging import judged, sure

        total = judged(dump, [(seam, *edge) for seam, edge in zip(seams, edges, strict=False)])
        if total:
            return form._replace(confidence=sure(total), reason=_told(model))
    return None


def _counts(seams: list[Seam]) -> bool:
    """Whether the pages that seams name follow one another, up or down."""
    numbers = [int(seam.said["page"]) for seam in seams if seam.said.get("page", "").isdecimal()]
    steps = {b - a for a, b in pairwise(numbers)}
    return len(numbers) == len(seams) and (steps <= {0, 1} or steps <= {0, -1})


def _turns(seams: list[Seam]) -> bool:
    """Whether the pages that seams between pages name begin with the first or the second one."""
    numbers = [seam.said.get("page", "") for seam in seams]
    if not _counts(seams) or (len(numbers) > 1 and len(set(numbers)) == 1):
        return False
    return {numbers[0], numbers[-1]} & {"1", "2"} != set()


def _told(seam: Seam) -> str:
    """A seam in plain words."""
    kinds = [kind for kind in dict.fromkeys(seam.shape) if not kind.startswith("rule")]
    said = ", ".join(kind.rpartition(" ")[2] if "label" in kind else kind for kind in kinds[:4])
    rule = "a rule" if any(kind.startswith("rule") for kind in seam.shape) else ""
    return " with ".join(part for part in (rule, said) if part)


def _between(dump: Dump, head: bytes) -> Form | None:
    """The form of seams that part documents without naming the first of them."""
    text = head.decode("utf-8", "replace")
    kinds: set[str] = set()
    tries: dict[str, int] = {}
    believed: list[tuple[float, Seam]] = []
    looks = 0
    for match in CANDIDATE.finditer(text):
        at = match.start()
        line = text[at : text.find("\n", at)]
        sign = line if len(set(line)) == 1 else match.group()[:4]
        tries[sign] = tries.get(sign, 0) + 1
        if tries[sign] > TRIES:
            continue
        place = at if text.isascii() else len(text[:at].encode("utf-8", "replace"))
        seam = seam_at(text[at : at + SIZE], place)
        if seam is None or not seam.shape or seam.shape[0] in kinds or "person" in seam.told:
            continue
        kinds.add(seam.shape[0])
        edges = _edges(dump, seam)
        if edges and _hopeful(dump, head, seam, edges):
            from threadview.formats.text.bundle.judging import judged

            looks += 1
            if total := judged(dump, edges):
                believed.append((total, seam))
            if looks == LOOKS:
                break
    if not believed:
        return None
    from threadview.formats.text.bundle.judging import sure

    total, seam = max(believed, key=lambda one: one[0])
    return Form(seam, _key(dump, seam), (), sure(total), _told(seam) or "a rule")


def _edges(dump: Dump, model: Seam) -> list[Edge]:
    """The first documents that a form of seams would make: the seam, start and stop in bytes;
    none where they are too short."""
    form = Form(model, _key(dump, model), (), 0.0, "")
    seams = [s for s in islice(seams_of(dump, form, model.start, NEAR), TRIED) if s.shape]
    if not seams or not form.key:
        return []
    stops = [*(seam.start for seam in seams[1:]), None]
    opens = not dump.data[: seams[0].start].strip()
    edges: list[Edge] = [] if opens else [(None, 0, seams[0].start)]
    edges += [(seam, seam.end, stop) for seam, stop in zip(seams, stops, strict=True)]
    if edges[-1][2] is None and edges[-1][1] + SHORT > dump.load(edges[-1][1] + SHORT):
        edges.pop()  # it only ends the dump
    short = any(stop is not None and stop - start < SHORT for _, start, stop in edges)
    return [] if short or len(edges) < 2 else edges


def _hopeful(dump: Dump, head: bytes, model: Seam, edges: list[Edge]) -> bool:
    """Whether it is worth the time to look into the documents that a form of seams would make."""
    if "page" in model.told:
        return _turns([seam for seam, _, _ in edges if seam is not None])
    kind = model.shape[0]
    if kind.startswith(("rule", "form", "token")) and not kind.startswith(ENGINES):
        return True
    lines = head_lines(head)
    parts = [bytes(dump.data[start : start + SIZE]) for _, start, _ in edges]
    if all(shared(lines, head_lines(part)) > 2 for part in parts):
        return True
    return all(FIRST_POST.search(part) is not None for part in parts)


def _again(dump: Dump, head: bytes) -> Form | None:
    """The form of pages that follow one another without a seam: their head returns."""
    raw = head[:SIZE].decode("utf-8", "replace").split("\n")
    lines = head_lines(head)
    for back, line in enumerate([line for line in raw if line.strip()][:BACK]):
        key = line.encode("utf-8").rstrip()
        if len(key) < 3 or mark_of(lines[back]) is not None:
            continue
        if head.find(b"\n" + key, len(key)) < 0:
            continue
        pages = 1 + head.count(b"\n" + key)
        plain = tuple(
            one
            for one in lines
            if not DIGIT.search(one)
            and mark_of(one) is None
            and head.count(one.encode("utf-8") + b"\n") <= pages  # more: furniture of posts
        )
        if len(plain) >= STRONG:
            form = _returning(dump, Form(None, key, plain, 0.95, AGAIN_SAID, STRONG, back))
            if form is not None:
                return form
        if not back and len(lines) > 1:
            form = _returning(dump, Form(None, key, tuple(lines), 0.8, AGAIN_SAID, 2))
            if form is not None:
                return form
    return None


def _returning(dump: Dump, form: Form) -> Form | None:
    """The form, if each page recovers as a thread; where little of the head returns, each must be
    whole as well."""
    found = islice(seams_of(dump, form, dump.data.find(form.key) + len(form.key), NEAR), TRIED)
    edges = [0, *(seam.start for seam in found)]
    stops = [*edges[1:], None]
    if len(edges) < 2 or edges[-1] + SHORT > dump.load(edges[-1] + SHORT):
        return None
    if not all(b is None or b - a >= SHORT for a, b in zip(edges, stops, strict=True)):
        return None
    seen = NEAR if len(edges) <= TRIED else edges[-1] + SIZE
    if bytes(dump.data[: min(seen, NEAR)]).count(b"\n" + form.key) > len(edges):
        return None  # it stands elsewhere too: furniture of posts
    from threadview.formats.text.bundle.peek import peek

    before = peek(dump, 0, edges[1])
    if not before.is_thread:
        return None
    strong = form.need == STRONG
    for start, stop in zip(edges[1:], stops[1:], strict=True):
        after = peek(dump, start, stop)
        if not after.is_thread and not (
            strong and stop is None and after.posts and _is_long(dump, edges)
        ):
            return None
        if strong and (after.navigation < HEAD or before.navigation < HEAD) and not after.titled:
            return None
        if not strong and not (before.closed and after.complete and after.titled):
            return None
        before = after
    return form


def _is_long(dump: Dump, edges: list[int]) -> bool:
    """Whether the last of some pages, which holds but one post, is a page like the first."""
    stop = dump.load(edges[-1] + NEAR)
    return 4 * (stop - edges[-1]) >= edges[1]
