"""Sending a batch in the tests: the whole of it, or up to a point."""

import threading
from collections.abc import Callable

from db.enums import BatchState, Delivery
from db.store import Store
from db.tables import Batch
from paht_tui.jobs.send import Manner, SendProgress, send_batch
from paht_tui.mail.sender import Sender, SmtpSender
from tests.factories import SENDER, Scene, invite, prepare, rows, the_hague
from tests.servers import MailServer, Received

QUEUED, SENT, DEFERRED, FAILED, IN_DOUBT = (
    Delivery.QUEUED,
    Delivery.SENT,
    Delivery.DEFERRED,
    Delivery.FAILED,
    Delivery.IN_DOUBT,
)
THREE = ("Adams", "Brown", "Clark")
ADDRESSES = ["adams@mp.example", "brown@mp.example", "clark@mp.example"]


async def a_batch(store: Store, *names: str) -> tuple[Scene, int]:
    """The Hague, and an invitation to it prepared for each of these people; invitations are 1, 2, …"""
    scene = await the_hague(store)
    return scene, await prepare(store, scene, await invite(store, scene, *names))


async def send(
    store: Store,
    batch: int,
    post: Sender,
    *,
    until: Callable[[SendProgress], bool] = lambda _: False,
    manner: Manner | None = None,
    released: bool = False,
) -> list[SendProgress]:
    """Send, and stop as a person stops it: between two messages. What was shown comes back."""
    steps = send_batch(store, batch_id=batch, sender=SENDER, post=post, manner=manner, released=released)
    shown = []
    try:
        async for progress in steps:
            shown.append(progress)
            if until(progress):
                break
    finally:
        await steps.aclose()
    return shown


def by_smtp(server: MailServer, timeout: float = 60.0) -> SmtpSender:
    """A way to this server, which is on this machine and needs no encryption."""
    return SmtpSender(server.settings(), timeout=timeout)


def reached(server: MailServer) -> list[str]:
    """To whom the server took messages, in the order in which it took them."""
    return [recipient for message in server.received for recipient in message.recipients]


class Watched(list[Received]):
    """What a server has received; `arrived` is set when so many messages have."""

    def __init__(self, enough: int) -> None:
        super().__init__()
        self.enough = enough
        self.arrived = threading.Event()

    def append(self, message: Received) -> None:
        super().append(message)
        if len(self) >= self.enough:
            self.arrived.set()

    def expect_more(self, number: int) -> None:
        """Let `arrived` mean so many messages more."""
        self.arrived.clear()
        self.enough = len(self) + number


async def batch_state(store: Store) -> BatchState:
    found: list[BatchState] = await rows(store, Batch, "state")
    return found[0]
