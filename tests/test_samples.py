"""The sample threads come out as their author meant them, and as they came out yesterday.

`golden/truth/NAME.json` is what each sample was written to mean: authors, edits, and whose words
are whose. `golden/NAME.json` is what `threadview export --to json` says of it, to see at a glance
what a change changes; `pytest --regenerate-golden` writes it anew.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from threadview.cli import main
from threadview.model import logical_text
from threadview.reading import read_path

SAMPLES = sorted((Path(__file__).parent.parent / "sample_threads").glob("*.txt"))
GOLDEN = Path(__file__).parent / "golden"
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_]+")
SURE = 8
"""Words from which on a quote should be found; a shorter one may stay text."""
FOUND = 0.8
"""Share of the words of such quotes that must be found in each sample."""
MISPLACED = 0.08
"""Share of them that may be laid to a post that quoted them too."""

named = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


class Voice(NamedTuple):
    """Whose word it is: in which quote of the post (None: its own), of what depth, from where."""

    quote: int | None = None
    depth: int = 0
    post: int | None = None


def exported(
    path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> bytes:
    monkeypatch.chdir(path.parent.parent)
    assert main(["export", "--to", "json", f"{path.parent.name}/{path.name}"]) == 0
    return capfdbinary.readouterr().out


def meant(path: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((GOLDEN / "truth" / f"{path.stem}.json").read_bytes())
    return truth


def voices(segments: list[dict[str, Any]], quotes: list[dict[str, Any]]) -> list[tuple[str, Voice]]:
    """Every word of a post in reading order, and whose it is."""
    said: list[tuple[str, Voice]] = []
    for index, segment in enumerate(segments):
        voice = Voice()
        if segment["type"] == "quote":
            quote = quotes[segment["quote"]] if quotes else segment
            voice = Voice(segment.get("quote", index), quote["depth"], quote["post"])
        said += [(word, voice) for word in WORD.findall(segment["text"])]
    return said


@named
def test_sample_comes_out_as_before(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    request: pytest.FixtureRequest,
) -> None:
    golden = GOLDEN / f"{path.stem}.json"
    out = exported(path, monkeypatch, capfdbinary)
    if request.config.getoption("--regenerate-golden"):
        golden.write_bytes(out)

    assert out.decode().splitlines() == golden.read_text(encoding="utf-8").splitlines()


@named
def test_posts_authors_and_edits_are_those_meant(
    path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = json.loads(exported(path, monkeypatch, capfdbinary))
    truth = meant(path)

    assert out["title"] == truth["title"]
    assert [
        (post["author"], post["author_title"], post["edit"] and post["edit"]["text"].strip())
        for post in out["posts"]
    ] == [(post["author"], post["author_title"], post["edit"]) for post in truth["posts"]]
    assert out["problems"] == []


@named
def test_words_are_whose_they_are_meant_to_be(
    path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """No word of the poster's own is folded into a quote; of the quotes of some length most are
    found, and what is found is linked to the post that it came from."""
    out = json.loads(exported(path, monkeypatch, capfdbinary))
    folded, misplaced, missed, sought = [], [], [], 0
    for post, truth in zip(out["posts"], meant(path)["posts"], strict=True):
        is_ = voices(post["segments"], post["quotes"])
        ought = voices(truth["segments"], [])
        assert [word for word, _ in is_] == [word for word, _ in ought], post["number"]
        sizes = Counter(voice.quote for _, voice in ought)
        for (word, found), (_, voice) in zip(is_, ought, strict=True):
            seen = (post["number"], word)
            sought += (long := voice.quote is not None and sizes[voice.quote] >= SURE)
            if voice.quote is None and found.quote is not None:
                folded.append(seen)
            elif found.quote is None and long:
                missed.append(seen)
            elif found.post != voice.post and found.quote is not None:
                misplaced.append(seen)

    assert not folded
    assert len(missed) <= (1 - FOUND) * sought, missed
    assert len(misplaced) <= MISPLACED * sought, misplaced


def told(path: Path) -> list[tuple[object, ...]]:
    """What a thread says, whatever it was stored as."""
    thread = read_path(path)
    posts = [
        (post.number, post.author, post.author_title, post.edit and post.edit.date, post.quotes)
        for post in thread.posts
    ]
    words = [logical_text(post) for post in thread.posts]
    return [(thread.title, tuple(posts), tuple(words))]


VARIANTS: dict[str, Callable[[str], bytes]] = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "bom": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "gzip": lambda text: gzip.compress(text.encode()),
    "xz": lambda text: lzma.compress(text.encode()),
}


@pytest.mark.parametrize("variant", VARIANTS)
@named
def test_a_thread_is_the_same_however_it_is_stored(
    path: Path, variant: str, tmp_path: Path
) -> None:
    stored = tmp_path / path.name
    stored.write_bytes(VARIANTS[variant](path.read_text(encoding="utf-8")))

    assert told(stored) == told(path)
