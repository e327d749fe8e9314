import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.engine import parse_url
from db.errors import CannotOpenError, DatabaseUrlError
from db.store import Store
from tests.conftest import NOON


def mode(path: Path) -> str:
    return stat.filemode(path.stat().st_mode)


def open_store(url: str) -> None:
    Store(url, clock=lambda: NOON, actor="ann").close()


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("/data/paht.db", "sqlite:////data/paht.db"),
        ("paht.db", "sqlite:///paht.db"),
        ("sqlite:///paht.db", "sqlite:///paht.db"),
        ("postgresql://ann@db.example/paht", "postgresql://ann@db.example/paht"),
    ],
)
def test_a_database_is_named_by_a_path_or_an_address(text: str, url: str) -> None:
    assert parse_url(text).render_as_string(hide_password=False) == url


def test_a_path_in_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert parse_url("~/paht.db").database == "/home/ann/paht.db"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "mysql://ann@db.example/paht",
            "“mysql” is not supported: name a file, or a postgresql:// address.",
        ),
        (
            "ann:secret@://db.example/paht",
            "The database address cannot be read: Could not parse SQLAlchemy URL from given URL string",
        ),
        (
            "postgresql://ann@db.example:secret/paht",
            "The database address cannot be read: its port is no number.",
        ),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(text: str, sentence: str) -> None:
    with pytest.raises(DatabaseUrlError) as refused:
        parse_url(text)
    assert str(refused.value) == sentence


def test_a_new_database_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "paht.db"
    open_store(str(path))
    assert (mode(path), mode(path.parent)) == ("-rw-------", "drwx------")


def test_what_sqlite_writes_beside_it_is_private_too(tmp_path: Path) -> None:
    path = tmp_path / "paht.db"
    store = Store(str(path), clock=lambda: NOON, actor="ann")
    found = {each.name: mode(each) for each in tmp_path.iterdir()}
    store.close()
    assert found == dict.fromkeys(("paht.db", "paht.db-shm", "paht.db-wal"), "-rw-------")


def test_the_record_is_kept_in_a_file_and_not_in_memory() -> None:
    for address in ("sqlite://", "sqlite:///:memory:", ":memory:"):
        with pytest.raises(DatabaseUrlError, match="The database needs a file"):
            open_store(address)


def a_folder_that_is_a_file(folder: Path) -> Path:
    (folder / "file").write_text("")
    return folder / "file" / "paht.db"


def no_database(folder: Path) -> Path:
    (folder / "paht.db").write_bytes(b"This is a letter and no database. " * 40)
    return folder / "paht.db"


@pytest.mark.parametrize(
    ("make", "kind", "sentence"),
    [
        (a_folder_that_is_a_file, DatabaseUrlError, "The database file {} cannot be made: File exists."),
        (no_database, CannotOpenError, "The database {} cannot be opened: file is not a database."),
    ],
)
def test_a_file_that_cannot_be_a_database_is_named(
    tmp_path: Path, make: Callable[[Path], Path], kind: type[Exception], sentence: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(kind) as refused:
        open_store(str(path))
    assert str(refused.value) == sentence.format(path)


@pytest.mark.parametrize(
    "written",
    [
        "ann:secret@127.0.0.1:1/paht",
        "ann:secret@127.0.0.1:1/paht?password=secret",
        "ann:secret@127.0.0.1:1/paht?sslpassword=secret&Password=secret",
    ],
)
def test_a_server_that_does_not_answer_is_named_without_the_password(written: str) -> None:
    with pytest.raises(CannotOpenError) as refused:
        open_store(f"postgresql://{written}")
    said = str(refused.value)
    assert said.startswith("The database postgresql://ann:***@127.0.0.1:1/paht cannot be opened: ")
    assert "secret" not in said


def test_postgresql_without_its_driver_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseUrlError) as refused:
        open_store("postgresql://db.example/paht")
    assert str(refused.value) == (
        "A postgresql:// address needs its driver: install the program as paht[postgres]."
    )


def test_sqlite_runs_with_its_safeguards_on(sqlite_store: Store) -> None:
    with sqlite_store._engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}
    assert version == sqlite3.sqlite_version
