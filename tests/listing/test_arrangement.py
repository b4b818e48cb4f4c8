"""The list, narrowed, sorted and grouped piece by piece, is what the plainest way gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing.plain import TESTS, arranged, register
from threadview.library import Entry, Mark
from threadview.library.table import tabled
from threadview.listing import arrangement
from threadview.listing.arrangement import Arrangement, Wish
from threadview.listing.groups import GROUPS
from threadview.listing.item import Heading, Item
from threadview.listing.orders import HEAD, ORDERS
from threadview.listing.register import Register

SOME = register(60)
MANY = register(3 * HEAD)
WORDS = st.text("tlampno1 /:", max_size=4) | st.sampled_from([*TESTS, "the", "the l", "lamp oil"])
WISHES = st.builds(
    Wish,
    st.lists(WORDS, max_size=2).map(" ".join),
    st.booleans(),
    st.sampled_from([*ORDERS]),
    st.booleans(),
    st.sampled_from([*GROUPS]),
    st.sampled_from([frozenset[str](), frozenset({"unread", "/a/1", "no tag"})]),
)


@given(st.lists(st.tuples(WISHES, st.booleans()), min_size=1, max_size=6), st.integers(1, 50))
def test_wish_after_wish_is_the_plain_list(wishes: list[tuple[Wish, bool]], piece: int) -> None:
    """However far the ones before had come when the next was wished."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrangement, "PIECE", piece)
        found = Arrangement(SOME)
        for wish, waits in wishes:
            found.foresee(wish.order if waits else "size")
            found.ask(wish)
            plain = arranged(SOME, wish)
            there = [*found]
            assert there == plain[: len(there)] or not found.counted
            while not (found.counted or len(found)):
                found.advance(0, sort=False)
            assert [*found[:1]] == plain[:1]
            while waits and not found.advance(0):
                pass
            if waits:
                assert [*found] == plain
                items = {one.row for one in plain if isinstance(one, Item)}
                assert wish.shut or items == {found.row_of(n) for n in range(len(plain))} - {None}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("backwards", [False, True])
def test_the_first_rows_of_an_order_are_there_before_all_are_sorted(
    order: str, backwards: bool
) -> None:
    wish = Wish(order=order, backwards=backwards)
    found, plain = Arrangement(MANY, wish), arranged(MANY, wish)

    assert found.done == ((order, backwards) == ("last post", False))
    assert [found[n] for n in range(40)] == plain[:40]
    assert len(found) == len(plain)
    assert found.done == ((order, backwards) == ("last post", False))
    assert [found[n] for n in range(len(plain))] == plain
    assert found.done


@given(st.integers(0, 59), st.builds(Mark, st.booleans(), tags=st.just(("lamp",))), WISHES)
def test_what_the_reader_says_counts_from_then_on(row: int, mark: Mark, wish: Wish) -> None:
    one = register(60)
    found = Arrangement(one, wish)
    found.foresee("new")
    one.say(row, mark, 7)
    assert (one.item(row).mark, one.item(row).seen) == (mark, 7)
    anew = Arrangement(one, wish)
    while not anew.advance(0):
        pass
    assert [*anew] == arranged(one, wish)
    found.ask(newest := Wish(order="new"))
    assert [*found] == arranged(one, newest)
    found.ask(wish._replace(typed="tag:lamp", group="", copies=True))
    while not found.advance(0):
        pass
    assert one.item(row) in [*found]


def test_rows_are_found_again_by_place_and_by_id() -> None:
    for row in SOME.rows:
        item = SOME.item(row)
        assert SOME.row_of(item.entry.id) == row
        assert SOME.row_at(item.entry.path, item.entry.key) == row
    found = Arrangement(SOME, Wish(group="year"))
    for place in range(len(found)):
        if (there := found.row_of(place)) is not None:
            assert found.place_of(there) == place
        else:
            assert isinstance(found[place], Heading)
    assert found.place_of(10_000) is None


def test_only_what_lies_below_the_paths_that_were_named() -> None:
    table = SOME.table
    for names in (["/a/1"], ["/a/1", "/a/3/"], ["/a/1/4.txt"], ["/b"]):
        found = Register(table, names=names)
        wanted = [name.rstrip("/") for name in names]
        assert [item.entry.path for item in found] == [
            item.entry.path
            for item in SOME
            if any(f"{item.entry.path}/".startswith(f"{name}/") for name in wanted)
        ]


def test_what_was_read_is_known_by_where_it_is_though_a_path_may_hold_the_sign() -> None:
    places = [("/a#b.mbox", "k#1"), ("/a", "b.mbox#k#1"), ("/a#b", "")]
    blank = Entry(0, "", "", None, None, 9, 0, None, None, 0, False, None, 0)
    for n, (path, key) in enumerate(places):
        one = blank._replace(id=n, path=path, key=key)
        found = Register(tabled([one]), seen={one.where: 4})
        assert [item.seen for item in found] == [4]


def test_fields_and_their_dates() -> None:
    one = Entry(
        1, "/a/b.txt", "", None, "Tern", 3, 2, "2012-03-02", "2014-04-07", 9, False, "", 1
    )  # fmt: skip
    other = one._replace(id=2, path="/c/d.txt", author=None, begun=None, ended=None)
    marks = {("/a/b.txt", ""): Mark(tags=("Oil",), collections=("Winter reading",))}
    table = tabled([one, other])
    table.leaders[:] = [1, None]
    found = Register(table, marks=marks)
    for typed in (
        "title:b.txt", "author:tern", "path:/a/", "tag:oil", "tag:#oil", "collection:winter",
        "date:2013", "date:2014-04", "date:..2012", "date:2014..", "is:unread author:tern",
    ):  # fmt: skip
        there = Arrangement(found, Wish(typed))
        there.advance(1)
        assert [item.entry.id for item in there if isinstance(item, Item)] == [1], typed
    for typed in ("title:boat", "author:gull", "tag:winter", "date:2015", "date:..2011", "x:y"):
        there = Arrangement(found, Wish(typed))
        there.advance(1)
        assert [*there] == [], typed
