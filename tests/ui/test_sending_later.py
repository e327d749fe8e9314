"""A batch that leaves at a time of its own: asked for, waited for, and asked about when it is overdue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from db.enums import BatchState, Delivery
from db.queries.mail import list_batches
from paht_tui.domain.outbox import release_batch
from paht_tui.settings import ServerSettings, Settings
from paht_tui.ui import app as app_module
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.dialogs.progress import Progress
from paht_tui.ui.screens.batch import BatchScreen
from tests.servers import HOST
from tests.ui.batches import (
    Naps,
    leave,
    napping,
    open_batch,
    open_mail_tab,
    prepared,
    states,
    the_batch,
    until,
)
from tests.ui.driving import told
from tests.ui.house import SENDER, House, at_home
from tests.ui.keys import press, recorded, seen, settled, type_text, words

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp

EIGHT = datetime(2012, 1, 17, 7, tzinfo=UTC)
"""Eight in The Hague, on the day after."""
MINUTE = timedelta(minutes=1)


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> Naps:
    return napping(monkeypatch)


@pytest.fixture(autouse=True)
def attends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "_PRELOAD_SECONDS", 0.001)


async def _choose_time(pilot: Pilot[None], typed: str) -> None:
    await press(pilot, "H", work=False)
    await type_text(pilot, typed, work=False)
    await press(pilot, "ctrl+s", work=False)


async def _released(house: House, send_after: datetime = EIGHT) -> int:
    """A batch that was confirmed to leave at that time, by a program that has ended."""
    batch = await prepared(house)
    await house.record.store.write(release_batch, batch_id=batch, send_after=send_after)
    return batch


async def _asked(app: PahtApp, pilot: Pilot[None]) -> str:
    """The question that the program asks by itself."""
    while not isinstance(app.screen, Confirm):
        await pilot.pause()
    return app.screen._sentence


async def test_a_batch_is_given_a_time_and_leaves_then(house: House, clock: SetClock, naps: Naps) -> None:
    async with at_home(house, (120, 40)) as (app, pilot):
        await open_mail_tab(app, pilot, house)
        await press(pilot, "b", "ctrl+s", "H")
        assert isinstance(app.screen, Form)
        assert "When 6 invitations leave" in seen(app)
        assert "A day and a time: tomorrow 8" in seen(app)
        await type_text(pilot, "tomorrow 8")
        await press(pilot, "ctrl+s")
        assert await _asked(app, pilot) == (
            "Send 6 invitations to Good Practice Exchange, The Hague, from"
            f" {SENDER.name} <{SENDER.address}>, as files into the folder {house.record.outgoing},"
            " Tue 17 Jan 2012 08:00 (Amsterdam)?"
        )
        await press(pilot, "y", work=False)
        assert told(app)[-1] == (
            "They leave Tue 17 Jan 2012 08:00 (Amsterdam), if the program runs then,"
            " or `paht send --due` does."
        )
        await until(app, pilot, "sending 0/6 (waits)")
        shown = words(app)
        assert "6 invitations · Good Practice Exchange, The Hague · scheduled" in shown
        assert "to leave Tue 17 Jan 2012 08:00 (Amsterdam)" in shown

        clock.at = EIGHT
        naps.wake()
        await settled(pilot)
        assert told(app)[-1] == "Sent 6 invitations."
    assert set((await states(house)).values()) == {Delivery.SENT}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("16.1.2012 11:59", "That time is past: give a later one, or send them at once with s."),
        ("today 12", "That time is past: give a later one, or send them at once with s."),
        ("25.3.2012 2:30", "02:30 does not exist on that day in Europe/Amsterdam: the clocks go forward."),
    ],
)
async def test_a_time_at_which_nothing_can_leave_is_refused_beside_the_field(
    house: House, typed: str, sentence: str
) -> None:
    async with at_home(house, (120, 40)) as (app, pilot):
        await open_batch(app, pilot, house, await prepared(house))
        await _choose_time(pilot, typed)
        assert isinstance(app.screen, Form)
        assert sentence in words(app)
    assert set((await states(house)).values()) == {Delivery.PLANNED}


async def test_of_a_time_that_comes_twice_the_sentence_says_which_is_meant(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_batch(app, pilot, house, await prepared(house))
        await _choose_time(pilot, "28.10.2012 2:30")
        assert "Sun 28 Oct 2012 02:30 (Amsterdam, the first of two)?" in await _asked(app, pilot)
        await press(pilot, "n")
    assert set((await states(house)).values()) == {Delivery.PLANNED}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            Settings(
                sender=SENDER,
                smtp=ServerSettings(host=HOST, security="none", user="ann", password_command="false"),
            ),
            "smtp.password_command gave no password (exit code 1)",
        ),
        (
            Settings(sender=SENDER.__class__(address="other@office.example")),
            "This batch was prepared in the name",
        ),
    ],
    ids=["no password", "another sender"],
)
async def test_what_could_not_leave_then_is_not_released(
    house: House, settings: Settings, sentence: str
) -> None:
    async with at_home(house) as (app, pilot):
        await open_batch(app, pilot, house, await prepared(house))
        house.record.settings = settings
        await _choose_time(pilot, "tomorrow 8")
        await press(pilot, "y")
        assert told(app)[-1].startswith(sentence)
    assert (await the_batch(house)).released_at is None


async def test_a_start_waits_for_what_is_to_leave_and_sends_it_without_a_question(
    house: House, clock: SetClock, naps: Naps
) -> None:
    await _released(house)
    async with at_home(house) as (app, pilot):
        await until(app, pilot, "sending 0/6 (waits)")
        clock.at = EIGHT
        naps.wake()
        await settled(pilot)
        assert told(app) == ["Sent 6 invitations."]


async def test_a_start_shortly_after_the_time_sends_it_without_a_question(
    house: House, clock: SetClock
) -> None:
    await _released(house)
    clock.at = EIGHT + 15 * MINUTE
    async with at_home(house) as (app, pilot):
        while not told(app):
            await pilot.pause()
        assert told(app) == ["Sent 6 invitations."]


async def test_a_start_asks_about_what_is_overdue_and_sends_it_when_that_is_confirmed(
    house: House, clock: SetClock
) -> None:
    await _released(house)
    clock.at = EIGHT + 16 * MINUTE
    async with at_home(house) as (app, pilot):
        assert await _asked(app, pilot) == (
            "This was to leave Tue 17 Jan 2012 08:00 (Amsterdam), and has not left.\n"
            f"Send 6 invitations to Good Practice Exchange, The Hague, from {SENDER.name} <{SENDER.address}>,"
            f" as files into the folder {house.record.outgoing}, now?"
        )
        assert set((await states(house)).values()) == {Delivery.QUEUED}
        await press(pilot, "y")
        assert told(app) == ["Sent 6 invitations."]
    assert (await the_batch(house)).state is BatchState.FINISHED


async def test_what_is_overdue_stays_when_that_is_not_confirmed_and_is_asked_about_again(
    house: House, clock: SetClock
) -> None:
    await _released(house)
    clock.at = EIGHT + 16 * MINUTE
    async with at_home(house) as (app, pilot):
        await _asked(app, pilot)
        await press(pilot, "enter")  # the focus is on No
        assert told(app) == ["They stay: s in the batch sends them, H gives them another time."]
    row = await the_batch(house)
    assert (row.waiting, row.send_after, row.begun) == (6, EIGHT, False)


async def test_leaving_says_what_waits_and_the_next_start_waits_on(
    house: House, clock: SetClock, naps: Naps
) -> None:
    await _released(house)
    async with at_home(house) as (app, pilot):
        await until(app, pilot, "sending 0/6 (waits)")
        await press(pilot, "q", work=False)
        assert await _asked(app, pilot) == (
            "Sending 6 invitations to Good Practice Exchange: 0 done, 6 left."
            " 6 wait until 08:00 (Amsterdam time, 17 Jan): as it was planned.\n"
            "It stops after the step that is under way when you leave."
        )
        await press(pilot, "n", work=False)
        await leave(pilot, naps)
    left = await the_batch(house)
    assert (left.state, left.send_after, left.waiting) == (BatchState.PAUSED, EIGHT, 6)
    assert left.released_at is not None


async def test_of_two_that_wait_one_is_chosen_and_stopped(house: House, naps: Naps) -> None:
    await _released(house)
    async with at_home(house) as (app, pilot):
        await until(app, pilot, "sending 0/6 (waits)")
        await open_batch(app, pilot, house, await prepared(house, "reminder"))
        await _choose_time(pilot, "tomorrow 9")
        await press(pilot, "y", work=False)
        assert "sending 0/6 (waits) +1" in seen(app)
        await press(pilot, "full_stop", work=False)
        assert "1  6 invitations to Good Practice Exchange" in seen(app)
        assert "2  6 reminders to Good Practice Exchange" in seen(app)
        await press(pilot, "2", work=False)
        assert isinstance(app.screen, Progress)
        await until(app, pilot, "6 wait until 09:00 (Amsterdam time, 17 Jan): as it was planned.")
        await press(pilot, "enter", "s", work=False)
        sentence = "This batch waits for its time: press . to see it, and Esc there to stop it."
        assert told(app)[-1] == sentence
        await press(pilot, "full_stop", "2", work=False)
        await press(pilot, "escape", work=False)
        naps.wake()
        await until(app, pilot, "Stopped.")
        stopped = "Stopped. Sent 0 reminders. 6 are kept and wait: open the batch and press s."
        assert stopped in words(app)
        await press(pilot, "enter", work=False)
        assert isinstance(app.screen, BatchScreen)
        assert "6 reminders · Good Practice Exchange, The Hague · stopped" in words(app)
        await leave(pilot, naps)
    reminders, invitations = await recorded(house, list_batches)
    assert (reminders.released_at, reminders.send_after) == (None, None)
    assert invitations.send_after == EIGHT
