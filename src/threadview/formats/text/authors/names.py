"""Who wrote each post: candidate places beside the bodies, scored over the whole page."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter

from threadview.formats.text.authors.naming import Naming
from threadview.formats.text.authors.places import Candidate
from threadview.formats.text.authors.slots import Slots
from threadview.formats.text.authors.starter import starter
from threadview.formats.text.authors.usercell import named
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import NBSP, SHORT, SIDE
from threadview.formats.text.lines.people import doubled, namelike
from threadview.formats.text.page import Page
from threadview.model import Layer
from threadview.pattern import pattern

COLUMN = "the name at the head of the poster's column"
RANKS_ABOVE = 3
"""Lines of names and titles, at most, that some extractors put above what looks like a column."""
LEAKED = "a name and a rank between blank lines in front of the body"
STARTER = "the page's head says who began the thread"
LEAST = 0.3
"""The score below which a slot names nobody."""
SURE = 0.6
"""The score from which a slot names even who has a name unlike a name."""
TITLED = 6
"""Lines below a name, at most, among which its owner's title stands."""
ALWAYS = 0.8
"""The share of somebody's posts below whose name a title of theirs stands, at least."""
TALKED_OF = 2.0
"""How much more a name counts that the page's other lines have too."""
CLOSED = 0.7
"""The share of posts that a lone no-break space ends, as XenForo 2 has it, from which the places
of names are known."""
WEAK = ("short", "gapped")
"""Slots that are wrong more often than their scores say."""
MARKED = ("initial", "titled")
"""Slots judged by how often their sign names somebody, not by how many records have it."""
SAME = 0.7
"""The share of other posts whose names stand where a dump's first line stands above the first, for
that line to be a name."""
SPACED = 3
"""How many they are at least where it is several words, as titles are."""
SPOKEN = 8
"""Words that the first post must have, to show that none of them is the line's."""


COUNTED = pattern(r"(?<![^\s(])\d+(?![^\s)])")
"""The number of a button: "Helpful (3)"."""


class Votes:
    """What speaks for a name of a record: the slots' weights together, and the best of them."""

    __slots__ = ("best", "score", "slot", "weight")

    def __init__(self, weight: float, score: float, slot: str, best: Candidate) -> None:
        self.weight = weight
        self.score = score
        self.slot = slot
        self.best = best


