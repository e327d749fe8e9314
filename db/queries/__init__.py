"""The questions asked of the record: each takes a session and hands out frozen rows, never ORM objects."""
