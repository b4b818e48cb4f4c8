"""The thread's title: which line of a page it is.

`finding` looks for it, by the lines that answer it ("Re: …") or by weight; `weigher` weighs each
line above the first post; `lines` says what a line can be, `rows` what engines print around a title
in the page itself.
"""
