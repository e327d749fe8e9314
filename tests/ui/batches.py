"""A batch in the tests of the screens: where it is prepared, ways out that wait, what became of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from db.queries.mail import list_batches, list_messages
from db.queries.templates import find_template
from paht_tui.jobs import posting
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.mail.folder import FolderSender
from paht_tui.settings import ServerSettings, Settings
from paht_tui.ui.ground import Ground
from paht_tui.ui.screens.batch import BatchScreen
from paht_tui.ui.screens.meeting import MeetingScreen
from tests.servers import HOST
from tests.ui.house import SENDER
from tests.ui.keys import press, recorded, settled, words

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from db.enums import Delivery
    from db.queries.mail import BatchRow
    from paht_tui.jobs.send import Manner
    from paht_tui.mail.message import Outcome
    from paht_tui.ui.app import PahtApp
    from tests.ui.house import House


async def open_mail_tab(app: PahtApp, pilot: Pilot[None], house: House) -> None:
    """Open the meeting of the house on its tab Mail."""
    ground = app.screen.ground  # type: ignore[attr-defined]
    await app.push_screen(MeetingScreen(ground, house.meeting, tab="mail"))
    await settled(pilot, work=False)


async def prepared(house: House, text: str = "invitation") -> int:
    """A batch of this text to everybody on the list, prepared by another program; its number."""
    store = house.record.store
    plan = await plan_batch(
        store,
        meeting_id=house.meeting,
        invitation_ids=house.invitations,
        template=await store.read(find_template, name=text),
        sender=SENDER,
    )
    return await write_batch(store, plan, sender=SENDER)


async def open_batch(app: PahtApp, pilot: Pilot[None], house: House, batch: int) -> None:
    """Open a batch of the house."""
    await app.push_screen(BatchScreen(Ground(house.record, None), batch))
    await settled(pilot, work=False)


async def the_batch(house: House) -> BatchRow:
    """The only batch of the record."""
    (row,) = await recorded(house, list_batches)
    return row


async def states(house: House) -> dict[str, Delivery]:
    """Where the message to each person is, in the order of the outbox."""
    rows = await recorded(house, list_messages)
    return {row.name: row.state for row in reversed(rows)}


def through(house: House, port: int) -> None:
    """Let mail leave through a server on this machine."""
    server = ServerSettings(host=HOST, port=port, security="none")
    house.record.settings = Settings(sender=SENDER, smtp=server)


async def until(app: PahtApp, pilot: Pilot[None], shown: str) -> None:
    """Wait until these words stand on the screen."""
    while shown not in words(app):
        await pilot.pause()


class Gate(FolderSender):
    """The folder, letting one message through each time it is told to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.may_go = asyncio.Semaphore(0)
        self.reached = asyncio.Event()
        """Set when the first message is on the wire."""

    async def hand_over(self, raw: bytes, *, sender: str, recipient: str) -> Outcome:
        self.reached.set()
        await self.may_go.acquire()
        return await super().hand_over(raw, sender=sender, recipient=recipient)

    def let_go(self, number: int = 1) -> None:
        """Let so many messages more through."""
        for _ in range(number):
            self.may_go.release()


def behind_a_gate(house: House, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """The way out of the house, with a gate in it."""
    gate = Gate(house.record.outgoing)
    monkeypatch.setattr(posting, "make_post", lambda *_: gate)
    return gate


class Naps:
    """In place of the seconds for which a run sleeps while it waits: it sleeps until it is woken."""

    def __init__(self) -> None:
        self._over = asyncio.Event()

    async def __call__(self, _seconds: float) -> None:
        await self._over.wait()

    def wake(self) -> None:
        """Let what sleeps now go on; the next nap is another one."""
        self._over.set()
        self._over = asyncio.Event()


def napping(monkeypatch: pytest.MonkeyPatch) -> Naps:
    """Let runs wait until they are woken."""
    naps, make_manner = Naps(), posting.make_manner

    def make(*args: object, **options: object) -> Manner:
        return replace(make_manner(*args, **options), sleep=naps)  # type: ignore[arg-type]

    monkeypatch.setattr(posting, "make_manner", make)
    return naps


async def leave(pilot: Pilot[None], naps: Naps) -> None:
    """Leave the program while work waits: what sleeps is woken, as it would wake within a second."""
    await press(pilot, "q", work=False)
    await pilot.press("y")
    while pilot.app.is_running:
        naps.wake()
        await pilot.pause()
