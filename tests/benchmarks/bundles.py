"""How well dumps that hold several threads, or several pages of one, are divided and merged.

    bundles.py                   bundles made of the corpus's dumps, per kind of seam; what is one
                                 thread and divided though; pages of one thread
    bundles.py --held-out        the same of the third of the pages that rules were not developed on
    bundles.py --only REGEX      kinds of seams that match
    bundles.py --errors          every bundle that is not right, and how it was divided
    bundles.py --fit             fit the weights of bundle/kinship.py to pages not held out
    bundles.py --reps N          bundles of each kind and mix, per extractor

A bundle is right when a document begins exactly where one was put, and those of one thread are one
thread. Seams are what shell loops, `head`, `more`, scrapers and people put between pages.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]

from benchmarks.accuracy import CORPUS, held_out, scorer  # noqa: E402

SEED = 5
FOOT = 600
"""Characters of a page's foot that may go to the next page where nothing parts them."""
LEAST = 600
"""Characters of a dump that is put into a bundle."""
WIDE = "=" * 70


class Source(NamedTuple):
    """A dump of the corpus: its page, engine, extractor and title."""

    page: str
    engine: str
    extractor: str
    title: str


class Document(NamedTuple):
    """A part of a bundle: its text, the thread that it is of, a title, and the page's number."""

    text: str
    thread: int
    title: str
    page: int


def _url(document: Document) -> str:
    name = re.sub(r"\W+", "-", document.title.casefold()).strip("-")[:40] or "thread"
    page = f"/page-{document.page}" if document.page > 1 else ""
    return f"https://forum.example.org/threads/{name}.{document.thread * 37 + 1204}{page}"


def _file(document: Document) -> str:
    page = f"-page-{document.page}" if document.page else ""
    return f"thread-{document.thread + 1:03}{page}.txt"


Seam = Callable[[int, Document], str]


def _between(text: str) -> Seam:
    return lambda n, _: text if n else ""


SEAMS: dict[str, Seam] = {
    "head -n": lambda n, d: f"{chr(10) if n else ''}==> {_file(d)} <==\n",
    "more": lambda _, d: f"{':' * 14}\n{_file(d)}\n{':' * 14}\n",
    "URL:": lambda _, d: f"URL: {_url(d)}\n\n",
    "Source:": lambda n, d: f"{chr(10) if n else ''}Source: {_url(d)}\n",
    "address alone": lambda _, d: f"{_url(d)}\n\n",
    "Thread:": lambda _, d: f"\nThread: {d.title}\n\n",
    "### title": lambda _, d: f"\n### {d.title}\n\n",
    "# title": lambda _, d: f"\n# {d.title}\n\n",
    "=== title ===": lambda _, d: f"\n=== {d.title} ===\n\n",
    "box": lambda _, d: f"{WIDE}\n{d.title}\n{WIDE}\n\n",
    "labels": lambda _, d: f"{WIDE}\nTitle: {d.title}\nURL: {_url(d)}\nPosts: 12\n{WIDE}\n",
    "JSON": lambda _, d: json.dumps({"url": _url(d), "title": d.title}) + "\n",
    "numbers": lambda n, _: f"----- thread {n + 1} -----\n",
    "count": lambda n, _: f"\n[{n + 1}]\n",
    "element": lambda n, d: f'<doc id="{n}" url="{_url(d)}" title="{d.title}">\n',
    "====": _between(f"\n{WIDE}\n\n"),
    "==== glued": _between(f"{'=' * 30}\n"),
    "----": _between(f"\n{'-' * 40}\n\n"),
    "---": _between("\n---\n\n"),
    "-----": _between("-----\n"),
    "****": _between(f"\n{'*' * 20}\n"),
    "####": _between(f"\n{'#' * 60}\n"),
    "* * *": _between("\n* * * * *\n\n"),
    "form feed": _between("\f"),
    "token": lambda n, _: "<|endoftext|>\n" if n else "",
    "rule behind each": lambda n, _: f"\n{WIDE}\n" if n else "",
    "blank lines": _between("\n\n\n\n\n"),
    "blank line": _between("\n"),
    "nothing": _between(""),
}
GROUPS = {
    "named": list(SEAMS)[:15],
    "bare": list(SEAMS)[15:26],
    "none": list(SEAMS)[26:],
}


