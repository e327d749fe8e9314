"""Today, the meetings, and the tabs that belong to the list, as they are drawn at both sizes."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from db.enums import AgendaRole, Answer, Capacity, Direction, NeedKind, Reason, SaidBy
from paht_tui.domain.agenda import add_item, add_part
from paht_tui.domain.answers import Said, record_answer
from paht_tui.domain.invitation_terms import change_terms
from paht_tui.domain.logistics import note_journey, note_need, note_stay
from paht_tui.domain.people import edit_person
from paht_tui.ui.screens.meeting import TABS, MeetingScreen
from tests.ui.driving import until_open
from tests.ui.house import House, app_of, make_house
from tests.ui.walking import settle, walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from db.change import Change
    from paht_tui.domain.clock import SetClock

    Compare = Callable[..., bool]

TAB_IDS = {tab for tab, _ in TABS}
SMALL, LARGE = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
VIEWS = {
    "today": ("down", "right"),
    "meetings": ("2",),
    "new-meeting": ("2", "n"),
    "invitees": ("2", "enter", "down", "space"),
    "add-people": ("2", "enter", "a", "v", "down"),
    "programme": ("2", "enter", "programme"),
    "logistics": ("2", "enter", "logistics"),
    "figure": ("down", "enter"),
}


def _fill(change: Change, house: House) -> None:
    """A meeting in the middle of its work, with a name that is far too long."""
    change.describe("sample", "in the middle", undoable=False)
    jana, eleni, zoe, zaneta, lord, _ = house.invitations
    record_answer(
        change, invitation_id=jana, answer=Answer.DECLINED, said=Said(SaidBy.OFFICE, reason=Reason.ILLNESS)
    )
    for invitation in (eleni, zoe, zaneta):
        record_answer(change, invitation_id=invitation, answer=Answer.ACCEPTED)
    record_answer(change, invitation_id=lord, answer=Answer.TENTATIVE)
    change_terms(change, invitation_ids=[lord], capacity=Capacity.SPEAKER)
    edit_person(
        change,
        person_id=house.people[2],
        family_name="Voorbeeld van de Allerlangste Achternaam tot Nergens-Huizen",
    )
    note_need(change, person_id=house.people[1], kind=NeedKind.INTERPRETATION, text="Greek")
    note_need(change, person_id=house.people[3], kind=NeedKind.DIET, text="vegetarian")
    note_journey(
        change,
        invitation_id=eleni,
        direction=Direction.ARRIVAL,
        carrier="KL 1276",
        arrives_at=datetime(2012, 1, 25, 14, 5),  # noqa: DTZ001 - a wall clock
    )
    note_stay(
        change,
        invitation_id=eleni,
        hotel="Carlton",
        arrives_on=date(2012, 1, 25),
        leaves_on=date(2012, 1, 27),
    )
    item = add_item(
        change,
        session_id=house.main,
        title="Opening",
        starts_at=datetime(2012, 1, 26, 9, 30),  # noqa: DTZ001
    )
    add_part(change, item_id=item, person_id=house.people[4], role=AgendaRole.OPENING)


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock, sent=True)


async def _go(pilot: Pilot[None], house: House, keys: tuple[str, ...]) -> None:
    await house.record.store.write(_fill, house)
    await until_open(pilot)
    await walk(pilot, "2", "1")
    for key in keys:
        if isinstance(screen := pilot.app.screen, MeetingScreen) and key in TAB_IDS:
            await screen.show_tab(key)
            await settle(pilot)
        else:
            await walk(pilot, key)
    for line in pilot.app.screen.query(Input):
        line.cursor_blink = False
    await settle(pilot)


@SIZES
@pytest.mark.parametrize("view", VIEWS)
def test_views(snap_compare: Compare, house: House, view: str, size: tuple[int, int]) -> None:
    app = app_of(house)
    app.animation_level = "none"

    async def before(pilot: Pilot[None]) -> None:
        await _go(pilot, house, VIEWS[view])

    assert snap_compare(app, terminal_size=size, run_before=before)


@SIZES
@pytest.mark.parametrize("keys", [(), ("2",), ("n",)], ids=["today", "meetings", "programme"])
def test_an_empty_record(
    snap_compare: Compare, tmp_path: Path, clock: SetClock, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    app = app_of(make_house(tmp_path, clock, empty=True))
    app.animation_level = "none"

    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await walk(pilot, *keys)
        for line in pilot.app.screen.query(Input):
            line.cursor_blink = False
        await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
