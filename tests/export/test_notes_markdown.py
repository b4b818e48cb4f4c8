"""Notes as Markdown: what a CommonMark parser sees is what was meant, whatever the words are."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from noted import on, post, quoting
from threadview.anchors import Anchor
from threadview.export import escape, markdown, obsidian, org
from threadview.export.sheet import sheets
from threadview.export.upkeep import update
from threadview.notebook import KnownThread, Note, Standing, storable

HOSTILE = (
    "# heading\n## second\nsetext\n===\nsetext\n---\n",
    "[link](http://evil.example) ![image](http://evil.example/x.png) <http://evil.example>",
    "[ref]\n\n[ref]: http://evil.example 'title'",
    "- # heading in a list\n> # heading in a quote\n> [x](http://evil.example)\n1. <b>bold</b>",
    "<script>alert(1)</script>\n<!-- a comment that does not end\n<div>\n",
    "---\ntitle: forged\n---\n",
    "```\ncode that is left open\n# no heading",
    "~~~~ info\n[Open](threadview://evil/1?n=abc)\n# no heading\n",
    "[Open](threadview://t/1?n=abc)\n[Open](threadview://t/1?n=note)",
    "[[wiki]] ![[embed]] ^tv-note %%comment%% ==mark== $x$ #tag &amp; &lt;b&gt;",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "    indented code\n\ttab\n\n\n\nmany blank lines",
    "1. one\n2) two\n+ plus\n- minus\n* star\n***\n___\n",
    "back\\slash at the end\\",
    "a\rb\r\nc\u2028d\x0ce\x85f",
    "\x1b[31mred\x07 \u202egnp\u202c",
    "`code` ``co`de`` [x](http://evil.example `code](http://evil.example) `",
    "\\[x](http://evil.example) \\\\[x](http://evil.example)",
    "![[a](http://evil.example)](http://evil.example) [a\nb](http://evil.example)",
    "> " * 30 + "# heading\n\n" + "- " * 30 + "<b>[x](http://evil.example)",
    "*emphasis [x](http://evil.example)* **strong <i>** _under_ snake_case",
)

TEXTS = st.sampled_from(HOSTILE) | st.text("# >-=`~[]()<>!|*_\\1.\n\t ab:&^$%\u2028\r", max_size=60)
PARSER = MarkdownIt("commonmark", {"maxNesting": 100})


def exported(note: Note, title: str = "Title", flavour: object = markdown, **fields: str) -> str:
    thread = KnownThread("t", title, fields.get("path", "/dumps/a.txt"), sha256="0f" * 32)
    document = flavour.document(sheets([note], {"t": thread}, {}))  # type: ignore[attr-defined]
    return update(None, document, flavour, {}, {}, "2026-01-01T00:00:00Z")  # type: ignore[arg-type]


def tokens(text: str) -> list[Token]:
    """What a parser sees after the front matter."""
    front, _, body = text.partition("\n---\n")
    assert front.startswith("---\n")
    return PARSER.parse(body)


def inside(found: list[Token]) -> list[Token]:
    return [child for token in found for child in [token, *(token.children or ())]]


def assert_nothing_forged(text: str, headings: int) -> None:
    found = inside(tokens(text))
    kinds = [token.type for token in found]
    assert kinds.count("heading_open") == headings
    assert not {"html_block", "html_inline", "image", "hr"} & set(kinds)
    links = [token.attrs["href"] for token in found if token.type == "link_open"]
    assert links == ["threadview://t/1?n=note"]


def noted(body: str, exact: str, author: str = "marlin", tags: tuple[str, ...] = ()) -> Note:
    anchor = Anchor(1, 1, exact=exact, start=0, end=len(exact), author=author, speaker=author)
    return Note("note", "t", "note", "passage", (anchor,), storable(body), tags, created="2026")


@pytest.mark.parametrize("flavour", [markdown, obsidian])
@given(body=TEXTS, exact=TEXTS, author=TEXTS, title=TEXTS)
def test_no_note_passage_author_or_title_can_forge_structure(
    flavour: object, body: str, exact: str, author: str, title: str
) -> None:
    text = exported(noted(body, exact or "x", author), title, flavour)
    assert_nothing_forged(text, 2)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("flavour", [markdown, obsidian])
def test_known_tricks_everywhere_at_once(flavour: object, hostile: str) -> None:
    text = exported(noted(hostile, hostile, hostile, (hostile,)), hostile, flavour, path=hostile)
    assert_nothing_forged(text, 2)
    for line in text.split("\n"):
        assert not any(ord(char) < 32 and char != "\t" for char in line)
        assert not any(char in line for char in "\u202e\u2028\x85")


@given(st.text(max_size=80))
def test_a_passage_reads_as_it_stood(exact: str) -> None:
    """Every word and mark of the passage is seen, in one block quote."""
    found = tokens(exported(noted("", exact + "x")))
    shown = " ".join(
        token.content
        for token in inside(found)
        if token.type in ("text", "code_inline") and token.level >= 0
    )
    from threadview.export.plain import harmless

    for word in harmless(exact.replace("\r", "\n")).split():
        for piece in word.split("&"):
            assert piece.strip("\u00a0") in shown or "\\" in word or "&" in word or not piece


def test_every_line_of_a_passage_is_quoted_blank_ones_too() -> None:
    text = exported(noted("", "one\n\n\ntwo\n  three"))
    lines = text.split("\n")
    at = lines.index("> one")
    assert lines[at : at + 6] == ["> one", ">", ">", "> two", "> three", ""]


def test_a_note_keeps_its_writer_s_markdown() -> None:
    body = (
        "*emphasis*, **strong**, `code [x](y)`\n\n- a list\n  - in it\n\n"
        "```python\n# a comment\n```\n\nend"
    )
    found = inside(tokens(exported(noted(body, "x", tags=("a tag", "c++", "x/y")))))
    kinds = {token.type for token in found}
    assert {"em_open", "strong_open", "code_inline", "bullet_list_open", "fence"} <= kinds
    assert next(token for token in found if token.type == "fence").content == "# a comment\n"
    assert "end #a-tag #c #x/y" in exported(noted(body, "x", tags=("a tag", "c++", "x/y")))


def test_links_stay_when_they_are_asked_for_but_only_to_where_a_reader_may_go() -> None:
    body = "[a](https://a.example) [b](javascript:alert(1)) <i>"
    thread = KnownThread("t", "T")
    for text, expected in ((body, 0), ("[a](https://a.example)", 1), ("<mailto:a@a.example>", 1)):
        document = markdown.document(sheets([noted(text, "x")], {"t": thread}, {}), links=True)
        found = inside(PARSER.parse("\n".join(document.blocks[0].lines)))
        assert sum(token.type == "link_open" for token in found) == expected + 1


def test_words_in_a_quote_are_their_author_s() -> None:
    thread = [post(1, "The oil was counted.", "alice"), post(2, "")]
    thread[1] = quoting(2, "The oil was counted.", "No.", thread[0], "bob")._replace(
        date="2019-03-04"
    )
    anchor = on(thread, 1, "oil was")
    note = Note("note", "t", "note", "passage", (anchor,), "Hm.", created="2026")
    assert "## alice, quoted by bob · #2 · 2019-03-04\n" in exported(note)


def test_the_whole_of_a_small_export() -> None:
    thread = [
        post(12, "quoted passage, every line prefixed\nsecond line", "alice", date="2019-03-04")
    ]
    anchor = on(thread, 0, thread[0].blocks[0].text)
    note = Note(
        "k7q2", "3f9a", "note", "passage", (anchor,), "My note, as I wrote it.", ("tag with dash",)
    )
    known = KnownThread("3f9a", "Thread title", "thread.txt", sha256="3f9a" * 16)
    made = {}
    for flavour in (markdown, obsidian, org):
        document = flavour.document(sheets([note], {"3f9a": known}, {}))
        made[flavour] = update(None, document, flavour, {}, {}, "2026-11-22T23:30:00Z")
    command = "threadview --goto '#12' thread.txt"
    assert made[markdown] == (
        f'---\ntitle: "Thread title"\nsource: thread.txt\nsource_sha256: {"3f9a" * 16}\n'
        "exported: 2026-11-22T23:30:00Z\ntags: [threadview]\n---\n\n# Thread title\n\n"
        "## alice · #12 · 2019-03-04\n\n> quoted passage, every line prefixed\n> second line\n\n"
        "My note, as I wrote it. #tag-with-dash\n\n"
        f"[Open](threadview://3f9a/12?n=k7q2) `{command}`\n"
    )
    assert "> [!quote]- alice #12\n> quoted passage" in made[obsidian]
    assert f"`{command}` ^tv-k7q2\n" in made[obsidian]
    assert "** alice · #12 · 2019-03-04\n\n#+begin_quote\nquoted passage" in made[org]
    assert "^tv-" not in made[markdown]
    assert "<" not in made[markdown]


def test_orphans_stand_last_and_say_so() -> None:
    notes = [noted("gone", "words"), replace(noted("here", "others"), id="other")]
    thread = {"t": KnownThread("t", "T")}
    found = sheets(notes, thread, {"note": Standing(None), "other": Standing(7, 1, 5)})
    lines = [markdown.heading(group) for group in found[0].groups]
    assert lines == ["marlin · #7", "marlin · #1 · no longer in the dump"]


@given(TEXTS, TEXTS)
def test_org_headlines_and_keywords_cannot_be_forged(body: str, exact: str) -> None:
    text = exported(noted(body, exact or "x"), flavour=org)
    lines = text.split("\n")
    assert sum(line.startswith("*") for line in lines) == 2
    start = next(i for i, line in enumerate(lines) if line.startswith("*"))
    kept = [line for line in lines[start:] if line.lstrip().startswith("#+")]
    assert kept == ["#+begin_quote", "#+end_quote"]
    assert sum("[[" in line for line in lines) == 1


@given(st.text(max_size=60))
def test_front_matter_is_yaml_that_says_the_title(title: str) -> None:
    line = markdown.document(sheets([noted("x", "y")], {"t": KnownThread("t", title)}, {})).front[
        "title"
    ]
    assert len(line) == 1
    assert "\n" not in line[0]
    from threadview.export.plain import harmless

    assert json.loads(line[0].removeprefix("title: ")) == harmless(title or "Untitled")


@given(TEXTS)
def test_escaping_a_note_is_done_once(body: str) -> None:
    lines = escape.note(body)
    assert escape.note("\n".join(lines)) == lines or "\\" in body or "\t" in body
