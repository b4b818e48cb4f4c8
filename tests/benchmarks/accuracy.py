"""How well structure is recovered from the dumps of ../shared/corpus, against their truth.

    accuracy.py                        every dump, per extractor, per engine; exit 1 below ratchet
    accuracy.py --cross                and per engine and extractor
    accuracy.py --only REGEX           dumps whose "page.extractor" matches (no ratchet)
    accuracy.py --held-out | --seen    a third of the pages, not developed on, or the others
    accuracy.py --leave-out ENGINE     that engine's dumps with and without its cue tables
    accuracy.py --leave-out each       the same for every engine
    accuracy.py --leave-out all        every dump without any table
    accuracy.py --flattened            the pages as get_text() flattens them (no ratchet)
    accuracy.py --invented N           N threads of engines drawn by lot, per style and mark
    accuracy.py --calibration          what is given which confidence is right how often
    accuracy.py --calibrate            fit the tables of cues/trust.py to the pages not held out
    accuracy.py --folded               the own words of posts that start folded, and in what
    accuracy.py --raise                write the figures that are better than the ratchet's into it

One process and two workers. The scorer is the corpus's own score.py, imported from where it lies.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections import Counter, defaultdict
from hashlib import md5
from multiprocessing import Pool
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
CORPUS = REPOSITORY.parent / "shared" / "corpus"
RATCHET = HERE / "accuracy.json"
SLACK = 0.004
"""How far a figure may lie below its ratchet: less than the last digit that the table shows."""
COLUMNS = (
    "bP", "bR", "bF", "auth", "eP", "eR", "qP", "qR", "qF", "leak", "loss", "fold", "title"
)  # fmt: skip
"""`score.py` explains them, but for `fold`: the share of posts' own words that start folded."""
LESS_IS_BETTER = frozenset(("leak", "loss", "fold"))
GROUPS = {
    "resili-main": "main content",
    "resili-main-alt": "main content",
    "resili-full": "whole page",
    "inscriptis": "whole page",
    "html2text": "whole page",
    "w3m": "whole page",
    "lynx": "whole page",
}

Score = dict[str, Any]
Result = tuple[str, str, str, Score]


def scorer() -> ModuleType:
    """The corpus's score.py as a module."""
    if "score" not in sys.modules:
        spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["score"] = module
        arguments, sys.argv = sys.argv, ["score.py"]
        spec.loader.exec_module(module)
        sys.argv = arguments
    return sys.modules["score"]


def recovered(content: bytes) -> Any:
    """The thread that threadview recovers from a dump."""
    from threadview.dump import Dump
    from threadview.reading import read_thread

    return read_thread(Dump(None, "-", content), "text")


def prediction(thread: Any) -> dict[str, Any]:
    """A thread in the form that score.py reads."""
    from threadview.model import segments

    posts = []
    for post in thread.posts:
        pieces = segments(post)
        quotes = [{"author": quote.author, "text": ""} for quote in post.quotes]
        for piece in pieces:
            if piece.quote is not None:
                quotes[piece.quote]["text"] = f"{quotes[piece.quote]['text']}\n{piece.text}"
        posts.append(
            {
                "author": post.author,
                "edited": post.edit is not None,
                "text": "\n".join(piece.text for piece in pieces if piece.quote is None),
                "quotes": quotes,
                "segments": [
                    {"type": "text" if piece.quote is None else "quote", "text": piece.text}
                    for piece in pieces
                ],
            }
        )
    return {"title": thread.title, "posts": posts}


def measure(job: tuple[str, str, frozenset[str]]) -> Result | None:
    """Score one dump, without some engines' tables; None where it holds fewer than two posts."""
    page, extractor, without = job
    from benchmarks import folded
    from threadview.formats import text

    text.WITHOUT = without
    score = scorer()
    truth = json.loads((CORPUS / "gold" / f"{page}.json").read_text(encoding="utf-8"))
    content = content_of(page, extractor)
    gold = score.Gold(truth, content.decode("utf-8"))
    if gold.N < 2:
        return None
    thread = recovered(content)
    scored = score.score(gold, prediction(thread))
    scored["own"], scored["hidden"] = folded.hidden(score, gold, thread, content.decode("utf-8"))
    return page, extractor, truth["engine"], scored


