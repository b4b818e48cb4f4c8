"""Notes as W3C Web Annotations in JSON-LD (Recommendation of 23 February 2017), out and in again.

Selectors, bodies, tags, times and motivations are the standard's own. What it has no word for
(colour, kind, fingerprints, the thread a note belongs to) is under `tv:` names, declared in the
context as JSON, so that other programs read the annotations and pass over the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any, Literal

from msgspec import Meta, ValidationError, convert

from threadview.anchors import Anchor, PostPrint, ThreadPrint
from threadview.anchors.skeleton import letters
from threadview.errors import BROKEN, NotebookError
from threadview.notebook import COLOURS, KnownThread, Link, Note, Standing, now, parse
from threadview.notebook.note import Kind, escaped

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        name: {"@id": f"urn:threadview:{name[3:]}", "@type": "@json"}
        for name in ("tv:note", "tv:anchor", "tv:threads")
    },
]
MOTIVATIONS: dict[Kind, str] = {
    "note": "commenting",
    "highlight": "highlighting",
    "star": "bookmarking",
}
KINDS: dict[str, Kind] = {motivation: kind for kind, motivation in MOTIVATIONS.items()}

Json = dict[str, Any]
LARGEST = (1 << 63) - 1
"""The largest whole number that SQLite can keep."""

Count = Annotated[int, Meta(ge=0, le=LARGEST)]
Words = Annotated[int, Meta(ge=0, lt=1 << 32)]


@dataclass(frozen=True, slots=True)
class _Own:
    """What our own exports say of a note beside the standard's words (`tv:note`)."""

    thread: str | None = None
    kind: Kind | None = None
    target: Literal["thread", "post", "passage", "quote"] | None = None
    colour: str | None = None
    revision: Annotated[int, Meta(ge=1, le=LARGEST)] = 1
    conflict_of: str | None = None
    standing: tuple[Count | None, Count | None, Count | None] | None = None


@dataclass(frozen=True, slots=True)
class _Identity:
    """What identifies a thread; of a post its fingerprint, its words, and its prints."""

    title: str
    posts: tuple[Annotated[tuple[Count, ...], Meta(min_length=2)], ...] = ()
    step: Annotated[int, Meta(ge=1, le=LARGEST)] = 1


@dataclass(frozen=True, slots=True)
class _Thread:
    """A thread as our own exports have it (`tv:threads`)."""

    id: str
    identity: _Identity
    title: str | None = None
    path: str | None = None
    format: str | None = None
    sha256: str | None = None
    posts: Count = 0


def dumps(
    notes: Iterable[Note],
    threads: Mapping[str, KnownThread],
    places: Mapping[str, Standing] | None = None,
) -> str:
    """Notes as an annotation page; ends with a line end. The same notes give the same text."""
    kept = sorted(notes, key=lambda note: (note.thread, note.created, note.id))
    used = sorted({note.thread for note in kept})
    page = {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "tv:threads": [_thread(threads.get(thread, KnownThread(thread))) for thread in used],
        "items": [_annotation(note, threads, (places or {}).get(note.id)) for note in kept],
    }
    return escaped(json.dumps(page, ensure_ascii=False, indent=1)) + "\n"


def _annotation(note: Note, threads: Mapping[str, KnownThread], place: Standing | None) -> Json:
    bodies: list[Json] = []
    if note.body:
        bodies.append(
            {
                "type": "TextualBody",
                "value": note.body,
                "format": "text/markdown",
                "purpose": "commenting",
            }
        )
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in note.tags]
    path = threads[note.thread].path if note.thread in threads else None
    targets: list[Json] = [_target(note, anchor, path) for anchor in note.anchors]
    own: Json = {
        "thread": note.thread,
        "kind": note.kind,
        "target": note.target,
        "colour": note.colour,
        "revision": note.revision,
        "conflict_of": note.conflict_of,
    }
    if place is not None:
        own["state"] = place.state
        own["standing"] = [place.post, place.start, place.end]
    return {
        "id": f"urn:threadview:note:{note.id}",
        "type": "Annotation",
        "motivation": MOTIVATIONS[note.kind],
        "created": note.created,
        "modified": note.modified,
        "body": bodies,
        "target": targets or [str(Link(note.thread))],
        "tv:note": own,
    }


def _target(note: Note, anchor: Anchor, path: str | None) -> Json:
    target: Json = {
        "type": "SpecificResource",
        "source": str(Link(note.thread, anchor.number)),
        "tv:anchor": anchor.as_json(),
    }
    if path is not None:
        target["scope"] = path
    if anchor.exact:
        target["selector"] = [
            {
                "type": "TextQuoteSelector",
                "exact": anchor.exact,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
            },
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
        ]
    return target


def _thread(thread: KnownThread) -> Json:
    data = asdict(replace(thread, identity=ThreadPrint()))
    data["identity"] = {
        "title": thread.identity.title,
        "step": thread.identity.step,
        "posts": [[post.fingerprint, post.words, *post.prints] for post in thread.identity.posts],
    }
    return data


