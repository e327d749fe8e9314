"""Sending in a process of its own, which can be killed: a fresh one stands ready at once (forkserver)."""

import asyncio
import multiprocessing
from datetime import UTC, datetime
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Barrier

from db.store import Store
from paht_tui.jobs.send import send_batch
from paht_tui.mail.sender import SmtpSender
from tests.factories import SENDER
from tests.servers import HOST, MailServer, Smtp

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])


def start(
    store: Store, batch: int, server: MailServer, *, together: Barrier | None = None
) -> ForkServerProcess:
    """A process that sends what waits of a batch that was released, and then ends; all begin `together`."""
    url = store.url.render_as_string(hide_password=False)
    process = _CONTEXT.Process(target=_send_all, args=(url, batch, server.port, together), daemon=True)
    process.start()
    return process


def barrier(parties: int) -> Barrier:
    """What lets so many processes begin at the same instant."""
    return _CONTEXT.Barrier(parties)


def _send_all(url: str, batch: int, port: int, together: Barrier | None) -> None:
    asyncio.run(_send(url, batch, port, together))


async def _send(url: str, batch: int, port: int, together: Barrier | None) -> None:
    store = Store(url, clock=lambda: datetime(2012, 1, 16, 11, tzinfo=UTC), actor="killed")
    post = SmtpSender(Smtp(HOST, port, "none"))
    if together is not None:
        together.wait(60)
    async for _ in send_batch(store, batch_id=batch, sender=SENDER, post=post, released=True):
        pass
    store.close()
