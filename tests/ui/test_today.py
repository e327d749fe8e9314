"""Today: what it says of a meeting, a quiet day, an empty record; and every line opens its place."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from db.enums import ActivityType, AgendaRole, Answer, Capacity, FollowUpKind, NeedKind, TargetKind
from db.queries.meetings import list_programmes
from db.queries.targets import target_facts
from paht_tui.domain.agenda import add_item, add_part
from paht_tui.domain.answers import record_answer
from paht_tui.domain.follow_ups import add_follow_up
from paht_tui.domain.invitation_terms import change_terms
from paht_tui.domain.logistics import note_need
from paht_tui.domain.meetings import create_meeting
from paht_tui.ui.screens.figure import FigureScreen
from paht_tui.ui.screens.follow_ups import FollowUps
from paht_tui.ui.screens.meeting import MeetingScreen
from paht_tui.ui.screens.today import Today
from tests.ui.driving import told
from tests.ui.house import House, at_home, make_house
from tests.ui.walking import board_of, seen, settle, walk, write

if TYPE_CHECKING:
    from pathlib import Path

    from db.change import Change
    from paht_tui.domain.clock import SetClock


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock, sent=True)


def _record(house: House) -> None:
    """Two accept (one a speaker who then may come), one refuses; Rome is planned without a list."""

    def act(change: Change) -> None:
        change.describe("sample", "answers", undoable=False)
        jana, eleni, zoe, zaneta, *_ = house.invitations
        for invitation, answer in (
            (jana, Answer.TENTATIVE),
            (eleni, Answer.ACCEPTED),
            (zoe, Answer.DECLINED),
            (zaneta, Answer.ACCEPTED),
        ):
            record_answer(change, invitation_id=invitation, answer=answer)
        change_terms(change, invitation_ids=[jana], capacity=Capacity.SPEAKER)
        note_need(change, person_id=house.people[3], kind=NeedKind.DIET, text="vegetarian")
        create_meeting(
            change,
            programme_id=house.programme,
            title="Victim protection",
            activity=ActivityType.SEMINAR,
            zone="Europe/Rome",
            city="Rome",
            starts_on=datetime(2012, 3, 22).date(),  # noqa: DTZ001 - a day
        )

    asyncio.run(house.record.store.write(act))


async def test_a_day_with_a_meeting_reads_as_in_the_sketch(house: House) -> None:
    await asyncio.to_thread(_record, house)
    house.record.clock.advance(timedelta(days=4))  # type: ignore[attr-defined]
    async with at_home(house) as (app, _pilot):
        assert [" ".join(text.split()) for text in seen(app)] == [
            "Parliamentarians against Human Trafficking 2 meetings, none held yet",
            "▸The Hague · Good Practice Exchange · Thu 26 Jan 2012 in 6 days",
            "invited 6 ▸ answered 4 ▸ accepted 2 ▸ expected 2 ±1 · reception 2 ±1",
            "Germany 1 invited, none accepted · UK 1 invited, none answered",
            "Netherlands 1 invited, none accepted · 1 speaker tentative · 1 without diet",
            "Do now Targets",
            "3 calls open now: Berlin 12:00 +2 parliamentarians",
            "▱▱▱▱▱▱▱▱▱▱ 0/100 100 to go",
            "Later countries",
            "Rome · 22 Mar · nobody on the list ▱▱▱▱▱▱▱▱▱▱ 0/15 15 to go",
        ]


async def test_every_number_opens_into_its_people(house: House) -> None:
    await asyncio.to_thread(_record, house)
    jana, eleni, zoe, zaneta, lord, bold = house.people
    expected = {
        ("invited", house.meeting): {jana, eleni, zoe, zaneta, lord, bold},
        ("answered", house.meeting): {jana, eleni, zoe, zaneta},
        ("accepted", house.meeting): {eleni, zaneta},
        ("expected", house.main): {eleni, zaneta},
        ("may come", house.main): {jana},
        ("expected", house.reception): {eleni, zaneta},
        ("silent", house.meeting, "NL"): {zoe},
        ("speakers", house.meeting, "tentative"): {jana},
        ("diet", house.meeting): {eleni},
    }
    async with at_home(house) as (app, pilot):
        behind = {}
        for key in expected:
            board_of(app).go_to(key)
            await walk(pilot, "enter")
            assert isinstance(app.screen, FigureScreen)
            behind[key] = set(app.screen._found)
            await walk(pilot, "escape")
        assert behind == expected


async def test_every_line_opens_a_place_and_none_fails(house: House) -> None:
    await asyncio.to_thread(_record, house)
    house.record.clock.advance(timedelta(days=4))  # type: ignore[attr-defined]
    async with at_home(house) as (app, pilot):
        today = app.screen
        for key in board_of(app).spot_keys:
            board_of(app).go_to(key)
            await walk(pilot, "enter")
            assert app.screen is not today, key
            app.switch_place("today")
            if app.screen is not today:
                app.switch_place("today")
            await settle(pilot)
            assert app.screen is today


async def test_the_meeting_and_its_list_open_on_the_right_tab(house: House) -> None:
    async with at_home(house) as (app, pilot):
        board_of(app).go_to(("meeting", house.meeting))
        await walk(pilot, "enter")
        assert isinstance(app.screen, MeetingScreen)
        assert (app.screen.meeting_id, app.screen.tab) == (house.meeting, "invitees")


async def test_a_follow_up_that_is_due_is_seen_opened_and_ticked_off(house: House) -> None:
    store = house.record.store
    now = house.record.clock()
    for text, due in (("Book the interpreter", now + timedelta(hours=2)), ("Later", now + timedelta(days=9))):
        await store.write(
            add_follow_up, kind=FollowUpKind.TASK, text=text, due_at=due, meeting_id=house.meeting
        )
    async with at_home(house) as (app, pilot):
        board_of(app).go_to("to do")
        assert any("1 thing to do   Book the interpreter" in text for text in seen(app))
        await walk(pilot, "enter")
        assert isinstance(app.screen, FollowUps)
        assert [" ".join(text.split()) for text in seen(app)[1:]] == [
            "▸ Mon 16 Jan 2012 14:00 Book the interpreter",
            "Wed 25 Jan 2012 12:00 Later",
        ]
        await walk(pilot, "f", "escape")
        assert told(app) == ["Done: Book the interpreter."]
        assert not any("thing to do" in text for text in seen(app))


async def test_something_to_do_is_noted_for_a_meeting(house: House) -> None:
    async with at_home(house) as (app, pilot):
        screen = FollowUps(app.screen.ground)  # type: ignore[attr-defined]
        await app.push_screen(screen)
        await settle(pilot)
        await walk(pilot, "n")
        await write(pilot, "Print the badges", "", "25 Jan 2012 9")
        assert [" ".join(text.split()) for text in seen(app)[:2]] == [
            "Due, Amsterdam What About",
            "▸ Wed 25 Jan 2012 09:00 Print the badges",
        ]


async def test_who_is_on_the_programme_but_not_on_the_list_is_noticed(house: House) -> None:
    def act(change: Change) -> None:
        change.describe("sample", "agenda", undoable=False)
        item = add_item(change, session_id=house.main, title="Opening")
        add_part(change, item_id=item, person_id=house.people[5], role=AgendaRole.OPENING)

    await house.record.store.write(act)
    async with at_home(house) as (app, _pilot):
        assert any("1 speaker without an answer" in text for text in seen(app))


async def test_an_empty_record_says_what_to_do_and_n_starts_a_programme(
    tmp_path: Path, clock: SetClock
) -> None:
    house = await asyncio.to_thread(make_house, tmp_path, clock, empty=True)
    async with at_home(house) as (app, pilot):
        assert seen(app)[:2] == [
            "Nothing is in the record yet.",
            "▸ 1  Press n to start a programme: its name, and its targets.",
        ]
        await walk(pilot, "e")
        assert told(app) == ["There is no programme yet: press n to start one."]
        await walk(pilot, "n")
        await write(pilot, "Brdo Process [b]", "Brdo", "ICMPD", "", "", "100", "15", "11", "", "8")
        store = house.record.store
        (programme,) = await store.read(list_programmes)
        facts = await store.read(target_facts, programme_id=programme.id)
        assert (programme.name, programme.short_name, programme.run_by) == (
            "Brdo Process [b]",
            "Brdo",
            "ICMPD",
        )
        assert [(row.kind, row.goal, row.label) for row in facts.targets] == [
            (TargetKind.PEOPLE_REACHED, 100, "parliamentarians"),
            (TargetKind.COUNTRIES, 15, "countries"),
            (TargetKind.MEETINGS_HELD, 11, "meetings"),
            (TargetKind.FOCAL_POINTS, 8, "focal points"),
        ]
        assert told(app)[-1] == "Brdo is started. Press 2, then n, to plan its first meeting."
        assert app.programme == "Brdo"
        shown = "\n".join(seen(app))
        assert "Brdo Process [b]" in shown
        assert "No meeting yet: n in Meetings plans one." in shown
        assert "No contacts yet: i imports a file." in shown


async def test_the_programme_is_edited_and_a_target_given_up(house: House) -> None:
    async with at_home(house) as (app, pilot):
        assert isinstance(app.screen, Today)
        await walk(pilot, "e")
        # From the name to the countries, which are emptied.
        await pilot.press(*["enter"] * 6, "ctrl+u", "ctrl+s")
        await settle(pilot)
        facts = await house.record.store.read(target_facts, programme_id=house.programme)
        assert [(row.kind, row.goal, row.label) for row in facts.targets] == [
            (TargetKind.PEOPLE_REACHED, 100, "parliamentarians")
        ]
        await walk(pilot, "z")
        facts = await house.record.store.read(target_facts, programme_id=house.programme)
        assert [row.goal for row in facts.targets] == [100, 15]


async def test_keys_of_today_go_where_they_say(house: House) -> None:
    async with at_home(house) as (app, pilot):
        been = []
        for key in ("c", "s", "r"):
            await walk(pilot, key)
            been.append(app.current_mode)
            await walk(pilot, "f1")
        await walk(pilot, "slash")
        been.append(app.current_mode)
        assert been == ["calls", "mail", "mail", "people"]


async def test_a_programme_started_elsewhere_appears(tmp_path: Path, clock: SetClock) -> None:
    house = await asyncio.to_thread(make_house, tmp_path, clock, empty=True)
    async with at_home(house) as (app, pilot):
        other = await asyncio.to_thread(make_house, tmp_path, clock)
        await walk(pilot, "2", "1")
        assert seen(app)[0].startswith("Parliamentarians against Human Trafficking")
        await asyncio.to_thread(other.record.close)
