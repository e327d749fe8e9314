import asyncio
import email
from datetime import timedelta
from email import policy
from pathlib import Path

import pytest

from db.enums import BatchState, Channel, ContactState, Delivery
from db.store import Store
from db.tables import Batch, EmailAddress, OutboxMessage
from paht_tui.domain.clock import SetClock
from paht_tui.domain.handover import decide
from paht_tui.domain.outbox import hold, remove_batch
from paht_tui.domain.people import add_person
from paht_tui.errors import UserError
from paht_tui.jobs.send import Manner, SendProgress, send_batch
from paht_tui.mail.folder import FolderSender
from paht_tui.mail.sender import SmtpSender
from paht_tui.settings import SenderSettings
from tests.conftest import NOON
from tests.factories import SENDER, another, planned, prepare, prepare_plainly, rows, states
from tests.jobs.sending import (
    ADDRESSES,
    DEFERRED,
    FAILED,
    SENT,
    THREE,
    a_batch,
    batch_state,
    by_smtp,
    reached,
    send,
)
from tests.servers import HOST, MailServer, Smtp, free_port


async def test_a_batch_goes_into_the_outgoing_folder(store: Store, tmp_path: Path) -> None:
    _, batch = await a_batch(store, *THREE)
    shown = await send(store, batch, FolderSender(tmp_path / "outgoing"))
    assert shown == [
        SendProgress(3),
        SendProgress(3, sent=1, last="Adams"),
        SendProgress(3, sent=2, last="Brown"),
        SendProgress(3, sent=3, last="Clark"),
    ]
    assert (await states(store), await batch_state(store)) == ([SENT] * 3, BatchState.FINISHED)
    files = sorted((tmp_path / "outgoing").iterdir())
    assert [path.read_bytes() for path in files] == await rows(store, OutboxMessage, "raw")
    assert await rows(store, OutboxMessage, "reply", "sent_at", "attempts") == [
        (f"250 {path}", NOON, 1) for path in files
    ]


async def test_a_batch_goes_to_a_mail_server_as_it_is_recorded(store: Store, server: MailServer) -> None:
    _, batch = await a_batch(store, *THREE)
    await send(store, batch, by_smtp(server))
    assert reached(server) == ADDRESSES
    assert [message.content for message in server.received] == await rows(store, OutboxMessage, "raw")
    assert {message.sender for message in server.received} == {SENDER.address}
    parsed = email.message_from_bytes(server.received[0].content, policy=policy.default)
    assert (parsed["To"], parsed["From"], parsed["Message-ID"]) == (
        "Adams <adams@mp.example>",
        "Anna Visser <anna@paht.example>",
        (await rows(store, OutboxMessage, "message_id"))[0],
    )
    assert [part.get_content_type() for part in parsed.walk()].count("text/calendar") == 1


async def test_a_message_that_is_held_back_stays(store: Store, server: MailServer) -> None:
    _, batch = await a_batch(store, *THREE)
    await store.write(hold, message_id=2)
    await send(store, batch, by_smtp(server))
    assert reached(server) == [ADDRESSES[0], ADDRESSES[2]]
    assert await states(store) == [SENT, Delivery.HELD, SENT]
    await store.write(hold, message_id=2)
    await send(store, batch, by_smtp(server))
    assert reached(server) == [ADDRESSES[0], ADDRESSES[2], ADDRESSES[1]]


async def test_an_address_that_does_not_exist_is_marked_and_the_others_go(
    store: Store, server: MailServer
) -> None:
    _, batch = await a_batch(store, *THREE)
    server.script.recipients["brown@mp.example"] = ["550 5.1.1 no such user"]
    shown = await send(store, batch, by_smtp(server))
    assert shown[-1] == SendProgress(3, sent=2, failed=1, last="Clark")
    assert await states(store) == [SENT, FAILED, SENT]
    assert (await rows(store, OutboxMessage, "reply", "raw"))[1] == ("550 5.1.1 no such user", None)
    assert await rows(store, EmailAddress, "state") == [
        ContactState.UNTRIED,
        ContactState.BOUNCED,
        ContactState.UNTRIED,
    ]
    assert await batch_state(store) is BatchState.FINISHED


