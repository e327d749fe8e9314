from datetime import UTC, date, datetime
from typing import Any

import pytest

from db.enums import ActivityType, AgendaRole
from db.errors import RecordError
from db.queries.meetings import agenda_lines, find_meeting, find_session, list_meetings, list_sessions
from db.store import Store
from db.tables import Meeting, MeetingSession
from paht_tui.domain.meetings import (
    add_agenda_item,
    add_session,
    create_meeting,
    edit_meeting,
    edit_session,
)
from paht_tui.domain.programmes import create_programme
from paht_tui.domain.zones import check_zone
from paht_tui.errors import UserError
from tests.conftest import NOON
from tests.factories import add, another_meeting, rows, the_hague


def local(text: str) -> datetime:
    """A wall-clock time without a zone."""
    return datetime.fromisoformat(text)


async def plan(store: Store, programme: int, **values: Any) -> int:
    known: dict[str, Any] = {
        "title": "Seminar",
        "activity": ActivityType.SEMINAR,
        "zone": "Europe/Sofia",
    }
    return await store.write(create_meeting, programme_id=programme, **{**known, **values})


async def test_a_meeting_is_named_by_its_city_and_each_name_is_its_own(store: Store) -> None:
    scene = await the_hague(store)
    for values in (
        {"city": "The Hague"},
        {"city": "Łódź"},
        {"title": "Who pays? (part 2)"},
        {"title": "Βουλή"},
        {"city": "The Hague"},
    ):
        await plan(store, scene.programme, **values)
    other = await store.write(create_programme, name="Other", short_name="OTHER")
    await plan(store, other, city="The Hague")
    assert await rows(store, Meeting, "slug") == [
        "the-hague",
        "the-hague-2",
        "lodz",
        "who-pays-part-2",
        "meeting",
        "the-hague-3",
        "the-hague",
    ]


async def test_a_meeting_of_one_day_ends_on_it(store: Store) -> None:
    scene = await the_hague(store)
    number = await plan(store, scene.programme, starts_on=date(2012, 5, 3), country="bg", counted=(10, 15))
    assert (
        await rows(store, Meeting, "id", "starts_on", "ends_on", "country", "counted_low", "counted_high")
    )[-1] == (number, date(2012, 5, 3), date(2012, 5, 3), "BG", 10, 15)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": " "}, "A meeting needs a title."),
        (
            {"starts_on": date(2012, 5, 3), "ends_on": date(2012, 5, 2)},
            "The meeting would end on 2012-05-02, before it starts on 2012-05-03.",
        ),
        ({"zone": "Mars/Base"}, "“Mars/Base” is not a time zone: write one such as Europe/Amsterdam."),
    ],
)
async def test_a_meeting_that_cannot_be(sqlite_store: Store, values: dict[str, Any], sentence: str) -> None:
    scene = await the_hague(sqlite_store)
    for act in (
        plan(sqlite_store, scene.programme, **values),
        sqlite_store.write(edit_meeting, meeting_id=scene.meeting, **values),
    ):
        with pytest.raises(UserError) as refused:
            await act
        assert str(refused.value) == sentence
    assert await rows(sqlite_store, Meeting, "title") == ["Good practice"]


@pytest.mark.parametrize(
    "name", ["Pacific", "../etc", "/etc/passwd", "", "Europe", "europe/amsterdam", "W. Europe Standard Time"]
)
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    with pytest.raises(UserError) as refused:
        check_zone(name)
    assert str(refused.value) == f"“{name}” is not a time zone: write one such as Europe/Amsterdam."


@pytest.mark.parametrize("name", ["Europe/Amsterdam", "America/Argentina/Buenos_Aires", "UTC"])
def test_what_is_a_time_zone(name: str) -> None:
    assert check_zone(name) == name


async def test_the_times_of_a_session_are_those_of_the_clock_where_it_is(store: Store) -> None:
    scene = await the_hague(store)
    assert await rows(store, MeetingSession, "id", "position", "starts_at", "ends_at", "counts") == [
        (
            scene.main,
            0,
            datetime(2012, 1, 26, 8, 30, tzinfo=UTC),
            datetime(2012, 1, 26, 16, tzinfo=UTC),
            True,
        ),
        (
            scene.reception,
            1,
            datetime(2012, 1, 25, 17, 30, tzinfo=UTC),
            datetime(2012, 1, 25, 19, tzinfo=UTC),
            False,
        ),
    ]


async def test_every_session_has_a_calendar_uid_of_its_own_or_the_one_it_is_given(store: Store) -> None:
    scene = await the_hague(store)
    await store.write(
        add_session,
        meeting_id=scene.meeting,
        title="Lunch",
        starts=NOON,
        ends=NOON.replace(hour=12),
        uid="lunch@paht.example",
    )
    uids = await rows(store, MeetingSession, "uid")
    assert (len(set(uids)), uids[-1]) == (3, "lunch@paht.example")


