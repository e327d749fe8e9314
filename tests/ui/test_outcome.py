"""What came of a meeting: the absent and why, the figures and the people behind them, the report."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from db.enums import Answer, Category, MeetingState, Reason
from db.queries.attendance import session_attendance
from db.queries.meetings import meeting_by_id
from paht_tui.domain.answers import record_answer
from paht_tui.domain.desk import check_in
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.people import add_person
from paht_tui.jobs.report import meeting_report
from paht_tui.ui.screens.figure import FigureScreen
from paht_tui.ui.screens.meeting import MeetingScreen
from paht_tui.ui.screens.person import PersonScreen
from paht_tui.ui.screens.report import ReportScreen
from tests.ui.driving import told
from tests.ui.house import House, at_home, make_house
from tests.ui.keys import press, recorded, seen, settled, type_text, words

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from db.change import Change
    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp

AFTER = datetime(2012, 1, 26, 17, 0, tzinfo=UTC)
ELEVEN = 11


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    clock.at = AFTER
    return make_house(tmp_path, clock, sent=True)


def _eleven(change: Change, house: House) -> tuple[int, ...]:
    change.describe("sample", "Eleven travellers", undoable=False)
    people = [
        add_person(
            change, given_name="T.", family_name=f"Traveller {n:02}", category=Category.MP, country="FI"
        )
        for n in range(ELEVEN)
    ]
    return invite_people(change, meeting_id=house.meeting, person_ids=people).added


async def _held(house: House) -> None:
    """Jana, Eleni and eleven travellers accepted; Jana and Eleni are here, and so is Zoë, who declined."""
    store = house.record.store
    travellers = await store.write(_eleven, house)
    for invitation in (*house.invitations[:2], *travellers):
        await store.write(record_answer, invitation_id=invitation, answer=Answer.ACCEPTED)
    await store.write(record_answer, invitation_id=house.invitations[2], answer=Answer.DECLINED)
    for invitation in house.invitations[:3]:
        await store.write(check_in, invitation_id=invitation, session_id=house.main)


async def _open(app: PahtApp, pilot: Pilot[None], house: House) -> None:
    await _held(house)
    ground = app.screen.ground  # type: ignore[attr-defined]
    await app.push_screen(MeetingScreen(ground, house.meeting, tab="outcome"))
    await settled(pilot)


async def test_eleven_absent_for_weather_cost_at_most_six_keys(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open(app, pilot, house)
        assert "present 2 of 13 expected · 1 unexpected · 11 without a reason" in seen(app)
        keys = ["v", "G", "x", "1"]
        await press(pilot, *keys)
        assert len(keys) <= 6
        assert told(app) == ["11 people absent: weather."]
        assert "without a reason" not in seen(app)
    rows = await recorded(house, session_attendance, session_id=house.main)
    assert [row.absence_reason for row in rows].count(Reason.WEATHER) == ELEVEN


async def test_marking_eleven_is_one_act_and_one_undo(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open(app, pilot, house)
        await press(pilot, "v", "G", "x", "2", "z")
        assert told(app)[-1] == "Undone: 11 absent from Main session: flight cancelled."
        assert "11 without a reason" in seen(app)


async def test_every_figure_opens_the_people_behind_it(house: House) -> None:
    async with at_home(house, size=(120, 40)) as (app, pilot):
        await _open(app, pilot, house)
        shown = seen(app)
        for words in (
            "on the list 17 ▸ invited 6 ▸ answered 14",
            "expected 13 · present 2 · absent 11 · unexpected 1",
            "3 members of parliament · Germany 1 · Greece 1",
            "11 members of parliament, Finland",
            "3 of 100 = 3%",
        ):
            assert words in shown
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, FigureScreen)
        assert "The Hague · On the list · 17 people" in seen(app)
        assert "[red]Bold[/] Markup" in seen(app)
        await press(pilot, "escape", "shift+tab", "enter")
        assert isinstance(app.screen, PersonScreen)


async def test_the_next_session_and_nobody_missing_there(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open(app, pilot, house)
        await press(pilot, "right_square_bracket")
        assert "Reception   present 0 of 13 expected" in seen(app)
        await press(pilot, "right_square_bracket")
        assert "Main session   present 2 of 13 expected" in seen(app)


async def test_before_anybody_accepts_the_list_teaches_and_the_key_says_why(house: House) -> None:
    async with at_home(house) as (app, pilot):
        ground = app.screen.ground  # type: ignore[attr-defined]
        await app.push_screen(MeetingScreen(ground, house.meeting, tab="outcome"))
        await settled(pilot)
        assert "Nobody is expected at this session yet: who accepts is." in seen(app)
        await press(pilot, "x")
        assert told(app) == ["Nobody who was expected at this session is missing."]


async def test_the_meeting_is_marked_as_held_with_what_came_of_it(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open(app, pilot, house)
        await press(pilot, "e", "h", "tab")
        await type_text(pilot, "New contacts")
        await press(pilot, "ctrl+s")
        assert told(app) == ["Kept: the meeting is held."]
    meeting = await recorded(house, meeting_by_id, meeting_id=house.meeting)
    assert (meeting.state, meeting.outcomes) == (MeetingState.HELD, "New contacts")


async def test_the_report_is_read_scrolled_and_its_figures_open(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _held(house)
        await press(pilot, "6")
        assert "The Hague · Good" in seen(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ReportScreen)
        assert "Good Practice Exchange, The Hague" in seen(app)
        assert "There were 3 participants." in seen(app)
        before = seen(app)
        await press(pilot, "G")
        assert seen(app) != before
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, FigureScreen)
        await press(pilot, "escape", "e")
        assert isinstance(app.screen, MeetingScreen)
        assert app.screen.tab == "outcome"


async def test_the_report_is_saved_and_never_over_another_file_without_a_question(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "report-the-hague.md"
    async with at_home(house) as (app, pilot):
        await _held(house)
        expected = await meeting_report(house.record.store, house.meeting)
        await press(pilot, "6", "o", "enter")
        hint = " The meeting is not marked as held: e on its Outcome does that."
        assert told(app) == [f"Saved as {path}.{hint}"]
        assert path.read_text(encoding="utf-8") == expected
        path.write_text("mine", encoding="utf-8")
        await press(pilot, "o", "enter")
        assert "is there already. Replace it" in words(app)
        await press(pilot, "enter")
        assert told(app)[-1] == "Nothing was written."
        assert path.read_text(encoding="utf-8") == "mine"
        await press(pilot, "o", "enter", "y")
        assert path.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("/no/such/report.md", "No such file or directory"),
        ("~nobody-of-this-name/report.md", "No such file or directory"),
        ("a" * 300, "File name too long"),
    ],
)
async def test_a_file_that_cannot_be_written_is_a_sentence(house: House, typed: str, why: str) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "6", "o", "end", "ctrl+u")
        await type_text(pilot, typed)
        await press(pilot, "enter")
        assert told(app) == [f"{typed} cannot be written ({why}): name another file."]


async def test_the_totals_of_the_programme_open_too(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _held(house)
        await press(pilot, "6")
        assert "By type of activity" in seen(app)
        assert "parliamentarians ▰▱▱▱▱▱▱▱▱▱ 3 of 100 = 3%" in seen(app)
        await press(pilot, "tab", "down", "enter")
        assert "PAHT · Target: parliamentarians · 3 people" in seen(app)


async def test_an_empty_record_has_nothing_to_report(tmp_path: Path, clock: SetClock, house: House) -> None:
    async with at_home(house) as (app, pilot):
        app.record._ground.programme = None  # type: ignore[union-attr]
        await press(pilot, "6")
        assert "No meeting is planned yet. Press 2 for the meetings" in seen(app)
        await press(pilot, "o")
        assert told(app) == ["There is no meeting yet, so there is no report to save."]
