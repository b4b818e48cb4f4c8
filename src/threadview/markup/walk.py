"""An element's content, walked once and without recursion, into a Writer.

What each tag means follows the HTML Standard's rendering section (which elements are boxes, which
have margins, what `pre` and `li` do); what an engine adds comes as `Rules`. The selectors of the
rules are asked once per fragment; the walk only looks elements up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urljoin

from threadview.markup.rules import Place, QuoteRule, Rules, place, read, words
from threadview.markup.writer import Writer
from threadview.model import BlockKind, Quote

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Leave = Callable[[], None]
Role = Literal[
    "drop", "chrome", "signature", "spoiler", "label", "code", "smiley", "cite", "before"
]

SKIPPED = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "select", "textarea", "button"}
    | {"input", "svg", "option", "datalist", "rp", "map"}
)
"""Elements that show no words of a post."""
MARGINS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "figure", "ul", "ol", "menu", "table"}
    | {"fieldset"}
)
"""Boxes that keep an empty line between them and their neighbours."""
BOXES = frozenset(
    {"div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "form"}
    | {"center", "dt", "dd", "figcaption", "caption", "details", "summary", "tbody", "thead"}
    | {"tfoot", "tr", "td", "th", "legend", "hgroup", "li", "blockquote"}
)
"""Boxes that only begin a line of their own."""
EMBEDS = frozenset({"iframe", "video", "audio", "embed", "object"})
DEEPEST_INDENT = 8
"""Levels of a nested list that are indented; deeper ones stand under the last."""

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*|highlight-source-|sourceCode\s+)([\w#+.-]+)"
)
_PICTURE = ("data-url", "data-src", "data-original", "data-lazy-src", "data-orig-src", "src")
_SMILEY = re.compile(r"smil|emoji|emoticon|/twemoji/", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ARRANGED = "table, ul, ol, blockquote, pre, div, img, iframe"
"""What a cell holds when its table only arranges things."""


class _Item(NamedTuple):
    ordered: bool
    letters: str


class _Asked(NamedTuple):
    """An element that a quote rule's place points at: which answer it gives, and its rank among
    the places for that answer (lower counts more)."""

    source: bool
    rank: int
    place: Place


@dataclass(slots=True)
class _Answers:
    """What is known so far of who is quoted, and the ranks of the places that said so."""

    author: str | None = None
    source: str | None = None
    author_rank: int = 99
    source_rank: int = 99

    def take(self, node: LexborNode, asked: _Asked) -> None:
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


@dataclass(slots=True)
class _Lists:
    """The lists that are open inside the innermost quote, and their counters."""

    kinds: list[_Item] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)


def _roles(root: LexborNode, rules: Rules, quoting: bool) -> dict[int, Role]:
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


def _quote_rules(root: LexborNode, rules: Rules) -> dict[int, QuoteRule]:
    found: dict[int, QuoteRule] = {}
    for rule in rules.quotes:
        for node in root.css(rule.select):
            if node.mem_id != root.mem_id:
                found.setdefault(node.mem_id, rule)
    return found


def _asked(root: LexborNode, rules: Rules) -> dict[int, list[_Asked]]:
    """The elements below the root that the places of the quote rules point at."""
    asked: dict[int, list[_Asked]] = {}
    for rule in rules.quotes:
        for source, places in ((False, rule.author), (True, rule.source)):
            for rank, written in enumerate(places):
                where = place(written)
                for node in root.css(where.select or rule.select):
                    asked.setdefault(node.mem_id, []).append(_Asked(source, rank, where))
    return asked


class Walk:
    """One fragment on its way into blocks."""

    def __init__(self, root: LexborNode, rules: Rules, base: str) -> None:
        self.writer = Writer()
        self._root = root
        self._base = base
        self._quotes = _quote_rules(root, rules)
        self._roles = _roles(root, rules, bool(self._quotes))
        self._asked = _asked(root, rules) if self._quotes else {}
        self._answers: dict[int, _Answers] = {}
        self._ahead: _Answers | None = None
        self._lists = _Lists()
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
            elif tag and tag[0] != "-" and tag not in SKIPPED:
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

    def _hear(self, node: LexborNode, answers: _Answers | None) -> None:
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
            answers = self._ahead = _Answers()
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
        answers = self._answers[quote] = self._ahead or _Answers()
        self._ahead = None
        if node.mem_id in self._asked:
            self._hear(node, answers)
        writer.quotes.append(Quote(None, None, depth, parent))
        writer.quote, writer.indent, writer.marker = quote, "", ""
        self._lists = _Lists()
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
        writer.language = _language(node)
        writer.indent = ""
        if kind not in ("signature", "chrome", "spoiler"):
            writer.kind = "code"

        def leave() -> None:
            writer.close(2)
            writer.kind, writer.language, writer.indent = kind, language, indent

        return leave

    def _list(self, node: LexborNode) -> Leave:
        writer, lists = self.writer, self._lists
        attributes = node.attributes
        start = attributes.get("start") or ""
        letters = attributes.get("type") or ""
        lists.kinds.append(_Item(node.tag == "ol", letters if letters in ("a", "A") else ""))
        lists.counts.append(int(start) if re.fullmatch(r"-?\d{1,9}", start) else 1)
        writer.edge(2 if len(lists.kinds) == 1 else 1)

        def leave() -> None:
            lists.kinds.pop()
            lists.counts.pop()
            writer.edge(1 if lists.kinds else 2)

        return leave

    def _li(self, node: LexborNode) -> Leave:
        writer, lists = self.writer, self._lists
        kind, indent = writer.kind, writer.indent
        writer.close()
        bullet = "• "
        if lists.kinds and lists.kinds[-1].ordered:
            value = node.attributes.get("value") or ""
            if re.fullmatch(r"-?\d{1,9}", value):
                lists.counts[-1] = int(value)
            number = lists.counts[-1]
            lists.counts[-1] += 1
            letters = lists.kinds[-1].letters
            bullet = f"{number}. "
            if letters and 1 <= number <= 26:
                bullet = f"{chr(ord(letters) + number - 1)}. "
        level = indent if len(lists.kinds) <= DEEPEST_INDENT else indent[:-2]
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
            or not _data(node)
            or any(other.mem_id in self._quotes for other in node.css("td, th"))
        ):
            self.writer.edge(2)
            return _edge_two(self.writer)
        return self._within("table")

    def _details(self, node: LexborNode) -> Leave | None:
        del node
        return self._within("spoiler")

    def _img(self, node: LexborNode) -> None:
        attributes = node.attributes
        source = next((a for name in _PICTURE if (a := attributes.get(name))), "")
        if _SMILEY.search(f"{attributes.get('class')} {source[:2000]}"):
            sign = _stands_for(attributes)
            if sign:
                self.writer.words(sign)
                return
        alt = (attributes.get("alt") or attributes.get("title") or "").strip()
        address = self._address(source)
        if not address and not alt:
            return
        self.writer.image(alt or _file_name(address), (address,))

    def _smiley(self, node: LexborNode) -> None:
        text = _stands_for(node.attributes)
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


def _data(table: LexborNode) -> bool:
    """Whether a table has columns, and nothing in them that is more than a line of words."""
    if table.css_first("td + td, th + td, th + th, td + th") is None:
        return False
    part = table.child
    while part is not None:
        if part.tag != "-text" and part.css_first(_ARRANGED) is not None:
            return False
        part = part.next
    return True


def void(_: object) -> None:
    """Nothing, of anything."""


def _stands_for(attributes: dict[str, str | None]) -> str:
    """What a smiley stands for: its sign, or its name between colons."""
    for name in ("emoid", "alt", "title", "data-shortname"):
        text = (attributes.get(name) or "").strip()
        if text and not text.lower().endswith((".gif", ".png", ".svg")):
            return f":{text.lower()}:" if text.replace(" ", "").isalpha() else text
    return ""


def _edge_one(writer: Writer) -> Leave:
    return lambda: writer.edge(1)


def _edge_two(writer: Writer) -> Leave:
    return lambda: writer.edge(2)


def _language(node: LexborNode) -> str | None:
    """The language of a code block, where its classes or attributes name one."""
    inner = node.css_first("code")
    for element in (node, inner):
        if element is None:
            continue
        attributes = element.attributes
        named = attributes.get("data-lang") or attributes.get("data-language")
        match = _LANGUAGE.search(attributes.get("class") or "")
        found = named or (match[1] if match else None)
        if found and found.lower() not in ("none", "auto", "plaintext", "nohighlight", "text"):
            return found.lower()
    return None


def _file_name(address: str) -> str:
    path = address.split("?", 1)[0].rstrip("/")
    if path.startswith("data:"):
        return "image"
    return path.rsplit("/", 1)[-1][:120] or "image"
