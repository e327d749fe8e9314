"""A corrected zone, and a meeting that is called off: what becomes of its sessions and their entries."""

from datetime import UTC, datetime
from typing import Any

import pytest

from db.enums import Direction, MeetingState
from db.store import Store
from db.tables import AgendaItem, Meeting, MeetingSession, Travel
from paht_tui.domain.agenda import add_item
from paht_tui.domain.desk import check_in
from paht_tui.domain.logistics import note_journey
from paht_tui.domain.meetings import edit_meeting, edit_session, open_doors
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from tests.factories import Scene, another_meeting, everything, invite, rows, the_hague

SUMMER = datetime(2012, 7, 2, 9, 30)  # noqa: DTZ001 - by the clock of the meeting


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in January 2012."""
    return datetime(2012, 1, day, hour, minute, tzinfo=UTC)


async def times(store: Store) -> list[Any]:
    return await rows(store, MeetingSession, "starts_at", "ends_at", "sequence")


async def a_programme(store: Store) -> Scene:
    """The Hague with an item at 10:00 and a journey that arrives at 8:00 by the clock of Amsterdam."""
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await store.write(add_item, session_id=scene.main, title="Opening", starts_at=utc(26, 9))
    await store.write(
        note_journey, invitation_id=ann, direction=Direction.ARRIVAL, arrives_at=utc(26, 7), carrier="KL 1"
    )
    return scene


async def test_a_corrected_zone_keeps_the_times_by_the_clock_and_raises_the_sequence(store: Store) -> None:
    scene = await a_programme(store)
    await another_meeting(store, scene)
    moved = await store.write(edit_meeting, meeting_id=scene.meeting, zone="Europe/Athens")
    assert moved == 2
    elsewhere = datetime(2012, 3, 1, 9, tzinfo=UTC)
    assert await times(store) == [
        (utc(26, 7, 30), utc(26, 15), 1),
        (utc(25, 16, 30), utc(25, 18), 1),
        (elsewhere, elsewhere.replace(hour=17), 0),
    ]
    assert await rows(store, AgendaItem, "starts_at", "ends_at") == [(utc(26, 8), None)]
    assert await rows(store, Travel, "departs_at", "arrives_at") == [(None, utc(26, 6))]


async def test_undo_gives_zone_and_times_back(store: Store) -> None:
    scene = await a_programme(store)
    before = await everything(store)
    await store.write(edit_meeting, meeting_id=scene.meeting, zone="Europe/Athens")
    assert await everything(store) != before
    await store.write(undo_last)
    assert await everything(store) == before


async def test_a_zone_with_the_same_clock_moves_nothing(store: Store) -> None:
    scene = await the_hague(store)
    before = await times(store)
    await store.write(open_doors, session_id=scene.main)
    assert await store.write(edit_meeting, meeting_id=scene.meeting, zone="Europe/Brussels") == 0
    assert await times(store) == before
    assert await rows(store, Meeting, "zone") == ["Europe/Brussels"]


async def test_only_the_sessions_whose_instant_changes_have_a_new_entry(store: Store) -> None:
    scene = await the_hague(store)
    await store.write(edit_session, session_id=scene.main, starts_at=SUMMER, ends_at=SUMMER.replace(hour=17))
    # In Lagos the clock is that of Amsterdam in winter, and an hour behind in summer.
    assert await store.write(edit_meeting, meeting_id=scene.meeting, zone="Africa/Lagos") == 1
    assert await rows(store, MeetingSession, "starts_at", "sequence") == [
        (datetime(2012, 7, 2, 8, 30, tzinfo=UTC), 2),
        (utc(25, 17, 30), 0),
    ]


async def test_what_was_held_is_not_moved_and_the_zone_stays(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await store.write(check_in, invitation_id=ann, session_id=scene.reception)
    before = await everything(store)
    with pytest.raises(UserError) as refused:
        await store.write(edit_meeting, meeting_id=scene.meeting, zone="Europe/Athens", title="x")
    assert str(refused.value) == (
        "The zone of Good practice stays Europe/Amsterdam: the doors of “Reception” were opened,"
        " and its times stand as they were."
    )
    assert await everything(store) == before


async def test_a_session_that_the_other_clock_would_turn_round_is_refused(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    # On 25 March the clock in Amsterdam goes from 2:00 to 3:00.
    await sqlite_store.write(edit_meeting, meeting_id=scene.meeting, zone="UTC")
    await sqlite_store.write(
        edit_session,
        session_id=scene.main,
        starts_at=datetime(2012, 3, 25, 2, 45, tzinfo=UTC),
        ends_at=datetime(2012, 3, 25, 3, 15, tzinfo=UTC),
    )
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(edit_meeting, meeting_id=scene.meeting, zone="Europe/Amsterdam")
    assert str(refused.value) == (
        "In Europe/Amsterdam the session “Main” would end before it starts:"
        " the clocks there change meanwhile. Alter its times first."
    )


async def test_calling_a_meeting_off_and_taking_that_back_raise_the_sequences_of_what_is_to_come(
    store: Store,
) -> None:
    scene = await the_hague(store)
    await store.write(open_doors, session_id=scene.reception)
    found = []
    for state in (
        MeetingState.CONFIRMED,
        MeetingState.CANCELLED,
        MeetingState.CANCELLED,
        MeetingState.PLANNED,
    ):
        await store.write(edit_meeting, meeting_id=scene.meeting, state=state)
        found.append(await rows(store, MeetingSession, "sequence"))
    assert found == [[0, 0], [1, 0], [1, 0], [2, 0]]


async def test_a_session_that_is_cancelled_already_is_not_cancelled_again(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    await sqlite_store.write(edit_session, session_id=scene.reception, cancelled=True)
    await sqlite_store.write(edit_meeting, meeting_id=scene.meeting, state=MeetingState.CANCELLED)
    assert await rows(sqlite_store, MeetingSession, "sequence") == [1, 1]


async def test_a_reminder_and_a_place_on_the_map_are_recorded_and_ask_nobody_again(store: Store) -> None:
    scene = await the_hague(store)
    await store.write(edit_session, session_id=scene.main, alarm_minutes=60)
    await store.write(edit_meeting, meeting_id=scene.meeting, latitude=52.0799, longitude=4.3134)
    assert await rows(store, MeetingSession, "alarm_minutes", "sequence") == [(60, 0), (None, 0)]
    assert await rows(store, Meeting, "latitude", "longitude") == [(52.0799, 4.3134)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"latitude": 52.0, "longitude": None},
            "A place on the map has a latitude and a longitude: give both, or neither.",
        ),
        (
            {"latitude": 91.0, "longitude": 4.0},
            "91.0, 4.0 is no place on the map: latitude ±90, longitude ±180.",
        ),
        (
            {"latitude": 0.0, "longitude": float("nan")},
            "0.0, nan is no place on the map: latitude ±90, longitude ±180.",
        ),
    ],
)
async def test_what_is_no_place_on_the_map_is_refused(
    sqlite_store: Store, values: dict[str, Any], sentence: str
) -> None:
    scene = await the_hague(sqlite_store)
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(edit_meeting, meeting_id=scene.meeting, **values)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("minutes", [-1, 40_321])
async def test_a_reminder_after_the_start_or_weeks_ahead_is_refused(
    sqlite_store: Store, minutes: int
) -> None:
    scene = await the_hague(sqlite_store)
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(edit_session, session_id=scene.main, alarm_minutes=minutes)
    assert str(refused.value) == "A reminder comes 0 to 40320 minutes (four weeks) before the start."
