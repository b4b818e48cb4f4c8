"""Frames: how plain lines say that words are quoted, in scrapes and in mail alike.

Attribution lines, `>` marks, indentation, end marks: which lines of a post are quoted, from whom.
"""
