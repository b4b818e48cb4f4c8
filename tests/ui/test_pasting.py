"""What is pasted is text, however the terminal cuts it into pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadview.ui.pasting import END, STAND_IN, START, Pasting

PASTED = st.text(st.sampled_from("\x1b[201~m qd\n"), max_size=30).filter(
    lambda text: END not in text
)
TYPED = st.text(st.sampled_from("\x1b[0O1~jk"), max_size=12).filter(lambda text: START not in text)


@given(st.lists(st.tuples(TYPED, PASTED), max_size=4), TYPED, st.data())
def test_only_an_escape_inside_a_paste_is_changed(
    rounds: list[tuple[str, str]], last: str, data: st.DataObject
) -> None:
    sent = "".join(f"{typed}{START}{pasted}{END}" for typed, pasted in rounds) + last
    asked = "".join(
        f"{typed}{START}{pasted.replace(chr(27), STAND_IN)}{END}" for typed, pasted in rounds
    )
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=8)))
    pasting = Pasting()

    got = [pasting(sent[a:b]) for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]

    assert "".join(got) == asked + last


@given(st.lists(TYPED, max_size=6))
def test_keys_are_passed_on_at_once(pieces: list[str]) -> None:
    pasting = Pasting()
    for count, piece in enumerate(pieces, 1):
        if START in "".join(pieces[:count]):
            break
        assert pasting(piece) == piece
