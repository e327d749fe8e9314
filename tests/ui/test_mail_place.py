"""The place Mail, the letters, and the texts of a meeting's Mail tab."""

from __future__ import annotations

from datetime import date

from db.enums import Channel, Delivery
from db.queries.mail import list_messages
from db.queries.meetings import list_programmes
from db.queries.templates import find_template
from paht_tui.domain.handover import Claimed, HandedOver, claim, record
from paht_tui.domain.languages import LANGUAGES
from paht_tui.domain.outbox import bounce, release_batch
from paht_tui.domain.people import add_postal_address
from paht_tui.domain.programmes import create_programme
from paht_tui.ui.screens.batch import BatchScreen
from paht_tui.ui.screens.mail import MailPlace
from paht_tui.ui.screens.meeting import MeetingScreen
from paht_tui.ui.screens.message import MessageScreen
from tests.ui.batches import prepared
from tests.ui.driving import told
from tests.ui.house import House, at_home
from tests.ui.keys import press, recorded, seen, settled, type_text, words


async def _in_trouble(house: House) -> None:
    """Of six messages one is in doubt, one was refused, one came back, three are waiting."""
    store = house.record.store
    batch = await prepared(house)
    await store.write(release_batch, batch_id=batch)
    for state, reply in (
        (Delivery.IN_DOUBT, "Transmitted, but no answer came"),
        (Delivery.FAILED, "550 5.1.1 no such mailbox"),
        (Delivery.SENT, "250 OK"),
    ):
        claimed = await store.write(claim, batch_id=batch, worker="one")
        assert isinstance(claimed, Claimed)
        await store.write(record, handed_over=HandedOver(claimed.id, state, reply))
        last = claimed.id
    await store.write(bounce, message_id=last, reply="552 mailbox full")


async def _states(house: House) -> list[Delivery]:
    return [row.state for row in reversed(await recorded(house, list_messages))]


async def test_an_empty_place_teaches_on_each_tab(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "5")
        assert "No messages have been prepared yet. Open a meeting (2)" in seen(app)
        await press(pilot, "tab")
        assert "Nothing has been prepared or sent, or nothing is found." in seen(app)
        await press(pilot, "tab")
        assert "Answers are recorded by hand, with A, D, T, W or S from any list of people" in words(app)
        await press(pilot, "y")
        assert told(app) == ["There is no message under the cursor."]
        await press(pilot, "tab", "s")
        assert told(app)[-1] == "There is no batch yet."


async def test_batches_open_and_their_messages_as_they_left(sent_house: House) -> None:
    async with at_home(sent_house) as (app, pilot):
        await press(pilot, "5")
        assert "[Batches 1]" in seen(app)
        assert "Outbox 6" in seen(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, BatchScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, MessageScreen)
        assert "Invitation to Dr Jana Beispiel MP · sent, Mon 16 Jan 2012 12:00 (Amsterdam)" in seen(app)
        await press(pilot, "h")
        assert told(app) == ["The message to Dr Jana Beispiel MP is sent: it cannot be held back."]
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, MailPlace)


async def test_the_outbox_is_filtered_by_words(sent_house: House) -> None:
    async with at_home(sent_house) as (app, pilot):
        await press(pilot, "5", "slash")
        await type_text(pilot, "country:gr")
        assert "1 found" in seen(app)
        assert "Ελένη Παράδειγμα MP" in seen(app)
        assert "Zoë" not in seen(app)
        await press(pilot, "enter", "enter")
        assert "Ελένη Παράδειγμα MP <person1@parliament.example>" in seen(app)


