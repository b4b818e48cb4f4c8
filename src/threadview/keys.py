"""The reader's keys as plain data: id, keys, action, what it does. One truth for the bindings, the
footer (also the pre-paint's), the help, the palette and the README.
"""

from __future__ import annotations

from threadview.namedtuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Key(NamedTuple):
    """A binding of the reading view.

    `id` is what a keymap names; `keys` are Textual key names, comma separated, or for sequences
    the keys with a space between ("z M", and "m *" for m and any letter); `action` is the app's
    action; `hint` is the short word for the footer, empty for keys that are not shown there.
    """

    id: str
    keys: str
    action: str
    what: str
    group: str
    hint: str = ""


KEYS: tuple[Key, ...] = (
    Key("line-down", "j,down", "scroll(1)", "one line down", "Move"),
    Key("line-up", "k,up", "scroll(-1)", "one line up", "Move"),
    Key("page-down", "space,f,ctrl+f,pagedown", "page(1)", "one page down", "Move", "page"),
    Key("page-up", "b,ctrl+b,pageup", "page(-1)", "one page up", "Move"),
    Key("half-page-down", "ctrl+d", "half_page(1)", "half a page down", "Move"),
    Key("half-page-up", "ctrl+u", "half_page(-1)", "half a page up", "Move"),
    Key("top", "g,home", "top", "first post, or post N with a count (gg too)", "Move"),
    Key("bottom", "G,end", "bottom", "end of the thread, or post N with a count", "Move"),
    Key("next-post", "J", "next_post(1)", "next post", "Move", "post"),
    Key("previous-post", "K", "next_post(-1)", "previous post", "Move"),
    Key("next-quote", "tab", "next_quote(1)", "next quote", "Quotes", "quote"),
    Key("previous-quote", "shift+tab", "next_quote(-1)", "previous quote", "Quotes"),
    Key("fold", "enter,z a", "fold", "fold or unfold what is current", "Quotes", "fold"),
    Key("fold-open", "z o", "fold_open", "unfold what is current", "Quotes"),
    Key("fold-close", "z c", "fold_close", "fold what is current", "Quotes"),
    Key("fold-toggle-all", "T", "fold_toggle_all", "fold or unfold all quotes", "Quotes"),
    Key("fold-all", "z M", "fold_all", "fold all quotes", "Quotes"),
    Key("unfold-all", "z R", "unfold_all", "unfold all quotes", "Quotes"),
    Key("source", "p", "source", "go to the quoted post", "Quotes", "source"),
    Key("peek", "P", "peek", "look at the quoted post without leaving", "Quotes"),
    Key(
        "next-quoter",
        "right_curly_bracket",
        "next_quoter(1)",
        "next post that quotes this one",
        "Quotes",
    ),
    Key(
        "previous-quoter",
        "left_curly_bracket",
        "next_quoter(-1)",
        "previous post that quotes it, then the post itself",
        "Quotes",
    ),
    Key("first-answer", "z j", "first_answer", "first post that quotes this one", "Quotes"),
    Key("parent", "h", "parent", "the post that this one answers; 3h three up", "Answers"),
    Key("answer", "l", "answer", "the first answer to this post; 3l the third", "Answers"),
    Key(
        "next-sibling",
        "right_parenthesis",
        "sibling(1)",
        "the next answer to the same post",
        "Answers",
    ),
    Key(
        "previous-sibling",
        "left_parenthesis",
        "sibling(-1)",
        "the answer before, to the same post",
        "Answers",
    ),
    Key("branch", "minus", "branch", "fold or unfold all below this post", "Answers"),
    Key("branches", "z minus", "branches", "the same below all posts of this depth", "Answers"),
    Key("quoted-by", "z b", "quoted_by", "list the posts that quote this one", "Quotes"),
    Key("drift", "D", "drift", "how the quote differs from its source", "Quotes"),
    Key("back", "ctrl+o", "back", "back to where you came from", "Move"),
    Key("forward", "alt+o,alt+right", "forward", "forward again", "Move"),
    Key("goto-post", "number_sign", "goto_post", "go to a post by number", "Move"),
    Key("mark", "m *", "mark('*')", "mark this place with a letter", "Move"),
    Key("to-mark", "apostrophe *", "to_mark('*')", "go to the place marked with a letter", "Move"),
    Key("first-new", "U", "first_new", "first post that is new since last time", "Move"),
    Key("command", "colon", "command", "command line: a number, a key or a command", "Threadview"),
    Key("links", "L", "links", "links of the post", "Post"),
    Key("save", "S", "save_attachment", "save a file attached to the post", "Post"),
    Key("note", "a", "note", "write a note on the selection, quote or post", "Notes", "note"),
    Key(
        "highlight",
        "H",
        "highlight",
        "highlight the selection; 1 to 4 right after: its colour",
        "Notes",
    ),
    Key("note-thread", "z n", "note_thread", "write a note on the whole thread", "Notes"),
    Key("export", "x", "export", "write the notes of the thread to a Markdown file", "Notes"),
    Key("split", "z s", "split", "split the post where something is selected", "Corrections"),
    Key("merge", "z m", "merge", "merge the post with the one before", "Corrections"),
    Key("set-author", "z w", "set_author", "say who wrote the post", "Corrections"),
    Key("set-date", "z d", "set_date", "say when the post was written", "Corrections"),
    Key("set-title", "z t", "set_title", "say what the thread is called", "Corrections"),
    Key("mark-quote", "z q", "mark_quote", "the selection is a quote", "Corrections"),
    Key("unmark-quote", "z u", "unmark_quote", "the current quote is not a quote", "Corrections"),
    Key("mark-chrome", "z f", "mark_chrome", "the selection is page furniture", "Corrections"),
    Key("tag", "t", "tag", "tag the current note, or the post", "Notes"),
    Key("star", "s", "star", "star the post", "Notes"),
    Key("next-note", "right_square_bracket", "next_note(1)", "next note", "Notes"),
    Key("previous-note", "left_square_bracket", "next_note(-1)", "previous note", "Notes"),
    Key("notes", "A", "notes", "all notes of the thread", "Notes"),
    Key("edit-note", "e", "edit_note", "change the current note in $EDITOR", "Notes"),
    Key("change-note", "c", "change_note", "change the current note here", "Notes"),
    Key("delete-note", "d d", "delete_note", "delete the current note", "Notes"),
    Key("drafts", "z g", "drafts", "go on with a note that was never saved", "Notes"),
    Key("undo", "u", "undo", "undo the last change to notes or corrections", "Notes"),
    Key("redo", "ctrl+r", "redo", "redo it", "Notes"),
    Key("select", "v", "select", "select by keyboard", "Post"),
    Key("copy", "y", "copy", "copy the selection, or the post", "Post"),
    Key("copy-selection", "ctrl+c", "copy_selection", "copy the selection", "Post"),
    Key("pipe", "vertical_line", "pipe", "pipe the selection or the post to a command", "Post"),
    Key("write", "W", "write", "write the selection or the post to a file", "Post"),
    Key("search", "slash", "search", "search in the thread", "Search", "search"),
    Key("next-hit", "n", "next_hit(1)", "next hit", "Search"),
    Key("previous-hit", "N", "next_hit(-1)", "previous hit", "Search"),
    Key("filter", "ampersand", "filter", "show only the posts that match a query", "Search"),
    Key("only-author", "at", "only_author", "only this author's posts, or all", "Search"),
    Key("only-op", "exclamation_mark", "only_op", "only the opening poster, or all", "Search"),
    Key(
        "only-exchange",
        "percent_sign",
        "only_exchange",
        "only this exchange: what it quotes and what quotes it",
        "Search",
    ),
    Key("mute", "M", "mute", "mute this author (posts and quotes fold), or unmute", "Post"),
    Key("results", "F", "results", "list of all hits", "Search"),
    Key("outline", "o", "outline", "outline: a line per post", "View", "outline"),
    Key("tree", "O", "tree", "reply tree: who answers whom", "View"),
    Key("people", "z p", "people", "participants: posts, words, whom they quote", "View"),
    Key("why", "w", "why", "why the post is read as it is, and how sure that is", "View"),
    Key("raw", "R", "raw", "the raw dump at the same place", "View", "raw"),
    Key("follow", "alt+f,ctrl+right", "follow", "follow the dump as it grows", "Threadview"),
    Key("reload", "r", "reload", "read the dump again", "Threadview"),
    Key("next-thread", "ctrl+n", "next_thread(1)", "next thread", "Threadview"),
    Key("previous-thread", "ctrl+p", "next_thread(-1)", "previous thread", "Threadview"),
    Key("leave", "escape", "leave", "leave a prompt, a selection, a search", "Threadview"),
    Key("suspend", "ctrl+z", "app.suspend_process", "suspend threadview", "Threadview"),
    Key("palette", "ctrl+backslash", "palette", "every command, by name", "Threadview"),
    Key("help", "question_mark", "help", "all keys", "Threadview", "help"),
    Key("quit", "q", "quit_view", "quit", "Threadview", "quit"),
)

