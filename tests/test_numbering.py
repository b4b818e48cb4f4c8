"""The numbers that a page prints beside its posts, where they are not those of the thread."""

from __future__ import annotations

from pathlib import Path

from threadview import open_dump, read_thread
from threadview.layout.geometry import geometry
from threadview.layout.items import View, lay
from threadview.model import Extent, Post, Source, Thread
from threadview.numbering import numbers_told, printed_number, skipped_before
from threadview.outline import Outline
from threadview.why import explain

HERE = Extent(0, 1, 0, 1)


def _posts(*printed: str | None) -> list[Post]:
    return [Post(n, id=number, extent=HERE) for n, number in enumerate(printed, 1)]


def test_a_gap_in_the_count_is_named_and_no_gap_is_not() -> None:
    posts = _posts("661", "662", "665", "667")

    assert [list(skipped_before(posts, n)) for n in range(4)] == [[], [], [663, 664], [666]]
    assert numbers_told(skipped_before(posts, 2)) == "#663 to #664"
    assert numbers_told(skipped_before(posts, 3)) == "#666"


def test_what_counts_nothing_tells_of_no_gap() -> None:
    assert not skipped_before(_posts("7", None, "9"), 2)
    assert not skipped_before(_posts("9", "3"), 1)
    assert not skipped_before(_posts("9", "9"), 1)
    assert not skipped_before(_posts("12", "64154089"), 1)
    assert not skipped_before(_posts("1", "2000"), 1)
    assert printed_number(Post(1, id="<a@b>", extent=HERE)) is None
    assert printed_number(Post(1, id="٣", extent=HERE)) is None
    assert printed_number(Post(1, id="7")) is None, "an id of a format that has ids"


def test_the_header_shows_the_page_s_number_and_what_its_count_skips() -> None:
    thread = Thread(Source("-", "text", "utf-8"), posts=_posts("1", "2", "5"))
    view = View(thread, Outline(thread.posts), geometry(100))

    shown = ["".join(run.text for row in lay(view, n, 0) for run in row.runs) for n in range(3)]

    assert "printed" not in shown[1]
    assert "printed #5" in shown[2]
    assert "page's #3 to #4 not found" in shown[2]


def test_a_dump_that_skips_a_number_says_so(tmp_path: Path) -> None:
    words = ["The tide table lies again.", "Whose watch was it?", "Ask the cook, he was awake."]
    numbered = zip((21, 22, 24), ("wren", "gull", "tern"), words, strict=True)
    text = "".join(
        f"{name}\nJoined: May 2009\nPosts: 1{n}\n3 May 2010, 10:{n}\n#{n}\n{said}\n\u00a0\n"
        for n, name, said in numbered
    )
    path = tmp_path / "page-2.txt"
    path.write_text(f"The tide table\n\n{text}", encoding="utf-8")
    thread = read_thread(open_dump(path))
    assert [post.id for post in thread.posts] == ["21", "22", "24"]

    reasons = "\n".join(explain(thread.posts[2], thread))

    assert "prints #24" in reasons
    assert "#23 is not in the dump, or stands unseen inside the post before" in reasons
    assert "not in the dump" not in "\n".join(explain(thread.posts[1], thread))