async def test_a_text_that_is_refused_says_nothing_about_the_address(
    store: Store, server: MailServer
) -> None:
    _, batch = await a_batch(store, *THREE)
    server.script.content = ["554 5.6.0 looks like spam"]
    await send(store, batch, by_smtp(server))
    assert await states(store) == [FAILED, SENT, SENT]
    assert await rows(store, EmailAddress, "state") == [ContactState.UNTRIED] * 3


async def test_what_is_put_off_leaves_when_it_is_due_and_not_before(
    store: Store, server: MailServer, clock: SetClock
) -> None:
    _, batch = await a_batch(store, *THREE)
    server.script.recipients["adams@mp.example"] = ["450 4.2.0 try again later"]
    shown = await send(store, batch, by_smtp(server))
    waits = "1 waits until 12:05 (Amsterdam time, 16 Jan): the server has put them off."
    assert shown[-2:] == [
        SendProgress(3, sent=2, deferred=1, last="Clark"),
        SendProgress(3, sent=2, deferred=1, last="Clark", waits=waits),
    ]
    assert (await states(store), await batch_state(store)) == ([DEFERRED, SENT, SENT], BatchState.PAUSED)
    assert (await rows(store, OutboxMessage, "retry_at"))[0] == NOON + timedelta(minutes=5)

    assert await send(store, batch, by_smtp(server)) == [SendProgress(1), SendProgress(1, waits=waits)]
    assert reached(server) == ADDRESSES[1:]
    clock.advance(timedelta(minutes=5))
    await send(store, batch, by_smtp(server))
    assert reached(server) == [ADDRESSES[1], ADDRESSES[2], ADDRESSES[0]]
    assert await rows(store, OutboxMessage, "state", "attempts") == [(SENT, 2), (SENT, 1), (SENT, 1)]


async def test_a_run_that_is_still_open_goes_on_when_what_was_put_off_is_due(
    store: Store, server: MailServer, clock: SetClock
) -> None:
    _, batch = await a_batch(store, *THREE)
    server.script.recipients["adams@mp.example"] = ["450 4.2.0 later", "421 4.7.0 too fast"]

    async def sleep(seconds: float) -> None:
        clock.advance(timedelta(seconds=max(seconds, 60)))

    shown = await send(store, batch, by_smtp(server), manner=Manner(waits=True, sleep=sleep))
    assert shown[-1] == SendProgress(3, sent=3, last="Adams")
    assert list(dict.fromkeys(each.waits for each in shown if each.waits)) == [
        "1 waits until 12:05 (Amsterdam time, 16 Jan): the server has put them off.",
        "1 waits until 13:05 (Amsterdam time, 16 Jan): the server has put them off.",
    ]
    assert (await states(store), await batch_state(store)) == ([SENT] * 3, BatchState.FINISHED)
    assert (await rows(store, OutboxMessage, "sent_at"))[0] == NOON + timedelta(minutes=65)


async def test_what_is_put_off_for_two_days_has_failed(
    store: Store, server: MailServer, clock: SetClock
) -> None:
    _, batch = await a_batch(store, "Adams")
    server.script.recipients["adams@mp.example"] = ["450 4.2.0 later"] * 100
    tries = 0
    while await batch_state(store) is not BatchState.FINISHED:
        await send(store, batch, by_smtp(server))
        clock.advance(timedelta(hours=4))
        tries += 1
    reply = "450 4.2.0 later (given up after 18 attempts)"
    assert (tries, await rows(store, OutboxMessage, "state", "reply", "retry_at")) == (
        18,
        [(FAILED, reply, None)],
    )


async def test_a_failed_message_can_be_sent_again_to_a_mended_server(
    store: Store, server: MailServer
) -> None:
    _, batch = await a_batch(store, *THREE)
    server.script.mail = ["550 5.7.1 not your address"]
    await send(store, batch, by_smtp(server))
    await store.write(decide, message_id=1, arrived=False)
    await send(store, batch, by_smtp(server))
    assert reached(server) == [ADDRESSES[1], ADDRESSES[2], ADDRESSES[0]]


