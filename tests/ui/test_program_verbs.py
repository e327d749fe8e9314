"""What can be done from anywhere: the settings are edited, kept in their file, and seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paht_tui.settings import CallingSettings, ScreenSettings, load_settings
from tests.ui.driving import told, until_open
from tests.ui.house import House, app_of, at_home, make_house
from tests.ui.keys import press, seen

if TYPE_CHECKING:
    from pathlib import Path

    from paht_tui.domain.clock import SetClock


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


async def test_a_light_terminal_is_set_and_seen_at_once(house: House) -> None:
    async with at_home(house) as (app, pilot):
        assert app.theme == "paht"
        await press(pilot, "comma", "up", "right", "ctrl+s")
        assert (app.theme, told(app)[-1]) == ("paht-light", "The settings are kept.")
    kept = load_settings(house.record.settings_file)
    assert (kept.screen, kept.calling) == (ScreenSettings("light"), CallingSettings())
    assert house.record.settings == kept
    async with app_of(make_again(house)).run_test() as pilot:
        await until_open(pilot)
        assert pilot.app.theme == "paht-light"


def make_again(house: House) -> House:
    """The same record, opened with the settings of its file."""
    folder, clock = house.record.settings_file.parent, house.record.clock
    again = make_house(folder, clock, empty=True)  # type: ignore[arg-type]  # the clock of the tests
    again.record.settings = load_settings(again.record.settings_file)
    return again


async def test_office_hours_that_are_none_keep_the_form_open(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "comma", *["up"] * 3, "end", "x", "ctrl+s")
        assert "09:00-17:00x" in seen(app)
    assert not house.record.settings_file.exists()
