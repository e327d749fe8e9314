"""What a change of a meeting means for those who were told of it, before anything about it leaves.

It decides nothing (`domain/consequences.py`) and sends nothing: what is prepared waits in the outbox.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from paht_tui.domain.consequences import consequences_of
from paht_tui.ui.consequence_lines import consequence_lines
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.message import Show
from paht_tui.ui.doors import open_figure
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.board import Board
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from db.queries.templates import TemplateRow
    from paht_tui.domain.consequences import Consequences
    from paht_tui.jobs.overtaking import Prepared
    from paht_tui.ui.ground import Ground


class ConsequencesScreen(PlaceScreen):
    """Who gets what, whose answer holds, which letters are wrong, whom to call."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("prepare", "back")
    ABOUT: ClassVar[str] = (
        "What follows from what was changed. Enter on a number shows the people behind it; b prepares the"
        " messages as drafts and notes the calls as things to do. Nothing is sent by that."
    )
    DEFAULT_CSS = """
    ConsequencesScreen {
        & > #heading { height: 1; padding: 0 2; color: $primary; text-style: bold; }
        & > Board { height: 1fr; }
    }
    """

    def __init__(self, ground: Ground, meeting_id: int, template: TemplateRow | None = None) -> None:
        """`template` is the text chosen for its kind; without one the first of each kind is taken."""
        super().__init__()
        self.ground = ground
        self.meeting_id = meeting_id
        self._template = template
        self.found: Consequences | None = None
        self.heading = Static("", id="heading", markup=False)
        self.board = Board()

    def body(self) -> ComposeResult:
        """The meeting; what follows."""
        yield self.heading
        yield self.board

    async def load(self) -> None:
        """Read what follows from what was changed."""
        found = await self.ground.store.read(consequences_of, meeting_id=self.meeting_id, now=self.ground.now)
        self.found = found
        self.heading.update(clean(f"What follows from the change · {found.meeting.title}"))
        self.board.show(lambda width: consequence_lines(found, self._opens, width))
        self.refresh_bindings()

    def why_not(self, verb_id: str) -> str | None:
        """Nothing is prepared where nothing follows."""
        if (
            verb_id == "prepare"
            and self.found is not None
            and not (self.found.messages or self.found.to_call)
        ):
            return "Nothing is to be prepared: everybody has what holds, or it waits in the outbox."
        return None

    async def do_prepare(self) -> None:
        """Prepare the messages as drafts and note the calls, behind one sentence."""
        from paht_tui.jobs.overtaking import prepare_consequences  # noqa: PLC0415 - brings the mail libraries

        if (found := self.found) is None:
            return
        question = f"Prepare {_what(found)}? Nothing is sent yet."
        if not await self.shell.ask(Confirm(question, "Prepare")):
            return
        prepared = await prepare_consequences(
            self.ground.store,
            meeting_id=self.meeting_id,
            sender=self.ground.settings.sender,
            chosen=self._template,
        )
        self.shell.tell(_told(prepared))
        self.reload()
        if prepared.left_out:
            await self.shell.ask(Show("Left out:", "\n".join(prepared.left_out)))

    def _opens(self, title: str, people: tuple[int, ...]) -> Callable[[], object]:
        return lambda: open_figure(self.app, self.ground, title, people)


def _what(found: Consequences) -> str:
    """The numbers of the sentence that is confirmed."""
    updates = sum(len(each.updated) for each in found.sessions)
    cancelled = sum(len(each.cancelled) for each in found.sessions)
    invited = sum(len(each.invited) for each in found.sessions)
    dropped = sum(len(each.dropped) for each in found.sessions)
    calls = len(found.to_call)
    parts = (
        (updates, counted(updates, "update")),
        (cancelled, counted(cancelled, "cancellation")),
        (invited, counted(invited, "invitation")),
        (dropped, f"drop {dropped} that had not left"),
        (calls, f"note {counted(calls, 'call')}"),
    )
    return ", ".join(words for number, words in parts if number)


def _told(prepared: Prepared) -> str:
    """What was done, and where it is."""
    said = [f"Prepared {counted(prepared.messages, 'message')}: send them on the tab Mail with s."]
    if prepared.dropped:
        said.append(f"{prepared.dropped} that had not left are dropped.")
    if prepared.calls:
        said.append(f"{counted(prepared.calls, 'call')} noted: c.")
    return " ".join(said if prepared.messages else said[1:])
