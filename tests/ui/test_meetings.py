"""The meetings of a programme, planned, edited and removed; and one meeting with its tabs."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from db.enums import ActivityType, MeetingState
from db.queries.meetings import list_meetings, list_sessions, meeting_by_id
from paht_tui.domain.meetings import create_meeting, edit_meeting
from paht_tui.domain.planning import remove_meeting
from paht_tui.ui.panes.invitees import InviteesPane
from paht_tui.ui.panes.programme import ProgrammePane
from paht_tui.ui.screens.meeting import TABS, MeetingScreen
from paht_tui.ui.widgets.tab_row import TabRow
from tests.ui.driving import screen_lines, told
from tests.ui.house import House, at_home, make_house
from tests.ui.walking import seen, settle, walk, write

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


async def _open_meeting(app: PahtApp, pilot: Pilot[None]) -> MeetingScreen:
    await walk(pilot, "2", "enter")
    assert isinstance(app.screen, MeetingScreen)
    return app.screen


async def test_the_list_says_how_far_each_meeting_is(house: House) -> None:
    await house.record.store.write(
        create_meeting,
        programme_id=house.programme,
        title="A title far too long for any column, [b]and with markup[/b]",
        activity=ActivityType.SEMINAR,
        zone="Europe/Athens",
        city="Αθήνα",
    )
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2")
        assert [" ".join(text.split()) for text in seen(app)] == [
            "No Day City Title Inv ▸ yes ▸ came To go",
            "▸ 2 26 Jan 2012 The Hague Good Practice Ex… 6 listed 10 days",
            "no day yet Αθήνα A title far too … –",
        ]


async def test_a_meeting_is_planned_with_its_session_by_one_form(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2", "n")
        await write(
            pilot, "Victim protection", "", "Rome", "Italy", "22 Mar 2012", "", "9:30", "17", "Senato"
        )
        await pilot.press("ctrl+s")
        await settle(pilot)
        store = house.record.store
        meeting = (await store.read(list_meetings, programme_id=house.programme))[-1]
        (session,) = await store.read(list_sessions, meeting_id=meeting.id)
        assert (meeting.number, meeting.title, meeting.city, meeting.country, meeting.zone) == (
            *(3, "Victim protection", "Rome", "IT"),
            "Europe/Rome",
        )
        assert (meeting.starts_on, meeting.ends_on, meeting.state) == (
            date(2012, 3, 22),
            date(2012, 3, 22),
            MeetingState.PLANNED,
        )
        assert (session.title, session.starts_at, session.ends_at, session.place) == (
            "Main session",
            datetime(2012, 3, 22, 8, 30, tzinfo=UTC),
            datetime(2012, 3, 22, 16, 0, tzinfo=UTC),
            "Senato",
        )
        # It opens, and says how to go on.
        assert isinstance(app.screen, MeetingScreen)
        assert any("Press a to add people, i to import a file." in text for text in seen(app))
        assert told(app) == ["Victim protection is planned."]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("Rome", "", "", "", "22 Mar 2012", "", "17", "9"), "The times are read in a zone"),
        (("Rome", "", "", "IT", "22 Mar 2012", "", "17", "9"), "It would end before it starts."),
        (("Rome", "", "", "IT", "", "", "9", "17"), "With times the meeting needs its day."),
        (("Rome", "", "", "IT", "22 Mar 2012", "21 Mar 2012"), "The last day is not before the first."),
        (("Rome", "", "", "Narnia"), "“Narnia” is not a country that is known."),
    ],
)
async def test_a_form_that_will_not_do_says_so_and_keeps_what_was_typed(
    house: House, lines: tuple[str, ...], sentence: str
) -> None:
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2", "n")
        await write(pilot, *lines)
        await pilot.press("ctrl+s")
        await settle(pilot)
        text = " ".join(" ".join(screen_lines(app)).replace("│", "").split())
        assert sentence in text
        assert "Title Rome" in text


async def test_a_meeting_is_edited_and_what_others_changed_is_seen_on_coming_back(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2", "e")
        await write(pilot, " II")
        await pilot.press("ctrl+s")
        await settle(pilot)
        meeting = await house.record.store.read(meeting_by_id, meeting_id=house.meeting)
        assert meeting.title == "Good Practice Exchange II"
        assert "Good Practice" in seen(app)[1]
        await house.record.store.write(edit_meeting, meeting_id=house.meeting, city="Delft")
        await walk(pilot, "1", "2")
        assert "Delft" in seen(app)[1]


async def test_a_corrected_zone_keeps_the_times_and_says_so(tmp_path: Path, clock: SetClock) -> None:
    house = await asyncio.to_thread(make_house, tmp_path, clock, sent=True)
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2", "e")
        await pilot.press(*["tab"] * 8, "ctrl+u", *"Europe/Athens", "ctrl+s")
        await settle(pilot)
        assert told(app) == [
            (
                "The meeting is saved. Its 2 sessions keep their times by the clock, now that of Athens."
                " 6 calendars have the old time: prepare an update in Mail (b)."
            )
        ]
        sessions = await house.record.store.read(list_sessions, meeting_id=house.meeting)
        assert [row.starts_at for row in sessions] == [
            datetime(2012, 1, 26, 7, 30, tzinfo=UTC),
            datetime(2012, 1, 25, 16, 30, tzinfo=UTC),
        ]


async def test_a_meeting_for_which_nothing_was_sent_is_removed_and_brought_back(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2", "d")
        assert told(app) == ["Removed Good Practice Exchange with 6 people on its list; z brings it back."]
        assert await house.record.store.read(list_meetings) == ()
        assert "No meeting is planned yet. Press n to plan the first." in seen(app)
        await walk(pilot, "z")
        assert "The Hague" in seen(app)[1]
        await walk(pilot, "enter")
        assert "on list 6  invited 0  answered 0  accepted 0" in seen(app)


async def test_a_meeting_for_which_something_was_sent_stays(tmp_path: Path, clock: SetClock) -> None:
    house = await asyncio.to_thread(make_house, tmp_path, clock, sent=True)
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2", "d")
        assert told(app) == [
            (
                "Good Practice Exchange stays in the record: messages have been sent (6)."
                " Press e and set its state to “cancelled” instead."
            )
        ]


async def test_without_a_programme_the_keys_say_why_not(tmp_path: Path, clock: SetClock) -> None:
    house = await asyncio.to_thread(make_house, tmp_path, clock, empty=True)
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2", "n")
        assert told(app) == [
            "A meeting belongs to a programme, and there is none yet: press n on Today to start one."
        ]


async def test_tab_goes_through_the_tabs_and_the_meeting_remembers_its_own(house: House) -> None:
    async with at_home(house) as (app, pilot):
        screen = await _open_meeting(app, pilot)
        assert seen(app)[0] == "2 · The Hague · Good Practice Exchange" + " " * 21 + "planned, in 10 days"
        assert seen(app)[1] == "Thu 26 Jan 2012, 09:30–17:00 Amsterdam · Assembly Room, Senate"
        assert isinstance(screen.pane, InviteesPane)
        await walk(pilot, "shift+tab")
        assert screen.tab == "outcome"
        await screen.show_tab("programme")
        await settle(pilot)
        assert isinstance(screen.pane, ProgrammePane)
        await walk(pilot, "escape", "enter")
        assert isinstance(app.screen, MeetingScreen)
        assert app.screen is not screen
        assert app.screen.tab == "programme"


async def test_each_tab_can_be_clicked_and_each_keeps_its_state(house: House) -> None:
    async with at_home(house) as (app, pilot):
        screen = await _open_meeting(app, pilot)
        await walk(pilot, "down", "down")
        row = screen.query_one(TabRow)
        shown = []
        for _, word in TABS[1:]:
            column = screen_lines(app)[3].index(word)
            await pilot.click(row, offset=(column, 0))
            await settle(pilot)
            shown.append(screen.tab)
        assert shown == [tab for tab, _ in TABS[1:]]
        await pilot.click(row, offset=(3, 0))
        await settle(pilot)
        assert isinstance(screen.pane, InviteesPane)
        assert screen.pane._list.cursor == 2
        assert screen.pane._list.has_focus


async def test_a_meeting_that_was_removed_elsewhere_is_a_sentence(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open_meeting(app, pilot)
        await house.record.store.write(remove_meeting, meeting_id=house.meeting)
        await walk(pilot, "1", "2")
        assert told(app) == [f"There is no meeting number {house.meeting}."]


async def test_the_palette_edits_the_meeting_from_within(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open_meeting(app, pilot)
        names = [name for name, _, _ in app.screen.commands()]  # type: ignore[attr-defined]
        assert names == ["Edit this meeting", *(f"Tab {word}" for _, word in TABS)]


async def test_the_calendar_file_of_the_programme_is_written_by_a_key(house: House, tmp_path: Path) -> None:
    target = tmp_path / "programme.ics"
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2", "I")
        await pilot.press("ctrl+u")
        await write(pilot, str(target))
        assert told(app) == [
            f"Saved as {target}: every session that has times, those cancelled marked as such."
        ]
    raw = await asyncio.to_thread(target.read_bytes)
    assert [raw.count(word) for word in (b"METHOD:PUBLISH", b"BEGIN:VEVENT", b"ATTENDEE")] == [1, 2, 0]


async def test_a_meeting_gets_its_place_on_the_map(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2", "e")
        await pilot.press(*["tab"] * 14)
        for typed in ("52.0799", "52.0799, 4.3134"):
            await pilot.press("ctrl+u")
            await write(pilot, typed)
            await pilot.press("ctrl+s")
            await settle(pilot)
            if typed == "52.0799":
                assert any("“52.0799” is no place on the map" in text for text in seen(app))
        (row,) = await house.record.store.read(list_meetings, programme_id=house.programme)
        assert (row.latitude, row.longitude) == (52.0799, 4.3134)
