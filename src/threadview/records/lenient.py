"""JSON that a strict decoder refuses: cut off in the middle, nested ten thousand deep, with lone
surrogates, NaN, or commas that are missing. Nothing recurses; what was read before a fault stays.

The grammar is RFC 8259's, read generously.
"""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_GAP = re.compile(r"[ \t\r\n,:\ufeff\x1e]*")
_ATOM = re.compile(r"-?\d[\d.eE+-]*|-?Infinity|NaN|true|false|null")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_ESCAPED = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})?')
_ESCAPE = 12
"""Characters of the longest escape, a pair of surrogates."""

_NAMED = {"true": True, "false": False, "null": None, "NaN": None}


class Parsed(NamedTuple):
    """A value, where it ends in the text (code points), and what was wrong ("" for nothing). A
    value that is cut off holds what came before; `found` is False where there was none at all."""

    value: Any
    end: int
    fault: str
    found: bool = True


def parse(text: str, start: int = 0) -> Parsed:
    """The value at a place of a text, or as much of it as there is."""
    holders: list[dict[str, Any] | list[Any]] = []
    keys: list[str | None] = []
    root: Any = None
    position = start
    while True:
        gap = _GAP.match(text, position)
        position = gap.end() if gap else position
        sign = text[position : position + 1]
        if not sign:
            return Parsed(root, position, "ends in the middle", bool(holders))
        if sign in "}]":
            position += 1
            if not holders:
                return Parsed(None, position, "closes what was not opened", False)
            holders.pop()
            keys.pop()
            if not holders:
                return Parsed(root, position, "")
            continue
        try:
            value, position = _value(text, position, sign)
        except ValueError as error:
            return Parsed(root, position, str(error), bool(holders))
        if not holders:
            if not isinstance(value, dict | list):
                return Parsed(value, position, "")
            root = value
        elif not _put(holders[-1], keys, value):
            continue
        if isinstance(value, dict | list):
            holders.append(value)
            keys.append(None)


def _put(holder: dict[str, Any] | list[Any], keys: list[str | None], value: Any) -> bool:
    """Put a value where it belongs; whether it was one, not the key of the next."""
    if isinstance(holder, list):
        holder.append(value)
        return True
    key = keys[-1]
    if key is None:
        keys[-1] = value if isinstance(value, str) else str(value)
        return False
    holder[key] = value
    keys[-1] = None
    return True


def _value(text: str, position: int, sign: str) -> tuple[Any, int]:
    """An atom, or an empty holder for what begins here.

    Raises:
        ValueError: there is none.
    """
    if sign == "{":
        return {}, position + 1
    if sign == "[":
        return [], position + 1
    if sign == '"':
        try:
            words, end = scanstring(text, position + 1, False)
            return str(words), int(end)
        except JSONDecodeError:
            whole = _STRING.match(text, position)
            if whole is None:
                return _begun(text[position + 1 :]), len(text)
            return _begun(_ESCAPED.sub(_mended, whole[1])), whole.end()
    match = _ATOM.match(text, position)
    if match is None:
        raise ValueError(f"{sign!r} begins no value")
    return _atom(match[0]), match.end()


def _mended(escape: re.Match[str]) -> str:
    """An escape that is one, or a backslash that stands for itself."""
    return escape[0] if escape[1] else "\\\\"


def _begun(inner: str) -> str:
    """As much of a string as there is of one that never ends, or holds what is no escape."""
    for cut in range(min(_ESCAPE, len(inner)) + 1):
        try:
            return str(scanstring(inner[: len(inner) - cut] + '"', 0, False)[0])
        except JSONDecodeError:
            continue
    return inner


def _atom(written: str) -> Any:
    if written in _NAMED:
        return _NAMED[written]
    try:
        return int(written)
    except ValueError:
        try:
            return float(written)
        except ValueError:
            return None
