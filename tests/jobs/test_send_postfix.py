"""A batch by a real Postfix that lets nobody send who has not logged in, where one is installed."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from db.enums import BatchState, Delivery
from db.store import Store
from db.tables import Batch
from paht_tui.jobs.posting import make_post
from paht_tui.mail.errors import AuthenticationRefused
from paht_tui.settings import ServerSettings, Settings
from tests.factories import rows, states
from tests.jobs.sending import a_batch, send
from tests.postfix import SECRET, USER, Postfix, why_not
from tests.servers import Certificates

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

BOB = "bob@mp.example"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postfix]:
    """The server, whose authority this machine trusts; nobody's real keyring is asked."""
    certificates = Certificates()
    certificates.write_authority(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.setattr(keyring, "get_keyring", NoKeyring)
    with Postfix(certificates) as started:
        yield started


def settings(server: Postfix, command: str | None = None) -> Settings:
    where = server.settings("login")
    return Settings(smtp=ServerSettings(where.host, where.port, user=USER, password_command=command))


async def test_refused_at_the_door_nobody_has_failed_and_the_right_password_sends_all(
    sqlite_store: Store, server: Postfix, tmp_path: Path
) -> None:
    _, batch = await a_batch(sqlite_store, "Bob")
    for command in (None, "echo wrong as well"):
        environ = {} if command else {"PAHT_SMTP_PASSWORD": "wrong"}
        with pytest.raises(AuthenticationRefused, match=r"\(code 535\): check smtp.user and the stored"):
            await send(sqlite_store, batch, make_post(settings(server, command), tmp_path, environ))
        assert (await states(sqlite_store), await rows(sqlite_store, Batch, "state")) == (
            [Delivery.PLANNED],
            [BatchState.PREPARED],
        )
    assert not server.holds_mail(BOB)
    await send(sqlite_store, batch, make_post(settings(server), tmp_path, {"PAHT_SMTP_PASSWORD": SECRET}))
    assert await states(sqlite_store) == [Delivery.SENT]
    assert f"(Authenticated sender: {USER})".encode() in server.arrived(BOB)


async def test_the_password_may_come_from_a_command(
    sqlite_store: Store, server: Postfix, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\nsecond line\n", encoding="utf-8")
    _, batch = await a_batch(sqlite_store, "Bob")
    post = make_post(settings(server, f"cat {tmp_path}/secret"), tmp_path, {})
    await send(sqlite_store, batch, post)
    assert await states(sqlite_store) == [Delivery.SENT]
    assert f"(Authenticated sender: {USER})".encode() in server.arrived(BOB)
