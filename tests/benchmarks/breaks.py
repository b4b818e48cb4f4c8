"""What the text alone can tell about bare line breaks between posts: a curve, and why no such layer
is shipped.

    breaks.py              precision and recall of a fitted model, cross-validated by page
    breaks.py --weights    and what it learnt

Where an extractor leaves nothing but a line break between two posts, only the words on either side
could tell. Some forty signs of the kind that the literature has (greetings, thanks, names called,
how the line above ends, habits of writing, cohesion over the break: Hearst, "TextTiling", 1997) go
into a logistic regression. It is fitted to the threads of the corpus's truth (seen pages only), and
asked about the breaks that threadview leaves undivided in dumps of trafilatura and of annotators'
text that no key divides, each page by a model that has not seen it. A boundary may be claimed where
nine in ten such are right; below .85 never.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "src"), str(HERE.parent)]

from benchmarks import accuracy  # noqa: E402

EXTRACTORS = ("trafilatura", "wcxb-truth")
FOLDS = 8
EPOCHS = 12
RATE = 0.2
DECAY = 1e-4
"""Steps of AdaGrad over the rows, and how much each forgets."""
MOST = 150
"""Rows that a page counts for at most."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
ITEM = re.compile(r"(?:[-*•–+]|\d{1,2}[.)]) ")
CODE = re.compile(r"[{};=<>$\\|].*[{};=<>$\\|]|\(\)|::")
SMILEY = re.compile(r"[:;=]-?[)(DPp]|[\U0001f300-\U0001faff]")
CALLED = re.compile(r"(?:[^\W\d_]+,? )?@?[^\W\d_]\w+[,!:] ")
FIRST_WORDS = {
    "greeting": "hi hello hey hallo moin servus bonjour salut hola olá oi ciao salve hoi cześć"
    " witam привет здравствуйте merhaba selam hej hejsan 你好 大家好 こんにちは",
    "thanks": "thanks thank thx cheers danke merci gracias obrigado grazie bedankt dzięki dziękuję"
    " спасибо teşekkürler tack 谢谢 ありがとう",
    "answer": "yes no yeah yep nope ok okay agree agreed same lol haha well actually sorry great"
    " nice good wow hmm sure exactly true right ja nein genau stimmt oui non si sí claro sim não"
    " certo nee klopt tak nie да нет evet hayır nej precis",
    "i": "i i'm i’m i've i’ve i'd my we ich mein wir je j'ai mon nous yo mi eu meu io mio ik mijn"
    " mam mój я мой у ben benim jag min",
    "you": "you you're you’re your du dein sie ihr tu vous votre tú usted você seu lei jij je ty вы"
    " ты sen siz ni",
    "goes on": "and but so then also however because or yet this that these it it's they he she"
    " there here the a an as when if und aber also dann dies es der die das et mais donc y pero e"
    " mas ma en maar a ale и но ve ama och men",
    "asks": "anyone does do did is are has have can what which how why where who try check look",
}
FIRST = {sign: frozenset(words.split()) for sign, words in FIRST_WORDS.items()}

Row = tuple[str, dict[str, float], bool]
"""Page, signs, whether a post begins below the break."""


def signs(lines: list[str]) -> Iterator[dict[str, float]]:
    """The signs of each break of a text, between its lines."""
    words = [[word.casefold() for word in WORD.findall(line)] for line in lines]
    often = Counter(word for line in words for word in set(line))
    most = max(3.0, 0.25 * len(lines))
    content = [{w for w in line if len(w) > 3 and often[w] <= most} for line in words]
    ended = [line[-1] in ".!?…:;,)\"”'" for line in lines]
    seen: set[tuple[str, ...]] = set()
    for n in range(1, len(lines)):
        above, below = lines[n - 1], lines[n]
        seen.update(tuple(words[n - 1][i : i + 5]) for i in range(len(words[n - 1]) - 4))
        first = words[n][0] if words[n] else ""
        back = set().union(*content[max(0, n - 4) : n])
        found = {sign: first in those for sign, those in FIRST.items()}
        found |= _edges(above, below, words[n - 1], words[n])
        found |= _habits(" ".join(lines[max(0, n - 3) : n]), below)
        found["unended above"] = not ended[n - 1]
        found["ends otherwise"] = ended[n - 1] != ended[n]
        found["said before"] = any(tuple(words[n][i : i + 5]) in seen for i in range(6))
        found["answers a question"] = above.endswith("?") and (found["answer"] or found["i"])
        row = {sign: 1.0 for sign, holds in found.items() if holds}
        row["always"] = 1.0
        row["length above"] = math.log1p(len(words[n - 1])) / 4
        row["length below"] = math.log1p(len(words[n])) / 4
        row["length of lines"] = math.log1p(sum(map(len, words)) / len(lines)) / 4
        row["cohesion"] = len(content[n] & content[n - 1]) / max(1, len(content[n]))
        row["cohesion further"] = len(content[n] & back) / max(1, len(content[n]))
        row["you below"] = sum(w in FIRST["you"] for w in words[n][:25]) / 10
        row["i below"] = sum(w in FIRST["i"] for w in words[n][:25]) / 10
        yield row


