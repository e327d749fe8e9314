"""The place "calls"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paht_tui.ui.screen import PlaceScreen

if TYPE_CHECKING:
    from paht_tui.ui.ground import Ground


class Calls(PlaceScreen):
    """The place "calls"."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground
