"""Pages of engines that no table knows, whose posts are headed by when they were posted."""

from __future__ import annotations

import pytest

from threadview.dump import Dump
from threadview.formats import ThreadRef, text
from threadview.model import Post

SAID = (
    "The lamp was lit at dusk and the boat came in before the storm, as it did each autumn.",
    "Nobody counted the oil that winter; the ledger says so twice, and the second time in red.",
    "Then who wrote the entries of the fourth of January, if the keeper was away that night?",
)
PEOPLE = ("tern77", "OldAuk", "tern77")
ASIDE = "\n".join(f"Wrune {n} zelb vlop drenk ziffo kram {n * 7}" for n in range(60))
"""What stands beside a short thread on a page: more words than the thread has."""


def read(content: str) -> list[Post]:
    parts = text.read(Dump(None, "-", content.encode()), ThreadRef())
    return [part for part in parts if isinstance(part, Post)]


@pytest.mark.parametrize(
    "verb",
    ["Posted", "Geschrieben", "Publié", "Publicado", "Pubblicato", "Geplaatst", "Napisano",
     "Опубликовано", "Gönderildi", "Skrivet", "投稿日", "发表于"],
)  # fmt: skip
def test_the_word_for_posted_beside_a_date_divides_a_page_full_of_other_things(verb: str) -> None:
    posts = "\n\n".join(
        f"{who}\n{verb} 2020-03-{n + 1:02d}\n\n{said}"
        for n, (who, said) in enumerate(zip(PEOPLE, SAID, strict=True))
    )

    found = read(f"{ASIDE}\n\n{posts}\n\n{ASIDE}\n")

    assert len(found) == 3
    assert [
        said in "\n".join(b.text for b in p.blocks) for said, p in zip(SAID, found, strict=True)
    ]


def test_a_date_with_when_it_was_edited_behind_it_heads_a_post_as_the_others_do() -> None:
    heads = ("March 2, 2025", "March 3, 2025 edited March 2025", "March 4, 2025")
    rows = zip(PEOPLE, heads, SAID, strict=True)
    content = "".join(f"{who}\n{head}\n\n{said}\n\n" for who, head, said in [*rows] * 3)

    assert len(read(content)) == 9


def test_articles_headed_by_when_they_were_posted_stay_one_text() -> None:
    names = ("Oil for the tower", "The relief boat is late", "What the ledger says", "Brass")
    content = "".join(
        f"{name}\nPosted 2020-03-0{n}\n\n{SAID[n % 3]}\n\n" for n, name in enumerate(names, 1)
    )

    assert len(read(content)) == 1
