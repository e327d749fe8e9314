"""The calls: keystrokes counted, one write for each call, nothing typed is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from db.enums import Answer, CallOutcome, ContactState, Firmness, FollowUpKind, NeedKind, Reason, SaidBy
from db.errors import DatabaseBusyError
from db.queries.calls import list_calls
from db.queries.history import timeline
from db.queries.invitations import invitation_by_id, list_invitations
from db.queries.meetings import list_programmes
from db.queries.people import list_people, person_card
from db.queries.today import follow_ups
from paht_tui.domain.logistics import note_need
from paht_tui.domain.offices import add_office
from paht_tui.domain.people import add_phone, edit_person
from paht_tui.domain.programmes import create_programme
from paht_tui.settings import CallingSettings, Settings
from paht_tui.ui.screens.calls import Calls
from paht_tui.ui.screens.person import PersonScreen
from tests.ui.driving import told, until_open
from tests.ui.house import House, app_of, at_home, make_house
from tests.ui.keys import press, recorded, seen
from tests.ui.pasting import paste

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from db.change import Change
    from db.queries.invitations import InvitationRow
    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
TUESDAY = datetime(2012, 1, 24, 8, 14, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    """Everybody has the invitation, sent on Monday 16 January; it is Tuesday of the next week."""
    made = make_house(tmp_path, clock, sent=True)
    clock.at = TUESDAY
    return made


@pytest.fixture
def quiet_house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


def shown(app: PahtApp) -> str:
    assert isinstance(app.screen, Calls)
    row = app.screen.desk.due.current
    return row.name if row is not None else ""


async def first(house: House) -> InvitationRow:
    return await recorded(house, invitation_by_id, invitation_id=house.invitations[0])


def office(change: Change, *, house: House) -> None:
    add_office(
        change,
        name="Office of Jana Beispiel",
        member_ids=[house.people[0]],
        ask_for="Frau Muster",
        zone="Europe/Helsinki",
        phones=[("+49 30 0000 0001", "office")],
    )


async def test_the_calls_are_those_of_the_programme_in_front(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4")
        assert shown(app)
        store = house.record.store
        number = await store.write(create_programme, name="Other", short_name="OTHER")
        ground = app.screen.ground  # type: ignore[attr-defined]
        ground.programme = next(row for row in await store.read(list_programmes) if row.id == number)
        app.reload_all()
        await press(pilot, "down")
        assert shown(app) == ""
        assert "Nobody has to be called now." in seen(app)


async def test_not_answered_and_next_is_two_keys(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4")
        assert shown(app) == "Dr Jana Beispiel MP"
        assert "Call 1 of 6 · why now: e-mail sent 16 Jan, no answer for 8 days" in seen(app)
        await press(pilot, "1", "enter")
        assert shown(app) == "Ελένη Παράδειγμα MP"
        assert "Call 2 of 6" in seen(app)
        (call,) = await recorded(house, list_calls)
        assert (call.name, call.outcome, call.spoke_with, call.note, call.called_at) == (
            "Dr Jana Beispiel MP",
            CallOutcome.NO_ANSWER,
            None,
            "",
            TUESDAY,
        )
        assert (await first(house)).answer is Answer.NONE


async def test_keys_pressed_faster_than_the_record_writes_go_to_the_right_people(house: House) -> None:
    async with at_home(house) as (_, pilot):
        await press(pilot, "4")
        await pilot.press("1", "enter", "2", "enter", "1", "enter")
        await press(pilot, "1")
        calls = await recorded(house, list_calls)
        assert [(call.name, call.outcome) for call in reversed(calls)] == [
            ("Dr Jana Beispiel MP", CallOutcome.NO_ANSWER),
            ("Ελένη Παράδειγμα MP", CallOutcome.MESSAGE_LEFT),
            ("Zoë Voorbeeld", CallOutcome.NO_ANSWER),
        ]


async def test_a_yes_said_by_the_office_and_next_is_three_keys(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4")
        await press(pilot, "4", "o", "enter")
        assert shown(app) == "Ελένη Παράδειγμα MP"
        row = await first(house)
        assert (row.answer, row.said_by, row.firmness) == (Answer.ACCEPTED, SaidBy.OFFICE, Firmness.FIRM)
        acts = await recorded(house, timeline, person_id=house.people[0], limit=1)
        assert [act.summary for act in acts] == ["Called Dr Jana Beispiel MP: coming"]
        await press(pilot, "z")
        assert shown(app) == "Dr Jana Beispiel MP"
        assert (await first(house)).answer is Answer.NONE
        assert await recorded(house, list_calls) == ()


async def test_call_back_tomorrow_at_ten_is_three_keys_plus_the_time_where_it_is_heard(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "3")
        assert "A day and a time: tomorrow 10" in seen(app)
        assert "Europe/Berlin" in seen(app)
        await paste(pilot, "tomorrow 10")
        await press(pilot, "enter")
        assert "at Wed 25 Jan 2012 10:00 (Berlin)" in seen(app)
        await press(pilot, "enter")
        (promise,) = await recorded(house, follow_ups, kinds=(FollowUpKind.CALL,))
        assert promise.due_at == datetime(2012, 1, 25, 9, 0, tzinfo=UTC)
        assert shown(app) == "Ελένη Παράδειγμα MP"


async def test_a_time_that_is_over_is_refused_where_it_is_typed(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "3")
        await paste(pilot, "today 9")
        await press(pilot, "enter")
        assert "That is over: give a later time." in seen(app)


async def test_a_no_asks_the_reason_by_one_key_and_says_who_and_how_firm(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "5", "1", "m", "l")
        assert "parliamentary business   said by  [m member]" in seen(app)
        await press(pilot, "enter")
        row = await first(house)
        assert (row.answer, row.reason, row.said_by, row.firmness) == (
            Answer.DECLINED,
            Reason.PARLIAMENTARY_BUSINESS,
            SaidBy.MEMBER,
            Firmness.LIKELY,
        )


async def test_a_maybe_is_vague_unless_it_is_said_to_be_more(house: House) -> None:
    async with at_home(house) as (_, pilot):
        await press(pilot, "4", "6", "k", "enter")
        row = await first(house)
        assert (row.answer, row.said_by, row.firmness) == (
            Answer.TENTATIVE,
            SaidBy.COLLEAGUE,
            Firmness.VAGUE,
        )


async def test_a_substitute_may_be_somebody_new_and_all_of_it_is_one_act(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "7")
        await paste(pilot, "Max Muster")
        await press(pilot, "enter", "ctrl+s")
        assert "Max Muster comes" in seen(app)
        assert await recorded(house, list_people, text="muster") == ()
        await press(pilot, "enter")
        found = await recorded(house, list_invitations, meeting_id=house.meeting, text="muster")
        assert [(row.name, row.answer, row.substitute_for) for row in found] == [
            ("Max Muster", Answer.ACCEPTED, "Dr Jana Beispiel MP")
        ]
        await press(pilot, "z")
        assert await recorded(house, list_people, text="muster") == ()


async def test_a_wrong_number_is_marked_and_the_next_one_is_called(house: House) -> None:
    await house.record.store.write(add_phone, person_id=house.people[0], number="+49 170 1", label="mobile")
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "8")
        assert "Which number is wrong?" in seen(app)
        await press(pilot, "1", "enter")
        card = await recorded(house, person_card, person_id=house.people[0])
        assert card is not None
        assert [(each.value, each.state) for each in card.phones] == [
            ("+44 1632 960000", ContactState.WRONG),
            ("+49 170 1", ContactState.UNTRIED),
        ]
        await press(pilot, "4")
    calls = await recorded(house, list_calls)
    assert [call.outcome for call in calls] == [CallOutcome.WRONG_NUMBER]


async def test_letter_again_and_for_me_leave_something_to_do_with_the_note_as_its_words(house: House) -> None:
    async with at_home(house) as (_, pilot):
        await press(pilot, "4", "9", "enter", "e")
        await paste(pilot, "ask Anthony to [b]write[/b] \x1b[31m")
        await press(pilot, "escape", "0", "enter")
        found = await recorded(house, follow_ups)
        assert [(each.kind, each.text, each.name) for each in found] == [
            (FollowUpKind.LETTER, "send the letter again", "Dr Jana Beispiel MP"),
            (FollowUpKind.TASK, "ask Anthony to [b]write[/b] \x1b[31m", "Ελένη Παράδειγμα MP"),
        ]


async def test_enter_without_an_outcome_says_what_is_missing_and_escape_takes_one_back(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "enter")
        assert told(app) == ["Press first what came of the call: a number, 1 to 9 or 0."]
        await press(pilot, "1", "escape")
        assert "Press what came of the call" in seen(app)
        await press(pilot, "escape")
        assert app.current_mode == "today"
        assert await recorded(house, list_calls) == ()


async def test_arrows_and_letters_skip_people_without_recording_and_keep_what_was_typed(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "e")
        await paste(pilot, "in a committee")
        await press(pilot, "escape", "1", "down", "j")
        assert shown(app) == "Zoë Voorbeeld"
        assert "Call 3 of 6" in seen(app)
        assert "in a committee" not in seen(app)
        await press(pilot, "k", "up")
        assert shown(app) == "Dr Jana Beispiel MP"
        assert "in a committee" in seen(app)
        assert "[1 no answer]" in seen(app)
        assert await recorded(house, list_calls) == ()


async def test_enter_in_the_note_saves_when_the_outcome_is_known(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "2", "e")
        await paste(pilot, "the office 12 will check")
        await press(pilot, "enter")
        (call,) = await recorded(house, list_calls)
        assert (call.outcome, call.spoke_with, call.note) == (
            CallOutcome.MESSAGE_LEFT,
            SaidBy.OFFICE,
            "the office 12 will check",
        )
        assert shown(app) == "Ελένη Παράδειγμα MP"


async def test_what_was_typed_is_kept_when_the_record_cannot_be_written(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(*_: object, **__: object) -> None:
        raise DatabaseBusyError("Another program is writing.")

    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "4", "e")
        await paste(pilot, "will come")
        with monkeypatch.context() as patched:
            patched.setattr(house.record.store, "write", busy)
            await press(pilot, "enter")
        assert told(app) == [
            "Another program is writing. Nothing was recorded; what you typed is still there."
        ]
        assert shown(app) == "Dr Jana Beispiel MP"
        assert "will come" in seen(app)
        assert "[4 coming]" in seen(app)
        await press(pilot, "enter")
        assert (await first(house)).answer is Answer.ACCEPTED


async def test_the_last_call_is_said_to_be_the_last_and_the_next_promise_is_named(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "3")
        await paste(pilot, "fri 9:30")
        await press(pilot, "enter", "enter", *["1", "enter"] * 5)
        text = " ".join(seen(app).split())
        assert "That was the last call due now. The next promised call is to Dr Jana Beispiel MP, " in text
        assert "Fri 27 Jan 2012 09:30 (Amsterdam)." in text
        assert "Lord Sample no answer" in text
        await press(pilot, "1")
        assert told(app)[-1] == "There is nobody to call: from a list, c calls the person under the cursor."


async def test_with_nobody_to_call_the_place_says_when_there_will_be(quiet_house: House) -> None:
    async with at_home(quiet_house) as (app, pilot):
        await press(pilot, "4")
        text = " ".join(seen(app).split())
        assert "Nobody has to be called now. Once an invitation was sent, whoever has not answered" in text
        assert "after 3 days is listed here; from a list, c calls anybody at any time." in text


async def test_the_office_is_named_with_its_hours_and_its_number_is_tried_first(house: House) -> None:
    await house.record.store.write(office, house=house)
    async with at_home(house) as (app, pilot):
        await press(pilot, "4")
        text = " ".join(seen(app).split())
        assert "▸ office +49 30 0000 0001 Frau Muster Helsinki 10:14 · open to 17" in text
        await press(pilot, "right")
        assert "▸ office   +44 1632 960000" in seen(app)
        assert "Berlin 09:14 · open to 17" in seen(app)
        await press(pilot, "4", "m", "enter")
        assert (await first(house)).said_by is SaidBy.MEMBER


async def test_what_is_known_and_what_was_said_last_time_is_before_the_eyes(house: House) -> None:
    def know(change: Change) -> None:
        change.describe("sample", "More of the sample")
        note_need(change, person_id=house.people[0], kind=NeedKind.INTERPRETATION, text="German")
        edit_person(change, person_id=house.people[0], languages="de,en", note="late [i]riser[/i]")

    await house.record.store.write(know)
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "2", "e")
        await paste(pilot, "will [b]check[/b]")
        await press(pilot, "enter")
        house.record.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, PersonScreen)
        await press(pilot, "c")
        text = seen(app)
        assert "✉ 16 Jan sent   ☎ 24 Jan office: message left" in text
        assert "Last  “will [b]check[/b]” (24 Jan, office)" in text
        assert "Known interpretation: German · late [i]riser[/i]" in text
        assert "Can Jana Beispiel come on 26 Jan? Who could come instead?" in text
        assert "Interpretation, German?" in text
        assert "de, en" in text


async def test_from_a_list_one_call_is_logged_and_one_is_back(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "c")
        assert shown(app) == "Dr Jana Beispiel MP"
        await press(pilot, "1", "enter")
        assert isinstance(app.screen, PersonScreen)
        assert told(app) == ["Dr Jana Beispiel MP: no answer."]
        assert "Called Dr Jana Beispiel MP: no answer" in seen(app)


async def test_dialling_uses_the_command_of_the_settings_without_a_shell(
    house: House, tmp_path: Path
) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "4", "c")
        assert told(app)[-1].startswith("No program that dials is set: write dial_command under [calling]")
        house.record.settings = Settings(
            calling=CallingSettings(dial_command=f"touch {tmp_path}/{{number}};x")
        )
        await press(pilot, "c")
        assert told(app)[-1] == "Dialling +44 1632 960000."
        while not (tmp_path / "+441632960000;x").exists():
            await pilot.pause()


@SIZES
@pytest.mark.parametrize("state", ["fresh", "coming", "last"])
def test_the_calls_as_drawn(
    snap_compare: Callable[..., bool], house: House, size: tuple[int, int], state: str
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        if state == "fresh":
            await house.record.store.write(office, house=house)
            await house.record.store.write(
                edit_person,
                person_id=house.people[0],
                family_name="Beispiel-von-und-zu-einem-sehr-langen-Namen mit 漢字, mehr als achtzig Zellen",
            )
        await press(pilot, "4", *{"fresh": [], "coming": ["4"], "last": ["1", "enter"] * 6}[state])

    app = app_of(house)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=before)
