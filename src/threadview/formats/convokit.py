"""ConvoKit corpora (`utterances.jsonl`).

One utterance a line, each with its conversation's id and the utterance it answers; or the older
`utterances.json`, one array (convokit.cornell.edu). Titles come from `conversations.json`, where it
stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats.told import grouped_refs, told_group
from threadview.records.beside import beside
from threadview.records.fields import Record
from threadview.records.grouping import Facts, Groups, grouped, members, objects
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, gathered, text_or_none
from threadview.records.values import kept, sample, values

if TYPE_CHECKING:
    from threadview.dump import Dump

BY_ELEMENT = True
"""A large dump is read by the places of its records: nobody needs to load it first."""

_UTTERANCES = ("utterances.jsonl", "utterances.json")


def sniff(head: Head) -> Claim | None:
    """Records with a text, a speaker, a conversation and a parent by ConvoKit's names."""
    for record in sample(head.text).records:
        names = record.keys()
        conversation = names & {"conversation_id", "root"}
        if (
            "text" in names
            and conversation
            and names & {"speaker", "user"}
            and names & {"reply-to", "reply_to"}
        ):
            return Claim(0.96, "ConvoKit utterances (text, speaker, reply-to)")
    if _is_table(sample(head.text).first):
        return Claim(0.9, "a table of a ConvoKit corpus: read with the utterances beside it")
    if head.name.endswith("corpus.json") and sample(head.text).first:
        return Claim(0.3, "perhaps what a ConvoKit corpus says of itself")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """A thread for each conversation."""
    groups = _groups(dump)
    if groups.first is not None or not _is_beside(dump):
        yield from grouped_refs(groups)


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One conversation, as a tree."""
    groups = _groups(dump)
    if groups.first is None and _is_beside(dump):
        return
    yield from told_group(dump, groups, ref.key, lambda key: _told(dump, groups, key))


def _is_beside(dump: Dump) -> bool:
    """Whether there are utterances beside a dump, which is then read with them."""
    return any(beside(dump, name) is not None for name in _UTTERANCES)


def _groups(dump: Dump) -> Groups:
    groups = grouped(dump, objects, _facts, "convokit")
    return kept(dump, "convokit titled", lambda: _titled(dump, groups))


def _titled(dump: Dump, groups: Groups) -> Groups:
    """The conversations, those without a title called as the table beside the dump calls them."""
    table = beside(dump, "conversations.json")
    for one in values(table) if table is not None else ():
        for key, facts in one.value.items() if isinstance(one.value, dict) else ():
            group = groups.threads.get(key)
            if group is not None and group.title is None and isinstance(facts, dict):
                group.title = _title(facts) or _title(facts.get("meta"))
    return groups


def _is_table(first: Record) -> bool:
    """Whether these are speakers or conversations: what is known of each, by its id; or the
    corpus's index."""
    if "utterances-index" in first:
        return True
    facts = next(iter(first.values()), None)
    return isinstance(facts, dict) and "meta" in facts and facts.keys() <= {"meta", "vectors"}


def _title(facts: Any) -> str | None:
    if not isinstance(facts, dict):
        return None
    return text_or_none(facts.get("title") or facts.get("subject"))


def _facts(record: Record) -> Facts | None:
    title, date = _title(record.get("meta")), iso(record.get("timestamp"))
    if "text" not in record:
        return None
    return Facts(_conversation(record), title, _speaker(record), date)


def _conversation(record: Record) -> str:
    return str(record.get("conversation_id", record.get("root")))


def _speaker(record: Record) -> str | None:
    speaker = record.get("speaker", record.get("user"))
    if isinstance(speaker, dict):
        speaker = speaker.get("id") or speaker.get("name")
    return text_or_none(speaker)


def _told(dump: Dump, groups: Groups, key: str) -> Told:
    items, problems = gathered(members(dump, groups, key, objects, _facts), _item, "utterance")
    return Told(key, groups.threads[key].title, items, tuple(problems))


def _item(record: Record) -> Item:
    parent = record.get("reply-to", record.get("reply_to"))
    return Item(
        id=str(record["id"]),
        text=str(record.get("text") or ""),
        author=_speaker(record),
        date=iso(record.get("timestamp")),
        parent=None if parent is None else str(parent),
    )
