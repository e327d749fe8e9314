"""The palette: every place and every verb of this screen by name, and what the screen adds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content
from textual.markup import escape

from paht_tui.ui.dialogs.help import verbs_here
from paht_tui.ui.dispatch import own_keys
from paht_tui.ui.keymap import key_words
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.text import clean, sentence_case
from paht_tui.ui.verbs import PLACES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.command import Hits

_LEFT_OUT = {
    *("palette", "open", "back", "next_pane", "previous_pane", "select", "select_range"),
    *("up", "down", "page_up", "page_down", "top", "bottom"),
}


class Commands(Provider):
    """What can be done here, each with its key, so that the palette also teaches the keys."""

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        keys = own_keys(self.app)
        for group, verbs in verbs_here(self.screen).items():
            for verb in verbs:
                if verb.id in _LEFT_OUT:
                    continue
                name = f"Go to {verb.label}" if group == PLACES else sentence_case(verb.label)
                words = f"{verb.help}  {key_words(verb, keys)}".rstrip()
                yield name, words, partial(self.app.run_action, f"app.verb('{verb.id}')")
        if isinstance(self.screen, PlaceScreen):
            yield from self.screen.commands()

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, words, does in self._commands():
            yield DiscoveryHit(Content(clean(name)), does, text=clean(name), help=escape(clean(words)))

    async def search(self, query: str) -> Hits:
        """What has the typed letters in its name."""
        matcher = self.matcher(query)
        for name, words, does in self._commands():
            if score := matcher.match(clean(name)):
                plain = Content(clean(name))  # the matcher would read a bracket as markup
                shown = plain if "[" in name else matcher.highlight(clean(name))
                yield Hit(score, shown, does, text=clean(name), help=escape(clean(words)))
