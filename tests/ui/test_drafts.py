"""What is prepared is looked at and changed before it leaves; what is missing for it is filled in first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.enums import Delivery, MessageKind
from db.queries.mail import batch_by_id, list_messages, message_text
from paht_tui.domain.contact_details import edit_contact
from paht_tui.domain.templates import save_template
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.mending import MendList
from paht_tui.ui.screens.batch import BatchScreen
from tests.ui.batches import open_batch, open_mail_tab, prepared
from tests.ui.driving import told
from tests.ui.house import House, at_home
from tests.ui.keys import press, recorded, seen, type_text

if TYPE_CHECKING:
    from pathlib import Path


async def test_one_draft_is_changed_another_held_a_third_dropped_and_the_rest_sent(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s", "e")
        await type_text(pilot, ", by hand")
        await press(pilot, "ctrl+s")
        assert told(app)[-1] == "The message to Dr Jana Beispiel MP is changed; z takes it back."
        await press(pilot, "j", "h", "j", "d")
        await press(pilot, "s", "y", "enter", "g", "e")
        assert told(app)[-1] == "The message to Dr Jana Beispiel MP is sent: its words stay."
    messages = await recorded(house, list_messages)
    assert [row.state for row in reversed(messages)] == [
        Delivery.SENT,
        Delivery.HELD,
        Delivery.DROPPED,
        *[Delivery.SENT] * 3,
    ]
    text = await recorded(house, message_text, message_id=1)
    assert text.subject == "Invitation: Good Practice Exchange, Thursday, 26 January 2012, by hand"
    assert text.raw is not None


async def test_a_text_is_one_choice_whatever_the_number_of_its_languages(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "space")
        await type_text(pilot, "remin")
        shown = [line.strip(" │") for line in seen(app).splitlines() if "reminder ·" in line]
    assert shown == ["▸ reminder · by e-mail, en and 8 more"]


async def test_a_changed_draft_is_as_before_when_it_is_undone(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s", "enter", "e")
        await type_text(pilot, "X")
        await press(pilot, "ctrl+s", "z")
        assert "Invitation: Good Practice Exchange, Thursday, 26 January 2012" in seen(app)
    text = await recorded(house, message_text, message_id=1)
    assert text.subject == "Invitation: Good Practice Exchange, Thursday, 26 January 2012"


async def test_what_is_missing_is_listed_by_person_and_filled_in_before_anything_is_prepared(
    house: House,
) -> None:
    store = house.record.store
    await store.write(
        edit_contact, person_id=house.people[0], values={"languages": "de"}, emails=(), phones=()
    )
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s")
        assert isinstance(app.screen, MendList)
        assert "1 gap to fill in first; nothing is prepared yet" in seen(app)
        assert "Dr Jana Beispiel MP has no e-mail address that works." in seen(app)
        await press(pilot, "enter", *["tab"] * 7)
        await type_text(pilot, "jana@bundestag.example")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, BatchScreen)
        assert told(app)[-1] == "Prepared 6 invitations."
    messages = await recorded(house, list_messages)
    assert {row.name: row.language for row in messages if row.language != "en"} == {
        "Dr Jana Beispiel MP": "de"
    }


async def test_what_the_meeting_lacks_is_one_line_and_one_may_go_on_without(house: House) -> None:
    await house.record.store.write(
        save_template, name="invitation", kind=MessageKind.INVITATION, subject="s", body="{{ focus }}"
    )
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s")
        assert "The meeting: there is nothing to put for focus." in seen(app)
        assert "Prepare nothing" in seen(app)
        await press(pilot, "g")
        assert "Nothing was prepared" in seen(app)
    assert await recorded(house, list_messages) == ()


async def test_a_file_goes_with_a_batch_and_is_taken_off_again(house: House, tmp_path: Path) -> None:
    plan = tmp_path / "programme.pdf"
    plan.write_bytes(b"%PDF-1.7 the programme")
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s", "M")
        await type_text(pilot, str(plan))
        await press(pilot, "ctrl+s")
        assert told(app)[-1] == "programme.pdf (1 kB) goes with 6 invitations."
        await press(pilot, "enter", "pagedown", "pagedown", "end")
        assert "Attached  invite.ics, programme.pdf" in seen(app)
        await press(pilot, "escape", "M")
        assert "Take off programme.pdf, 1 kB" in seen(app)
        await press(pilot, "1")
        assert told(app)[-1] == "programme.pdf is taken off; z brings it back."


async def test_a_batch_that_another_contradicts_says_so(sent_house: House) -> None:
    async with at_home(sent_house) as (app, pilot):
        for text in ("reminder", "cancellation"):
            await open_batch(app, pilot, sent_house, await prepared(sent_house, text))
        line = "! Batch 2 waits too, and says otherwise (reminder) to Dr Jana Beispiel MP,"
        assert line in seen(app)
        await press(pilot, "s")
        assert isinstance(app.screen, Confirm)
        question, warning = app.screen._sentence.splitlines()
        assert question.startswith("Send 6 cancellations to Good Practice Exchange, The Hague, from")
        assert warning == (
            "! Batch 2 waits too, and says otherwise (reminder) to Dr Jana Beispiel MP, [red]Bold[/] Markup,"
            " Żaneta Przykład, Lord Sample, Zoë Voorbeeld, Ελένη Παράδειγμα MP."
        )
        await press(pilot, "y")
        assert (await recorded(sent_house, batch_by_id, batch_id=3)).sent == 6
