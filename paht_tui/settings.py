"""The user's settings: one TOML file, checked strictly; it never holds a secret.

`PAHT_CONFIG` names another file. A mistake is refused with the name of its field.
"""

import ipaddress
import os
import re
import shlex
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta
from platformdirs import user_config_path, user_data_path

from paht_tui.domain.office_hours import parse_hours
from paht_tui.errors import UserError

_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
_HOST = re.compile(r"[^\s/@:]+")
_Words: TypeAlias = tuple[str, str, Callable[[str], object]]
"""A field, what it says, and what raises `UserError` if it may not say that."""

PORTS: Final = range(1, 65_536)
CONNECTIONS: Final = range(1, 11)
COOL_DOWN_DAYS: Final = range(366)
Port: TypeAlias = Annotated[int, Meta(ge=PORTS[0], le=PORTS[-1])]


class SenderSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[sender]`: who writes. The address must be a mailbox that is read: the answers go there."""

    name: str = ""
    address: str = ""
    reply_to: str = ""


class ServerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[smtp]`: the server that mail is handed to."""

    host: str
    port: Port = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_command: str | None = None
    auth: Literal["password", "xoauth2"] = "password"


class MailboxSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[imap]`: where the answers arrive, and where a copy of each sent message is put.

    `copy_sent` is false where the provider puts what it sends into the sent folder by itself.
    """

    host: str
    port: Port = 993
    security: Literal["starttls", "tls", "none"] = "tls"
    user: str | None = None
    password_command: str | None = None
    folder: str = "INBOX"
    sent_folder: str = ""
    copy_sent: bool = True
    auth: Literal["password", "xoauth2"] = "password"


class SendingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[sending]`: how fast mail may leave, and at which hours in the zone of the meeting."""

    per_minute: Annotated[int, Meta(ge=1)] | None = None
    per_domain_per_minute: Annotated[int, Meta(ge=1)] | None = None
    window: str = ""
    connections: Annotated[int, Meta(ge=CONNECTIONS[0], le=CONNECTIONS[-1])] = 1


class DatabaseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[database]`: another database than the file in the user's data folder."""

    url: str = ""


class CallingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[calling]`: when offices are open (local time), and after how many days a message is followed up.

    After as many days a call is repeated that brought no answer.
    """

    office_hours: str = "09:00-17:00"
    cool_down: Annotated[int, Meta(ge=COOL_DOWN_DAYS[0], le=COOL_DOWN_DAYS[-1])] = 3
    dial_command: str = ""


class ScreenSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[screen]`: the colours, for a dark terminal or a light one."""

    theme: Literal["dark", "light"] = "dark"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All sections; without `[smtp]`, mail goes to a folder."""

    sender: SenderSettings = SenderSettings()
    smtp: ServerSettings | None = None
    imap: MailboxSettings | None = None
    sending: SendingSettings = SendingSettings()
    database: DatabaseSettings = DatabaseSettings()
    calling: CallingSettings = CallingSettings()
    screen: ScreenSettings = ScreenSettings()
    keys: dict[str, str] = {}


SECTIONS: Final[Mapping[str, type[msgspec.Struct]]] = {
    "sender": SenderSettings,
    "smtp": ServerSettings,
    "imap": MailboxSettings,
    "sending": SendingSettings,
    "database": DatabaseSettings,
    "calling": CallingSettings,
    "screen": ScreenSettings,
}
"""The sections that have fields of fixed names."""


def settings_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The file that the settings stand in, whether or not it exists.

    Raises:
        UserError: `PAHT_CONFIG` names the folder of a user who does not exist.
    """
    named = environ.get("PAHT_CONFIG")
    try:
        return Path(named).expanduser() if named else user_config_path("paht") / "settings.toml"
    except RuntimeError as error:
        raise UserError(f"There are no settings in {named}: there is no such user.") from error


def data_folder() -> Path:
    """The user's data folder: the database and outgoing mail, unless settings name others."""
    return user_data_path("paht")


def load_settings(path: Path) -> Settings:
    """The settings of a file; a file that is not there means the defaults.

    Raises:
        UserError: it cannot be read, is no TOML, or a field is wrong; the sentence names it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # as editors on Windows write it
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"The settings in {path} cannot be read: {error}") from error
    return parse_settings(text, source=str(path))


def parse_settings(text: str, *, source: str) -> Settings:
    """The settings that a TOML text means; `source` names it in errors.

    Raises:
        UserError: it is no TOML, or a field is wrong.
    """
    try:
        settings = msgspec.convert(tomllib.loads(text), Settings)
    except msgspec.ValidationError as error:
        raise UserError(f"{source}: {error}") from error
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond all measure is none either
        raise UserError(f"{source} is not valid TOML: {error}") from error
    _check_words(settings, source)
    return settings


def database_url(named: str | None, settings: Settings, environ: Mapping[str, str] = os.environ) -> str:
    """Which database is meant: `--db`, `PAHT_DB`, the settings, or the file in the data folder."""
    return named or environ.get("PAHT_DB") or settings.database.url or str(data_folder() / "paht.db")


def meaning_of_nothing(section: str, name: str) -> object:
    """What a field means that is not in the file; None where it has to be there."""
    [default] = [each.default for each in msgspec.structs.fields(SECTIONS[section]) if each.name == name]
    return None if default is msgspec.NODEFAULT else default


def check_address(address: str) -> None:
    """Raise `UserError` for what is no bare e-mail address."""
    if not _ADDRESS.fullmatch(address):
        raise UserError(f"“{address}” is not an e-mail address.")


def check_host(host: str) -> None:
    """Raise `UserError` for what names no machine, such as a URL, or a name with its port."""
    if _HOST.fullmatch(host):
        return
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError as error:
        raise UserError(f"“{host}” is not the name of a server, such as mail.example.org.") from error


def check_command(command: str) -> None:
    """Raise `UserError` for a command whose quotes are open; as it may hold a secret, it is not shown."""
    try:
        shlex.split(command)
    except ValueError as error:
        raise UserError("The command cannot be understood: check its quotes.") from error


def _check_words(settings: Settings, source: str) -> None:
    """What a field may say beyond its type."""
    may_be_empty: list[_Words] = [
        ("sender.address", settings.sender.address, check_address),
        ("sender.reply_to", settings.sender.reply_to, check_address),
        ("sending.window", settings.sending.window, parse_hours),
    ]
    needed: list[_Words] = [("calling.office_hours", settings.calling.office_hours, parse_hours)]
    for section, server in (("smtp", settings.smtp), ("imap", settings.imap)):
        if server is not None:
            needed.append((f"{section}.host", server.host, check_host))
    for field, words, check in (*(each for each in may_be_empty if each[1]), *needed):
        try:
            check(words)
        except UserError as error:
            raise UserError(f"{source}: {error} - at `$.{field}`") from error
