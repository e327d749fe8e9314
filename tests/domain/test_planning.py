"""Planning a meeting in one act, its programme, and giving things up again; on both databases."""

from datetime import UTC, date, datetime, time

import pytest

from db.enums import ActivityType, AgendaRole, Answer, Category, MeetingState, TargetKind
from db.queries.meetings import AgendaLine, agenda_lines, list_meetings, list_sessions, meeting_by_id
from db.queries.targets import target_facts
from db.store import Store
from db.tables import Target
from paht_tui.domain.agenda import add_item, add_part, edit_item, edit_part, remove_item, remove_part
from paht_tui.domain.planning import (
    change_meeting,
    hold_meeting,
    plan_meeting,
    remove_meeting,
    remove_session,
)
from paht_tui.domain.programme_plan import Promise, change_programme, start_programme_with
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from tests.factories import everything, hand_over, invite, prepare, rows, say, the_hague

LOCAL = {"title": "Seminar", "activity": ActivityType.SEMINAR, "zone": "Europe/Rome", "city": "Rome"}


async def test_a_meeting_is_planned_with_its_session_and_its_host(store: Store) -> None:
    scene = await the_hague(store)
    number = await store.write(
        plan_meeting,
        programme_id=scene.programme,
        host="Senato",
        starts=time(9, 30),
        ends=time(17),
        starts_on=date(2012, 3, 22),
        **LOCAL,
    )
    (session,) = await store.read(list_sessions, meeting_id=number)
    meeting = await store.read(meeting_by_id, meeting_id=number)
    assert meeting.host == "Senato"
    assert (session.starts_at, session.ends_at) == (
        datetime(2012, 3, 22, 8, 30, tzinfo=UTC),
        datetime(2012, 3, 22, 16, 0, tzinfo=UTC),
    )


async def test_times_without_a_day_are_refused_and_nothing_is_kept(store: Store) -> None:
    scene = await the_hague(store)
    before = await everything(store)
    with pytest.raises(UserError, match="needs a day, a beginning and an end"):
        await store.write(plan_meeting, programme_id=scene.programme, starts=time(9), ends=time(17), **LOCAL)
    assert await everything(store) == before


async def test_the_host_follows_the_form(store: Store) -> None:
    scene = await the_hague(store)
    await store.write(change_meeting, meeting_id=scene.meeting, host="Senate", title="Exchange")
    meeting = await store.read(meeting_by_id, meeting_id=scene.meeting)
    assert (meeting.title, meeting.host) == ("Exchange", "Senate")
    await store.write(change_meeting, meeting_id=scene.meeting, host=" ")
    assert (await store.read(meeting_by_id, meeting_id=scene.meeting)).host is None


async def test_a_meeting_is_removed_with_its_list_and_comes_back_whole(store: Store) -> None:
    scene = await the_hague(store)
    (ann, _) = await invite(store, scene, "Adams", "Brown")
    await say(store, ann, Answer.ACCEPTED)
    before = await everything(store)
    assert await store.write(remove_meeting, meeting_id=scene.meeting) == 2
    assert await store.read(list_meetings) == ()
    await store.write(undo_last)
    assert await everything(store) == before


async def test_a_meeting_that_left_a_trace_outside_stays(store: Store) -> None:
    scene = await the_hague(store)
    batch = await prepare(store, scene, await invite(store, scene, "Adams"))
    await hand_over(store, batch)
    with pytest.raises(UserError, match=r"stays in the record: messages have been sent \(1\)"):
        await store.write(remove_meeting, meeting_id=scene.meeting)
    with pytest.raises(UserError, match="1 calendar entries for it have been sent"):
        await store.write(remove_session, session_id=scene.main)


async def test_a_meeting_that_was_held_stays(store: Store) -> None:
    scene = await the_hague(store)
    assert await store.write(hold_meeting, meeting_id=scene.meeting)
    assert (await store.read(meeting_by_id, meeting_id=scene.meeting)).state is MeetingState.HELD
    with pytest.raises(UserError, match="it is recorded as held"):
        await store.write(remove_meeting, meeting_id=scene.meeting)


async def test_a_session_is_removed_and_comes_back(store: Store) -> None:
    scene = await the_hague(store)
    await invite(store, scene, "Adams")
    before = await everything(store)
    await store.write(remove_session, session_id=scene.reception)
    assert [row.id for row in await store.read(list_sessions, meeting_id=scene.meeting)] == [scene.main]
    await store.write(undo_last)
    assert await everything(store) == before


