"""Opening the record: which settings, which database, who writes, where mail goes without a server.

Nothing here touches the network, a PostgreSQL of the user's own excepted.
"""

import asyncio
import getpass
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from db.change import Change
from db.engine import has_file, parse_url
from db.errors import CannotOpenError, RecordError
from db.queries.templates import list_templates
from db.store import Store
from paht_tui.domain.clock import Clock, system_clock
from paht_tui.domain.templates import add_default_templates
from paht_tui.jobs.workers import doubt_abandoned
from paht_tui.settings import Settings, data_folder, database_url, load_settings, settings_path


@dataclass
class Record:
    """An open record and what belongs to it: the folder for `.eml` files, and the file of the settings."""

    store: Store
    settings: Settings
    clock: Clock
    outgoing: Path
    settings_file: Path

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def open_record(
    *, url: str | None, clock: Clock = system_clock, environ: Mapping[str, str] = os.environ
) -> Record:
    """Open the record that is meant by `url`, the environment or the settings; a new one gets templates.

    Not to be called on an event loop: it waits for the database.

    Raises:
        UserError: the settings are wrong.
        RecordError: the database cannot be opened, or not be used.
    """
    settings_file = settings_path(environ)
    settings = load_settings(settings_file)
    try:
        store = Store(database_url(url, settings, environ), clock=clock, actor=actor())
    except CannotOpenError as error:
        raise CannotOpenError(f"{error} `paht doctor` says what is set up; --db names another.") from error
    try:
        asyncio.run(_give_templates(store))
    except RecordError:
        store.close()
        raise
    return Record(store, settings, clock, outgoing_folder(store.url), settings_file)


def is_to_be_made(*, url: str | None, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the record that is meant is a file that is not there yet, so that opening it would make it.

    Raises:
        UserError: the settings are wrong.
        RecordError: `url` names no database that is supported.
    """
    address = parse_url(database_url(url, load_settings(settings_path(environ)), environ))
    return address.get_backend_name() == "sqlite" and not has_file(address)


async def start_up(record: Record) -> int:
    """What every start does: messages whose sender is gone are in doubt; how many."""
    return await doubt_abandoned(record.store)


def outgoing_folder(address: URL) -> Path:
    """Where mail goes without a server: beside the database file, or in the user's data folder."""
    if address.get_backend_name() == "sqlite" and address.database not in {None, "", ":memory:"}:
        return Path(str(address.database)).absolute().parent / "outgoing"
    return data_folder() / "outgoing"


def actor() -> str:
    """Who writes: the user and the machine."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without an entry, as in a container
        user = f"user {os.getuid()}" if hasattr(os, "getuid") else "somebody"
    return f"{user}@{platform.node()}"


async def _give_templates(store: Store) -> None:
    if not await store.read(list_templates):
        await store.write(_begin)


def _begin(change: Change) -> None:
    # What a record starts with was not done by its user, so it is not the user's to undo.
    change.describe("record.begun", "Added the texts to begin with", undoable=False)
    add_default_templates(change)
