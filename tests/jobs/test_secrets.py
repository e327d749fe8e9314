"""A secret is handed to the server it belongs to, and stands nowhere else."""

import asyncio
import base64
import logging
import traceback
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from db.store import Store
from paht_tui.errors import UserError
from paht_tui.jobs.posting import make_post, make_sent_folder
from paht_tui.settings import Settings, parse_settings
from tests.imap_server import ImapServer
from tests.jobs.sending import a_batch, send
from tests.servers import MailServer

SECRET = "geheim-4711"
ENCODED = [
    base64.b64encode(text.encode()).decode()
    for text in (SECRET, f"\0anna\0{SECRET}", f"user=anna\x01auth=Bearer {SECRET}\x01\x01")
]
"""The same as it goes over the wire: LOGIN, PLAIN, XOAUTH2."""

SERVERS = """
[smtp]
host = "127.0.0.1"
port = {smtp}
security = "none"
user = "anna"
auth = "{auth}"
password_command = "{command}"

[imap]
host = "127.0.0.1"
port = {imap}
security = "none"
user = "anna"
auth = "{auth}"
password_command = "{command}"
sent_folder = "Sent"
"""


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's real keyring is asked."""
    monkeypatch.setattr(keyring, "get_keyring", NoKeyring)


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """Prints the secret, after it has written down with what words every process runs."""
    path = tmp_path / "print-secret"
    path.write_text(f"#!/bin/sh\ncat /proc/[0-9]*/cmdline >> {tmp_path}/processes\necho {SECRET}\n")
    path.chmod(0o700)
    return path


async def what_is_said(store: Store, chosen: Settings, tmp_path: Path) -> list[str]:
    """Every error, with all that led to it, when both servers refuse the secret; and how the objects show."""
    _, batch = await a_batch(store, "Bob")
    post, folder = make_post(chosen, tmp_path, {}), make_sent_folder(chosen, {})
    assert folder is not None
    with pytest.raises(UserError) as unsent:
        await send(store, batch, post)
    async with folder:
        with pytest.raises(UserError) as unkept:
            await folder.look()
    errors = ["".join(traceback.format_exception(each.value)) for each in (unsent, unkept)]
    return [*errors, repr(post), repr(folder), repr(chosen)]


@pytest.mark.parametrize("auth", ["password", "xoauth2"])
def test_a_secret_stands_in_no_error_log_database_or_list_of_processes(
    sqlite_store: Store, tmp_path: Path, command: Path, caplog: pytest.LogCaptureFixture, auth: str
) -> None:
    caplog.set_level(logging.DEBUG)
    others = {"anna": "another"}
    users, tokens = (others, None) if auth == "password" else (None, others)
    with ImapServer() as mailbox, MailServer(users=users, tokens=tokens) as server:
        text = SERVERS.format(smtp=server.port, imap=mailbox.port, auth=auth, command=command)
        chosen = parse_settings(text, source="settings")
        said = asyncio.run(what_is_said(sqlite_store, chosen, tmp_path), debug=True)
        told = b"".join(server.spoken).decode()
    assert any(encoded in told for encoded in ENCODED)
    # The servers of the tests write down what they are told.
    ours = (record for record in caplog.records if not record.name.startswith(("mail.", "pymap.")))
    logged = [record.getMessage() for record in ours]
    stored = [path.read_bytes().decode("latin-1") for path in tmp_path.glob("paht.db*")]
    processes = (tmp_path / "processes").read_text(encoding="utf-8", errors="replace")
    for place in (*said, *logged, *stored, processes):
        assert not [form for form in (SECRET, *ENCODED) if form in place], place