def _edges(above: str, below: str, over: list[str], under: list[str]) -> dict[str, bool]:
    """How the line above ends and the one below begins."""
    return {
        "calls @": below.startswith("@"),
        "calls a name": CALLED.match(below) is not None,
        "plus one": below.startswith(("+1", "^")),
        "question above": above.endswith("?"),
        "colon above": above.endswith((":", ",", ";")),
        "shout above": above.endswith("!"),
        "dots above": above.endswith(("...", "…")),
        "smiley above": SMILEY.search(above[-8:]) is not None,
        "thanks above": len(over) < 15 and bool(FIRST["thanks"].intersection(over)),
        "name above": 0 < len(over) < 3 and above[0].isupper() and above[-1].isalnum(),
        "item above": ITEM.match(above) is not None,
        "item below": ITEM.match(below) is not None,
        "items": ITEM.match(above) is not None and ITEM.match(below) is not None,
        "code above": CODE.search(above) is not None,
        "code below": CODE.search(below) is not None,
        "small below": below[0].islower(),
        "short above": len(over) < 5,
        "short below": len(under) < 5,
        "long above": len(over) > 40,
        "long below": len(under) > 40,
        "question below": below.endswith("?"),
        "colon below": below.endswith(":"),
        "address below": below.startswith(("http", "www.")),
        "figure below": below[0].isdigit(),
        "quoted below": below[0] in '"“„«>',
    }


def _habits(above: str, below: str) -> dict[str, bool]:
    """Habits of writing that differ on the two sides."""
    habits = {
        "other apostrophes": r"’",
        "other spaces": r"[.!?]  ",
        "other dots": r"\.\.\.|…",
        "other i": r"(?<![\w'’])i(?![\w.])",
        "other shouts": r"!",
        "other beginnings": r"[.!?] [a-z]",
    }
    return {
        sign: (re.search(habit, above) is None) != (re.search(habit, below) is None)
        for sign, habit in habits.items()
    }


def taught() -> list[Row]:
    """The breaks of the truth's threads, posts joined by bare line breaks."""
    rows: list[Row] = []
    for path in sorted((accuracy.CORPUS / "gold").glob("*.json")):
        if accuracy.held_out(path.stem):
            continue
        lines: list[str] = []
        begins: list[bool] = []
        for post in json.loads(path.read_text(encoding="utf-8"))["posts"]:
            said = "\n".join(segment["text"] for segment in post["segments"]).split("\n")
            mine = [" ".join(line.split()) for line in said if line.strip()]
            lines += mine
            begins += [n == 0 for n in range(len(mine))]
        rows += [(path.stem, row, y) for row, y in zip(signs(lines), begins[1:], strict=True)]
    return rows


def asked() -> list[Row]:
    """The breaks between lines of posts that threadview leaves undivided in dumps with few cues."""
    rows: list[Row] = []
    options = argparse.Namespace(held_out=False, seen=True, only=None, flattened=False)
    for page, extractor, _ in accuracy.jobs(options):
        if extractor in EXTRACTORS:
            rows += [(page, row, begins) for row, begins in _left(page, extractor)]
    return rows


