"""One text to send, being written: the words, and beside them how somebody on the list would get them.

It is kept by `domain/templates.py`. Nothing is sent or prepared from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Horizontal
from textual.widgets import Static

from paht_tui.domain.templates import FALLBACK, PLACEHOLDERS, TextChangedError, keep_text
from paht_tui.errors import UserError
from paht_tui.jobs.outside_editor import Words
from paht_tui.jobs.prepare import check_words
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.message import Show
from paht_tui.ui.forms.template import language_label
from paht_tui.ui.outside import edited_outside
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import PLACE_IDS, bindings
from paht_tui.ui.widgets.rehearsal_side import RehearsalPage, RehearsalSide
from paht_tui.ui.widgets.text_fields import HINTS, TextFields

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from db.queries.templates import TemplateRow
    from paht_tui.ui.ground import Ground

_RECIPIENTS: Final = frozenset({"next_recipient", "previous_recipient", "recipient"})
_IN_PREVIEW: Final = (
    "p goes back to the words. Right and left show it as the next person gets it, and the one before."
)
_MINE, _THEIRS, _LOOK = "mine", "theirs", "look"


class _Placeholders(Choose[str]):
    """What a text is filled in with, with its meaning."""

    DEFAULT_CSS = """
    _Placeholders > .box { width: 108; }
    """


class TextScreen(PlaceScreen):
    """A text in one language: subject, words, and how they are received."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *("keep_text", "preview", "next_recipient", "placeholders", "editor", "back"),
        hidden=("previous_recipient", "recipient"),
    )
    ABOUT = (
        "A text. What is typed is shown at once as somebody on the list gets it: F9 and F8 go to the next"
        " person and the one before, ^r finds one by name. ^s keeps the text; what is prepared already stays"
        " as it is. {% if focus %} … {% endif %} is left out where there is no focus."
    )
    DEFAULT_CSS = """
    TextScreen {
        & > .heading { height: 1; padding: 0 1; background: $surface; }
        & > #sides { height: 1fr; }
        & TextFields { width: 1fr; }
        & RehearsalSide { width: 1fr; border-left: solid $panel; }
        & > .said { height: 2; padding: 0 1; color: $foreground 60%; }
        & > .said.-problem { color: $error; text-style: bold; }
        &.-narrow RehearsalSide { display: none; border-left: none; }
        &.-narrow.-previewing RehearsalSide { display: block; }
        &.-narrow.-previewing TextFields { display: none; }
    }
    """

    def __init__(
        self, ground: Ground, meeting_id: int, text: TemplateRow, *, previewing: bool = False
    ) -> None:
        """`text` has the number 0 where it is not in the record yet; `previewing` begins with the preview."""
        super().__init__()
        self.ground = ground
        self._opened = text if text.id else None
        self._problem = ""
        self._begins_previewing = previewing
        self.heading = Static("", markup=False, classes="heading")
        self.fields = TextFields(text)
        self.side = RehearsalSide(ground, meeting_id)
        self.said = Static("", markup=False, classes="said")
        self._begun = self.fields.text

    def body(self) -> ComposeResult:
        """The words; how they are received; what is wrong with them."""
        yield self.heading
        with Horizontal(id="sides"):
            yield self.fields
            yield self.side
        yield self.said

    def on_mount(self) -> None:
        """Begin with the words, or with how they are received."""
        if self._begins_previewing:
            self.do_preview()
        else:
            self.fields.begin()

    async def load(self) -> None:
        """Read who is on the list, and show the text as it is typed."""
        self.side.renew()
        self._follow()

    @property
    def is_changed(self) -> bool:
        """Whether something else is typed than there was at first."""
        return self.fields.text != self._begun

    @on(TextFields.Changed)
    def _follow(self) -> None:
        text = self.fields.text
        fallback = ", the fallback" if text.language == FALLBACK else ""
        state = "not kept yet" if self._opened is None else "changed, not saved" if self.is_changed else ""
        parts = (text.name, f"{language_label(text.language)}{fallback}", state)
        self.heading.update(clean(" · ".join(part for part in parts if part)))
        self.side.follow(text)

    @on(RehearsalSide.Tried)
    def _tried(self, event: RehearsalSide.Tried) -> None:
        self._say(event.problem)
        self.refresh_bindings()  # for whom else it can be shown

    def on_descendant_focus(self) -> None:
        """Say what is expected where one types."""
        self._say(self._problem)

    def _say(self, problem: str) -> None:
        """Say what is wrong, or what is expected where one types."""
        self._problem = problem
        here = self.focused.id if self.focused is not None and self.focused.id else ""
        hint = _IN_PREVIEW if self.side.has_focus_within else HINTS.get(here, "")
        self.said.update(clean(problem or hint))
        self.said.set_class(bool(problem), "-problem")

    # -- verbs

    def why_not(self, verb_id: str) -> str | None:
        """Why one does not leave, or shows it for nobody else."""
        if verb_id in PLACE_IDS and self.is_changed:
            return "The text is not saved: ^s keeps it, Esc leaves it as it was."
        if verb_id == "undo":
            return (
                "Here ^z takes back typing, in the text. z takes back what was recorded: leave first, by Esc."
            )
        if verb_id in _RECIPIENTS:
            rehearsal = self.side.rehearsal
            if rehearsal is None or rehearsal.is_sample:
                return "Nobody is on the list of this meeting yet: it is shown for a sample."
            return "There is nobody else on the list." if len(rehearsal.names) == 1 else None
        return None

    def do_preview(self) -> None:
        """Go to the preview, or back to the words."""
        to_words = self.side.has_focus_within
        self.set_class(not to_words, "-previewing")
        # A side that was hidden takes the focus once it is shown.
        go = self.fields.begin if to_words else self.query_one(RehearsalPage).focus
        self.call_after_refresh(go)

    def do_next_recipient(self) -> None:
        """Show it for the next on the list."""
        self.side.turn(1)

    def do_previous_recipient(self) -> None:
        """Show it for the one before."""
        self.side.turn(-1)

    async def do_recipient(self) -> None:
        """Show it for somebody, by name."""
        if (rehearsal := self.side.rehearsal) is not None:
            people = [Option(number, clean(name)) for number, name in enumerate(rehearsal.names)]
            number = await self.shell.ask(Choose("Who gets it?", people, current=self.side.number))
            if number is not None:
                self.side.show(number)

    async def do_placeholders(self) -> None:
        """List what a text is filled in with, and put one where one types."""
        rows = [Option(name, f"{name:<13} {meaning}") for name, meaning in PLACEHOLDERS.items()]
        name = await self.shell.ask(_Placeholders("What is filled in", rows))
        if name is not None:
            self.fields.insert(f"{{{{ {name} }}}}")

    async def do_editor(self) -> None:
        """Write subject and words in the user's own editor."""
        text = self.fields.text
        words = await edited_outside(self.app, Words(text.subject, text.body))
        self.fields.rewrite(words.subject, words.body)

    async def do_keep_text(self) -> None:
        """Keep the text, and go back."""
        text = self.fields.text
        if text == self._begun and self._opened is not None:
            self.shell.tell("Nothing is changed.")
            _ = self.dismiss()
            return
        try:
            check_words(text)
            await self.ground.store.write(keep_text, text=text, opened=self._opened)
        except TextChangedError as problem:
            await self._decide(problem.now)
        except UserError as problem:
            self._say(f"Not saved. {problem}")
        else:
            prepared = " What is prepared already stays as it was prepared." if self._opened else ""
            self.shell.tell(f"The text is kept.{prepared}")
            _ = self.dismiss()

    async def _decide(self, now: TemplateRow | None) -> None:
        """Somebody else was faster: ask whose words shall stand."""
        choices = [Option(_MINE, "Keep mine, in the place of what stands there", "m")]
        if now is None:
            choices.append(Option(_THEIRS, "Leave it removed; what is typed here is lost", "r"))
        else:
            choices.append(Option(_THEIRS, "Take theirs; what is typed here is lost", "t"))
            choices.append(Option(_LOOK, "Look at theirs first", "l"))
        done = "removed" if now is None else "changed"
        title = f"“{self._begun.name}” was {done} by somebody else meanwhile"
        chosen = await self.shell.ask(Choose(title, choices))
        if chosen == _LOOK and now is not None:
            await self.shell.ask(Show(now.subject, now.body))
            await self._decide(now)
        elif chosen == _MINE:
            self._opened = now
            await self.do_keep_text()
        elif chosen == _THEIRS and now is not None:
            self._opened = now
            self.fields.fill(now)
            self._begun = self.fields.text
        elif chosen == _THEIRS:
            _ = self.dismiss()

    # -- leaving

    def do_back(self) -> object:
        """Go back; what is not saved is asked about."""
        return self._leave() if self.is_changed else NotImplemented

    async def _leave(self) -> None:
        if await self._is_given_up():
            _ = self.dismiss()

    def do_quit(self) -> object:
        """Leave the program; what is not saved is asked about."""
        return self._quit() if self.is_changed else NotImplemented

    async def _quit(self) -> None:
        if await self._is_given_up():
            self._begun = self.fields.text
            await self.app.run_action("app.verb('quit')")

    async def _is_given_up(self) -> bool:
        question = Confirm("What you typed is not saved.", "Throw it away", no_label="Go on typing")
        return await self.shell.ask(question)
