from datetime import timedelta
from typing import Any

import pytest

from db.enums import Answer, Arrival, Presence, Reason
from db.queries.attendance import session_attendance
from db.store import Store
from db.tables import Attendance, History, Invitation, MeetingSession, Person
from paht_tui.domain.clock import SetClock
from paht_tui.domain.desk import CheckedIn, check_in, mark_absent, walk_in
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.meetings import open_doors
from paht_tui.domain.people import edit_person
from paht_tui.errors import UserError
from tests.conftest import NOON
from tests.factories import Scene, add, another_meeting, everything, invite, rows, say, the_hague


async def presence(store: Store, session: int) -> dict[str, Presence]:
    found = await store.read(session_attendance, session_id=session)
    return {row.name: row.presence for row in found}


async def arrive(store: Store, scene: Scene, invitation: int) -> CheckedIn:
    return await store.write(check_in, invitation_id=invitation, session_id=scene.main)


async def places(store: Store, scene: Scene, *names: str) -> list[Any]:
    found = await rows(store, Attendance, "session_id", *names)
    return [row[1] if len(row) == 2 else row[1:] for row in found if row[0] == scene.main]


async def test_to_arrive_twice_is_to_arrive_once(store: Store, clock: SetClock) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await say(store, ann, Answer.ACCEPTED)
    first = await arrive(store, scene, ann)
    before = await everything(store), await rows(store, History, "id")
    clock.advance(timedelta(minutes=5))
    again = await arrive(store, scene, ann)
    assert (first.arrival, again.arrival, again.name) == (Arrival.EXPECTED, None, "Adams")
    assert (await everything(store), await rows(store, History, "id")) == before
    assert await places(store, scene, "arrived_at", "arrival") == [(NOON, Arrival.EXPECTED)]