class Names:
    """The names of a page's records.

    Attributes:
        sound: whether what stands around names on other pages names this page's authors.
    """

    def __init__(
        self,
        page: Page,
        records: list[Record],
        after: bool,
        places: list[int],
        leaks: set[int] | None = None,
        sound: bool = False,
    ) -> None:
        self.sound = sound
        self.page = page
        self.leaks = leaks or set()
        self.records = records
        self.after = after
        self.mentioned = page.mentioned
        self.slots = Slots(page, records, after, places)
        self.variants = Counter(self.slots.variants)
        self.form = page.keys[records[-1].anchor] == "nbsp"
        """Whether the form is one in which only what leaked of a poster's column names anybody."""
        firm = {} if self.form else self.slots.firm
        self.scores = {slot: self._score(slot, found) for slot, found in firm.items()}
        self.good = [
            (slot, found, self.scores[slot])
            for slot, found in firm.items()
            if self.scores[slot] >= LEAST
        ]

    def find(self) -> list[Naming | None]:
        """A name for each record, or None."""
        result = self._voted(frozenset())
        titles = self._titles(result)
        if titles:
            again = self._voted(titles)
            for number, naming in enumerate(result):
                if naming is not None and naming.name.casefold() in titles:
                    result[number] = again[number]
        for number, record in enumerate(self.records):
            begin = self.records[number - 1].end if number else 0
            leaks = self.leaks.intersection(range(begin, record.start))
            for cell in sorted(leaks):  # the nearest: a post may have lost all its words
                text = self.page.cells[cell].clean
                name = text if text[-1] == ")" or text[0] == "-" else doubled(text)
                result[number] = Naming(name, 0.85, LEAKED, cell, "cue")
            self._column(result, number)
        self._strange(result)
        self._known(result)
        self._heading(result)
        if not self.sound and not self._told():
            from threadview.formats.text.authors.settled import settled

            voted, result = result, settled(self.page, self.records, result, self.slots.ranks.cells)
            self.sound = voted == result
        self._started(result)
        return result

    def _told(self) -> bool:
        """Whether a table knows the lines that name the authors of most posts, or the form, which
        names but some of them."""
        return (
            self.after
            or self.form
            or self.page.codes.count(NBSP) >= CLOSED * len(self.records)
            or any(slot.startswith("cue") and score >= SURE for slot, score in self.scores.items())
        )

    def _started(self, result: list[Naming | None]) -> None:
        """Who the page's head says began the thread wrote the first post, if nobody else did."""
        first = self.records[0]
        if result[0] is None and first.cut == 0:
            told = starter(self.page, first.start)
            if told is not None:
                result[0] = Naming(told[0], 0.75, STARTER, told[1], "cue")

    def _heading(self, result: list[Naming | None]) -> None:
        """What a dump begins with is its title, unless somebody of that name is about."""
        first = result[0]
        if first is None or first.cue == LEAKED or self.page.words_between(0, first.cell):
            return
        others = {name.name.casefold() for name in result[1:] if name is not None}
        if first.name.casefold() in self.mentioned | others or self._is_alike(first, result[1:]):
            return
        result[0] = None

    def _is_alike(self, first: Naming, below: list[Naming | None]) -> bool:
        """Whether a dump's first line is a name: most other names stand in the same place beside
        their posts, and nothing of it is said in the post below, as a title's words are."""
        known = [naming for naming in below if naming is not None]
        alike = sum(naming.cue == first.cue for naming in known)
        words = first.name.casefold().split()
        least = 1 if len(words) == 1 else SPACED
        if alike < max(least, SAME * len(below)) or first.cell + 1 != self.records[0].anchor:
            return False
        record = self.records[0]
        said = " ".join(self.page.lower[record.start : record.end])
        return len(said.split()) >= SPOKEN and not any(word in said for word in words)

    def _titles(self, result: list[Naming | None]) -> frozenset[str]:
        """Names of some posts that stand below the names of others, whenever these people write:
        titles, above which a name was not seen."""
        posts = Counter(naming.name.casefold() for naming in result if naming is not None)
        below: Counter[tuple[str, str]] = Counter()
        for naming, record in zip(result, self.records, strict=True):
            if naming is None or naming.cell >= record.start or self.after:
                continue
            owner = naming.name.casefold()
            seen = {
                doubled(self.page.cells[n].clean).casefold()
                for n in range(naming.cell + 1, min(naming.cell + TITLED, record.start))
                if self.page.codes[n] in (SHORT, SIDE)
            }
            below.update((owner, text) for text in seen if text in posts and text != owner)
        steady: Counter[str] = Counter()
        for (owner, text), count in below.items():
            if count >= ALWAYS * posts[owner]:
                steady[text] += count
        return frozenset(
            text
            for text, count in steady.items()
            if count > 1 and count >= posts[text] and text not in self.mentioned
        )

    def _voted(self, barred: frozenset[str]) -> list[Naming | None]:
        """For each record the name that most of its good slots agree on, none of those `barred`."""
        votes: list[dict[str, Votes]] = [{} for _ in self.records]
        talked = frozenset[str]() if self.after else self.mentioned
        lower: dict[str, str] = {}
        for slot, found, score in self.good:
            weight = 3.0 if slot.startswith("cue") and "glued" not in slot else 1.0
            weight *= score**3
            near = slot.startswith("cue e:stackexchange")
            for number, candidate in found.items():
                if near and not self._nearest(number, found):
                    continue
                name = candidate.name
                if (key := lower.get(name)) is None:
                    key = lower[name] = name.casefold()
                if key in barred:
                    continue
                mine = weight * TALKED_OF if key in talked else weight
                if (those := votes[number].get(key)) is None:
                    votes[number][key] = Votes(mine, score, slot, candidate)
                    continue
                those.weight += mine
                if those.score < score:
                    those.score, those.slot, those.best = score, slot, candidate
        known = {slot: _naming(slot, score) for slot, _, score in self.good}
        result: list[Naming | None] = []
        for these in votes:
            most = max(these.values(), key=attrgetter("weight"), default=None)
            if most is None:
                result.append(None)
                continue
            sure, cue, layer = known[most.slot]
            result.append(Naming(most.best.name, sure, cue, most.best.cell, layer))
        return result

    def _strange(self, result: list[Naming | None]) -> None:
        """Fill what is left from the best slots, with names that do not look like names."""
        strong = sorted(
            (slot for slot in self.slots.loose if self.scores.get(slot, 0.0) >= SURE),
            key=lambda slot: -self.scores[slot],
        )
        for number, naming in enumerate(result):
            if naming is not None:
                continue
            for slot in strong:
                found = self.slots.loose[slot].get(number)
                if found is not None:
                    sure = min(0.9, 0.5 + 0.4 * self.scores[slot])
                    result[number] = Naming(found.name, sure, _said(slot), found.cell)
                    break

    def _column(self, result: list[Naming | None], number: int) -> None:
        """Prefer the name at the head of a poster's column, unless one stands right above it."""
        begin = self.records[number - 1].end if number else 0
        loose = sum(self.page.cells[n + 1].gap > 0 for n in self.leaks if n >= 0)
        tight = 2 * loose < len(self.leaks)
        cell = named(self.page, begin, self.records[number].start, tight)
        earlier = result[number]
        if cell is None or cell in self.slots.ranks.cells:
            return
        above = earlier is not None and 0 < cell - earlier.cell <= RANKS_ABOVE
        if earlier is None or not (above and self.page.cells[earlier.cell].gap):
            result[number] = Naming(self.page.cells[cell].clean, 0.95, COLUMN, cell, "cue")

    def _known(self, result: list[Naming | None]) -> None:
        """Fill what is left with names that stand beside other posts or are mentioned."""
        page = self.page
        people = page.mentioned | {name.name.casefold() for name in result if name is not None}
        for number, naming in enumerate(result):
            if naming is not None or not people:
                continue
            gaps = self.slots.gaps[number]
            gap = list(reversed(gaps)) if not self.after else list(gaps)
            if number and not self.after and not self.slots.closed(number):
                above = self.records[number - 1]
                gap += range(above.end - 1, max(above.start, above.end - 4), -1)
            for n in gap:
                if page.cells[n].clean.startswith("@"):  # whom the post speaks to
                    continue
                text = doubled(page.cells[n].clean)
                signed = number and n < self.records[number - 1].end and result[number - 1]
                if signed and signed.name == text:  # who signs the post above
                    continue
                if page.codes[n] in (SHORT, SIDE) and text.casefold() in people and namelike(text):
                    result[number] = Naming(text, 0.8, "a name known from elsewhere", n)
                    break

    def _nearest(self, number: int, found: dict[int, Candidate]) -> bool:
        """Whether an avatar's name stands right behind the post's mark, not behind an editor's."""
        place = found.get(number)
        return place is not None and 0 < place.cell - self.records[number].anchor < 3

    def _score(self, slot: str, found: dict[int, Candidate]) -> float:
        """How well a slot names the records: presence, variety, agreement with other slots."""
        count: float = len(self.records)
        variant = slot.partition("@")[2]
        if variant:
            count = 0.5 + self.variants[variant]
        if slot in MARKED:
            count = 0.5 + self.slots.marked[slot]
        presence = min(1.0, len(found) / count)
        said = [candidate.name for candidate in found.values()]
        names = Counter([name.casefold() for name in said])
        most = names.most_common(1)[0][1]
        told = slot.startswith(("cue", "date", "twice", "link", *MARKED))
        if len(names) == 1 and len(found) > 3 and not told:
            return 0.0
        if len(names) > 1 and len({COUNTED.sub("0", name) for name in names}) == 1:
            return 0.0  # buttons with a count
        variety = len(names) / len(found)
        shapes = (len(said) - 0.25 * sum([" " in name for name in said])) / len(said)
        score = presence * shapes * min(1.0, 0.55 + variety)
        if count > 3 and most > 0.6 * len(found) and slot not in ("twice", *MARKED):
            score *= 0.6
        score = _weighed(slot, score, presence)
        score *= 1 + 0.6 * sum(1 for name in names if name in self.mentioned) / len(names)
        word, _, rest = slot.partition(" ")
        order = abs(int(rest.split(" ")[0])) if word in ("gap", "short", "tail") else 0
        return score * (1 - 0.02 * order)