@cache
def _sources(want_held: bool) -> list[Source]:
    found = []
    for path in sorted((CORPUS / "dumps").iterdir()):
        page, extractor = path.name[:-4].rsplit(".", 1)
        if (
            held_out(page) is not want_held
            or not (gold := CORPUS / "gold" / f"{page}.json").exists()
        ):
            continue
        truth = json.loads(gold.read_text(encoding="utf-8"))
        if len(truth["posts"]) > 1 and path.stat().st_size >= LEAST:
            title = " ".join((truth["title"] or page).split())
            found.append(Source(page, truth["engine"], extractor, title))
    return found


def _content(source: Source) -> str:
    path = CORPUS / "dumps" / f"{source.page}.{source.extractor}.txt"
    return path.read_bytes().decode("utf-8")


def joined(documents: list[Document], seam: Seam, last: str = "") -> tuple[str, list[int]]:
    """A bundle, and where each document of it begins with its seam."""
    text, starts = "", []
    for number, document in enumerate(documents):
        starts.append(len(text))
        text += seam(number, document) + document.text.rstrip("\n") + "\n"
    return text + last, starts


def mixes(want_held: bool, reps: int) -> Iterator[tuple[str, list[Source]]]:
    """The dumps of each bundle: of one engine, of one extractor, of any."""
    rng = random.Random(SEED)
    sources = _sources(want_held)
    by_both: dict[tuple[str, str], list[Source]] = defaultdict(list)
    by_extractor: dict[str, list[Source]] = defaultdict(list)
    for one in sources:
        by_both[one.engine, one.extractor].append(one)
        by_extractor[one.extractor].append(one)
    for extractor, some in sorted(by_extractor.items()):
        for _ in range(reps):
            several = [g for (_, e), g in sorted(by_both.items()) if e == extractor and len(g) > 1]
            group = rng.choice(several)
            yield "one engine", rng.sample(group, min(len(group), rng.randint(2, 5)))
            yield "one extractor", rng.sample(some, min(len(some), rng.randint(2, 5)))
            yield "any", _distinct(rng, sources, rng.randint(2, 5))


def _distinct(rng: random.Random, sources: list[Source], count: int) -> list[Source]:
    found: dict[str, Source] = {}
    while len(found) < count:
        one = rng.choice(sources)
        found.setdefault(one.page, one)
    return list(found.values())


class Outcome(NamedTuple):
    """What came of a bundle: which kind of seam and mix, whether it is right, how many seams it
    has and how many of them were found, how many were made up, and words for who looks."""

    kind: str
    mix: str
    right: bool
    seams: int
    found: int
    false: int
    words: str


def divided(text: str) -> tuple[list[tuple[int, int]], str]:
    """Where the documents of a dump begin (in characters), each with the thread it is of, and
    why."""
    from threadview.dump import Dump
    from threadview.formats import text as form

    dump = Dump(None, "-", text.encode("utf-8", "surrogatepass"))
    division = form._division(dump)
    if division is None:
        return [(0, 0)], ""
    found, index = [], 0
    while (leaf := division.leaf(index)) is not None:
        found.append((leaf.document.at, leaf.thread))
        index += 1
    return found, f"{division.form.reason} {division.form.confidence}"


def _behind(text: str, start: int) -> int:
    """Where a rule that begins at a place ends, with the white space behind it."""
    rule = re.compile(r"\s*(?:([=*#-])\1*[ \n]?(?:\1 ?)*)?\s*").match(text, start)
    return rule.end() if rule is not None else start


