"""The help: what each key does here, from the verbs of the screen and of what has the focus."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from paht_tui.ui.dialogs.message import Show
from paht_tui.ui.dispatch import chain, is_possible, own_keys, refusal
from paht_tui.ui.keymap import key_words
from paht_tui.ui.text import clean, fit
from paht_tui.ui.verbs import PLACES, PROGRAM, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

    from paht_tui.ui.verbs import Verb

_LABEL = 14
_KEYS = 10
_WIDEST = 90
_BOX = 9  # what border, padding and scrollbar take of the width
# What Textual does by itself, and the app for every screen.
_ALWAYS = {"palette", "next_pane", "previous_pane"}


def verbs_here(screen: Screen[object]) -> dict[str, list[Verb]]:
    """The verbs this screen has, by group, in the order in which they are declared."""
    groups: dict[str, list[Verb]] = {}
    for verb in VERBS.values():
        if verb.id in _ALWAYS or is_possible(screen, verb.id):
            groups.setdefault(verb.group, []).append(verb)
    own = {group: verbs for group, verbs in groups.items() if group not in {PLACES, PROGRAM}}
    return own | {group: verbs for group, verbs in groups.items() if group not in own}


class Help(Show):
    """The keys of a screen, grouped; a verb that is not available now says why."""

    def __init__(self, screen: Screen[object]) -> None:
        about = [words for node in chain(screen) if (words := getattr(node, "ABOUT", ""))]
        super().__init__("Keys of this place", "\n".join([*about, *_lines(screen)]))


def _lines(screen: Screen[object]) -> Iterator[str]:
    keys = own_keys(screen.app)
    for group, verbs in verbs_here(screen).items():
        yield ""
        yield group
        for verb in verbs:
            why = refusal(screen, verb.id)
            words = verb.help + (f" Not now: {clean(why)}" if why else "")
            head = f"  {fit(key_words(verb, keys), _KEYS)} {fit(verb.label, _LABEL)} "
            width = min(screen.size.width - _BOX, _WIDEST)
            yield from wrap(words, width, initial_indent=head, subsequent_indent=" " * len(head))
