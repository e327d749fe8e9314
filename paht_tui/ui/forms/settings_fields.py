"""The fields of each group of settings, and what each group says in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from paht_tui.domain.office_hours import parse_hours
from paht_tui.jobs.dialing import dial_words
from paht_tui.settings import (
    CONNECTIONS,
    COOL_DOWN_DAYS,
    PORTS,
    MailboxSettings,
    ServerSettings,
    check_address,
    check_command,
    check_host,
)
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.forms.checks import refused_by, within

if TYPE_CHECKING:
    from collections.abc import Callable

    from paht_tui.settings import Settings

YES: Final = "yes"
_CLEAR: Final = ("none", "none; only for a server on this machine")
_SECURITIES: Final = {
    "smtp": (
        ("starttls", "STARTTLS, the usual way on port 587"),
        ("tls", "TLS from the first byte, port 465"),
        _CLEAR,
    ),
    "imap": (
        ("tls", "TLS, the usual way on port 993"),
        ("starttls", "STARTTLS, port 143"),
        _CLEAR,
    ),
}
_PROOFS: Final = (("password", "a password"), ("xoauth2", "a token (XOAUTH2)"))
_COPIES: Final = ((YES, "put there"), ("no", "there already"))
_THEMES: Final = (("dark", "for a dark terminal"), ("light", "for a light one"))
_MOST: Final = range(1, 10_001)
_HOURS: Final = refused_by(parse_hours)


def fields_of(settings: Settings, section: str) -> list[Field]:
    """The fields of a group, with what is set."""
    return _FIELDS[section](settings)


def in_short(settings: Settings, section: str) -> str:
    """What a group says, in a few words."""
    return _IN_SHORT[section](settings)


def _sender(settings: Settings) -> list[Field]:
    sender = settings.sender
    address = refused_by(check_address)
    return [
        Field("name", "Sender's name", value=sender.name),
        Field("address", "Address", value=sender.address, check=address, expected="A mailbox that is read."),
        Field(
            "reply_to", "Reply to", value=sender.reply_to, check=address, expected="Only where it differs."
        ),
    ]


def _server(settings: Settings) -> list[Field]:
    server = settings.smtp or ServerSettings("")
    return _way_in("smtp", server, "Such as mail.example.org; empty: mail goes into a folder.")


def _mailbox(settings: Settings) -> list[Field]:
    mailbox = settings.imap or MailboxSettings("")
    return [
        *_way_in("imap", mailbox, "Such as imap.example.org; empty: no copies of what is sent are kept."),
        Field(
            "sent_folder",
            "Folder",
            value=mailbox.sent_folder,
            expected="Such as Sent; what is in doubt is looked for there, too. Empty: neither is done.",
        ),
        Field(
            "copy_sent",
            "Copies are",
            "choice",
            value=YES if mailbox.copy_sent else "no",
            options=_COPIES,
            expected="There already: where the provider puts there what it sends.",
        ),
    ]


def _way_in(section: str, server: ServerSettings | MailboxSettings, expected: str) -> list[Field]:
    """Where a server is, and how to log in."""
    return [
        Field("host", "Server", value=server.host, check=refused_by(check_host), expected=expected),
        Field("port", "Port", "number", value=str(server.port), required=True, check=within(PORTS)),
        Field("security", "Security", "choice", value=server.security, options=_SECURITIES[section]),
        Field("user", "User", value=server.user or "", expected="Empty: it asks for no login."),
        Field("auth", "Logs in with", "choice", value=server.auth, options=_PROOFS),
        Field(
            "password_command",
            "Password by",
            value=server.password_command or "",
            check=refused_by(check_command),
            expected="A command that prints the password or token; without one the keyring is asked.",
        ),
    ]


def _sending(settings: Settings) -> list[Field]:
    sending = settings.sending
    return [
        Field(
            "per_minute",
            "Per minute",
            "number",
            value=str(sending.per_minute or ""),
            check=within(_MOST),
            expected="How many messages at most; empty: as many as the server takes.",
        ),
        Field(
            "per_domain_per_minute",
            "To one domain",
            "number",
            value=str(sending.per_domain_per_minute or ""),
            check=within(_MOST),
            expected="How many of them to addresses with the same ending; empty: no limit.",
        ),
        Field(
            "window",
            "Between",
            value=sending.window,
            check=_HOURS,
            expected="Such as 08:00-18:00, in the zone of the meeting; empty: at any hour.",
        ),
        Field(
            "connections",
            "Connections",
            "number",
            value=str(sending.connections),
            required=True,
            check=within(CONNECTIONS),
            expected="How many at once; many servers allow one.",
        ),
    ]


def _calling(settings: Settings) -> list[Field]:
    calling = settings.calling
    return [
        Field("office_hours", "Office hours", value=calling.office_hours, check=_HOURS, required=True),
        Field(
            "cool_down",
            "Call after days",
            "number",
            value=str(calling.cool_down),
            check=within(COOL_DOWN_DAYS),
            required=True,
        ),
        Field(
            "dial_command",
            "Dialled by",
            value=calling.dial_command,
            check=refused_by(lambda command: dial_words(command, "0")),
            expected="A command such as xdg-open tel:{number}; empty: by hand.",
        ),
    ]


def _screen(settings: Settings) -> list[Field]:
    return [Field("theme", "Colours", "choice", value=settings.screen.theme, options=_THEMES)]


def _sender_in_short(settings: Settings) -> str:
    return settings.sender.address or "nobody yet"


def _server_in_short(settings: Settings) -> str:
    server = settings.smtp
    return f"{server.host}:{server.port}" if server else "none: mail goes into a folder"


def _mailbox_in_short(settings: Settings) -> str:
    mailbox = settings.imap
    if mailbox is None or not mailbox.sent_folder:
        return "none"
    return f"“{mailbox.sent_folder}” at {mailbox.host}"


def _sending_in_short(settings: Settings) -> str:
    sending = settings.sending
    limits = (
        f"{sending.per_minute} a minute" if sending.per_minute else "",
        f"{sending.per_domain_per_minute} a domain" if sending.per_domain_per_minute else "",
        sending.window,
    )
    return ", ".join(limit for limit in limits if limit) or "no limits"


def _calling_in_short(settings: Settings) -> str:
    return f"offices {settings.calling.office_hours}, after {settings.calling.cool_down} days"


def _screen_in_short(settings: Settings) -> str:
    return dict(_THEMES)[settings.screen.theme]


_FIELDS: Final[dict[str, Callable[[Settings], list[Field]]]] = {
    "sender": _sender,
    "smtp": _server,
    "imap": _mailbox,
    "sending": _sending,
    "calling": _calling,
    "screen": _screen,
}
_IN_SHORT: Final[dict[str, Callable[[Settings], str]]] = {
    "sender": _sender_in_short,
    "smtp": _server_in_short,
    "imap": _mailbox_in_short,
    "sending": _sending_in_short,
    "calling": _calling_in_short,
    "screen": _screen_in_short,
}
