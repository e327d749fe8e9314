"""One message or letter as its receiver sees it: as it left, or as it will leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from db.enums import Channel, Delivery
from db.queries.letters import OutOfDate
from db.queries.mail import message_by_id
from db.queries.meetings import meeting_by_id
from paht_tui.errors import UserError
from paht_tui.jobs.previewing import message_as_seen
from paht_tui.ui import message_verbs
from paht_tui.ui.attaching import Owner, attach_or_take_off
from paht_tui.ui.local import moment_in
from paht_tui.ui.mail_lists import date_words, kind_words, message_state
from paht_tui.ui.message_text import seen_text
from paht_tui.ui.printing import print_rows
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.sending import send_test
from paht_tui.ui.text import clean, sentence_case
from paht_tui.ui.verbs import bindings, labelled

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from db.queries.mail import MessageRow
    from paht_tui.ui.ground import Ground


_OUT_OF_DATE: Final = {
    OutOfDate.MEETING: "Out of date: the meeting was changed since this letter was written.",
    OutOfDate.PAPER: "Out of date: this letter was changed since it was printed; L prints it anew.",
}


class _Page(VerticalScroll, can_focus=True):
    """What scrolls by the keys that move in lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", show=False),
        Binding("up,k", "scroll_up", show=False),
        Binding("home,g", "scroll_home", show=False),
        Binding("end,G", "scroll_end", show=False),
    ]


class MessageScreen(PlaceScreen):
    """One message with its headers, its calendar entry and its text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("edit", "send_test", "hold"),
        labelled("remove", "drop"),
        *bindings("arrived", "send_again", hidden=("attach", "mark", "print")),
    ]
    ABOUT = "A message as its receiver sees it. What has left is shown from the very bytes that left."
    DEFAULT_CSS = """
    MessageScreen {
        & > .heading { height: auto; padding: 0 1; background: $surface; }
        & > _Page { height: 1fr; padding: 1 1 0 1; scrollbar-size-vertical: 1; }
        & > _Page > Static { width: 1fr; height: auto; }
    }
    """

    def __init__(self, ground: Ground, message_id: int) -> None:
        super().__init__()
        self.ground = ground
        self.message_id = message_id
        self.row: MessageRow | None = None
        self.heading = Static("", markup=False, classes="heading")
        self.text = Static("", markup=False)

    def body(self) -> ComposeResult:
        """Where it is; what it says."""
        yield self.heading
        with _Page():
            yield self.text

    def on_mount(self) -> None:
        """Begin with the text, to be scrolled."""
        self.query_one(_Page).focus()

    async def load(self) -> None:
        """Read the message, or compose it as it will leave."""
        row = await self.ground.store.read(message_by_id, message_id=self.message_id)
        meeting = await self.ground.store.read(meeting_by_id, meeting_id=row.meeting_id)
        self.row = row
        self.heading.update(clean("\n".join(_state(row, meeting.zone)), lines=True))
        self.refresh_bindings()
        try:
            seen = await message_as_seen(
                self.ground.store, message_id=self.message_id, sender=self.ground.settings.sender
            )
        except UserError as problem:
            self.text.update(clean(f"It cannot be shown: {problem}", lines=True))
            return
        self.text.update(seen_text(seen))

    def names(self, verb_id: str) -> bool:
        """The footer names what can be done with the message as it is."""
        return self.why_not(verb_id) is None

    def why_not(self, verb_id: str) -> str | None:
        """Why something cannot be done with this message."""
        if self.row is None:
            return None
        if verb_id == "attach" and self.row.channel is Channel.LETTER:
            return "This is a letter: what goes with it is put into the envelope."
        return message_verbs.why_not("edit" if verb_id == "attach" else verb_id, self.row)

    async def do_send_test(self) -> None:
        """Send it to oneself."""
        await send_test(self.shell, self.ground, self.message_id)

    async def do_edit(self) -> None:
        """Change what it says."""
        if self.row is not None and await message_verbs.edit_words(self.shell, self.ground, self.row):
            self.reload()

    async def do_editor(self) -> None:
        """The same, in the user's own editor."""
        row = self.row
        if row is not None and await message_verbs.edit_words_outside(self.app, self.ground, row):
            self.reload()

    async def do_attach(self) -> None:
        """Attach a file to it."""
        if self.row is not None:
            owner = Owner(f"the message to {self.row.name}", message_id=self.message_id)
            if await attach_or_take_off(self.shell, self.ground, owner):
                self.reload()

    async def do_hold(self) -> None:
        """Hold it back, or release it."""
        if self.row is not None:
            await message_verbs.hold_or_release(self.shell, self.ground, [self.row])
            self.reload()

    async def do_remove(self) -> None:
        """Drop it."""
        if self.row is not None:
            await message_verbs.drop_messages(self.shell, self.ground, [self.row])
            self.reload()

    async def do_mark(self) -> None:
        """Mark the letter."""
        if self.row is not None and await message_verbs.mark_many(self.shell, self.ground, [self.row]):
            self.reload()

    async def do_print(self) -> None:
        """Print the letter."""
        if self.row is not None and await print_rows(self.shell, self.ground, [self.row]):
            self.reload()

    async def do_arrived(self) -> None:
        """Record that it has arrived."""
        await self._decide(arrived=True)

    async def do_send_again(self) -> None:
        """Let it wait to be sent again."""
        await self._decide(arrived=False)

    async def _decide(self, *, arrived: bool) -> None:
        if self.row is not None:
            await message_verbs.decide_about(self.shell, self.ground, self.row, arrived=arrived)
            self.reload()


def _state(row: MessageRow, zone: str) -> list[str]:
    """Where the message is and since when, and what the other side said about it."""
    what = sentence_case(kind_words(row.kind, 1, row.channel).removeprefix("1 "))
    when = f", {moment_in(row.sent_at, zone)}" if row.sent_at else ""
    days = [
        f"{name} {date_words(day)}"
        for name, day in (
            ("printed", row.printed_on),
            ("posted", row.posted_on),
            ("returned", row.returned_on),
        )
        if day
    ]
    state = ", ".join(days) if row.channel is Channel.LETTER and days else message_state(row) + when
    lines = [f"{what} to {row.name} · {state}"]
    if row.out_of_date is not None:
        lines.append(_OUT_OF_DATE[row.out_of_date])
    if row.reply and row.state is not Delivery.PLANNED:
        filed = row.reply.endswith(".eml")  # without a server, the reply is where the file lies
        lines.append(f"Lies as {row.reply.partition(' ')[2]}" if filed else f"The server said: {row.reply}")
    return lines
