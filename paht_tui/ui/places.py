"""Opening the house: the record, its programme, and the six places. Imported after the first frame."""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from db.queries.mail import released_batches
from db.queries.meetings import list_programmes
from paht_tui.errors import UserError
from paht_tui.jobs.opening import start_up
from paht_tui.ui.ground import Ground
from paht_tui.ui.keymap import keymap_errors
from paht_tui.ui.local import front_zone, town_of
from paht_tui.ui.screens.today import Today
from paht_tui.ui.shell import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from textual.screen import Screen

    from paht_tui.jobs.opening import Record
    from paht_tui.ui.shell import Shell

_ELSEWHERE = (
    ("meetings", "Meetings", "meetings", "Meetings"),
    ("people", "People", "people", "People"),
    ("calls", "Calls", "calls", "Calls"),
    ("mail", "Mail", "mail", "MailPlace"),
    ("reports", "Reports", "reports", "Reports"),
)
"""The places besides Today: id, title, module under `screens`, class; loaded when first needed."""


def _do(ground: Ground, name: str, shell: Shell) -> object:
    """Do a verb of the whole program; its module is loaded when one is first used."""
    return getattr(import_module("paht_tui.ui.program_verbs"), f"do_{name}")(ground, shell)


def _make(ground: Ground, module: str, name: str) -> Screen[None]:
    screen: Screen[None] = getattr(import_module(f"paht_tui.ui.screens.{module}"), name)(ground)
    return screen


class OpenedHouse:
    """The record with its places, as the app asks for it."""

    def __init__(self, ground: Ground, zone: str) -> None:
        """`zone` is that of the next meeting: the time in the header is read there."""
        self._ground = ground
        self._zone = zone
        self._today: Today | None = None

    @property
    def programme(self) -> str:
        """The short name of the programme, for the header."""
        return self._ground.programme.short_name if self._ground.programme else "paht"

    @property
    def places(self) -> Sequence[Place]:
        """The places in the order of their number keys."""
        ground = self._ground
        elsewhere = [
            Place(key, title, partial(_make, ground, module, name)) for key, title, module, name in _ELSEWHERE
        ]
        return [Place("today", "Today", self._make_today), *elsewhere]

    def preload(self) -> None:
        """Load what the other places need, so that going there does not wait for it. Runs in a thread."""
        for _, _, module, _ in _ELSEWHERE:
            import_module(f"paht_tui.ui.screens.{module}")
        # What was loaded lives as long as the program: it need not be searched for garbage again.
        gc.freeze()
        gc.enable()

    async def attend(self, shell: Shell) -> None:
        """Go on with what was released to leave later; ask about what should have left."""
        released = await self._ground.store.read(released_batches)
        if scheduled := [row for row in released if row.send_after]:
            from paht_tui.ui.sending_later import attend  # noqa: PLC0415 - seldom needed at a start

            await attend(shell, self._ground, scheduled)

    @property
    def verbs(self) -> Mapping[str, Callable[[Shell], object]]:
        """The verbs of the whole program."""
        return {name: partial(_do, self._ground, name) for name in ("undo", "programme", "settings")}

    @property
    def keymap(self) -> Mapping[str, str]:
        """The user's own keys."""
        return self._ground.settings.keys

    @property
    def theme(self) -> str:
        """The colours that the user has set."""
        return self._ground.settings.screen.theme

    def local_time(self) -> tuple[datetime, str]:
        """The time now where the next meeting is."""
        return self._ground.now.astimezone(ZoneInfo(self._zone)), town_of(self._zone)

    async def leave(self) -> None:
        """Keep Today for the next start; a record that cannot be read now is opened then without it."""
        if self._today is not None:
            with suppress(Exception):  # whatever is wrong with the record, the user can leave
                await self._today.keep_picture()

    def _make_today(self) -> Today:
        self._today = Today(self._ground)
        return self._today

    def close(self) -> None:
        """Let go of the record."""
        self._ground.record.close()


def open_places(record: Record) -> OpenedHouse:
    """The house of an open record. Runs in a thread without an event loop.

    Raises:
        UserError: the settings give a key to two verbs, or to none.
    """
    if errors := keymap_errors(record.settings.keys):
        record.close()
        raise UserError("[keys] of the settings: " + " ".join(errors))
    return asyncio.run(_open(record))


async def _open(record: Record) -> OpenedHouse:
    await start_up(record)
    programmes = await record.store.read(list_programmes)
    programme = programmes[0] if programmes else None
    ground = Ground(record, programme)
    return OpenedHouse(ground, await front_zone(ground))
