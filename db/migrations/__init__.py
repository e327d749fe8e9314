"""The migrations of the record, from the first revision; they run on SQLite and on PostgreSQL."""
