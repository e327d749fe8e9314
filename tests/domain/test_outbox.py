from datetime import timedelta
from typing import Any

import pytest

from db.change import Change
from db.enums import BatchState, Channel, ContactState, Delivery
from db.store import Store
from db.tables import Batch, EmailAddress, OutboxMessage
from paht_tui.domain.handover import Claimed, claim, decide
from paht_tui.domain.outbox import (
    FOLLOWS,
    bounce,
    drop,
    hold,
    move,
    release_batch,
    remove_batch,
    settle_batch,
)
from paht_tui.errors import UserError
from tests.conftest import NOON
from tests.factories import (
    Scene,
    hand_over,
    invite,
    planned,
    prepare,
    prepare_plainly,
    rows,
    states,
    the_hague,
)

PLANNED, HELD, QUEUED, SENDING, SENT, DEFERRED, FAILED, BOUNCED, IN_DOUBT, RETURNED, DROPPED = Delivery

ALLOWED = {
    PLANNED: {QUEUED, HELD, DROPPED, SENT},
    HELD: {PLANNED, DROPPED},
    QUEUED: {SENDING, PLANNED, HELD, DROPPED},
    SENDING: {SENT, DEFERRED, FAILED, IN_DOUBT, QUEUED},
    SENT: {BOUNCED, RETURNED},
    DEFERRED: {SENDING, QUEUED, HELD, DROPPED, FAILED},
    FAILED: {QUEUED, DROPPED},
    BOUNCED: set(),
    IN_DOUBT: {SENT, QUEUED, FAILED},
    RETURNED: set(),
    DROPPED: set(),
}

WAYS: dict[Delivery, tuple[Delivery, ...]] = {
    PLANNED: (),
    HELD: (HELD,),
    QUEUED: (QUEUED,),
    SENDING: (QUEUED, SENDING),
    SENT: (SENT,),
    DEFERRED: (QUEUED, SENDING, DEFERRED),
    FAILED: (QUEUED, SENDING, FAILED),
    BOUNCED: (SENT, BOUNCED),
    IN_DOUBT: (QUEUED, SENDING, IN_DOUBT),
    RETURNED: (SENT, RETURNED),
    DROPPED: (DROPPED,),
}
"""How a message comes to stand where it stands."""


def try_each(change: Change, message_id: int, standing: Delivery) -> set[Delivery]:
    """The states that `move` allows after `standing`."""
    change.describe("test", "Test")
    message = change.session.get_one(OutboxMessage, message_id)
    allowed = set()
    for state in Delivery:
        change.set(message, state=standing)
        try:
            move(change, message, state)
        except UserError:
            continue
        allowed.add(message.state)
    return allowed


async def prepared(store: Store, *names: str) -> tuple[Scene, int]:
    """A batch of plain messages to new people; their invitations, people and messages are 1, 2, …"""
    scene = await the_hague(store)
    ids = await invite(store, scene, *names)
    messages = [
        planned(number, number, to_name=name, to_address=f"{name}@MP.example")
        for number, name in zip(ids, names, strict=True)
    ]
    return scene, await prepare_plainly(store, scene, messages)


async def walk(store: Store, message: int, way: tuple[Delivery, ...]) -> None:
    def go(change: Change) -> None:
        change.describe("test", "Test")
        for state in way:
            move(change, change.session.get_one(OutboxMessage, message), state)

    await store.write(go)


@pytest.mark.parametrize("standing", Delivery)
async def test_what_may_follow_what(sqlite_store: Store, standing: Delivery) -> None:
    await prepared(sqlite_store, "Adams")
    await walk(sqlite_store, 1, WAYS[standing])
    assert await states(sqlite_store) == [standing]
    assert await sqlite_store.write(try_each, 1, standing) == ALLOWED[standing]


def test_the_table_is_whole() -> None:
    assert FOLLOWS == ALLOWED
    assert set(WAYS) == set(Delivery)


async def test_a_refused_change_is_named(sqlite_store: Store) -> None:
    await prepared(sqlite_store, "Adams")
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(bounce, message_id=1, reply="550")
    assert str(refused.value) == "The message to Adams is planned: it cannot become bounced."


