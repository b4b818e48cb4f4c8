"""The notes of one thread at hand: read from the notebook, placed in the thread as it is read now.

A desk is plain: it knows no screen. Working out which thread this is, laying the corrections over
it and finding its notes in it may take a while for a large one: `prepare` is for a worker.
Everything else is quick, and for the thread of execution that made the desk.
"""

from threadview.desk.desk import Desk, Held, rescued
from threadview.desk.preparing import Ready, identify, prepare
from threadview.errors import NotebookError

__all__ = ["Desk", "Held", "NotebookError", "Ready", "identify", "prepare", "rescued"]
