"""What follows from a change: shown when it is made, opened number by number, prepared by a key."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from db.enums import Answer, CallOutcome, MeetingState, MessageKind
from db.queries.mail import list_batches, list_messages
from db.tables import FollowUp
from paht_tui.domain.answers import record_answer
from paht_tui.domain.calls import log_call
from paht_tui.domain.meetings import edit_meeting
from paht_tui.domain.outbox import bounce
from paht_tui.ui.doors import open_meeting
from paht_tui.ui.screens.consequences import ConsequencesScreen
from paht_tui.ui.screens.figure import FigureScreen
from paht_tui.ui.screens.meeting import MeetingScreen
from tests.factories import rows
from tests.ui.driving import told
from tests.ui.house import House, at_home, make_house
from tests.ui.walking import seen, settle, walk

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    """Everybody has the invitation; an hour has passed since."""
    made = make_house(tmp_path, clock, sent=True)
    clock.advance(timedelta(hours=1))
    return made


async def _open(app: PahtApp, pilot: Pilot[None], house: House, tab: str) -> None:
    open_meeting(app, app.screen.ground, house.meeting, tab=tab)  # type: ignore[attr-defined]
    await settle(pilot)


async def test_a_new_place_shows_at_once_who_gets_what_and_prepares_it(house: House, clock: SetClock) -> None:
    store = house.record.store
    first, second, third, *_ = house.invitations
    await store.write(record_answer, invitation_id=first, answer=Answer.ACCEPTED)
    await store.write(record_answer, invitation_id=second, answer=Answer.DECLINED)
    (message,) = [
        row.id
        for row in await store.read(list_messages, meeting_id=house.meeting)
        if row.invitation_id == third
    ]
    await store.write(bounce, message_id=message, reply="550 no such user")
    await store.write(log_call, invitation_id=third, outcome=CallOutcome.MESSAGE_LEFT)
    clock.advance(timedelta(hours=1))
    async with at_home(house) as (app, pilot):
        await _open(app, pilot, house, "programme")
        await walk(pilot, "g", "down", "e")
        await pilot.press(*["tab"] * 5, *" II", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, ConsequencesScreen)
        words = (" ".join(text.replace("▸", "").split()) for text in seen(app) if "▌" not in text)
        lines = [text for text in words if text]
        assert lines == [
            "What follows from the change · Good Practice Exchange",
            "Main session",
            "4 people update with the new time or place: asked again",
            "1 person no message: a no was said, and holds",
            "A call",
            "1 person was told otherwise by phone",
        ]
        await walk(pilot, "enter")
        assert isinstance(app.screen, FigureScreen)
        assert seen(app)[0] == "Asked again · 4 people"
        await walk(pilot, "escape", "b")
        assert any("Prepare 4 updates, note 1 call? Nothing is sent yet." in text for text in seen(app))
        await walk(pilot, "y")
        assert told(app)[-1] == "Prepared 4 messages: send them on the tab Mail with s. 1 call noted: c."
        batches = await store.read(list_batches, meeting_id=house.meeting)
        assert [(row.kind, row.planned) for row in batches] == [
            (MessageKind.UPDATE, 4),
            (MessageKind.INVITATION, 0),
        ]
        assert await rows(store, FollowUp, "text", "due_at") == [
            ("Tell of the change: Good Practice Exchange (was told otherwise by phone)", clock())
        ]
        await walk(pilot, "b")
        assert (
            told(app)[-1] == "Nothing is to be prepared: everybody has what holds, or it waits in the outbox."
        )


async def test_an_edit_that_alters_nothing_for_anybody_shows_nothing(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await _open(app, pilot, house, "programme")
        await walk(pilot, "g", "down", "e")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, MeetingScreen)
        await walk(pilot, "u")
        assert "Everybody has what holds: nothing is to be sent." in seen(app)


async def test_a_meeting_called_off_leads_from_the_mail_tab_to_the_cancellations(
    house: House, clock: SetClock
) -> None:
    store = house.record.store
    await store.write(edit_meeting, meeting_id=house.meeting, state=MeetingState.CANCELLED)
    async with at_home(house) as (app, pilot):
        await _open(app, pilot, house, "mail")
        await walk(pilot, "b")
        for _ in range(40):
            if "cancellation · by" in " ".join(seen(app)):
                break
            await pilot.press("right")
            await pilot.pause()
        await walk(pilot, "ctrl+s")
        assert isinstance(app.screen, ConsequencesScreen)
        assert "6 people  cancellation" in " ".join(seen(app))
        await walk(pilot, "b", "y")
        batches = await store.read(list_batches, meeting_id=house.meeting)
        assert next((row.kind, row.planned) for row in batches) == (MessageKind.CANCELLATION, 6)
