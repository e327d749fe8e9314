"""How a database is opened: SQLite with its safeguards on, PostgreSQL through psycopg.

Everything that differs between the two stands here, in `db/migrate.py`, or nowhere.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from db.errors import DatabaseUrlError

BUSY_SECONDS = 15
"""How long a writer waits for another process before it gives up."""

_SUPPORTED = {"sqlite", "postgresql", "postgresql+psycopg"}
_WRITERS = 7062117
"""The advisory lock that the writers of a PostgreSQL database share; any number that is always the same."""
_LOCK_NOT_AVAILABLE = "55P03"


def parse_url(text: str) -> URL:
    """The address of a database: `sqlite:///file`, `postgresql://…`, or the path of a SQLite file.

    Raises:
        DatabaseUrlError: neither of the two databases is meant.
    """
    try:
        if "://" not in text:
            return URL.create("sqlite", database=str(Path(text).expanduser()))
        url = make_url(text)
    except RuntimeError as error:
        raise DatabaseUrlError(f"The database file {text} cannot be found: there is no such user.") from error
    except ArgumentError as error:
        raise DatabaseUrlError(f"The database address cannot be read: {error}") from error
    except ValueError as error:
        # Not the words of this error: they may be a piece of the password.
        raise DatabaseUrlError("The database address cannot be read: its port is no number.") from error
    if url.drivername not in _SUPPORTED:
        raise DatabaseUrlError(
            f"“{url.drivername}” is not supported: name a file, or a postgresql:// address."
        )
    return url


def has_file(url: URL) -> bool:
    """Whether the address is that of a file, and the file is there."""
    try:
        return url.get_backend_name() == "sqlite" and Path(url.database or "").exists()
    except OSError:  # no file can have such a name
        return False


def open_engine(url: URL) -> Engine:
    """An engine for `url`; a new SQLite file is made with mode 0600, in a folder only its owner can enter.

    Raises:
        DatabaseUrlError: the driver for PostgreSQL is not installed, or no file can be made there.
    """
    if url.get_backend_name() != "sqlite":
        return _open_postgresql(url)
    _make_private_file(Path(url.database or ""))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def shown(url: URL) -> str:
    """The address as it may be printed: a file by its path, a server without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    # libpq reads a password from the query too, and nothing else of it is needed to know the database.
    return url.set(query={}).render_as_string(hide_password=True)


def reason(error: Exception) -> str:
    """What the database or its driver said, in the first line; of a full disk also what to do."""
    said = error.orig if isinstance(error, DBAPIError) and error.orig else error
    if getattr(said, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return "its disk is full, so make room there"
    return str(said).strip().partition("\n")[0].rstrip(".")


def is_busy(error: OperationalError) -> bool:
    """Whether another writer kept the database for longer than `BUSY_SECONDS`."""
    driver = error.orig
    if isinstance(driver, sqlite3.Error):
        return driver.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    return getattr(driver, "sqlstate", None) == _LOCK_NOT_AVAILABLE


def _open_postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise DatabaseUrlError(
            "A postgresql:// address needs its driver: install the program as paht[postgres]."
        ) from error
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _make_private_file(path: Path) -> None:
    if path.name in {"", ":memory:"}:
        raise DatabaseUrlError("The database needs a file: the record must outlast the program.")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseUrlError(f"The database file {path} cannot be made: {error.strerror}.") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions neither isolate a read before a write nor wait for another writer.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "wal_autocheckpoint=4000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("paht_writes", False)
    if connection.info.get("paht_writes") is not writes:
        connection.exec_driver_sql(f"PRAGMA query_only={0 if writes else 1}")
        connection.info["paht_writes"] = writes
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    # One writer at a time, as with SQLite: what a write has read stays true until it commits.
    if connection.get_execution_options().get("paht_writes", False):
        connection.exec_driver_sql(
            f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'; SELECT pg_advisory_xact_lock({_WRITERS})"
        )
