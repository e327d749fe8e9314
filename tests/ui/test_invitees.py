"""The list of a meeting: answers in one key, figures, filter, adding and removing people."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from db.enums import Answer, Capacity, Category, Channel, Reason, Seat
from db.queries.invitations import InvitationRow, invitation_terms, list_invitations
from db.store import Store
from paht_tui.domain.answers import Said, record_answer
from paht_tui.domain.invitations import invite_people, remove_invitations
from paht_tui.domain.people import add_person, edit_person
from paht_tui.ui.panes.invitees import InviteesPane
from paht_tui.ui.screens.add_people import AddPeople
from paht_tui.ui.screens.meeting import MeetingScreen
from paht_tui.ui.screens.person import PersonScreen
from paht_tui.ui.widgets.board import Board
from paht_tui.ui.widgets.filter_bar import FilterBar
from tests.ui.driving import told
from tests.ui.house import House, at_home, make_house
from tests.ui.walking import rows_of, seen, settle, walk, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from db.change import Change
    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp
    from paht_tui.ui.widgets.record_list import RecordList

from contextlib import asynccontextmanager


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


@asynccontextmanager
async def _at_the_list(
    house: House, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[PahtApp, Pilot[None], RecordList[InvitationRow]]]:
    async with at_home(house, size) as (app, pilot):
        await walk(pilot, "2", "enter")
        assert isinstance(app.screen, MeetingScreen)
        assert isinstance(app.screen.pane, InviteesPane)
        yield app, pilot, app.screen.pane._list


async def _answers(house: House) -> list[tuple[Answer, Reason | None]]:
    rows = await house.record.store.read(list_invitations, meeting_id=house.meeting)
    return [(row.answer, row.reason) for row in rows]


NONE = (Answer.NONE, None)


async def test_the_list_reads_as_it_is_in_any_script(house: House) -> None:
    async with _at_the_list(house) as (app, _pilot, _rows):
        assert [" ".join(text.split()) for text in seen(app)[3:]] == [
            "on list 6 invited 0 answered 0 accepted 0",
            "Name As Sent Answer ☎ Why",
            "▸ Dr Jana Beispiel MP DE MP – –",
            "[red]Bold[/] Markup PT other – –",
            "Żaneta Przykład PL NGO – –",
            "Lord Sample GB MP – –",
            "Zoë Voorbeeld NL MP – –",
            "Ελένη Παράδειγμα MP GR MP – –",
        ]


async def test_an_answer_is_recorded_by_one_key_and_its_line_shows_it(house: House) -> None:
    async with _at_the_list(house) as (app, pilot, rows):
        first = rows.current
        assert first is not None
        await walk(pilot, "A")
        assert rows.current is not None
        assert (rows.current.id, rows.current.answer) == (first.id, Answer.ACCEPTED)
        assert "on list 6  invited 0  answered 1  accepted 1" in seen(app)
        await walk(pilot, "z")
        assert rows.current.answer is Answer.NONE
        assert "on list 6  invited 0  answered 0  accepted 0" in seen(app)


async def test_a_no_for_many_takes_six_keys(house: House) -> None:
    """Select two more, one key, one reason."""
    async with _at_the_list(house) as (app, pilot, _rows):
        await walk(pilot, "v", "down", "down", "D", "7")
        assert (await _answers(house))[:3] == [(Answer.DECLINED, Reason.WEATHER)] * 3
        assert "on list 6  invited 0  answered 3  accepted 0  not coming 3" in seen(app)
        await walk(pilot, "z")
        assert await _answers(house) == [NONE] * 6


async def test_each_answer_has_its_key(house: House) -> None:
    async with _at_the_list(house) as (_app, pilot, rows):
        await walk(pilot, "T", "down", "A", "W", "3", "down", "D", "0", "down", "S")
        await write(pilot, "Zoë")
        assert [(row.name, row.answer, row.reason) for row in rows_of(rows)] == [
            ("Dr Jana Beispiel MP", Answer.TENTATIVE, None),
            ("[red]Bold[/] Markup", Answer.WITHDRAWN, Reason.ILLNESS),
            ("Żaneta Przykład", Answer.DECLINED, None),
            ("Lord Sample", Answer.DELEGATED, None),
            ("Zoë Voorbeeld", Answer.ACCEPTED, None),
            ("Ελένη Παράδειγμα MP", Answer.NONE, None),
        ]


async def test_a_figure_shows_the_people_behind_it(house: House) -> None:
    store = house.record.store
    for invitation in house.invitations[:2]:
        await store.write(record_answer, invitation_id=invitation, answer=Answer.ACCEPTED)
    async with _at_the_list(house) as (app, pilot, rows):
        await walk(pilot, "up")
        assert isinstance(app.focused, Board)
        await walk(pilot, "end", "enter")
        assert [row.person_id for row in rows_of(rows)] == list(house.people[:2])
        assert rows.has_focus
        await walk(pilot, "escape")
        assert rows.count == 6
        await walk(pilot, "up", "down")
        assert rows.has_focus


async def test_the_filter_narrows_and_a_word_it_does_not_know_is_said_beside_it(house: House) -> None:
    async with _at_the_list(house) as (app, pilot, rows):
        await walk(pilot, "slash")
        await write(pilot, "country:de,gr")
        assert [row.country for row in rows_of(rows)] == ["DE", "GR"]
        await walk(pilot, "slash")
        await write(pilot, " colour:red")
        assert "“colour:” is not a filter word" in " ".join(seen(app))
        assert app.screen.query_one("#invitees FilterBar", FilterBar).is_open
        await walk(pilot, "escape")
        assert rows.count == 6


async def test_people_are_added_from_the_contacts_and_what_was_not_is_said(house: House) -> None:
    store = house.record.store
    new = await store.write(
        add_person, given_name="Μαρία", family_name="Νέα", category=Category.MP, country="gr"
    )
    no = await store.write(add_person, family_name="Nobody [b]", category=Category.MP, country="gr")
    await store.write(edit_person, person_id=no, do_not_contact=True)
    async with _at_the_list(house) as (app, pilot, rows):
        await walk(pilot, "a")
        assert isinstance(app.screen, AddPeople)
        await walk(pilot, "slash")
        await write(pilot, "country:gr")
        await walk(pilot, "v", "end", "enter")
        assert told(app) == [
            (
                "Put 1 person on the list. Ελένη Παράδειγμα MP was on it already."
                " Nobody [b] is not to be contacted."
            )
        ]
        await walk(pilot, "escape", "escape")
        assert isinstance(app.screen, MeetingScreen)
        assert rows.count == 7
        assert new in {row.person_id for row in rows_of(rows)}


async def test_enter_adds_the_one_under_the_cursor(house: House) -> None:
    await house.record.store.write(remove_invitations, invitation_ids=[house.invitations[0]])
    async with _at_the_list(house) as (app, pilot, rows):
        await walk(pilot, "a", "enter")
        assert told(app) == ["Put Dr Jana Beispiel MP on the list."]
        await walk(pilot, "escape")
        assert rows.count == 6


async def test_who_was_not_approached_is_taken_off_and_undo_brings_back(house: House) -> None:
    async with _at_the_list(house) as (app, pilot, rows):
        await walk(pilot, "space", "space", "d")
        assert rows.count == 4
        assert told(app) == ["2 people off the list; z brings back."]
        await walk(pilot, "z")
        assert rows.count == 6


async def test_who_was_written_to_stays_and_the_sentence_says_why(tmp_path: Path, clock: SetClock) -> None:
    house = await asyncio.to_thread(make_house, tmp_path, clock, sent=True)
    async with _at_the_list(house) as (app, pilot, rows):
        await walk(pilot, "d")
        assert rows.count == 6
        assert told(app) == [
            (
                "Dr Jana Beispiel MP stays on the list: there is a message to this person in the record."
                " Record the answer “declined” instead."
            )
        ]
        assert "on list 6  invited 6  answered 0  accepted 0" in seen(app)


async def test_an_invitation_is_edited(house: House) -> None:
    async with _at_the_list(house) as (_app, pilot, _rows):
        await walk(pilot, "e")
        # speaker; member; Bundestag; letter
        await write(pilot, "s", "m", "Bundestag", "l", "")
        terms = await house.record.store.read(invitation_terms, invitation_id=house.invitations[0])
        assert (terms.capacity, terms.seat, terms.delegation, terms.channel) == (
            Capacity.SPEAKER,
            Seat.MEMBER,
            "Bundestag",
            Channel.LETTER,
        )


async def test_several_invitations_are_edited_in_one_act(house: House) -> None:
    async with _at_the_list(house) as (app, pilot, rows):
        await walk(pilot, "v", "down", "e")
        await write(pilot, "o", "", "")
        assert [row.capacity for row in rows_of(rows)][:3] == [
            Capacity.OBSERVER,
            Capacity.OBSERVER,
            Capacity.PARTICIPANT,
        ]
        assert told(app) == ["2 of 2 were changed."]


async def test_who_referred_is_chosen_from_the_contacts(house: House) -> None:
    async with _at_the_list(house) as (_app, pilot, _rows):
        await walk(pilot, "e")
        await write(pilot, "", "", "", "", "s")
        await write(pilot, "Zoë")
        terms = await house.record.store.read(invitation_terms, invitation_id=house.invitations[0])
        assert terms.referred_by == "Zoë Voorbeeld"


async def test_enter_opens_the_person(house: House) -> None:
    async with _at_the_list(house) as (app, pilot, _rows):
        await walk(pilot, "enter")
        assert isinstance(app.screen, PersonScreen)


async def test_an_empty_list_teaches_and_its_keys_say_why_not(house: House) -> None:
    await house.record.store.write(remove_invitations, invitation_ids=house.invitations)
    async with _at_the_list(house) as (app, pilot, _rows):
        assert "Nobody is invited yet. Press a to add people, i to import a file." in seen(app)
        await walk(pilot, "A", "c")
        sentence = "Nobody is on the list yet: press a to add people, i to import a file."
        assert told(app) == [sentence, sentence]


async def test_what_another_program_recorded_appears_on_coming_back(
    house: House, tmp_path: Path, clock: SetClock
) -> None:
    async with _at_the_list(house) as (app, pilot, rows):
        other = await asyncio.to_thread(Store, str(tmp_path / "paht.db"), clock=clock, actor="ben")
        await other.write(
            record_answer,
            invitation_id=house.invitations[0],
            answer=Answer.DECLINED,
            said=Said(reason=Reason.ILLNESS),
        )
        await asyncio.to_thread(other.close)
        await walk(pilot, "1", "2")
        assert isinstance(app.screen, MeetingScreen)
        assert rows.current is not None
        assert (rows.current.answer, rows.current.reason) == (Answer.DECLINED, Reason.ILLNESS)


def _thousand(change: Change, house: House) -> None:
    change.describe("sample", "a thousand", undoable=False)
    people = [
        add_person(change, family_name=f"Ψευδώνυμος {number:04}", given_name="[b]", country="gr")
        for number in range(1000)
    ]
    invite_people(change, meeting_id=house.meeting, person_ids=people)


async def test_a_thousand_invitees_scroll_filter_and_are_answered_for(house: House) -> None:
    await house.record.store.write(_thousand, house)
    async with _at_the_list(house) as (app, pilot, rows):
        assert rows.count == 1006
        await walk(pilot, "end")
        assert rows.current is not None
        last = rows.current.id
        await walk(pilot, "A")
        assert (rows.current.id, rows.current.answer) == (last, Answer.ACCEPTED)
        await walk(pilot, "slash")
        await write(pilot, "answer:none country:gr")
        assert rows.count == 1000
        await walk(pilot, "home", "v", "end", "T")
        found = await house.record.store.read(
            list_invitations, meeting_id=house.meeting, text="answer:tentative", limit=2000
        )
        assert len(found) == 1000
        assert any("may come 1000" in text for text in seen(app))


async def test_a_batch_is_prepared_for_those_the_list_shows(house: House) -> None:
    async with _at_the_list(house) as (app, pilot, _rows):
        await walk(pilot, "slash")
        await write(pilot, "country:de")
        await walk(pilot, "b")
        assert any("Prepare messages to" in text for text in seen(app))
        await settle(pilot)


async def test_who_is_selected_stays_so_after_a_look_at_somebody_and_in_a_narrower_list(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await walk(pilot, "2", "enter", "space", "space", "space", "enter", "escape")
        assert "3 selected" in "\n".join(seen(app))
        await walk(pilot, "slash", *"beispiel", "enter")
        assert "1 selected" in "\n".join(seen(app))
