"""Every test of the screens waits until what a key began is done, and for nothing else; many need a house."""

from pathlib import Path

import pytest

from paht_tui.domain.clock import SetClock
from tests.ui.house import House, make_house
from tests.ui.stillness import until_still


@pytest.fixture(autouse=True)
def waits_until_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where Textual's own Pilot waits, after each key and in each pause."""
    monkeypatch.setattr("textual.app.wait_for_idle", until_still)
    monkeypatch.setattr("textual.pilot.wait_for_idle", until_still)


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    """The sample record: six people on the list of a meeting, nothing prepared."""
    return make_house(tmp_path, clock)


@pytest.fixture
def sent_house(tmp_path: Path, clock: SetClock) -> House:
    """The same, and everybody has the invitation."""
    return make_house(tmp_path, clock, sent=True)