def _left(page: str, extractor: str) -> Iterator[tuple[dict[str, float], bool]]:
    score = accuracy.scorer()
    text = (accuracy.CORPUS / "dumps" / f"{page}.{extractor}.txt").read_bytes().decode("utf-8")
    truth = json.loads((accuracy.CORPUS / "gold" / f"{page}.json").read_text(encoding="utf-8"))
    gold = score.Gold(truth, text)
    if gold.N < 2:
        return
    starts = [gold.span[n][0] for n in gold.present]
    last = gold.span[gold.present[-1]][1]
    cuts = _cuts(text)
    if cuts is None:
        return
    lines: list[str] = []
    places: list[tuple[int, int]] = []
    token = offset = 0
    for line in text.splitlines(keepends=True):
        size = len(score.toks(line))
        if any(label is not None for label in gold.label[token : token + size]):
            lines.append(" ".join(line.split()))
            places.append((token, offset))
        token, offset = token + size, offset + len(line)
    for n, row in enumerate(signs(lines), 1):
        (above, begin), (below, end) = places[n - 1], places[n]
        if starts[0] < below <= last and not any(begin < cut <= end for cut in cuts):
            yield row, any(above < start <= below for start in starts)


def _cuts(text: str) -> list[int] | None:
    """Where threadview divides a dump; None where a key divides it and cues have not run out."""
    from threadview.dump import Dump
    from threadview.reading import read_thread

    posts = read_thread(Dump(None, "-", text.encode()), "text").posts
    first = posts[0].evidence if posts else None
    if first is None or first.cue not in ("no structure found", "marks left between posts"):
        return None
    return [post.extent.start for post in posts if post.extent is not None]


def fit(rows: list[Row], seed: int) -> dict[str, float]:
    """The weights of a logistic regression (AdaGrad; Duchi, Hazan and Singer, 2011)."""
    counted = Counter(page for page, _, _ in rows)
    weights: dict[str, float] = {}
    power: dict[str, float] = {}
    order = list(rows)
    for epoch in range(EPOCHS):
        Random(seed + epoch).shuffle(order)
        for page, row, begins in order:
            error = (chance(weights, row) - begins) * min(1.0, MOST / counted[page])
            for sign, value in row.items():
                slope = error * value + DECAY * weights.get(sign, 0.0)
                power[sign] = power.get(sign, 1e-6) + slope * slope
                step = RATE * slope / math.sqrt(power[sign])
                weights[sign] = weights.get(sign, 0.0) - step
    return weights


def chance(weights: dict[str, float], row: dict[str, float]) -> float:
    """How likely a post begins below a break."""
    worth = sum(weights.get(sign, 0.0) * value for sign, value in row.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, worth))))


def fold(page: str) -> int:
    """The part of the pages that a page is judged with."""
    return int(md5(page.encode(), usedforsecurity=False).hexdigest(), 16) // 3 % FOLDS


def main() -> int:
    """Print the curve."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--weights", action="store_true")
    options = parser.parse_args()
    if not accuracy.CORPUS.exists():
        print(f"skipped: there is no corpus at {accuracy.CORPUS}")
        return 0
    known, open_ = taught(), asked()
    judged: list[tuple[float, bool]] = []
    for part in range(FOLDS):
        learnt = [row for row in (*known, *open_) if fold(row[0]) != part]
        weights = fit(learnt, part)
        judged += [(chance(weights, row), y) for page, row, y in open_ if fold(page) == part]
    judged.sort(reverse=True)
    total = sum(begins for _, begins in judged)
    print(f"{len(judged)} bare breaks left undivided, {total} of them between posts\n")
    print("| surest | right | precision | recall of what is left | chance at least |")
    print("|---|---|---|---|---|")
    for count in (5, 10, 20, 30, 50, 75, 100, 150, 200, 300):
        right = sum(begins for _, begins in judged[:count])
        print(
            f"| {count} | {right} | {right / count:.2f} | {right / total:.3f} |"
            f" {judged[count - 1][0]:.2f} |"
        )
    if options.weights:
        learnt_of_all = fit([*known, *open_], 0)
        for sign, weight in sorted(learnt_of_all.items(), key=lambda item: -abs(item[1])):
            print(f"{weight:+.2f} {sign}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