def assess(job: tuple[str, str, frozenset[str]]) -> list[Any]:
    """What threadview infers about one dump, with its evidence and whether it is right."""
    page, extractor, _ = job
    from benchmarks import calibration

    score = scorer()
    truth = json.loads((CORPUS / "gold" / f"{page}.json").read_text(encoding="utf-8"))
    content = content_of(page, extractor)
    gold = score.Gold(truth, content.decode("utf-8"))
    if gold.N < 2:
        return []
    return list(calibration.judge(score, gold, recovered(content), page))


def watch(job: tuple[str, str, frozenset[str]]) -> list[Any]:
    """What threadview infers about one dump, as cases to fit the tables of confidences to."""
    from benchmarks import fitting

    with fitting.Spy() as spy:
        return fitting.cases(assess(job), spy)


def held_out(page: str) -> bool:
    """Whether a page belongs to the third that rules were not developed on."""
    return int(md5(page.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def jobs(
    options: argparse.Namespace, without: frozenset[str] = frozenset()
) -> list[tuple[str, str, frozenset[str]]]:
    """The dumps to score."""
    wanted = re.compile(options.only or "")
    found = []
    for gold in sorted((CORPUS / "gold").glob("*.json")):
        page = gold.stem
        if (options.held_out and not held_out(page)) or (options.seen and held_out(page)):
            continue
        for extractor in _extractors(page, options.flattened):
            if wanted.search(f"{page}.{extractor}"):
                found.append((page, extractor, without))
    return found


def content_of(page: str, extractor: str) -> bytes:
    """A dump of the corpus, or one of its pages flattened here and now."""
    from benchmarks import flattened

    if extractor in flattened.WAYS:
        return flattened.flatten(CORPUS / "pages" / f"{page}.html.gz", extractor)
    return (CORPUS / "dumps" / f"{page}.{extractor}.txt").read_bytes()


def _extractors(page: str, flattened: bool) -> list[str]:
    """The ways in which there is a dump of a page."""
    from glob import escape

    if flattened:
        from benchmarks.flattened import WAYS

        return list(WAYS) if (CORPUS / "pages" / f"{page}.html.gz").exists() else []
    dumps = sorted((CORPUS / "dumps").glob(f"{escape(page)}.*.txt"))
    return [dump.name[len(page) + 1 : -4] for dump in dumps]


def run(todo: list[tuple[str, str, frozenset[str]]]) -> list[Result]:
    """Score them, two at a time."""
    with Pool(2) as pool:
        results = [r for r in pool.imap_unordered(measure, todo, chunksize=4) if r is not None]
    return sorted(results, key=lambda result: result[:2])


def rows(results: list[Result], cross: bool = False) -> dict[str, Score]:
    """The aggregated figures per row of the table."""
    table = {}
    for name, scores in grouped(results, cross).items():
        table[name] = scorer().agg(scores)
        own = sum(score["own"] for score in scores)
        hidden = sum(score["hidden"].total() for score in scores)
        table[name]["fold"] = hidden / own if own else None
    return table


def grouped(results: list[Result], cross: bool = False) -> dict[str, list[Score]]:
    """What was scored, per row of the table."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for _, extractor, engine, score in results:
        groups["all"].append(score)
        groups[GROUPS.get(extractor, extractor)].append(score)
        groups[f"x {extractor}"].append(score)
        groups[f"{engine}"].append(score)
        if engine == "xenforo2" and extractor.startswith("resili-main"):
            groups["the seed's form"].append(score)
        if cross:
            groups[f"{engine} x {extractor}"].append(score)
    order = ["all", "main content", "whole page", "wcxb-truth", "trafilatura", "the seed's form"]
    names = [n for n in order if n in groups] + sorted(n for n in groups if n not in order)
    return {name: groups[name] for name in names}


def show(table: dict[str, Score]) -> None:
    """Print the table as Markdown."""
    print("| | dumps | " + " | ".join(COLUMNS) + " |")
    print("|---|---|" + "---|" * len(COLUMNS))
    for name, row in table.items():
        cells = ["–" if row[c] is None else f"{row[c]:.3f}" for c in COLUMNS]
        print(f"| {name} | {row['dumps']} | " + " | ".join(cells) + " |")


def below(table: dict[str, Score]) -> list[str]:
    """What has fallen below the ratchet, in words."""
    if not RATCHET.exists():
        return []
    kept = json.loads(RATCHET.read_text(encoding="utf-8"))
    fallen = []
    for name, figures in kept.items():
        for column, least in figures.items():
            now = table.get(name, {}).get(column)
            worse = now is not None and (now - least if column in LESS_IS_BETTER else least - now)
            if worse > SLACK if now is not None else least > 0:
                fallen.append(f"{name}: {column} is {now}, was {least}")
    return fallen


def lift(table: dict[str, Score]) -> None:
    """Raise the ratchet to the figures that are better than it."""
    kept = json.loads(RATCHET.read_text(encoding="utf-8")) if RATCHET.exists() else {}
    for name, row in table.items():
        figures = kept.setdefault(name, {})
        for column in COLUMNS:
            if row[column] is None:
                continue
            now, best = round(row[column], 4), min if column in LESS_IS_BETTER else max
            figures[column] = best(now, figures.get(column, now))
    RATCHET.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def leave_out(options: argparse.Namespace) -> None:
    """Print what each engine's dumps lose without its own tables."""
    engines = sorted({p.name.split("__")[0] for p in (CORPUS / "gold").glob("*.json")})
    chosen = engines if options.leave_out == "each" else [options.leave_out]
    if options.leave_out in ("all", "everything"):
        table = rows(run(jobs(options, frozenset(("everything",)))))
        show({name: table[name] for name in table if " " in name or name == "all"})
        return
    print("| engine | dumps | bF with | bF without | lost | bP without | authors with | without |")
    print("|---|---|---|---|---|---|---|---|")
    for engine in chosen:
        options.only = rf"^{re.escape(engine)}__"
        full, bare = (
            rows(run(jobs(options, without))).get("all")
            for without in (frozenset[str](), frozenset((engine,)))
        )
        if full is None or bare is None or full["bF"] is None:
            continue
        lost = full["bF"] - (bare["bF"] or 0.0)
        print(
            f"| {engine} | {full['dumps']} | {full['bF']:.3f} | {bare['bF'] or 0.0:.3f} |"
            f" {lost:+.3f} |"
            f" {_figure(bare['bP'])} | {_figure(full['auth'])} | {_figure(bare['auth'])} |"
        )


def calibrate(options: argparse.Namespace) -> None:
    """Print how often what is given which confidence is right, or fit confidences to that."""
    from benchmarks import calibration, fitting

    options.seen = options.seen or options.calibrate
    todo = jobs(options)
    with Pool(2) as pool:
        found = pool.imap_unordered(watch if options.calibrate else assess, todo, 4)
        judged = [one for several in found for one in several]
    if options.calibrate:
        fitting.report(judged, Counter(page for page, _, _ in todo))
    else:
        calibration.show(judged)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main() -> int:
    """Run; 0 when every figure holds its ratchet."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--cross", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--seen", action="store_true")
    parser.add_argument("--flattened", action="store_true")
    parser.add_argument("--leave-out", metavar="ENGINE")
    parser.add_argument("--invented", type=int, metavar="N")
    parser.add_argument("--calibration", action="store_true")
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--folded", action="store_true")
    parser.add_argument("--raise", dest="lift", action="store_true")
    options = parser.parse_args()
    if options.invented:
        sys.path[:0] = [str(REPOSITORY / "src"), str(HERE.parent)]
        from benchmarks import invented

        invented.show(options.invented)
        return 0
    if not CORPUS.exists():
        print(f"skipped: there is no corpus at {CORPUS}")
        return 0
    sys.path[:0] = [str(REPOSITORY / "src"), str(HERE.parent)]
    if options.calibration or options.calibrate:
        calibrate(options)
        return 0
    if options.leave_out:
        leave_out(options)
        return 0
    results = run(jobs(options))
    if options.folded:
        from benchmarks import folded

        folded.show(grouped(results, options.cross))
        return 0
    show(rows(results, options.cross))
    if options.only or options.held_out or options.seen or options.flattened:
        return 0
    table = rows(results)
    if options.lift:
        lift(table)
    fallen = below(table)
    for line in fallen:
        print(f"below the ratchet: {line}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
