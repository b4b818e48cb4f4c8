"""Messages of an mbox: those written by hand say what the general road would."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.headerregistry import Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.export.mbox import _address, _any, _plain

WORDS = st.text("ab C=?_'.,<>@\"()é\N{GRINNING FACE}", max_size=90)
IDS = st.lists(st.integers(0, 10**30).map("<m{}@a.example>".format), max_size=9)


def read(raw: bytes) -> tuple[list[tuple[str, str]], str]:
    """What a mail program reads."""
    message = message_from_bytes(raw, policy=policy.default)
    fields = [(name, " ".join(value.split())) for name, value in message.items()]
    return fields, message.get_content()


@given(WORDS, WORDS, IDS, st.lists(WORDS, max_size=4))
def test_by_hand_as_by_the_general_road(
    name: str, title: str, ids: list[str], lines: list[str]
) -> None:
    author = _address(name)
    title = " ".join(title.split()) or "t"
    fields = {"From": "", "Subject": title, "Message-ID": "<1@a.example>"}
    if ids:
        fields["References"] = " ".join(ids)
    body = "\n".join(lines) + "\n"
    plain = _plain(author, dict(fields), body)

    if plain is not None:
        assert read(plain) == read(_any(author, fields, body))
        assert max(map(len, plain.split(b"\n"))) <= 998


@pytest.mark.parametrize("name", ["Ann", "Ann Archer", "O'Neil", "a@b.example"])
def test_what_is_plain_is_written_by_hand(name: str) -> None:
    fields = {"From": "", "Subject": "Re: The clock", "Message-ID": "<1@a.example>"}
    found = _plain(_address(name), fields, "It stopped.\n")
    assert found is not None
    assert isinstance(_address(name), Address)
    assert read(found)[1] == "It stopped.\n"
