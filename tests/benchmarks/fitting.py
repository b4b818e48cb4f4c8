"""Fits the tables of `cues.trust` to what the corpus tells: `accuracy.py --calibrate`.

Logistic regression with a normal prior around the weights that were set by hand, by Newton's method
(Bishop, Pattern Recognition and Machine Learning, 4.3.3 and 4.5). A page weighs as one dump of it,
however many there are, since its extractors see the same posts. Held-out pages are never looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from hashlib import md5
from importlib import import_module
from math import exp
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

TRUST = Path(__file__).resolve().parents[2] / "src/threadview/cues/trust.py"
MARK = "# Written by `accuracy.py --calibrate`.\n"
FOLDS = 5
ROUNDS = 25
TABLES = ("boundaries", "authors", "edits", "frames")

Weights = dict[str, float]
Prior = dict[str, tuple[float, float]]
"""For each weight what it was set to by hand, and by how much (a standard deviation) it may be
wrong."""
LEAN = (0.0, 1.0)
TABLE: Prior = {"": (0.0, 2.0), "score": (1.0, 0.4)}
FRAMES: Prior = {"": (0.0, 0.5), "score": (1.0, 0.4)}
"""Frames that lead nowhere in the dump are few."""
WHOLE = 0.9
"""Share of the words of such a quote that must be quoted for it to be right: where one without an
end mark ends is a guess, and what it takes too much is the poster's own."""
LINKED: Prior = {
    "": (0.5, 1.0),
    "frame": (0.5, 0.3),
    "share": (2.0, 1.0),
    "log words": (0.3, 0.3),
    "names the source's author": (0.7, 0.7),
    "names somebody else": (-1.5, 0.7),
    "goes on, no end mark": (-4.0, 1.0),
}
KIN: Prior = {"": (0.0, 2.0)}
"""What is seen on both sides of a seam (`bundles.py --fit`)."""
REUSED: Prior = {
    "": (-1.85, 1.0),
    "log words": (0.6, 0.3),
    "fewer than 8 words": (-1.2, 0.6),
    "share that differs": (-0.4, 0.6),
    "code": (-3.4, 1.0),
    "code that differs": (-3.4, 1.0),
    "lines of a list": (-2.3, 0.6),
    "ends the post": (-2.0, 0.6),
    "ends the source too": (-1.0, 0.6),
    "all of the post": (0.0, 0.6),
    "whole lines": (1.4, 0.6),
    "same author": (-2.6, 0.6),
    "more lines from there": (0.9, 0.4),
    "near": (0.6, 0.4),
    "page frames quotes": (-0.3, 0.4),
    "behind its author's name": (1.4, 0.6),
    "times said before": (-0.9, 0.3),
}


class Case(NamedTuple):
    """One inference: of which table it is, on which page and engine, what was seen, by the names
    of the weights, and whether it is right."""

    kind: str
    page: str
    engine: str
    seen: tuple[tuple[str, float], ...]
    right: bool


class Spy:
    """Stands where confidences are made, and remembers what each was made of.

    Each is told apart by digits too far behind the point to matter, so that it is known again
    wherever it went.
    """

    def __init__(self) -> None:
        self.seen: dict[float, tuple[str, dict[str, float]]] = {}
        self._kept: list[tuple[ModuleType, str, Any]] = []

    def __enter__(self) -> Spy:
        for name in ("formats.text.draft", "frames.frames"):
            self._put(f"threadview.{name}", "trusted", lambda _: lambda kind, given: given)
        self._put("threadview.quotes.framed", "agreement", partial(self._watch, "linked"))
        self._put("threadview.quotes.unframed", "confidence", partial(self._watch, "reused"))
        return self

    def __exit__(self, *error: object) -> None:
        for module, name, made in self._kept:
            setattr(module, name, made)

    def _put(self, module: str, name: str, stand_in: Callable[[Any], Any]) -> None:
        where = import_module(module)
        self._kept.append((where, name, getattr(where, name)))
        setattr(where, name, stand_in(getattr(where, name)))

    def _watch(self, kind: str, made: Callable[[Any], float]) -> Callable[[Any], float]:
        from threadview.quotes import belief

        def watched(sight: Any) -> float:
            sure = max(belief.FLOOR, made(sight)) + 1e-9 * (len(self.seen) + 1)
            self.seen[sure] = kind, getattr(belief, kind)(sight)
            return sure

        return watched


def cases(judged: Iterable[Any], spy: Spy) -> list[Case]:
    """What was judged of one dump, as cases for the tables."""
    from threadview.cues import trust

    found: list[Case] = []
    for kind, page, engine, (layer, cue, score), right, share in judged:
        table, seen = spy.seen.get(score, ("frames" if kind == "quotes" else kind, {}))
        if layer == "none" or (kind == "authors" and layer == "attribution"):
            continue  # no sign at all; a confidence lent by the quote that names the author
        if not seen:
            seen = {"": 1.0, "score": trust.logit(score), f"lean {trust.sort_of(cue)}": 1.0}
        whole = table == "frames" or seen.get("goes on, no end mark")
        right = right if not whole else share >= WHOLE
        found.append(Case(table, page, engine, tuple(seen.items()), right))
    return found


