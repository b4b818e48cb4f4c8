"""`threadview notes …`, as a person or a program uses it."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from threadview import cli

TITLE = "The oil ledger of the outer light"
POSTS = (
    "The oil was counted every night, that much is certain. What nobody has explained is why the "
    "column for December stays empty in the book that I have seen.",
    "They were snowed in. My grandfather's diary says so, and he was not a man to invent snow, or "
    "anything else that I ever heard of in all those years.",
    "Then who wrote the entries of the fourth? The relief boat never came before the tenth of "
    "January, and the keeper's hand is easily told from the assistant's.",
    "Two keepers signed it. One of them could not have been on the rock that winter, by his own "
    "letters home, which are kept in the town hall.",
)


class Person:
    """Somebody at the command line, with a folder and a notebook."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self._monkeypatch, self._capsys = monkeypatch, capsys
        self.dump = folder / "thread.txt"
        self.dump.write_text(dump_of(POSTS))
        self.talk = ""

    def __call__(self, *arguments: object, stdin: str = "", code: int = 0) -> str:
        """Run `threadview notes …`; what it printed."""
        raw = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogateescape")))
        self._monkeypatch.setattr(sys, "stdin", raw)
        self._capsys.readouterr()
        done = cli.main(["notes", *map(str, arguments)])
        out, self.talk = self._capsys.readouterr()
        assert done == code, (out, self.talk)
        return out

    def rows(self, *arguments: object, code: int = 0) -> list[dict[str, Any]]:
        """`notes list --json`, parsed."""
        out = self("list", "--json", *arguments, code=code)
        return [json.loads(line) for line in out.splitlines()]

    def add(self, *arguments: object, body: str = "a note") -> str:
        """`notes add` on the dump; the id."""
        return self("add", self.dump, *arguments, stdin=body).strip()


def dump_of(posts: tuple[str, ...]) -> str:
    """A dump in the form of the samples: a lone no-break space ends a post."""
    return "".join([f"{TITLE}\n\n", *(f"{text}\n\u00a0\n" for text in posts)])


@pytest.fixture
def notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Person:
    monkeypatch.setenv("THREADVIEW_NOTEBOOK", str(tmp_path / "data" / "notes.sqlite3"))
    return Person(tmp_path, monkeypatch, capsys)


def test_a_note_is_added_and_listed_with_every_field(notes: Person) -> None:
    made = notes.add(
        "--post",
        3,
        "--quote",
        "entries of the fourth",
        "--tag",
        "who",
        "--tag",
        "two words",
        "--colour",
        "green",
        body="Who was it?\n\nReally.\n",
    )
    (found,) = notes.rows(notes.dump)
    assert found.pop("created") == found.pop("modified")
    start = POSTS[2].index("entries")
    assert found == {
        "id": made,
        "path": str(notes.dump),
        "title": TITLE,
        "post": 3,
        "author": None,
        "exact": "entries of the fourth",
        "body": "Who was it?\n\nReally.",
        "tags": ["who", "two words"],
        "colour": "green",
        "state": "attached",
        "start": start,
        "end": start + len("entries of the fourth"),
    }
    assert notes.rows() == notes.rows(notes.dump)


def test_words_that_do_not_stand_there_are_refused(notes: Person) -> None:
    for arguments in (
        ("--post", 2, "--quote", "entries of the fourth"),
        ("--post", 9),
        ("--post", 0),
        ("--post", 3, "--quote", "the", "--nth", 9),
    ):
        assert notes("add", notes.dump, *arguments, stdin="x", code=1) == ""
        assert notes.talk
    notes("add", notes.dump, "--quote", "entries", stdin="x", code=2)
    notes("add", notes.folder / "missing.txt", stdin="x", code=2)
    notes("add", notes.dump, "--post", 1, stdin="  \n", code=2)
    assert notes.rows(code=1) == []
    assert not (notes.folder / "data").exists()


def test_without_a_post_the_note_is_on_the_thread(notes: Person) -> None:
    notes("add", notes.dump, "--body", "on it all")
    (found,) = notes.rows(notes.dump)
    assert (found["post"], found["exact"], found["start"]) == (None, None, None)
    assert found["state"] == "attached"


def test_words_may_be_asked_for_across_line_ends_and_by_turn(notes: Person) -> None:
    wrapped = dump_of(POSTS).replace("What nobody", "What\nnobody")
    notes.dump.write_text(wrapped)
    notes.add("--post", 1, "--quote", "certain. What nobody has")
    notes.add("--post", 2, "--quote", "s", "--nth", 2)
    first, second = notes.rows(notes.dump)
    assert first["exact"] == "certain. What\nnobody has"
    assert second["start"] == POSTS[1].index("s", POSTS[1].index("s") + 1)


def moved(notes: Person) -> Path:
    return notes.dump.rename(notes.folder / "renamed.dat")


