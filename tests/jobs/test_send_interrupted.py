"""A run of sending that does not come to its end, and what is known of each message then."""

import asyncio
import shutil
import threading
from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path
from typing import Self

import pytest

from db.change import Change
from db.enums import BatchState, Delivery
from db.store import Store
from db.tables import Batch, OutboxMessage
from paht_tui.domain.clock import SetClock
from paht_tui.domain.handover import Claimed, Wait, claim
from paht_tui.domain.outbox import release_batch
from paht_tui.domain.people import add_person
from paht_tui.domain.sending_policy import Pacing
from paht_tui.jobs import lines, sending_line
from paht_tui.jobs.compose import read_occasion
from paht_tui.jobs.send import Manner, SendProgress, send_batch
from paht_tui.jobs.sending_line import Done, Line, Reins, Run
from paht_tui.jobs.workers import doubt_abandoned, working
from paht_tui.mail.errors import ConnectionFailed, MailError
from paht_tui.mail.folder import FolderSender
from paht_tui.mail.message import Outcome
from paht_tui.mail.sender import Sender, SmtpSender
from tests.factories import SENDER, rows, states
from tests.jobs.sending import (
    ADDRESSES,
    FAILED,
    IN_DOUBT,
    QUEUED,
    SENT,
    THREE,
    Watched,
    a_batch,
    batch_state,
    by_smtp,
    reached,
    send,
)
from tests.servers import HOST, Cut, MailServer, Smtp, free_port


async def test_stopped_between_messages_the_rest_waits_and_nothing_is_under_way(
    store: Store, server: MailServer
) -> None:
    _, batch = await a_batch(store, *THREE)
    shown = await send(store, batch, by_smtp(server), until=lambda progress: progress.sent == 1)
    assert shown == [SendProgress(3), SendProgress(3, sent=1, last="Adams")]
    assert (await states(store), await batch_state(store)) == ([SENT, QUEUED, QUEUED], BatchState.PAUSED)
    assert (await rows(store, OutboxMessage, "attempts", "claimed_by"))[1:] == [(0, None), (0, None)]
    assert reached(server) == ADDRESSES[:1]


async def test_stopped_before_the_first_message_everything_waits(store: Store, server: MailServer) -> None:
    _, batch = await a_batch(store, *THREE)
    shown = await send(store, batch, by_smtp(server), until=lambda _: True)
    assert (shown, reached(server)) == ([SendProgress(3)], [])
    assert (await states(store), await batch_state(store)) == ([QUEUED] * 3, BatchState.PAUSED)


async def test_resumed_only_the_rest_is_sent(store: Store, server: MailServer) -> None:
    _, batch = await a_batch(store, *THREE)
    await send(store, batch, by_smtp(server), until=lambda progress: progress.sent == 1)
    shown = await send(store, batch, by_smtp(server))
    assert (shown[0], shown[-1]) == (SendProgress(2), SendProgress(2, sent=2, last="Clark"))
    assert reached(server) == ADDRESSES
    assert (await states(store), await batch_state(store)) == ([SENT] * 3, BatchState.FINISHED)
    assert await send(store, batch, by_smtp(server)) == [SendProgress(0)]
    assert reached(server) == ADDRESSES


async def test_without_an_answer_to_the_last_dot_a_message_is_in_doubt_and_never_sent_again(
    store: Store, server: MailServer
) -> None:
    _, batch = await a_batch(store, *THREE)
    server.script.cuts = [None, Cut.AFTER_DOT]
    shown = await send(store, batch, by_smtp(server))
    assert shown[-1] == SendProgress(3, sent=2, in_doubt=1, last="Clark")
    await send(store, batch, by_smtp(server))
    assert await states(store) == [SENT, IN_DOUBT, SENT]
    assert reached(server) == ADDRESSES
    raw = await rows(store, OutboxMessage, "raw")
    assert raw == [message.content for message in server.received]


async def test_a_server_that_does_not_answer_leaves_everything_as_it_was(store: Store) -> None:
    _, batch = await a_batch(store, *THREE)
    with pytest.raises(ConnectionFailed):
        await send(store, batch, SmtpSender(Smtp(HOST, free_port(), "none")))
    assert (await states(store), await batch_state(store)) == (
        [Delivery.PLANNED] * 3,
        BatchState.PREPARED,
    )


async def test_a_server_that_goes_away_leaves_the_rest_waiting(store: Store) -> None:
    _, batch = await a_batch(store, *THREE)
    with MailServer() as server:
        steps = send_batch(store, batch_id=batch, sender=SENDER, post=by_smtp(server))
        await anext(steps)
        await anext(steps)
    with pytest.raises(ConnectionFailed):
        async for _ in steps:
            pass
    await steps.aclose()
    assert (await states(store), await batch_state(store)) == (
        [SENT, QUEUED, QUEUED],
        BatchState.PAUSED,
    )