async def test_an_address_that_cannot_be_used_fails_and_the_others_go(
    store: Store, server: MailServer
) -> None:
    scene, _ = await a_batch(store, *THREE)
    batch = await prepare_plainly(
        store,
        scene,
        [
            planned(1, 1, to_address="a@b.example\r\nRCPT TO:<x@y.example>", once=None, message_id="<a@x>"),
            planned(2, 2, once=None, message_id="<b@x>"),
        ],
    )
    await send(store, batch, by_smtp(server))
    assert (await states(store))[3:] == [FAILED, SENT]
    assert reached(server) == ["person2@mp.example"]


@pytest.mark.parametrize("senders", [2, 4])
async def test_several_senders_at_once_send_each_message_once(
    store: Store, server: MailServer, senders: int
) -> None:
    names = [f"Person{number:02}" for number in range(20)]
    _, batch = await a_batch(store, *names)
    async with another(store) as ben:
        shown = await asyncio.gather(
            *(send(ben if number % 2 else store, batch, by_smtp(server)) for number in range(senders))
        )
    assert sorted(reached(server)) == [f"{name.lower()}@mp.example" for name in names]
    assert sum(progress[-1].sent for progress in shown) == 20
    assert (await states(store), await batch_state(store)) == ([SENT] * 20, BatchState.FINISHED)


async def test_a_batch_in_the_name_of_somebody_else_is_refused(sqlite_store: Store, tmp_path: Path) -> None:
    _, batch = await a_batch(sqlite_store, "Adams")
    for address, named in (("ben@paht.example", "ben@paht.example"), ("", "nobody")):
        steps = send_batch(
            sqlite_store,
            batch_id=batch,
            sender=SenderSettings(address=address),
            post=FolderSender(tmp_path / "outgoing"),
        )
        with pytest.raises(UserError) as refused:
            await anext(steps)
        assert str(refused.value) == (
            "This batch was prepared in the name of anna@paht.example, and the settings now say"
            f" {named}: prepare it anew."
        )
    assert await states(sqlite_store) == [Delivery.PLANNED]


async def test_a_dropped_batch_and_letters_are_not_sent(sqlite_store: Store, tmp_path: Path) -> None:
    scene, dropped = await a_batch(sqlite_store, "Adams")
    await sqlite_store.write(remove_batch, batch_id=dropped)
    letters = await prepare_plainly(
        sqlite_store, scene, [planned(1, 1, message_id="<l@x>")], channel=Channel.LETTER
    )
    sentences = []
    for batch in (dropped, letters):
        with pytest.raises(UserError) as refused:
            await send(sqlite_store, batch, FolderSender(tmp_path / "outgoing"))
        sentences.append(str(refused.value))
    assert sentences == [
        "This batch was dropped: prepare it anew.",
        "These are letters: print and post them.",
    ]
    assert await rows(sqlite_store, Batch, "state") == [BatchState.DROPPED, BatchState.PREPARED]


async def test_two_batches_to_the_same_people_do_not_disturb_each_other(
    store: Store, server: MailServer
) -> None:
    scene, first = await a_batch(store, "Adams")
    second = await prepare(store, scene, [1], "reminder")
    await send(store, second, by_smtp(server))
    assert await rows(store, OutboxMessage, "batch_id", "state") == [
        (first, Delivery.PLANNED),
        (second, SENT),
    ]


async def test_the_record_can_be_written_while_a_batch_is_sent(store: Store, server: MailServer) -> None:
    _, batch = await a_batch(store, *THREE)
    steps = send_batch(store, batch_id=batch, sender=SENDER, post=by_smtp(server))
    async for progress in steps:
        await store.write(add_person, family_name=f"During {progress.sent}")
    assert await states(store) == [SENT] * 3


async def test_several_connections_share_a_batch_and_one_that_is_refused_is_done_without(
    store: Store, server: MailServer
) -> None:
    names = [f"Person{number:02}" for number in range(12)]
    _, batch = await a_batch(store, *names)
    closed = SmtpSender(Smtp(HOST, free_port(), "none"))
    manner = Manner(more=(by_smtp(server), closed))
    shown = await send(store, batch, by_smtp(server), manner=manner)
    assert sorted(reached(server)) == [f"{name.lower()}@mp.example" for name in names]
    assert (shown[-1].sent, server.connections) == (12, 2)
    assert len(set(await rows(store, OutboxMessage, "claimed_by"))) == 2
