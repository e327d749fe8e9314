"""Where the password comes from: the keyring, the environment, a command. It stores and logs none.

Import it late: the keyring package takes its time, and asking it may wait for the user to unlock something,
so call it in a thread.
"""

import shlex
import subprocess
from collections.abc import Iterator, Mapping

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError

from paht_tui.mail.errors import MailError

SERVICE = "paht"
_SECONDS = 30.0
_NO_SAFE_PLACE = ("keyrings.alt.", "keyring.backends.fail", "keyring.backends.null")


def variable(section: str = "smtp") -> str:
    """The variable of the environment that may hold the password for a section of the settings."""
    return f"PAHT_{section.upper()}_PASSWORD"


def find_password(
    *, user: str, host: str, command: str | None, environ: Mapping[str, str], section: str = "smtp"
) -> str | None:
    """The password (or token) of `user` at `host`, or None when there is none anywhere.

    In the keyring it stands under the service `paht` and the name `user@host`, or `user`. `command` is
    split as a shell would and run without one; the first line it prints counts. Raises `MailError` when it
    fails.
    """
    stored = next(_stored(f"{user}@{host}", user), None)
    return stored or environ.get(variable(section)) or (_printed_by(command, section) if command else None)


def is_safe(backend: KeyringBackend) -> bool:
    """Whether a secret may be kept there: not in a plain file, and not nowhere."""
    return any(True for _ in _safe_backends(backend))


def _stored(*names: str) -> Iterator[str]:
    for backend in _safe_backends(keyring.get_keyring()):
        for name in names:
            try:
                secret = backend.get_password(SERVICE, name)
            except KeyringError:  # locked, or no keyring here after all: the next place may have it
                break
            if secret:
                yield secret


def _safe_backends(backend: KeyringBackend) -> Iterator[KeyringBackend]:
    """The backends that keep a secret: not those that write plain files, not those that keep nothing."""
    if isinstance(backend, ChainerBackend):
        for each in backend.backends:
            yield from _safe_backends(each)
    elif not f"{type(backend).__module__}.".startswith(_NO_SAFE_PLACE):
        yield backend


def _printed_by(command: str, section: str) -> str:
    name = f"{section}.password_command"
    try:
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603 - the user's own command, without a shell
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except (ValueError, IndexError) as error:
        raise MailError(f"{name} cannot be understood: check its quotes.") from error
    except subprocess.TimeoutExpired:
        raise MailError(f"{name} gave no password within {_SECONDS:g} seconds.") from None
    except OSError as error:
        raise MailError(f"{name} cannot be run: {error.strerror}.") from None
    first = done.stdout.decode(errors="replace").partition("\n")[0].rstrip("\r")
    if done.returncode or not first:
        raise MailError(f"{name} gave no password (exit code {done.returncode}): try it in a terminal.")
    return first
