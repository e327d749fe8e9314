from datetime import UTC, datetime, time, timedelta

import pytest

from db.change import Change
from db.enums import BatchState, ContactState, Delivery
from db.queries.mail import in_flight
from db.store import Store
from db.tables import Batch, History, OutboxMessage
from paht_tui.domain.clock import SetClock
from paht_tui.domain.handover import (
    Claimed,
    HandedOver,
    Wait,
    claim,
    decide,
    doubt,
    found_sent,
    give_back,
    record,
    record_and_claim,
    upcoming,
)
from paht_tui.domain.outbox import hold, release_batch, settle_batch
from paht_tui.domain.sending_policy import Pacing
from paht_tui.errors import UserError
from tests.conftest import NOON
from tests.domain.test_outbox import WAYS, addresses, prepared, walk
from tests.factories import hand_over, invite, planned, prepare_plainly, rows, states, the_hague

PLANNED, HELD, QUEUED, SENDING, SENT, DEFERRED, FAILED, BOUNCED, IN_DOUBT, RETURNED, DROPPED = Delivery


async def test_a_message_is_taken_up_by_one_sender_only(store: Store) -> None:
    _, batch = await prepared(store, "Adams", "Brown")
    assert await store.write(claim, batch_id=batch, worker="w1") is None  # nobody confirmed the batch
    assert await store.write(release_batch, batch_id=batch) == 2
    first, second, third = [
        await store.write(claim, batch_id=batch, worker=worker) for worker in ("w1", "w2", "w3")
    ]
    assert isinstance(first, Claimed)
    assert isinstance(second, Claimed)
    assert (first.id, second.id, third) == (1, 2, None)
    assert await store.read(in_flight) == ((1, "w1", NOON), (2, "w2", NOON))
    assert await rows(store, OutboxMessage, "state", "attempts") == [(SENDING, 1), (SENDING, 1)]


async def test_a_claim_carries_what_is_needed_to_hand_it_over(store: Store) -> None:
    _, batch = await prepared(store, "Adams")
    await store.write(release_batch, batch_id=batch)
    kind = (await rows(store, OutboxMessage, "kind"))[0]
    assert await store.write(claim, batch_id=batch, worker="w1") == Claimed(
        id=1,
        message_id="<1@paht.example>",
        to_name="Adams",
        to_address="Adams@MP.example",
        subject="Invitation",
        text="Dear colleague",
        language="en",
        kind=kind,
        session_id=None,
        sequence=None,
        answer=None,
        claimed_at=NOON,
    )


async def test_one_message_is_recorded_and_the_next_taken_up_in_one_step(store: Store) -> None:
    _, batch = await prepared(store, "Adams", "Brown")
    await store.write(release_batch, batch_id=batch)
    turn: Claimed | Wait | None = await store.write(claim, batch_id=batch, worker="w1")
    found = []
    while isinstance(turn, Claimed):
        found.append((turn.id, await states(store)))
        left = HandedOver(turn.id, SENT, "250 taken", b"raw")
        state, turn = await store.write(record_and_claim, handed_over=left, batch_id=batch, worker="w1")
        assert state is SENT
    assert (found, turn) == ([(1, [SENDING, QUEUED]), (2, [SENT, SENDING])], None)
    assert await rows(store, OutboxMessage, "reply", "raw", "sent_at") == [("250 taken", b"raw", NOON)] * 2
    assert await store.write(settle_batch, batch_id=batch) is BatchState.FINISHED
    assert (await rows(store, History, "summary"))[-5:-1] == [
        "Sending to Adams",
        "Invitation to Adams: sent",
        "Sending to Brown",
        "Invitation to Brown: sent",
    ]


async def test_what_was_read_ahead_is_taken_up_only_as_it_still_is(store: Store) -> None:
    _, batch = await prepared(store, "Adams", "Brown", "Clark")
    await store.write(release_batch, batch_id=batch)
    known = await store.read(upcoming, batch_id=batch, now=NOON)
    assert [row.to_name for row in known] == ["Adams", "Brown", "Clark"]

    def alter(change: Change) -> None:
        change.describe("test", "Test")
        change.set(change.session.get_one(OutboxMessage, 1), text="Dear all")

    await store.write(alter)
    await store.write(hold, message_id=2)
    third = await store.write(claim, batch_id=batch, worker="w1", known=known)
    assert isinstance(third, Claimed)
    assert (third.to_name, await states(store)) == ("Clark", [QUEUED, HELD, SENDING])
    first = await store.write(claim, batch_id=batch, worker="w1", known=known)
    assert isinstance(first, Claimed)
    assert (first.to_name, first.text) == ("Adams", "Dear all")


