"""Whatever the text, its blocks partition it and its extents are contiguous."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import Dump
from threadview.formats import ThreadRef, text
from threadview.model import Heading, Post


def read(content: str) -> tuple[list[Heading], list[Post], Dump]:
    dump = Dump(None, "-", content.encode("utf-8", "surrogatepass"))
    parts = list(text.read(dump, ThreadRef()))
    return (
        [part for part in parts if isinstance(part, Heading)],
        [part for part in parts if isinstance(part, Post)],
        dump,
    )


LINES = st.sampled_from(
    [
        "\xa0",
        "",
        " ",
        "\t",
        "Last edited:",
        "Last edited: Mar 3, 2024",
        "Top",
        "bard32",
        "Banned",
        "#1",
        "#2",
        "Joined",
        "Mar 3, 2024",
        "Posted by marlin on 3 March 2024, 12:30",
        "marlin said:",
        "marlin wrote:",
        "Click to expand...",
        "> quoted words stand here",
        "Reply Like Share",
        "Some words of a post that go on for a while, as words do.",
        "\U0001f600 emoji \ud800 and a lone surrogate",
        "\x0b\x0c\x85\u2028",
    ]
)
DUMPS = st.one_of(
    st.text(st.characters(codec=None)),
    st.lists(st.tuples(LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"])), max_size=60).map(
        lambda pairs: "".join(line + end for line, end in pairs)
    ),
)


@given(DUMPS)
def test_blocks_partition_the_dump(content: str) -> None:
    _, posts, dump = read(content)
    assert posts
    place = byte = 0
    for number, post in enumerate(posts, 1):
        assert post.number == number
        assert post.extent is not None
        assert (post.extent.start, post.extent.byte_start) == (place, byte)
        for block in post.blocks:
            assert block.span is not None
            assert block.span.start == place
            assert block.span.end > place
            place = block.span.end
        assert post.extent.end == place
        byte = post.extent.byte_end
        stretch = dump.text(post.extent.byte_start, post.extent.byte_end)
        assert stretch == content[post.extent.start : post.extent.end]
    assert place == len(content)
    assert byte == len(dump.data)