@pytest.mark.parametrize(
    ("values", "sequence"),
    [
        ({"starts_at": local("2012-01-26 10:00")}, 1),
        ({"ends_at": local("2012-01-26 18:00")}, 1),
        ({"place": "Ridderzaal"}, 1),
        ({"address": "Binnenhof 11"}, 1),
        ({"all_day": True}, 1),
        ({"cancelled": True}, 1),
        ({"cancelled": False}, 0),
        ({"starts_at": local("2012-01-26 10:00"), "place": "Ridderzaal"}, 1),
        ({"title": "The main session"}, 0),
        ({"counts": False}, 0),
        ({"starts_at": local("2012-01-26 09:30"), "place": "Senate"}, 0),
        ({"starts_at": datetime(2012, 1, 26, 8, 30, tzinfo=UTC)}, 0),
    ],
)
async def test_the_sequence_rises_only_when_time_or_place_changes(
    sqlite_store: Store, values: dict[str, Any], sequence: int
) -> None:
    scene = await the_hague(sqlite_store)
    await sqlite_store.write(edit_session, session_id=scene.main, **values)
    assert await rows(sqlite_store, MeetingSession, "sequence") == [sequence, 0]


async def test_a_session_that_takes_place_after_all_overtakes_its_cancellation(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    for cancelled in (True, False):
        await sqlite_store.write(edit_session, session_id=scene.main, cancelled=cancelled)
    assert await rows(sqlite_store, MeetingSession, "sequence", "cancelled") == [(2, False), (0, False)]


async def test_a_session_that_would_end_before_it_starts_is_refused(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    acts = (
        sqlite_store.write(add_session, meeting_id=scene.meeting, title="Main", starts=NOON, ends=NOON),
        sqlite_store.write(edit_session, session_id=scene.main, ends_at=local("2012-01-26 09:00")),
    )
    for act in acts:
        with pytest.raises(UserError) as refused:
            await act
        assert str(refused.value) == "The session “Main” would end before it starts: check its times."
    assert await rows(sqlite_store, MeetingSession, "sequence") == [0, 0]


async def test_a_meeting_is_found_by_what_a_user_calls_it(store: Store) -> None:
    scene = await the_hague(store)
    await store.write(edit_meeting, meeting_id=scene.meeting, number=2)
    other = await another_meeting(store, scene, "Good intentions")
    found = [
        (await store.read(find_meeting, text=text)).id
        for text in ("the-hague", "2", "HAGUE", "Good practice", "intent")
    ]
    assert found == [scene.meeting] * 4 + [other.meeting]
    sentences = []
    for text in ("good", "Sofia"):
        with pytest.raises(RecordError) as refused:
            await store.read(find_meeting, text=text)
        sentences.append(str(refused.value))
    assert sentences == [
        "“good” may be several meetings: the-hague, good-intentions. Name one.",
        "There is no meeting “Sofia”. There are: the-hague, good-intentions.",
    ]


async def test_meetings_stand_by_day_and_those_without_a_day_last(store: Store) -> None:
    scene = await the_hague(store)
    for city, day in (("Rome", None), ("Sofia", date(2012, 5, 3)), ("Lodz", date(2012, 2, 1))):
        await plan(store, scene.programme, city=city, starts_on=day)
    await store.write(edit_meeting, meeting_id=scene.meeting, starts_on=date(2012, 1, 26))
    assert [row.slug for row in await store.read(list_meetings)] == ["the-hague", "lodz", "sofia", "rome"]


async def test_a_session_is_found_by_a_part_of_its_title(store: Store) -> None:
    scene = await the_hague(store)
    found = [
        (await store.read(find_session, meeting_id=scene.meeting, text=text)).id
        for text in (None, "recept", "MAIN")
    ]
    assert found == [scene.main, scene.reception, scene.main]
    with pytest.raises(RecordError) as refused:
        await store.read(find_session, meeting_id=scene.meeting, text="lunch")
    assert str(refused.value) == ("“lunch” is not one session of this meeting. There are: Main, Reception.")


async def test_the_programme_of_a_session_in_its_order(store: Store) -> None:
    scene = await the_hague(store)
    adams, brown = await add(store, "Adams"), await add(store, "Brown")
    parts = ((brown, AgendaRole.CHAIR), (adams, AgendaRole.SPEAKER))
    await store.write(add_agenda_item, session_id=scene.main, title="Opening", parts=parts)
    await store.write(add_agenda_item, session_id=scene.main, title="Coffee")
    lines = await store.read(agenda_lines, meeting_id=scene.meeting)
    assert [(line.title, line.name, line.role) for line in lines] == [
        ("Opening", "Brown", AgendaRole.CHAIR),
        ("Opening", "Adams", AgendaRole.SPEAKER),
        ("Coffee", None, None),
    ]


async def test_what_does_not_exist_is_said_in_a_sentence(sqlite_store: Store) -> None:
    sentences = []
    for act in (
        sqlite_store.write(edit_meeting, meeting_id=7, title="x"),
        sqlite_store.write(edit_session, session_id=7, title="x"),
    ):
        with pytest.raises(UserError) as refused:
            await act
        sentences.append(str(refused.value))
    assert sentences == ["There is no meeting number 7.", "There is no session number 7."]
    assert await sqlite_store.read(list_sessions, meeting_id=7) == ()
