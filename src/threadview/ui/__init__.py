"""The screen: everything that knows Textual. `run` is the one door."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threadview.request import Request


def run(request: Request) -> int:
    """Read the threads of a request on the terminal; the exit code."""
    from threadview.ui.app import ThreadviewApp

    app = ThreadviewApp(request)
    app.run(mouse=request.looks.mouse)
    return app.return_code or 0
