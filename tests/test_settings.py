from pathlib import Path

import pytest

from paht_tui.errors import UserError
from paht_tui.settings import (
    CallingSettings,
    DatabaseSettings,
    MailboxSettings,
    ScreenSettings,
    SenderSettings,
    ServerSettings,
    Settings,
    data_folder,
    database_url,
    load_settings,
    parse_settings,
    settings_path,
)

WHOLE = """
[sender]
name = "Anna Visser"
address = "anna@paht.example"
reply_to = "office@paht.example"

[smtp]
host = "mail.paht.example"
port = 465
security = "tls"
user = "anna"
password_command = "pass show paht"
auth = "xoauth2"

[imap]
host = "imap.paht.example"
folder = "Answers"
sent_folder = "Sent"
copy_sent = false

[database]
url = "postgresql://db.example/paht"

[calling]
office_hours = "08:30-16:00"
cool_down = 5
dial_command = "linphone {number}"

[screen]
theme = "light"

[keys]
undo = "ctrl+z"
"""


def test_a_file_with_every_section() -> None:
    assert parse_settings(WHOLE, source="settings.toml") == Settings(
        sender=SenderSettings("Anna Visser", "anna@paht.example", "office@paht.example"),
        smtp=ServerSettings("mail.paht.example", 465, "tls", "anna", "pass show paht", "xoauth2"),
        imap=MailboxSettings("imap.paht.example", folder="Answers", sent_folder="Sent", copy_sent=False),
        database=DatabaseSettings("postgresql://db.example/paht"),
        calling=CallingSettings("08:30-16:00", 5, "linphone {number}"),
        screen=ScreenSettings("light"),
        keys={"undo": "ctrl+z"},
    )


def test_an_empty_file_means_the_defaults() -> None:
    assert parse_settings("", source="settings.toml") == Settings(
        sender=SenderSettings("", "", ""),
        smtp=None,
        imap=None,
        database=DatabaseSettings(""),
        calling=CallingSettings("09:00-17:00", 3, ""),
        screen=ScreenSettings("dark"),
        keys={},
    )


