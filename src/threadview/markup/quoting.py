"""What the rules of an engine say of a fragment's elements, looked up once before the walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from threadview.markup.rules import Place, Rules, place, read

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Role = Literal[
    "drop", "chrome", "signature", "spoiler", "label", "code", "smiley", "cite", "before"
]
"""What an element is to the walk, beyond what its tag says."""


class Asked(NamedTuple):
    """An element that a quote rule's place points at: which answer it gives, and its rank among
    the places for that answer (lower counts more)."""

    source: bool
    rank: int
    place: Place


@dataclass(slots=True)
class Answers:
    """What is known so far of who is quoted, and the ranks of the places that said so."""

    author: str | None = None
    source: str | None = None
    author_rank: int = 99
    source_rank: int = 99

    def take(self, node: LexborNode, asked: Asked) -> None:
        """Hear what an element says, unless something better has spoken."""
        if asked.rank >= (self.source_rank if asked.source else self.author_rank):
            return
        found = read(node, asked.place)
        if found is None:
            return
        if asked.source:
            self.source, self.source_rank = found, asked.rank
        else:
            self.author, self.author_rank = found, asked.rank


def roles_of(root: LexborNode, rules: Rules, quoting: bool) -> dict[int, Role]:
    """The elements below the root that have a role, by `mem_id`; those of attributions only where
    there are quotes."""
    roles: dict[int, Role] = {}
    named: tuple[tuple[str, Role], ...] = (
        (rules.smiley, "smiley"),
        (rules.code, "code"),
        (rules.spoiler, "spoiler"),
        (rules.spoiler_label, "label"),
        (rules.signature, "signature"),
        (rules.chrome, "chrome"),
        (", ".join(q.cite for q in rules.quotes if q.cite and quoting), "cite"),
        (", ".join(q.before for q in rules.quotes if q.before and quoting), "before"),
        (rules.drop, "drop"),
    )
    for selector, role in named:
        if selector:
            for node in root.css(selector):
                roles[node.mem_id] = role
    return roles


def quotes_of(root: LexborNode, rules: Rules) -> frozenset[int]:
    """The elements below the root that hold quoted words, by `mem_id`."""
    return frozenset(
        node.mem_id
        for rule in rules.quotes
        for node in root.css(rule.select)
        if node.mem_id != root.mem_id
    )


def asked_of(root: LexborNode, rules: Rules) -> dict[int, list[Asked]]:
    """The elements below the root that the places of the quote rules point at."""
    asked: dict[int, list[Asked]] = {}
    for rule in rules.quotes:
        for source, places in ((False, rule.author), (True, rule.source)):
            for rank, written in enumerate(places):
                where = place(written)
                for node in root.css(where.select or rule.select):
                    asked.setdefault(node.mem_id, []).append(Asked(source, rank, where))
    return asked