async def test_a_folder_that_cannot_be_made_leaves_everything_as_it_was(store: Store, tmp_path: Path) -> None:
    _, batch = await a_batch(store, *THREE)
    (tmp_path / "file").write_text("")
    with pytest.raises(MailError, match="takes no messages"):
        await send(store, batch, FolderSender(tmp_path / "file" / "outgoing"))
    assert await states(store) == [Delivery.PLANNED] * 3


async def test_a_folder_that_takes_no_more_leaves_the_rest_waiting(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "outgoing"
    _, batch = await a_batch(store, *THREE)
    steps = send_batch(store, batch_id=batch, sender=SENDER, post=FolderSender(folder))
    await anext(steps)
    await anext(steps)
    shutil.rmtree(folder)
    folder.write_text("in the way")
    with pytest.raises(MailError, match="takes no messages"):
        async for _ in steps:
            pass
    assert (await states(store), await batch_state(store)) == ([SENT, QUEUED, QUEUED], BatchState.PAUSED)
    folder.unlink()
    await send(store, batch, FolderSender(folder))
    assert await states(store) == [SENT] * 3


async def test_cancelled_while_a_message_is_handed_over_it_is_in_doubt_and_the_rest_waits(
    store: Store, server: MailServer
) -> None:
    _, batch = await a_batch(store, *THREE)
    seen = server.received = Watched(2)
    server.script.cuts = [None, Cut.SILENT_AFTER_DOT]
    sending = asyncio.ensure_future(send(store, batch, by_smtp(server)))
    await asyncio.to_thread(seen.arrived.wait, 30)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert (await states(store), await batch_state(store)) == (
        [SENT, IN_DOUBT, QUEUED],
        BatchState.PAUSED,
    )
    assert (await rows(store, OutboxMessage, "reply"))[1] == "stopped while the message was handed over"
    assert await rows(store, OutboxMessage, "raw") == [*(each.content for each in seen), None]


async def a_line(store: Store, batch: int, post: Sender) -> AsyncGenerator[Done | Wait, None]:
    """One connection that is about to take up its first message."""
    occasion = await store.read(read_occasion, meeting_id=1)
    run = Run(store, batch, occasion, SENDER, Pacing(), Reins(), waits=False, sleep=asyncio.sleep)
    return Line(run, post).steps()


async def test_cancelled_while_the_next_is_taken_up_it_waits_again(store: Store, tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(change: Change) -> None:
        begun.set()
        assert go_on.wait(30)

    _, batch = await a_batch(store, *THREE)
    await store.write(release_batch, batch_id=batch)
    line = await a_line(store, batch, FolderSender(tmp_path))
    busy = asyncio.ensure_future(store.write(slow))
    await asyncio.to_thread(begun.wait, 30)
    taking = asyncio.ensure_future(anext(line))
    await asyncio.sleep(0)
    taking.cancel()
    go_on.set()
    await busy
    with pytest.raises(asyncio.CancelledError):
        await taking
    await store.write(add_person, family_name="Dunn")  # comes after whatever was still to be written
    assert await rows(store, OutboxMessage, "state", "claimed_by") == [(QUEUED, None)] * 3


class Broken(FolderSender):
    """A way out with a mistake in it."""

    async def hand_over(self, raw: bytes, *, sender: str, recipient: str) -> Outcome:  # noqa: ARG002 - as given
        raise ZeroDivisionError("a mistake of ours")


async def test_after_a_mistake_of_ours_the_message_is_in_doubt_and_the_rest_waits(
    store: Store, tmp_path: Path
) -> None:
    _, batch = await a_batch(store, *THREE)
    with pytest.raises(ZeroDivisionError):
        await send(store, batch, Broken(tmp_path / "outgoing"))
    assert (await states(store), await batch_state(store)) == (
        [IN_DOUBT, QUEUED, QUEUED],
        BatchState.PAUSED,
    )


async def test_after_a_mistake_with_the_next_message_it_waits_again_and_the_sent_one_is_recorded(
    store: Store, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def composed(message: Claimed, *_: object) -> bytes:
        if message.to_name == "Brown":
            raise ZeroDivisionError("a mistake of ours")
        return b"Subject: hello\r\n\r\nhello\r\n"

    monkeypatch.setattr(sending_line, "compose_claimed", composed)
    _, batch = await a_batch(store, *THREE)
    with pytest.raises(ZeroDivisionError):
        await send(store, batch, by_smtp(server))
    assert (await states(store), reached(server)) == ([SENT, QUEUED, QUEUED], ADDRESSES[:1])


async def test_what_a_lost_run_left_under_way_is_in_doubt_before_the_next_begins(
    store: Store, server: MailServer, clock: SetClock
) -> None:
    _, batch = await a_batch(store, *THREE)
    await store.write(release_batch, batch_id=batch)
    with working() as worker:
        await store.write(claim, batch_id=batch, worker=worker)
        clock.advance(timedelta(minutes=1))
        assert await doubt_abandoned(store) == 0
    await send(store, batch, by_smtp(server))
    assert await states(store) == [IN_DOUBT, SENT, SENT]
    assert reached(server) == ADDRESSES[1:]


async def test_five_failures_in_a_row_pause_the_batch_and_say_so(store: Store, server: MailServer) -> None:
    _, batch = await a_batch(store, *(f"Person{number}" for number in range(7)))
    server.script.mail = ["550 5.7.1 not your address"] * 7
    shown = await send(store, batch, by_smtp(server))
    said = "Paused: 5 messages in a row did not leave."
    assert shown[-1] == SendProgress(7, failed=5, last="Person4", remark=said)
    assert await states(store) == [FAILED] * 5 + [QUEUED] * 2
    assert await rows(store, Batch, "state", "released_at", "paused_because") == [
        (BatchState.PAUSED, None, said)
    ]


async def test_refused_addresses_are_marked_and_do_not_stop_the_batch(
    store: Store, server: MailServer
) -> None:
    names = [f"Person{number}" for number in range(8)]
    _, batch = await a_batch(store, *names)
    for name in names[:7]:
        server.script.recipients[f"{name.lower()}@mp.example"] = ["550 5.1.1 no such user"]
    shown = await send(store, batch, by_smtp(server))
    assert shown[-1] == SendProgress(8, sent=1, failed=7, last="Person7")
    assert await states(store) == [FAILED] * 7 + [SENT]


async def test_a_server_that_knows_nobody_pauses_the_batch_too(
    store: Store, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending_line, "TOO_MANY_REFUSALS", 3)
    _, batch = await a_batch(store, *(f"Person{number}" for number in range(5)))
    for number in range(5):
        server.script.recipients[f"person{number}@mp.example"] = ["550 5.1.1 no such user"]
    shown = await send(store, batch, by_smtp(server))
    said = "Paused: 3 messages in a row did not leave."
    assert shown[-1] == SendProgress(5, failed=3, last="Person2", remark=said)
    assert await states(store) == [FAILED] * 3 + [QUEUED] * 2


async def test_stopped_while_the_server_is_only_called_the_message_waits_again(
    store: Store, tmp_path: Path
) -> None:
    calling = asyncio.Event()

    class Slow(FolderSender):
        """A way out whose door does not open."""

        async def __aenter__(self) -> Self:
            calling.set()
            await asyncio.Event().wait()
            return self

    _, batch = await a_batch(store, *THREE)
    await store.write(release_batch, batch_id=batch)
    line = await a_line(store, batch, Slow(tmp_path))
    step = asyncio.ensure_future(anext(line))
    await calling.wait()
    step.cancel()
    with pytest.raises(asyncio.CancelledError):
        await step
    assert await rows(store, OutboxMessage, "state", "claimed_by", "attempts") == [(QUEUED, None, 0)] * 3


async def test_a_server_that_is_silent_is_named(
    store: Store, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, batch = await a_batch(store, "Adams")
    server.script.delays["."] = 0.3
    monkeypatch.setattr(lines, "QUIET", 0.05)
    shown = await send(store, batch, by_smtp(server))
    assert SendProgress(1, waits="The server has not answered for half a minute.") in shown
    assert shown[-1] == SendProgress(1, sent=1, last="Adams")


async def test_a_paused_run_goes_on_when_it_is_let_go(
    store: Store, server: MailServer, clock: SetClock
) -> None:
    _, batch = await a_batch(store, *THREE)
    reins = Reins()

    async def sleep(seconds: float) -> None:
        clock.advance(timedelta(seconds=seconds))

    shown = []
    manner = Manner(reins=reins, sleep=sleep)
    steps = send_batch(store, batch_id=batch, sender=SENDER, post=by_smtp(server), manner=manner)
    async for progress in steps:
        shown.append((progress.sent, progress.waits))
        reins.paused = len(shown) in {1, 2, 3}
    assert shown == [(0, ""), (0, "Paused."), (0, "Paused."), (0, "Paused."), (1, ""), (2, ""), (3, "")]


@pytest.mark.parametrize(
    ("asleep", "end"),
    [
        (
            timedelta(minutes=10),
            SendProgress(3, sent=3, last="Clark"),
        ),
        (
            timedelta(hours=10),
            SendProgress(
                3, remark="Paused: the time it was planned for was slept through, so it is to be sent anew."
            ),
        ),
    ],
    ids=["a little", "the night"],
)
async def test_a_run_that_slept_through_its_time_does_not_send_on_waking(
    store: Store, server: MailServer, clock: SetClock, asleep: timedelta, end: SendProgress
) -> None:
    _, batch = await a_batch(store, *THREE)
    at = clock.at + timedelta(minutes=30)
    await store.write(release_batch, batch_id=batch, send_after=at)

    async def sleep(seconds: float) -> None:
        clock.at = at + asleep if clock.at < at else clock.at + timedelta(seconds=seconds)

    manner = Manner(waits=True, sleep=sleep)
    shown = await send(store, batch, by_smtp(server), manner=manner, released=True)
    assert (shown[-1], len(server.received)) == (end, end.sent)
    released = [(BatchState.FINISHED, clock.at - asleep - timedelta(minutes=30), at, "")]
    assert await rows(store, Batch, "state", "released_at", "send_after", "paused_because") == (
        released if end.sent else [(BatchState.PAUSED, None, None, end.remark)]
    )
