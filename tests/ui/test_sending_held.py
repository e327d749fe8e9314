"""A run that is held back: paused and let go, stopped, or left while a message is on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.enums import BatchState, Delivery
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.progress import Progress
from tests.ui.batches import (
    Gate,
    Naps,
    behind_a_gate,
    napping,
    open_batch,
    prepared,
    states,
    the_batch,
    until,
)
from tests.ui.driving import told
from tests.ui.house import House, at_home
from tests.ui.keys import press, seen, settled, words

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from paht_tui.ui.app import PahtApp

SENT, QUEUED, SENDING = Delivery.SENT, Delivery.QUEUED, Delivery.SENDING


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> Naps:
    return napping(monkeypatch)


@pytest.fixture
def gate(house: House, monkeypatch: pytest.MonkeyPatch) -> Gate:
    return behind_a_gate(house, monkeypatch)


async def _begin(app: PahtApp, pilot: Pilot[None], house: House, gate: Gate) -> None:
    """Send a batch of six; the first message is on the wire."""
    await open_batch(app, pilot, house, await prepared(house))
    await press(pilot, "s", "y", work=False)
    await gate.reached.wait()
    await until(app, pilot, "0 of 6 done")


async def _delivery(house: House) -> list[Delivery]:
    return list((await states(house)).values())


async def test_paused_the_message_on_the_wire_arrives_and_no_other_leaves_until_it_goes_on(
    house: House, gate: Gate, naps: Naps
) -> None:
    async with at_home(house) as (app, pilot):
        await _begin(app, pilot, house, gate)
        assert "Esc stop p pause Enter go on with other things" in words(app)
        assert await _delivery(house) == [SENDING, *[QUEUED] * 5]
        await press(pilot, "p", work=False)
        assert "Esc stop p go on Enter go on with other things" in words(app)
        gate.let_go(2)
        await until(app, pilot, "Paused.")
        assert await _delivery(house) == [SENT, *[QUEUED] * 5]
        await press(pilot, "enter", work=False)
        assert "sending 1/6 (waits)" in seen(app)

        await press(pilot, "full_stop", "p", work=False)
        assert "Esc stop p pause Enter go on with other things" in words(app)
        naps.wake()
        gate.let_go(4)
        await settled(pilot)
        assert "Sent 6 invitations." in seen(app)
    assert await _delivery(house) == [SENT] * 6


async def test_a_paused_run_can_be_stopped(house: House, gate: Gate, naps: Naps) -> None:
    async with at_home(house) as (app, pilot):
        await _begin(app, pilot, house, gate)
        await press(pilot, "p", work=False)
        gate.let_go()
        await until(app, pilot, "Paused.")
        await press(pilot, "escape", work=False)
        naps.wake()
        await settled(pilot)
        assert "Stopped. Sent 1 invitation. 5 are kept and wait: open the batch and press s." in words(app)
        await press(pilot, "p")
        assert "Stopped." in words(app)
    row = await the_batch(house)
    assert (row.state, row.released_at, row.waiting) == (BatchState.PAUSED, None, 5)


async def test_leaving_asks_and_with_no_the_work_goes_on(house: House, gate: Gate) -> None:
    async with at_home(house) as (app, pilot):
        await _begin(app, pilot, house, gate)
        await press(pilot, "enter", "q", work=False)
        assert isinstance(app.screen, Confirm)
        assert app.screen._sentence == (
            "Sending 6 invitations to Good Practice Exchange: 0 done, 6 left.\n"
            "It stops after the step that is under way when you leave."
        )
        await press(pilot, "n", work=False)
        gate.let_go(6)
        await settled(pilot)
        assert told(app)[-1] == "Sent 6 invitations."


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving_waits_for_the_message_on_the_wire_and_keeps_the_rest_released(
    house: House, gate: Gate, key: str
) -> None:
    async with at_home(house) as (app, pilot):
        await _begin(app, pilot, house, gate)
        if key == "q":  # a letter is for the dialog; Ctrl+Q leaves from anywhere
            await press(pilot, "enter", work=False)
        else:
            assert isinstance(app.screen, Progress)
        await press(pilot, key, work=False)
        await pilot.press("y")
        while "Leaving after the step that is under way…" not in told(app):
            await pilot.pause()
        assert app.is_running
        assert await _delivery(house) == [SENDING, *[QUEUED] * 5]
        gate.let_go(6)
        while app.is_running:
            await pilot.pause()
    assert await _delivery(house) == [SENT, *[QUEUED] * 5]
    row = await the_batch(house)
    assert (row.state, row.waiting, row.released_at is not None) == (BatchState.PAUSED, 5, True)
    assert len(list(house.record.outgoing.glob("*.eml"))) == 1


async def test_when_the_screen_goes_away_the_message_on_the_wire_is_in_doubt_and_the_rest_waits(
    house: House, gate: Gate
) -> None:
    async with at_home(house) as (app, pilot):
        await _begin(app, pilot, house, gate)
    assert await _delivery(house) == [Delivery.IN_DOUBT, *[QUEUED] * 5]
