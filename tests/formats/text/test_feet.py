"""The foot of a page is none of the last post's words, and what only looks like one is."""

from __future__ import annotations

import pytest

from threadview.dump import Dump
from threadview.reading import read_thread

NAMES = ("Marlin", "tern_77", "Gannet", "Petrel", "Fulmar", "Auk")
WAY = "The Light > Keepers > Lamps and oil > Frozen oil"


def _words(number: int) -> str:
    return f"On day {number} the lamp was lit at dusk and the boat came in before the storm did."


def _shown(head: str, last: str) -> str:
    """The last post's own words, below a head and above a foot."""
    posts = [
        f"{NAMES[n % 6]}\n{n} Mar 2012, 10:1{n}\nMessage #{n}\n\n{_words(n)}\n" for n in range(1, 7)
    ]
    text = "\n".join([head, *posts, last])
    post = read_thread(Dump(None, "-", text.encode()), "text").posts[-1]
    return "\n".join(block.text for block in post.blocks if block.kind == "paragraph")


@pytest.mark.parametrize(
    "foot",
    [
        "« Older threads · Lamps and oil · Newer threads »",
        "« Previous Thread | Next Thread »",
        "2 User(s) are reading this topic (2 Guests and 0 Anonymous Users)",
        "3 utilisateur(s) sur ce sujet (2 invité(s) et 0 utilisateur(s) anonyme(s))",
        "1 Besucher lesen dieses Thema (Gäste: 1)",
        "Viewing 6 posts - 1 through 6 (of 6 total)",
        "Ansicht von 6 Beiträgen – 1 bis 6 (von insgesamt 6)",
        "Copyright © 2012 The Light",
        "Privacy Policy",
        WAY,
    ],
)
def test_what_stands_below_the_last_post_is_none_of_its_words(foot: str) -> None:
    below = "The oldest forum of the coast, where all keepers of lamps meet in the evening hours."

    assert _shown(f"{WAY}\n\nFrozen oil\n", f"{foot}\n\n{below}").strip() == _words(6)


@pytest.mark.parametrize(
    "said",
    [
        "The way there is: harbour > stairs > gallery > lamp, and mind the third step at night.",
        "In 1911 it took 3 men and 2 boats (and a dog) to bring it in, or so they say up here.",
        "He said «the oil is frozen» and that was that, as far as any of us can remember it now.",
        "The copyright is with the keeper, who wrote the ledger when nobody else would do so.",
    ],
)
def test_what_only_looks_like_a_foot_stays(said: str) -> None:
    assert said in _shown(f"{WAY}\n\nFrozen oil\n", said)
