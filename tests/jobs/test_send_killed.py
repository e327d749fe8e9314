"""The worst that can happen: the process is killed, at any instant, while messages are on their way."""

import asyncio
import os
import random
import signal

from db.enums import BatchState, Delivery
from db.store import Store
from db.tables import Batch, OutboxMessage
from paht_tui.domain.handover import decide
from paht_tui.domain.outbox import release_batch
from paht_tui.jobs.send import SendProgress
from paht_tui.jobs.workers import LOST, doubt_abandoned
from tests.factories import rows, states
from tests.jobs.killing import barrier, start
from tests.jobs.sending import Watched, a_batch, by_smtp, reached, send
from tests.servers import Cut, MailServer

NAMES = [f"Person{number}" for number in range(6)]
SENT, IN_DOUBT, QUEUED = Delivery.SENT, Delivery.IN_DOUBT, Delivery.QUEUED

KILLS = int(os.environ.get("PAHT_KILLS", "12"))
"""How often the harness kills; `make kills` says 100."""
SOON = 0.02
"""Within so many seconds after a message has arrived the next one is under way in all its parts."""


async def test_a_killed_program_leaves_one_message_in_doubt_and_the_rest_waiting(store: Store) -> None:
    _, batch = await a_batch(store, *NAMES)
    await store.write(release_batch, batch_id=batch)
    with MailServer() as server:
        seen = server.received = Watched(3)
        server.script.cuts = [None, None, Cut.SILENT_AFTER_DOT]
        program = start(store, batch, server)
        await asyncio.to_thread(seen.arrived.wait, 60)
        assert await doubt_abandoned(store) == 0  # it is alive, so its message is not doubted
        program.kill()
        await asyncio.to_thread(program.join)
        assert program.exitcode == -signal.SIGKILL

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


async def test_killed_at_any_instant_nothing_is_lost_and_nothing_sent_twice(store: Store) -> None:
    names = [f"Person{number:03}" for number in range(KILLS * 4)]
    _, batch = await a_batch(store, *names)
    await store.write(release_batch, batch_id=batch)
    seed = random.randrange(1_000_000)
    dice = random.Random(seed)
    kills = 0
    with MailServer() as server:
        seen = server.received = Watched(1)
        while kills < KILLS and Delivery.QUEUED in await states(store):
            seen.expect_more(dice.randint(1, 4))
            program = start(store, batch, server)
            await asyncio.to_thread(seen.arrived.wait, 60)
            await asyncio.to_thread(program.join, dice.uniform(0, SOON))
            program.kill()
            await asyncio.to_thread(program.join)
            kills += program.exitcode == -signal.SIGKILL
        await doubt_abandoned(store)
        await send(store, batch, by_smtp(server), released=True)
        at_the_server = reached(server)

    ends = dict(await rows(store, OutboxMessage, "to_address", "state"))
    doubtful = {address for address, state in ends.items() if state is IN_DOUBT}
    told = f"{kills} kills, seed {seed}, {len(doubtful)} in doubt"
    assert len(at_the_server) == len(set(at_the_server)), told  # none twice
    assert set(ends.values()) <= {SENT, IN_DOUBT}, told  # none left behind
    assert set(ends) - set(at_the_server) <= doubtful, told  # none missing that is said to be sent
    assert len(doubtful) <= kills, told  # and only what a killed program had in hand is in doubt


async def test_two_processes_that_send_the_same_batch_send_each_message_once(store: Store) -> None:
    names = [f"Person{number:02}" for number in range(60)]
    _, batch = await a_batch(store, *names)
    await store.write(release_batch, batch_id=batch)
    with MailServer() as server:
        together = barrier(2)
        programs = [start(store, batch, server, together=together) for _ in range(2)]
        for program in programs:
            await asyncio.to_thread(program.join, 60)
        assert [program.exitcode for program in programs] == [0, 0]
        assert sorted(reached(server)) == [f"{name.lower()}@mp.example" for name in names]
    workers = await rows(store, OutboxMessage, "claimed_by")
    assert len(set(workers)) == 2
    assert await states(store) == [SENT] * 60