def loads(text: str) -> tuple[list[Note], dict[str, KnownThread], dict[str, Standing]]:
    """Notes, their threads and where they last stood, from JSON-LD: our own without loss, that of
    others as far as it says where its words stand.

    Raises:
        NotebookError: it is no JSON, or holds no annotations.
    """
    try:
        page = json.loads(text)
    except ValueError as error:
        raise NotebookError(f"this is no JSON: {error}") from None
    items = _items(page)
    threads: dict[str, KnownThread] = {}
    for data in _several(page.get("tv:threads")) if isinstance(page, dict) else []:
        thread = _read_thread(data)
        threads[thread.id] = thread
    notes, places = [], {}
    for number, item in enumerate(items, 1):
        try:
            own = convert(item.get("tv:note", {}), _Own)
            note = _note(item, own)
            if own.standing is not None:
                places[note.id] = Standing(*own.standing)
            threads.setdefault(note.thread, _foreign_thread(note.thread, item))
        except (ValidationError, *BROKEN) as error:
            raise NotebookError(f"annotation {number} cannot be read: {error!r}") from None
        notes.append(note)
    return notes, threads, places


def _items(page: Any) -> list[Json]:
    if isinstance(page, dict) and page.get("type") == "Annotation":
        return [page]
    if isinstance(page, dict):
        first = page.get("first")
        page = page["items"] if "items" in page else isinstance(first, dict) and first.get("items")
    if not isinstance(page, list) or not all(isinstance(item, dict) for item in page):
        raise NotebookError("there are no Web Annotations in it", "is it Hypothesis JSON? --from")
    return page


def _note(item: Json, own: _Own) -> Note:
    targets = _several(item.get("target"))
    source = _source(targets[0]) if targets else ""
    link = parse(source)
    bodies = [_body(body) for body in _several(item.get("body"))]
    anchors = tuple(anchor for anchor in map(_anchor, targets) if anchor is not None)
    created = str(item.get("created") or now())
    motivation = next(iter(_several(item.get("motivation"))), "commenting")
    name = str(item.get("id", "")).removeprefix("urn:threadview:note:")
    return Note(
        id=name if re.fullmatch("[0-9a-z]+", name) else "",
        thread=own.thread or (link.thread if link else source) or "unknown",
        kind=own.kind or KINDS.get(motivation, "note"),
        target=own.target or _kind_of_target(anchors),
        anchors=anchors,
        body="\n\n".join(text for purpose, text in bodies if purpose != "tagging"),
        tags=tuple(text for purpose, text in bodies if purpose == "tagging"),
        colour=own.colour if own.colour in COLOURS else None,
        created=created,
        modified=str(item.get("modified") or created),
        revision=own.revision,
        conflict_of=own.conflict_of,
    )


def _kind_of_target(anchors: tuple[Anchor, ...]) -> Literal["thread", "post", "passage"]:
    if not anchors:
        return "thread"
    return "passage" if anchors[0].exact else "post"


def _anchor(target: Any) -> Anchor | None:
    """A target as an anchor: our own, else made from the selectors there are."""
    if not isinstance(target, dict):
        return None
    if "tv:anchor" in target:
        anchor = convert({"fingerprint": 0, **target["tv:anchor"]}, Anchor)
        if not all(anchor.others):
            raise ValueError("a post among the others of an anchor has no fingerprint")
        return anchor
    link = parse(_source(target))
    selectors = {
        selector.get("type"): selector
        for selector in _several(target.get("selector"))
        if isinstance(selector, dict)
    }
    words = selectors.get("TextQuoteSelector")
    if words is None:
        return Anchor(link.post, 0) if link and link.post else None
    place = selectors.get("TextPositionSelector", {})
    prefix, suffix = str(words.get("prefix") or ""), str(words.get("suffix") or "")
    return Anchor(
        number=(link and link.post) or 0,
        fingerprint=0,
        exact=str(words["exact"]),
        prefix=prefix,
        suffix=suffix,
        start=int(place.get("start", 0)),
        end=int(place.get("end", 0)),
        before=letters(prefix),
        after=letters(suffix),
    )


def _source(target: Any) -> str:
    if isinstance(target, str):
        return target
    source = target.get("source") or target.get("id") or ""
    return str(source.get("id", "") if isinstance(source, dict) else source)


def _body(body: Any) -> tuple[str, str]:
    if isinstance(body, str):
        return "commenting", body
    value = str(body.get("value") or body.get("id") or "")
    return str(body.get("purpose", "commenting")), value


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _read_thread(data: Json) -> KnownThread:
    try:
        thread = convert(data, _Thread)
        posts = tuple(
            PostPrint(number, tuple(prints), convert(words, Words))
            for number, words, *prints in thread.identity.posts
        )
    except (ValidationError, ValueError) as error:
        raise NotebookError(f"a thread in it cannot be read: {error}") from None
    identity = ThreadPrint(letters(thread.identity.title), posts, thread.identity.step)
    return KnownThread(
        thread.id,
        thread.title,
        thread.path,
        thread.format,
        thread.sha256,
        thread.posts,
        identity,
    )


def _foreign_thread(thread: str, item: Json) -> KnownThread:
    """A thread known by nothing but its address, and perhaps a title."""
    targets = _several(item.get("target"))
    source = targets[0].get("source") if targets and isinstance(targets[0], dict) else None
    title = str(source.get("title") or "") if isinstance(source, dict) else ""
    return KnownThread(thread, title or None, path=thread, identity=ThreadPrint(letters(title)))
