from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from db.change import Change
from db.enums import Answer, CallOutcome, Delivery, FollowUpKind, Reason
from db.store import Store
from db.tables import Attendance, EmailAddress, History, Invitation, MeetingSession, OutboxMessage, Person
from paht_tui.domain.answers import Said, record_substitute
from paht_tui.domain.calls import log_call
from paht_tui.domain.desk import check_in, mark_absent, walk_in
from paht_tui.domain.follow_ups import add_follow_up
from paht_tui.domain.invitations import invite_people, remove_invitation
from paht_tui.domain.meetings import add_session, edit_meeting, edit_session
from paht_tui.domain.outbox import drop, hold
from paht_tui.domain.people import add_email, add_person, edit_person, remove_person
from paht_tui.domain.undo import Undone, undo_last
from paht_tui.errors import UserError
from tests.conftest import NOON
from tests.factories import (
    Scene,
    add,
    another,
    everything,
    hand_over,
    invite,
    planned,
    prepare,
    prepare_plainly,
    rows,
    say,
    states,
    the_hague,
)

Act = Callable[[Store, Scene], Awaitable[object]]


def import_people(change: Change) -> None:
    """As an import does it: many rows in few statements, and one person who was known."""
    change.describe("people.imported", "Imported 3 from list.csv")
    person = {
        "given_name": "",
        "family_name": "New",
        "full_name": "New",
        "sort_key": "new",
        "search_key": "new",
        "category": "other",
    }
    keys = change.add_many(Person, [person, person])
    emails = [
        {"person_id": key, "address": f"{key}@x.example", "address_key": f"{key}@x.example"} for key in keys
    ]
    change.add_many(EmailAddress, emails)
    edit_person(change, person_id=1, note="known")


ACTS: dict[str, Act] = {
    "add a person": lambda store, _: store.write(
        add_person, family_name="New", emails=["n@x.example"], phones=[("1", "")], organisation="New Party"
    ),
    "edit a person": lambda store, _: store.write(edit_person, person_id=1, family_name="Newman"),
    "remove a person": lambda store, _: store.write(remove_person, person_id=3),
    "import": lambda store, _: store.write(import_people),
    "invite": lambda store, scene: store.write(invite_people, meeting_id=scene.meeting, person_ids=[3]),
    "take off the list": lambda store, _: store.write(remove_invitation, invitation_id=2),
    "answer": lambda store, _: say(store, 1, Answer.DECLINED, Said(reason=Reason.ILLNESS)),
    "answer for a session": lambda store, scene: say(store, 1, Answer.DECLINED, session_id=scene.reception),
    "substitute": lambda store, _: store.write(record_substitute, invitation_id=1, substitute_id=3),
    "call with an answer": lambda store, _: store.write(
        log_call, invitation_id=1, outcome=CallOutcome.COMING
    ),
    "call with a promise": lambda store, _: store.write(
        log_call,
        invitation_id=1,
        outcome=CallOutcome.CALL_BACK,
        call_back_at=datetime(2012, 1, 20, 10),  # noqa: DTZ001 - in the meeting's zone
    ),
    "check in": lambda store, scene: store.write(check_in, invitation_id=1, session_id=scene.main),
    "walk in": lambda store, scene: store.write(walk_in, session_id=scene.main, name="Faye Wu"),
    "absent": lambda store, scene: store.write(
        mark_absent, session_id=scene.main, invitation_ids=[1, 2], reason=Reason.WEATHER
    ),
    "add a session": lambda store, scene: store.write(
        add_session,
        meeting_id=scene.meeting,
        title="Lunch",
        starts=datetime(2012, 1, 26, 12),  # noqa: DTZ001 - in the meeting's zone
        ends=datetime(2012, 1, 26, 13),  # noqa: DTZ001
    ),
    "move a session": lambda store, scene: store.write(
        edit_session,
        session_id=scene.main,
        starts_at=datetime(2012, 1, 26, 10),  # noqa: DTZ001 - in the meeting's zone
    ),
    "edit a meeting": lambda store, scene: store.write(
        edit_meeting, meeting_id=scene.meeting, focus="Labour"
    ),
    "something to do": lambda store, scene: store.write(
        add_follow_up, kind=FollowUpKind.TASK, text="write", meeting_id=scene.meeting, due_at=NOON
    ),
    "prepare a batch": lambda store, scene: prepare_plainly(store, scene, [planned(1, 1)]),
}


