"""One look into a SQLite file before SQLAlchemy is loaded: whether the record stands as it stood.

It never writes, never makes a file, and says nothing of what the record holds.
"""

import sqlite3
from contextlib import closing
from pathlib import Path


def newest_entry(file: Path) -> int | None:
    """The number of the newest entry of the history; None without a readable record in `file`."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as record:
            number = record.execute("SELECT max(id) FROM history").fetchone()[0]
    except (sqlite3.Error, OSError):
        return None
    return number if isinstance(number, int) else None
