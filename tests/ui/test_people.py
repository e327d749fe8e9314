"""The contacts: found, added, edited, removed, put on a list; and a hundred thousand of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from db.enums import ActivityType, Category, ContactState
from db.queries.invitations import list_invitations
from db.queries.people import PersonRow, person_card
from db.store import Store
from paht_tui.domain.meetings import create_meeting
from paht_tui.domain.people import edit_person, mark_email
from paht_tui.jobs.opening import Record
from paht_tui.settings import Settings
from paht_tui.ui.screens.people import People
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
    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp

MANY = 100_000
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


def place(app: PahtApp) -> People:
    assert isinstance(app.screen, People)
    return app.screen


def names(app: PahtApp) -> list[str]:
    screen = place(app)
    rows = (screen.list.row_at(index) for index in range(screen.list.count))
    return [row.name for row in rows if row is not None]


async def test_all_contacts_by_family_name_in_any_script(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3")
        assert names(app) == [
            "Dr Jana Beispiel MP",
            "[red]Bold[/] Markup",
            "Żaneta Przykład",
            "Lord Sample",
            "Zoë Voorbeeld",
            "Ελένη Παράδειγμα MP",
        ]
        assert "[red]Bold[/] Markup" in seen(app)


async def test_typing_narrows_the_list_and_a_wrong_filter_word_is_said_beside_it(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "slash")
        await paste(pilot, "ελενη")
        assert names(app) == ["Ελένη Παράδειγμα MP"]
        assert "1 found" in seen(app)
        await press(pilot, "escape", "slash")
        await paste(pilot, "town:x")
        assert "“town:” is not a filter word here." in seen(app)
        await press(pilot, "escape")
        assert len(names(app)) == 6
        assert "is not a filter word" not in seen(app)


async def test_a_filter_that_finds_nobody_says_so(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "slash")
        await paste(pilot, "nobody at all")
        assert "The filter finds nobody. Press Esc to see all." in seen(app)


async def test_an_empty_record_teaches(tmp_path: Path, clock: SetClock) -> None:
    async with at_home(make_empty(tmp_path, clock)) as (app, pilot):
        await press(pilot, "3")
        text = " ".join(seen(app).split())
        assert "Nobody is in the contacts yet. Press i to import an address list, n to add somebody." in text
        await press(pilot, "e")
        assert told(app) == ["There is nobody under the cursor: press n to add somebody, i to import a list."]


def make_empty(folder: Path, clock: SetClock) -> House:
    return make_house(folder, clock, empty=True)


async def test_somebody_new_in_a_form_and_the_cursor_stands_there(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "n")
        await paste(pilot, "Dr Élodie d'Exemple MP")
        await press(pilot, "enter", "enter")
        await paste(pilot, "France")
        await press(pilot, "enter", "enter", "enter")
        await paste(pilot, "elodie@assemblee.example")
        await press(pilot, "ctrl+s")
        current = place(app).list.current
        assert current == PersonRow(
            id=7,
            name="Dr Élodie d'Exemple MP",
            country="FR",
            category=Category.MP,
            organisation=None,
            email="elodie@assemblee.example",
            email_state=ContactState.UNTRIED,
            phone=None,
            do_not_contact=False,
        )
        await press(pilot, "z")
        assert len(names(app)) == 6


async def test_a_field_that_will_not_do_says_what_is_expected(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "n")
        await paste(pilot, "Somebody")
        await press(pilot, "enter", "enter")
        await paste(pilot, "Atlantis")
        await press(pilot, "enter")
        assert "“Atlantis” is not a country that is known." in seen(app)


async def test_a_person_is_edited_from_the_list(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "e", "ctrl+s")
        assert told(app) == ["Saved."]
        await press(pilot, "e", "enter", "end")
        await paste(pilot, "-Maria")
        await press(pilot, "ctrl+s")
        assert names(app)[0] == "Dr Jana-Maria Beispiel MP"
    card = await recorded(house, person_card, person_id=house.people[0])
    assert card is not None
    assert [(reach.value, reach.label) for reach in card.phones] == [("+44 1632 960000", "office")]


async def test_the_selected_are_put_on_the_list_of_a_meeting_by_one_undoable_act(house: House) -> None:
    rome = await house.record.store.write(_rome, programme=house.programme)
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "space", "space", "a")
        assert "Put 2 people on the list of …" in seen(app)
        await press(pilot, "2")
        assert told(app) == ["2 people put on the list of Victim protection."]
        found = await recorded(house, list_invitations, meeting_id=rome)
        assert [row.name for row in found] == ["Dr Jana Beispiel MP", "[red]Bold[/] Markup"]
        await press(pilot, "z")
    assert await recorded(house, list_invitations, meeting_id=rome) == ()


def _rome(change: Change, *, programme: int) -> int:
    return create_meeting(
        change,
        programme_id=programme,
        title="Victim protection",
        activity=ActivityType.SEMINAR,
        zone="Europe/Rome",
        city="Rome",
        country="IT",
    )


async def test_who_is_invited_is_not_removed_and_the_sentence_says_why(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "d")
        (sentence,) = told(app)
        assert sentence.startswith("Dr Jana Beispiel MP is on the list of 1 meeting(s)")
        assert len(names(app)) == 6


async def test_what_is_known_of_an_address_stands_in_words_or_marks(house: House) -> None:
    store = house.record.store

    def note(change: Change) -> None:
        edit_person(change, person_id=house.people[1], do_not_contact=True)
        mark_email(change, email_id=1, state=ContactState.BOUNCED)

    await store.write(note)
    async with at_home(house, (100, 24)) as (app, pilot):
        await press(pilot, "3")
        assert "✗ person0@" in seen(app)
        assert "✗ do not contact" in seen(app)


async def test_a_wide_terminal_shows_the_card_of_who_is_under_the_cursor(house: House) -> None:
    async with at_home(house, (120, 40)) as (app, pilot):
        await press(pilot, "3", "down")
        text = seen(app)
        assert "person5@parliament.example" in text
        assert "invited to Good Practice Exchange, The" in text
        assert "Recorded (Amsterdam time)" in text
        await press(pilot, "enter")
        assert isinstance(app.screen, PersonScreen)


async def test_a_screen_behind_another_takes_the_width_of_the_terminal_when_it_comes_back(
    house: House,
) -> None:
    async with at_home(house, (80, 24)) as (app, pilot):
        await press(pilot, "3", "enter")
        await pilot.resize_terminal(120, 40)
        await press(pilot, "escape")
        assert "Recorded (Amsterdam time)" in seen(app)


@pytest.fixture
def crowd(tmp_path: Path, clock: SetClock) -> House:
    """A record with a hundred thousand people."""
    store = Store(str(tmp_path / "paht.db"), clock=clock, actor="ann")
    people = (
        (
            f"Family{n:06}",
            f"Given Family{n:06}",
            f"family{n:06} given",
            f"given family{n:06}",
            "FR" if n % 2 else "DE",
        )
        for n in range(MANY)
    )
    with closing(sqlite3.connect(tmp_path / "paht.db")) as connection:
        connection.executemany(
            "INSERT INTO people (family_name, full_name, sort_key, search_key, country, category, prefix,"
            " given_name, post_nominals, languages, salutation, do_not_contact, note)"
            " VALUES (?, ?, ?, ?, ?, 'mp', '', 'Given', '', '', '', 0, '')",
            people,
        )
        connection.commit()
    record = Record(store, Settings(), clock, tmp_path / "outgoing", tmp_path / "settings.toml")
    return House(record, 0, 0, 0, 0, (), ())


async def test_a_hundred_thousand_people_scroll_and_filter_with_few_rows_read(crowd: House) -> None:
    pages: list[int] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "people.full_name" in statement:
            pages.append(1)

    event.listen(crowd.record.store._engine, "before_cursor_execute", note)
    async with at_home(crowd) as (app, pilot):
        await press(pilot, "3")
        screen = place(app)
        assert screen.list.count == MANY
        assert screen.list.current is not None
        await press(pilot, "end")
        assert screen.list.current is not None
        assert screen.list.current.name == "Given Family099999"
        await press(pilot, "home", "pagedown", "slash")
        await paste(pilot, "y0499 country:de")
        assert screen.list.count == 50
        assert screen.list.current is not None
        assert screen.list.current.name == "Given Family049900"
        assert len(pages) < 30


@SIZES
def test_the_contacts_as_they_are_drawn(
    snap_compare: Callable[..., bool], house: House, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await press(pilot, "3", "space")

    app = app_of(house)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=before)
