"""The reader is above the machine: corrections laid over the thread as read. Pure.

corrected(thread, corrections, dump.text) -> Thread    with `Corrected` posts, lazily
Corrected.origin(index, offset)                        where to anchor the next correction
"""

from threadview.corrections.corrected import Corrected, corrected
from threadview.corrections.correction import ACTIONS, Action, Correction

__all__ = ["ACTIONS", "Action", "Corrected", "Correction", "corrected"]
