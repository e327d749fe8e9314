import sys
from collections.abc import Iterator
from typing import Any, cast

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked

from paht_tui.mail.errors import MailError
from paht_tui.mail.password import find_password


class Vault(KeyringBackend):
    """A keyring in memory."""

    def __init__(self, secrets: dict[tuple[str, str], str]) -> None:
        self.secrets = secrets

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password


class Locked(Vault):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{service} {username}")


class Plain(Vault):
    """What keyrings.alt would be: a file that anybody can read."""


Plain.__module__ = "keyrings.alt.file"
NONE: KeyringBackend = cast(Any, NoKeyring)()
NULL: KeyringBackend = cast(Any, NullKeyring)()
STORED = {("paht", "anna"): "from the keyring"}


@pytest.fixture(autouse=True)
def own_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def find(backend: KeyringBackend, command: str | None = None, **environ: str) -> str | None:
    keyring.set_keyring(backend)
    return find_password(user="anna", host="mail.example", command=command, environ=environ)


def printing(text: str) -> str:
    return f"{sys.executable} -c 'print(\"{text}\")'"


def test_the_keyring_comes_first() -> None:
    assert find(Vault(STORED), printing("x"), PAHT_SMTP_PASSWORD="y") == "from the keyring"


def test_an_entry_for_this_host_comes_before_one_for_the_user() -> None:
    assert find(Vault(STORED | {("paht", "anna@mail.example"): "for the host"})) == "for the host"


@pytest.mark.parametrize("backend", [NONE, NULL, Locked(STORED), Plain(STORED), Vault({})])
def test_then_the_environment(backend: KeyringBackend) -> None:
    assert find(backend, printing("x"), PAHT_SMTP_PASSWORD="from outside") == "from outside"


def test_then_the_first_line_of_the_command() -> None:
    assert find(NONE, printing(r"from $(the) command; \nsecond line")) == "from $(the) command; "


def test_the_mailbox_has_a_variable_of_its_own() -> None:
    keyring.set_keyring(NONE)
    environ = {"PAHT_SMTP_PASSWORD": "to send", "PAHT_IMAP_PASSWORD": "to keep a copy"}
    for section, expected in (("smtp", "to send"), ("imap", "to keep a copy")):
        found = find_password(user="anna", host="x", command=None, environ=environ, section=section)
        assert found == expected


def test_nowhere() -> None:
    assert find(NONE) is None


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("pass 'mail", "smtp.password_command cannot be understood: check its quotes."),
        ("/no/such/program", "smtp.password_command cannot be run: No such file or directory."),
        ("false", "smtp.password_command gave no password (exit code 1): try it in a terminal."),
        ("true", "smtp.password_command gave no password (exit code 0): try it in a terminal."),
    ],
)
def test_a_command_that_fails(command: str, sentence: str) -> None:
    with pytest.raises(MailError) as refused:
        find(NONE, command)
    assert str(refused.value) == sentence


def test_a_command_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paht_tui.mail.password._SECONDS", 0.2)
    with pytest.raises(MailError, match=r"gave no password within 0.2 seconds\."):
        find(NONE, f"{sys.executable} -c 'input_ = __import__(\"signal\").pause()'")
