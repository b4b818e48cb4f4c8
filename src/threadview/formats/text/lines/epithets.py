"""What stands beside a name in its place on a line: an initial, a title, whom its owner answers.

Extractors put on one line what a page prints in several boxes: the letter or the text of a picture,
the name, a title of the site's own, who is answered. One line does not tell which of its words are
the name; the lines of a page's posts together do, since people come back with other words beside
their names, and the same words stand beside other people's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from threadview.formats.text.lines.people import halved
from threadview.pattern import pattern

FEWEST = 2
"""Lines with an initial, and people with the same words behind their names, from which these are no
names."""
MOSTLY = 0.6
"""The share of lines that say a name twice amid the same words."""
SHORTEST = 3
"""Characters of a name that is looked for a second time in its line."""
MOST_WORDS = 8
GLUED = pattern(r"(?<=[a-z0-9])(?=[A-Z][A-Z]+$|[A-Z][^\W_]* [^\W_])")
"""Where a title in capitals, or of several words, begins that is glued to a name."""
ANSWERED = pattern(r"^[@↪→>]+ ?")


def bared(names: Sequence[str | None]) -> list[str | None]:
    """The names of one place on a page, one for each post, without what stands beside them."""
    told = [name and (halved(name) if " " in name else name) for name in names]
    return _without_titles(_without_initials(_unsaid(_said_twice(told))))


def _unsaid(names: list[str | None]) -> list[str | None]:
    """The names without the small word that most lines begin with ("by tern")."""
    firsts = Counter(name.split()[0] for name in names if name and " " in name)
    word, count = firsts.most_common(1)[0] if firsts else ("", 0)
    if not word.islower() or count < max(SHORTEST, MOSTLY * sum(map(bool, names))):
        return names
    return [name and name.removeprefix(f"{word} ") for name in names]


def _without_initials(names: list[str | None]) -> list[str | None]:
    """The names without the letters that stand for missing pictures, where several have one."""
    rest = [name and _behind_initial(name) for name in names]
    if len({name for name in rest if name}) < FEWEST:
        return names
    return [bare or name for bare, name in zip(rest, names, strict=True)]


def _behind_initial(name: str) -> str | None:
    """What stands behind the letter or the two that a name begins with."""
    letters, _, rest = name.partition(" ")
    if not rest or len(letters) > 2 or not letters.isalpha() or letters != letters.upper():
        return None
    initials = "".join(word[0] for word in rest.split())
    return rest if initials.casefold().startswith(letters.casefold()) else None


def _said_twice(names: list[str | None]) -> list[str | None]:
    """The names that most lines say twice amid the same words ("tern's picture tern")."""
    told = [_twice(name) if name else None for name in names]
    around = Counter(one[1] for one in told if one is not None and one[1])
    if not around:
        return names
    (words, count), *_ = around.most_common(1)
    if count < max(SHORTEST, MOSTLY * sum(map(bool, names))):
        return names
    return [
        one[0] if one is not None and one[1] == words else name
        for one, name in zip(told, names, strict=True)
    ]


def _twice(line: str) -> tuple[str, str] | None:
    """What a line ends in and says before, and the words around it."""
    for start in range(1, len(line) - SHORTEST + 1):
        name = line[start:]
        if not name[0].isspace() and (at := line.find(name, 0, start)) >= 0:
            return name, f"{line[:at].strip()}\0{line[at + len(name) : start].strip()}".strip("\0")
    return None


def _without_titles(names: list[str | None]) -> list[str | None]:
    """The names without whom their owners answer, who stands elsewhere himself, and without the
    words that stand behind several people's."""
    alone = {name.casefold() for name in names if name}
    heads: dict[str, set[str]] = defaultdict(set)
    parted = [_parts(name) if name else [] for name in names]
    for parts in parted:
        for head, rest in parts:
            if head.casefold() in alone or rest != rest.lstrip():
                heads[rest.casefold()].add(head.casefold())
    titles = {rest for rest, those in heads.items() if len(those) >= FEWEST}
    return [
        _head(name, parts, alone, titles) if name else name
        for name, parts in zip(names, parted, strict=True)
    ]


def _parts(name: str) -> list[tuple[str, str]]:
    """The ways to part a line in a name and what stands behind it, the longest name first; what is
    glued to the name begins with a space."""
    words = name.split()
    if len(words) > MOST_WORDS:
        return []
    found = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(len(words) - 1, 0, -1)]
    return found + [(name[: at.start()], f" {name[at.start() :]}") for at in GLUED.finditer(name)]


def _head(name: str, parts: list[tuple[str, str]], alone: set[str], titles: set[str]) -> str:
    """The name that a line begins with."""
    for head, rest in parts:
        answered = ANSWERED.sub("", rest).casefold()
        known = head.casefold() in alone
        if rest.casefold() in titles or (known and answered in alone):
            return head
    return name