async def a_record(store: Store) -> Scene:
    """Two on the list, the second of them not approached, and a third person who is not."""
    scene = await the_hague(store)
    await invite(store, scene, "Adams", "Brown")
    await add(store, "Clark", organisation="Senate", phones=[("2", "")])
    await say(store, 1, Answer.ACCEPTED)
    return scene


@pytest.mark.parametrize("act", ACTS)
async def test_each_act_is_taken_back_whole(sqlite_store: Store, act: str) -> None:
    scene = await a_record(sqlite_store)
    before = await everything(sqlite_store)
    await ACTS[act](sqlite_store, scene)
    assert await everything(sqlite_store) != before
    recorded = (await rows(sqlite_store, History, "change", "summary"))[-1]
    undone = await sqlite_store.write(undo_last)
    assert await everything(sqlite_store) == before
    assert undone.summary == recorded[1]
    assert (await rows(sqlite_store, History, "verb", "summary", "undoes", "undoable"))[-1] == (
        "undone",
        f"Undone: {recorded[1]}",
        recorded[0],
        False,
    )


async def test_all_acts_of_a_day_are_taken_back_one_after_the_other(store: Store) -> None:
    scene = await a_record(store)
    seen = []
    left_out = {"take off the list", "remove a person", "prepare a batch", "absent"}
    for act in (name for name in ACTS if name not in left_out):
        seen.append(await everything(store))
        if act == "invite":
            await ACTS["something to do"](store, scene)
        elif act == "substitute":
            await ACTS["answer"](store, scene)
        else:
            await ACTS[act](store, scene)
    for before in reversed(seen):
        await store.write(undo_last)
        assert await everything(store) == before


async def test_eleven_absent_are_taken_back_in_one(store: Store) -> None:
    scene = await the_hague(store)
    ids = await invite(store, scene, *(f"Person{number}" for number in range(11)))
    await store.write(check_in, invitation_id=ids[0], session_id=scene.reception)
    before = await everything(store)
    await store.write(mark_absent, session_id=scene.main, invitation_ids=ids, reason=Reason.WEATHER)
    assert await store.write(undo_last) == Undone("11 absent from Main: weather", 23)
    assert await everything(store) == before


async def test_a_removed_person_comes_back_under_the_same_number_with_everything(store: Store) -> None:
    number = await add(store, "Adams", organisation="Senate", phones=[("1", "mobile")])
    before = await everything(store)
    await store.write(remove_person, person_id=number)
    assert await rows(store, Person, "id") == []
    await store.write(undo_last)
    assert await everything(store) == before
    assert await add(store, "Brown") == number + 1


async def test_nothing_recorded_is_nothing_to_undo(sqlite_store: Store) -> None:
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(undo_last)
    assert str(refused.value) == "There is nothing of yours to undo."


async def test_what_is_undone_is_undone_once_and_then_comes_what_was_before(store: Store) -> None:
    number = await add(store, "Adams")
    for note in ("one", "two"):
        await store.write(edit_person, person_id=number, note=note)
    notes = []
    for _ in range(3):
        await store.write(undo_last)
        notes += await rows(store, Person, "note")
    assert notes == ["one", ""]
    with pytest.raises(UserError, match="There is nothing of yours to undo"):
        await store.write(undo_last)


async def test_only_ones_own_acts_are_undone(store: Store) -> None:
    number = await add(store, "Adams")
    async with another(store) as ben:
        await add(ben, "Brown")
        await store.write(edit_person, person_id=number, note="hers")
        await ben.write(undo_last)
        with pytest.raises(UserError, match="There is nothing of yours to undo"):
            await ben.write(undo_last)
    assert await rows(store, Person, "family_name", "note") == [("Adams", "hers")]


async def test_what_somebody_else_has_altered_since_is_not_undone(store: Store) -> None:
    number = await add(store, "Adams")
    await store.write(edit_person, person_id=number, note="hers")
    async with another(store) as ben:
        await ben.write(edit_person, person_id=number, note="his")
    with pytest.raises(UserError) as refused:
        await store.write(undo_last)
    assert str(refused.value) == ("“Edited Adams” cannot be undone: what it recorded has gone further since.")
    assert await rows(store, Person, "note") == ["his"]


@pytest.mark.parametrize("by_ben", ["invites", "adds an address"])
async def test_what_somebody_else_has_built_upon_is_not_undone(store: Store, by_ben: str) -> None:
    scene = await the_hague(store)
    number = await add(store, "Adams")
    async with another(store) as ben:
        if by_ben == "invites":
            await ben.write(invite_people, meeting_id=scene.meeting, person_ids=[number])
        else:
            await ben.write(add_email, person_id=number, address="second@mp.example")
    before = await everything(store)
    with pytest.raises(UserError, match="“Added Adams” cannot be undone"):
        await store.write(undo_last)
    assert await everything(store) == before


async def test_an_act_on_a_row_that_somebody_else_has_removed_is_not_undone(store: Store) -> None:
    number = await add(store, "Adams")
    async with another(store) as ben:
        await ben.write(remove_person, person_id=number)
    with pytest.raises(UserError, match="“Added Adams” cannot be undone"):
        await store.write(undo_last)


async def test_a_place_that_was_given_to_another_is_not_taken_back(store: Store) -> None:
    scene = await a_record(store)
    await prepare_plainly(store, scene, [planned(1, 1)])
    await store.write(drop, message_id=1)
    async with another(store) as ben:
        await prepare_plainly(ben, scene, [planned(1, 1, message_id="<anew@x>")])
    with pytest.raises(UserError, match="“Dropped the message to Person 1” cannot be undone"):
        await store.write(undo_last)
    assert await states(store) == [Delivery.DROPPED, Delivery.PLANNED]


async def test_what_has_left_the_machine_is_never_undone(store: Store) -> None:
    scene = await a_record(store)
    batch = await prepare(store, scene, [1])
    await hand_over(store, batch, Delivery.SENT)
    before = await everything(store)
    for _ in range(2):
        with pytest.raises(UserError, match="“Prepared 1 × invitation to Good practice” cannot be undone"):
            await store.write(undo_last)
    assert await everything(store) == before


async def test_an_invitation_to_somebody_who_was_written_to_is_never_undone(store: Store) -> None:
    scene = await the_hague(store)
    async with another(store) as ben:
        await invite(ben, scene, "Adams")
        await hand_over(store, await prepare(store, scene, [1]), Delivery.SENT)
        with pytest.raises(UserError, match="“Put Adams on the list of Good practice” cannot be undone"):
            await ben.write(undo_last)
    assert await rows(store, OutboxMessage, "state") == [Delivery.SENT]


async def test_a_message_that_was_held_back_is_let_go_again(store: Store) -> None:
    scene = await a_record(store)
    await prepare_plainly(store, scene, [planned(1, 1)])
    await store.write(hold, message_id=1)
    await store.write(undo_last)
    assert await states(store) == [Delivery.PLANNED]


async def test_the_first_arrival_taken_back_closes_the_doors_if_nobody_else_has_come(store: Store) -> None:
    scene = await a_record(store)
    await store.write(check_in, invitation_id=1, session_id=scene.main)
    await store.write(undo_last)
    await say(store, 2, Answer.ACCEPTED)
    await store.write(check_in, invitation_id=1, session_id=scene.main)
    assert await rows(store, Attendance, "session_id", "expected") == [
        (scene.main, True),
        (scene.reception, None),
        (scene.main, True),
        (scene.reception, None),
    ]


async def test_the_first_arrival_taken_back_leaves_the_doors_open_for_those_who_came_since(
    store: Store,
) -> None:
    scene = await a_record(store)
    await store.write(check_in, invitation_id=1, session_id=scene.main)
    async with another(store) as ben:
        await ben.write(check_in, invitation_id=2, session_id=scene.main)
    await store.write(undo_last)
    assert await rows(store, MeetingSession, "doors_opened_at") == [NOON, None]
    assert [
        row[1:]
        for row in await rows(store, Attendance, "session_id", "invitation_id", "expected", "arrived_at")
        if row[0] == scene.main
    ] == [(1, True, None), (2, False, NOON)]


async def test_an_undo_is_an_act_of_its_own_time(store: Store) -> None:
    await add(store, "Adams")
    async with another(store, "ann") as later:
        later.clock = lambda: NOON + timedelta(days=1)
        await later.write(undo_last)
    assert (await rows(store, History, "at", "actor"))[-1] == (NOON + timedelta(days=1), "ann")
    assert await rows(store, Invitation, "id") == []
