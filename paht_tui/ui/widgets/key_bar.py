"""The line at the bottom: the five to seven keys of this place, cut cleanly where a terminal is narrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from paht_tui.ui.dispatch import is_named, refusal
from paht_tui.ui.keymap import character_of, key_word
from paht_tui.ui.verbs import MOST_SHOWN, VERBS

if TYPE_CHECKING:
    from textual.events import Click, Leave, MouseMove
    from textual.screen import Screen

_GAP = 3


@dataclass(frozen=True, slots=True)
class _Item:
    verb_id: str
    key: str
    word: str
    label: str
    tip: str

    @property
    def width(self) -> int:
        return cell_len(self.word) + 1 + cell_len(self.label)


class KeyBar(Widget):
    """The keys of what has the focus, then of the screen, then help and palette.

    Textual's Footer builds a widget for each key at each change of focus; this draws one line of text.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--unavailable"}

    def __init__(self) -> None:
        super().__init__()
        self._items: list[_Item] = []
        self._spots: list[tuple[int, int, _Item]] = []

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._collect)

    def _collect(self, screen: Screen[object]) -> None:
        focused = screen.focused
        found: dict[str, tuple[bool, _Item]] = {}
        for node, binding, _enabled, _tip in screen.active_bindings.values():
            typed = focused is not None and focused.check_consume_key(binding.key, character_of(binding.key))
            if not binding.show or binding.id in found or typed or not is_named(screen, binding.id or ""):
                continue
            item = _Item(
                binding.id or "", binding.key, key_word(binding.key), binding.description, binding.tooltip
            )
            found[binding.id or binding.action] = (node is self.app, item)
        own = [item for everywhere, item in found.values() if not everywhere]
        tail = [item for everywhere, item in found.values() if everywhere]
        self._items = _cut(own, tail, self.size.width)
        self.refresh()

    def on_resize(self) -> None:
        """Show more keys, or fewer."""
        self._collect(self.screen)

    def render(self) -> Text:
        """The keys in a line; what cannot be done now is dim, and says why when pressed."""
        bold = self.get_component_rich_style("key-bar--key", partial=True)
        dim = self.get_component_rich_style("key-bar--unavailable", partial=True)
        line = Text(" ", no_wrap=True, end="")
        self._spots = []
        for item in self._items:
            begin = line.cell_len
            refused = item.verb_id in VERBS and refusal(self.screen, item.verb_id) is not None
            line.append(f"{item.word} ", dim if refused else bold)
            line.append(item.label, dim if refused else "")
            self._spots.append((begin, line.cell_len, item))
            line.append(" " * _GAP)
        line.right_crop(_GAP)
        return line

    def on_click(self, event: Click) -> None:
        """A click on a key is that key."""
        if item := self._at(event.x):
            self.app.simulate_key(item.key)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Explain the key under the mouse."""
        item = self._at(event.x)
        self.tooltip = item.tip if item else None

    def on_leave(self, _: Leave) -> None:
        """No key is under the mouse."""
        self.tooltip = None

    def _at(self, x: int) -> _Item | None:
        return next((item for begin, end, item in self._spots if begin <= x < end), None)


def _cut(own: list[_Item], tail: list[_Item], width: int) -> list[_Item]:
    """As many keys as fit, whole; those at the end of the place's own go first, help and palette last."""
    own = own[: MOST_SHOWN - len(tail)]
    while own and sum(item.width + _GAP for item in (*own, *tail)) - _GAP + 2 > width:
        own = own[:-1]
    return [*own, *tail]
