from datetime import timedelta

import pytest

from db.enums import CallOutcome, Channel, Delivery
from db.queries.calls import calls_due
from db.store import Store
from db.tables import Letter, OutboxMessage
from paht_tui.domain.calls import log_call
from paht_tui.domain.clock import SetClock
from paht_tui.domain.letters import mark_posted, mark_printed, mark_returned
from paht_tui.errors import UserError
from tests.conftest import NOON
from tests.factories import invite, planned, prepare_plainly, rows, the_hague


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
