"""An element's content, walked once and without recursion, into a Writer.

What each tag means follows the HTML Standard's rendering section (which elements are boxes, which
have margins, what `pre` and `li` do); what an engine adds comes as `Rules`. The selectors of the
rules are asked once per fragment; the walk only looks elements up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from threadview.markup.elements import (
    BOXES,
    EMBEDS,
    MARGINS,
    SKIPPED,
    file_name,
    is_data,
    is_smiley,
    language_of,
    picture_address,
    stands_for,
)
from threadview.markup.lists import DEEPEST_INDENT, Lists
from threadview.markup.quoting import Answers, Role, asked_of, quotes_of, roles_of
from threadview.markup.rules import Rules, words
from threadview.markup.writer import Writer
from threadview.model import BlockKind, Quote

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Leave = Callable[[], None]
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Walk:
    """One fragment on its way into blocks."""

    def __init__(
        self, root: LexborNode, rules: Rules, base: str, without: Iterable[int] = ()
    ) -> None:
        self.writer = Writer()
        self._root = root
        self._base = base
        self._quotes = quotes_of(root, rules)
        self._roles = roles_of(root, rules, bool(self._quotes))
        self._roles.update((mem_id, "drop") for mem_id in without)
        self._asked = asked_of(root, rules) if self._quotes else {}
        self._answers: dict[int, Answers] = {}
        self._ahead: Answers | None = None
        self._lists = Lists()
        self._enter: dict[str, Callable[[LexborNode], Leave | None]] = {
            "a": self._a,
            "pre": self._pre,
            "ul": self._list,
            "ol": self._list,
            "menu": self._list,
            "li": self._li,
            "table": self._table,
            "details": self._details,
        }

    def run(self) -> Writer:
        """Walk everything below the root."""
        stack: list[tuple[LexborNode | None, Leave | None]] = []
        node = self._root.child
        while True:
            while node is None:
                if not stack:
                    self.writer.close()
                    return self.writer
                node, leave = stack.pop()
                if leave is not None:
                    leave()
            tag, following = node.tag, node.next
            if tag == "-text":
                self._text(node)
            elif tag and tag[0] != "-" and (tag not in SKIPPED or node.mem_id in self._roles):
                into, leave = self._element(node, tag)
                if into:
                    stack.append((following, leave))
                    node = node.child
                    continue
            node = following

    def _text(self, node: LexborNode) -> None:
        text = node.text_content
        if text:
            if self.writer.kind == "code":
                self.writer.verbatim(text)
            else:
                self.writer.words(text)

    def _element(self, node: LexborNode, tag: str) -> tuple[bool, Leave | None]:
        """Meet an element: whether to go into it, and what to do when it ends."""
        if self._roles:
            role = self._roles.get(node.mem_id)
            if role is not None:
                return self._role(node, role)
        if self._quotes:
            if node.mem_id in self._quotes:
                return True, self._quote(node)
            if node.mem_id in self._asked:
                self._hear(
                    node, self._answers.get(-1 if self.writer.quote is None else self.writer.quote)
                )
        enter = self._enter.get(tag)
        if enter is not None:
            return True, enter(node)
        if tag == "br":
            self.writer.line_end()
            return False, None
        if tag == "img":
            self._img(node)
            return False, None
        if tag == "hr":
            self.writer.frame("separator", "---", self.writer.quote)
            self.writer.edge(2)
            return False, None
        if tag in EMBEDS:
            self._embed(node, tag)
            return False, None
        return True, self._box(tag)

    def _box(self, tag: str) -> Leave | None:
        writer = self.writer
        if writer.kind == "table":
            if tag in ("td", "th"):
                writer.cell()
            elif tag == "tr":
                writer.edge(1)
            elif tag in BOXES or tag in MARGINS:
                writer.words(" ")
            return None
        if tag in MARGINS:
            writer.edge(2)
            return _edge_two(writer)
        if tag in BOXES:
            writer.edge(1)
            return _edge_one(writer)
        return None

    def _role(self, node: LexborNode, role: Role) -> tuple[bool, Leave | None]:
        """What a rule says of an element."""
        writer = self.writer
        if role == "drop":
            return False, None
        if role == "cite" or role == "before":
            self._cite(node, role == "before")
            return False, None
        if role == "label":
            text = words(node)
            if text:
                writer.frame("chrome", text, writer.quote)
            return False, None
        if role == "smiley":
            self._smiley(node)
            return False, None
        if role == "code":
            return True, self._pre(node)
        kind: BlockKind = "signature" if role == "signature" else role
        return True, self._within(kind)

    def _within(self, kind: BlockKind) -> Leave | None:
        """Everything inside becomes blocks of one kind; a signature, chrome or a spoiler stays
        what it is whatever stands in it."""
        writer = self.writer
        before = writer.kind
        if before in ("signature", "chrome", "spoiler"):
            return None
        writer.close()
        writer.kind = kind

        def leave() -> None:
            writer.close()
            writer.kind = before

        return leave

    def _hear(self, node: LexborNode, answers: Answers | None) -> None:
        if answers is not None:
            for asked in self._asked[node.mem_id]:
                answers.take(node, asked)

    def _cite(self, node: LexborNode, ahead: bool) -> None:
        """An attribution: a block of the frame, and what it says of the quote it stands in or
        ahead of."""
        writer = self.writer
        quote = len(writer.quotes) if ahead else writer.quote
        answers = self._answers.get(-1 if quote is None else quote)
        if ahead:
            answers = self._ahead = Answers()
        for inner in node.traverse():
            if inner.mem_id in self._asked:
                self._hear(inner, answers)
        text = words(node)
        if text:
            writer.frame("attribution", text, quote)

    def _quote(self, node: LexborNode) -> Leave:
        writer = self.writer
        writer.close(2)
        parent, kind, indent, lists = writer.quote, writer.kind, writer.indent, self._lists
        depth = 1 if parent is None else writer.quotes[parent].depth + 1
        quote = len(writer.quotes)
        answers = self._answers[quote] = self._ahead or Answers()
        self._ahead = None
        if node.mem_id in self._asked:
            self._hear(node, answers)
        writer.quotes.append(Quote(None, None, depth, parent))
        writer.quote, writer.indent, writer.marker = quote, "", ""
        self._lists = Lists()
        if kind in ("item", "table", "code"):
            writer.kind = "paragraph"

        def leave() -> None:
            writer.close(2)
            writer.quote, writer.kind, writer.indent = parent, kind, indent
            self._lists = lists
            writer.quotes[quote] = Quote(answers.author, None, depth, parent, source=answers.source)

        return leave

    def _a(self, node: LexborNode) -> Leave | None:
        href = self._address(node.attributes.get("href"))
        if not href:
            return None
        writer = self.writer
        before = writer.link(href)
        return lambda: void(writer.link(before))

    def _pre(self, node: LexborNode) -> Leave | None:
        writer = self.writer
        if writer.kind == "code":
            return None
        language, kind, indent = writer.language, writer.kind, writer.indent
        writer.close(2)
        writer.language = language_of(node)
        writer.indent = ""
        if kind not in ("signature", "chrome", "spoiler"):
            writer.kind = "code"

        def leave() -> None:
            writer.close(2)
            writer.kind, writer.language, writer.indent = kind, language, indent

        return leave

    def _list(self, node: LexborNode) -> Leave:
        writer, lists = self.writer, self._lists
        lists.open(node)
        writer.edge(2 if lists.depth == 1 else 1)

        def leave() -> None:
            lists.close()
            writer.edge(1 if lists.depth else 2)

        return leave

    def _li(self, node: LexborNode) -> Leave:
        writer, lists = self.writer, self._lists
        kind, indent = writer.kind, writer.indent
        writer.close()
        bullet = lists.bullet(node)
        level = indent if lists.depth <= DEEPEST_INDENT else indent[: -len(bullet)]
        writer.marker, writer.indent = level + bullet, level + " " * len(bullet)
        if kind in ("paragraph", "table"):
            writer.kind = "item"

        def leave() -> None:
            writer.close()
            writer.kind, writer.indent, writer.marker = kind, indent, ""

        return leave

    def _table(self, node: LexborNode) -> Leave | None:
        """A table of data becomes one block; one that only arranges things is walked through."""
        if (
            self.writer.kind not in ("paragraph", "item")
            or not is_data(node)
            or any(other.mem_id in self._quotes for other in node.css("td, th"))
        ):
            self.writer.edge(2)
            return _edge_two(self.writer)
        self.writer.edge(2)
        end = self._within("table")

        def leave() -> None:
            if end is not None:
                end()
            self.writer.edge(2)

        return leave

    def _details(self, node: LexborNode) -> Leave | None:
        del node
        return self._within("spoiler")

    def _img(self, node: LexborNode) -> None:
        attributes = node.attributes
        source = picture_address(attributes)
        if is_smiley(attributes, source):
            sign = stands_for(attributes)
            if sign:
                self.writer.words(sign)
                return
        alt = (attributes.get("alt") or attributes.get("title") or "").strip()
        address = self._address(source)
        if not address and not alt:
            return
        self.writer.image(alt or file_name(address), (address,))

    def _smiley(self, node: LexborNode) -> None:
        text = stands_for(node.attributes)
        if text:
            self.writer.words(text)
        elif node.tag == "img":
            self._img(node)

    def _embed(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        address = self._address(
            next((a for n in ("src", "data-src", "data") if (a := attributes.get(n))), "")
        )
        if not address and tag in ("video", "audio"):
            source = node.css_first("source")
            address = self._address(source.attributes.get("src")) if source else ""
        if address and address != "about:blank":
            self.writer.image((attributes.get("title") or "").strip() or tag, (address,))

    def _address(self, href: str | None) -> str:
        href = (href or "").strip()
        if not href or href == "#" or href[:11].lower() == "javascript:":
            return ""
        if href[:5].lower() == "data:":
            return href[:64].split(",", 1)[0]
        if self._base and not _SCHEME.match(href):
            try:
                return urljoin(self._base, href)
            except ValueError:
                return href
        return href


def void(_: object) -> None:
    """Nothing, of anything."""


def _edge_one(writer: Writer) -> Leave:
    return lambda: writer.edge(1)


def _edge_two(writer: Writer) -> Leave:
    return lambda: writer.edge(2)