SELECT_KEYS: tuple[Key, ...] = (
    Key("select-left", "h,left", "extend('character', -1)", "by a character, back", "Selection"),
    Key("select-right", "l,right", "extend('character', 1)", "by a character", "Selection", "→"),
    Key("select-down", "j,down", "extend_line(1)", "by a row of the screen", "Selection"),
    Key("select-up", "k,up", "extend_line(-1)", "by a row, back", "Selection"),
    Key("select-word", "w", "extend('word', 1)", "by a word", "Selection", "word"),
    Key("select-word-back", "b", "extend('word', -1)", "by a word, back", "Selection"),
    Key("select-word-end", "e", "extend('word-end', 1)", "to the end of a word", "Selection"),
    Key(
        "select-sentence",
        "right_parenthesis",
        "extend('sentence', 1)",
        "by a sentence",
        "Selection",
        "sentence",
    ),
    Key(
        "select-sentence-back",
        "left_parenthesis",
        "extend('sentence', -1)",
        "by a sentence, back",
        "Selection",
    ),
    Key(
        "select-paragraph",
        "right_curly_bracket",
        "extend('paragraph', 1)",
        "by a paragraph",
        "Selection",
        "paragraph",
    ),
    Key(
        "select-paragraph-back",
        "left_curly_bracket",
        "extend('paragraph', -1)",
        "by a paragraph, back",
        "Selection",
    ),
    Key("select-post", "J", "extend_post(1)", "by a post", "Selection", "post"),
    Key("select-post-back", "K", "extend_post(-1)", "by a post, back", "Selection"),
    Key("take-word", "i w", "take('word')", "the word here", "Selection"),
    Key("take-sentence", "i s", "take('sentence')", "the sentence here", "Selection"),
    Key("take-paragraph", "i p", "take('paragraph')", "the paragraph here", "Selection"),
    Key("take-quote", "i q", "take('quote')", "the quote here", "Selection"),
    Key("select-swap", "o", "swap", "to the other end", "Selection"),
    Key("select-note", "a", "note", "a note on what is selected", "Selection", "note"),
    Key("select-highlight", "H", "highlight", "highlight it", "Selection", "highlight"),
    Key("select-tag", "t", "tag", "tag it", "Selection", "tag"),
    Key("select-notes", "A", "notes", "the list of notes: m moves one here", "Selection"),
    Key("select-split", "z s", "split", "a post begins here", "Selection"),
    Key("select-quote", "z q", "mark_quote", "this is a quote", "Selection"),
    Key("select-unquote", "z u", "unmark_quote", "this is no quote", "Selection"),
    Key("select-chrome", "z f", "mark_chrome", "this is page furniture", "Selection"),
    Key("select-copy", "y", "copy", "copy as Markdown with its source", "Selection", "copy"),
    Key("select-copy-plain", "ctrl+c", "copy_selection", "copy the words alone", "Selection"),
    Key("select-write", "W", "write", "write what is selected to a file", "Selection"),
    Key("select-pipe", "vertical_line", "pipe", "pipe what is selected", "Selection"),
    Key("select-leave", "escape,v", "leave", "leave the selection", "Selection", "leave"),
)
"""The keys while something is being selected by keyboard."""

