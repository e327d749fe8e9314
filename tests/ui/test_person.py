"""One person: the card in words, the meetings, what was recorded, and what can be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.enums import Answer, ContactState, Firmness, NeedKind, Reason, SaidBy, Via
from db.queries.people import person_card
from db.tables import PostalAddress
from paht_tui.domain.answers import Said, record_answer
from paht_tui.domain.logistics import note_need
from paht_tui.domain.offices import add_office
from paht_tui.domain.people import add_person, add_postal_address, edit_person, mark_email
from paht_tui.ui.screens.calls import Calls
from paht_tui.ui.screens.meeting import MeetingScreen
from paht_tui.ui.screens.people import People
from paht_tui.ui.screens.person import PersonScreen
from tests.ui.driving import screen_lines, told, until_open
from tests.ui.house import House, app_of, at_home, make_house
from tests.ui.keys import press, recorded, seen
from tests.ui.pasting import paste

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from db.change import Change
    from paht_tui.domain.clock import SetClock

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


def rich_card(change: Change, *, house: House) -> None:
    """Everything that can be known of somebody, and text that looks like markup and terminal control."""
    first = house.people[0]
    change.describe("sample", "More of the sample", undoable=False)
    edit_person(
        change,
        person_id=first,
        languages="de,en",
        note="Prefers [bold]mornings[/] \x1b[31mnot red\x1b[0m",
        do_not_contact=True,
        salutation="Dear Jana",
    )
    note_need(change, person_id=first, kind=NeedKind.DIET, text="vegetarian")
    mark_email(change, email_id=1, state=ContactState.BOUNCED)
    add_office(
        change,
        name="Office of [i]J. B.[/i]",
        member_ids=[first],
        ask_for="Frau Muster",
        phones=[("+49 30 1", "")],
    )


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


async def test_the_card_says_in_words_what_is_known(house: House) -> None:
    await house.record.store.write(rich_card, house=house)
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter")
        assert [line.rstrip() for line in screen_lines(app)[1:12]] == [
            " Dr Jana Beispiel MP",
            " member of parliament · Germany · speaks de, en",
            " ✗ contact  Do not contact: nothing is sent, and nobody calls.",
            " position   Bundestag",
            " e-mail     person0@parliament.example  ✗ bounced",
            " phone      +44 1632 960000  office",
            "            +49 30 1  Office of [i]J. B.[/i]",
            " office     Office of [i]J. B.[/i] (ask for Frau Muster)",
            " needs      diet: vegetarian",
            " letters    begin “Dear Jana”",
            " note       Prefers [bold]mornings[/] [31mnot red[0m",
        ]


def came_back(change: Change, *, house: House) -> None:
    """The first person's address, from where a letter has come back."""
    add_postal_address(
        change, person_id=house.people[0], lines="Platz 1\nHaus 2", city="Berlin", country="de"
    )
    change.set(change.session.get_one(PostalAddress, 1), state=ContactState.BOUNCED)


async def test_the_card_says_from_where_a_letter_came_back(house: House) -> None:
    await house.record.store.write(came_back, house=house)
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter")
        assert "address    Platz 1, Haus 2, Berlin, de  ✗ a letter came back" in seen(app)


async def test_what_was_recorded_stands_in_the_time_of_the_next_meeting_which_is_named(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter")
        assert "Amsterdam time" in seen(app)
        assert "Mon 16 Jan 2012 12:00  The sample of the tests" in seen(app)
        await press(pilot, "tab", "enter")
        assert "Recorded Mon 16 Jan 2012 12:00 (Amsterdam) by ann." in seen(app)


async def test_the_card_says_who_answered_for_one_session_and_why(house: House) -> None:
    said = Said(SaidBy.OFFICE, Firmness.FIRM, Via.PHONE, Reason.ILLNESS, "[b]flu[/b]")
    await house.record.store.write(
        record_answer,
        invitation_id=house.invitations[0],
        answer=Answer.DECLINED,
        said=said,
        session_id=house.reception,
    )
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter")
        assert [line.rstrip() for line in screen_lines(app)[6:8]] == [
            " answered   Reception, Good Practice Exchange: declined (office, by phone,",
            "            firm, illness, “[b]flu[/b]”)",
        ]
        assert "Dr Jana Beispiel MP is not coming (Rec…" in seen(app)


async def test_enter_opens_the_meeting_and_c_the_call(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "c")
        assert isinstance(app.screen, Calls)
        await press(pilot, "escape", "enter")
        assert isinstance(app.screen, MeetingScreen)


async def test_nobody_is_called_who_is_not_to_be_contacted(house: House) -> None:
    await house.record.store.write(rich_card, house=house)
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "c")
        assert told(app) == ["Dr Jana Beispiel MP is not to be contacted."]


async def test_somebody_invited_to_nothing_has_nothing_to_answer(house: House) -> None:
    await house.record.store.write(add_person, family_name="Aaa")
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "A")
        assert "Invited to nothing yet." in seen(app)
        assert told(app) == ["This person is invited to no meeting: in People (3), press a to choose one."]
        await press(pilot, "d")
        assert isinstance(app.screen, People)
        assert told(app)[-1] == "Removed Aaa; z brings back."


async def test_details_are_added_one_after_the_other(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "n", "t")
        await paste(pilot, "+49 170 1234567")
        await press(pilot, "enter")
        await paste(pilot, "mobile")
        await press(pilot, "enter", "n", "n", "enter")
        await paste(pilot, "vegetarian")
        await press(pilot, "enter", "n", "a")
        await paste(pilot, "Frau Muster")
        await press(pilot, "enter", "ctrl+s", "enter", "enter")
        assert told(app)[-1] == "The assistant is added."
    card = await recorded(house, person_card, person_id=house.people[0])
    assert card is not None
    assert [(each.value, each.label) for each in card.phones] == [
        ("+44 1632 960000", "office"),
        ("+491701234567", "mobile"),
    ]
    assert card.needs == ((NeedKind.DIET, "vegetarian"),)
    assert card.assistants == ("Frau Muster (assistant)",)


@pytest.mark.parametrize("key", ["e", "p", "o", "f"])
async def test_every_kind_of_detail_has_its_form(house: House, key: str) -> None:
    needed = {"e": "new@office.example", "p": "Platz 1", "o": "Europarat", "f": "Sekretariat"}[key]
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "n", key)
        await paste(pilot, needed)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, PersonScreen)
        assert needed in seen(app)
        await press(pilot, "z")
        assert needed not in "".join(screen_lines(app)[:7])  # the card; the timeline says what was undone


async def test_numbers_and_addresses_are_edited_as_lines_and_keep_their_state(house: House) -> None:
    await house.record.store.write(mark_email, email_id=1, state=ContactState.GOOD)
    async with at_home(house) as (_, pilot):
        await press(pilot, "3", "enter", "e", *["tab"] * 7, "end", "enter")
        await paste(pilot, "second@parliament.example")
        await press(pilot, "tab", "end", "ctrl+u")
        await paste(pilot, "+49 30 1234567, office")
        await press(pilot, "ctrl+s")
    card = await recorded(house, person_card, person_id=house.people[0])
    assert card is not None
    assert [(each.value, each.state) for each in card.emails] == [
        ("person0@parliament.example", ContactState.GOOD),
        ("second@parliament.example", ContactState.UNTRIED),
    ]
    assert [(each.value, each.label) for each in card.phones] == [("+49301234567", "office")]


@SIZES
def test_a_person_as_drawn(snap_compare: Callable[..., bool], house: House, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await house.record.store.write(rich_card, house=house)
        await press(pilot, "3", "enter")

    app = app_of(house)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=before)
