"""A thread, and what was noted in it, for other programs and for paper: one output, one file."""
