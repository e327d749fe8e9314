"""What stands on Today: which meetings are near, whose offices are open, and what it costs to ask."""

from datetime import UTC, date, datetime, timedelta

from db.change import Change
from db.enums import (
    ActivityType,
    Answer,
    CallOutcome,
    Delivery,
    FollowUpKind,
    MeetingState,
    NeedKind,
    ReceivedKind,
    ReceivedState,
)
from db.queries.figures import invited_people, session_people, stale_calendars
from db.queries.meetings import list_meetings
from db.queries.people import people_in_order
from db.queries.today import funnels
from db.store import Store
from db.tables import ReceivedMessage
from paht_tui.domain.calls import log_call
from paht_tui.domain.clock import SetClock
from paht_tui.domain.day import offices, sort_meetings, today_in
from paht_tui.domain.follow_ups import add_follow_up
from paht_tui.domain.handover import Claimed, HandedOver, claim, record
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.logistics import note_need
from paht_tui.domain.meetings import create_meeting, edit_meeting, edit_session
from paht_tui.domain.outbox import release_batch
from paht_tui.domain.programmes import create_programme
from paht_tui.domain.today import Day, read_day
from tests.conftest import NOON
from tests.factories import (
    Scene,
    add,
    another_meeting,
    count_statements,
    hand_over,
    invite,
    prepare,
    say,
    the_hague,
)


async def _read(store: Store, scene: Scene) -> Day:
    return await store.read(
        read_day,
        programme_id=scene.programme,
        now=store.clock(),
        cool_down=timedelta(days=3),
        office_hours="09:00-17:00",
    )


def _send(change: Change, batch_id: int) -> None:
    """All messages of a batch leave."""
    release_batch(change, batch_id=batch_id)
    while isinstance(claimed := claim(change, batch_id=batch_id, worker="test"), Claimed):
        record(change, handed_over=HandedOver(claimed.id, Delivery.SENT, "said"))


async def _plan(store: Store, scene: Scene, title: str, day: date | None, zone: str = "Europe/Rome") -> int:
    return await store.write(
        create_meeting,
        programme_id=scene.programme,
        title=title,
        activity=ActivityType.SEMINAR,
        zone=zone,
        starts_on=day,
    )


async def test_meetings_are_near_later_or_over_by_the_day_in_their_zone(sqlite_store: Store) -> None:
    store = sqlite_store
    scene = await the_hague(store)
    await store.write(edit_meeting, meeting_id=scene.meeting, starts_on=date(2012, 1, 26))
    await _plan(store, scene, "over", date(2012, 1, 15))
    held = await _plan(store, scene, "held", date(2012, 1, 14))
    await store.write(edit_meeting, meeting_id=held, state=MeetingState.HELD)
    await _plan(store, scene, "Rome", date(2012, 3, 22))
    await _plan(store, scene, "no day", None)
    meetings = await store.read(list_meetings, programme_id=scene.programme)
    found = sort_meetings(meetings, await store.read(funnels), NOON)
    assert [[row.title for row in group] for group in (found.near, found.later, found.over)] == [
        ["Good practice"],
        ["Rome", "no day"],
        ["over"],
    ]


async def test_a_meeting_for_which_something_was_sent_is_near_too(
    sqlite_store: Store, clock: SetClock
) -> None:
    store = sqlite_store
    scene = await the_hague(store)
    await _plan(store, scene, "Sooner", date(2012, 1, 20))
    await store.write(edit_meeting, meeting_id=scene.meeting, starts_on=date(2012, 1, 26))
    await hand_over(store, await prepare(store, scene, await invite(store, scene, "Adams")))
    day = await _read(store, scene)
    assert [row.title for row in day.meetings.near] == ["Sooner", "Good practice"]
    clock.advance(timedelta(days=10))
    day = await _read(store, scene)
    assert [row.title for row in day.meetings.near] == ["Good practice"]


def test_the_day_is_that_of_the_meetings_zone() -> None:
    late = datetime(2012, 1, 16, 23, 30, tzinfo=UTC)
    assert (today_in("Europe/Athens", late), today_in("Europe/London", late)) == (
        date(2012, 1, 17),
        date(2012, 1, 16),
    )


def test_open_offices_stand_first_then_those_that_open_soonest() -> None:
    countries = ["GB", "GR", "GR", None, "ZZ", "US", "JP"]
    now = datetime(2012, 1, 16, 8, 30, tzinfo=UTC)
    found = offices(countries, now=now, office_hours="09:00-17:00")
    assert [(each.local.city, each.people, each.local.closes is not None) for each in found] == [
        ("Athens", 2, True),
        ("London", 1, False),
        ("New York", 1, False),
        ("Tokyo", 1, False),
    ]


