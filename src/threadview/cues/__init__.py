"""What engines and mail programs print around posts, per language: data, no code.

Each module holds one kind of cue. Phrases stand in lower case, as `str.casefold` leaves them; where
a phrase comes from is said beside it by engine. The code that uses them is in `formats/text/`.
"""
