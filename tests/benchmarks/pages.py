"""How much of the real saved pages comes out as it stands in their truth?

Over ../shared/corpus/pages and ../shared/corpus/gold, in-process. Posts are laid beside those of
the truth, in order: a post is found when its words are (F1 of the multisets of words at least 0.9;
words that pictures and list numbers stand for are set aside, as they are in the truth; posts
without a word count for nobody). Authors, edit marks and quoted words are counted over the posts
found. A third of the pages, chosen by a hash of their names, was held out while the tables were
written; both halves are printed.

    PYTHONPATH=src python tests/benchmarks/pages.py [--only REGEX] [--generic] [--show] [--update]


`--generic` reads every page as if nobody knew its engine; `--show` prints what is wrong;
`--update` writes the figures to pages.json, the ratchet: the run exits 1 when an engine with three
pages or more falls below its line there, or below the aims; read generically, when all pages
together fall below theirs.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from threadview.formats.pages.reader import read_sheet, unlisted
from threadview.formats.pages.sheet import decoded, sheet_of
from threadview.markup import tree
from threadview.model import WORDS, Post

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
RATCHET = Path(__file__).with_suffix(".json")
UNLISTED = "(as if unlisted)"
"""The line of all pages, read without the tables of engines."""

AIMS = {"post": 0.99, "author": 0.98, "edit": 0.98, "quote": 0.97}
WORD = re.compile(r"\w+")
MARKER = re.compile(r"(?m)^ *(?:•|[\da-zA-Z]+\.) ")
Words = Counter[str]


class Page(NamedTuple):
    """A page's figures, and what was wrong with it."""

    name: str
    engine: str
    held: bool
    counts: Counter[str]
    wrong: list[str]
    seconds: float


def words(text: str | None) -> Words:
    """The words of a text, folded."""
    return Counter(WORD.findall((text or "").replace("_", " ").casefold()))


def alike(one: Words, other: Words) -> float:
    """F1 of two multisets of words; two empty ones are alike."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0


def spoken(post: Post, smileys: re.Pattern[str] | None) -> tuple[Words, Words]:
    """A post's own words and those it quotes."""
    own, quoted = Counter[str](), Counter[str]()
    for block in post.blocks:
        poll = block.kind == "table" and block.text.startswith("Poll: ")
        if block.kind in WORDS and block.kind != "image" and not poll:
            text = MARKER.sub("", block.text) if block.kind == "item" else block.text
            said = words(smileys.sub(" ", text) if smileys else text)
            (own if block.quote is None else quoted).update(said)
    return own, quoted


def smileys_of(html: str) -> re.Pattern[str] | None:
    """What the small pictures of a page stand for."""
    signs: set[str] = set()
    for picture in re.findall(r"<img[^>]*>", html):
        if re.search("smil|emoji|emoticon|inlineimg", picture, re.IGNORECASE):
            for said in re.findall(r"(?:alt|title|emoid)=[\"']([^\"']{1,30})[\"']", picture):
                signs |= {unescape(said), f":{unescape(said).lower()}:"}
    if not signs:
        return None
    return re.compile("|".join(re.escape(s) for s in sorted(signs, key=len, reverse=True)))


def paired(said: list[Words], true: list[Words]) -> dict[int, int]:
    """Which post is which: the pairing in order that makes the sum of likenesses largest."""
    best = [[0.0] * (len(true) + 1) for _ in range(len(said) + 1)]
    like = [[alike(mine, theirs) if mine else 0.0 for theirs in true] for mine in said]
    for i in range(len(said) - 1, -1, -1):
        for j in range(len(true) - 1, -1, -1):
            pair = best[i + 1][j + 1] + like[i][j] if like[i][j] >= 0.5 else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(said) and j < len(true):
        if like[i][j] >= 0.5 and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def name(author: str | None) -> str:
    """A name as it is compared."""
    return " ".join((author or "").lstrip("@").casefold().split())


def judged(path: Path, truth: dict[str, Any], generic: bool) -> Page:
    """Read a page and compare it with its truth."""
    raw = gzip.decompress(path.read_bytes())
    started = time.process_time()
    html = decoded(raw)
    sheet = sheet_of(path.name, html)
    read = unlisted(tree(html), sheet) if generic else read_sheet(sheet)
    seconds = time.process_time() - started
    smileys = smileys_of(html)
    said = [spoken(post, smileys) for post in read.posts]
    true = [
        (words(post["text"]), sum((words(q["text"]) for q in post["quotes"]), Counter()))
        for post in truth["posts"]
    ]
    pairs = paired([own + quoted for own, quoted in said], [own + quoted for own, quoted in true])
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    counts["said"] = sum(1 for own, quoted in said if own or quoted)
    counts["true"] = sum(1 for own, quoted in true if own or quoted)
    for index, place in pairs.items():
        compare(counts, wrong, read.posts[index], truth["posts"][place], said[index], true[place])
    wrong += [
        f"missed: post {place + 1} by {post['author']}"
        for place, post in enumerate(truth["posts"])
        if place not in pairs.values()
    ]
    wrong += [
        f"invented: post {index + 1} by {post.author}"
        for index, post in enumerate(read.posts)
        if index not in pairs and any(said[index])
    ]
    digest = int(hashlib.md5(path.name.encode(), usedforsecurity=False).hexdigest(), 16)
    return Page(path.name, truth["engine"], digest % 3 == 0, counts, wrong, seconds)


