"""The library's list without a screen: what its rows say, in which order, which of them are wanted.

Both painters show what is made here, so nothing of it knows Textual; and nothing of it knows SQL.
A hundred thousand threads stand in columns (`library.table`), a row a number. Rooms: `register` is
all of them with what the reader has to do with them; `orders`, `groups` and `narrowing` say how a
list can be arranged, `arrangement` does it, the rows in sight before all others; `item` is one row,
`columns` how it is shown, `preview` the words beside the list, `front` the whole first screen.
"""
