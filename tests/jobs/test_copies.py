"""Copies in the folder of sent mail: kept for each message, and looked up for what is in doubt."""

from typing import Self

from db.store import Store
from db.tables import OutboxMessage
from paht_tui.jobs.send import Manner
from paht_tui.mail.errors import MailError
from tests.factories import rows, states
from tests.jobs.sending import (
    IN_DOUBT,
    SENT,
    THREE,
    a_batch,
    by_smtp,
    send,
)
from tests.servers import Cut, MailServer


class Kept:
    """A folder of sent mail that takes so many copies, and holds what has these Message-IDs."""

    def __init__(self, room: int = 100, holds: tuple[str, ...] = ()) -> None:
        self.room = room
        self.held = holds
        self.copies: list[bytes] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def keep(self, raw: bytes) -> None:
        if len(self.copies) == self.room:
            raise MailError("The folder is full.")
        self.copies.append(raw)

    async def holds(self, message_id: str) -> bool:
        return message_id in self.held


async def test_a_copy_of_each_is_kept_and_one_that_fails_makes_nothing_unsent(
    store: Store, server: MailServer
) -> None:
    _, batch = await a_batch(store, *THREE)
    folder = Kept(room=2)
    shown = await send(store, batch, by_smtp(server), manner=Manner(sent_mail=folder))
    assert folder.copies == [message.content for message in server.received[:2]]
    assert await states(store) == [SENT] * 3
    assert shown[-1].remark == "Sent, but no copy could be put into the sent folder: The folder is full."


async def test_what_is_in_doubt_and_lies_in_the_sent_folder_was_sent(
    store: Store, server: MailServer
) -> None:
    _, batch = await a_batch(store, *THREE)
    server.script.cuts = [Cut.AFTER_DOT, Cut.AFTER_DOT]
    found = (await rows(store, OutboxMessage, "message_id"))[1]
    await send(store, batch, by_smtp(server), manner=Manner(sent_mail=Kept(holds=(found,))))
    assert await states(store) == [IN_DOUBT, SENT, SENT]
