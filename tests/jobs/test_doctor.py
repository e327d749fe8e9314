import asyncio
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from db.enums import Delivery
from db.migrate import HEAD
from db.store import Store
from paht_tui.domain.clock import SetClock
from paht_tui.domain.handover import claim
from paht_tui.domain.languages import LANGUAGES
from paht_tui.domain.outbox import release_batch
from paht_tui.jobs.doctor import Terminal, examine
from paht_tui.jobs.findings import Finding, State
from paht_tui.jobs.opening import open_record
from tests.factories import hand_over, invite, prepare, the_hague
from tests.imap_server import SECRET, USER, ImapServer
from tests.servers import MailServer, free_port

WINDOW = Terminal(is_one=True, columns=120, lines=40, encoding="utf-8")
SENDER = '[sender]\nname = "PAHT"\naddress = "paht@htf.example"\n'
SERVER = '[smtp]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'


class Vault(KeyringBackend):
    """A keyring in memory."""

    def __init__(self) -> None:
        """It has one secret, from the beginning."""

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

    def look(self, *, connect: bool = False, url: str | None = None) -> dict[str, Finding]:
        findings = asyncio.run(
            examine(
                url=url or str(self.database),
                environ=self.environ,
                terminal=self.terminal,
                clock=self.clock,
                connect=connect,
            )
        )
        assert "hunter2" not in repr(findings)
        return {each.what: each for each in findings}


@pytest.fixture
def machine(tmp_path: Path, clock: SetClock) -> Machine:
    home = tmp_path / "home"
    home.mkdir()
    return Machine(home, clock)


def test_a_machine_with_nothing_set_up_is_looked_at_and_not_altered(machine: Machine) -> None:
    found = machine.look()
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
    assert list(machine.folder.iterdir()) == []


def test_a_machine_that_is_set_up(machine: Machine) -> None:
    machine.write(SENDER)
    machine.begin()
    before = machine.database.read_bytes()
    found = machine.look()
    folder = machine.folder / "outgoing"
    assert {what: found[what].found for what in found if what not in {"program", "time zones"}} == {
        "settings": str(machine.folder / "settings.toml"),
        "database": f"{machine.database}, {len(before) / 1024:,.0f} kB",
        "schema": f"revision {HEAD}",
        "templates": f"{sum(len(each.texts) for each in LANGUAGES.values())} texts",
        "messages": "none in doubt, failed or bounced",
        "sender": "PAHT <paht@htf.example>",
        "mail server": "none: mail goes to a folder",
        "outgoing folder": f"{folder} is made when the first message is sent",
        "terminal": "120 × 40, all colours, utf-8",
    }
    assert {each.state for each in found.values()} == {State.OK, State.MISSING}
    assert machine.database.read_bytes() == before


@pytest.mark.parametrize("text", ["[sender]\nadress = 'x'\n", "[sender\n"])
def test_settings_with_a_mistake(machine: Machine, text: str) -> None:
    machine.write(text)
    found = machine.look()["settings"]
    assert (found.state, found.advice) == (State.PROBLEM, f"Mend {machine.folder / 'settings.toml'}.")


def test_a_sender_that_cannot_be_used(machine: Machine) -> None:
    machine.write('[sender]\naddress = "märy@htf.example"\n')
    found = machine.look()["sender"]
    assert (found.state, found.advice) == (State.PROBLEM, "Mend [sender] in the settings.")


def test_a_database_that_others_can_read(machine: Machine) -> None:
    machine.begin()
    machine.database.chmod(0o644)
    found = machine.look()["database"]
    assert found.state is State.PROBLEM
    assert found.found.endswith(" kB, open to others (0644)")
    assert found.advice == f"Close it: chmod 600 {machine.database}"


def test_a_file_that_is_no_database(machine: Machine) -> None:
    machine.database.write_text("A letter, and no database. " * 100, encoding="utf-8")
    machine.database.chmod(0o600)
    assert machine.look()["schema"] == Finding(
        "schema",
        State.PROBLEM,
        f"{machine.database} cannot be read: file is not a database",
        "Name another with --db or PAHT_DB.",
    )