async def test_nobody_gets_the_same_invitation_twice(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben = await invite(store, scene, "Adams", "Brown")
    await prepare_plainly(store, scene, [planned(ann, 1)])
    second = await prepare_plainly(
        store, scene, [planned(ann, 1, message_id="<a@x>"), planned(ben, 2, message_id="<b@x>")]
    )
    assert await rows(store, OutboxMessage, "batch_id", "invitation_id") == [(1, ann), (second, ben)]
    with pytest.raises(UserError) as refused:
        await prepare_plainly(store, scene, [planned(ann, 1, message_id="<c@x>")])
    assert str(refused.value) == "Everybody chosen has this message already, or it is prepared for them."


@pytest.mark.parametrize("end", [FAILED, DROPPED, BOUNCED, RETURNED])
async def test_what_never_arrived_may_be_prepared_anew(store: Store, end: Delivery) -> None:
    scene, _ = await prepared(store, "Adams")
    await walk(store, 1, WAYS[end])
    anew = await prepare_plainly(store, scene, [planned(1, 1, message_id="<anew@x>")])
    assert await rows(store, OutboxMessage, "batch_id", "state", "once") == [
        (1, end, "message 1 never arrived: invitation 1"),
        (anew, PLANNED, "invitation 1"),
    ]


@pytest.mark.parametrize("state", [PLANNED, HELD, QUEUED, SENDING, SENT, DEFERRED, IN_DOUBT])
async def test_what_may_still_arrive_may_not(sqlite_store: Store, state: Delivery) -> None:
    scene, _ = await prepared(sqlite_store, "Adams")
    await walk(sqlite_store, 1, WAYS[state])
    with pytest.raises(UserError, match="has this message already"):
        await prepare_plainly(sqlite_store, scene, [planned(1, 1, message_id="<anew@x>")])


async def test_a_failed_message_is_not_sent_again_beside_the_one_that_took_its_place(store: Store) -> None:
    scene, _ = await prepared(store, "Adams")
    await walk(store, 1, WAYS[FAILED])
    await prepare_plainly(store, scene, [planned(1, 1, message_id="<anew@x>")])
    with pytest.raises(UserError) as refused:
        await store.write(decide, message_id=1, arrived=False)
    assert str(refused.value) == ("Adams was written to anew since this message failed: it stays as it is.")
    assert await states(store) == [FAILED, PLANNED]


async def test_a_failed_message_that_shall_be_sent_again_is_the_only_one(store: Store) -> None:
    scene, batch = await prepared(store, "Adams")
    await hand_over(store, batch, FAILED)
    await store.write(settle_batch, batch_id=batch)
    await store.write(decide, message_id=1, arrived=False)
    assert await rows(store, OutboxMessage, "state", "once") == [(QUEUED, "invitation 1")]
    assert await rows(store, Batch, "state") == [BatchState.PAUSED]
    with pytest.raises(UserError, match="has this message already"):
        await prepare_plainly(store, scene, [planned(1, 1, message_id="<anew@x>")])
    await store.write(release_batch, batch_id=batch)
    assert await store.write(claim, batch_id=batch, worker="test") is not None


async def test_a_message_that_failed_twice_is_free_once_more(store: Store) -> None:
    _, batch = await prepared(store, "Adams")
    for _ in range(2):
        await hand_over(store, batch, FAILED)
        await store.write(decide, message_id=1, arrived=False)
    await store.write(drop, message_id=1)
    assert await rows(store, OutboxMessage, "state", "once") == [
        (DROPPED, "message 1 never arrived: invitation 1")
    ]


async def addresses(store: Store) -> list[Any]:
    return await rows(store, EmailAddress, "address", "state")


async def test_a_bounce_marks_the_address_it_came_from(store: Store) -> None:
    _, batch = await prepared(store, "Adams", "Brown")
    await hand_over(store, batch, SENT)
    await store.write(bounce, message_id=1, reply="550 5.1.1 no such user")
    assert await states(store) == [BOUNCED, QUEUED]
    assert await addresses(store) == [
        ("adams@mp.example", ContactState.BOUNCED),
        ("brown@mp.example", ContactState.UNTRIED),
    ]


async def test_a_message_is_held_back_and_let_go_again(store: Store) -> None:
    _, batch = await prepared(store, "Adams", "Brown")
    await store.write(hold, message_id=1)
    assert await store.write(release_batch, batch_id=batch) == 1
    assert await states(store) == [HELD, QUEUED]
    await store.write(hold, message_id=1)
    assert await states(store) == [PLANNED, QUEUED]
    assert await store.write(release_batch, batch_id=batch) == 2


async def test_a_dropped_message_is_not_sent(store: Store) -> None:
    _, batch = await prepared(store, "Adams", "Brown")
    await store.write(drop, message_id=1)
    assert await store.write(release_batch, batch_id=batch) == 1
    claimed = await store.write(claim, batch_id=batch, worker="w1")
    assert isinstance(claimed, Claimed)
    assert claimed.to_name == "Brown"


async def test_a_batch_of_which_nothing_has_left_can_be_dropped_and_prepared_anew(store: Store) -> None:
    scene, batch = await prepared(store, "Adams", "Brown", "Clark")
    await store.write(hold, message_id=2)
    await hand_over(store, batch, FAILED)
    await store.write(remove_batch, batch_id=batch)
    assert await states(store) == [DROPPED] * 3
    assert await rows(store, Batch, "state") == [BatchState.DROPPED]
    again = [planned(each, each, message_id=f"<anew{each}@x>") for each in (1, 2, 3)]
    await prepare_plainly(store, scene, again)
    assert await states(store) == [DROPPED] * 3 + [PLANNED] * 3


@pytest.mark.parametrize("state", [SENDING, SENT, IN_DOUBT, BOUNCED])
async def test_a_batch_of_which_something_may_have_left_stays(sqlite_store: Store, state: Delivery) -> None:
    _, batch = await prepared(sqlite_store, "Adams", "Brown")
    await walk(sqlite_store, 1, WAYS[state])
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(remove_batch, batch_id=batch)
    assert str(refused.value) == (
        "1 of this batch have left the machine: hold or drop the others one by one."
    )


async def test_a_dropped_batch_is_not_sent(sqlite_store: Store) -> None:
    _, batch = await prepared(sqlite_store, "Adams")
    await sqlite_store.write(remove_batch, batch_id=batch)
    with pytest.raises(UserError, match="This batch was dropped: prepare it anew"):
        await sqlite_store.write(release_batch, batch_id=batch)
    assert await sqlite_store.write(settle_batch, batch_id=batch) is BatchState.DROPPED


async def test_letters_are_not_sent_by_mail(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    batch = await prepare_plainly(sqlite_store, scene, [planned(ann, 1)], channel=Channel.LETTER)
    with pytest.raises(UserError, match="These are letters: print and post them"):
        await sqlite_store.write(release_batch, batch_id=batch)
    assert await rows(sqlite_store, Batch, "state") == [BatchState.PREPARED]


async def test_a_default_invitation_may_leave_once_by_each_channel(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await prepare(store, scene, [ann])
    assert await rows(store, OutboxMessage, "once") == [
        f"invitation by email: invitation {ann}, session {scene.main}, sequence 0"
    ]


async def test_what_was_stopped_has_no_time_of_its_own_any_more(store: Store) -> None:
    scene = await the_hague(store)
    batch = await prepare(store, scene, await invite(store, scene, "Adams"))
    tomorrow = NOON + timedelta(days=1)
    await store.write(release_batch, batch_id=batch, send_after=tomorrow)
    await store.write(settle_batch, batch_id=batch)
    assert await rows(store, Batch, "state", "send_after") == [(BatchState.PAUSED, tomorrow)]
    await store.write(settle_batch, batch_id=batch, stopped=True)
    assert await rows(store, Batch, "state", "released_at", "send_after") == [(BatchState.PAUSED, None, None)]
