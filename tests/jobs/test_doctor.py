import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from db.enums import Delivery
from db.store import Store
from paht_tui.domain.clock import SetClock
from paht_tui.jobs.doctor import Terminal, examine
from paht_tui.jobs.findings import Finding, State
from paht_tui.jobs.opening import open_record
from tests.servers import MailServer, free_port

WINDOW = Terminal(is_one=True, columns=120, lines=40, encoding="utf-8")
SENDER = '[sender]\nname = "PAHT"\naddress = "paht@htf.example"\n'
SERVER = '[smtp]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'


class Vault(KeyringBackend):
    """A keyring in memory."""

    def get_password(self, service: str, username: str) -> str | None:
        return "hunter2" if (service, username) == ("paht", "ann") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(cast("Any", NoKeyring)())
    yield
    keyring.set_keyring(before)


class Machine:
    """A user's machine: `look` asks the doctor about it."""

    def __init__(self, folder: Path, clock: SetClock) -> None:
        self.folder = folder
        self.clock = clock
        self.database = folder / "paht.db"
        self.terminal = WINDOW
        self.environ = {"PAHT_CONFIG": str(folder / "settings.toml"), "COLORTERM": "truecolor"}

    def write(self, settings: str) -> None:
        (self.folder / "settings.toml").write_text(settings, encoding="utf-8")

    def begin(self) -> None:
        open_record(url=str(self.database), clock=self.clock, environ=self.environ).close()

    async def look(self, *, connect: bool = False, url: str | None = None) -> dict[str, Finding]:
        findings = await examine(
            url=url or str(self.database),
            environ=self.environ,
            terminal=self.terminal,
            clock=self.clock,
            connect=connect,
        )
        return {each.what: each for each in findings}


@pytest.fixture
def machine(tmp_path: Path, clock: SetClock) -> Machine:
    return Machine(tmp_path, clock)


async def test_a_machine_with_nothing_set_up_is_looked_at_and_not_altered(
    machine: Machine, tmp_path: Path
) -> None:
    found = await machine.look()
    assert {what: each.state for what, each in found.items()} == {
        "program": State.OK,
        "settings": State.MISSING,
        "database": State.MISSING,
        "sender": State.MISSING,
        "mail server": State.MISSING,
        "outgoing folder": State.OK,
        "time zones": State.OK,
        "terminal": State.OK,
    }
    assert found["database"] == Finding(
        "database", State.MISSING, f"{machine.database} is not there yet", "The first start makes it."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_machine_that_is_set_up(machine: Machine) -> None:
    import asyncio  # noqa: PLC0415

    machine.write(SENDER)
    machine.begin()
    found = asyncio.run(machine.look())
    size = machine.database.stat().st_size / 1024
    kept = ("settings", "database", "schema", "templates", "messages", "sender", "outgoing folder", "terminal")
    assert [found[what] for what in kept] == [
        Finding("settings", State.OK, str(machine.folder / "settings.toml")),
        Finding("database", State.OK, f"{machine.database}, {size:,.0f} kB"),
        Finding("schema", State.OK, "revision 0001"),
        Finding("templates", State.OK, "3 texts"),
        Finding("messages", State.OK, "none in doubt, failed or bounced"),
        Finding("sender", State.OK, "PAHT <paht@htf.example>"),
        Finding(
            "outgoing folder",
            State.OK,
            f"{machine.folder / 'outgoing'} is made when the first message is sent",
        ),
        Finding("terminal", State.OK, "120 × 40, all colours, utf-8"),
    ]
