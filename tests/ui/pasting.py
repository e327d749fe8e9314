"""Text that is put in at once, as from the clipboard: a test of what follows need not type each letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Paste

from tests.ui.keys import settled

if TYPE_CHECKING:
    from textual.pilot import Pilot


async def paste(pilot: Pilot[None], text: str) -> None:
    """Put a text into what has the focus."""
    pilot.app.post_message(Paste(text))  # as from the terminal: the app hands it to what has the focus
    await settled(pilot)
