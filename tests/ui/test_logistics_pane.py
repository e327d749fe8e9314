"""What is arranged for those who come: noted, edited, removed, and counted."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from db.enums import Answer, Direction, NeedKind, TravelState
from db.queries.logistics import guests
from paht_tui.domain.answers import record_answer
from paht_tui.domain.logistics import note_journey, note_need, note_stay
from paht_tui.ui.doors import open_meeting
from paht_tui.ui.screens.figure import FigureScreen
from paht_tui.ui.screens.person import PersonScreen
from tests.ui.driving import told
from tests.ui.house import House, at_home, make_house
from tests.ui.walking import board_of, seen, settle, walk, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from db.change import Change
    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


def _two_come(change: Change, house: House) -> None:
    change.describe("sample", "two come", undoable=False)
    record_answer(change, invitation_id=house.invitations[0], answer=Answer.ACCEPTED)
    record_answer(change, invitation_id=house.invitations[1], answer=Answer.TENTATIVE)


def _arranged(change: Change, house: House) -> None:
    change.describe("sample", "arranged", undoable=False)
    jana, eleni = house.people[:2]
    note_need(change, person_id=jana, kind=NeedKind.DIET, text="vegetarian [b]")
    note_need(change, person_id=eleni, kind=NeedKind.INTERPRETATION, text="Greek")
    note_journey(
        change,
        invitation_id=house.invitations[0],
        direction=Direction.ARRIVAL,
        carrier="KL 1276",
        state=TravelState.CANCELLED,
        arrives_at=datetime(2012, 1, 25, 14, 5),  # noqa: DTZ001 - a wall clock
    )
    note_stay(
        change,
        invitation_id=house.invitations[1],
        hotel="Carlton",
        arrives_on=date(2012, 1, 24),
        leaves_on=date(2012, 1, 27),
    )


@asynccontextmanager
async def _logistics(house: House) -> AsyncIterator[tuple[PahtApp, Pilot[None]]]:
    async with at_home(house) as (app, pilot):
        open_meeting(app, app.screen.ground, house.meeting, tab="logistics")  # type: ignore[attr-defined]
        await settle(pilot)
        yield app, pilot


def _lines(app: PahtApp) -> list[str]:
    return [" ".join(text.split()) for text in seen(app)[3:] if not text.startswith("▌")]


async def test_those_who_come_stand_with_what_is_arranged(house: House) -> None:
    await house.record.store.write(_two_come, house)
    await house.record.store.write(_arranged, house)
    async with _logistics(house) as (app, _pilot):
        assert _lines(app) == [
            "1 come · 1 vegetarian [b] · 1 interpretation · 1 journeys cancelled",
            "1 in hotels",
            "Name Needs Arrives, Amsterdam Nights",
            "▸ Dr Jana Beispiel MP DE vegetarian [… cancelled 25 Jan 14…",
            "Ελένη Παράδειγμα MP GR Greek (inter… 3 Carlton",
        ]


async def test_a_need_a_journey_and_nights_are_noted(house: House) -> None:
    await house.record.store.write(_two_come, house)
    async with _logistics(house) as (app, pilot):
        await walk(pilot, "n", "d")
        await write(pilot, "", "halal")
        await walk(pilot, "n", "j")
        await write(pilot, "", "", "LH 12", "", "", "", "25 Jan 2012 14:05", "")
        await walk(pilot, "n", "h")
        await write(pilot, "Carlton", "25 Jan 2012", "", "PAHT", "")
        jana, eleni = await house.record.store.read(guests, meeting_id=house.meeting)
        assert [(need.kind, need.text) for need in jana.needs] == [(NeedKind.DIET, "halal")]
        (journey,) = jana.journeys
        assert (journey.direction, journey.state, journey.carrier, journey.arrives_at) == (
            Direction.ARRIVAL,
            TravelState.BOOKED,
            "LH 12",
            datetime(2012, 1, 25, 13, 5, tzinfo=UTC),
        )
        (stay,) = jana.stays
        assert (stay.hotel, stay.nights, stay.paid_by) == ("Carlton", 1, "PAHT")
        assert eleni.needs == ()
        assert told(app)[-1] == "The nights are noted."
        assert "▸ Dr Jana Beispiel MP DE halal 25 Jan 14:05 LH 12 1 Carlton" in _lines(app)


async def test_what_is_noted_is_edited_removed_and_brought_back(house: House) -> None:
    await house.record.store.write(_two_come, house)
    await house.record.store.write(_arranged, house)
    async with _logistics(house) as (app, pilot):
        await walk(pilot, "e", "2")
        await pilot.press("tab", "right", "ctrl+s")
        await settle(pilot)
        (jana, _) = await house.record.store.read(guests, meeting_id=house.meeting)
        assert jana.journeys[0].state is TravelState.PLANNED
        await walk(pilot, "d", "1")
        assert told(app)[-1] == "Removed for Dr Jana Beispiel MP: diet: vegetarian [b]; z brings it back."
        assert any("1 diet not noted" in text for text in seen(app))
        await walk(pilot, "z")
        assert any("1 vegetarian [b]" in text for text in seen(app))


async def test_figures_open_into_people_and_a_line_into_the_person(house: House) -> None:
    await house.record.store.write(_two_come, house)
    await house.record.store.write(_arranged, house)
    async with _logistics(house) as (app, pilot):
        await walk(pilot, "up")
        assert app.focused is board_of(app)
        board_of(app).go_to("interpretation")
        await walk(pilot, "enter")
        assert isinstance(app.screen, FigureScreen)
        assert app.screen._found == (house.people[1],)
        await walk(pilot, "escape", "down", "down", "enter")
        assert isinstance(app.screen, PersonScreen)


async def test_nights_that_are_none_and_journeys_backwards_are_refused(house: House) -> None:
    await house.record.store.write(_two_come, house)
    async with _logistics(house) as (app, pilot):
        await walk(pilot, "n", "h")
        await write(pilot, "Carlton", "26 Jan 2012", "")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert any("The last day is to be after the first." in text for text in seen(app))


async def test_where_nobody_comes_yet_the_list_teaches(house: House) -> None:
    async with _logistics(house) as (app, pilot):
        assert any(text.startswith("Nobody comes yet. Who accepts") for text in seen(app))
        await walk(pilot, "n")
        assert told(app) == [
            "Nobody comes yet, so there is nothing to arrange: answers are recorded on Invitees."
        ]


async def test_the_filter_narrows_the_list_and_not_the_figures(house: House) -> None:
    await house.record.store.write(_two_come, house)
    async with _logistics(house) as (app, pilot):
        await walk(pilot, "slash")
        await write(pilot, "country:gr")
        assert _lines(app)[0] == "1 come · 1 diet not noted"
        assert [text for text in _lines(app) if "MP" in text] == ["▸ Ελένη Παράδειγμα MP GR"]
