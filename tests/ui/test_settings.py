"""The settings are edited a group at a time, kept in their file, and seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paht_tui.settings import (
    CallingSettings,
    MailboxSettings,
    ScreenSettings,
    SenderSettings,
    SendingSettings,
    ServerSettings,
    Settings,
    load_settings,
)
from paht_tui.ui.dialogs.message import Show
from tests.imap_server import SECRET, USER, ImapServer
from tests.servers import MailServer, free_port
from tests.ui.driving import told, until_open
from tests.ui.house import House, app_of, at_home, make_house
from tests.ui.keys import press, seen, type_text, words

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from paht_tui.domain.clock import SetClock

KEPT = "The settings are kept."
SENDER, SERVER, SENT_FOLDER, SENDING, CALLS, SCREEN = "123456"


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


def make_again(house: House) -> House:
    """The same record, opened with the settings of its file."""
    folder, clock = house.record.settings_file.parent, house.record.clock
    again = make_house(folder, clock, empty=True)  # type: ignore[arg-type]  # the clock of the tests
    again.record.settings = load_settings(again.record.settings_file)
    return again


async def fill(pilot: Pilot[None], *texts: str) -> None:
    """Write each text into a line of the form, beginning with the one that has the focus; "" leaves it."""
    for text in texts:
        if text:
            await press(pilot, "end", "ctrl+u")
            await type_text(pilot, text)
        await press(pilot, "down")


def written(house: House) -> str:
    """What stands in the file."""
    return house.record.settings_file.read_text(encoding="utf-8")


async def test_a_light_terminal_is_set_and_seen_at_once(house: House) -> None:
    async with at_home(house) as (app, pilot):
        assert app.theme == "paht"
        await press(pilot, "comma", SCREEN, "right", "ctrl+s")
        assert (app.theme, told(app)[-1]) == ("paht-light", KEPT)
    kept = load_settings(house.record.settings_file)
    assert (kept.screen, kept.calling) == (ScreenSettings("light"), CallingSettings())
    assert house.record.settings == kept
    async with app_of(make_again(house)).run_test() as pilot:
        await until_open(pilot)
        assert pilot.app.theme == "paht-light"


async def test_the_list_of_groups_says_what_is_set_and_comes_back_after_each(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "comma")
        assert "Mail server none: mail goes into a folder" in words(app)
        await press(pilot, SERVER)
        await fill(pilot, "mail.example.org", "", "", "anna")
        await press(pilot, "ctrl+s")
        assert "Mail server mail.example.org:587" in words(app)
        await press(pilot, "escape")
        assert "Today" in seen(app)
    assert written(house) == '[smtp]\nhost = "mail.example.org"\nuser = "anna"\n'


async def test_a_server_is_set_line_by_line_and_its_secret_never(house: House) -> None:
    async with at_home(house) as (_, pilot):
        await press(pilot, "comma", SERVER)
        await fill(pilot, "mail.example.org", "465")
        await press(pilot, "right", "down")
        await fill(pilot, "anna")
        await press(pilot, "right", "down")
        await fill(pilot, "pass show paht")
        await press(pilot, "ctrl+s")
    server = ServerSettings("mail.example.org", 465, "tls", "anna", "pass show paht", "xoauth2")
    assert house.record.settings.smtp == load_settings(house.record.settings_file).smtp == server


async def test_copies_in_the_sent_folder(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "comma", SENT_FOLDER)
        await fill(pilot, "imap.example.org", "", "", "anna", "", "", "Gesendet")
        await press(pilot, "right", "ctrl+s")
        assert "Sent folder “Gesendet” at imap.example.org" in words(app)
    assert house.record.settings.imap == MailboxSettings(
        "imap.example.org", user="anna", sent_folder="Gesendet", copy_sent=False
    )


async def test_how_fast_and_at_which_hours_mail_may_leave(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "comma", SENDING)
        await fill(pilot, "30", "10", "08:00-18:00", "2")
        await press(pilot, "ctrl+s")
        assert "Sending 30 a minute, 10 a domain, 08:00-18:00" in words(app)
        assert house.record.settings.sending == SendingSettings(30, 10, "08:00-18:00", 2)
        await press(pilot, SENDING, "ctrl+u", "down", "ctrl+u", "down", "ctrl+u", "ctrl+s")
        assert "Sending no limits" in words(app)
    assert written(house) == "[sending]\nconnections = 2\n"


async def test_what_the_forms_do_not_show_stays_as_it_is(house: House) -> None:
    before = (
        '# mine\n[database]\nurl = "other.db"  # elsewhere\n\n[sender]\nname = "Ann"\n\n[keys]\ncall = "C"\n'
    )
    house.record.settings_file.write_text(before, encoding="utf-8")
    async with at_home(make_again(house)) as (_, pilot):
        await press(pilot, "comma", SENDER, "ctrl+u")
        await type_text(pilot, "Bob")
        await press(pilot, "ctrl+s", CALLS, "ctrl+s", SCREEN, "ctrl+s")
    assert written(house) == before.replace("Ann", "Bob")


async def test_a_server_without_a_name_is_none(house: House) -> None:
    house.record.settings_file.write_text(
        '[smtp]\nhost = "mail.example.org"\nuser = "anna"\n', encoding="utf-8"
    )
    again = make_again(house)
    async with at_home(again) as (_, pilot):
        await press(pilot, "comma", SERVER, "ctrl+u", "ctrl+s")
        assert again.record.settings == Settings()
    assert written(house) == ""


@pytest.mark.parametrize(
    ("group", "line", "typed", "sentence"),
    [
        (SENDER, 1, "Anna <anna@paht.example>", "“Anna <anna@paht.example>” is not an e-mail address."),
        (SENDER, 2, "office", "“office” is not an e-mail address."),
        (SERVER, 0, "smtp://mail.example.org", "“smtp://mail.example.org” is not the name of a"),
        (SERVER, 1, "70000", "A number from 1 to 65,535."),
        (SERVER, 1, "many", "“many” is not a whole number. A whole number, such as 12."),
        (SERVER, 3, "anna", "The server is needed, or leave the lines below empty."),
        (SERVER, 5, "pass 'mail", "The command cannot be understood: check its quotes."),
        (SENT_FOLDER, 0, "imap.example.org:993", "“imap.example.org:993” is not the name of a"),
        (SENDING, 0, "0", "A number from 1 to 10,000."),
        (SENDING, 1, "-1", "A number from 1 to 10,000."),
        (SENDING, 2, "18:00-08:00", "The hours “18:00-08:00” end before they begin."),
        (SENDING, 3, "11", "A number from 1 to 10."),
        (CALLS, 0, "nine to five", "The hours “nine to five” are not two times such as 09:00-17:00."),
        (CALLS, 1, "400", "A number from 0 to 365."),
        (CALLS, 2, "linphone", "dial_command “linphone” does not say where the {number} goes."),
    ],
)
async def test_what_cannot_be_is_said_beside_its_line_and_keeps_the_form_open(
    house: House, group: str, line: int, typed: str, sentence: str
) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "comma", group, *["down"] * line)
        await fill(pilot, typed)
        await press(pilot, "ctrl+s")
        assert sentence in words(app)
        assert typed in words(app)
    assert not house.record.settings_file.exists()


async def test_no_encryption_is_for_this_machine_only(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "comma", SERVER)
        await fill(pilot, "mail.example.org", "")
        await press(pilot, "left", "ctrl+s")
        assert 'smtp.security is "none", which only this machine itself may use' in words(app)
        await press(pilot, "up", "up")
        await fill(pilot, "localhost")
        await press(pilot, "ctrl+s")
    assert house.record.settings.smtp == ServerSettings("localhost", security="none")


async def test_a_file_that_cannot_be_written_is_said_and_nothing_changes(house: House) -> None:
    house.record.settings_file.mkdir()
    async with at_home(house) as (app, pilot):
        await press(pilot, "comma", SCREEN, "right", "ctrl+s")
        assert told(app)[-1].startswith(f"The settings in {house.record.settings_file} cannot be changed: ")
        assert app.theme == "paht"


async def test_the_servers_are_tried_and_nothing_is_sent(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAHT_IMAP_PASSWORD", SECRET)
    with MailServer() as server, ImapServer() as mailbox:
        house.record.settings = Settings(
            sender=SenderSettings("Ann", "ann@office.example"),
            smtp=ServerSettings("127.0.0.1", server.port, "none"),
            imap=MailboxSettings("127.0.0.1", mailbox.port, "none", USER, sent_folder="Sent"),
        )
        async with at_home(house, (120, 40)) as (app, pilot):
            await press(pilot, "comma", "t")
            await until_found(pilot)
            assert f"127.0.0.1:{server.port}, none, answers" in words(app)
            assert f"“Sent” at 127.0.0.1:{mailbox.port}, none, is there" in words(app)
            await press(pilot, "escape")
            assert "Try it" in words(app)
    assert (server.connections, server.received) == (1, [])


async def test_a_server_that_does_not_answer_is_found_out_before_anything_is_sent(house: House) -> None:
    port = free_port()
    house.record.settings = Settings(smtp=ServerSettings("127.0.0.1", port, "none"))
    async with at_home(house, (120, 40)) as (app, pilot):
        await press(pilot, "comma", "t")
        await until_found(pilot)
        assert f"Nothing answers at 127.0.0.1:{port}: check smtp.host and smtp.port." in words(app)


async def until_found(pilot: Pilot[None]) -> None:
    """Wait until the servers have been asked."""
    while not isinstance(pilot.app.screen, Show):
        await pilot.pause()