def _naming(slot: str, score: float) -> tuple[float, str, Layer]:
    """How sure a name at a slot is, in plain words how it is known, and in what way."""
    sure = min(0.97, 0.55 + 0.45 * score)
    if slot.startswith(WEAK):
        sure *= 0.85
    return sure, _said(slot), "cue" if slot.startswith("cue") else "repetition"


def _weighed(slot: str, score: float, presence: float) -> float:
    """A slot's score by what kind of place it is."""
    if slot.startswith("cue"):
        return presence * 1.3
    if slot.startswith("date"):
        return score * 1.05
    if slot.startswith("link"):
        return score * 1.1
    if slot == "twice" or slot.startswith("under e:"):
        return score * 1.1
    if slot in MARKED:
        return presence * 1.1
    if slot.startswith("indent"):
        return score
    if slot.startswith("above"):
        return score * 0.8 if presence > 0.65 else 0.0
    if slot == "top":
        return score * 0.95 if presence > 0.6 else 0.0
    if slot.startswith(("short", "last")):
        return score * 0.9
    if slot in ("gapped", "between"):
        return score * 0.75
    return score


def _said(slot: str) -> str:
    """A slot in plain words."""
    word, _, rest = slot.partition(" ")
    return {
        "cue": "the line that names the author",
        "cue-before": "the line that names the author",
        "cue-behind": "the line behind the post that names the author",
        "date": "beside the date",
        "gap": f"line {rest} behind the post before" if rest else "",
        "tail": f"line {rest} behind the post before",
        "short": "the first short line of the header",
        "anchor": f"{rest.partition(' ')[0]} lines from the post's mark",
        "label": "above the facts about the poster",
        "facts": "before the facts about the poster",
        "twice": "said twice beside the post",
        "under": "below the line that opens the header",
        "above": "the line above the header",
        "top": "the first line of the header",
        "last": "the last line of the header",
        "initial": "below its initial, where a picture would be",
        "titled": "above a title that others have too",
        "indent": "where headers begin and prose never does",
        "between": "above a title, below another line",
        "known": "a name known from elsewhere, with words behind it",
        "gapped": "the first line behind a blank one",
        "link": "a link of the form that leads to people",
    }.get(word, slot)
