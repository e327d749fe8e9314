"""The worst that can happen: the process is killed while a message is on its way."""

import asyncio
import signal
import sys

from db.enums import BatchState, Delivery
from db.store import Store
from db.tables import Batch, OutboxMessage
from paht_tui.domain.outbox import decide
from paht_tui.jobs.send import SendProgress
from paht_tui.jobs.workers import LOST, doubt_abandoned
from tests.factories import rows, states
from tests.jobs.sending import Watched, a_batch, by_smtp, reached, send
from tests.servers import Cut, MailServer

PROGRAM = """
import asyncio, sys
from datetime import UTC, datetime
from db.store import Store
from paht_tui.jobs.send import send_batch
from paht_tui.mail.sender import SmtpSender
from tests.factories import SENDER
from tests.servers import HOST, Smtp

async def main(url, batch, port):
    store = Store(url, clock=lambda: datetime(2012, 1, 16, 11, tzinfo=UTC), actor="killed")
    post = SmtpSender(Smtp(HOST, port, "none"))
    async for _ in send_batch(store, batch_id=batch, sender=SENDER, post=post):
        pass

asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
"""

NAMES = [f"Person{number}" for number in range(6)]
SENT, IN_DOUBT, QUEUED = Delivery.SENT, Delivery.IN_DOUBT, Delivery.QUEUED


async def test_a_killed_program_leaves_one_message_in_doubt_and_the_rest_waiting(store: Store) -> None:
    _, batch = await a_batch(store, *NAMES)
    with MailServer() as server:
        seen = server.received = Watched(3)
        server.script.cuts = [None, None, Cut.SILENT_AFTER_DOT]
        url = store.url.render_as_string(hide_password=False)
        words = (sys.executable, "-c", PROGRAM, url, str(batch), str(server.port))
        program = await asyncio.create_subprocess_exec(*words)
        await asyncio.to_thread(seen.arrived.wait, 60)
        assert await doubt_abandoned(store) == 0  # it is alive, so its message is not doubted
        program.kill()
        assert await program.wait() == -signal.SIGKILL

        assert await states(store) == [SENT, SENT, Delivery.SENDING, QUEUED, QUEUED, QUEUED]
        assert await doubt_abandoned(store) == 1
        assert await doubt_abandoned(store) == 0
        assert await states(store) == [SENT, SENT, IN_DOUBT, QUEUED, QUEUED, QUEUED]
        assert (await rows(store, OutboxMessage, "reply"))[2] == LOST

        shown = await send(store, batch, by_smtp(server))
        assert (shown[0], shown[-1]) == (SendProgress(3), SendProgress(3, sent=3, last="Person5"))
        assert await states(store) == [SENT, SENT, IN_DOUBT, SENT, SENT, SENT]
        assert reached(server) == [f"{name.lower()}@mp.example" for name in NAMES]

        await store.write(decide, message_id=3, arrived=True)
        assert (await states(store), await rows(store, Batch, "state")) == ([SENT] * 6, [BatchState.FINISHED])