def recompressed(notes: Person) -> Path:
    path = notes.folder / "thread.gz"
    path.write_bytes(gzip.compress(notes.dump.read_bytes()))
    return path


def recompressed_twice(notes: Person) -> Path:
    path = notes.folder / "thread.bz2"
    path.write_bytes(bz2.compress(notes.dump.read_bytes()))
    return path


def reencoded(notes: Person) -> Path:
    path = notes.folder / "utf16.txt"
    path.write_bytes(notes.dump.read_text().encode("utf-16"))
    return path


def with_other_line_ends(notes: Person) -> Path:
    path = notes.folder / "dos.txt"
    path.write_bytes(notes.dump.read_bytes().replace(b"\n", b"\r\n"))
    return path


def extended(notes: Person) -> Path:
    more = (
        "Nobody asked the boatman, who was there in the week when all this is said to have been.",
        *POSTS,
        "And the tide tables for that week have been found, in the attic of the harbour master.",
    )
    path = notes.folder / "more.txt"
    path.write_text(dump_of(more))
    return path


def shortened(notes: Person) -> Path:
    path = notes.folder / "less.txt"
    path.write_text(dump_of(POSTS[1:]))
    return path


@pytest.mark.parametrize(
    "change",
    [
        moved,
        recompressed,
        recompressed_twice,
        reencoded,
        with_other_line_ends,
        extended,
        shortened,
    ],
)
def test_notes_are_found_again(notes: Person, change: Any) -> None:
    passage = notes.add("--post", 3, "--quote", "entries of the fourth", body="who?")
    whole = notes.add("--post", 4, body="which?")
    path = change(notes)
    found = {row["id"]: row for row in notes.rows(path)}
    assert set(found) == {passage, whole}
    shift = {"extended": 1, "shortened": -1}.get(change.__name__, 0)
    assert found[passage]["post"] == 3 + shift
    assert found[whole]["post"] == 4 + shift
    assert found[passage]["start"] == POSTS[2].index("entries")
    assert {row["path"] for row in found.values()} == {str(path)}


def test_what_is_gone_is_an_orphan_with_its_old_words(notes: Person) -> None:
    notes.add("--post", 3, "--quote", "The relief boat never came", body="x")
    notes.dump.write_text(dump_of((*POSTS[:2], POSTS[3])))
    (found,) = notes.rows(notes.dump)
    assert found["state"] == "orphan"
    assert (found["post"], found["start"], found["end"]) == (None, None, None)
    assert found["exact"] == "The relief boat never came"
    assert notes.rows("--orphans") == [found]
    assert "no longer" in notes("show", found["id"])
    notes.dump.write_text(dump_of(POSTS))
    assert notes.rows(notes.dump)[0]["state"] == "attached"


def test_another_thread_has_none_of_these_notes(notes: Person) -> None:
    notes.add("--post", 1)
    other = notes.folder / "other.txt"
    other.write_text("A pie\n\nPastry first, as everybody ought to know by now.\n\u00a0\n")
    assert notes.rows(other, code=1) == []


def test_search_show_edit_tag_and_rm(notes: Person) -> None:
    one = notes.add("--post", 1, "--quote", "every night", "--tag", "oil", body="first")
    two = notes.add("--post", 2, body="second")
    assert notes("search", "night").split()[0] == one
    assert notes("search", "tag:oil -night", code=1) == ""
    assert "^" in (notes("search", "(", code=2) or notes.talk)
    shown = notes("show", one[:6])
    assert "> every night" in shown
    assert "#oil" in shown
    notes("edit", one, stdin="rewritten\n")
    notes("edit", one, "--colour", "pink")
    notes("tag", one, two, "--add", "#all", "--add", "all", "--remove", "#oil")
    rows = {row["id"]: row for row in notes.rows()}
    assert (rows[one]["body"], rows[one]["colour"]) == ("rewritten", "pink")
    assert rows[one]["tags"] == rows[two]["tags"] == ["all"]
    notes("rm", one, two)
    notes("list", code=1)
    notes("rm", one, code=2)
    notes("show", "zzz", code=2)


