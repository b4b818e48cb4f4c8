"""What Invision prints between two posts: how much later the next came, what became of the topic.

Expressions over a cleaned line in lower case. Both are lists of events in the template
(`core/global/comments`): "3 weeks later...", "NAME pinned this topic".
"""

from __future__ import annotations

LATER = (
    r"(?:\d+|a|one|ein\w*|une?|un[ao]?|een) \w+ (?:later|später|plus tard|después|depois|dopo"
    r"|later\.\.\.|спустя)\W*|спустя \d+ \w+\W*"
)
EVENT = (
    r"\S.{0,40}? (?:changed the title to \S.*|(?:un)?(?:pinned|locked|featured|hid|archived) this"
    r" topic|moved this topic from \S.*|hat (?:das|dieses) thema (?:an|ab)?ge\w+"
    r"|hat den titel (?:zu|in) \S.*|a (?:épinglé|verrouillé|modifié le titre en) .*)"
)
"""Who did what to the topic."""
EVENTS = (
    " this topic",
    "the title to",
    " thema ",
    " titel ",
    " a épinglé",
    " a verrouillé",
    "titre en",
)
"""What is in every such line."""
