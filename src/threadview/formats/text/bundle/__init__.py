"""Bundles: several threads, or several pages of a thread, one behind the other in one text dump.

`sieve` lets the dumps pass that may be one; `dividing` finds the form of the seams (`partings`
reads one, `peek` looks at what stands between two); seams that name nothing are judged by what
stands on both sides of them (`judging`, by the signs that `kinship` weighs, one of which is the
`topic`); `documents` cuts by the form; `division` says which documents are one thread, and
`joining` reads that.
"""
