"""The programme of a meeting: sessions, items and people, added, edited, moved and removed."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from db.enums import AgendaRole, Answer
from db.queries.meetings import agenda_lines, list_sessions
from paht_tui.domain.agenda import add_item, add_part
from paht_tui.domain.answers import record_answer
from paht_tui.domain.meetings import edit_session
from paht_tui.domain.planning import remove_session
from paht_tui.ui.doors import open_meeting
from paht_tui.ui.screens.figure import FigureScreen
from paht_tui.ui.screens.meeting import MeetingScreen
from paht_tui.ui.screens.person import PersonScreen
from tests.ui.driving import told
from tests.ui.house import House, at_home, make_house
from tests.ui.walking import seen, settle, walk, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from db.change import Change
    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp

RECEPTION = "18:30–20:30 Reception · Wed 25 Jan 2012"
MAIN = "09:30–17:00 Main session · Thu 26 Jan 2012"


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


@asynccontextmanager
async def _programme(house: House) -> AsyncIterator[tuple[PahtApp, Pilot[None]]]:
    async with at_home(house) as (app, pilot):
        open_meeting(app, app.screen.ground, house.meeting, tab="programme")  # type: ignore[attr-defined]
        await settle(pilot)
        yield app, pilot


def _lines(app: PahtApp) -> list[str]:
    """The lines of the programme, as far as they are words."""
    return [" ".join(text.replace("▸", "").split()) for text in seen(app)[4:] if not text.startswith("▌")]


def _an_item(change: Change, house: House) -> None:
    item = add_item(
        change,
        session_id=house.main,
        title="Opening [b]",
        starts_at=datetime(2012, 1, 26, 9, 30),  # noqa: DTZ001 - a wall clock
        ends_at=datetime(2012, 1, 26, 10, 0),  # noqa: DTZ001
    )
    add_part(change, item_id=item, person_id=house.people[1], role=AgendaRole.CHAIR)


async def test_sessions_items_and_people_stand_in_the_order_of_their_times(house: House) -> None:
    await house.record.store.write(_an_item, house)
    await house.record.store.write(record_answer, invitation_id=house.invitations[0], answer=Answer.TENTATIVE)
    async with _programme(house) as (app, _pilot):
        assert _lines(app) == [
            f"{RECEPTION} 0 come ±1 · Carlton…",
            f"{MAIN} 0 come ±1 · Assembl…",
            "09:30–10:00 Opening [b]",
            "Ελένη Παράδειγμα MP GR chair",
        ]


async def test_an_item_is_added_and_given_to_somebody(house: House) -> None:
    async with _programme(house) as (app, pilot):
        await walk(pilot, "down", "n", "i")
        await write(pilot, "Panel: police", "11", "12.30")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await walk(pilot, "down", "n", "p")
        await write(pilot, "Ελένη")
        await walk(pilot, "4")
        (line,) = await house.record.store.read(agenda_lines, meeting_id=house.meeting)
        assert (line.title, line.starts_at, line.ends_at, line.name, line.role) == (
            "Panel: police",
            datetime(2012, 1, 26, 10, 0, tzinfo=UTC),
            datetime(2012, 1, 26, 11, 30, tzinfo=UTC),
            "Ελένη Παράδειγμα MP",
            AgendaRole.MODERATOR,
        )
        assert _lines(app)[2:] == ["11:00–12:30 Panel: police", "Ελένη Παράδειγμα MP GR moderator"]


async def test_item_and_part_are_edited_removed_and_brought_back(house: House) -> None:
    await house.record.store.write(_an_item, house)
    async with _programme(house) as (app, pilot):
        await walk(pilot, "down", "down", "e")
        await write(pilot, " II")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await walk(pilot, "down", "e", "1")
        assert _lines(app)[2:] == ["09:30–10:00 Opening [b] II", "Ελένη Παράδειγμα MP GR opening"]
        await walk(pilot, "d")
        assert _lines(app)[2:] == ["09:30–10:00 Opening [b] II"]
        await walk(pilot, "d")
        assert _lines(app)[2:] == []
        await walk(pilot, "z", "z")
        assert _lines(app)[2:] == ["09:30–10:00 Opening [b] II", "Ελένη Παράδειγμα MP GR opening"]


async def test_enter_opens_whom_a_line_is_about(house: House) -> None:
    await house.record.store.write(_an_item, house)
    await house.record.store.write(record_answer, invitation_id=house.invitations[2], answer=Answer.ACCEPTED)
    async with _programme(house) as (app, pilot):
        await walk(pilot, "enter")
        assert isinstance(app.screen, FigureScreen)
        assert app.screen._found == (house.people[2],)
        await walk(pilot, "escape", "end", "enter")
        assert isinstance(app.screen, PersonScreen)


async def test_a_session_that_nobody_has_in_the_calendar_moves_without_a_word(house: House) -> None:
    async with _programme(house) as (app, pilot):
        await walk(pilot, "e")
        await pilot.press("enter", "enter", "ctrl+u", *"19", "ctrl+s")
        await settle(pilot)
        assert told(app) == ["Reception is saved."]
        assert _lines(app)[0].startswith("19:00–20:30 Reception")


async def test_moving_a_session_says_what_it_means_for_the_calendars(tmp_path: Path, clock: SetClock) -> None:
    house = await asyncio.to_thread(make_house, tmp_path, clock, sent=True)
    async with _programme(house) as (app, pilot):
        await walk(pilot, "down", "e")
        await pilot.press("enter", "enter")
        await pilot.pause()
        text = " ".join(" ".join(seen(app)).replace("│", "").split())
        assert "6 calendars will need an update." in text
        await pilot.press("ctrl+u", *"10", "ctrl+s")
        await settle(pilot)
        assert told(app) == [
            (
                "Main session is saved. 6 people have the old time or place in the calendar:"
                " prepare an update in Mail (b)."
            )
        ]
        await walk(pilot, "escape")  # from what follows
        sessions = await house.record.store.read(list_sessions, meeting_id=house.meeting)
        assert [(row.title, row.sequence) for row in sessions] == [("Main session", 1), ("Reception", 0)]
        assert "6 calendars out" in _lines(app)[1]
        # What stands in calendars is not removed.
        await walk(pilot, "d")
        assert "6 calendar entries for it have been sent" in told(app)[-1]


async def test_cancelling_a_session_says_what_it_means_for_the_calendars(
    tmp_path: Path, clock: SetClock
) -> None:
    house = await asyncio.to_thread(make_house, tmp_path, clock, sent=True)
    async with _programme(house) as (app, pilot):
        said = []
        for key in ("right", "left"):
            await walk(pilot, "g", "down", "e")
            await pilot.press(*["tab"] * 10, key, "ctrl+s")
            await settle(pilot)
            said.append(told(app)[-1])
            await walk(pilot, "escape")  # from what follows
        assert said == [
            (
                "Main session is cancelled. 6 people have it in the calendar:"
                " prepare a cancellation in Mail (b)."
            ),
            "Main session takes place. 6 people have it in the calendar: prepare an update in Mail (b).",
        ]
        sessions = await house.record.store.read(list_sessions, meeting_id=house.meeting)
        assert [(row.sequence, row.cancelled) for row in sessions] == [(2, False), (0, False)]


async def test_what_is_cancelled_is_said_and_what_is_to_be_sent(tmp_path: Path, clock: SetClock) -> None:
    house = await asyncio.to_thread(make_house, tmp_path, clock, sent=True)
    await house.record.store.write(edit_session, session_id=house.main, cancelled=True)
    async with at_home(house, (120, 40)) as (app, pilot):
        open_meeting(app, app.screen.ground, house.meeting, tab="programme")  # type: ignore[attr-defined]
        await settle(pilot)
        assert "CANCELLED · 6 calendars out of date: send …" in _lines(app)[1]


async def test_a_session_that_would_end_before_it_starts_is_not_saved(house: House) -> None:
    async with _programme(house) as (app, pilot):
        await walk(pilot, "e")
        await pilot.press("enter", "enter", "ctrl+u", *"23", "ctrl+s")
        await settle(pilot)
        assert any("It would end before it starts" in text for text in seen(app))


async def test_a_session_of_whole_days_with_a_reminder(house: House) -> None:
    async with _programme(house) as (app, pilot):
        await walk(pilot, "g", "down", "e")
        await pilot.press(*["tab"] * 4, *"27.1.2012", *["tab"] * 4, "right", "tab", *"120", "ctrl+s")
        await settle(pilot)
        assert _lines(app)[1].startswith("all day Main session · 26–27 Jan 2012")
        sessions = await house.record.store.read(list_sessions, meeting_id=house.meeting)
        assert [
            (row.all_day, row.alarm_minutes, row.starts_at, row.ends_at, row.sequence) for row in sessions[:1]
        ] == [
            (
                True,
                120,
                datetime(2012, 1, 25, 23, tzinfo=UTC),
                datetime(2012, 1, 27, 23, tzinfo=UTC),
                1,
            )
        ]
        # Opened and saved again, it is as it was.
        await walk(pilot, "e")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert await house.record.store.read(list_sessions, meeting_id=house.meeting) == sessions


async def test_a_session_without_times_says_that_it_lasts_whole_days(house: House) -> None:
    async with _programme(house) as (app, pilot):
        await walk(pilot, "e")
        await pilot.press("tab", "tab", "ctrl+u", "ctrl+s")
        await settle(pilot)
        assert any("Without its beginning it lasts whole days" in text for text in seen(app))


async def test_a_meeting_without_a_session_teaches_and_gets_its_first(house: House) -> None:
    store = house.record.store
    for session in (house.main, house.reception):
        await store.write(remove_session, session_id=session)
    async with _programme(house) as (app, pilot):
        assert "This meeting has no session yet. Press n to add one: its day, its times and" in seen(app)
        await walk(pilot, "e")
        assert told(app) == ["There is nothing in the programme yet: press n to add a session."]
        await walk(pilot, "n")
        await write(pilot, "", "", "9", "17")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (added,) = await store.read(list_sessions, meeting_id=house.meeting)
        assert (added.title, added.counts, added.place) == (
            "Main session",
            True,
            "Assembly Room, Senate",
        )
        # Who was on the list is asked to it.
        await store.write(record_answer, invitation_id=house.invitations[0], answer=Answer.ACCEPTED)
        assert isinstance(app.screen, MeetingScreen)
        app.screen.reload()
        await settle(pilot)
        assert _lines(app) == ["09:00–17:00 Main session · Thu 26 Jan 2012 1 come · Assembly R…"]
