"""How batches and messages are listed, wherever they are: the columns and the words in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from rich.text import Text

from db.enums import BatchState, Channel, Delivery, MessageKind
from paht_tui.ui.local import day_and_clock, moment_in, town_of
from paht_tui.ui.when import day_words
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.words import delivery_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from db.queries.mail import BatchRow, MessageRow
    from paht_tui.domain.contradictions import Contradiction

_KINDS: Final = {
    MessageKind.TRAVEL: ("travel message", "travel messages"),
    MessageKind.THANKS: ("message of thanks", "messages of thanks"),
    MessageKind.REGRETS: ("message of regret", "messages of regret"),
}
_STATES: Final = {
    BatchState.PREPARED: "prepared",
    BatchState.SENDING: "being sent",
    BatchState.PAUSED: "stopped",
    BatchState.FINISHED: "finished",
    BatchState.DROPPED: "dropped",
}
_NAMED: Final = 2
NEEDS_CARE: Final = (Delivery.IN_DOUBT, Delivery.FAILED, Delivery.BOUNCED)
"""States of delivery that a person has to decide about."""


def kind_words(kind: MessageKind, number: int, channel: Channel = Channel.EMAIL) -> str:
    """A number of messages of a kind: "64 invitations", "1 message of thanks", "6 invitations by letter"."""
    one, many = _KINDS.get(kind, (kind.value, f"{kind.value}s"))
    by_post = " by letter" if channel is Channel.LETTER else ""
    return f"{number} {one if number == 1 else many}{by_post}"


def stamp(moment: datetime | None, zone: str) -> str:
    """When something was, in a column: `16 Jan 12:00` in `zone`; nothing when it was not."""
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone))
    _, day, month, _ = day_words(local).split(" ")
    return f"{day} {month} {local:%H:%M}"


def date_words(day: date) -> str:
    """A day as `4 Jan 2012`."""
    return day_words(datetime(day.year, day.month, day.day, tzinfo=UTC)).partition(" ")[2]


def batch_state(row: BatchRow) -> str:
    """How far a batch is; letters of which some are in the post are not stopped, as a run of sending is."""
    if row.channel is Channel.LETTER and row.state is BatchState.PAUSED:
        return "under way"
    released = row.waiting and row.released_at is not None and row.send_after is not None
    return "scheduled" if released and not row.begun else _STATES[row.state]


def batch_times(row: BatchRow, zone: str) -> str:
    """When a batch was prepared, and for what its rest waits or why it was paused; the town is named once."""
    prepared, because = moment_in(row.prepared_at, zone), row.paused_because
    if because or not row.waiting or row.released_at is None:
        return f"prepared {prepared}{f' · {because}' if because else ''}"
    what, due = (
        ("tried again", row.due_at) if row.send_after is None or row.begun else ("to leave", row.send_after)
    )
    if due is None:
        return f"prepared {prepared}"
    return f"prepared {day_and_clock(row.prepared_at, zone)} · {what} {moment_in(due, zone)}"


def batch_counts(row: BatchRow) -> str:
    """Where the messages of a batch are, in a few words."""
    sent = "posted" if row.channel is Channel.LETTER else "sent"
    counts = (
        (row.planned, "ready"),
        (row.waiting, "waiting" if row.waiting == 1 else "wait"),
        (row.sent, sent),
        (row.in_doubt, "in doubt"),
        (row.failed, "failed"),
        (row.held, "held"),
    )
    words = [f"{number} {what}" for number, what in counts if number]
    return ", ".join(words) or "nothing left in it"


def contradicted(others: Sequence[Contradiction]) -> list[str]:
    """A line for each other batch that waits and tells the same people what cannot also hold."""
    return [f"! {other.sentence(most=_NAMED)}" for other in others]


def message_state(row: MessageRow) -> str:
    """Where a message or letter is; a letter that is printed lies ready to be posted, if it still holds."""
    if row.channel is Channel.LETTER and row.state is Delivery.PLANNED:
        if row.out_of_date:
            return "outdated"
        return "printed" if row.printed_on else "to print"
    return "ready" if row.state is Delivery.PLANNED else delivery_word(row.state, row.channel)


def state_text(row: MessageRow) -> Text:
    """The state, in bold where a person has to decide."""
    out_of_date = row.state is Delivery.PLANNED and row.out_of_date is not None
    return Text(message_state(row), "bold" if row.state in NEEDS_CARE or out_of_date else "")


def batch_columns(zone_of: Callable[[BatchRow], str], *, with_meeting: bool) -> list[Column[BatchRow]]:
    """The columns of a list of batches."""
    columns = [
        Column["BatchRow"](
            "Batch",
            lambda row: kind_words(row.kind, row.total, row.channel),
            width=23,
            weight=1,
            most=34,
        ),
        Column["BatchRow"]("Meeting", lambda row: row.meeting, width=16, weight=2, most=40, drop_order=2),
        Column["BatchRow"]("State", batch_state, width=10),
        Column["BatchRow"]("Messages", batch_counts, width=17, weight=4, most=44),
        Column["BatchRow"](
            "Prepared",
            lambda row: f"{stamp(row.prepared_at, zone_of(row))} {town_of(zone_of(row))}",
            width=22,
            weight=1,
            most=26,
            drop_order=1,
        ),
    ]
    return [column for column in columns if with_meeting or column.title != "Meeting"]


def message_columns(zone_of: Callable[[MessageRow], str]) -> list[Column[MessageRow]]:
    """The columns of a list of messages and letters."""
    return [
        Column("To", lambda row: row.name, width=20, weight=2, most=36),
        Column("Address", _address, width=18, weight=2, most=36, drop_order=2),
        Column("What", lambda row: row.kind.value, width=12, drop_order=3),
        Column("In", lambda row: row.language, width=2),
        Column("State", state_text, width=9),
        Column("When", lambda row: _when(row, zone_of(row)), width=23),
        Column("What the server said", lambda row: row.reply, width=24, weight=3, most=80, drop_order=4),
    ]


def _address(row: MessageRow) -> str:
    return ", ".join(row.to_address.splitlines()) if row.channel is Channel.LETTER else row.to_address


def _when(row: MessageRow, zone: str) -> str:
    if row.channel is Channel.LETTER:
        day = row.returned_on or row.posted_on or row.printed_on
        return date_words(day) if day else ""
    moment = row.sent_at
    return f"{stamp(moment, zone)} {town_of(zone)}" if moment else ""
