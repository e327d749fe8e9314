"""One batch: its messages or letters, each to be looked at, held or dropped before they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.widgets import Static

from db.enums import BatchState, Channel
from db.errors import FilterError, RecordError
from db.queries.mail import batch_by_id, count_messages, list_messages
from db.queries.meetings import meeting_by_id
from paht_tui.domain.contradictions import contradictions
from paht_tui.domain.outbox import remove_batch
from paht_tui.ui import message_verbs
from paht_tui.ui.attaching import Owner, attach_or_take_off
from paht_tui.ui.dispatch import in_words
from paht_tui.ui.mail_lists import (
    batch_counts,
    batch_state,
    batch_times,
    contradicted,
    kind_words,
    message_columns,
)
from paht_tui.ui.printing import print_batch, print_rows, why_not_print
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.sending import send, send_test, way_out, why_not_send
from paht_tui.ui.sending_later import send_later
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings, labelled
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from db.queries.mail import BatchRow, MessageRow
    from paht_tui.ui.ground import Ground


_OF_MAIL: Final = frozenset({"send", "send_later", "send_test"})
_OF_LETTERS: Final = frozenset({"print", "mark"})


class BatchScreen(PlaceScreen):
    """The messages of one batch."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("send", "send_test", "print", "mark", "hold"),
        labelled("remove", "drop"),
        *bindings(hidden=("send_later", "preview", "edit", "attach", "filter", "arrived", "send_again")),
    ]
    ABOUT = (
        "A batch. Enter shows a message as its receiver will see it, e changes its words; s sends what waits,"
        " behind one sentence that you confirm, H at a time you give. What has left is never sent again."
        " Of letters L makes a PDF, and m marks them as posted."
    )
    DEFAULT_CSS = """
    BatchScreen > .heading {
        height: auto; padding: 0 1; background: $surface; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, ground: Ground, batch_id: int) -> None:
        super().__init__()
        self.ground = ground
        self.batch_id = batch_id
        self.row: BatchRow | None = None
        self._zone = "UTC"
        self.heading = Static("", markup=False, classes="heading")
        self.list: RecordList[MessageRow] = RecordList(
            message_columns(lambda _: self._zone),
            key=lambda row: row.id,
            empty="No message of this batch has these words in its receiver's name. Esc gives up the filter.",
            id="messages",
        )

    def body(self) -> ComposeResult:
        """What it is; its messages."""
        yield self.heading
        yield FilterBar("country:de category:mp, or part of a name")
        yield self.list

    def on_mount(self) -> None:
        """Begin in the list."""
        self.list.focus()

    async def load(self) -> None:
        """Read the batch and the messages that are in sight."""
        try:
            batch = await self.ground.store.read(batch_by_id, batch_id=self.batch_id)
        except RecordError:
            self.shell.tell("This batch is no longer in the record.")
            _ = self.dismiss()
            return
        meeting = await self.ground.store.read(meeting_by_id, meeting_id=batch.meeting_id)
        self.row, self._zone = batch, meeting.zone
        self.refresh_bindings()
        where = f"{batch.meeting}, {meeting.city}" if meeting.city else batch.meeting
        what = kind_words(batch.kind, batch.total, batch.channel)
        lines = [
            f"{what} · {where} · {batch_state(batch)}",
            f"{batch_counts(batch)} · {self._way(batch)}",
            batch_times(batch, meeting.zone),
            *contradicted(await self.ground.store.read(contradictions, batch_id=self.batch_id)),
        ]
        self.heading.update(clean("\n".join(lines), lines=True))
        await self._show()

    def _way(self, batch: BatchRow) -> str:
        if batch.channel is Channel.LETTER:
            return "on paper, by post"
        sender = f"from {batch.sender_name} <{batch.sender_address}>"
        return f"{sender}, {way_out(self.ground)}" if batch.planned + batch.waiting else sender

    async def _show(self) -> None:
        bar = self.query_one(FilterBar)
        text, batch_id = bar.text, self.batch_id
        try:
            count = await self.ground.store.read(count_messages, batch_id=batch_id, text=text)
        except FilterError as problem:
            bar.note(str(problem), problem=True)
            return
        bar.note(f"{count} found" if text else "")

        async def fetch(offset: int, limit: int) -> Sequence[MessageRow]:
            return await self.ground.store.read(
                list_messages, batch_id=batch_id, text=text, offset=offset, limit=limit
            )

        self.list.set_source(count, fetch)

    @on(FilterBar.FilterChanged)
    def _filtered(self) -> None:
        self.reload()

    @on(RecordList.Opened)
    def _opened(self) -> None:
        self.do_preview()

    def names(self, verb_id: str) -> bool:
        """The footer of letters names other keys than that of messages."""
        letters = self.row is not None and self.row.channel is Channel.LETTER
        return verb_id not in (_OF_MAIL if letters else _OF_LETTERS)

    def why_not(self, verb_id: str) -> str | None:
        """Why something cannot be done with this batch, or the message under the cursor."""
        if self.row is None:
            return None
        if verb_id in {"send", "send_later"}:
            return why_not_send(self.shell, self.row)
        if verb_id == "print":
            return why_not_print(self.row)
        if verb_id == "attach":
            return _why_not_attach(self.row)
        return message_verbs.why_not(verb_id, self.list.current)

    def do_preview(self) -> None:
        """Show the message as its receiver will see it."""
        from paht_tui.ui.screens.message import MessageScreen  # noqa: PLC0415 - brings the mail libraries

        if (row := self.list.current) is not None:
            _ = self.app.push_screen(MessageScreen(self.ground, row.id))

    async def do_send(self) -> None:
        """Send what waits."""
        await send(self.shell, self.ground, self.batch_id)

    async def do_send_later(self) -> None:
        """Send what waits at a time that is asked for."""
        await send_later(self.shell, self.ground, self.batch_id)
        self.reload()

    async def do_send_test(self) -> None:
        """Send the message under the cursor to oneself."""
        if (row := self.list.current) is not None:
            await send_test(self.shell, self.ground, row.id)

    async def do_edit(self) -> None:
        """Change what the message under the cursor says."""
        row = self.list.current
        if row is not None and await message_verbs.edit_words(self.shell, self.ground, row):
            self.reload()

    async def do_editor(self) -> None:
        """The same, in the user's own editor."""
        row = self.list.current
        if row is not None and await message_verbs.edit_words_outside(self.app, self.ground, row):
            self.reload()

    async def do_attach(self) -> None:
        """Attach a file to every message of the batch that has not left."""
        if self.row is not None:
            number = self.row.planned + self.row.waiting + self.row.held
            owner = Owner(kind_words(self.row.kind, number), batch_id=self.batch_id)
            if await attach_or_take_off(self.shell, self.ground, owner):
                self.reload()

    async def do_hold(self) -> None:
        """Hold the selected messages back, or release them."""
        await message_verbs.hold_or_release(self.shell, self.ground, await self.list.chosen())
        self.reload()

    async def do_remove(self) -> None:
        """Drop the selected messages."""
        await message_verbs.drop_messages(self.shell, self.ground, await self.list.chosen())
        self.reload()

    async def do_mark(self) -> None:
        """Mark the selected letters."""
        if await message_verbs.mark_many(self.shell, self.ground, await self.list.chosen()):
            self.reload()

    async def do_print(self) -> None:
        """Print the selected letters, or all that are to be posted."""
        selected = await self.list.selected()
        done = (
            await print_rows(self.shell, self.ground, selected)
            if selected
            else await print_batch(self.shell, self.ground, self.batch_id)
        )
        if done:
            self.reload()

    async def do_arrived(self) -> None:
        """Record that the message in doubt has arrived."""
        await self._decide(arrived=True)

    async def do_send_again(self) -> None:
        """Let the message wait to be sent again."""
        await self._decide(arrived=False)

    async def _decide(self, *, arrived: bool) -> None:
        if (row := self.list.current) is not None:
            await message_verbs.decide_about(self.shell, self.ground, row, arrived=arrived)
            self.reload()

    def commands(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        """Dropping the whole batch, which has no key."""
        if self.row is not None and self.row.state is not BatchState.DROPPED:
            words = "Drop a batch of which nothing has left; its messages may be prepared anew."
            yield "Drop this batch", words, self._drop_all

    def _drop_all(self) -> None:
        dropping = in_words(self._drop_batch, self._tell_problem)
        _: Worker[None] = self.run_worker(dropping, name="remove", group="verbs")

    async def _drop_batch(self) -> None:
        await self.ground.store.write(remove_batch, batch_id=self.batch_id)
        self.shell.tell("The batch is dropped; z takes it back.")
        self.reload()


def _why_not_attach(row: BatchRow) -> str | None:
    if row.channel is Channel.LETTER:
        return "These are letters: what goes with them is put into the envelope."
    if not row.planned + row.waiting + row.held:
        return "Nothing of this batch waits: what has left stays as it left."
    return None