_SHOWN = {
    "space": "Space",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "S-Tab",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "number_sign": "#",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "ampersand": "&",
    "asterisk": "*",
    "apostrophe": "'",
    "vertical_line": "|",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "backslash": "\\",
    "*": "a…z",
    "at": "@",
    "minus": "-",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "exclamation_mark": "!",
    "percent_sign": "%",
}


def key_shown(key: str) -> str:
    """A key, or a sequence, as people write it: "ctrl+f" is "Ctrl-F", "z M" is "zM"."""
    if " " in key.strip():
        return "".join(key_shown(part) for part in key.split())
    *modifiers, name = key.split("+")
    names = {"ctrl": "Ctrl-", "alt": "Alt-", "shift": "Shift-"}
    shown = _SHOWN.get(key) or _SHOWN.get(name, name)
    if key in _SHOWN:
        return shown
    if modifiers and len(shown) == 1:
        shown = shown.upper()
    return "".join(names[modifier] for modifier in modifiers) + shown


def footer_hints(
    keymap: dict[str, str] | None = None, keys: tuple[Key, ...] = KEYS
) -> list[tuple[str, str]]:
    """The footer's hints, (key, word), under a keymap {id: keys}: the first key of each."""
    changed = keymap or {}
    return [
        (key_shown(changed.get(key.id, key.keys).split(",")[0]), key.hint)
        for key in keys
        if key.hint
    ]


