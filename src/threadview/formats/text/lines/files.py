"""Names of files that stand alone on their lines: pictures in a post, and what is attached to it.

An extractor leaves of a picture its name or description, of an attachment what the engine prints
about it: phpBB "log.zip (95 KiB) Downloaded 4 times", XenForo the name, then "34 KB · Views: 94",
SMF "log.zip (34318 bytes)", Invision and vBulletin a heading and names. Nobody wrote these words.
"""

from __future__ import annotations

from threadview.cues import furniture
from threadview.formats.text.lines import words
from threadview.pattern import pattern

ATTACHED = frozenset(furniture.words(furniture.ATTACHMENTS))
HEADINGS = tuple(ATTACHED)
BEGUN = min(map(len, HEADINGS))
BEGINNINGS = frozenset(heading[:BEGUN] for heading in HEADINGS)
"""The letters that these begin with: hardly any other line does."""
ENDINGS = tuple(f".{ending}" for ending in furniture.words(furniture.FILES))
PICTURES = frozenset(furniture.words(furniture.PICTURES))
ENDED = max(map(len, ENDINGS))
UNITS = ("kb", "mb", "kib", "mib", "gb", "bytes", "ko", "mo", "octets", "кб", "мб", "байт", "киб")
"""What is in every line that `SIZED` finds anything in."""
SIZED = pattern(
    r"(?:(?:[^\W\d]+ ){0,3}\S{1,90}\.\w{1,5})?[ ·|–-]*(?P<open>\(?) ?(?:size ?: ?)?[\d.,]+ ?"
    r"(?:[kmg]i?b|bytes|[km]o|octets|[км]и?б|байт)\b"
    r"(?P<count>[ ·,|/)–-]+(?:[^\W\d]+[: ]+){1,3}[\d.,]+(?: [^\W\d]+)?"
    r"| ?[·,] ?[\d.,]+ [^\W\d]+)?[ .)]*",
)
"""A file's size over a line in lower case: behind its name, in brackets, or with a count."""
SIZE = pattern(
    r"[\d.,]+ ?(?:[kmg]i?b|bytes|[км]и?б)|[^\W\d]{3,12}: [\d.,]+",
)
"""A size or a count of views, right below a file."""
NAMED = pattern(r"\S.{0,90}\.[a-z\d]{1,5}")
"""The name of any file, which only what stands beside it tells from somebody's word."""
MOST = 6
"""Names of files on one line."""


def is_file(lower: str) -> bool:
    """Whether a cleaned line in lower case is nothing but pictures' names, or how large a file is
    and how often it was looked at."""
    if lower in PICTURES or ("." in lower[-ENDED:-1] and lower.endswith(ENDINGS)):
        tokens = lower.split()
        return lower in PICTURES or (
            len(tokens) <= MOST
            and all(token.rstrip(".,;").endswith(ENDINGS) and "/" not in token for token in tokens)
        )
    if not words.figured(lower):
        return False
    for unit in UNITS:
        if unit in lower:
            break
    else:
        return False
    found = SIZED.fullmatch(lower)
    return found is not None and not found["open"] and found["count"] is not None


def may_head(lines: set[str]) -> bool:
    """Whether any of a page's lines begins as the heading above the files of a post does."""
    begun = [line for line in lines if line.lstrip(" :*")[:BEGUN] in BEGINNINGS]
    return any(line.lstrip(" :*").startswith(HEADINGS) for line in begun)


def heads(lower: str, below: str) -> bool:
    """Whether a line is the heading above the files of a post, or holds the first of them too."""
    bare = lower.strip(" :*")
    if bare in ATTACHED:
        return NAMED.fullmatch(below) is not None or _is_sized(below)
    first = bare.split(" ", 1)
    return first[0] in ATTACHED and len(first) > 1 and _is_sized(first[1])


def goes_on(lower: str, below: str) -> bool:
    """Whether a line below a file tells its size, how often it was looked at, or names the next:
    a name of any kind is a file's where its size or the same name stands below."""
    if SIZE.fullmatch(lower) is not None or _is_sized(lower):
        return True
    named = NAMED.fullmatch(lower) is not None
    return named and (lower == below or _is_sized(below) or SIZE.fullmatch(below) is not None)


def _is_sized(lower: str) -> bool:
    found = SIZED.fullmatch(lower)
    return found is not None and (bool(found["open"]) or found["count"] is not None)
