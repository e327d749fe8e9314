"""People reached indirectly, and focal points: recorded on a person, in a meeting, from the targets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from db.enums import TargetKind
from db.queries.reach import list_focal_points, list_report_backs
from paht_tui.domain.programmes import set_target
from paht_tui.domain.reach import add_report_back, name_focal_point
from paht_tui.ui.screens.person import PersonScreen
from paht_tui.ui.screens.reach import FocalPoints, ReportBacks
from tests.ui.driving import told, until_open
from tests.ui.house import House, app_of, at_home, make_house
from tests.ui.keys import press, recorded, seen, words
from tests.ui.pasting import paste

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from db.change import Change
    from paht_tui.domain.clock import SetClock

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
TO_TARGETS = ("6", "tab", "end")


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


def promise(change: Change, *, house: House, kind: TargetKind) -> None:
    set_target(change, programme_id=house.programme, kind=kind, goal=8, label=kind.value.replace("_", " "))


def some_reach(change: Change, *, house: House) -> None:
    change.describe("sample", "Some reach", undoable=False)
    reports = ((40, "Committee on Legal Affairs"), (25, "[b]party[/] group"))
    for number, (told_, audience) in enumerate(reports):
        add_report_back(
            change,
            programme_id=house.programme,
            person_id=house.people[number],
            people_reached=told_,
            reported_on=date(2012, 2, 3 + number),
            meeting_id=None if number else house.meeting,
            audience=audience,
        )
    for number, since in ((1, None), (2, date(2012, 2, 1))):
        name_focal_point(
            change,
            programme_id=house.programme,
            person_id=house.people[number],
            country=("DE", "GR", "NL")[number],
            since=since,
        )


async def test_b_on_a_person_records_how_many_were_told_and_z_takes_it_back(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "B")
        await paste(pilot, "40")
        await press(pilot, "enter")
        await paste(pilot, "Committee")
        await press(pilot, "enter", "ctrl+s")
        assert told(app)[-1] == "Recorded: Dr Jana Beispiel MP told 40."
        assert "told       40 people, Committee, 16 Jan 2012 (after The Hague)" in seen(app)
        [row] = await recorded(house, list_report_backs, person_id=house.people[0])
        assert (row.people_reached, row.meeting_id, row.reported_on) == (40, house.meeting, date(2012, 1, 16))
        await press(pilot, "z")
        assert "told       40 people" not in seen(app)
    assert await recorded(house, list_report_backs, person_id=house.people[0]) == ()


async def test_f_on_a_person_records_a_focal_point_once(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "F", "ctrl+s", "F", "tab")
        await paste(pilot, "1 Feb 2012")
        await press(pilot, "ctrl+s")
        assert told(app)[-1] == "Dr Jana Beispiel MP is the focal point of Germany."
        assert "named      focal point of Germany, PAHT, since 1 Feb 2012" in seen(app)
    [row] = await recorded(house, list_focal_points, programme_id=house.programme)
    assert (row.person_id, row.country, row.since) == (house.people[0], "DE", date(2012, 2, 1))


async def test_b_in_the_list_of_a_meeting_is_about_that_meeting(house: House) -> None:
    async with at_home(house) as (_, pilot):
        await press(pilot, "2", "enter", "B")
        await paste(pilot, "12")
        await press(pilot, "ctrl+s")
    [row] = await recorded(house, list_report_backs, programme_id=house.programme)
    assert (row.person_id, row.people_reached, row.meeting_id) == (house.people[0], 12, house.meeting)


async def test_nobody_is_told_a_number_that_is_not_above_zero(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "B")
        await paste(pilot, "0")
        await press(pilot, "ctrl+s")
        assert "A number above zero." in seen(app)


async def test_the_target_opens_the_reports_behind_it_which_can_be_put_right(house: House) -> None:
    await house.record.store.write(promise, house=house, kind=TargetKind.REACHED_INDIRECTLY)
    await house.record.store.write(some_reach, house=house)
    async with at_home(house) as (app, pilot):
        await press(pilot, *TO_TARGETS)
        assert "reached indirectly ▰▰▰▰▰▰▰▰▰▰ 65 of 8" in words(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ReportBacks)
        assert "Reached indirectly · 65 people, by 2 reports" in seen(app)
        await press(pilot, "e", "end", "ctrl+u")
        await paste(pilot, "5")
        await press(pilot, "ctrl+s", "down", "d")
        assert told(app)[-1] == "Removed what Dr Jana Beispiel MP reported; z brings it back."
        assert "Reached indirectly · 5 people, by 1 report" in words(app)
        await press(pilot, "z", "z")
        assert "Reached indirectly · 65 people, by 2 reports" in seen(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PersonScreen)


async def test_the_target_opens_the_focal_points_by_country_and_n_adds_one(house: House) -> None:
    await house.record.store.write(promise, house=house, kind=TargetKind.FOCAL_POINTS)
    async with at_home(house) as (app, pilot):
        await press(pilot, *TO_TARGETS, "enter")
        assert isinstance(app.screen, FocalPoints)
        assert "No parliament has named a focal point yet. Press n to record one" in words(app)
        await press(pilot, "e")
        assert told(app)[-1] == "There is no focal point yet: n records one."
        await press(pilot, "n")
        await paste(pilot, "Voorbeeld")
        await press(pilot, "enter", "ctrl+s")
        assert "Focal points · 1 person of 1 national parliament" in seen(app)
        await press(pilot, "d")
        assert told(app)[-1] == "Zoë Voorbeeld is no longer a focal point; z takes that back."
        await press(pilot, "z")
        assert "Netherlands" in seen(app)


async def test_the_meetings_held_open_the_meetings(house: House) -> None:
    await house.record.store.write(promise, house=house, kind=TargetKind.MEETINGS_HELD)
    async with at_home(house) as (app, pilot):
        await press(pilot, *TO_TARGETS, "enter")
        assert app.current_mode == "meetings"


async def test_without_a_programme_there_is_nothing_to_report_to(tmp_path: Path, clock: SetClock) -> None:
    async with at_home(make_house(tmp_path, clock, empty=True)) as (app, pilot):
        await press(pilot, "6", "B")
        assert told(app) == ["There is no programme yet: press n on Today to start one."]


@SIZES
@pytest.mark.parametrize("kind", [TargetKind.REACHED_INDIRECTLY, TargetKind.FOCAL_POINTS])
def test_what_is_behind_a_target_as_drawn(
    snap_compare: Callable[..., bool], house: House, kind: TargetKind, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await house.record.store.write(promise, house=house, kind=kind)
        await house.record.store.write(some_reach, house=house)
        await until_open(pilot)
        await press(pilot, *TO_TARGETS, "enter")

    app = app_of(house)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=before)