async def test_somebody_who_declined_is_let_in_and_the_record_says_so(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben = await invite(store, scene, "Adams", "Brown")
    await say(store, ann, Answer.DECLINED)
    arrivals = [(await arrive(store, scene, each)).arrival for each in (ann, ben)]
    assert arrivals == [Arrival.LET_IN, Arrival.LET_IN]
    assert await presence(store, scene.main) == dict.fromkeys(("Adams", "Brown"), Presence.UNEXPECTED)
    assert await rows(store, Invitation, "answer") == [Answer.DECLINED, Answer.NONE]


async def test_the_first_to_arrive_opens_the_doors_and_fixes_who_is_expected(
    store: Store, clock: SetClock
) -> None:
    scene = await the_hague(store)
    ann, ben, cat, dan = await invite(store, scene, "Adams", "Brown", "Clark", "Dunn")
    await say(store, ann, Answer.ACCEPTED)
    await say(store, ben, Answer.ACCEPTED)
    await say(store, ben, Answer.DECLINED, session_id=scene.main)
    await say(store, dan, Answer.ACCEPTED)
    assert await presence(store, scene.main) == {
        "Adams": Presence.EXPECTED,
        "Brown": Presence.NOT_EXPECTED,
        "Clark": Presence.NOT_EXPECTED,
        "Dunn": Presence.EXPECTED,
    }
    await arrive(store, scene, ann)
    clock.advance(timedelta(hours=1))
    for each in (cat, dan):
        await say(store, each, Answer.ACCEPTED if each == cat else Answer.DECLINED)
    assert await presence(store, scene.main) == {
        "Adams": Presence.PRESENT,
        "Brown": Presence.NOT_EXPECTED,
        "Clark": Presence.NOT_EXPECTED,
        "Dunn": Presence.ABSENT,
    }
    await arrive(store, scene, cat)
    assert await rows(store, MeetingSession, "id", "doors_opened_at") == [
        (scene.main, NOON),
        (scene.reception, None),
    ]
    assert await store.write(open_doors, session_id=scene.main) == 2


async def test_somebody_who_was_not_asked_to_this_session_is_let_in(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await arrive(store, scene, ann)
    brown = await add(store, "Brown")
    await store.write(
        invite_people, meeting_id=scene.meeting, person_ids=[brown], session_ids=[scene.reception]
    )
    assert (await arrive(store, scene, 2)).arrival is Arrival.LET_IN
    assert await places(store, scene, "invitation_id", "expected", "arrival") == [
        (ann, False, Arrival.LET_IN),
        (2, False, Arrival.LET_IN),
    ]


async def test_a_session_of_another_meeting_is_refused(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    other = await another_meeting(sqlite_store, scene)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    with pytest.raises(UserError, match="Adams is invited to another meeting than “Elsewhere”"):
        await sqlite_store.write(check_in, invitation_id=ann, session_id=other.main)


async def test_somebody_new_walks_in(store: Store) -> None:
    scene = await the_hague(store)
    came = await store.write(walk_in, session_id=scene.main, name="Naum van der Berg", country="bg")
    assert (came.name, came.arrival) == ("Naum van der Berg", Arrival.WALK_IN)
    assert await rows(store, Person, "given_name", "family_name", "country") == [
        ("Naum van der", "Berg", "BG")
    ]
    assert await rows(store, Attendance, "session_id", "expected", "arrived_at", "arrival") == [
        (scene.main, False, NOON, Arrival.WALK_IN)
    ]
    assert (await rows(store, History, "summary"))[-1] == "Naum van der Berg walked in (Main)"


async def test_somebody_known_walks_in_also_when_not_to_be_contacted(store: Store) -> None:
    scene = await the_hague(store)
    adams = await add(store, "Adams")
    await store.write(edit_person, person_id=adams, do_not_contact=True)
    came = await store.write(walk_in, session_id=scene.main, person_id=adams)
    assert (came.name, came.arrival) == ("Adams", Arrival.WALK_IN)
    assert (await rows(store, History, "summary"))[-1] == "Adams walked in (Main)"


async def test_who_is_on_the_list_is_checked_in_from_there(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    await invite(sqlite_store, scene, "Adams")
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(walk_in, session_id=scene.main, person_id=1)
    assert str(refused.value) == "Adams is on the list: check in from there."


async def test_nobody_walks_in_without_a_name(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    before = await everything(sqlite_store)
    with pytest.raises(UserError, match="A person needs a family name"):
        await sqlite_store.write(walk_in, session_id=scene.main, name="  ")
    assert await everything(sqlite_store) == before


async def test_why_many_did_not_come_is_one_act(store: Store) -> None:
    scene = await the_hague(store)
    names = [f"Person{number}" for number in range(11)]
    ids = await invite(store, scene, *names)
    for each in ids:
        await say(store, each, Answer.ACCEPTED)
    marked = await store.write(
        mark_absent, session_id=scene.main, invitation_ids=ids, reason=Reason.WEATHER, note="snow"
    )
    assert marked == 11
    assert (
        await places(store, scene, "expected", "absence_reason", "absence_note")
        == [(True, Reason.WEATHER, "snow")] * 11
    )
    assert await presence(store, scene.main) == dict.fromkeys(sorted(names), Presence.ABSENT)
    assert (await rows(store, History, "summary"))[-1] == "11 absent from Main: weather"


async def test_if_one_of_many_is_in_the_room_nobody_is_marked(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben = await invite(store, scene, "Adams", "Brown")
    await arrive(store, scene, ben)
    before = await everything(store)
    with pytest.raises(UserError) as refused:
        await store.write(
            mark_absent, session_id=scene.main, invitation_ids=[ann, ben], reason=Reason.WEATHER
        )
    assert str(refused.value) == ("Brown was checked in, so nobody was marked: undo that arrival first.")
    assert await everything(store) == before


async def test_somebody_marked_absent_who_comes_after_all_is_present(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await say(store, ann, Answer.ACCEPTED)
    await store.write(
        mark_absent, session_id=scene.main, invitation_ids=[ann], reason=Reason.ILLNESS, note="flu"
    )
    await arrive(store, scene, ann)
    assert await places(store, scene, "absence_reason", "absence_note", "arrival") == [
        (None, "", Arrival.EXPECTED)
    ]


async def test_nobody_absent_opens_no_doors(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    marked = await sqlite_store.write(
        mark_absent, session_id=scene.main, invitation_ids=[], reason=Reason.WEATHER
    )
    assert marked == 0
    assert await rows(sqlite_store, MeetingSession, "doors_opened_at") == [None, None]
