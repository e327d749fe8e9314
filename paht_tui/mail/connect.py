"""Opening a verified connection to a mail server, and saying in a sentence why it could not be opened.

It never sends a password or a message over a connection that is not encrypted (a loopback address
excepted), never skips the check of a certificate, and never puts a password into an error.
"""

import asyncio
import ipaddress
import re
import socket
import ssl
from typing import Protocol, cast

from aiosmtplib import SMTP, SMTPAuthenticationError, SMTPException, SMTPResponseException

from paht_tui.errors import UserError
from paht_tui.mail.errors import AuthenticationRefused, ConnectionFailed
from paht_tui.mail.trouble import explain, no_starttls

SECURITIES = ("starttls", "tls", "none")
_HOST_NAME = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_ANONYMOUS = "[127.0.0.1]"
_FIRST_PERMANENT = 500


class ServerSettings(Protocol):
    """A section of the settings: where the server is, and how to log in (`user` None: no login)."""

    @property
    def host(self) -> str:
        """A host name or address."""

    @property
    def port(self) -> int:
        """The TCP port."""

    @property
    def security(self) -> str:
        """`starttls`, `tls`, or `none`, which only a loopback address may use."""

    @property
    def user(self) -> str | None:
        """The login name."""

    @property
    def auth(self) -> str:
        """`password`, or `xoauth2`: what is stored is a token of OAuth 2.0."""


def check_security(settings: ServerSettings, section: str = "smtp") -> None:
    """Raise `UserError` for an unknown security, and for `none` on a host that is not this machine."""
    if settings.security not in SECURITIES:
        raise UserError(f"{section}.security is {settings.security!r}: write one of {', '.join(SECURITIES)}.")
    if settings.security == "none" and not _is_loopback(settings.host):
        raise UserError(
            f'{section}.security is "none", which only this machine itself may use, and the host is'
            f' {settings.host}: write "starttls" or "tls".'
        )


async def open_connection(
    settings: ServerSettings, password: str | None, *, limit: float, context: ssl.SSLContext | None
) -> SMTP:
    """A greeted, encrypted and logged-in connection. `limit` is in seconds, for each step.

    `context` names other certificate authorities than the system's. Raises `MailError`.
    """
    client = SMTP(
        hostname=settings.host,
        port=settings.port,
        local_hostname=_own_name(),
        timeout=limit,
        use_tls=settings.security == "tls",
        start_tls=False,
        tls_context=context,
    )
    try:
        await _greet(client, settings, limit)
        if settings.user:
            await _log_in(client, settings, settings.user, password)
    except BaseException:
        await hang_up(client, client.transport)
        raise
    return client


async def hang_up(client: SMTP, transport: asyncio.BaseTransport | None) -> None:
    """Close at once, without the farewell of TLS, which a server that is gone would never return."""
    client.close()
    if transport is not None:
        cast(asyncio.WriteTransport, transport).abort()
        await asyncio.sleep(0)  # the loop closes the socket in its next round


def no_secret(settings: ServerSettings, user: str, section: str = "smtp") -> AuthenticationRefused:
    """The sentence for a login without anything to prove it by."""
    what = "token" if settings.auth == "xoauth2" else "password"
    return AuthenticationRefused(
        f"There is no {what} for {user} at {settings.host}: store it with"
        f" `keyring set paht {user}`, or set {section}.password_command."
    )


async def _greet(client: SMTP, settings: ServerSettings, limit: float) -> None:
    try:
        await client.connect()
        await client.ehlo()
        if settings.security == "starttls":
            if not client.supports_extension("starttls"):
                raise no_starttls(settings.host, settings.port, section="smtp")
            await client.starttls()
            await client.ehlo()
    except (SMTPException, OSError) as error:
        raise explain(error, host=settings.host, port=settings.port, section="smtp", limit=limit) from error


async def _log_in(client: SMTP, settings: ServerSettings, user: str, password: str | None) -> None:
    """RFC 4954; the chain of errors is cut, because a server may repeat what it was given."""
    place = f"{settings.host}:{settings.port}"
    if password is None:
        raise no_secret(settings, user)
    if not _has_way_in(client, settings):
        raise AuthenticationRefused(_no_way_in(place, settings))
    try:
        if settings.auth == "xoauth2":
            await client.auth_xoauth2(user, password)
        else:
            await client.login(user, password)
    except SMTPAuthenticationError as error:
        code = error.code
    except SMTPResponseException as error:
        raise ConnectionFailed(f"{place} broke off the login with code {error.code}.") from None
    except (SMTPException, OSError):
        raise ConnectionFailed(f"{place} closed the connection during the login.") from None
    else:
        return
    if code < _FIRST_PERMANENT:  # 454 4.7.0: it could not look the password up, and says nothing about it
        raise ConnectionFailed(f"{place} cannot check a login now (code {code}): try again later.")
    what = "token" if settings.auth == "xoauth2" else "password"
    raise AuthenticationRefused(
        f"{place} refused the login of {user} (code {code}): check smtp.user and the stored {what}."
    )


def _has_way_in(client: SMTP, settings: ServerSettings) -> bool:
    if settings.auth == "xoauth2":
        return "xoauth2" in client.server_auth_methods
    return bool(client.supported_auth_methods)


def _no_way_in(place: str, settings: ServerSettings) -> str:
    if settings.auth == "xoauth2":
        return (
            f'{place} lets nobody in by XOAUTH2: set smtp.auth = "password", or ask whoever runs the server.'
        )
    return f"{place} offers no way to log in that this program knows: remove smtp.user if it needs none."


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _own_name() -> str:
    """What EHLO says: a full host name, or an address literal that tells nothing (RFC 5321 4.1.4); no DNS."""
    name = socket.gethostname()
    return name if _HOST_NAME.fullmatch(name) else _ANONYMOUS
