"""From an outline to rows of styled cells: wrap, heights, row <-> place. Pure and light.

Both painters (the pre-paint and the Textual screen) paint what is made here: rows of runs, each a
piece of text and the name of a style.
"""
