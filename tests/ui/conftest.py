"""Every test of the screens waits until what a key began is done, and for nothing else."""

import pytest

from tests.ui.stillness import until_still


@pytest.fixture(autouse=True)
def waits_until_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where Textual's own Pilot waits, after each key and in each pause."""
    monkeypatch.setattr("textual.app.wait_for_idle", until_still)
    monkeypatch.setattr("textual.pilot.wait_for_idle", until_still)
