"""`threadview inspect`: what a dump is, and what its structure rests on."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from threadview.cli import say
from threadview.cli.opening import DUMPS, Inputs, add_opening, opening_of, text_output, threads_of
from threadview.errors import ConfigError, ThreadviewError
from threadview.model import Evidence, Post

if TYPE_CHECKING:
    import argparse
    from typing import IO

    from threadview.dump import Dump
    from threadview.formats import Claim
    from threadview.reading import Reading

DESCRIPTION = """\
Say what a dump is: its format, how sure and why, the runner-up, the encoding, how many threads and
posts it holds, and what evidence carried the structure, counted. No terminal is needed.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its options."""
    parser.description = DESCRIPTION
    parser.add_argument("paths", nargs="+", metavar="PATH", help=DUMPS)
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each dump")
    parser.add_argument(
        "--why", metavar="POST", help="explain one post in plain words: '6' or '#6'"
    )
    add_opening(parser)


def run(options: argparse.Namespace) -> int:
    """Inspect every input."""
    inputs = Inputs(options.paths, opening_of(options))
    out = text_output()
    if options.why is not None:
        return _why(inputs, _number(options.why), out)
    for dump in inputs:
        try:
            found = inspect_dump(dump, inputs)
        except ThreadviewError as error:
            inputs.fail(error, opened=True)
            continue
        if options.json:
            _write_json(found, out)
        else:
            _write_plain(found, out)
    return inputs.code


def _number(text: str) -> int:
    number = text.removeprefix("#")
    if not (number.isascii() and number.isdecimal()):
        raise ConfigError(f"--why: {text!r} is no post", "a number, such as 6 or '#6'")
    return int(number)


def _why(inputs: Inputs, number: int, out: IO[str]) -> int:
    """Explain a post of each input; exit code 1 where one has no such post."""
    from threadview.export.plain import harmless
    from threadview.why import explain

    missing = 0
    for dump in inputs:
        try:
            for reading in threads_of(dump, inputs.opening):
                reading.pull()
                posts = reading.thread.posts
                if not 1 <= number <= len(posts):
                    say(f"{dump.name}: there is no post #{number}; the last is #{len(posts)}")
                    missing = 1
                    continue
                for line in explain(posts[number - 1], reading.thread):
                    out.write(f"{harmless(line)}\n")
        except ThreadviewError as error:
            inputs.fail(error, opened=True)
    return inputs.code or missing


def inspect_dump(dump: Dump, inputs: Inputs) -> dict[str, Any]:
    """Everything that `inspect --json` says, read to the dump's end.

    `evidence` counts, for posts (why they begin where they do), authors, edits and quotes, each
    layer with its cue.
    """
    from threadview.reading import detect

    named = inputs.opening.format
    detected = None if named else detect(dump, foreign=True)
    for problem in detected.problems if detected else ():
        say(problem.why)
    opening = inputs.opening if detected is None else inputs.opening._replace(format=detected.name)
    threads = posts = problems = 0
    evidence: dict[str, Counter[str]] = {
        "posts": Counter(),
        "authors": Counter(),
        "edits": Counter(),
        "quotes": Counter(),
    }
    reading: Reading
    for reading in threads_of(dump, opening):
        reading.pull()
        threads += 1
        posts += len(reading.thread.posts)
        problems += len(reading.thread.problems)
        for post in reading.thread.posts:
            _count(post, evidence)
    return {
        "path": dump.location or "-",
        "format": named or (detected and detected.name),
        "confidence": detected and round(detected.claim.confidence, 3),
        "reason": detected.claim.reason if detected else "named with --format",
        "runner_up": _runner_up(detected.runner_up if detected else None),
        "encoding": dump.encoding,
        "encoding_guessed": dump.guessed,
        "compression": dump.compression,
        "threads": threads,
        "posts": posts,
        "evidence": {what: dict(counts.most_common()) for what, counts in evidence.items()},
        "problems": problems,
        "notice": dump.notice or None,
    }


def _runner_up(runner_up: tuple[str, Claim] | None) -> dict[str, Any] | None:
    if runner_up is None:
        return None
    name, claim = runner_up
    return {"format": name, "confidence": round(claim.confidence, 3), "reason": claim.reason}


def _count(post: Post, evidence: dict[str, Counter[str]]) -> None:
    evidence["posts"][_carrier(post.evidence)] += 1
    if post.author_evidence is not None:
        evidence["authors"][_carrier(post.author_evidence)] += 1
    if post.edit is not None:
        evidence["edits"][_carrier(post.edit.evidence)] += 1
    for quote in post.quotes:
        evidence["quotes"][quote.evidence.layer] += 1


def _carrier(evidence: Evidence) -> str:
    """Layer and cue in one; numbers in a cue ("34 words") are one and the same for counting, those
    in the name of another file are not."""
    cue, named, where = evidence.cue.partition(", in ")
    cue = re.sub(r"\d+", "N", cue) + named + where
    return f"{evidence.layer}: {cue}" if cue else evidence.layer


def _write_json(found: dict[str, Any], out: IO[str]) -> None:
    from threadview.export.json import json_line

    out.write(json_line(found))


def _write_plain(found: dict[str, Any], out: IO[str]) -> None:
    from threadview.export.plain import harmless

    rows = [("format", _format_line(found))]
    if (second := found["runner_up"]) is not None:
        rows.append(("runner-up", _claim_line(second)))
    guessed = ", by detection" if found["encoding_guessed"] else ""
    packed = f", {found['compression']}" if found["compression"] else ""
    rows.append(("encoding", found["encoding"] + guessed + packed))
    rows += [(what, str(found[what])) for what in ("threads", "posts")]
    for what, counts in found["evidence"].items():
        for carrier, count in counts.items():
            rows.append((f"{what} by", f"{carrier} ({count})"))
    rows.append(("problems", str(found["problems"]) + _after(found["notice"])))
    out.write(harmless(found["path"]).replace("\n", " ") + "\n")
    for label, value in rows:
        out.write(f"  {label:<12}{harmless(value)}\n")


def _format_line(found: dict[str, Any]) -> str:
    if found["confidence"] is None:
        return f"{found['format']}, {found['reason']}"
    return _claim_line(found)


def _claim_line(claim: dict[str, Any]) -> str:
    return f"{claim['format']}, {claim['confidence']:.0%} sure: {claim['reason']}"


def _after(notice: str | None) -> str:
    return f" ({notice})" if notice else ""
