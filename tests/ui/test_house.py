from pathlib import Path

import pytest

from paht_tui.domain.clock import SetClock
from tests.ui.driving import told
from tests.ui.house import House, at_home, make_house


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


async def test_the_number_keys_go_to_the_six_places(house: House) -> None:
    async with at_home(house) as (app, pilot):
        visited = [app.current_mode]
        for key in ("2", "3", "5", "6", "1", "4"):
            await pilot.press(key)
            visited.append(app.current_mode)
        assert visited == ["today", "meetings", "people", "mail", "reports", "today", "calls"]


async def test_undo_with_nothing_recorded_says_so(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await pilot.press("z")
        await app.workers.wait_for_complete(list(app.workers))
        assert told(app) == ["There is nothing of yours to undo."]
