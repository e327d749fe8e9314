"""Opening a verified connection to a mail server, and saying in a sentence why it could not be opened.

It never sends a password or a message over a connection that is not encrypted (a loopback address
excepted), never skips the check of a certificate, and never puts a password into an error.
"""

import asyncio
import ipaddress
import re
import socket
import ssl
from collections.abc import Iterator
from typing import Protocol, cast

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPResponseException,
    SMTPTimeoutError,
)

from paht_tui.errors import UserError
from paht_tui.mail.errors import (
    AuthenticationRefused,
    CertificateRefused,
    ConnectionFailed,
    MailError,
    StarttlsMissing,
)
from paht_tui.mail.text import server_text

SECURITIES = ("starttls", "tls", "none")
_HOST_NAME = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_ANONYMOUS = "[127.0.0.1]"
_FIRST_PERMANENT = 500


class ServerSettings(Protocol):
    """The `[smtp]` section: where the server is, and how to log in (`user` None: no login)."""

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


def check_security(settings: ServerSettings) -> None:
    """Raise `UserError` for an unknown security, and for `none` on a host that is not this machine."""
    if settings.security not in SECURITIES:
        raise UserError(f"smtp.security is {settings.security!r}: write one of {', '.join(SECURITIES)}.")
    if settings.security == "none" and not _is_loopback(settings.host):
        raise UserError(
            f'smtp.security is "none", which only this machine itself may use, and the host is'
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
        await _greet(client, settings)
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


async def _greet(client: SMTP, settings: ServerSettings) -> None:
    try:
        await client.connect()
        await client.ehlo()
        if settings.security == "starttls":
            if not client.supports_extension("starttls"):
                raise StarttlsMissing(
                    f"{_place(settings)} offers no STARTTLS, so nothing was sent:"
                    ' ask for its port with encryption (often 587, or 465 with smtp.security = "tls").'
                )
            await client.starttls()
            await client.ehlo()
    except (SMTPException, OSError) as error:
        raise _explain(error, settings, client.timeout) from error


async def _log_in(client: SMTP, settings: ServerSettings, user: str, password: str | None) -> None:
    """RFC 4954; the chain of errors is cut, because a server may repeat what it was given."""
    if password is None:
        raise AuthenticationRefused(
            f"There is no password for {user} at {settings.host}: store it with"
            f" `keyring set paht {user}`, or set smtp.password_command."
        )
    try:
        await client.login(user, password)
    except SMTPAuthenticationError as error:
        code = error.code
    except SMTPResponseException as error:
        raise ConnectionFailed(f"{_place(settings)} broke off the login with code {error.code}.") from None
    except (SMTPException, OSError) as error:
        if client.is_connected:
            raise AuthenticationRefused(
                f"{_place(settings)} offers no way to log in that this program knows:"
                " remove smtp.user if it needs none."
            ) from None
        raise ConnectionFailed(f"{_place(settings)} closed the connection during the login.") from error
    else:
        return
    advice = "check smtp.user and the stored password" if code >= _FIRST_PERMANENT else "try again later"
    raise AuthenticationRefused(f"{_place(settings)} refused the login of {user} (code {code}): {advice}.")


def _explain(error: Exception, settings: ServerSettings, limit: float | None) -> MailError:
    """The sentence for what went wrong before the login."""
    place = _place(settings)
    failure = f"The connection to {place} failed: {server_text(str(error))}"
    for cause in _chain(error):
        match cause:
            case ssl.SSLCertVerificationError():
                reason = server_text(cause.verify_message or str(cause))
                return CertificateRefused(
                    f"The certificate of {place} is not trusted ({reason}): nothing was sent."
                    " Check smtp.host, or ask whoever runs the server."
                )
            case ssl.SSLError():
                failure = f"{place} does not speak TLS there: check smtp.port and smtp.security."
            case socket.gaierror():
                failure = f"There is no host {settings.host}: check smtp.host and the network."
            case ConnectionRefusedError():
                failure = f"Nothing answers at {place}: check smtp.host and smtp.port."
            case SMTPTimeoutError():
                failure = (
                    f"{place} did not answer within {limit:g} seconds:"
                    " check the network, smtp.port and smtp.security."
                )
            case SMTPResponseException():
                reply = f"{cause.code} {server_text(cause.message)}"
                failure = f"{place} does not take messages now ({reply}): try again later."
            case _:
                continue
        break
    return ConnectionFailed(failure)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The innermost cause first: it says most."""
    if error is not None:
        yield from _chain(error.__cause__)
        yield error


def _place(settings: ServerSettings) -> str:
    return f"{settings.host}:{settings.port}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _own_name() -> str:
    """What EHLO says: a full host name, or an address literal that tells nothing (RFC 5321 4.1.4); no DNS."""
    name = socket.gethostname()
    return name if _HOST_NAME.fullmatch(name) else _ANONYMOUS