async def test_countries_without_a_yes_speakers_and_diets_are_noticed(store: Store) -> None:
    scene = await the_hague(store)
    await store.write(edit_meeting, meeting_id=scene.meeting, starts_on=date(2012, 1, 26))
    germans = [await add(store, name, country="de") for name in ("Beispiel", "Muster")]
    dutch = await add(store, "Voorbeeld")
    invited = await store.write(invite_people, meeting_id=scene.meeting, person_ids=[*germans, dutch])
    await store.write(_send, await prepare(store, scene, invited.added))
    await say(store, invited.added[0], Answer.DECLINED)
    await say(store, invited.added[2], Answer.ACCEPTED)
    day = await _read(store, scene)
    assert [(row.country, row.invited, row.answered) for row in day.silent] == [("DE", 2, 1)]
    assert day.without_diet == ((scene.meeting, dutch),)
    await store.write(note_need, person_id=dutch, kind=NeedKind.DIET, text="none")
    assert (await _read(store, scene)).without_diet == ()


async def test_the_people_behind_figures(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben, _ = await invite(store, scene, "Adams", "Brown", "Clark")
    await say(store, ann, Answer.ACCEPTED)
    await say(store, ben, Answer.TENTATIVE)
    assert await store.read(invited_people, meeting_id=scene.meeting, text="-answer:none") == (1, 2)
    assert await store.read(session_people, session_id=scene.main, figure="accepted") == (1,)
    assert await store.read(session_people, session_id=scene.main, figure="tentative") == (2,)
    assert await store.read(session_people, session_id=scene.main, figure="present") == ()
    assert await store.read(people_in_order, ids=(3, 1, 99, 2)) == (1, 2, 3)
    assert await store.read(people_in_order, ids=(3, 1, 2), text="brown") == (2,)


async def test_a_session_that_moved_leaves_calendars_behind(store: Store) -> None:
    scene = await the_hague(store)
    await hand_over(store, await prepare(store, scene, await invite(store, scene, "Adams")))
    assert await store.read(stale_calendars, meeting_id=scene.meeting) == {}
    await store.write(edit_session, session_id=scene.main, place="Elsewhere")
    assert await store.read(stale_calendars, meeting_id=scene.meeting) == {scene.main: 1}


async def _another_programme(store: Store) -> Scene:
    """A programme with a meeting of its own and one person on its list."""
    programme = await store.write(create_programme, name="Other", short_name="OTHER")
    other = await another_meeting(store, Scene(programme, 0, 0, 0))
    (person,) = await invite(store, other, "Dunn")
    await hand_over(store, await prepare(store, other, [person]), Delivery.IN_DOUBT)
    call_back = store.clock() + timedelta(hours=1)
    await store.write(log_call, invitation_id=person, outcome=CallOutcome.CALL_BACK, call_back_at=call_back)
    await store.write(add_follow_up, kind=FollowUpKind.TASK, text="write", meeting_id=other.meeting)
    await store.write(_undecided, person)
    return other


def _undecided(change: Change, invitation: int | None) -> None:
    change.describe("test", "A message came")
    change.add(
        ReceivedMessage(
            message_id=f"<{invitation}@mp.example>",
            received_at=change.at,
            from_address="dunn@mp.example",
            kind=ReceivedKind.REPLY,
            state=ReceivedState.UNDECIDED,
            invitation_id=invitation,
            raw=b"",
        )
    )


async def test_a_day_is_that_of_one_programme(store: Store, clock: SetClock) -> None:
    scene = await the_hague(store)
    other = await _another_programme(store)
    clock.advance(timedelta(hours=1))

    def counted(day: Day) -> tuple[list[str], int, int, int, list[str]]:
        names = [call.name for call in day.calls]
        seen = day.attention
        people = sum(each.people for each in day.offices)
        return names, people, day.undecided, seen.in_doubt, [row.text for row in day.follow_ups]

    assert counted(await _read(store, scene)) == ([], 0, 0, 0, [])
    assert counted(await _read(store, other)) == (["Dunn"], 1, 1, 1, ["write"])


async def test_what_is_about_no_meeting_yet_stands_on_the_day_of_every_programme(store: Store) -> None:
    scene = await the_hague(store)
    other = await another_meeting(
        store, Scene(await store.write(create_programme, name="Other", short_name="OTHER"), 0, 0, 0)
    )
    await store.write(_undecided, None)
    person = await add(store, "Dunn")
    await store.write(add_follow_up, kind=FollowUpKind.TASK, text="write", person_id=person)
    for each in (scene, other):
        day = await _read(store, each)
        assert (day.undecided, [row.text for row in day.follow_ups]) == (1, ["write"])


async def test_a_day_costs_the_same_with_one_person_and_with_thirty(store: Store) -> None:
    scene = await the_hague(store)
    await store.write(edit_meeting, meeting_id=scene.meeting, starts_on=date(2012, 1, 26))
    counts = []
    for names in (("Adams",), tuple(f"Person{number}" for number in range(29))):
        for invitation in await invite(store, scene, *names):
            await say(store, invitation, Answer.ACCEPTED)
        with count_statements(store) as asked:
            await _read(store, scene)
        counts.append(asked.count)
    assert counts[0] == counts[1]
