"""The whole way of a batch, by keys: prepare, look, test, send, stop, go on, and what is said on failure."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from db.enums import BatchState, Delivery
from db.queries.mail import list_batches
from paht_tui.settings import ServerSettings, Settings
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.progress import Progress
from paht_tui.ui.preparing import prepare_from
from paht_tui.ui.screens.batch import BatchScreen
from paht_tui.ui.screens.message import MessageScreen
from tests.servers import HOST, MailServer, free_port
from tests.ui.batches import behind_a_gate, open_mail_tab, states, the_batch, through
from tests.ui.driving import told
from tests.ui.house import SENDER, House, at_home
from tests.ui.keys import press, recorded, seen, settled, type_text, words

if TYPE_CHECKING:
    import pytest


async def test_a_batch_is_prepared_looked_at_and_sent_into_the_folder(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        assert "Nothing is prepared for this meeting yet. Press b" in seen(app)
        await press(pilot, "b", "ctrl+s")
        assert isinstance(app.screen, BatchScreen)
        assert told(app) == ["Prepared 6 invitations."]
        assert "6 invitations · Good Practice Exchange, The Hague · prepared" in seen(app)
        assert list(house.record.outgoing.glob("*")) == []

        await press(pilot, "s")
        assert isinstance(app.screen, Confirm)
        sentence = app.screen._sentence
        assert sentence == (
            "Send 6 invitations to Good Practice Exchange, The Hague,"
            f" from {SENDER.name} <{SENDER.address}>, as files into the folder {house.record.outgoing}?"
        )
        await press(pilot, "y")
        assert isinstance(app.screen, Progress)
        assert "Sent 6 invitations." in seen(app)
        await press(pilot, "enter")
        assert "6 invitations · Good Practice Exchange, The Hague · finished" in seen(app)
        await press(pilot, "s")
        assert told(app)[-1] == "Nothing of this batch waits to be sent."
    row = await the_batch(house)
    assert (row.state, row.sent, row.total) == (BatchState.FINISHED, 6, 6)
    assert len(list(house.record.outgoing.glob("*.eml"))) == 6


async def test_enter_alone_does_not_send_because_the_focus_is_on_no(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s", "s", "enter")
        assert isinstance(app.screen, BatchScreen)
        assert set((await states(house)).values()) == {Delivery.PLANNED}
        await press(pilot, "s", "tab", "enter", "enter")
        assert set((await states(house)).values()) == {Delivery.SENT}


async def test_sending_a_prepared_batch_costs_two_keys(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s")
        keys = ["s", "y"]
        await press(pilot, *keys)
        assert len(keys) <= 3
        assert (await the_batch(house)).sent == 6


async def test_nobody_is_prepared_for_twice_and_who_is_left_out_is_named(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "tab")
        await type_text(pilot, "country:gr")
        await press(pilot, "ctrl+s")
        assert told(app) == ["Prepared 1 invitation."]
        await press(pilot, "escape", "b", "ctrl+s")
        assert "Prepared 5 invitations. Left out:" in seen(app)
        assert "1 person: sent already, or prepared for them." in seen(app)
        await press(pilot, "escape", "escape", "b", "ctrl+s")
        assert "Nothing was prepared" in seen(app)
        await press(pilot, "escape")
    assert len(await recorded(house, list_batches)) == 2


async def test_a_wrong_filter_is_said_beside_the_field_and_kept(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "tab")
        await type_text(pilot, "colour:red")
        await press(pilot, "ctrl+s")
        assert "“colour:” is not a filter word here." in seen(app)
        assert "colour:red" in seen(app)


async def test_a_reminder_may_go_again_once_that_is_asked(sent_house: House) -> None:
    house = sent_house
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b")
        await type_text(pilot, "rem")
        await press(pilot, "ctrl+s")
        assert told(app) == ["Prepared 6 reminders."]
        await press(pilot, "escape", "b")
        await type_text(pilot, "rem")
        await press(pilot, "ctrl+s")
        assert "6 people had this text already" in seen(app)
        await press(pilot, "1")
        assert told(app)[-1] == "Prepared 6 reminders."
    assert len(await recorded(house, list_batches)) == 3


async def test_chosen_invitees_are_prepared_for_from_any_list(house: House) -> None:
    async with at_home(house) as (app, pilot):
        ground = app.screen.ground  # type: ignore[attr-defined]
        prepared: list[int | None] = []

        async def prepare() -> None:
            prepared.append(await prepare_from(app, ground, house.meeting, house.invitations[:2]))

        app.run_worker(prepare(), group="verbs")
        await settled(pilot)
        assert "Prepare messages to 2 people" in seen(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, BatchScreen)
    assert prepared == [(await the_batch(house)).id]
    assert sorted(await states(house)) == ["Dr Jana Beispiel MP", "Ελένη Παράδειγμα MP"]


async def test_esc_stops_between_messages_and_what_was_left_goes_on_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = behind_a_gate(house, monkeypatch)
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s")
        await press(pilot, "s", "y", work=False)
        gate.let_go(2)
        while "sending 2/6" not in seen(app):
            await pilot.pause()
        await press(pilot, "escape", work=False)
        assert "Stopping after the step that is under way…" in seen(app)
        gate.let_go()
        await settled(pilot)
        stopped = "Stopped. Sent 3 invitations. 3 are kept and wait: open the batch and press s."
        assert stopped in words(app)
        await press(pilot, "escape")
        assert "3 wait, 3 sent" in seen(app)
        batch = await the_batch(house)
        assert (batch.state, batch.sent, batch.waiting) == (BatchState.PAUSED, 3, 3)

        gate.let_go(3)
        await press(pilot, "s")
        assert "Send 3 invitations to" in seen(app)
        await press(pilot, "y")
        assert "Sent 3 invitations." in seen(app)
    assert set((await states(house)).values()) == {Delivery.SENT}
    assert len(list(house.record.outgoing.glob("*.eml"))) == 6


async def test_work_under_way_is_in_every_header_and_a_second_batch_waits(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = behind_a_gate(house, monkeypatch)
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s")
        await press(pilot, "s", "y", "enter", "s", work=False)
        assert told(app)[-1].startswith("This batch is being sent at this moment: press . to see it")
        await press(pilot, "3", work=False)
        assert "sending 0/6" in seen(app)
        gate.let_go(6)
        await settled(pilot)
        assert told(app)[-1] == "Sent 6 invitations."


def _through(house: House, port: int) -> None:
    server = ServerSettings(host=HOST, port=port, security="none")
    house.record.settings = Settings(sender=SENDER, smtp=server)


async def test_through_a_real_server_each_gets_one_message_with_a_calendar(house: House) -> None:
    with MailServer() as server:
        through(house, server.port)
        server.script.recipients["person3@parliament.example"] = ["550 5.1.1 no such mailbox"]
        async with at_home(house) as (app, pilot):
            await open_mail_tab(app, pilot, house)
            await press(pilot, "b", "ctrl+s", "s")
            assert f"through {HOST}?" in words(app)
            await press(pilot, "y")
            assert "Sent 5 invitations. 1 failed: decide about it in Mail." in seen(app)
            await press(pilot, "enter")
            assert "5 sent, 1 failed" in seen(app)
    assert sorted(mail.recipients[0] for mail in server.received) == [
        f"person{number}@parliament.example" for number in (0, 1, 2, 4, 5)
    ]
    greek = next(mail for mail in server.received if mail.recipients[0].startswith("person1@"))
    message = message_from_bytes(greek.content, policy=policy.default)
    assert message["To"] == "Ελένη Παράδειγμα MP <person1@parliament.example>"
    assert (await states(house))["Żaneta Przykład"] is Delivery.FAILED


async def test_no_server_is_a_sentence_with_what_was_kept(house: House) -> None:
    through(house, free_port())
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s", "s", "y")
        shown = words(app)
        assert "Nothing was sent. 6 are kept and wait: open the batch and press s." in shown
    assert set((await states(house)).values()) == {Delivery.PLANNED}


async def test_a_test_goes_to_oneself_with_a_calendar_entry_of_its_own(house: House) -> None:
    with MailServer() as server:
        through(house, server.port)
        async with at_home(house) as (app, pilot):
            await open_mail_tab(app, pilot, house)
            await press(pilot, "b", "ctrl+s", "t")
            shown = words(app)
            assert f"to yourself, {SENDER.address}, through {HOST}?" in shown
            await press(pilot, "y")
            assert told(app)[-1] == f"The test went to {SENDER.address}."
    (mail,) = server.received
    message = message_from_bytes(mail.content, policy=policy.default)
    calendar = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    lines = str(calendar.get_content()).splitlines()
    assert mail.recipients == (SENDER.address,)
    assert str(message["Subject"]).startswith("[Test] Invitation: Good Practice Exchange")
    assert [line for line in lines if line.startswith("UID:test-")] != []
    assert set((await states(house)).values()) == {Delivery.PLANNED}


async def test_a_message_is_seen_as_its_receiver_will_see_it(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s", "G", "k", "p")
        assert isinstance(app.screen, MessageScreen)
        shown = seen(app)
        assert "Invitation to Zoë Voorbeeld · ready" in shown
        assert "When  Thu 26 Jan 2012 09:30–17:00 Europe/Amsterdam" in shown
        assert "Where  Assembly Room, Senate" in shown
        assert "Method  REQUEST: asks for an answer" in shown
        await press(pilot, "escape", "g", "j", "enter")
        assert "[red]Bold[/] Markup" in seen(app)


async def test_a_message_can_be_held_released_and_dropped(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s", "h")
        assert told(app)[-1] == "1 held back."
        await press(pilot, "h")
        assert told(app)[-1] == "1 released."
        await press(pilot, "h", "down", "d")
        assert told(app)[-1] == "1 message dropped: not sent. z takes it back."
        assert "4 ready, 1 held" in seen(app)
        await press(pilot, "d")
        assert told(app)[-1] == "The message to [red]Bold[/] Markup is dropped: it cannot be dropped."
        await press(pilot, "z")
        assert "5 ready, 1 held" in seen(app)


async def test_without_a_sender_the_sentence_says_where_to_put_one(house: House) -> None:
    house.record.settings = Settings()
    async with at_home(house) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b")
        (sentence,) = told(app)
        assert sentence == (
            "Nobody is named as the sender yet: put name and address into [sender] of the settings."
            " Press , to edit them."
        )