async def test_a_message_in_doubt_is_decided_by_one_key(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _in_trouble(house)
        await press(pilot, "5", "r")
        assert "[To decide 3]" in seen(app)
        await press(pilot, "G")
        shown = seen(app)
        assert "Invitation to Dr Jana Beispiel MP, handed over 16 Jan 12:00 Amsterdam" in shown
        assert "The server said: Transmitted, but no answer came" in shown
        await press(pilot, "y")
        assert told(app) == ["Recorded: it has arrived at Dr Jana Beispiel MP."]
        assert "[To decide 2]" in seen(app)
        await press(pilot, "y")
        assert told(app)[-1].startswith("The message to [red]Bold[/] Markup was refused")
        await press(pilot, "R")
        assert (
            told(app)[-1] == "The message to [red]Bold[/] Markup waits in its batch; s on the batch sends it."
        )
        await press(pilot, "R")
        assert told(app)[-1].startswith("It came back: give Żaneta Przykład another address")
    assert (await _states(house))[:3] == [Delivery.SENT, Delivery.QUEUED, Delivery.BOUNCED]


async def test_a_message_in_doubt_can_be_sent_again_from_the_message_itself(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _in_trouble(house)
        await press(pilot, "5", "r", "G", "enter", "R")
        assert "Invitation to Dr Jana Beispiel MP · queued" in seen(app)
    assert (await _states(house))[0] is Delivery.QUEUED


async def test_the_footer_of_a_message_names_what_can_be_done_with_it_as_it_is(house: House) -> None:
    await _in_trouble(house)
    footers = []
    async with at_home(house) as (app, pilot):
        await press(pilot, "5", "enter")
        for row in (0, 1, 3):
            await press(pilot, "g", *["down"] * row, "enter")
            footers.append(" ".join(seen(app).splitlines()[-1].split()))
            await press(pilot, "escape")
    assert footers == [
        "t test y it arrived R send again ? help ^p commands",
        "t test d drop R send again ? help ^p commands",
        "e edit t test h hold d drop ? help ^p commands",
    ]


async def test_the_place_shows_the_mail_of_the_programme_in_front(house: House) -> None:
    await _in_trouble(house)
    async with at_home(house) as (app, pilot):
        await press(pilot, "5")
        assert "[Batches 1]  Outbox 6   To decide 3" in seen(app)
        store = house.record.store
        number = await store.write(create_programme, name="Other", short_name="OTHER")
        ground = app.screen.ground  # type: ignore[attr-defined]
        ground.programme = next(row for row in await store.read(list_programmes) if row.id == number)
        app.reload_all()
        await settled(pilot)
        assert "[Batches 0]  Outbox 0   To decide 0" in seen(app)


async def test_letters_are_marked_many_at_once_in_one_act(house: House) -> None:
    async with at_home(house) as (app, pilot):
        store = house.record.store
        for person in house.people[:3]:
            await store.write(
                add_postal_address,
                person_id=person,
                lines="Platz 1",
                postal_code="10557",
                city="Berlin",
                country="DE",
            )
        await prepared(house, "invitation letter")
        await press(pilot, "5")
        assert "3 invitations by" in seen(app)
        await press(pilot, "s")
        assert told(app)[-1].startswith("These are letters: L makes a PDF of them, and m marks them")
        await press(pilot, "enter", "v", "G", "m", "p")
        assert told(app)[-1] == "3 letters printed."
        rows = await store.read(list_messages)
        assert [row.printed_on for row in rows] == [date(2012, 1, 16)] * 3
        await press(pilot, "p")
        assert "Platz 1" in seen(app)
        await press(pilot, "escape", "g", "m", "o")
        assert told(app)[-1] == "1 letter posted."
        assert "3 invitations by letter · Good Practice Exchange, The Hague · under way" in seen(app)
        await press(pilot, "m", "r")
        assert "returned" in seen(app)
        await press(pilot, "t")
        assert told(app)[-1] == "This is a letter: it goes by post. Press p to see how it reads."
    assert (await _states(house))[0] is Delivery.RETURNED


async def test_a_text_is_checked_before_it_is_kept(house: House) -> None:
    async with at_home(house) as (app, pilot):
        ground = app.screen.ground  # type: ignore[attr-defined]
        await app.push_screen(MeetingScreen(ground, house.meeting, tab="mail"))
        await settled(pilot)
        await press(pilot, "tab", "enter", "end")
        await type_text(pilot, " {{ sallutation }}")
        await press(pilot, "ctrl+s")
        problem = "Subject: Line 1: there is no placeholder 'sallutation'; did you mean salutation?"
        assert f"Not saved. {problem}" in words(app)
        await press(pilot, "end", "ctrl+u")
        await type_text(pilot, "Invitation: {{ meeting }} [b]!")
        await press(pilot, "ctrl+s")
        assert told(app)[-1] == "The text is kept. What is prepared already stays as it was prepared."
    row = await recorded(house, find_template, name="invitation")
    assert row.subject == "Invitation: {{ meeting }} [b]!"


async def test_a_new_text_is_written_and_shown_as_a_receiver_sees_it(house: House) -> None:
    async with at_home(house) as (app, pilot):
        ground = app.screen.ground  # type: ignore[attr-defined]
        await app.push_screen(MeetingScreen(ground, house.meeting, tab="mail"))
        await settled(pilot)
        await press(pilot, "p")
        assert told(app) == ["That is done with texts: Tab goes to them. Enter opens the batch."]
        await press(pilot, "tab", "n")
        await type_text(pilot, "thanks to all")
        await press(pilot, "enter", "enter", "t", "h", "ctrl+s")
        assert "thanks to all · English (en), the fallback · not kept yet" in words(app)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "Thank you, {{ name }}")
        await press(pilot, "tab")
        await type_text(pilot, "[Thanks]! ")
        await press(pilot, "ctrl+s")
        assert told(app)[-1] == "The text is kept."
        await press(pilot, "G", *["k"] * len(LANGUAGES), "p")  # past the regrets, in each language
        shown = seen(app)
        assert "As Dr Jana Beispiel MP gets it · 1 of 6" in shown
        assert "Subject  Thank you, Dr Jana Beispiel MP" in shown
        assert "[Thanks]! Dear Dr Beispiel," in shown
    row = await recorded(house, find_template, name="thanks to all")
    assert (row.kind.value, row.channel) == ("thanks", Channel.EMAIL)


async def test_a_text_is_removed_and_brought_back_and_what_was_sent_with_it_stays(sent_house: House) -> None:
    async with at_home(sent_house) as (app, pilot):
        ground = app.screen.ground  # type: ignore[attr-defined]
        await app.push_screen(MeetingScreen(ground, sent_house.meeting, tab="mail"))
        await settled(pilot)
        await press(pilot, "d")
        assert told(app) == ["That is done with texts: Tab goes to them. Enter opens the batch."]
        await press(pilot, "tab", "d")
        assert told(app)[-1] == (
            "Removed the text “invitation”; z brings it back."
            " What was prepared or sent with it stays as it is."
        )
        assert "▸ invitation " in seen(app)  # the same text in another language
        await press(pilot, "shift+tab", "enter", "enter")
        assert "Invitation to Dr Jana Beispiel MP · sent" in words(app)
        assert "Subject Invitation: Good Practice Exchange" in words(app)
        await press(pilot, "z")
        assert told(app)[-1] == "Undone: Removed the text “invitation”."
    assert (await recorded(sent_house, find_template, name="invitation")).channel is Channel.EMAIL
