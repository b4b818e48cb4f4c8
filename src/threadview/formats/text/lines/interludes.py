"""What stands between posts and is nobody's: adverts, what became of the topic, how much later."""

from __future__ import annotations

from threadview.cues import between, furniture
from threadview.pattern import pattern

LATER = pattern(between.LATER)
WORDS_LATER = (3, 4)
"""Words of "3 weeks later", "3 semaines plus tard"."""
EVENT = pattern(between.EVENT)
ADVERTS = pattern(between.ADVERTS)
ADVERT = (" ad", "amazon")
"""One of which every line of `ADVERTS` holds."""
LONGEST = 24
"""Words of such a line, at most."""
ALONE = frozenset(furniture.words(furniture.BETWEEN))


def says(bare: str, words: int) -> bool:
    """Whether a line, in lower case and without marks around it, is such a one."""
    if bare in ALONE or (words in WORDS_LATER and LATER.fullmatch(bare) is not None):
        return True
    if words > LONGEST:
        return False
    for event in between.EVENTS:
        if event in bare and EVENT.fullmatch(bare) is not None:
            return True
    told = ADVERT[0] in bare or ADVERT[1] in bare
    return told and words > 2 and ADVERTS.fullmatch(bare) is not None
