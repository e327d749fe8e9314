"""What stands in a calendar, and that only the last word about it leaves, in its order."""

from dataclasses import replace

import pytest

from db.change import Change
from db.enums import Delivery, MessageKind
from db.queries.templates import TemplateRow
from db.store import Store
from db.tables import OutboxMessage
from paht_tui.domain.entries import drop_unsent, entries_of
from paht_tui.domain.handover import Claimed, Wait, claim, decide, upcoming
from paht_tui.domain.meetings import edit_session
from paht_tui.domain.outbox import drop, release_batch
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from paht_tui.jobs.prepare import BatchPlan, plan_batch, write_batch
from tests.conftest import NOON
from tests.factories import (
    SENDER,
    Scene,
    default_template,
    everything,
    hand_over,
    invite,
    rows,
    states,
    the_hague,
)

PLANNED, HELD, QUEUED, SENDING, SENT, DEFERRED, FAILED, BOUNCED, IN_DOUBT, RETURNED, DROPPED = Delivery
INVITATION, UPDATE, CANCELLATION = (
    MessageKind.INVITATION,
    MessageKind.UPDATE,
    MessageKind.CANCELLATION,
)


async def text(store: Store, kind: MessageKind, body: str = "{{ salutation }}") -> TemplateRow:
    template = await default_template(store)
    return replace(template, name=f"plain {kind}", kind=kind, subject="x", body=body)


async def plan(
    store: Store, scene: Scene, ids: tuple[int, ...], kind: MessageKind, body: str = "{{ salutation }}"
) -> BatchPlan:
    template = await text(store, kind, body)
    return await plan_batch(
        store, meeting_id=scene.meeting, invitation_ids=ids, template=template, sender=SENDER
    )


async def write(
    store: Store, scene: Scene, ids: tuple[int, ...], kind: MessageKind, body: str = "{{ salutation }}"
) -> int:
    planned = await plan(store, scene, ids, kind, body)
    return await write_batch(store, replace(planned, template=replace(planned.template, id=1)), sender=SENDER)


async def said(store: Store) -> list[tuple[MessageKind, int | None, Delivery]]:
    return await rows(store, OutboxMessage, "kind", "sequence", "state")


@pytest.mark.parametrize("state", [PLANNED, HELD, QUEUED, DEFERRED])
async def test_an_invitation_that_has_not_left_is_dropped_instead_of_being_cancelled(
    sqlite_store: Store, state: Delivery
) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams", "Brown")
    batch = await write(sqlite_store, scene, ids, INVITATION)
    await hand_over(sqlite_store, batch)
    await bring_to(sqlite_store, 2, state, batch)
    planned = await plan(sqlite_store, scene, ids, CANCELLATION)
    assert [each.invitation_id for each in planned.messages] == [ids[0]]
    assert planned.left_out == ("Brown: the invitation has not left; it is dropped instead.",)
    before = await everything(sqlite_store)
    await write(sqlite_store, scene, ids, CANCELLATION)
    assert await said(sqlite_store) == [
        (INVITATION, 0, SENT),
        (INVITATION, 0, DROPPED),
        (CANCELLATION, 1, PLANNED),
    ]
    await sqlite_store.write(undo_last)
    assert await everything(sqlite_store) == before


async def bring_to(store: Store, message: int, state: Delivery, batch: int) -> None:
    """Let the second message wait in this state, by what leads there."""

    def assign(change: Change, /) -> None:
        change.describe("test", "test", undoable=False)
        change.set(change.session.get_one(OutboxMessage, message), state=state)

    await store.write(assign)


