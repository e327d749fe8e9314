"""Letters into a PDF by keys: a whole batch, some of it, and what is asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import TextArea

from db.enums import Delivery
from db.queries.mail import list_batches, list_messages
from db.queries.meetings import list_programmes
from paht_tui.domain.meetings import edit_session
from paht_tui.domain.people import add_postal_address
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.forms.programme import edit_programme_form
from paht_tui.ui.screens.batch import BatchScreen
from paht_tui.ui.screens.message import MessageScreen
from tests.documents.letters.reading import lines, pages
from tests.factories import default_template
from tests.ui.driving import screen_lines, told
from tests.ui.house import SENDER, House, at_home, make_house
from tests.ui.keys import press, recorded, seen, settled, type_text

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from db.queries.mail import MessageRow
    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp


@pytest.fixture
def house(tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("HOME", str(tmp_path))
    return make_house(tmp_path, clock)


async def _letters(app: PahtApp, pilot: Pilot[None], house: House, people: int = 3) -> None:
    """A batch of letters to the first people of the house, open."""
    store = house.record.store
    for person in house.people[:people]:
        await store.write(
            add_postal_address, person_id=person, lines="Sample Street 1", city="Berlin", country="DE"
        )
    plan = await plan_batch(
        store,
        meeting_id=house.meeting,
        invitation_ids=house.invitations[:people],
        template=await default_template(store, "invitation letter"),
        sender=SENDER,
    )
    batch = await write_batch(store, plan, sender=SENDER)
    await app.push_screen(BatchScreen(app.screen.ground, batch))  # type: ignore[attr-defined]
    await settled(pilot)


async def _rows(house: House) -> list[MessageRow]:
    (batch,) = await recorded(house, list_batches)
    return list(await recorded(house, list_messages, batch_id=batch.id))


async def test_a_batch_is_printed_and_recorded_as_printed(house: House, tmp_path: Path) -> None:
    async with at_home(house) as (app, pilot):
        await _letters(app, pilot, house)
        await press(pilot, "L")
        assert "Print 3 letters" in seen(app)
        await press(pilot, "ctrl+s")
        path = tmp_path / "letters-the-hague.pdf"
        assert told(app)[-1] == f"3 letters in {path}, recorded as printed; m marks them as posted."
        made = path.read_bytes()
        assert [lines(made, page)[2] for page in range(3)] == [row.name for row in await _rows(house)]
        assert {row.printed_on for row in await _rows(house)} == {house.record.clock().date()}
        await press(pilot, "z")
        assert {row.printed_on for row in await _rows(house)} == {None}


async def test_the_footer_names_what_can_be_done_with_letters(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _letters(app, pilot, house)
        assert screen_lines(app)[-1] == (
            " ⏎ open   L print…   m mark…   h hold   d drop   ? help   ^p commands"
        )


async def test_the_selected_letters_alone_are_printed(house: House, tmp_path: Path) -> None:
    async with at_home(house) as (app, pilot):
        await _letters(app, pilot, house)
        await press(pilot, "space", "space", "L")
        assert "Print 2 letters" in seen(app)
        await press(pilot, "ctrl+s")
        assert len(pages((tmp_path / "letters-the-hague.pdf").read_bytes())) == 2
        assert [row.printed_on is not None for row in await _rows(house)] == [True, True, False]


async def test_a_file_that_is_there_is_replaced_only_after_a_question(house: House, tmp_path: Path) -> None:
    path = tmp_path / "letters-the-hague.pdf"
    path.write_text("mine")
    async with at_home(house) as (app, pilot):
        await _letters(app, pilot, house)
        await press(pilot, "L", "ctrl+s")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "enter")
        assert told(app)[-1] == "Nothing was made."
        assert path.read_text() == "mine"
        await press(pilot, "L", "ctrl+s", "y")
        assert path.read_bytes().startswith(b"%PDF-")


async def test_letters_whose_meeting_was_changed_are_printed_only_after_a_question(house: House) -> None:
    async with at_home(house, (120, 40)) as (app, pilot):
        await _letters(app, pilot, house)
        await house.record.store.write(edit_session, session_id=house.main, place="Town hall")
        app.reload_all()
        await settled(pilot)
        assert seen(app).count("outdated") == 3
        await press(pilot, "L")
        assert isinstance(app.screen, Confirm)
        assert app.screen._sentence.startswith(
            "The meeting was changed since 3 of these letters were written:"
        )
        await press(pilot, "enter")
        assert isinstance(app.screen, BatchScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, MessageScreen)
        assert "Out of date: the meeting was changed since this letter was written." in seen(app)
        await press(pilot, "L", "y")
        assert isinstance(app.screen, Form)


async def test_a_character_that_no_font_has_is_said_and_nothing_is_recorded(house: House) -> None:
    async with at_home(house, (120, 40)) as (app, pilot):
        await _letters(app, pilot, house)
        await house.record.store.write(add_postal_address, person_id=house.people[3], lines="漢")
        plan = await plan_batch(
            house.record.store,
            meeting_id=house.meeting,
            invitation_ids=house.invitations[3:4],
            template=await default_template(house.record.store, "invitation letter"),
            sender=SENDER,
        )
        batch = await write_batch(house.record.store, plan, sender=SENDER)
        await app.push_screen(BatchScreen(app.screen.ground, batch))  # type: ignore[attr-defined]
        await settled(pilot)
        await press(pilot, "L", "ctrl+s")
        assert told(app)[-1] == (
            "Nothing was printed. Żaneta Przykład: no font has “漢” (CJK UNIFIED IDEOGRAPH-6F22)."
        )


async def test_letters_are_marked_as_posted_on_an_earlier_day(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _letters(app, pilot, house, people=1)
        await press(pilot, "m", "e")
        await type_text(pilot, "12.1.2012")
        await press(pilot, "ctrl+s")
        assert told(app)[-1] == "1 letter posted."
        [row] = await _rows(house)
        assert (row.state, f"{row.posted_on}") == (Delivery.SENT, "2012-01-12")
        await press(pilot, "L")
        assert told(app)[-1] == (
            "Nothing of this batch is to be posted. Select letters with Space to print copies."
        )


async def test_the_letterhead_of_a_programme_is_written_in_its_form(house: House) -> None:
    async with at_home(house, (120, 40)) as (app, pilot):
        ground = app.screen.ground  # type: ignore[attr-defined]
        editing = app.run_worker(edit_programme_form(app, ground, ground.programme), group="verbs")
        await settled(pilot)
        app.screen.query_one(TextArea).focus()
        await press(pilot, *"HTF", "enter", *"London", "tab")
        await type_text(pilot, "London")
        await press(pilot, "ctrl+s")
        assert await editing.wait()
        assert told(app) == ["The programme is saved."]
    [row] = await recorded(house, list_programmes)
    assert (row.letterhead, row.letter_place) == ("HTF\nLondon", "London")
