"""Texts that are no threads open as one post, and say that no structure was found."""

from __future__ import annotations

from pathlib import Path

import pytest

import threadview.model
from threadview.dump import Dump
from threadview.formats import ThreadRef, text
from threadview.model import Post

ONE = "The lamp was lit at dusk and the boat came in before the storm, as it did each autumn."
TWO = "Nobody counted the oil that winter; the ledger says so twice, and the second time in red."
HEADINGS = (
    *("Oil for the northern tower", "What the ledger of that winter says", "The relief boat"),
    *("A storm is on its way", "Brass and how to keep it", "Who lit the lamp", "Fog over the bay"),
)
WRAPPED = "which nobody who kept the lamp\nthat year has ever been able to say\nand so it is lost."
TEXTS: dict[str, str] = {
    "article": "\n\n".join(["How a lamp is kept", "By Ada Wick", "March 3, 2020", *[ONE, TWO] * 8]),
    "novel": "\n\n".join(
        f"Chapter {n}\n\n{ONE} {TWO}\n\n“{ONE}” said Marlin." for n in range(1, 9)
    ),
    "numbered chapters": "\n\n".join(
        f"{n}\n\n" + "\n\n".join([ONE + " " + TWO] * 20) for n in range(1, 9)
    ),
    "poem": "\n\n".join(
        "The lamp is lit,\nthe boat is late,\nthe tower stands,\nand so we wait." for _ in range(9)
    ),
    "log": "\n".join(
        f"2024-03-0{1 + n % 9} 12:{n % 60:02d}:05,123 INFO lamp.oil - {ONE}" for n in range(200)
    ),
    "chat": "\n".join(
        f"[12:{n % 60:02d}] <{'marlin' if n % 3 else 'tern'}> {ONE}" for n in range(120)
    ),
    "chat with names": "\n".join(f"{'Marlin' if n % 3 else 'Tern'}: {ONE}" for n in range(120)),
    "play": "\n\n".join(f"{('MARLIN', 'TERN', 'AUK')[n % 3]}\n{ONE} {TWO}" for n in range(40)),
    "change log": "\n\n".join(
        f"## [1.{n}.0] - 2020-01-{n:02d}\n\n### Added\n\n- {ONE}\n\n### Fixed\n\n- {TWO}"
        for n in range(1, 20)
    ),
    "diary": "\n\n".join(f"{n} March 1871\n\n{ONE} {TWO}" for n in range(1, 25)),
    "questions": "\n\n".join(
        f"{n}. How is a lamp kept, number {n}?\n\n{ONE}" for n in range(1, 20)
    ),
    "interview": "\n\n".join(
        f"{'Interviewer' if n % 2 else 'Ada Wick'}\n\n{ONE} {TWO}" for n in range(30)
    ),
    "list": "\n".join(f"- [ ] count the oil of day {n}" for n in range(60)),
    "table": "name,date,count\n"
    + "\n".join(f"lamp,2020-01-{1 + n % 28:02d},{n}" for n in range(150)),
    "glossary": "\n\n".join(
        f"{word.capitalize()}\n{ONE} {TWO}" for word in sorted(set(ONE.split()))
    ),
    "menu": "\n".join(["Home", "About", "Contact", "Log in", "Search", "Privacy policy", "© 2020"]),
    "white space": " \n\n \n",
    "declarations": "\n".join(
        f"/* {(ONE, TWO)[n % 2]}  */\n"
        f"# ifdef __WICK_{name}\n#  define S_{name}\t__S_{name}\n# endif\n"
        for n, name in enumerate(["LAMP", "OIL", "WICK", "TOWER", "BOAT", "FOG", "SEA"] * 3)
    ),
    "source code": Path(threadview.model.__file__).read_text(encoding="utf-8"),
    "more source code": "\n".join(
        f"function lamp{n}(oil, wick) {{\n  // {ONE}\n  return oil + wick * {n};\n}}\n"
        for n in range(60)
    ),
    "recipe": "\n".join(
        ["Lamp oil cake", "", "Ingredients", "", *(f"- {n} spoons of oil" for n in range(1, 9)), ""]
        + [f"{n}. {ONE}\n" for n in range(1, 7)]
    ),
    "letter": f"Skerry, 3 March 1871\n\nDear Ada,\n\n{ONE} {TWO}\n\nYours,\nMarlin\n",
    "minutes": "\n".join(f"- {ONE}\n- {TWO} Item {n}." for n in range(20)),
    "refrain": "\n\n".join(f"{ONE}\n{ONE}\nVerse {n} is another." for n in range(1, 9)),
    "a name that returns": f"{ONE}\n\nThe Skerry\n\n{TWO}\n\nThe Skerry\n\n{ONE} {TWO}",
    "later": f"{ONE}\n\nThree weeks later\n\n{TWO}\n\nTwo years later, at sea\n\n{ONE}",
    "headings": "\n\n".join(f"{word}\n\n{ONE} {TWO}" for word in ("Oil", "Wick", "Storm")),
    "comma separated": "post,author,date,text\n"
    + "\n".join(f'{n},keeper{n % 4},2020-01-{1 + n % 28:02d},"{TWO}"' for n in range(60)),
    "release notes": "\n".join(
        f" * The lamp of number {n} now burns the oil of the year before, which nobody had\n"
        f"   counted; the ledger says so in red, and that the wick was changed at dusk.\n"
        for n in range(1, 30)
    ),
    "manual": "\n".join(
        f"### lamp{n}\n\n```js\nlamp{n}(oil)\n```\n\n{ONE}\n\n* `oil` how much of it\n\n{TWO}\n"
        for n in range(1, 30)
    ),
    "licences": "\n".join(
        f"Files: lamp/{n}/*\nCopyright: 20{n:02d} Ada Wick\n"
        f"License: {('GPL-2+', 'BSD-3', 'MIT')[n % 3]}\n {ONE}\n {TWO}\n"
        for n in range(1, 30)
    ),
    "broken lines": "\n".join(
        f"{ONE[:40]} {n}\nand {('oil', 'Wick2', 'lamp_3', 'boat4')[n % 4]}\n{TWO}"
        for n in range(40)
    ),
    "program": "\n".join(
        f"def lamp{n}(oil):\n    if oil > {n}:\n        return wick{n % 5}\n"
        f"    return oil.{ONE.split()[n % 9]}(wick)\n"
        for n in range(60)
    ),
    "letters to the editor": "\n\n".join(
        f"Sir, {said}\nThank you for your page about the {thing}, which I read at once.\n{name}"
        for said, thing, name in (
            (ONE, "tower", "A. Wick, Skerry Bay"),
            (TWO, "storm of last year", "M. Auk (by boat)"),
            (f"I agree with Mr Wick. {ONE}", "oil", "T. Gull, the harbour"),
        )
    ),
    "advice column": "\n\n".join(
        f"Dear Ada, {ONE[:-1]}?\n{letter}\nDear {letter}, thank you for asking. {TWO}"
        for letter in ("Worried in the tower", "Lost at sea", "Sleepless")
    ),
    "interview without names": "\n".join(
        f"Is it true, {word}, that nobody counted the oil that winter, as you wrote?\n"
        f"Yes, {word}. Thank you for asking me that. {TWO}"
        for word in ("madam", "then", "really", "perhaps", "now")
    ),
    "interview in letters": "\n\n".join(f"Q: {ONE[:-1]}?\n\nA: {TWO} {n}." for n in range(9)),
    "dialogue": "\n".join(
        f"“Hello, {name}. {ONE}”\n“Thanks,” said {name}. “I agree with you, and I’ve said so.”"
        for name in ("Marlin", "Tern", "Auk", "Gull")
    ),
    "frequent questions": "\n".join(
        f"How do I keep a lamp of kind {n}?\nYou keep it as the others. {ONE}" for n in range(9)
    ),
    "blog": f"{ONE}\n{TWO}\n\nThanks for reading!\n\n0 comments\n\nLeave a comment",
    "article with a pull quote": "\n".join(
        [f"{ONE} {n}" for n in range(20)] + [TWO, f"{ONE} And so on."] * 1 + [TWO]
    ),
    "article with its standfirst twice": "\n\n".join(
        [TWO, "By Ada Wick", *(f"{ONE} {n}" for n in range(40)), TWO]
    ),
    "contract": "\n".join(
        f"{n}. {'The keeper shall keep the lamp as is written in the first part of this.'}\n"
        f"{ONE if n % 3 else TWO} Part {n}."
        for n in range(12)
    ),
    "indented blank lines": "\n".join(
        f"def lamp{n}():\n    oil = {n}\n    \n    \n    return oil\n" for n in range(40)
    ),
    "blank lines of several depths": "\n".join(f"{ONE} {n}\n  \n    \n  \n" for n in range(12)),
    "list with dashes": "\n".join(f"- {ONE} {n}\n- {TWO}" for n in range(12)),
    "subtitles": "\n\n".join(
        f"{n}\n00:0{n % 9}:01,000 --> 00:0{n % 9}:03,500\n{ONE[: 20 + n]}" for n in range(1, 60)
    ),
    "web subtitles": "WEBVTT\n\n"
    + "\n\n".join(f"00:0{n % 9}:01.000 --> 00:0{n % 9}:03.500\n{ONE}" for n in range(60)),
    "yaml": "\n".join(
        f"- name: Ada Wick\n  date: 2020-03-{1 + n % 28:02d}\n  text: {ONE}" for n in range(40)
    ),
    "package's change log": "\n\n".join(
        f"lamp (1.{n}-1) unstable; urgency=low\n\n  * {TWO}\n\n"
        f" -- Ada Wick <ada@example.org>  Mon, {1 + n % 28:02d} Mar 2020 12:00:00 +0000"
        for n in range(30)
    ),
    "short change log": "\n\n".join(
        f"## [1.{n}.0] - 2020-0{1 + n}-11\n\n### Added\n\n- {ONE}\n- {TWO}" for n in range(3)
    ),
    "hymnal": "\n\n".join(
        f"{n}\n\nThe lamp is lit at dusk\nThe boat is late again\nThe tower stands in rain"
        for n in range(1, 40)
    ),
    "lives": "\n\n".join(
        f"{first} {last}\n{1900 + n} – {1970 + n}\n\n{ONE} {TWO}"
        for n, (first, last) in enumerate(
            (first, last) for first in ("Ada", "Ross", "Tern") for last in ("Wick", "Hale", "Moss")
        )
    ),
    "article with its site": "\n\n".join(
        [
            *("Home\nNews\nContact", "How a lamp is kept", "By Ada Wick", *[ONE, TWO] * 8),
            *("Share on Facebook\nShare on Twitter", "Related articles", ONE[:40], TWO[:44]),
            "Privacy policy\nTerms of use\n© 2020 Skerry News",
        ]
    ),
    "news": "\n\n".join(
        f"{HEADINGS[n % 7]} {n}\n{1 + n % 28} March 2024, {8 + n % 12}:{n:02d}\n{ONE}"
        for n in range(20)
    ),
    "news by reporters": "\n\n".join(
        f"{HEADINGS[n % 7]}\nBy {('Ada Wick', 'Ross Hale')[n % 2]} | {1 + n % 28} March 2024\n"
        f"{ONE[:-1]}…\nRead more"
        for n in range(20)
    ),
    "topics of a board": "Topic\nReplies\nViews\n\n"
    + "\n".join(
        f"{HEADINGS[n % 7]}\nby {('tern77', 'OldAuk', 'marlin')[n % 3]}\n{n}\n{n * 37}\n"
        f"by {('OldAuk', 'tern77')[n % 2]}\n{1 + n % 28} Mar 2024, 12:{n:02d}\n"
        for n in range(20)
    ),
    "boards": "\n\n".join(
        f"{HEADINGS[n % 7]}\n{ONE}\nTopics: {n}\nPosts: {n * 31}\nLast post by OldAuk\n"
        f"{1 + n % 28} Mar 2024, 12:{n:02d}"
        for n in range(12)
    ),
    "front page of links": "\n".join(
        f"{n}. {HEADINGS[n % 7]} (lamp{n}.example)\n{n * 13} points by "
        f"{('tern77', 'OldAuk')[n % 2]} {n} hours ago | hide | {n * 3} comments"
        for n in range(1, 25)
    ),
    "questions with a way back": "\n\n".join(
        f"{n}. {HEADINGS[n % 7]}?\n{ONE} {TWO}\nBack to top" for n in range(1, 9)
    ),
    "questions in bold": "\n\n".join(
        f"**{HEADINGS[n % 7]}?**\n\n{ONE} {TWO}\n\n{TWO}" for n in range(9)
    ),
    "speakers and their times": "\n\n".join(
        f"{('Ada Wick', 'Ross Hale', 'Tern Moss')[n % 3]}\n00:{n:02d}:07\n{ONE}" for n in range(24)
    ),
    "blog's archive": "\n\n".join(
        f"{HEADINGS[n % 7]}\nPosted on {1 + n % 28} March 2024 by {('ada', 'ross')[n % 2]}\n\n{ONE}"
        f"\n\n{TWO}\n\nPosted in Lamps | {n % 5} Comments"
        for n in range(9)
    ),
    "vacant posts": "\n\n".join(
        f"Keeper of lamp {n}\nPosted {n} days ago\nLocation: Skerry\n\n{ONE}\n\nApply now"
        for n in range(2, 12)
    ),
    "a manual's versions": "\n\n".join(
        f"### lamp{n}\n\nadded: v10.{n % 12 + 1}.12\n\n{ONE}\n\n{TWO}" for n in range(20)
    ),
    "clauses said twice": "\n\n".join(
        "\n".join(f"{(ONE if n % 2 else TWO)[:70]}\n{WRAPPED}" for n in range(k, k + 6))
        for k in range(4)
    ),
    "commits": "\n".join(
        f"commit {n:08x}\nAuthor: Ada Wick <ada@example.org>\nDate:   Mon Mar {1 + n % 28}"
        f" 12:00:00 2020 +0000\n\n"
        f"    {ONE}\n"
        for n in range(40)
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_opens_as_one_post(name: str) -> None:
    dump = Dump(None, "-", TEXTS[name].encode())

    posts = [part for part in text.read(dump, ThreadRef()) if isinstance(part, Post)]

    assert len(posts) == 1
    assert posts[0].evidence.layer == "none"
    assert posts[0].evidence.confidence == 0