def test_an_editor_of_one_s_choice(notes: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    made = notes.add("--post", 1, body="before")
    script = notes.folder / "editor.py"
    script.write_text(
        "import sys, pathlib\np = pathlib.Path(sys.argv[1])\n"
        "p.write_text(p.read_text() + '\\nand after')\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    from threadview.cli.notes import writing

    assert writing._edited("before") == "before\nand after"
    monkeypatch.setenv("VISUAL", "false")
    with pytest.raises(Exception, match="nothing was changed"):
        writing._edited("before")
    assert notes.rows()[0]["id"] == made


def test_export_check_and_export_again(notes: Person) -> None:
    notes.add("--post", 3, "--quote", "entries of the fourth", body="who?")
    target = notes.folder / "out.md"
    notes("export", notes.dump, "-o", target, "--check", code=1)
    assert not target.exists()
    notes("export", notes.dump, "-o", target)
    first = target.read_text()
    assert f'title: "{TITLE}"' in first
    assert f"--goto '#3' {notes.dump}" in first
    notes("export", "--all", "-o", target, "--check")
    notes("export", notes.dump, "-o", target)
    assert target.read_text() == first
    notes.add("--post", 1, body="counted")
    notes("export", notes.dump, "-o", target, "--check", code=1)
    target.write_text(first + "\nMy own words.\n")
    notes("export", notes.dump, "-o", target)
    second = target.read_text()
    assert second.endswith("My own words.\n")
    assert second.index("counted") < second.index("who?")
    notes("export", "--query", "counted", "-o", notes.folder / "some.md")
    assert "who?" not in (notes.folder / "some.md").read_text()


def test_exports_to_a_folder_and_in_every_flavour(notes: Person) -> None:
    made = notes.add("--post", 1, "--quote", "every night", body="n")
    folder = notes.folder / "all"
    for name in (f"{folder}{os.sep}", folder, notes.folder / "of one thread, too"):
        notes("export", "--all", "-o", name)
        assert Path(name).is_dir()
    assert len(list(folder.iterdir())) == 1
    assert f"^tv-{made}" in notes("export", "--all", "--flavour", "obsidian")
    assert "#+begin_quote" in notes("export", "--all", "--flavour", "org")
    table = notes("export", "--all", "--to", "csv")
    assert table.splitlines()[0].startswith("id,path,title")
    for name, begin in (("a.csv", "id,path"), ("a.jsonld", "{"), ("a.org", "#+TITLE")):
        notes("export", "--all", "-o", notes.folder / name)
        assert (notes.folder / name).read_text().startswith(begin)
    (file,) = folder.iterdir()
    file.write_text(file.read_text() + "\nmine\n")
    notes("export", "--query", "nothinglikeit", code=1)
    notes("rm", made)
    notes("export", "--all", "-o", folder)
    assert "every night" not in file.read_text()
    assert file.read_text().endswith("mine\n")
    notes("export", code=2)
    notes("export", "--all", "--check", code=2)


def test_a_template_of_one_s_own(notes: Person) -> None:
    pytest.importorskip("jinja2")
    made = notes.add("--post", 1, "--quote", "every night", body="# [x](y)")
    template = notes.folder / "mine.j2"
    template.write_text(
        "{% for t in threads %}# {{ t.title | plain }}\n\n{% for p in t.posts %}"
        "## Post {{ p.number }}\n\n{% for n in p.notes %}{{ n.exact | quote }}\n\n"
        "{{ n.body | note }}\n\n{{ n.link }}\n\n{% endfor %}{% endfor %}{% endfor %}"
    )
    target = notes.folder / "out.md"
    notes("export", "--all", "--template", template, "-o", target)
    text = target.read_text()
    assert "## Post 1" in text
    assert "\\# \\[x](y)" in text
    target.write_text(text + "\nmine\n")
    notes("edit", made, "--body", "new")
    notes("export", "--all", "--template", template, "-o", target)
    assert "new" in target.read_text()
    assert target.read_text().endswith("mine\n")
    for wrong in (
        "{{ threads",
        "{% for t in threads %}{{ t.title }}{% endfor %}",
        "{{ threads.__class__.__mro__[1].__subclasses__() }}",
    ):
        template.write_text(wrong)
        notes("export", "--all", "--template", template, code=2)
        assert "Traceback" not in notes.talk


def test_out_of_one_notebook_and_into_another(notes: Person) -> None:
    notes.add("--post", 3, "--quote", "entries of the fourth", "--tag", "t", "--colour", "blue")
    notes.add("--post", 1)
    file = notes.folder / "notes.jsonld"
    notes.rows(notes.dump)
    notes("export", "--all", "--to", "jsonld", "-o", file)
    other = ("--notebook", notes.folder / "other.sqlite3")
    assert len(notes("import", file, *other).split()) == 2
    assert notes("import", file, *other) == ""
    assert notes.rows(notes.dump, *other) == notes.rows(notes.dump)
    again = notes("export", "--all", "--to", "jsonld", *other)
    assert again == file.read_text()
    changed = notes.rows(*other)[0]["id"]
    notes("edit", changed, "--body", "changed here", *other)
    assert len(notes("import", file, *other).split()) == 1  # kept beside, not written over
    assert notes("import", file, *other) == ""
    assert len(notes.rows(*other)) == 3


def test_hypothesis_notes_go_onto_a_dump(notes: Person) -> None:
    file = notes.folder / "h.json"
    file.write_text(
        json.dumps(
            [
                {
                    "uri": "https://forum.example/1",
                    "text": "so",
                    "tags": ["x"],
                    "created": "2024-05-06T07:08:09+00:00",
                    "target": [
                        {
                            "selector": [
                                {
                                    "type": "TextQuoteSelector",
                                    "exact": "not a man to invent snow",
                                    "prefix": "and he was ",
                                    "suffix": ", or",
                                }
                            ]
                        }
                    ],
                }
            ]
        )
    )
    notes("import", file, notes.dump)
    (found,) = notes.rows(notes.dump)
    assert (found["post"], found["state"], found["body"]) == (2, "attached", "so")
    assert found["created"] == "2024-05-06T07:08:09Z"


def test_backup_check_and_restore(notes: Person) -> None:
    made = notes.add("--post", 1)
    copy = Path(notes("backup").strip())
    assert copy.exists()
    assert str(copy) in notes("backup", "--list")
    notes("check")
    notes("rm", made)
    assert notes("restore").strip() == str(copy)
    assert [row["id"] for row in notes.rows()] == [made]
    path = notes.folder / "data" / "notes.sqlite3"
    path.write_bytes(path.read_bytes()[:6000])
    path.with_name("notes.sqlite3-wal").unlink(missing_ok=True)
    notes("check", code=1)
    notes("list", code=2)
    assert "restore" in notes.talk
    notes("restore")
    notes("check")


def test_words_in_hand_are_saved_when_they_cannot_be_kept(
    notes: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threadview.errors import NotebookError
    from threadview.notebook import Notebook

    def refuse(*_: object, **__: object) -> None:
        raise NotebookError("the disk is full", "free some space")

    monkeypatch.setattr(Notebook, "together", refuse)
    notes("add", notes.dump, "--post", 1, stdin="words in hand", code=2)
    saved = Path(notes.talk.split("saved in ")[1].strip())
    assert saved.read_text() == "words in hand"


def test_words_in_hand_are_saved_when_the_notebook_is_damaged_or_newer(notes: Person) -> None:
    path = notes.folder / "broken.sqlite3"
    path.write_bytes(b"this is no database at all, but some other file")
    for command in (("add", notes.dump, "--post", 1), ("edit", "abc")):
        notes(*command, "--notebook", path, stdin="words in hand", code=2)
        saved = Path(notes.talk.split("saved in ")[1].strip())
        assert saved.read_text() == "words in hand"


def test_usage(notes: Person) -> None:
    assert "commands:" in notes("--help")
    notes(code=2)
    notes("sing", code=2)
    for command in (
        "list",
        "search",
        "show",
        "add",
        "edit",
        "rm",
        "tag",
        "export",
        "import",
        "backup",
        "restore",
        "check",
    ):
        assert notes(command, "--help").startswith(f"usage: threadview notes {command}")


def exported(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What `threadview export` prints."""
    capsys.readouterr()
    assert cli.main(["export", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_the_whole_thread_with_notes_in_their_places(
    notes: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    notes.add("--post", 2, "--quote", "snowed in", body="*when?*")
    notes.add("--post", 4, body="on the post")
    plain = exported(capsys, "--to", "markdown", notes.dump)
    assert "when" not in plain
    text = exported(capsys, "--to", "markdown", "--with-notes", notes.dump)
    lines = [line for line in text.splitlines() if not line.startswith(">")]
    assert [line for line in lines if line] == [line for line in plain.splitlines() if line]
    assert text.index("They were snowed in") < text.index("*when?*") < text.index("## #3")
    assert text.index("## #4") < text.index("on the post") < text.index("Two keepers")


def test_corrections_are_laid_over_what_is_exported(
    notes: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    from threadview.anchors import anchor_post
    from threadview.corrections import Correction
    from threadview.notebook import Notebook
    from threadview.reading import read_path

    notes.add("--post", 1)
    thread = read_path(notes.dump)
    with Notebook(notes.folder / "data" / "notes.sqlite3") as notebook:
        (known,) = notebook.threads.all()
        for action, index, value in (("author", 1, "gull"), ("merge", 3, None)):
            anchor = anchor_post(thread.posts, index)
            notebook.corrections.add(
                Correction("", known.id, action, (anchor,), value)  # type: ignore[arg-type]
            )
    now = json.loads(exported(capsys, "--to", "json", notes.dump))
    assert [post["author"] for post in now["posts"]] == [None, "gull", None]
    assert now["posts"][2]["text"] == f"{POSTS[2]}\n\n{POSTS[3]}"
    spans = [tuple(span[:2]) for span in now["spans"]]
    assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
    as_read = json.loads(exported(capsys, "--to", "json", "--as-read", notes.dump))
    assert len(as_read["posts"]) == 4
    assert {post["author"] for post in as_read["posts"]} == {None}
    assert notes.rows(notes.dump)[0]["state"] == "attached"
