"""Opening a verified connection to a mailbox (IMAP), by the same rules as to the server that sends.

It never sends a password over a connection that is not encrypted (a loopback address excepted), never skips
the check of a certificate, and never puts a password into an error.
"""

import ssl
from contextlib import suppress
from imaplib import IMAP4, IMAP4_SSL
from typing import Final

from imap_tools.mailbox import BaseMailBox

from paht_tui.mail.connect import ServerSettings, no_secret
from paht_tui.mail.errors import AuthenticationRefused, ConnectionFailed, MailError
from paht_tui.mail.trouble import no_starttls

_SECTION: Final = "imap"
_NOT_NOW: Final = "[UNAVAILABLE]"
"""How a server says that it could not look the password up (RFC 5530 3)."""


def open_mailbox(
    settings: ServerSettings, password: str | None, *, limit: float, context: ssl.SSLContext | None
) -> BaseMailBox:
    """An encrypted and logged-in connection with no folder open. `limit` is in seconds, for each step.

    Raises `MailError`, or what imaplib and the network raise before the login.
    """
    mailbox = _Mailbox(settings, context or ssl.create_default_context(), limit)
    try:
        if settings.user:
            _log_in(mailbox.client, settings, settings.user, password)
    except BaseException:
        hang_up(mailbox.client)
        raise
    return mailbox


def hang_up(client: IMAP4) -> None:
    """Close at once; of a connection that is broken already, nothing is said."""
    with suppress(OSError):
        client.shutdown()


class _Mailbox(BaseMailBox):
    """A mailbox of imap-tools, over a connection that is closed when it cannot be made safe."""

    def __init__(self, settings: ServerSettings, context: ssl.SSLContext, limit: float) -> None:
        self._settings = settings
        self._context = context
        self._limit = limit
        super().__init__()

    def _get_mailbox_client(self) -> IMAP4:
        where = self._settings
        if where.security == "tls":
            return IMAP4_SSL(where.host, where.port, ssl_context=self._context, timeout=self._limit)
        client = IMAP4(where.host, where.port, timeout=self._limit)
        try:
            if where.security == "starttls":
                self._encrypt(client)
        except BaseException:
            hang_up(client)
            raise
        return client

    def _encrypt(self, client: IMAP4) -> None:
        where = self._settings
        if "STARTTLS" not in client.capabilities:
            raise no_starttls(where.host, where.port, section=_SECTION)
        client.starttls(self._context)


def _log_in(client: IMAP4, settings: ServerSettings, user: str, password: str | None) -> None:
    """The chain of errors is cut, because a server may repeat what it was given."""
    place = f"{settings.host}:{settings.port}"
    if password is None:
        raise no_secret(settings, user, _SECTION)
    try:
        _prove(client, settings.auth, user, password)
    except (IMAP4.abort, OSError):
        failure: MailError = ConnectionFailed(f"{place} closed the connection during the login.")
    except (IMAP4.error, UnicodeError) as error:
        what = "token" if settings.auth == "xoauth2" else "password"
        failure = AuthenticationRefused(
            f"{place} refused the login of {user}: check imap.user, imap.auth and the stored {what}."
        )
        if _NOT_NOW in str(error):
            failure = ConnectionFailed(f"{place} cannot check a login now: try again later.")
    else:
        return
    raise failure


def _prove(client: IMAP4, auth: str, user: str, password: str) -> None:
    if auth == "xoauth2":
        token = f"user={user}\x01auth=Bearer {password}\x01\x01".encode()
        # A server that refuses says why in a challenge of its own, and waits for an empty line.
        client.authenticate("XOAUTH2", lambda challenge: b"" if challenge else token)
    elif "AUTH=PLAIN" in client.capabilities:
        client.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
    else:
        client.login(user, password)