async def test_a_deferred_message_waits_until_it_is_due(store: Store, clock: SetClock) -> None:
    _, batch = await prepared(store, "Adams")
    await hand_over(store, batch, DEFERRED)
    assert await store.write(settle_batch, batch_id=batch) is BatchState.PAUSED
    due = NOON + timedelta(minutes=5)
    waits = Wait(due, 1, "the server has put them off")
    assert await store.write(claim, batch_id=batch, worker="w1") == waits
    clock.advance(timedelta(minutes=5))
    assert isinstance(await store.write(claim, batch_id=batch, worker="w1"), Claimed)
    assert await rows(store, OutboxMessage, "attempts", "claimed_by") == [(2, "w1")]


async def test_nothing_leaves_before_the_time_it_was_planned_for(store: Store, clock: SetClock) -> None:
    _, batch = await prepared(store, "Adams")
    later = NOON + timedelta(hours=20)
    await store.write(release_batch, batch_id=batch, send_after=later)
    assert await store.write(claim, batch_id=batch, worker="w1") == Wait(
        later, 1, "as it was planned", planned=True
    )
    clock.advance(timedelta(hours=20))
    assert isinstance(await store.write(claim, batch_id=batch, worker="w1"), Claimed)


async def test_nothing_leaves_outside_of_the_hours_of_sending(store: Store, clock: SetClock) -> None:
    _, batch = await prepared(store, "Adams")
    await store.write(release_batch, batch_id=batch)
    evening = Pacing(hours=(time(18), time(20)), zone="Europe/Amsterdam")
    at_six = datetime(2012, 1, 16, 17, tzinfo=UTC)
    turn = await store.write(claim, batch_id=batch, worker="w1", pacing=evening)
    assert turn == Wait(at_six, 1, "no more may leave sooner")
    clock.advance(timedelta(hours=6))
    assert isinstance(await store.write(claim, batch_id=batch, worker="w1", pacing=evening), Claimed)


async def test_only_so_many_leave_in_a_minute_whoever_sends_them(store: Store, clock: SetClock) -> None:
    _, batch = await prepared(store, "Adams", "Brown", "Clark")
    await store.write(release_batch, batch_id=batch)
    slow = Pacing(per_minute=2)
    turns = [
        await store.write(claim, batch_id=batch, worker=worker, pacing=slow) for worker in ("w1", "w2", "w3")
    ]
    assert turns[2] == Wait(NOON + timedelta(minutes=1), 1, "no more may leave sooner")
    clock.advance(timedelta(minutes=1))
    assert isinstance(await store.write(claim, batch_id=batch, worker="w3", pacing=slow), Claimed)


async def test_a_domain_that_is_busy_lets_others_pass(store: Store) -> None:
    scene = await the_hague(store)
    ids = await invite(store, scene, "Adams", "Brown", "Clark")
    addresses = ("a@one.example", "b@ONE.example", "c@two.example")
    batch = await prepare_plainly(
        store,
        scene,
        [planned(each, each, to_address=to) for each, to in zip(ids, addresses, strict=True)],
    )
    await store.write(release_batch, batch_id=batch)
    slow = Pacing(per_domain=1)
    turns = [await store.write(claim, batch_id=batch, worker="w1", pacing=slow) for _ in range(3)]
    assert [turn.to_address for turn in turns if isinstance(turn, Claimed)] == [addresses[0], addresses[2]]
    assert turns[2] == Wait(NOON + timedelta(minutes=1), 1, "no more may leave to their domain sooner")


async def test_a_batch_that_was_stopped_waits_for_a_person(store: Store) -> None:
    _, batch = await prepared(store, "Adams", "Brown")
    await hand_over(store, batch)
    assert await store.write(settle_batch, batch_id=batch, because="Too many failed.") is BatchState.PAUSED
    assert await store.write(claim, batch_id=batch, worker="w1") is None
    assert await rows(store, Batch, "released_at", "paused_because") == [(None, "Too many failed.")]
    await store.write(release_batch, batch_id=batch)
    assert isinstance(await store.write(claim, batch_id=batch, worker="w1"), Claimed)
    assert await rows(store, Batch, "released_at", "paused_because") == [(NOON, "")]


