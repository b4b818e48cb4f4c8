"""The screen: everything that knows Textual. `run` is the one door."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from threadview.request import Request


@contextmanager
def _without(name: str) -> Iterator[None]:
    """Let a module be missing for a while. asyncio does without ssl, which takes 8 ms to load and
    which nothing here needs: no connection is ever opened."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


def run(request: Request) -> int:
    """Read the threads of a request on the terminal; the exit code.

    Raises:
        ThreadviewError: the only dump asked for cannot be shown; the terminal is as it was.
    """
    # Importing makes a hundred thousand objects that stay: collecting among them is in vain (7 ms).
    # The app freezes them and collects again once its first frame stands.
    gc.disable()
    # Textual paints at most so often; at its 60 times a second a key waits 8 ms for nothing, at
    # 240 still 4. Nothing is painted when nothing has changed, however often it may.
    os.environ.setdefault("TEXTUAL_FPS", "1000")
    with _without("ssl"):
        from threadview.ui.app import ThreadviewApp

    app = ThreadviewApp(request)
    app.run(mouse=request.looks.mouse)
    if app.refusal is not None:
        raise app.refusal
    return app.return_code or 0
