"""How a text reads that is being written, as somebody on the list of a meeting would get it.

It follows what is typed, one trial after the other: what is typed during one is tried after it. What was
right last stays in sight while something is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.console import Group
from rich.text import Text
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from paht_tui.jobs.previewing import LetterPreview
from paht_tui.jobs.rehearsing import as_seen, rehearse
from paht_tui.ui.message_text import words_view
from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.text import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from db.queries.templates import TemplateRow
    from paht_tui.jobs.rehearsing import Rehearsal
    from paht_tui.ui.ground import Ground


_OF_A_LETTER: Final = "\nThese are the words; L on a prepared batch of letters makes the PDF."


class RehearsalPage(VerticalScroll, can_focus=True):
    """What scrolls by the keys that move in lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", show=False),
        Binding("up,k", "scroll_up", show=False),
        Binding("home,g", "scroll_home", show=False),
        Binding("end,G", "scroll_end", show=False),
        Binding("right", "app.verb('next_recipient')", show=False),
        Binding("left", "app.verb('previous_recipient')", show=False),
    ]


class RehearsalSide(Vertical):
    """Who gets the text; subject, words, calendar entry and files as they arrive."""

    DEFAULT_CSS = """
    RehearsalSide {
        & > .who { height: auto; max-height: 2; padding: 0 1; color: $primary; text-style: bold; }
        & > RehearsalPage { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        & > RehearsalPage:focus { border-left: outer $secondary; padding-left: 0; }
        & > RehearsalPage > Static { width: 1fr; height: auto; }
    }
    """

    class Tried(Message):
        """A trial has ended; `problem` says what is wrong, and is empty when nothing is."""

        def __init__(self, problem: str) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self, ground: Ground, meeting_id: int) -> None:
        super().__init__()
        self._ground = ground
        self._meeting_id = meeting_id
        self.rehearsal: Rehearsal | None = None
        self.number = -1
        self._text: TemplateRow | None = None
        self._waits = False
        self._tries = False
        self._who = Static("", markup=False, classes="who")
        self._words = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """Who gets it; what it says."""
        yield self._who
        with RehearsalPage():
            yield self._words

    def renew(self) -> None:
        """Read anew who is on the list; the person in front stays."""
        self.rehearsal = None

    def follow(self, text: TemplateRow) -> None:
        """Show this text, as soon as what is being tried is through."""
        self._text, self._waits = text, True
        if not self._tries:
            self._tries = True
            _: Worker[None] = self.run_worker(self._follow, group="rows")

    def show(self, number: int) -> None:
        """Show the text as somebody else gets it, by the number in the list."""
        self.number = number
        if self._text is not None:
            self.query_one(RehearsalPage).scroll_home(animate=False)
            self.follow(self._text)

    def turn(self, by: int) -> None:
        """Show the text as the next on the list gets it, or the one before."""
        if self.rehearsal is not None:
            self.show((self.number + by) % len(self.rehearsal.names))

    async def _follow(self) -> None:
        try:
            while self._waits and self._text is not None:
                self._waits = False
                self.post_message(self.Tried(await self._try(self._text)))
        finally:
            self._tries = False

    async def _try(self, text: TemplateRow) -> str:
        """Show the text, or say what is wrong with it."""
        store, sender = self._ground.store, self._ground.settings.sender
        try:
            if self.rehearsal is None or self.rehearsal.kind is not text.kind:
                self.rehearsal = await rehearse(store, meeting_id=self._meeting_id, text=text, sender=sender)
                last = len(self.rehearsal.names) - 1
                self.number = min(self.number, last) if self.number >= 0 else self.rehearsal.first(text)
            self._tell_who(self.rehearsal)
            seen, hindrance = await as_seen(store, self.rehearsal, text=text, number=self.number)
        except PROBLEMS as problem:
            return str(problem)
        note = Text(_OF_A_LETTER if isinstance(seen.view, LetterPreview) else "", "dim")
        self._words.update(Group(words_view(seen), note))
        return hindrance

    def _tell_who(self, rehearsal: Rehearsal) -> None:
        name, number = clean(rehearsal.names[self.number]), len(rehearsal.names)
        said = (
            f"Nobody is on the list yet: as {name} would get it, who is a sample"
            if rehearsal.is_sample
            else f"As {name} gets it · {self.number + 1} of {number}"
        )
        self._who.update(Text(said))