def test_a_server_is_spoken_to_in_secret_unless_the_file_says_otherwise() -> None:
    settings = parse_settings('smtp.host = "a.example"\nimap.host = "b.example"', source="settings.toml")
    assert (settings.smtp, settings.imap) == (
        ServerSettings("a.example", 587, "starttls", None, None, "password"),
        MailboxSettings("b.example", 993, "tls", None, None, "INBOX", "", True, "password"),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[sender", "settings.toml is not valid TOML: "),
        ('[sendr]\nname = "Anna"', "settings.toml: Object contains unknown field `sendr`"),
        ('[sender]\nnam = "Anna"', "settings.toml: Object contains unknown field `nam` - at `$.sender`"),
        ("[sender]\nname = 1", "settings.toml: Expected `str`, got `int` - at `$.sender.name`"),
        (
            '[sender]\naddress = "Anna <anna@paht.example>"',
            "settings.toml: “Anna <anna@paht.example>” is not an e-mail address. - at `$.sender.address`",
        ),
        (
            '[sender]\nreply_to = "office"',
            "settings.toml: “office” is not an e-mail address. - at `$.sender.reply_to`",
        ),
        ("[smtp]", "settings.toml: Object missing required field `host` - at `$.smtp`"),
        (
            '[smtp]\nhost = "a.example"\nport = "587"',
            "settings.toml: Expected `int`, got `str` - at `$.smtp.port`",
        ),
        (
            '[smtp]\nhost = "a.example"\nport = 70000',
            "settings.toml: Expected `int` <= 65535 - at `$.smtp.port`",
        ),
        (
            '[smtp]\nhost = "a.example"\nsecurity = "ssl"',
            "settings.toml: Invalid enum value 'ssl' - at `$.smtp.security`",
        ),
        (
            '[smtp]\nhost = "a.example"\npassword = "secret"',
            "settings.toml: Object contains unknown field `password` - at `$.smtp`",
        ),
        (
            '[smtp]\nhost = "a.example"\nauth = "oauth"',
            "settings.toml: Invalid enum value 'oauth' - at `$.smtp.auth`",
        ),
        (
            '[imap]\nhost = "a.example"\nport = 0',
            "settings.toml: Expected `int` >= 1 - at `$.imap.port`",
        ),
        (
            "[database]\nurl = true",
            "settings.toml: Expected `str`, got `bool` - at `$.database.url`",
        ),
        pytest.param(f"a = {'9' * 5000}", "settings.toml is not valid TOML: ", id="a number without end"),
        pytest.param(f"a = {'[' * 5000}", "settings.toml is not valid TOML: ", id="a nesting without end"),
        ('[screen]\ntheme = "pink"', "settings.toml: Invalid enum value 'pink' - at `$.screen.theme`"),
        ("[calling]\ncool_down = 400", "settings.toml: Expected `int` <= 365 - at `$.calling.cool_down`"),
        (
            "[calling]\ncool_down = -1",
            "settings.toml: Expected `int` >= 0 - at `$.calling.cool_down`",
        ),
        (
            '[calling]\noffice_hours = "nine to five"',
            "settings.toml: The hours “nine to five” are not two times such as 09:00-17:00. - at `$",
        ),
        (
            '[calling]\noffice_hours = ""',
            "settings.toml: The hours “” are not two times such as 09:00-17:00. - at `$.calling.office_hours",
        ),
        (
            '[sending]\nwindow = "18:00-08:00"',
            "settings.toml: The hours “18:00-08:00” end before they begin. - at `$.sending.window`",
        ),
        ("[sending]\nper_minute = 0", "settings.toml: Expected `int` >= 1 - at `$.sending.per_minute`"),
        ("[sending]\nconnections = 11", "settings.toml: Expected `int` <= 10 - at `$.sending.connections`"),
        (
            '[smtp]\nhost = "smtp://mail.example.org"',
            (
                "settings.toml: “smtp://mail.example.org” is not the name of a server, such as"
                " mail.example.org. - at `$.smtp.host`"
            ),
        ),
        (
            '[imap]\nhost = "mail.example.org:993"',
            "settings.toml: “mail.example.org:993” is not the name of a server, such as mail.example.org. -",
        ),
        ("[keys]\nundo = 3", "settings.toml: Expected `str`, got `int` - at `$.keys[...]`"),
    ],
)
def test_a_mistake_is_named_with_its_field(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_settings(text, source="settings.toml")
    said = str(refused.value)
    assert said.startswith(sentence)
    assert "secret" not in said


def test_a_file_that_is_not_there_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


@pytest.mark.parametrize("host", ["mail.example.org", "localhost", "192.0.2.1", "::1", "[2001:db8::1]"])
def test_a_server_is_named_or_has_an_address(host: str) -> None:
    settings = parse_settings(f'[smtp]\nhost = "{host}"', source="settings.toml")
    assert settings.smtp == ServerSettings(host)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_is_read_as_utf_8(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[sender]\nname = "Ewa Żółć"', encoding=encoding)
    assert load_settings(path).sender.name == "Ewa Żółć"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "settings.toml"
    wrong.write_bytes('[sender]\nname = "Żółć"'.encode("cp1250"))
    for path in (tmp_path, wrong):
        with pytest.raises(UserError) as refused:
            load_settings(path)
        assert str(refused.value).startswith(f"The settings in {path} cannot be read: ")


def test_a_folder_of_nobody_is_named() -> None:
    with pytest.raises(UserError, match="There are no settings in ~nobody-of-this-name/x: there is no such"):
        settings_path({"PAHT_CONFIG": "~nobody-of-this-name/x"})


def test_where_the_settings_stand() -> None:
    assert settings_path({"PAHT_CONFIG": "/etc/paht.toml"}) == Path("/etc/paht.toml")
    assert settings_path({"PAHT_CONFIG": "~/paht.toml"}) == Path.home() / "paht.toml"
    for environ in ({}, {"PAHT_CONFIG": ""}):
        assert settings_path(environ).parts[-2:] == ("paht", "settings.toml")


@pytest.mark.parametrize(
    ("named", "environ", "url", "meant"),
    [
        ("a.db", {"PAHT_DB": "b.db"}, "c.db", "a.db"),
        (None, {"PAHT_DB": "b.db"}, "c.db", "b.db"),
        (None, {"PAHT_DB": ""}, "c.db", "c.db"),
        (None, {}, "c.db", "c.db"),
        (None, {}, "", str(data_folder() / "paht.db")),
    ],
)
def test_which_database_is_meant(named: str | None, environ: dict[str, str], url: str, meant: str) -> None:
    settings = Settings(database=DatabaseSettings(url))
    assert database_url(named, settings, environ) == meant
