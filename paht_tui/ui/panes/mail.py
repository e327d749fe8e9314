"""The tab Mail of a meeting: its batches, and the texts that can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.widgets import Static

from db.queries.mail import list_batches
from db.queries.meetings import meeting_by_id
from db.queries.templates import list_templates
from paht_tui.domain.templates import remove_template
from paht_tui.ui.attaching import Owner, attach_or_take_off
from paht_tui.ui.forms.template import ask_language, ask_new_text
from paht_tui.ui.mail_lists import batch_columns
from paht_tui.ui.panes.pane import MeetingPane
from paht_tui.ui.preparing import prepare_by_filter
from paht_tui.ui.printing import print_batch, why_not_print
from paht_tui.ui.screens.batch import BatchScreen
from paht_tui.ui.sending import send, why_not_send
from paht_tui.ui.verbs import bindings, labelled
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from db.queries.mail import BatchRow
    from db.queries.templates import TemplateRow
    from paht_tui.ui.ground import Ground

_NO_BATCH = (
    "Nothing is prepared for this meeting yet. Press b to prepare messages to everybody who has not got them;"
    " nothing leaves before you have looked and confirmed."
)
_TEXTS = "Texts, for every meeting; English is the fallback of each"
_NO_TEMPLATE = "There is no text yet. Press n to write one."


class MailPane(MeetingPane):
    """Batches above, texts below; Tab goes from one to the other."""

    TITLE = "Mail"
    BINDINGS: ClassVar[list[BindingType]] = bindings("prepare")
    ABOUT = (
        "b prepares messages from a text to everybody who has not got them, or to those whom a filter finds."
        " Nothing leaves before you open the batch and confirm one sentence with s. Tab goes to the texts,"
        " where n writes one, N writes one in a further language, and d removes one."
    )
    DEFAULT_CSS = """
    MailPane {
        & > .title { height: 1; padding: 0 1; background: $surface; color: $foreground 75%; }
        & > #batches { height: 1fr; }
        & > #templates { height: 1fr; }
    }
    """

    def __init__(self, ground: Ground, meeting_id: int) -> None:
        super().__init__(ground, meeting_id)
        self._zone = "UTC"
        self._texts: tuple[TemplateRow, ...] = ()
        self.batches = _Batches(
            batch_columns(lambda _: self._zone, with_meeting=False),
            key=lambda row: row.id,
            empty=_NO_BATCH,
            selectable=False,
            id="batches",
        )
        self.templates = _Templates(
            [
                Column("Text", lambda row: row.name, width=20, weight=3, most=34),
                Column("What it is", lambda row: word(row.kind), width=12),
                Column("Goes by", lambda row: word(row.channel), width=7),
                Column("Language (and others)", lambda row: _languages(row, self._texts), width=28),
                Column("Subject", lambda row: row.subject, width=20, weight=3, most=80, drop_order=1),
            ],
            key=lambda row: row.id,
            empty=_NO_TEMPLATE,
            selectable=False,
            id="templates",
        )

    def compose(self) -> ComposeResult:
        """Batches; texts."""
        yield Static("Batches of this meeting", markup=False, classes="title")
        yield self.batches
        yield Static(_TEXTS, markup=False, classes="title")
        yield self.templates

    def take_focus(self) -> None:
        """Begin with the batches."""
        self.batches.focus()

    async def load(self) -> None:
        """Read batches and texts."""
        store = self.ground.store
        self._zone = (await store.read(meeting_by_id, meeting_id=self.meeting_id)).zone
        self.batches.set_rows(await store.read(list_batches, meeting_id=self.meeting_id))
        self._texts = await store.read(list_templates)
        self.templates.set_rows(self._texts)

    @property
    def _in_templates(self) -> bool:
        return self.screen.focused is self.templates

    def why_not(self, verb_id: str) -> str | None:
        """Why something cannot be done with what is under the cursor."""
        batch, text = self.batches.current, self.templates.current
        if verb_id == "send":
            return (
                "There is no batch yet: b prepares one." if batch is None else why_not_send(self.shell, batch)
            )
        if verb_id == "print":
            return "There is no batch yet: b prepares one." if batch is None else why_not_print(batch)
        if verb_id in {"edit", "preview", "attach", "remove", "translate"}:
            if not self._in_templates:
                return "That is done with texts: Tab goes to them. Enter opens the batch."
            return "There is no text yet: n writes one." if text is None else None
        return None

    @on(RecordList.Opened, "#batches")
    def _open_batch(self, event: RecordList.Opened[BatchRow]) -> None:
        _ = self.app.push_screen(BatchScreen(self.ground, event.row.id))

    @on(RecordList.Opened, "#templates")
    async def _open_template(self) -> None:
        await self.app.run_action("app.verb('edit')")

    async def do_prepare(self) -> None:
        """Prepare messages to everybody who has not got them, or to some."""
        await prepare_by_filter(self.shell, self.ground, self.meeting_id)

    async def do_send(self) -> None:
        """Send the batch under the cursor."""
        if (batch := self.batches.current) is not None:
            await send(self.shell, self.ground, batch.id)

    async def do_print(self) -> None:
        """Print what is to be posted of the batch under the cursor."""
        batch = self.batches.current
        if batch is not None and await print_batch(self.shell, self.ground, batch.id):
            self.reload()

    async def do_new(self) -> None:
        """Write a text."""
        if text := await ask_new_text(self.shell, self.ground):
            self._write(text)

    async def do_translate(self) -> None:
        """Write the text under the cursor in a further language."""
        row = self.templates.current
        if row is not None and (text := await ask_language(self.shell, self.ground, row, self._texts)):
            self._write(text)

    def do_edit(self) -> None:
        """Edit the text under the cursor."""
        if (row := self.templates.current) is not None:
            self._write(row)

    def _write(self, text: TemplateRow, *, previewing: bool = False) -> None:
        from paht_tui.ui.screens.text import TextScreen  # noqa: PLC0415 - brings the mail libraries

        screen = TextScreen(self.ground, self.meeting_id, text, previewing=previewing)
        _ = self.app.push_screen(screen)

    async def do_attach(self) -> None:
        """Attach a file to the text under the cursor: it goes with what is prepared from it."""
        if (row := self.templates.current) is not None:
            owner = Owner(f"the text “{row.name}” ({row.language})", template_id=row.id)
            await attach_or_take_off(self.shell, self.ground, owner)

    async def do_remove(self) -> None:
        """Remove the text under the cursor."""
        if (row := self.templates.current) is not None:
            await self.ground.store.write(remove_template, template_id=row.id)
            self.shell.tell(
                f"Removed the text “{row.name}”; z brings it back."
                " What was prepared or sent with it stays as it is."
            )
            self.reload()

    def do_preview(self) -> None:
        """Show the text as somebody on the list gets it."""
        if (row := self.templates.current) is not None:
            self._write(row, previewing=True)


def _languages(row: TemplateRow, rows: Sequence[TemplateRow]) -> str:
    """The language of a text; the first of its name, its fallback, says in which others there is one, too."""
    same = [each for each in rows if each.name == row.name]
    others = " ".join(each.language for each in same[1:]) if same[:1] == [row] else ""
    return f"{row.language} ({others})" if others else row.language


class _Batches(RecordList["BatchRow"]):
    """The batches; their footer shows how one is sent. Tab goes on to the texts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("send", hidden=("print",)),
        Binding("tab", "app.focus_next", show=False, id="next_pane"),
    ]


class _Templates(RecordList["TemplateRow"]):
    """The texts; Enter edits. Shift+Tab goes back to the batches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+tab", "app.focus_previous", show=False, id="previous_pane"),
        labelled("open", "edit"),
        *bindings("preview", "new", "translate", "remove", hidden=("edit", "attach")),
    ]
