"""Lines: what each may be (a date, a name, an edit mark, furniture), by table and by shape."""
