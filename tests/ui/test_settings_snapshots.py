"""The settings as they are drawn: the list of their groups, and the form of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from paht_tui.settings import MailboxSettings, SendingSettings, ServerSettings, Settings
from tests.ui.driving import until_open
from tests.ui.house import SENDER, House, app_of, make_house
from tests.ui.keys import press, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from paht_tui.domain.clock import SetClock

    Compare = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
GROUPS = {
    "groups": (),
    "sender": ("1",),
    "server": ("2",),
    "sent-folder": ("3",),
    "sending": ("4",),
    "calls": ("5",),
    "screen": ("6",),
    "a-mistake": ("4", "down", "down", "x", "ctrl+s"),
}
SET = Settings(
    sender=SENDER,
    smtp=ServerSettings("mail.example.org", user="anna", password_command="pass show paht"),
    imap=MailboxSettings("imap.example.org", user="anna", sent_folder="Sent", auth="xoauth2"),
    sending=SendingSettings(30, 10, "08:00-18:00"),
)


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    made = make_house(tmp_path, clock)
    made.record.settings = SET
    made.record.settings_file = Path("/home/ann/.config/paht/settings.toml")
    return made


@SIZES
@pytest.mark.parametrize("name", GROUPS)
def test_settings(snap_compare: Compare, house: House, name: str, size: tuple[int, int]) -> None:
    app = app_of(house)
    app.animation_level = "none"

    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await press(pilot, "comma", *GROUPS[name])
        for line in app.screen.query(Input):
            line.cursor_blink = False
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