def compare(
    counts: Counter[str],
    wrong: list[str],
    post: Post,
    truth: dict[str, Any],
    said: tuple[Words, Words],
    true: tuple[Words, Words],
) -> None:
    """Count what is right in one post."""
    number = post.number
    likeness = alike(said[0] + said[1], true[0] + true[1])
    if any(true):
        counts["found"] += likeness >= 0.9
        if likeness < 0.9:
            wrong.append(f"post {number}: words {likeness:.2f}")
    if truth["author"]:
        counts["authors"] += 1
        counts["author"] += name(post.author) == name(truth["author"])
        if name(post.author) != name(truth["author"]):
            wrong.append(f"post {number}: by {post.author!r}, truly {truth['author']!r}")
    counts["edits_true"] += truth["edited"]
    counts["edits_said"] += post.edit is not None
    counts["edits"] += truth["edited"] and post.edit is not None
    if truth["edited"] != (post.edit is not None):
        wrong.append(f"post {number}: edited {post.edit}, truly {truth['edited_text']!r}")
    counts["quoted"] += (said[1] & true[1]).total()
    counts["quoted_said"] += said[1].total()
    counts["quoted_true"] += true[1].total()
    if alike(said[1], true[1]) < 0.9:
        wrong.append(f"post {number}: quotes {alike(said[1], true[1]):.2f}")
    counts["dates"] += post.date is not None


def f1(right: int, said: int, true: int) -> float | None:
    """The harmonic mean of precision and recall; None where there is nothing to find or say."""
    return 2 * right / (said + true) if said + true else None


def figures(pages: list[Page]) -> dict[str, float | None]:
    """The figures of several pages."""
    total: Counter[str] = sum((page.counts for page in pages), Counter())
    return {
        "post": f1(total["found"], total["said"], total["true"]),
        "author": total["author"] / total["authors"] if total["authors"] else None,
        "edit": f1(total["edits"], total["edits_said"], total["edits_true"]),
        "quote": f1(total["quoted"], total["quoted_said"], total["quoted_true"]),
    }


def pages_of(only: str, generic: bool) -> Iterator[Page]:
    """Every page with a truth."""
    for path in sorted((CORPUS / "pages").glob("*.gz")):
        truth = CORPUS / "gold" / (re.sub(r"(\.html)?\.gz$", "", path.name) + ".json")
        if re.search(only, path.name) and truth.exists():
            yield judged(path, json.loads(truth.read_bytes()), generic)


def table(groups: dict[str, list[Page]]) -> None:
    """Print the figures per engine."""
    print("| engine | pages | posts | post F1 | authors | edits | quotes | pages/s |")
    print("|---|---|---|---|---|---|---|---|")
    for engine, pages in groups.items():
        shown = ["-" if v is None else f"{v:.3f}" for v in figures(pages).values()]
        posts = sum(page.counts["true"] for page in pages)
        rate = len(pages) / max(sum(page.seconds for page in pages), 1e-9)
        print(f"| {engine} | {len(pages)} | {posts} | {' | '.join(shown)} | {rate:.0f} |")


def fallen(groups: dict[str, list[Page]]) -> list[str]:
    """What is below the ratchet or the aims, on engines with three pages or more."""
    lines: dict[str, dict[str, float]] = json.loads(RATCHET.read_text()) if RATCHET.exists() else {}
    found: list[str] = []
    for engine, pages in groups.items():
        if len(pages) < 3:
            continue
        for key, value in figures(pages).items():
            aim = 0.0 if engine == UNLISTED else AIMS[key]
            least = max(aim, lines.get(engine, {}).get(key, 0.0))
            if value is not None and value < least - 0.0005:
                found.append(f"{engine}: {key} {value:.3f}, the line is {least:.3f}")
    return found


def main() -> int:
    """Judge, print, compare with the ratchet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="")
    for flag in ("--generic", "--show", "--update"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    pages = list(pages_of(options.only, options.generic))
    groups: dict[str, list[Page]] = defaultdict(list)
    groups["ALL"] = pages
    groups["(seen while writing)"] = [page for page in pages if not page.held]
    groups["(held out)"] = [page for page in pages if page.held]
    for page in pages:
        groups[page.engine].append(page)
        if options.show and page.wrong:
            print(page.name, *page.wrong[:12], sep="\n  ")
    table(groups)
    if options.only:
        return 0
    if options.generic:
        groups = {UNLISTED: pages}
    if options.update:
        lines = json.loads(RATCHET.read_text()) if RATCHET.exists() else {}
        lines |= {
            engine: {key: round(v, 3) for key, v in figures(read).items() if v is not None}
            for engine, read in groups.items()
        }
        RATCHET.write_text(json.dumps(lines, indent=1) + "\n")
    below = fallen(groups)
    print(*below, sep="\n", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