async def test_what_was_claimed_and_not_handed_over_is_as_if_it_never_was(store: Store) -> None:
    _, batch = await prepared(store, "Adams")
    await store.write(release_batch, batch_id=batch)
    names = ("state", "claimed_by", "claimed_at", "attempts")
    before = await rows(store, OutboxMessage, *names)
    await store.write(claim, batch_id=batch, worker="w1")
    await store.write(give_back, message_id=1)
    assert await rows(store, OutboxMessage, *names) == before == [(QUEUED, None, None, 0)]


async def test_a_message_in_doubt_is_decided_by_a_person(store: Store) -> None:
    _, batch = await prepared(store, "Adams", "Brown")
    await store.write(release_batch, batch_id=batch)
    for worker in ("w1", "w2"):
        await store.write(claim, batch_id=batch, worker=worker)
    assert await store.write(doubt, message_ids=[1, 2], why="the program ended") == 2
    assert await rows(store, OutboxMessage, "state", "reply") == [(IN_DOUBT, "the program ended")] * 2
    assert await store.write(claim, batch_id=batch, worker="w3") is None  # never sent again by itself
    await store.write(decide, message_id=1, arrived=True)
    await store.write(decide, message_id=2, arrived=False)
    assert await rows(store, OutboxMessage, "state", "sent_at") == [(SENT, NOON), (QUEUED, None)]


async def test_what_a_person_sends_again_after_the_batch_has_ended_waits_for_a_sentence(store: Store) -> None:
    _, batch = await prepared(store, "Adams")
    await hand_over(store, batch, FAILED)
    assert await store.write(settle_batch, batch_id=batch) is BatchState.FINISHED
    await store.write(decide, message_id=1, arrived=False)
    assert await store.write(claim, batch_id=batch, worker="w1") is None
    assert await rows(store, OutboxMessage, "state", "attempts") == [(QUEUED, 0)]


async def test_what_lies_in_the_sent_folder_was_sent(store: Store) -> None:
    _, batch = await prepared(store, "Adams", "Brown")
    await hand_over(store, batch, IN_DOUBT)
    for message in (1, 2):
        await store.write(found_sent, message_id=message)
    assert await rows(store, OutboxMessage, "state", "reply") == [
        (SENT, "said (found in the sent folder)"),
        (QUEUED, ""),
    ]


async def test_only_what_is_with_a_sender_comes_into_doubt(sqlite_store: Store) -> None:
    _, batch = await prepared(sqlite_store, "Adams", "Brown")
    await hand_over(sqlite_store, batch, SENT)
    assert await sqlite_store.write(doubt, message_ids=[1, 2], why="?") == 0
    assert await states(sqlite_store) == [SENT, QUEUED]


async def test_a_sender_thought_lost_may_still_say_what_became_of_its_message(store: Store) -> None:
    _, batch = await prepared(store, "Adams")
    await store.write(release_batch, batch_id=batch)
    await store.write(claim, batch_id=batch, worker="w1")
    await store.write(doubt, message_ids=[1], why="?")
    await store.write(record, handed_over=HandedOver(1, SENT, "250 taken"))
    assert await states(store) == [SENT]


@pytest.mark.parametrize("state", [PLANNED, SENT, QUEUED])
async def test_nothing_is_to_be_decided_about_a_message_that_is_not_in_doubt(
    sqlite_store: Store, state: Delivery
) -> None:
    await prepared(sqlite_store, "Adams")
    await walk(sqlite_store, 1, WAYS[state])
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(decide, message_id=1, arrived=True)
    assert str(refused.value) == f"Nothing is to be decided: the message to Adams is {state}."


@pytest.mark.parametrize(("refused", "state"), [(True, ContactState.BOUNCED), (False, ContactState.UNTRIED)])
async def test_a_refusal_marks_the_address_only_if_it_was_about_the_address(
    sqlite_store: Store,
    refused: bool,  # noqa: FBT001 - a parameter of the test
    state: ContactState,
) -> None:
    _, batch = await prepared(sqlite_store, "Adams")
    await sqlite_store.write(release_batch, batch_id=batch)
    await sqlite_store.write(claim, batch_id=batch, worker="w1")
    await sqlite_store.write(record, handed_over=HandedOver(1, FAILED, "550 no", address_refused=refused))
    assert await addresses(sqlite_store) == [("adams@mp.example", state)]
