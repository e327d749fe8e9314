"""Mail, desk, outcome and reports as they are drawn, at the least and at a comfortable size."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import pytest
from textual.widgets import Input, TextArea

from db.enums import Answer
from db.queries.templates import find_template
from paht_tui.domain.answers import record_answer
from paht_tui.domain.desk import check_in
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.jobs.send import send_batch
from paht_tui.mail.message import Handover, Outcome
from paht_tui.ui.screens.meeting import MeetingScreen
from tests.ui.driving import until_open
from tests.ui.house import SENDER, House, app_of, make_house
from tests.ui.keys import press, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from paht_tui.domain.clock import SetClock

    Compare = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
MORNING = datetime(2012, 1, 26, 8, 3, tzinfo=UTC)

PLACES = {
    "batches": ("5",),
    "outbox": ("5", "tab"),
    "to-decide": ("5", "r"),
    "batch": ("5", "enter"),
    "message": ("5", "enter", "enter"),
    "reports": ("6",),
    "report": ("6", "enter"),
}
TABS = {
    "mail": (),
    "desk": ("j", "a"),
    "outcome": (),
}


class Taken:
    """A way out that says the same of every message, wherever the tests run."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def hand_over(self, raw: bytes, *, sender: str, recipient: str) -> Outcome:
        _ = raw, sender, recipient
        return Outcome(Handover.ACCEPTED, 250, "2.0.0 taken")

    def announce(self, raw: bytes, *, sender: str, recipient: str) -> None:
        pass


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    """Everybody has the invitation; four have accepted, two of them and one who declined are here."""
    made = make_house(tmp_path, clock)

    async def play() -> None:
        store = made.record.store
        template = await store.read(find_template, name="invitation")
        plan = await plan_batch(
            store,
            meeting_id=made.meeting,
            invitation_ids=made.invitations,
            template=template,
            sender=SENDER,
        )
        batch = await write_batch(store, plan, sender=SENDER)
        async for _ in send_batch(store, batch_id=batch, sender=SENDER, post=Taken()):
            pass
        clock.at = MORNING
        said = [Answer.ACCEPTED] * 4 + [Answer.DECLINED]
        for invitation, answer in zip(made.invitations, said, strict=False):
            await store.write(record_answer, invitation_id=invitation, answer=answer)
        for invitation in (made.invitations[1], made.invitations[2], made.invitations[4]):
            await store.write(check_in, invitation_id=invitation, session_id=made.main)

    asyncio.run(play())
    return made


async def _steady(pilot: Pilot[None]) -> None:
    for line in pilot.app.screen.query(Input):
        line.cursor_blink = False
    for area in pilot.app.screen.query(TextArea):
        area.cursor_blink = False
    await settled(pilot)


@SIZES
@pytest.mark.parametrize("name", PLACES)
def test_places(snap_compare: Compare, house: House, name: str, size: tuple[int, int]) -> None:
    app = app_of(house)
    app.animation_level = "none"

    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await press(pilot, *PLACES[name])
        await _steady(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)


@SIZES
@pytest.mark.parametrize("tab", TABS)
def test_tabs(snap_compare: Compare, house: House, tab: str, size: tuple[int, int]) -> None:
    app = app_of(house)
    app.animation_level = "none"

    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        ground = app.screen.ground  # type: ignore[attr-defined]
        await app.push_screen(MeetingScreen(ground, house.meeting, tab=tab))
        await settled(pilot)
        await press(pilot, *TABS[tab])
        await _steady(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