def sequences(
    keymap: dict[str, str] | None = None, keys_of: tuple[Key, ...] = KEYS
) -> dict[tuple[str, ...], Key]:
    """What is pressed, one key or several in turn ("z M"), under a keymap {id: keys}."""
    found: dict[tuple[str, ...], Key] = {}
    for key in keys_of:
        for keys in (keymap or {}).get(key.id, key.keys).split(","):
            parts = tuple(keys.split())
            if parts:
                found[parts] = key
    return found


def singles(key: Key, keymap: dict[str, str] | None = None) -> str:
    """The keys of a binding that are pressed alone, comma separated."""
    keys = (keymap or {}).get(key.id, key.keys).split(",")
    return ",".join(part.strip() for part in keys if part.strip() and " " not in part.strip())


def elsewhere(keymap: dict[str, str]) -> dict[str, str]:
    """What in a keymap is about other screens than the reader, or about nothing."""
    own = {key.id for key in (*KEYS, *SELECT_KEYS)}
    return {name: keys for name, keys in keymap.items() if name not in own}


def keymap_problems(keymap: dict[str, str], others: Iterable[dict[str, str]] = ()) -> list[str]:
    """What is wrong with a keymap: ids that nobody has, keys that would do two things.

    `others` are the keys of each of the other screens, by their ids.
    """
    tables = [{key.id: key.keys for key in table} for table in (KEYS, SELECT_KEYS)]
    tables += others
    problems = [
        f"keymap: no binding is called {name!r}"
        for name in keymap
        if not any(name in table for table in tables)
    ]
    for table in tables:
        problems += _clashes(keymap, table)
    return problems


def _clashes(keymap: dict[str, str], table: dict[str, str]) -> list[str]:
    problems: list[str] = []
    owner: dict[str, str] = {}
    for id_, default in table.items():
        for keys in keymap.get(id_, default).split(","):
            name = " ".join(keys.split())
            if name and owner.setdefault(name, id_) != id_:
                problems.append(f"keymap: {name!r} is both {owner[name]!r} and {id_!r}")
    for name, owned in owner.items():
        first = name.split()[0]
        if first != name and first in owner:
            problems.append(f"keymap: {first!r} ({owner[first]!r}) hides {name!r} ({owned!r})")
    return problems
