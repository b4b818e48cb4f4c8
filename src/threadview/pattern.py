"""Regular expressions that are compiled when first used.

Compiling one takes from a tenth of a millisecond to five; on the road to the first frame, where
most tables are only loaded and not needed, that adds up to more than reading the posts does.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` returns, compiled when first asked for anything.

    Use its methods (`pattern(…).search(text)`); the functions of `re` do not know it.
    """
    return cast("re.Pattern[AnyStr]", _Lazy(source, flags))


class _Lazy:
    """Stands for a pattern; its methods become attributes on first use, so only that one waits."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        value = getattr(compiled, name)
        setattr(self, name, value)
        return value
