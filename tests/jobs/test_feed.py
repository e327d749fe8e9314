"""The calendar of a programme, from the record."""

from datetime import date

import pytest
from icalendar import Calendar

from db.enums import MeetingState
from db.queries.meetings import list_programmes
from db.store import Store
from paht_tui.domain.meetings import edit_meeting, edit_session
from paht_tui.errors import UserError
from paht_tui.jobs.feed import programme_feed
from paht_tui.jobs.prepare import NO_SENDER
from paht_tui.settings import SenderSettings
from tests.factories import SENDER, another_meeting, the_hague


async def feed(store: Store, sender: SenderSettings = SENDER) -> list[tuple[str, str, int, bool]]:
    (programme,) = await store.read(list_programmes)
    calendar = Calendar.from_ical(await programme_feed(store, programme, sender=sender))
    return [
        (str(each["SUMMARY"]), str(each["STATUS"]), each.sequence, type(each.start) is date)
        for each in calendar.events
    ]


async def test_what_was_cancelled_stays_in_the_feed_as_cancelled(store: Store) -> None:
    scene = await the_hague(store)
    elsewhere = await another_meeting(store, scene)
    await store.write(edit_session, session_id=scene.reception, cancelled=True)
    await store.write(edit_session, session_id=scene.main, all_day=True)
    await store.write(edit_meeting, meeting_id=elsewhere.meeting, state=MeetingState.CANCELLED)
    assert await feed(store) == [
        ("Reception: Good practice", "CANCELLED", 1, False),
        ("Good practice", "CONFIRMED", 1, True),
        ("Elsewhere", "CANCELLED", 1, False),
    ]


async def test_without_a_sender_there_is_no_organizer_and_no_feed(sqlite_store: Store) -> None:
    await the_hague(sqlite_store)
    with pytest.raises(UserError) as refused:
        await feed(sqlite_store, SenderSettings(name="Anna"))
    assert str(refused.value) == NO_SENDER
