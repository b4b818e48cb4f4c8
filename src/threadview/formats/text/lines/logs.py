"""Lines of a program's log, which somebody shows: their stamps date no post.

The forms are those of loggers and of syslog (RFC 3164, RFC 5424; Log4j, Python's logging, winston):
a stamp with seconds at the line's head, behind it how grave the matter is, or which program speaks.
No engine prints fractions of seconds, or words of that kind, behind a date that begins a line.
"""

from __future__ import annotations

import re

from threadview.pattern import pattern

LEVELS = "info|warn|warning|error|err|debug|notice|trace|fatal|critical|crit|severe|verbose|alert"
STAMPED = pattern(
    r"[\[(<]?(?:\d{4}[-/.]\d\d[-/.]\d\d[T _,]|\d\d[-/.]\d\d[-/.]\d{4} )\d\d:\d\d:\d\d"
    rf"(?:[.,]\d{{3,}}\S*\s+\S|\S*\s+(?:\S+\s+){{0,2}}[\[<(]?(?:{LEVELS})\b[\])>:, ])"
    r"|<?(?:\w{3} )?[A-Z][a-z]{2} {1,2}\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d+)? \S+ [\w./-]+"
    r"(?:\[\d+\])?: ",
    re.I,
)


def is_logged(line: str) -> bool:
    """Whether a line begins with a stamp as programs write it, and says something."""
    return STAMPED.match(line) is not None
