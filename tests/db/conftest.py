"""Databases without any table, for what brings them up."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.conftest import _database, _execute


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which there is nothing, on each of the two."""
    if request.param == "sqlite":
        yield str(tmp_path / "empty.db")
        return
    server: str = request.getfixturevalue("postgres")
    name = f"empty_{uuid4().hex}"
    _execute(server, f'CREATE DATABASE "{name}"')
    yield _database(server, name)
    _execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')