async def test_what_has_left_meanwhile_is_not_dropped_and_nothing_is_written(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    batch = await write(sqlite_store, scene, ids, INVITATION)
    planned = await plan(sqlite_store, scene, ids, CANCELLATION)
    await hand_over(sqlite_store, batch)
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(drop_unsent, message_ids=planned.instead)
    assert str(refused.value) == "The message to Adams has left meanwhile: prepare this batch anew."
    assert await states(sqlite_store) == [SENT]


@pytest.mark.parametrize("state", [SENT, IN_DOUBT])
async def test_what_has_left_or_may_have_is_followed_by_the_cancellation(
    store: Store, state: Delivery
) -> None:
    scene = await the_hague(store)
    ids = await invite(store, scene, "Adams")
    await hand_over(store, await write(store, scene, ids, INVITATION), state)
    await write(store, scene, ids, CANCELLATION)
    assert await said(store) == [(INVITATION, 0, state), (CANCELLATION, 1, PLANNED)]


async def test_a_cancellation_is_not_taken_up_before_what_it_takes_back_has_left(store: Store) -> None:
    scene = await the_hague(store)
    ids = await invite(store, scene, "Adams", "Brown")
    first = await write(store, scene, ids, INVITATION)
    await hand_over(store, first)
    assert isinstance(await store.write(claim, batch_id=first, worker="one"), Claimed)
    # The second is with its sender at this moment, and cannot be dropped any more.
    second = await write(store, scene, ids, CANCELLATION)
    await store.write(release_batch, batch_id=second)
    assert [row.id for row in await store.read(upcoming, batch_id=second, now=NOON)] == [3]
    assert isinstance(await store.write(claim, batch_id=second, worker="two"), Claimed)
    waits = await store.write(claim, batch_id=second, worker="two")
    assert isinstance(waits, Wait)
    assert (waits.number, waits.why) == (1, "what was sent to them before is still on its way")
    await bring_to(store, 2, IN_DOUBT, first)
    assert isinstance(await store.write(claim, batch_id=second, worker="two"), Claimed)


async def test_an_invitation_in_doubt_is_not_sent_again_after_its_cancellation(store: Store) -> None:
    scene = await the_hague(store)
    ids = await invite(store, scene, "Adams")
    await hand_over(store, await write(store, scene, ids, INVITATION), IN_DOUBT)
    await write(store, scene, ids, CANCELLATION)
    await store.write(decide, message_id=1, arrived=False)
    assert await rows(store, OutboxMessage, "state", "reply") == [
        (FAILED, "said (not sent again: a newer message follows)"),
        (PLANNED, ""),
    ]
    with pytest.raises(UserError) as refused:
        await store.write(decide, message_id=1, arrived=False)
    assert str(refused.value) == "Adams was written to anew since this message failed: it stays as it is."


@pytest.mark.parametrize("became", [SENT, IN_DOUBT, FAILED])
@pytest.mark.parametrize("kind", [CANCELLATION, UPDATE])
async def test_what_follows_one_in_doubt_leaves_at_once_and_the_old_never_after_it(
    sqlite_store: Store, kind: MessageKind, became: Delivery
) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    await hand_over(sqlite_store, await write(sqlite_store, scene, ids, INVITATION), IN_DOUBT)
    await hand_over(sqlite_store, await write(sqlite_store, scene, ids, kind), became)
    await sqlite_store.write(decide, message_id=1, arrived=False)
    assert await states(sqlite_store) == [FAILED, became]
    assert await sqlite_store.read(upcoming, batch_id=1, now=NOON) == ()


async def test_a_reminder_in_doubt_is_not_overtaken_by_another_message_without_an_entry(
    sqlite_store: Store,
) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    await hand_over(sqlite_store, await write(sqlite_store, scene, ids, MessageKind.REMINDER), IN_DOUBT)
    await write(sqlite_store, scene, ids, MessageKind.REMINDER)
    await sqlite_store.write(decide, message_id=1, arrived=False)
    assert await states(sqlite_store) == [QUEUED, PLANNED]


async def test_what_had_arrived_after_all_alters_nothing_for_its_cancellation(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    await hand_over(sqlite_store, await write(sqlite_store, scene, ids, INVITATION), IN_DOUBT)
    second = await write(sqlite_store, scene, ids, CANCELLATION)
    await sqlite_store.write(decide, message_id=1, arrived=True)
    await hand_over(sqlite_store, second)
    assert await said(sqlite_store) == [(INVITATION, 0, SENT), (CANCELLATION, 1, SENT)]


async def test_one_in_doubt_that_did_not_arrive_and_waits_again_is_dropped_by_its_cancellation(
    sqlite_store: Store,
) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    await hand_over(sqlite_store, await write(sqlite_store, scene, ids, INVITATION), IN_DOUBT)
    planned = await plan(sqlite_store, scene, ids, CANCELLATION)
    # Decided between the plan and the batch: the cancellation takes its place all the same.
    await sqlite_store.write(decide, message_id=1, arrived=False)
    await write_batch(sqlite_store, replace(planned, template=replace(planned.template, id=1)), sender=SENDER)
    assert await said(sqlite_store) == [(INVITATION, 0, DROPPED), (CANCELLATION, 1, PLANNED)]


async def test_one_in_doubt_may_leave_again_when_its_cancellation_was_dropped(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    await hand_over(sqlite_store, await write(sqlite_store, scene, ids, INVITATION), IN_DOUBT)
    await write(sqlite_store, scene, ids, CANCELLATION)
    await sqlite_store.write(drop, message_id=2)
    await sqlite_store.write(decide, message_id=1, arrived=False)
    assert await said(sqlite_store) == [(INVITATION, 0, QUEUED), (CANCELLATION, 1, DROPPED)]


async def test_who_was_told_not_to_come_and_is_invited_again_gets_a_higher_number_each_time(
    sqlite_store: Store,
) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    for kind in (INVITATION, CANCELLATION, INVITATION, CANCELLATION):
        await hand_over(sqlite_store, await write(sqlite_store, scene, ids, kind))
    assert await said(sqlite_store) == [
        (INVITATION, 0, SENT),
        (CANCELLATION, 1, SENT),
        (INVITATION, 2, SENT),
        (CANCELLATION, 3, SENT),
    ]
    (entry,) = (await sqlite_store.read(entries_of, meeting_id=scene.meeting)).values()
    assert not entry.stands


async def test_an_update_of_the_text_keeps_the_number_and_the_same_update_leaves_once(
    sqlite_store: Store,
) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    await hand_over(sqlite_store, await write(sqlite_store, scene, ids, INVITATION))
    await hand_over(sqlite_store, await write(sqlite_store, scene, ids, UPDATE, "It is at the back."))
    with pytest.raises(UserError, match="has this message already"):
        await write(sqlite_store, scene, ids, UPDATE, "It is at the back.")
    await hand_over(sqlite_store, await write(sqlite_store, scene, ids, UPDATE, "It is at the front."))
    # A reminder in the calendar is no word of the message, and news all the same.
    await sqlite_store.write(edit_session, session_id=scene.main, alarm_minutes=30)
    await hand_over(sqlite_store, await write(sqlite_store, scene, ids, UPDATE, "It is at the front."))
    await sqlite_store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    await write(sqlite_store, scene, ids, UPDATE, "It is at the front.")
    assert await said(sqlite_store) == [
        (INVITATION, 0, SENT),
        (UPDATE, 0, SENT),
        (UPDATE, 0, SENT),
        (UPDATE, 0, SENT),
        (UPDATE, 1, PLANNED),
    ]


async def test_an_invitation_that_says_the_old_time_is_dropped_when_the_new_one_is_prepared(
    store: Store,
) -> None:
    scene = await the_hague(store)
    ids = await invite(store, scene, "Adams")
    await write(store, scene, ids, INVITATION)
    await store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    await write(store, scene, ids, INVITATION)
    assert await said(store) == [(INVITATION, 0, DROPPED), (INVITATION, 1, PLANNED)]


async def test_who_has_no_entry_is_told_in_words_alone_that_there_is_no_meeting(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    (message,) = (await plan(sqlite_store, scene, ids, CANCELLATION)).messages
    assert (message.session_id, message.sequence) == (None, None)
