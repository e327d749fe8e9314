"""The place "Mail": the batches, the outbox, and what a person has to decide about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import ContentSwitcher, Static

from db.enums import Delivery
from db.errors import FilterError
from db.queries.mail import count_messages, list_batches, list_messages
from db.queries.meetings import list_meetings
from db.queries.today import undecided_count
from paht_tui.ui import message_verbs
from paht_tui.ui.local import town_of
from paht_tui.ui.mail_lists import NEEDS_CARE, batch_columns, message_columns, stamp
from paht_tui.ui.printing import print_batch, print_rows, why_not_print
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.screens.batch import BatchScreen
from paht_tui.ui.sending import send, send_test, why_not_send
from paht_tui.ui.text import clean, sentence_case
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.widgets.tab_row import TabRow
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from db.queries.mail import BatchRow, MessageRow
    from paht_tui.ui.ground import Ground

_TABS: Final = {"batches": "Batches", "outbox": "Outbox", "decide": "To decide"}
_NO_BATCH = (
    "No messages have been prepared yet. Open a meeting (2), go to its Mail tab and press b; nothing leaves"
    " before you have confirmed one sentence."
)
_NO_MESSAGE = "Nothing has been prepared or sent, or nothing is found."
_NOTHING_TO_DECIDE = (
    "Nothing is in doubt, nothing has failed, nothing came back. Answers are recorded by hand, with A, D, T,"
    " W or S from any list of people; the mailbox is not read yet."
)
_AT_MOST = 500


class MailPlace(PlaceScreen):
    """Batches, outbox, and what needs a decision, a tab each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            *("send", "answers", "filter"),
            hidden=("preview", "edit", "send_test", "hold", "remove", "mark", "print"),
        ),
        Binding("tab", "screen.turn(1)", "next tab", show=False, id="next_pane"),
        Binding("shift+tab", "screen.turn(-1)", "previous tab", show=False, id="previous_pane"),
    ]
    ABOUT = (
        "Batches, every message with what became of it, and what you have to decide about: messages in doubt,"
        " failed, or come back. Tab turns to the next of the three."
    )
    DEFAULT_CSS = """
    MailPlace {
        & ContentSwitcher { height: 1fr; }
        & #decide > RecordList { height: 1fr; }
        & #decide > .known { height: auto; max-height: 6; padding: 0 2; background: $surface; }
    }
    """

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground
        self._zones: dict[int, str] = {}
        self._undecided = 0
        self.tabs = TabRow(list(_TABS.items()))
        self.batches: RecordList[BatchRow] = RecordList(
            batch_columns(self._zone_of, with_meeting=True),
            key=lambda row: row.id,
            empty=_NO_BATCH,
            selectable=False,
            id="batches",
        )
        self.outbox: RecordList[MessageRow] = RecordList(
            message_columns(self._zone_of), key=lambda row: row.id, empty=_NO_MESSAGE, id="messages"
        )
        self.decide = _ToDecide(
            message_columns(self._zone_of),
            key=lambda row: row.id,
            empty=_NOTHING_TO_DECIDE,
            selectable=False,
            id="doubtful",
        )
        self.known = Static("", markup=False, classes="known")

    def body(self) -> ComposeResult:
        """The tabs, and what is in front."""
        yield self.tabs
        with ContentSwitcher(initial="batches"):
            yield self.batches
            with Vertical(id="outbox"):
                yield FilterBar("country:de category:mp, or part of a name")
                yield self.outbox
            with Vertical(id="decide"):
                yield self.decide
                yield self.known

    def on_mount(self) -> None:
        """Begin with the batches."""
        self.show_tab("batches")

    # -- tabs

    @property
    def tab(self) -> str:
        """The tab in front."""
        return self.query_one(ContentSwitcher).current or "batches"

    def show_tab(self, tab: str) -> None:
        """Bring a tab to the front, and its list into the focus."""
        self.query_one(ContentSwitcher).current = tab
        self.tabs.here = tab
        lists: dict[str, Widget] = {"batches": self.batches, "outbox": self.outbox, "decide": self.decide}
        lists[tab].focus()
        self.refresh_bindings()

    def action_turn(self, by: int) -> None:
        """Turn to the next tab, or to the one before."""
        names = list(_TABS)
        self.show_tab(names[(names.index(self.tab) + by) % len(names)])

    @on(TabRow.Chosen)
    def _clicked(self, event: TabRow.Chosen) -> None:
        self.show_tab(event.tab)

    def do_answers(self) -> None:
        """Go to what needs a decision."""
        self.show_tab("decide")

    # -- data

    async def load(self) -> None:
        """Read all three."""
        store, programme_id = self.ground.store, self.ground.programme_id
        meetings = await store.read(list_meetings, programme_id=programme_id)
        self._zones = {row.id: row.zone for row in meetings}
        batches = await store.read(list_batches, programme_id=programme_id)
        doubtful = await store.read(
            list_messages, programme_id=programme_id, states=NEEDS_CARE, limit=_AT_MOST
        )
        number = await store.read(count_messages, programme_id=programme_id, states=NEEDS_CARE)
        self._undecided = await store.read(undecided_count, programme_id=programme_id)
        self.batches.set_rows(batches)
        self.decide.set_rows(doubtful)
        self._tell_known(self.decide.current)
        await self._show_outbox()
        numbers = {"batches": len(batches), "outbox": self.outbox.count, "decide": number + self._undecided}
        self.tabs.set_tabs([(tab, f"{word} {numbers[tab]}") for tab, word in _TABS.items()])
        self.refresh_bindings()

    async def _show_outbox(self) -> None:
        bar = self.query_one(FilterBar)
        text, programme_id = bar.text, self.ground.programme_id
        try:
            count = await self.ground.store.read(count_messages, programme_id=programme_id, text=text)
        except FilterError as problem:
            bar.note(str(problem), problem=True)
            return
        bar.note(f"{count} found" if text else "")

        async def fetch(offset: int, limit: int) -> Sequence[MessageRow]:
            return await self.ground.store.read(
                list_messages, programme_id=programme_id, text=text, offset=offset, limit=limit
            )

        self.outbox.set_source(count, fetch)

    def _zone_of(self, row: BatchRow | MessageRow) -> str:
        return self._zones.get(row.meeting_id, "UTC")

    @on(FilterBar.FilterChanged)
    def _filtered(self) -> None:
        self.reload()

    def do_filter(self) -> object:
        """Filter the outbox, from wherever one is."""
        self.show_tab("outbox")
        # Once the list has the focus: the bar gives it back to where it came from.
        self.call_after_refresh(super().do_filter)
        return None

    @on(RecordList.Highlighted, "#doubtful")
    def _pointed(self, event: RecordList.Highlighted[MessageRow]) -> None:
        self._tell_known(event.row)

    def _tell_known(self, row: MessageRow | None) -> None:
        lines = [] if row is None else _known(row, self._zone_of(row))
        if self._undecided:
            received = counted(self._undecided, "received message")
            lines.append(f"{received} to be read: that comes with the mailbox.")
        self.known.update(clean("\n".join(lines), lines=True))
        self.known.display = bool(lines)

    # -- verbs

    @on(RecordList.Opened, "#batches")
    def _open_batch(self, event: RecordList.Opened[BatchRow]) -> None:
        _ = self.app.push_screen(BatchScreen(self.ground, event.row.id))

    @on(RecordList.Opened, "#messages")
    @on(RecordList.Opened, "#doubtful")
    def _open_message(self, event: RecordList.Opened[MessageRow]) -> None:
        self._show_message(event.row.id)

    def _show_message(self, message_id: int) -> None:
        from paht_tui.ui.screens.message import MessageScreen  # noqa: PLC0415 - brings the mail libraries

        _ = self.app.push_screen(MessageScreen(self.ground, message_id))

    @property
    def _message(self) -> MessageRow | None:
        lists = {"outbox": self.outbox, "decide": self.decide}
        return lists[self.tab].current if self.tab in lists else None

    def why_not(self, verb_id: str) -> str | None:
        """Why something cannot be done with what is under the cursor."""
        batch = self.batches.current
        if verb_id == "print" and self.tab == "batches":
            return "There is no batch yet." if batch is None else why_not_print(batch)
        if verb_id in message_verbs.OF_MESSAGES:
            if self.tab == "batches":
                return "That is done with single messages: Enter opens the batch, Tab turns to the outbox."
            return message_verbs.why_not(verb_id, self._message)
        if verb_id != "send":
            return None
        if self.tab != "batches":
            return "Batches are sent: Tab turns to them, or Enter opens one and s sends it."
        return "There is no batch yet." if batch is None else why_not_send(self.shell, batch)

    async def do_send(self) -> None:
        """Send the batch under the cursor."""
        if (batch := self.batches.current) is not None:
            await send(self.shell, self.ground, batch.id)

    def do_preview(self) -> None:
        """Show the message under the cursor."""
        if (row := self._message) is not None:
            self._show_message(row.id)

    async def do_send_test(self) -> None:
        """Send the message under the cursor to oneself."""
        if (row := self._message) is not None:
            await send_test(self.shell, self.ground, row.id)

    async def do_edit(self) -> None:
        """Change what the message says."""
        if (row := self._message) is not None and await message_verbs.edit_words(
            self.shell, self.ground, row
        ):
            self.reload()

    async def do_editor(self) -> None:
        """The same, in the user's own editor."""
        row = self._message
        if row is not None and await message_verbs.edit_words_outside(self.app, self.ground, row):
            self.reload()

    async def do_hold(self) -> None:
        """Hold the selected messages back, or release them."""
        await message_verbs.hold_or_release(self.shell, self.ground, await self._chosen())
        self.reload()

    async def do_remove(self) -> None:
        """Drop the selected messages."""
        await message_verbs.drop_messages(self.shell, self.ground, await self._chosen())
        self.reload()

    async def do_mark(self) -> None:
        """Mark the selected letters."""
        if await message_verbs.mark_many(self.shell, self.ground, await self._chosen()):
            self.reload()

    async def do_print(self) -> None:
        """Print the selected letters, or what is to be posted of the batch under the cursor."""
        if self.tab != "batches":
            done = await print_rows(self.shell, self.ground, await self._chosen())
        else:
            batch = self.batches.current
            done = batch is not None and await print_batch(self.shell, self.ground, batch.id)
        if done:
            self.reload()

    async def do_arrived(self) -> None:
        """Record that the message in doubt has arrived."""
        await self._decide(arrived=True)

    async def do_send_again(self) -> None:
        """Let the message wait to be sent again."""
        await self._decide(arrived=False)

    async def _decide(self, *, arrived: bool) -> None:
        if (row := self._message) is not None:
            await message_verbs.decide_about(self.shell, self.ground, row, arrived=arrived)
            self.reload()

    async def _chosen(self) -> list[MessageRow]:
        return await (self.outbox if self.tab == "outbox" else self.decide).chosen()


class _ToDecide(RecordList["MessageRow"]):
    """The messages a person has to decide about; its footer shows how."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("arrived", "send_again")


def _known(row: MessageRow, zone: str) -> list[str]:
    """What is known of a message that needs a person, and what can be done."""
    handed_over = row.sent_at or row.claimed_at
    when = f", handed over {stamp(handed_over, zone)} {town_of(zone)}" if handed_over else ""
    tries = f" in {counted(row.attempts, 'try', 'tries')}" if row.attempts > 1 else ""
    if row.state is Delivery.IN_DOUBT:
        todo = "It may have arrived.   y it arrived   R send it again: they may get it twice"
    elif row.state is Delivery.FAILED:
        todo = "It was refused, so it has not arrived.   R send it again"
    else:
        todo = "It came back. Find another address, then prepare the message anew."
    said = f"The server said: {row.reply or 'nothing'}"
    return [f"{sentence_case(row.kind.value)} to {row.name}{when}{tries}", said, todo]