def _titles(lines: tuple[AgendaLine, ...]) -> list[tuple[str, str | None, AgendaRole | None]]:
    return [(line.title, line.name, line.role) for line in lines]


async def test_items_stand_in_the_order_of_their_times(store: Store) -> None:
    scene = await the_hague(store)

    def at(hour: int) -> datetime:
        return datetime(2012, 1, 26, hour)  # noqa: DTZ001 - a wall clock in the meeting's zone

    panel = await store.write(add_item, session_id=scene.main, title="Panel", starts_at=at(14))
    await store.write(add_item, session_id=scene.main, title="Questions")
    await store.write(add_item, session_id=scene.main, title="Opening", starts_at=at(9))
    lines = await store.read(agenda_lines, meeting_id=scene.meeting)
    assert [line.title for line in lines] == ["Opening", "Panel", "Questions"]
    await store.write(edit_item, item_id=panel, starts_at=at(8), ends_at=at(9))
    lines = await store.read(agenda_lines, meeting_id=scene.meeting)
    assert [line.title for line in lines] == ["Panel", "Questions", "Opening"]
    with pytest.raises(UserError, match="would end before it starts"):
        await store.write(edit_item, item_id=panel, starts_at=at(10))
    await store.write(remove_item, item_id=panel)
    await store.write(undo_last)
    assert await store.read(agenda_lines, meeting_id=scene.meeting) == lines


async def test_parts_are_given_changed_and_taken(store: Store) -> None:
    scene = await the_hague(store)
    await invite(store, scene, "Adams")
    item = await store.write(add_item, session_id=scene.main, title="Opening")
    part = await store.write(add_part, item_id=item, person_id=1, role=AgendaRole.CHAIR)
    assert await store.write(add_part, item_id=item, person_id=1, role=AgendaRole.CHAIR) == part
    await store.write(edit_part, part_id=part, role=AgendaRole.OPENING)
    lines = await store.read(agenda_lines, meeting_id=scene.meeting)
    assert _titles(lines) == [("Opening", "Adams", AgendaRole.OPENING)]
    await store.write(remove_part, part_id=part)
    lines = await store.read(agenda_lines, meeting_id=scene.meeting)
    assert _titles(lines) == [("Opening", None, None)]
    with pytest.raises(UserError, match="no longer in the programme"):
        await store.write(remove_part, part_id=part)


async def test_a_programme_is_started_with_its_targets_and_altered(store: Store) -> None:
    people = Promise(TargetKind.PEOPLE_REACHED, 100, "parliamentarians", Category.MP)
    number = await store.write(
        start_programme_with,
        name="Brdo Process",
        short_name="Brdo",
        targets=[people, Promise(TargetKind.FOCAL_POINTS, None, "focal points")],
    )
    await store.write(
        change_programme,
        programme_id=number,
        name="Brdo",
        short_name="Brdo",
        targets=[Promise(TargetKind.PEOPLE_REACHED, 50, "people")],
        instead_of=await rows(store, Target, "id"),
    )
    facts = await store.read(target_facts, programme_id=number)
    assert [(row.kind, row.category, row.goal, row.label) for row in facts.targets] == [
        (TargetKind.PEOPLE_REACHED, None, 50, "people")
    ]
    await store.write(undo_last)
    facts = await store.read(target_facts, programme_id=number)
    assert [(row.category, row.goal) for row in facts.targets] == [(Category.MP, 100)]


async def test_targets_that_were_not_asked_about_stay(store: Store) -> None:
    number = await store.write(
        start_programme_with,
        name="TRM-II",
        short_name="TRM",
        targets=[
            Promise(TargetKind.PEOPLE_REACHED, 100, "parliamentarians", Category.MP),
            Promise(TargetKind.PEOPLE_REACHED, 30, "police officers", Category.POLICE),
        ],
    )
    (first, _) = await rows(store, Target, "id")
    await store.write(
        change_programme,
        programme_id=number,
        name="TRM-II",
        short_name="TRM",
        targets=[Promise(TargetKind.PEOPLE_REACHED, None, "parliamentarians", Category.MP)],
        instead_of=[first],
    )
    facts = await store.read(target_facts, programme_id=number)
    assert [(row.category, row.goal) for row in facts.targets] == [(Category.POLICE, 30)]