@pytest.mark.parametrize(
    ("revision", "finding"),
    [
        ("0000", Finding("schema", State.MISSING, "revision 0000", f"The next start brings it to {HEAD}.")),
        (
            "9999",
            Finding(
                "schema",
                State.PROBLEM,
                f"revision 9999, newer than this program ({HEAD})",
                "Install the version that wrote it.",
            ),
        ),
    ],
)
def test_another_schema(machine: Machine, revision: str, finding: Finding) -> None:
    machine.begin()
    with closing(sqlite3.connect(machine.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    found = machine.look()
    assert found["schema"] == finding
    assert "templates" not in found


def test_an_empty_file(machine: Machine) -> None:
    machine.database.touch(0o600)
    assert machine.look()["schema"] == Finding(
        "schema", State.MISSING, "empty", "The next start makes the tables."
    )
    assert machine.database.stat().st_size == 0


def test_an_address_that_is_no_database(machine: Machine) -> None:
    assert machine.look(url="mysql://ann:hunter2@x/y")["database"] == Finding(
        "database",
        State.PROBLEM,
        "“mysql” is not supported: name a file, or a postgresql:// address.",
        "Name another with --db or PAHT_DB.",
    )


def test_a_postgresql_is_asked_on_request_only(machine: Machine) -> None:
    url = f"postgresql://ann:hunter2@127.0.0.1:{free_port()}/paht"
    asked_not = machine.look(url=url)["database"]
    assert asked_not.found.startswith("postgresql://ann:***@127.0.0.1:")
    assert (asked_not.state, asked_not.advice) == (State.OK, "`paht doctor --connect` asks it.")
    found = machine.look(url=url, connect=True)["schema"]
    assert (found.state, found.advice) == (State.PROBLEM, "Name another with --db or PAHT_DB.")


def test_a_postgresql_that_answers(machine: Machine, postgres: str) -> None:
    found = machine.look(url=postgres, connect=True)
    assert found["schema"] == Finding("schema", State.MISSING, "empty", "The next start makes the tables.")


@pytest.mark.parametrize(
    ("state", "finding"),
    [
        (
            Delivery.IN_DOUBT,
            Finding(
                "messages",
                State.PROBLEM,
                "1 in doubt",
                "They may have arrived: decide about each in the program, under Mail.",
            ),
        ),
        (
            Delivery.FAILED,
            Finding("messages", State.MISSING, "1 failed", "Correct the addresses, and send to them again."),
        ),
    ],
)
def test_messages_that_need_a_person(machine: Machine, state: Delivery, finding: Finding) -> None:
    async def lose_one(store: Store) -> None:
        scene = await the_hague(store)
        batch = await prepare(store, scene, await invite(store, scene, "Lo", "Alfano"))
        await hand_over(store, batch, state)

    record = open_record(url=str(machine.database), clock=machine.clock, environ=machine.environ)
    asyncio.run(lose_one(record.store))
    record.close()
    assert machine.look()["messages"] == finding


def test_a_message_whose_sender_is_gone_is_in_doubt(machine: Machine) -> None:
    async def begin_one(store: Store) -> None:
        scene = await the_hague(store)
        batch = await prepare(store, scene, await invite(store, scene, "Lo"))
        await store.write(release_batch, batch_id=batch)
        await store.write(claim, batch_id=batch, worker=f"{platform.node()}/0x/gone-1")

    record = open_record(url=str(machine.database), clock=machine.clock, environ=machine.environ)
    asyncio.run(begin_one(record.store))
    record.close()
    assert machine.look()["messages"].found == "1 in doubt"


def test_a_server_is_asked_on_request_only(machine: Machine) -> None:
    with MailServer() as server:
        machine.write(SENDER + SERVER.format(port=server.port))
        place = f"127.0.0.1:{server.port}, none"
        asked_not = machine.look()
        assert (asked_not["mail server"], server.connections) == (
            Finding("mail server", State.OK, f"{place}, not asked", "`paht doctor --connect` asks it."),
            0,
        )
        assert asked_not["password"] == Finding("password", State.OK, "none needed: smtp.user is not set")
        assert asked_not["outgoing folder"].found.endswith(", not used: there is a mail server")
        asked = machine.look(connect=True)["mail server"]
        assert asked == Finding("mail server", State.OK, f"{place}, answers")


def test_a_server_that_does_not_answer(machine: Machine) -> None:
    port = free_port()
    machine.write(SENDER + SERVER.format(port=port))
    assert machine.look(connect=True)["mail server"] == Finding(
        "mail server",
        State.PROBLEM,
        f"Nothing answers at 127.0.0.1:{port}: check smtp.host and smtp.port.",
        "Mend [smtp] in the settings.",
    )


def test_a_sent_folder_is_opened_on_request_only(machine: Machine) -> None:
    with ImapServer() as server:
        there = f'[imap]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\nuser = "{USER}"\n'
        machine.environ["PAHT_IMAP_PASSWORD"] = SECRET
        machine.write(f'{there}sent_folder = "Sent"\n')
        found = f"“Sent” at 127.0.0.1:{server.port}, none"
        assert machine.look()["sent folder"] == Finding(
            "sent folder", State.OK, f"{found}, not asked", "`paht doctor --connect` asks it."
        )
        assert server.connections == 0
        assert machine.look(connect=True)["sent folder"] == Finding(
            "sent folder", State.OK, f"{found}, is there"
        )
        machine.write(f'{there}sent_folder = "Gone"\n')
        missing = machine.look(connect=True)["sent folder"]
    assert (missing.state, missing.advice) == (State.PROBLEM, "Mend [imap] in the settings.")
    assert missing.found.startswith("The folder “Gone” at 127.0.0.1 cannot be used (")


def test_a_server_without_encryption_elsewhere(machine: Machine) -> None:
    machine.write(SENDER + '[smtp]\nhost = "mail.example"\nsecurity = "none"\n')
    assert machine.look()["mail server"].state is State.PROBLEM


def test_the_user_is_let_in_with_the_password_of_the_environment(machine: Machine) -> None:
    with MailServer(users={"ann": "hunter2"}) as server:
        machine.write(SENDER + SERVER.format(port=server.port) + 'user = "ann"\n')
        machine.environ["PAHT_SMTP_PASSWORD"] = "hunter2"
        found = machine.look(connect=True)
        assert found["mail server"].found == f"127.0.0.1:{server.port}, none, answers and lets us in"
        assert found["password"] == Finding("password", State.OK, "in PAHT_SMTP_PASSWORD")
        assert found["keyring"].state is State.MISSING


@pytest.mark.parametrize(
    ("command", "finding"),
    [
        (
            "",
            Finding(
                "password",
                State.PROBLEM,
                "none for ann",
                "Use smtp.password_command, or PAHT_SMTP_PASSWORD in the environment.",
            ),
        ),
        (
            'password_command = "/usr/bin/pass hunter2"\n',
            Finding("password", State.OK, "from smtp.password_command (pass …)"),
        ),
        (
            'password_command = "pass \'hunter2"\n',
            Finding("password", State.OK, "from smtp.password_command (its quotes are not closed …)"),
        ),
    ],
)
def test_where_the_password_is_found(machine: Machine, command: str, finding: Finding) -> None:
    machine.write(f'{SENDER}[smtp]\nhost = "mail.example"\nuser = "ann"\n{command}')
    assert machine.look()["password"] == finding


def test_a_password_in_the_keyring(machine: Machine) -> None:
    keyring.set_keyring(Vault())
    machine.write(f'{SENDER}[smtp]\nhost = "mail.example"\nuser = "ann"\n')
    found = machine.look()
    assert found["password"] == Finding("password", State.OK, "for ann in the keyring")
    assert found["keyring"].state is State.OK


@pytest.mark.parametrize(
    ("terminal", "environ", "finding"),
    [
        (replace(WINDOW, is_one=False), {}, Finding("terminal", State.OK, "none: commands only")),
        (
            replace(WINDOW, columns=79),
            {"NO_COLOR": "1"},
            Finding(
                "terminal",
                State.PROBLEM,
                "79 × 40, no colours (NO_COLOR), utf-8",
                "Make it 80 × 24 or larger.",
            ),
        ),
        (
            replace(WINDOW, encoding="ANSI_X3.4-1968"),
            {"TERM": "xterm-256color", "COLORTERM": ""},
            Finding(
                "terminal",
                State.PROBLEM,
                "120 × 40, 256 colours, ANSI_X3.4-1968",
                "Use UTF-8: set LANG, for example to C.UTF-8.",
            ),
        ),
        (
            WINDOW,
            {"TERM": "dumb"},
            Finding(
                "terminal",
                State.PROBLEM,
                "120 × 40, all colours, utf-8, TERM is dumb",
                "Use another terminal, or set TERM.",
            ),
        ),
    ],
)
def test_the_terminal(
    machine: Machine, terminal: Terminal, environ: dict[str, str], finding: Finding
) -> None:
    machine.terminal = terminal
    machine.environ |= environ
    assert machine.look()["terminal"] == finding


def test_the_outgoing_folder_is_a_file(machine: Machine) -> None:
    (machine.folder / "outgoing").touch()
    assert machine.look()["outgoing folder"] == Finding(
        "outgoing folder",
        State.PROBLEM,
        f"{machine.folder / 'outgoing'} cannot be written",
        "Give yourself the right to it.",
    )
