"""Records do what `typing.NamedTuple` does."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from threadview.namedtuple import NamedTuple


class Ours(NamedTuple):
    """A record."""

    a: int
    b: str | None = None
    c: tuple[int, ...] = ()

    @property
    def sum(self) -> int:
        return self.a + len(self.c)


class Theirs(typing.NamedTuple):
    a: int
    b: str | None = None
    c: tuple[int, ...] = ()


def test_the_same_fields_and_values() -> None:
    ours, theirs = Ours(1, c=(2, 3)), Theirs(1, c=(2, 3))
    assert tuple(ours) == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert repr(ours).partition("(")[2] == repr(theirs).partition("(")[2]
    assert ours._fields == theirs._fields
    assert ours._field_defaults == theirs._field_defaults
    assert ours._asdict() == theirs._asdict()
    assert (ours.a, ours.b, ours.c, ours.sum) == (1, None, (2, 3), 3)
    assert Ours.__doc__ == "A record."


def test_it_never_changes() -> None:
    record = Ours(1)
    with pytest.raises(AttributeError):
        record.a = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        record.d = 2  # type: ignore[attr-defined]
    assert record._replace(a=2, b="x") == (2, "x", ())
    with pytest.raises(ValueError, match="d"):
        record._replace(d=1)  # type: ignore[call-arg]


def test_what_is_missing_or_too_much_is_refused() -> None:
    with pytest.raises(TypeError, match="a"):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Ours(1, None, (), 4)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Ours._make([1])


def test_it_is_copied_pickled_and_matched() -> None:
    record = Ours(1, "x", (3,))
    assert copy.deepcopy(record) == pickle.loads(pickle.dumps(record)) == record
    match record:
        case Ours(1, b, c):
            assert (b, c) == ("x", (3,))
        case _:
            raise AssertionError
