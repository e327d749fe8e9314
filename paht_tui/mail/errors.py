"""What can stop a whole batch, as sentences for the user. They never carry a password.

UserError
 └─ MailError                 nothing of the message at hand has left
     ├─ ConnectionFailed      no server there, or it does not answer, or not as a mail server does
     ├─ CertificateRefused    the server cannot prove that it is the one named in the settings
     ├─ StarttlsMissing       the server offers no encryption
     └─ AuthenticationRefused the user or the password is not accepted, or there is none

What happens to one message (accepted, deferred, refused, in doubt) is not an error but an `Outcome`.
"""

from paht_tui.errors import UserError


class MailError(UserError):
    """Sending cannot go on; nothing of the message at hand has left."""


class ConnectionFailed(MailError):  # noqa: N818 - named for what happened
    """No mail server answers at the host and port of the settings."""


class CertificateRefused(MailError):  # noqa: N818 - named for what happened
    """The server's certificate is not trusted, has expired, or names another host."""


class StarttlsMissing(MailError):  # noqa: N818 - named for what happened
    """Security is `starttls`, but the server does not offer it."""


class AuthenticationRefused(MailError):  # noqa: N818 - named for what happened
    """The server does not accept the user and the password, or there is no password to offer."""
