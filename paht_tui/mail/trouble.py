"""What hindered a connection to a mail server, as a sentence; the same for sending and for the sent folder.

It never repeats a password: it is asked only for what goes wrong before and after the login.
"""

import socket
import ssl
from collections.abc import Iterator
from typing import Final

from aiosmtplib import SMTPResponseException

from paht_tui.mail.errors import CertificateRefused, ConnectionFailed, MailError, StarttlsMissing
from paht_tui.mail.text import server_text

_UNDONE: Final = {"smtp": "nothing was sent", "imap": "the mailbox was not opened"}
_PORTS: Final = {
    "smtp": 'often 587, or 465 with smtp.security = "tls"',
    "imap": 'often 143, or 993 with imap.security = "tls"',
}


def explain(error: Exception, *, host: str, port: int, section: str, limit: float) -> MailError:
    """The sentence for an error of the network, of TLS or of a greeting.

    `section` is that of the settings, `limit` in seconds how long each step might take.
    """
    place = f"{host}:{port}"
    failure = f"The connection to {place} failed: {server_text(str(error))}"
    for cause in _chain(error):
        match cause:
            case ssl.SSLCertVerificationError():
                reason = server_text(cause.verify_message or str(cause))
                return CertificateRefused(
                    f"The certificate of {place} is not trusted ({reason}): {_UNDONE[section]}."
                    f" Check {section}.host, or ask whoever runs the server."
                )
            case ssl.SSLError():
                failure = f"{place} does not speak TLS there: check {section}.port and {section}.security."
            case socket.gaierror():
                failure = f"There is no host {host}: check {section}.host and the network."
            case ConnectionRefusedError():
                failure = f"Nothing answers at {place}: check {section}.host and {section}.port."
            case TimeoutError():
                failure = (
                    f"{place} did not answer within {limit:g} seconds:"
                    f" check the network, {section}.port and {section}.security."
                )
            case SMTPResponseException():
                reply = f"{cause.code} {server_text(cause.message)}"
                failure = f"{place} does not take messages now ({reply}): try again later."
            case _:
                continue
        break
    return ConnectionFailed(failure)


def no_starttls(host: str, port: int, *, section: str) -> MailError:
    """The sentence for a server that offers no encryption."""
    return StarttlsMissing(
        f"{host}:{port} offers no STARTTLS, so {_UNDONE[section]}: ask for its port with encryption"
        f" ({_PORTS[section]})."
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The innermost cause first: it says most."""
    if error is not None:
        yield from _chain(error.__cause__)
        yield error
