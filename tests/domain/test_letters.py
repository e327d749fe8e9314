from collections.abc import Callable
from datetime import timedelta

import pytest

from db.enums import BatchState, CallOutcome, Channel, ContactState, Delivery, LetterStep
from db.queries.calls import calls_due
from db.queries.recipients import recipients
from db.store import Store
from db.tables import Batch, Letter, OutboxMessage, PostalAddress
from paht_tui.domain.calls import log_call
from paht_tui.domain.clock import SetClock
from paht_tui.domain.letters import mark_letters, mark_posted, mark_printed, mark_returned
from paht_tui.domain.outbox import drop, hold
from paht_tui.domain.people import add_postal_address
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from paht_tui.jobs.prepare import plan_batch
from tests.conftest import NOON
from tests.factories import (
    SENDER,
    default_template,
    everything,
    invite,
    planned,
    prepare,
    prepare_plainly,
    rows,
    the_hague,
)


async def a_letter(store: Store) -> int:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await prepare_plainly(store, scene, [planned(ann, 1, to_name="Adams")], channel=Channel.LETTER)
    return ann


async def test_a_letter_is_printed_posted_and_returned_each_on_its_day(store: Store, clock: SetClock) -> None:
    await a_letter(store)
    for mark in (mark_printed, mark_posted, mark_returned):
        await store.write(mark, message_id=1)
        clock.advance(timedelta(days=1))
    first = NOON.date()
    assert await rows(store, Letter, "printed_on", "posted_on", "returned_on") == [
        (first, first + timedelta(days=1), first + timedelta(days=2))
    ]
    assert await rows(store, OutboxMessage, "state", "sent_at", "reply") == [
        (Delivery.RETURNED, NOON + timedelta(days=1), "posted")
    ]


async def test_a_posted_letter_is_followed_by_a_call(store: Store) -> None:
    ann = await a_letter(store)
    await store.write(mark_posted, message_id=1)
    due = await store.read(calls_due, now=NOON + timedelta(days=3), cool_down=timedelta(days=3))
    assert [(row.name, row.sent_by, row.sent_at) for row in due] == [("Adams", Channel.LETTER, NOON)]
    await store.write(log_call, invitation_id=ann, outcome=CallOutcome.NO_ANSWER)


async def letters(store: Store, *names: str) -> tuple[int, ...]:
    """A batch of letters, one to each; the letters."""
    scene = await the_hague(store)
    invited = await invite(store, scene, *names)
    messages = [planned(each, number) for number, each in enumerate(invited, start=1)]
    await prepare_plainly(store, scene, messages, channel=Channel.LETTER)
    return tuple(range(1, len(invited) + 1))


async def batch_states(store: Store) -> list[BatchState]:
    return await rows(store, Batch, "state")


async def test_a_batch_of_letters_is_finished_when_the_last_is_posted(store: Store) -> None:
    first, second, third = await letters(store, "Adams", "Brown", "Clark")
    found = []
    for step, numbers in (
        (LetterStep.PRINTED, [first, second, third]),
        (LetterStep.POSTED, [first]),
        (LetterStep.POSTED, [second, third]),
        (LetterStep.RETURNED, [first]),
    ):
        await store.write(mark_letters, message_ids=numbers, step=step)
        found += await batch_states(store)
    assert found == [BatchState.PREPARED, BatchState.PAUSED, BatchState.FINISHED, BatchState.FINISHED]


@pytest.mark.parametrize("leave_out", [drop, hold])
async def test_a_letter_that_is_left_out_is_not_waited_for(
    sqlite_store: Store, leave_out: Callable[..., None]
) -> None:
    first, second = await letters(sqlite_store, "Adams", "Brown")
    await sqlite_store.write(leave_out, message_id=second)
    assert await batch_states(sqlite_store) == [BatchState.PREPARED]
    await sqlite_store.write(mark_posted, message_id=first)
    assert await batch_states(sqlite_store) == [BatchState.FINISHED]


async def test_a_letter_that_is_held_no_longer_is_waited_for_again(sqlite_store: Store) -> None:
    first, second = await letters(sqlite_store, "Adams", "Brown")
    await sqlite_store.write(mark_posted, message_id=first)
    found = []
    for _ in range(2):
        await sqlite_store.write(hold, message_id=second)
        found += await batch_states(sqlite_store)
    assert found == [BatchState.FINISHED, BatchState.PAUSED]


async def test_a_letter_marked_as_posted_by_mistake_is_taken_back_with_the_state_of_its_batch(
    sqlite_store: Store,
) -> None:
    first, second = await letters(sqlite_store, "Adams", "Brown")
    for number in (first, second):
        await sqlite_store.write(mark_posted, message_id=number)
    found = []
    for _ in range(2):
        await sqlite_store.write(undo_last)
        found += await batch_states(sqlite_store)
    assert found == [BatchState.PAUSED, BatchState.PREPARED]


