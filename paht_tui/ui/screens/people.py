"""The place "people"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paht_tui.ui.screen import PlaceScreen

if TYPE_CHECKING:
    from paht_tui.ui.ground import Ground


class People(PlaceScreen):
    """The place "people"."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground
