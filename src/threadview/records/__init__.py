"""What formats made of records (JSON, JSON Lines, XML rows) share: values out of a dump, records
to posts, reply trees, times and bodies.

`values` decodes, `lenient` reads what is broken or cut off, `telling` turns items into posts with
the help of `tree`, `moments` and `bodies`. It knows no format; formats know it.
"""