async def test_what_was_not_posted_cannot_come_back(sqlite_store: Store) -> None:
    await a_letter(sqlite_store)
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(mark_returned, message_id=1)
    assert str(refused.value) == "The message to Adams is planned: it cannot become returned."
    assert await rows(sqlite_store, Letter, "returned_on") == [None]


async def test_a_letter_is_posted_once(sqlite_store: Store) -> None:
    await a_letter(sqlite_store)
    await sqlite_store.write(mark_posted, message_id=1)
    with pytest.raises(UserError, match="it cannot become sent"):
        await sqlite_store.write(mark_posted, message_id=1)


async def test_a_message_is_no_letter(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    await prepare_plainly(sqlite_store, scene, [planned(ann, 1, to_name="Adams")])
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(mark_printed, message_id=1)
    assert str(refused.value) == "The message to Adams is no letter."


async def test_a_letter_may_be_marked_for_an_earlier_day_from_which_the_call_is_due(store: Store) -> None:
    await a_letter(store)
    friday = NOON.date() - timedelta(days=3)
    await store.write(mark_letters, message_ids=[1], step=LetterStep.POSTED, on=friday)
    noon_in_the_hague = NOON - timedelta(days=3)
    assert await rows(store, Letter, "posted_on") == [friday]
    assert await rows(store, OutboxMessage, "sent_at") == [noon_in_the_hague]
    due = await store.read(calls_due, now=NOON, cool_down=timedelta(days=3))
    assert [(row.name, row.sent_at) for row in due] == [("Adams", noon_in_the_hague)]


async def test_a_day_is_that_of_the_meeting_place(sqlite_store: Store, clock: SetClock) -> None:
    await a_letter(sqlite_store)
    clock.at = NOON.replace(hour=23, minute=30)  # half past midnight in The Hague
    await sqlite_store.write(mark_printed, message_id=1)
    assert await rows(sqlite_store, Letter, "printed_on") == [NOON.date() + timedelta(days=1)]


async def test_a_day_that_has_not_come_is_refused(sqlite_store: Store) -> None:
    await a_letter(sqlite_store)
    tomorrow = NOON.date() + timedelta(days=1)
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(mark_letters, message_ids=[1], step=LetterStep.POSTED, on=tomorrow)
    assert str(refused.value) == "17 Jan 2012 has not come yet: name the day on which it was."


async def test_what_is_in_the_post_is_not_printed_any_more(sqlite_store: Store) -> None:
    await a_letter(sqlite_store)
    await sqlite_store.write(mark_posted, message_id=1)
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(mark_printed, message_id=1)
    assert str(refused.value) == "The letter to Adams is sent: print a copy, unmarked."


async def test_where_a_letter_came_back_from_no_further_letter_goes(store: Store) -> None:
    scene = await the_hague(store)
    invited = await invite(store, scene, "Adams")
    for city, country in (("The Hague", "NL"), ("Delft", None)):
        await store.write(
            add_postal_address,
            person_id=1,
            lines="Binnenhof 22",
            postal_code="2513 AA",
            city=city,
            country=country,
        )
    await prepare(store, scene, invited, "invitation letter")
    await store.write(mark_posted, message_id=1)
    before = await everything(store)
    await store.write(mark_returned, message_id=1)
    assert await rows(store, PostalAddress, "city", "state") == [
        ("The Hague", ContactState.BOUNCED),
        ("Delft", ContactState.UNTRIED),
    ]
    (recipient,) = await store.read(recipients, invitation_ids=invited)
    assert (recipient.postal_address, recipient.postal_country) == ("Binnenhof 22\n2513 AA Delft", None)
    await store.write(undo_last)
    assert await everything(store) == before


async def test_who_has_no_other_address_than_that_which_failed_gets_no_letter(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    invited = await invite(sqlite_store, scene, "Adams")
    await sqlite_store.write(add_postal_address, person_id=1, lines="Binnenhof 22", city="The Hague")
    await prepare(sqlite_store, scene, invited, "invitation letter")
    for step in (LetterStep.POSTED, LetterStep.RETURNED):
        await sqlite_store.write(mark_letters, message_ids=[1], step=step)
    plan = await plan_batch(
        sqlite_store,
        meeting_id=scene.meeting,
        invitation_ids=invited,
        template=await default_template(sqlite_store, "invitation letter"),
        sender=SENDER,
    )
    assert plan.left_out == ("Adams has no postal address that works.",)
