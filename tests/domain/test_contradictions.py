import pytest

from db.change import Change
from db.enums import Delivery, MessageKind
from db.store import Store
from db.tables import OutboxMessage
from paht_tui.domain.contradictions import Contradiction, contradictions, contradictions_of_new
from paht_tui.domain.outbox import prepare_batch
from paht_tui.mail.compose import new_message_id
from tests.factories import Scene, hand_over, invite, planned, the_hague


async def a_batch(
    store: Store, scene: Scene, kind: MessageKind, *invitations: int, sequence: int | None = None
) -> int:
    """A batch of this kind to these invitees, with the entry of the main session where it has a sequence."""
    messages = [
        planned(
            each,
            each,
            once=None,
            message_id=new_message_id("paht.example"),
            session_id=None if sequence is None else scene.main,
            sequence=sequence,
        )
        for each in invitations
    ]
    return await store.write(prepare_batch, meeting_id=scene.meeting, kind=kind, messages=messages)


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ((MessageKind.INVITATION, None), (MessageKind.CANCELLATION, 1), True),
        ((MessageKind.REMINDER, None), (MessageKind.CANCELLATION, 1), True),
        ((MessageKind.CONFIRMATION, None), (MessageKind.CANCELLATION, 1), True),
        ((MessageKind.THANKS, None), (MessageKind.REGRETS, None), True),
        ((MessageKind.REMINDER, None), (MessageKind.UPDATE, 1), False),
        ((MessageKind.THANKS, None), (MessageKind.CANCELLATION, 1), False),
        ((MessageKind.REMINDER, None), (MessageKind.REMINDER, None), False),
    ],
)
async def test_what_cannot_both_be_meant(
    sqlite_store: Store,
    one: tuple[MessageKind, int | None],
    other: tuple[MessageKind, int | None],
    contradict: bool,  # noqa: FBT001 - a column of the table
) -> None:
    scene = await the_hague(sqlite_store)
    await invite(sqlite_store, scene, "Adams")
    first = await a_batch(sqlite_store, scene, one[0], 1, sequence=one[1])
    second = await a_batch(sqlite_store, scene, other[0], 1, sequence=other[1])
    for batch, against, kind in ((first, second, other[0]), (second, first, one[0])):
        expected = (Contradiction(against, kind, ("Person 1",)),) if contradict else ()
        assert await sqlite_store.read(contradictions, batch_id=batch) == expected


async def test_only_the_same_people_and_only_what_waits(store: Store) -> None:
    scene = await the_hague(store)
    await invite(store, scene, "Adams", "Brown", "Clark")
    reminder = await a_batch(store, scene, MessageKind.REMINDER, 1, 2)
    cancellation = await a_batch(store, scene, MessageKind.CANCELLATION, 1, 2, 3, sequence=1)
    assert await store.read(contradictions, batch_id=cancellation) == (
        Contradiction(reminder, MessageKind.REMINDER, ("Person 1", "Person 2")),
    )
    await hand_over(store, reminder)
    assert await store.read(contradictions, batch_id=cancellation) == (
        Contradiction(reminder, MessageKind.REMINDER, ("Person 2",)),
    )


async def test_two_versions_of_one_entry_contradict_where_undo_has_brought_the_earlier_back(
    store: Store,
) -> None:
    scene = await the_hague(store)
    await invite(store, scene, "Adams")
    earlier = await a_batch(store, scene, MessageKind.UPDATE, 1, sequence=1)
    later = await a_batch(store, scene, MessageKind.UPDATE, 1, sequence=2)
    assert await store.read(contradictions, batch_id=later) == ()
    await store.write(_brought_back)
    assert await store.read(contradictions, batch_id=later) == (
        Contradiction(earlier, MessageKind.UPDATE, ("Person 1",)),
    )


async def test_what_would_be_prepared_is_compared_before_it_is_but_not_with_what_it_drops(
    store: Store,
) -> None:
    scene = await the_hague(store)
    await invite(store, scene, "Adams", "Brown")
    reminder = await a_batch(store, scene, MessageKind.REMINDER, 2)
    await a_batch(store, scene, MessageKind.UPDATE, 1, 2, sequence=1)
    new = [planned(each, each, once=None, session_id=scene.main, sequence=2) for each in (1, 2)]
    assert await store.read(
        contradictions_of_new, meeting_id=scene.meeting, kind=MessageKind.CANCELLATION, messages=new
    ) == (Contradiction(reminder, MessageKind.REMINDER, ("Person 2",)),)


def test_it_is_told_in_a_sentence_with_names() -> None:
    found = Contradiction(7, MessageKind.REMINDER, ("Ann Adams", "Bob Brown", "Cy Clark"))
    assert found.sentence() == (
        "Batch 7 waits too, and says otherwise (reminder) to Ann Adams, Bob Brown, Cy Clark."
    )
    assert found.sentence(most=1) == (
        "Batch 7 waits too, and says otherwise (reminder) to Ann Adams and 2 more."
    )


def _brought_back(change: Change) -> None:
    change.describe("test", "As the undo of a single drop leaves it")
    change.set(change.session.get_one(OutboxMessage, 1), state=Delivery.PLANNED)