def judged(
    kind: str, mix: str, text: str, starts: list[int], threads: list[int], name: str
) -> Outcome:
    """A bundle against how it is divided. A document may begin anywhere in the white space and the
    seam before it."""
    found, why = divided(text)
    ends = [max(start + 1, _behind(text, start)) for start in starts]
    loose = FOOT if kind in GROUPS["none"] else 0
    bodies = [starts[0], *(len(text[:one].rstrip()) - loose for one in starts[1:])]
    ends = [end + loose // 2 for end in ends]
    hits: dict[int, int] = {}
    false = 0
    for at, thread in found:
        place = next(
            (
                n
                for n, start in enumerate(starts)
                if bodies[n] <= at <= ends[n] or (not n and at == 0)
            ),
            None,
        )
        if place is None:
            false += 1
        else:
            hits[place] = thread
    same = [[hits.get(a) == hits.get(b) for b in range(a)] for a in range(len(starts))]
    want = [[threads[a] == threads[b] for b in range(a)] for a in range(len(starts))]
    whole = len(hits) == len(starts) and not false
    right = whole and same == want
    words = f"{name} found {len(hits)} of {len(starts)}, false {false}, {why}"
    if whole and not right:
        words += f" grouped {[hits[n] for n in range(len(starts))]}"
    return Outcome(kind, mix, right, len(starts) - 1, max(0, len(hits) - 1), false, words)


def bundle(job: tuple[str, str, list[Source]]) -> Outcome:
    """A bundle of whole threads with a kind of seam."""
    kind, mix, sources = job
    documents = [Document(_content(s), n, s.title, 0) for n, s in enumerate(sources)]
    text, starts = joined(documents, SEAMS[kind], f"\n{WIDE}\n" if "behind" in kind else "")
    name = " | ".join(f"{s.engine} {s.extractor} {s.page[:24]}" for s in sources)
    return judged(kind, mix, text, starts, list(range(len(starts))), name)


RULES = (
    WIDE, "-" * 40, "-----", "---", "* * * * *", "*" * 20, "_" * 30, "\f", "### And then",
    "=== Part two ===", "==> notes.txt <==", "Title: The other one", "Page 2",
    "URL: https://forum.example.org/threads/other.12", '{"url": "https://x.example/2"}', "[2]",
    "::::::::::::::\nnotes.txt\n::::::::::::::", "<|endoftext|>", "\n\n\n\n",
    "----- thread 2 -----",
)  # fmt: skip
"""What people put into posts, one of which is put somewhere into a dump of one thread."""


def single(job: tuple[str, Source, int]) -> Outcome:
    """A dump of one thread: as it is, or with something like a seam put at a line by chance, at a
    blank line, or at several."""
    kind, source, number = job
    text = _content(source)
    rng = random.Random(f"{SEED}{source}{number}")
    lines = text.split("\n")
    rule = ""
    if kind != "one as it is" and len(lines) > 24:
        rule = RULES[number % len(RULES)]
        inside = range(8, len(lines) - 8)
        blank = [n for n in inside if not lines[n].strip()] if kind != "one, any line" else []
        among = blank or list(inside)
        places = sorted(rng.sample(among, min(len(among), 3 if "several" in kind else 1)))
        for place in reversed(places):
            lines[place:place] = ["", rule, ""] if rule != "\f" else ["\f" + lines.pop(place)]
        text = "\n".join(lines)
    name = f"{source.engine} {source.extractor} {source.page[:30]} {rule[:20]!r}"
    return judged(kind, "one", text, [0], [0], name)


PAGES: dict[str, Seam] = {
    "pages: head -n": SEAMS["head -n"],
    "pages: URL:": SEAMS["URL:"],
    "pages: --- page 2 ---": lambda _, d: f"--- page {d.page} ---\n",
    "pages: between": lambda n, d: f"\n--- page {d.page} ---\n\n" if n else "",
    "pages: ====": SEAMS["===="],
    "pages: form feed": SEAMS["form feed"],
    "pages: JSON": SEAMS["JSON"],
    "pages: Thread:": SEAMS["Thread:"],
    "pages: nothing": SEAMS["nothing"],
}


def pages_of(source: Source, rng: random.Random, overlap: bool) -> list[Document]:
    """A dump cut into pages of its thread, each with the page's head and foot around some of the
    posts; none where that cannot be done at whole lines."""
    from threadview.dump import dump_of
    from threadview.reading import read_thread

    truth = json.loads((CORPUS / "gold" / f"{source.page}.json").read_text(encoding="utf-8"))
    text = _content(source)
    gold = scorer().Gold(truth, text)
    posts = list(read_thread(dump_of(text), "text").posts)
    if gold.N < 8 or len(posts) != gold.N or any(post.extent is None for post in posts):
        return []
    starts = [post.extent.start for post in posts if post.extent is not None]
    begins = [b.span for b in posts[0].blocks if b.kind in ("header", "paragraph") and b.span]
    head = text[: begins[0].start]
    last = posts[-1].blocks
    words = [b.span.end for b in last if b.kind not in ("chrome", "separator", "stray") and b.span]
    end = max(words)
    foot = text[end:]
    starts[0] = len(head)
    starts.append(end)
    half = len(posts) // 2
    edges = [(0, half + (2 if overlap else 0)), (half, len(posts))]
    return [
        Document(head + text[starts[a] : starts[b]] + foot, 0, source.title, n)
        for n, (a, b) in enumerate(edges, 1)
    ]


def paged(job: tuple[str, Source, str]) -> Outcome | None:
    """The pages of a thread, in order, overlapping or not, or the second first."""
    kind, source, how = job
    rng = random.Random(SEED)
    documents = pages_of(source, rng, how == "overlapping")
    if not documents:
        return None
    if how == "wrong order":
        documents.reverse()
    text, starts = joined(documents, PAGES[kind])
    name = f"{source.engine} {source.extractor} {source.page[:30]} {how}"
    return judged(kind, how, text, starts, [0] * len(starts), name)


def cut(source: Source, rng: random.Random) -> Iterator[tuple[str, str]]:
    """A dump of one thread in two, cut at lines where a rule may stand that somebody wrote: in
    posts, between them, anywhere."""
    truth = json.loads((CORPUS / "gold" / f"{source.page}.json").read_text(encoding="utf-8"))
    text = _content(source)
    score = scorer()
    gold = score.Gold(truth, text)
    words = [m.span() for m in score.TOK.finditer(text)]
    exact = gold.N > 2 and len(words) == len(gold.D)
    ends = [m.end() for m in re.finditer(r"\n", text)]
    spans = [(words[a][0], words[b][1]) for a, b in gold.span.values()] if exact else []
    inside = [end for end in ends if any(a < end < b for a, b in spans)]
    among = [end for end in ends if spans and spans[0][0] < end < spans[-1][1]]
    blank = [end for end in among if text[end : end + 1] == "\n"]
    for places in (inside, inside, blank, among, ends[8:-8]):
        if places:
            place = rng.choice(places)
            yield text[:place], text[place:]


def kin(job: tuple[str, Source, Source]) -> list[tuple[str, dict[str, float], bool]]:
    """What is seen where another thread begins behind a dump, or where one is cut in two."""
    from threadview.dump import Dump
    from threadview.formats.text.bundle.kinship import signs
    from threadview.formats.text.bundle.peek import peek, peek_end

    kind, one, other = job
    if kind == "joined":
        pairs = [(_content(one), _content(other))]
    else:
        pairs = list(cut(one, random.Random(f"{SEED}{one}")))
    found = []
    for before, after in pairs:
        first, second = before.encode(), after.encode()
        look = peek_end(Dump(None, "-", first), 0, len(first))
        found.append(
            (one.page, signs(look, peek(Dump(None, "-", second), 0, None)), kind == "joined")
        )
    return found


def seams_seen(want_held: bool) -> list[tuple[str, dict[str, float], bool]]:
    """What is seen at places where a thread begins, and at others."""
    rng = random.Random(SEED)
    sources = _sources(want_held)
    work: list[tuple[str, Source, Source]] = []
    for source in sources:
        alike = [s for s in sources if s.page != source.page and s.extractor == source.extractor]
        same = [s for s in alike if s.engine == source.engine]
        other = [s for s in sources if s.page != source.page]
        for some in (same, same, alike, alike, other):
            if some:
                work.append(("joined", source, rng.choice(some)))
        work.append(("cut", source, source))
    with Pool(2) as pool:
        return [one for some in pool.map(kin, work, chunksize=8) for one in some]


def fit() -> None:
    """Fit the weights of `bundle/kinship.py`, print how they do on pages left out, write them."""
    from benchmarks import fitting

    seen = seams_seen(False)
    cases = [fitting.Case("kin", p, "", tuple(sorted(s.items())), right) for p, s, right in seen]
    dumps = Counter(page for page, _ in {(s.page, s.extractor) for s in _sources(False)})
    told: list[tuple[float, bool]] = []
    for fold in range(fitting.FOLDS):
        mine = {page for page in dumps if sum(page.encode()) % fitting.FOLDS == fold}
        weights = fitting.fit([c for c in cases if c.page not in mine], "kin", dumps)
        told += [(_score(weights, c.seen), c.right) for c in cases if c.page in mine]
    _print_odds(told)
    weights = fitting.fit(cases, "kin", dumps)
    path = HERE.parents[1] / "src/threadview/formats/text/bundle/kinship.py"
    text = path.read_text(encoding="utf-8")
    names = sorted({name for case in cases for name, _ in case.seen})
    rows = "".join(f'    "{name}": {weights[name]},\n' for name in names)
    begin = text.index("WEIGHTS: dict")
    path.write_text(f"{text[:begin]}WEIGHTS: dict[str, float] = {{\n{rows}}}\n", encoding="utf-8")


def _score(weights: dict[str, float], seen: tuple[tuple[str, float], ...]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in seen)


def _print_odds(told: list[tuple[float, bool]]) -> None:
    """How many seams are found, at how many made up, by the odds from which on one is believed."""
    for least in (0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5):
        found = sum(score >= least for score, right in told if right)
        false = sum(score >= least for score, right in told if not right)
        all_ = sum(right for _, right in told)
        print(f"odds {least:3}: {found / all_:6.1%} found, {false / (len(told) - all_):6.2%} false")


def _run(job: tuple[str, Any]) -> Outcome | None:
    what, rest = job
    if what == "bundle":
        return bundle(rest)
    return single(rest) if what == "single" else paged(rest)


def jobs(want_held: bool, reps: int, only: str) -> Iterator[tuple[str, Any]]:
    """Everything that is measured."""
    mixed = list(mixes(want_held, reps))
    for kind in SEAMS:
        if re.search(only, kind):
            yield from (("bundle", (kind, mix, sources)) for mix, sources in mixed)
    sources = _sources(want_held)
    for kind in ("one as it is", "one, blank line", "one, any line", "one, several"):
        if re.search(only, kind):
            yield from (("single", (kind, s, n)) for n, s in enumerate(sources))
    for kind in PAGES:
        for number, source in enumerate(sources):
            how = ("in order", "overlapping", "wrong order")[number % 3]
            if re.search(only, kind) and source.extractor != "wcxb-truth" and number % 2:
                yield ("paged", (kind, source, how))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--reps", type=int, default=2)
    options = parser.parse_args()
    if options.fit:
        fit()
        return 0
    with Pool(2) as pool:
        work = list(jobs(options.held_out, options.reps, options.only))
        results = [one for one in pool.map(_run, work, chunksize=8) if one is not None]
    rows: dict[str, Counter[str]] = {}
    for one in results:
        row = rows.setdefault(one.kind, Counter())
        for mix in (one.mix, "all"):
            row[mix] += 1
            row[f"{mix} right"] += one.right
        row["seams"] += one.seams
        row["found"] += one.found
        row["false"] += one.false
        if options.errors and not one.right:
            print(f"{one.kind} ({one.mix}): {one.words}")
    for kind, row in rows.items():
        by_mix = ", ".join(
            f"{mix} {row[f'{mix} right']}/{row[mix]}"
            for mix in row
            if f"{mix} right" in row and mix not in ("all", "one")
        )
        share = row["all right"] / row["all"]
        print(
            f"{kind:22} right {row['all right']:4}/{row['all']:<4} {share:6.1%}  seams "
            f"{row['found']}/{row['seams']}  false {row['false']}  {by_mix}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