def report(all_cases: list[Case], dumps: Counter[str]) -> None:
    """Fit, print how well confidences hold on pages and engines not fitted to, write the tables."""
    tables: dict[str, Weights] = {}
    print("| table | cases | pages | right | error, fitted | by page | by engine |")
    print("|---|---|---|---|---|---|---|")
    for kind in (*TABLES, "linked", "reused"):
        mine = [case for case in all_cases if case.kind == kind]
        tables[kind] = fit(mine, kind, dumps)
        row = [_error((sure(tables[kind], case), case.right) for case in mine)]
        row += [_across(mine, kind, dumps, group) for group in (_fold, _engine)]
        print(
            f"| {kind} | {len(mine)} | {len({case.page for case in mine})} |"
            f" {sum(case.right for case in mine) / len(mine):.3f} | "
            + " | ".join(f"{error:.3f}" for error in row)
            + " |"
        )
    text = TRUST.read_text(encoding="utf-8")
    TRUST.write_text(text[: text.index(MARK) + len(MARK)] + _written(tables), encoding="utf-8")


def _fold(case: Case) -> str:
    return str(int(md5(case.page.encode(), usedforsecurity=False).hexdigest(), 16) // 3 % FOLDS)


def _engine(case: Case) -> str:
    return case.engine


def _across(
    mine: list[Case], kind: str, dumps: Counter[str], group: Callable[[Case], str]
) -> float:
    """The calibration error on groups, each left out of what it is given confidences by."""
    told: list[tuple[float, bool]] = []
    for left in sorted({group(case) for case in mine}):
        weights = fit([case for case in mine if group(case) != left], kind, dumps)
        told += [(sure(weights, case), case.right) for case in mine if group(case) == left]
    return _error(told)


def _error(told: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error, over ten bins of equal width."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for given, right in told:
        bins[min(9, int(given * 10))].append((given, right))
    total = sum(map(len, bins.values())) or 1
    return sum(abs(sum(given - right for given, right in one)) for one in bins.values()) / total


def sure(weights: Weights, case: Case) -> float:
    """The likelihood that weights give to a case; a cue that they do not know leans nowhere."""
    score = sum(weights.get(name, 0.0) * value for name, value in case.seen)
    return min(max(1.0 / (1.0 + exp(-min(max(score, -30.0), 30.0))), 0.01), 0.99)


def fit(mine: list[Case], kind: str, dumps: Counter[str]) -> Weights:
    """The most likely weights, given the cases and the prior."""
    by_kind = {"frames": FRAMES, "linked": LINKED, "reused": REUSED, "kin": KIN}
    prior = dict(by_kind.get(kind, TABLE))
    lean = (0.0, 3.0) if kind == "kin" else LEAN
    rows: dict[tuple[tuple[str, float], ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for case in mine:
        rows[case.seen][case.right] += 1.0 / dumps[case.page]
        for name, _ in case.seen:
            prior.setdefault(name, lean)
    names = list(prior)
    place = {name: n for n, name in enumerate(names)}
    weights = [prior[name][0] for name in names]
    for _ in range(ROUNDS):
        slope = [(prior[n][0] - w) / prior[n][1] ** 2 for n, w in zip(names, weights, strict=True)]
        curve = [[0.0] * len(names) for _ in names]
        for n, name in enumerate(names):
            curve[n][n] = 1.0 / prior[name][1] ** 2
        for seen, (wrong, right) in rows.items():
            at = [(place[name], value) for name, value in seen]
            score = sum(weights[n] * value for n, value in at)
            likely = 1.0 / (1.0 + exp(-min(max(score, -30.0), 30.0)))
            step = right - (wrong + right) * likely
            bend = (wrong + right) * likely * (1.0 - likely)
            for n, value in at:
                slope[n] += step * value
                for m, other in at:
                    curve[n][m] += bend * value * other
        weights = [w + step for w, step in zip(weights, _solved(curve, slope), strict=True)]
    return {name: round(weights[n], 2) for n, name in enumerate(names)}


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination (it is positive definite)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for n, row in enumerate(rows):
        for other in rows[n + 1 :]:
            if other[n]:
                factor = other[n] / row[n]
                other[n:] = [a - factor * b for a, b in zip(other[n:], row[n:], strict=True)]
    found = [0.0] * len(rows)
    for n in range(len(rows) - 1, -1, -1):
        rest = sum(a * b for a, b in zip(rows[n][n + 1 : -1], found[n + 1 :], strict=True))
        found[n] = (rows[n][-1] - rest) / rows[n][n]
    return found


def _written(tables: dict[str, Weights]) -> str:
    """The tables as source, as ruff would have it."""
    lines = ["TABLES: dict[str, Table] = {"]
    for kind in TABLES:
        weights = tables[kind]
        lines += [f'    "{kind}": (', f"        {weights['']},", f"        {weights['score']},"]
        lines.append("        {")
        leans = sorted((name[5:], w) for name, w in weights.items() if name.startswith("lean "))
        lines += [f"            {_quoted(name)}: {weight}," for name, weight in leans]
        lines += ["        },", "    ),"]
    lines.append("}")
    for kind in ("linked", "reused"):
        lines.append(f"{kind.upper()}: Weights = {{")
        lines += [f"    {_quoted(name)}: {weight}," for name, weight in tables[kind].items()]
        lines.append("}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
