"""From a key to what it does: the one way by which every verb is carried out, or refused with a sentence.

A verb `send` is done by the method `do_send` of the focused widget, of a widget around it, of the screen, or
of the app, whichever comes first; one that returns NotImplemented leaves it to the next. Before that,
`why_not("send")` of the same objects may refuse it.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from paht_tui.ui.keymap import key_words
from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.text import sentence_case
from paht_tui.ui.verbs import PLACES, VERBS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping

    from textual.app import App
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.worker import Worker


@runtime_checkable
class Refuses(Protocol):
    """A widget or screen that knows when one of its verbs cannot be done."""

    def why_not(self, verb_id: str) -> str | None:
        """The sentence that says why the verb is not available now, or None when it is."""


@runtime_checkable
class Chooses(Protocol):
    """A screen whose footer depends on what it shows."""

    def names(self, verb_id: str) -> bool:
        """Whether the footer names this verb, as far as the screen has it."""


@runtime_checkable
class DoesForAll(Protocol):
    """The app: it has verbs that are the same on every screen."""

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The user's own keys, by verb id."""

    def program_doer(self, verb_id: str) -> Callable[[], object] | None:
        """What a verb of the whole program does, if it is one."""


def chain(screen: Screen[object]) -> Iterator[DOMNode]:
    """The objects a key goes through: from what has the focus outward to the app."""
    start: DOMNode = screen.focused or screen
    return iter(start.ancestors_with_self)


def doers(screen: Screen[object], verb_id: str) -> Iterator[Callable[[], object]]:
    """The methods that do the verb on this screen now, the nearest to the focus first."""
    for node in chain(screen):
        doer: Callable[[], object] | None = getattr(node, f"do_{verb_id}", None)
        if doer is not None:
            yield doer
    app = screen.app
    if isinstance(app, DoesForAll) and (for_all := app.program_doer(verb_id)):
        yield for_all


def refusal(screen: Screen[object], verb_id: str) -> str | None:
    """The sentence that says why the verb is not available on this screen now, or None when it is."""
    for node in chain(screen):
        if isinstance(node, Refuses) and (sentence := node.why_not(verb_id)):
            return sentence
    return None


def is_named(screen: Screen[object], verb_id: str) -> bool:
    """Whether the footer names a verb of this screen, given what it shows now."""
    return not isinstance(screen, Chooses) or screen.names(verb_id)


def own_keys(app: App[object]) -> Mapping[str, str]:
    """The keys the user has changed, by verb id."""
    return app.own_keys if isinstance(app, DoesForAll) else {}


def not_here(app: App[object], verb_id: str) -> str:
    """The sentence for a verb that this place does not have."""
    verb = VERBS[verb_id]
    key = key_words(verb, own_keys(app)).split(" ")[0]
    named = f"“{verb.label}” ({key})" if key else f"“{verb.label}”"
    return sentence_case(f"{named} is not something this place does; press ? for what it does.")


def is_possible(screen: Screen[object], verb_id: str) -> bool:
    """Whether this screen does the verb at all, be it available now or not."""
    return VERBS[verb_id].group == PLACES or next(doers(screen, verb_id), None) is not None


def in_words(
    does: Callable[[], Awaitable[object]], tell_problem: Callable[[str], None]
) -> Callable[[], Coroutine[None, None, None]]:
    """`does` as a worker can run it; a `UserError` in it becomes the sentence the user reads."""

    async def run() -> None:
        try:
            await does()
        except PROBLEMS as problem:
            tell_problem(str(problem))

    return run


def perform(
    screen: Screen[object], verb_id: str, tell: Callable[[str], None], tell_problem: Callable[[str], None]
) -> None:
    """Do a verb on a screen. An async `do_…` runs in a worker of the app, so that keys go on working."""
    if sentence := refusal(screen, verb_id):
        tell(sentence)
        return
    for doer in doers(screen, verb_id):
        try:
            result = doer()
        except PROBLEMS as problem:
            tell_problem(str(problem))
            return
        if inspect.isawaitable(result):
            _: Worker[None] = screen.app.run_worker(
                _awaited(result, tell_problem), name=verb_id, group="verbs"
            )
        if result is not NotImplemented:
            return
    tell(not_here(screen.app, verb_id))


def _awaited(
    begun: Awaitable[object], tell_problem: Callable[[str], None]
) -> Callable[[], Coroutine[None, None, None]]:
    async def go_on() -> None:
        await begun

    return in_words(go_on, tell_problem)
