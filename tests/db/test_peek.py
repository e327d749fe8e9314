"""The newest entry of the history, before and without SQLAlchemy."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from db.peek import newest_entry
from db.queries.history import newest_entry as newest_entry_of_store
from paht_tui.domain.programmes import create_programme

if TYPE_CHECKING:
    from pathlib import Path

    from db.store import Store


async def test_it_is_the_entry_that_the_store_itself_names(sqlite_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "paht.db"
    empty = newest_entry(file)
    await sqlite_store.write(create_programme, name="Parliamentarians", short_name="PAHT")
    assert (empty, newest_entry(file)) == (None, await sqlite_store.read(newest_entry_of_store))


def test_what_is_no_record_has_none_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Lord McColl", encoding="utf-8")
    found = [newest_entry(tmp_path / name) for name in ("letter.txt", "absent.db", "")]
    assert found == [None, None, None]
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_looking_loads_nothing_that_takes_long() -> None:
    code = "import sys, db.peek; print([m for m in ('sqlalchemy', 'alembic') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"
