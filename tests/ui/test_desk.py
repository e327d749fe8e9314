"""The door: letters and Enter, let in, walked in, undone, two desks, and the counters."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from db.enums import ActivityType, Answer, Arrival, Category
from db.queries.attendance import AttendanceRow, session_attendance
from paht_tui.domain.answers import record_answer
from paht_tui.domain.desk import check_in
from paht_tui.domain.meetings import create_meeting
from paht_tui.ui.desk_rows import found, heading, session_at, time_to_go
from paht_tui.ui.panes.desk import DeskPane, FindField
from paht_tui.ui.screens.meeting import MeetingScreen
from tests.ui.driving import told
from tests.ui.house import House, at_home, make_house
from tests.ui.keys import press, recorded, seen, settled, type_text

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp

MORNING = datetime(2012, 1, 26, 8, 3, tzinfo=UTC)
"""27 minutes before the meeting begins, 9:03 in Amsterdam."""


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    clock.at = MORNING
    return make_house(tmp_path, clock)


async def _open_desk(app: PahtApp, pilot: Pilot[None], house: House) -> DeskPane:
    """Everybody but Lord Sample has accepted; he has declined."""
    for invitation, answer in zip(house.invitations, [Answer.ACCEPTED] * 4 + [Answer.DECLINED], strict=False):
        await house.record.store.write(record_answer, invitation_id=invitation, answer=answer)
    ground = app.screen.ground  # type: ignore[attr-defined]
    await app.push_screen(MeetingScreen(ground, house.meeting, tab="desk"))
    await settled(pilot)
    return app.screen.query_one(DeskPane)


async def _rows(house: House) -> dict[str, AttendanceRow]:
    rows = await recorded(house, session_attendance, session_id=house.main)
    return {row.name: row for row in rows}


async def test_letters_and_enter_check_somebody_in_and_the_field_is_free_for_the_next(house: House) -> None:
    async with at_home(house) as (app, pilot):
        pane = await _open_desk(app, pilot, house)
        assert isinstance(app.focused, FindField)
        assert "present 0 of 4 expected" in seen(app)
        assert "09:03 Amsterdam, 27 min" in seen(app)
        keys = ["v", "o", "o", "enter"]
        await press(pilot, *keys)
        assert len(keys) <= 4
        assert told(app) == ["Zoë Voorbeeld is here."]
        assert (pane.find.value, isinstance(app.focused, FindField)) == ("", True)
        assert "present 1 of 4 expected" in seen(app)
        assert "here since 09:03" in seen(app)
    assert (await _rows(house))["Zoë Voorbeeld"].arrival is Arrival.EXPECTED


async def test_names_in_any_script_and_without_their_accents_are_found(house: House) -> None:
    async with at_home(house) as (app, pilot):
        pane = await _open_desk(app, pilot, house)
        for typed, name in (
            ("παρα", "Ελένη Παράδειγμα MP"),
            ("zan prz", "Żaneta Przykład"),
            ("bold", "[red]Bold[/] Markup"),
        ):
            pane.find.value = typed
            await settled(pilot)
            assert [pane.list.row_at(n).name for n in range(pane.list.count)] == [name]  # type: ignore[union-attr]
        assert "[red]Bold[/] Markup" in seen(app)


async def test_typing_faster_than_the_list_is_drawn_takes_the_right_person(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open_desk(app, pilot, house)
        for key in ("z", "a", "n", "enter", "j", "a", "n", "enter"):
            app.simulate_key(key)
        await settled(pilot)
        await settled(pilot)
        assert sorted(told(app)) == ["Dr Jana Beispiel MP is here.", "Żaneta Przykład is here."]


async def test_enter_with_nothing_typed_lets_nobody_in_by_mistake(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open_desk(app, pilot, house)
        await press(pilot, "enter")
        assert told(app) == ["Type two or three letters of the name first; an arrow goes to the list."]
        await press(pilot, "down", "up", "enter")
        assert told(app)[1:] == ["Dr Jana Beispiel MP is here."]


async def test_who_is_here_already_is_told_since_when_and_counted_once(house: House, clock: SetClock) -> None:
    async with at_home(house) as (app, pilot):
        await _open_desk(app, pilot, house)
        await press(pilot, "j", "a", "n", "enter")
        clock.at = datetime(2012, 1, 26, 8, 20, tzinfo=UTC)
        await press(pilot, "j", "a", "n", "enter")
        assert told(app)[-1] == "Dr Jana Beispiel MP has been here since 09:03."
        assert "present 1 of 4 expected" in seen(app)


async def test_somebody_who_declined_is_let_in_and_the_record_says_so(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open_desk(app, pilot, house)
        await press(pilot, "l", "o", "r", "enter")
        assert told(app) == ["Lord Sample was not expected (declined): let in, and recorded so."]
        assert "present 0 of 4 expected · 1 unexpected" in seen(app)
    row = (await _rows(house))["Lord Sample"]
    assert (row.answer, row.arrival) == (Answer.DECLINED, Arrival.LET_IN)


async def test_undo_works_while_typing_and_in_the_list(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open_desk(app, pilot, house)
        await press(pilot, "j", "a", "n", "enter", "ctrl+z")
        assert told(app)[-1] == "Undone: Dr Jana Beispiel MP arrived (Main session)."
        assert "present 0 of 4 expected" in seen(app)
        await press(pilot, "j", "a", "n", "enter", "escape", "z")
        assert "present 0 of 4 expected" in seen(app)


async def test_escape_and_arrows_make_letters_keys_again_and_the_screen_says_which(house: House) -> None:
    async with at_home(house) as (app, pilot):
        pane = await _open_desk(app, pilot, house)
        assert "Esc: keys for the list" in seen(app)
        await press(pilot, "x")
        assert (pane.find.value, told(app)) == ("x", [])
        await press(pilot, "escape")
        assert pane.find.value == ""
        await press(pilot, "escape")
        assert app.focused is pane.list
        assert "/ types a name" in seen(app)
        await press(pilot, "slash", "down")
        assert (app.focused, pane.list.cursor) == (pane.list, 1)
        await press(pilot, "x", "1")
        assert told(app) == ["1 person absent: weather."]
        assert "absent: weather" in seen(app)


async def test_a_walk_in_takes_name_country_category_and_enter(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open_desk(app, pilot, house)
        await type_text(pilot, "Aino Esimerkki")
        assert "Nobody on the list has these letters in the name." in seen(app)
        await press(pilot, "ctrl+n", "enter")
        await type_text(pilot, "finland")
        await press(pilot, "enter", "n", "g", "enter")
        assert told(app) == ["Aino Esimerkki is here."]
        assert "present 0 of 4 expected · 1 unexpected" in seen(app)
    row = (await _rows(house))["Aino Esimerkki"]
    assert (row.country, row.category, row.arrival) == ("FI", Category.NGO, Arrival.WALK_IN)


async def test_a_walk_in_of_a_known_name_is_offered_from_the_contacts_first(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open_desk(app, pilot, house)
        await press(pilot, "escape", "w")
        await type_text(pilot, "Παράδειγμα")
        await press(pilot, "ctrl+s")
        assert "Is it somebody in the contacts?" in seen(app)
        await press(pilot, "1")
        assert told(app) == ["Ελένη Παράδειγμα MP is here."]
    assert (await _rows(house))["Ελένη Παράδειγμα MP"].arrival is Arrival.EXPECTED


async def test_the_next_session_by_its_key_also_while_typing(house: House) -> None:
    async with at_home(house) as (app, pilot):
        pane = await _open_desk(app, pilot, house)
        await press(pilot, "right_square_bracket")
        assert pane.find.value == ""
        assert pane.session is not None
        assert pane.session.title == "Reception"
        await press(pilot, "right_square_bracket")
        assert pane.session.title == "Main session"


async def test_those_missing_are_listed_by_a_key(house: House) -> None:
    async with at_home(house) as (app, pilot):
        pane = await _open_desk(app, pilot, house)
        await press(pilot, "j", "a", "n", "enter", "ctrl+l")
        names = {row.name for n in range(pane.list.count) if (row := pane.list.row_at(n))}
        assert names == {"Ελένη Παράδειγμα MP", "Zoë Voorbeeld", "Żaneta Przykład"}
        assert "only the missing" in seen(app)
        await press(pilot, "escape", "l")
        assert pane.list.count == 6


async def test_two_desks_see_each_others_arrivals_and_only_the_changed_line_is_repainted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_home(house) as (app, pilot):
        pane = await _open_desk(app, pilot, house)
        replaced: list[object] = []
        monkeypatch.setattr(pane.list, "set_rows", replaced.append)
        await house.record.store.write(check_in, invitation_id=house.invitations[2], session_id=house.main)
        await pane.look_again()
        await settled(pilot)
        assert "present 1 of 4 expected" in seen(app)
        assert "here since 09:03" in seen(app)
        assert replaced == []
        monkeypatch.undo()
        await press(pilot, "v", "o", "o", "enter")
        assert told(app) == ["Zoë Voorbeeld has been here since 09:03."]


async def test_a_meeting_without_a_session_says_where_to_add_one(house: House) -> None:
    async with at_home(house) as (app, pilot):
        meeting = await house.record.store.write(
            create_meeting,
            programme_id=house.programme,
            title="Rome",
            activity=ActivityType.SEMINAR,
            zone="Europe/Rome",
        )
        ground = app.screen.ground  # type: ignore[attr-defined]
        await app.push_screen(MeetingScreen(ground, meeting, tab="desk"))
        await settled(pilot)
        sentence = "This meeting has no session yet: add one on the tab Programme."
        assert sentence in seen(app)
        await press(pilot, "ctrl+n")
        assert told(app) == [sentence]


async def test_who_is_expected_stands_before_who_is_not_and_who_is_here_last(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open_desk(app, pilot, house)
        await press(pilot, "j", "a", "n", "enter")
    rows = list((await _rows(house)).values())
    names = [row.name for row in found(rows, "")]
    assert names[-1] == "Dr Jana Beispiel MP"
    assert {row.answer for row in found(rows, "")[:3]} == {Answer.ACCEPTED}


async def test_the_door_is_for_the_session_of_the_day(house: House) -> None:
    from db.queries.meetings import list_sessions  # noqa: PLC0415 - one test asks for it

    sessions = await recorded(house, list_sessions, meeting_id=house.meeting)
    zone = "Europe/Amsterdam"
    days = [(16, 11), (25, 17), (26, 8), (27, 8)]
    chosen = [
        sessions[session_at(sessions, datetime(2012, 1, day, hour, tzinfo=UTC), zone)].title
        for day, hour in days
    ]
    assert chosen == ["Main session", "Reception", "Main session", "Main session"]
    said = [time_to_go(sessions[0], datetime(2012, 1, day, hour, tzinfo=UTC), zone) for day, hour in days]
    assert said == [
        "12:00 Amsterdam, in 10 days",
        "18:00 Amsterdam, in 1 day",
        "09:00 Amsterdam, 30 min",
        "09:00 Amsterdam, 1 day ago",
    ]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (60, "Main session         present 9 of 40  09:45 A, begun at 9:30"),
        (50, "Main session              present 9 of 40  09:45 A"),
        (30, "Main session   present 9 of 40"),
        (22, "Main…  present 9 of 40"),
    ],
)
def test_the_heading_keeps_its_parts_apart_in_any_width(width: int, line: str) -> None:
    made = heading("Main session", "present 9 of 40", ("09:45 A, begun at 9:30", "09:45 A"), width)
    assert made.plain == line


async def test_the_heading_of_the_narrowest_desk_does_not_run_together(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open_desk(app, pilot, house)
        assert "present 0 of 4 expected  09:03 Amsterdam, 27 min" in seen(app)
