"""The one place where delivery changes: messages and letters, from the first draft to what became of them.

Nothing else assigns a delivery state; a test holds that. Sending itself is `jobs/send.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, inspect, select

from db.change import Change
from db.enums import BatchState, Channel, ContactState, Delivery, MessageKind
from db.queries.entries import NOT_LEFT
from db.tables import Batch, EmailAddress, Letter, Meeting, OutboxMessage
from paht_tui.errors import UserError

FOLLOWS: dict[Delivery, set[Delivery]] = {
    Delivery.PLANNED: {Delivery.QUEUED, Delivery.HELD, Delivery.DROPPED, Delivery.SENT},
    Delivery.HELD: {Delivery.PLANNED, Delivery.DROPPED},
    Delivery.QUEUED: {Delivery.SENDING, Delivery.PLANNED, Delivery.HELD, Delivery.DROPPED},
    Delivery.SENDING: {Delivery.SENT, Delivery.DEFERRED, Delivery.FAILED, Delivery.IN_DOUBT, Delivery.QUEUED},
    Delivery.DEFERRED: {Delivery.SENDING, Delivery.QUEUED, Delivery.HELD, Delivery.DROPPED, Delivery.FAILED},
    Delivery.FAILED: {Delivery.QUEUED, Delivery.DROPPED},
    Delivery.IN_DOUBT: {Delivery.SENT, Delivery.QUEUED, Delivery.FAILED},
    Delivery.SENT: {Delivery.BOUNCED, Delivery.RETURNED},
    Delivery.BOUNCED: set(),
    Delivery.RETURNED: set(),
    Delivery.DROPPED: set(),
}
"""What may follow a state of delivery. A letter goes from planned to sent when it is posted."""

_NEVER_ARRIVED = {Delivery.FAILED, Delivery.BOUNCED, Delivery.RETURNED, Delivery.DROPPED}
_GONE = (Delivery.SENT, Delivery.IN_DOUBT, Delivery.SENDING, Delivery.BOUNCED, Delivery.RETURNED)
WAITING = (Delivery.QUEUED, Delivery.DEFERRED)
"""What a sender may take up."""

_LINKED = [
    inspect(OutboxMessage).columns[name]
    for name in ("id", "state", "batch_id", "meeting_id", "person_id", "invitation_id")
]
"""What the history needs of a message whose state changes."""
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Planned:
    """A message or letter ready to be put into the outbox, its placeholders filled in."""

    invitation_id: int
    person_id: int
    message_id: str
    to_name: str
    to_address: str
    subject: str
    text: str
    language: str = "en"
    session_id: int | None = None
    sequence: int | None = None
    once: str | None = None


def prepare_batch(
    change: Change,
    *,
    meeting_id: int,
    kind: MessageKind,
    messages: Sequence[Planned],
    template_id: int | None = None,
    channel: Channel = Channel.EMAIL,
    sender_name: str = "",
    sender_address: str = "",
) -> int:
    """Put messages into the outbox as drafts; what was sent or is prepared already is left out.

    What waits about the same calendar entry is dropped: only the last word about it may leave.

    Raises:
        UserError: nothing would be left to send.
    """
    session = change.session
    wanted = [message.once for message in messages if message.once]
    taken = set(session.scalars(select(OutboxMessage.once).where(OutboxMessage.once.in_(wanted))))
    fresh = [message for message in messages if message.once not in taken]
    if not fresh:
        raise UserError("Everybody chosen has this message already, or it is prepared for them.")
    title = session.get_one(Meeting, meeting_id).title
    change.describe("batch.prepared", f"Prepared {len(fresh)} × {kind.value} to {title}")
    _drop_overtaken(change, fresh)
    batch = change.add(
        Batch(
            meeting_id=meeting_id,
            template_id=template_id,
            kind=kind,
            channel=channel,
            sender_name=sender_name,
            sender_address=sender_address,
            prepared_at=change.at,
        )
    )
    drafts = {
        "batch_id": batch.id,
        "meeting_id": meeting_id,
        "kind": kind,
        "channel": channel,
        "state": Delivery.PLANNED,
        "planned_at": change.at,
    }
    keys = change.add_many(OutboxMessage, [{**asdict(message), **drafts} for message in fresh])
    if channel is Channel.LETTER:
        change.add_many(Letter, [{"outbox_id": key} for key in keys], meeting_id=meeting_id)
    return batch.id


def release_batch(change: Change, *, batch_id: int, send_after: datetime | None = None) -> int:
    """Let the drafts of a batch go, after the sentence was confirmed; how many are waiting now.

    Nothing of it leaves before `send_after`.

    Raises:
        UserError: the batch was dropped, or consists of letters.
    """
    session = change.session
    batch = session.get_one(Batch, batch_id)
    if batch.state is BatchState.DROPPED:
        raise UserError("This batch was dropped: prepare it anew.")
    if batch.channel is not Channel.EMAIL:
        raise UserError("These are letters: print and post them.")
    change.describe("batch.released", f"Released a batch of {batch.kind.value}", undoable=False)
    planned = (
        select(*_LINKED)
        .where(OutboxMessage.batch_id == batch_id, OutboxMessage.state == Delivery.PLANNED)
        .limit(_AT_ONCE)
    )
    while rows := [row._asdict() for row in session.execute(planned)]:
        change.update_many(OutboxMessage, rows, state=Delivery.QUEUED)
        change.write_history()  # page by page, so that a large batch needs no more memory than a small one
    change.set(
        batch,
        state=BatchState.SENDING,
        released_at=change.at,
        send_after=send_after,
        paused_because="",
    )
    return _count(change, batch_id, WAITING)


def resume_batch(change: Change, *, batch_id: int) -> int:
    """Take up a batch again that was released before; how many are waiting."""
    batch = change.session.get_one(Batch, batch_id)
    change.describe("batch.resumed", f"Went on with a batch of {batch.kind.value}", undoable=False)
    change.set(batch, state=BatchState.SENDING)
    return _count(change, batch_id, WAITING)


def settle_batch(change: Change, *, batch_id: int, stopped: bool = False, because: str = "") -> BatchState:
    """Record how far a batch is, after a run of sending or a day at the post office.

    It is finished, or paused with messages or letters waiting; one of which nothing has left is as it was.
    One that was `stopped` by a person, or by the program `because` of something, is no longer released, at
    whatever time it was to leave.
    """
    batch = change.session.get_one(Batch, batch_id)
    untouched = batch.state is BatchState.PREPARED and not _count(change, batch_id, _GONE)
    if untouched or batch.state is BatchState.DROPPED:
        return batch.state
    waiting = _count(change, batch_id, (*WAITING, Delivery.SENDING, Delivery.PLANNED))
    state = BatchState.PAUSED if waiting else BatchState.FINISHED
    change.describe("batch.settled", f"The batch is {state.value}", undoable=False)
    change.set(batch, state=state)
    if waiting and (stopped or because):
        change.set(batch, released_at=None, send_after=None, paused_because=because)
    return state


def hold(change: Change, *, message_id: int) -> None:
    """Keep one message back while the others go; held again, it goes with them."""
    message = change.session.get_one(OutboxMessage, message_id)
    held = message.state is Delivery.HELD
    change.describe("message.held", f"{'Released' if held else 'Held'} the message to {message.to_name}")
    move(change, message, Delivery.PLANNED if held else Delivery.HELD)
    _settle_letters(change, message)


def drop(change: Change, *, message_id: int) -> None:
    """Take one message out of its batch; it will not be sent."""
    message = change.session.get_one(OutboxMessage, message_id)
    change.describe("message.dropped", f"Dropped the message to {message.to_name}")
    move(change, message, Delivery.DROPPED)
    _settle_letters(change, message)


def bounce(change: Change, *, message_id: int, reply: str) -> None:
    """Record that a message came back: the address is marked, and the invitation may be sent anew."""
    message = change.session.get_one(OutboxMessage, message_id)
    change.describe("message.bounced", f"The message to {message.to_name} bounced")
    move(change, message, Delivery.BOUNCED, reply=reply)
    mark_address(change, message.person_id, message.to_address, ContactState.BOUNCED)


def remove_batch(change: Change, *, batch_id: int) -> None:
    """Drop a batch nothing of which has left; its messages may be prepared anew.

    Raises:
        UserError: something has left.
    """
    session = change.session
    batch = session.get_one(Batch, batch_id)
    left = _count(change, batch_id, _GONE)
    if left:
        raise UserError(f"{left} of this batch have left the machine: hold or drop the others one by one.")
    change.describe("batch.dropped", f"Dropped a batch of {batch.kind.value}")
    for message in session.scalars(select(OutboxMessage).where(OutboxMessage.batch_id == batch_id)):
        if Delivery.DROPPED in FOLLOWS[message.state]:
            move(change, message, Delivery.DROPPED)
    change.set(batch, state=BatchState.DROPPED)


def move(change: Change, message: OutboxMessage, state: Delivery, **values: Any) -> None:
    """Set a new state of delivery with what belongs to it.

    Raises:
        UserError: the state cannot follow the one that stands.
    """
    known = {"id": message.id, "state": message.state, "to_name": message.to_name, "once": message.once}
    change.set(message, **_moved(known, state, values))


def move_row(
    change: Change, row: Mapping[str, Any], state: Delivery, *, unchanged: Sequence[str] = (), **values: Any
) -> bool:
    """The same for the plain row of a message that is being sent, where each statement counts.

    False, and nothing is altered, where one of the columns `unchanged` is no longer as it was read.
    """
    moved = _moved(row, state, values)
    return change.update(OutboxMessage, row, unchanged=unchanged, **moved)


def _moved(row: Mapping[str, Any], state: Delivery, values: dict[str, Any]) -> dict[str, Any]:
    """What is altered when a message comes into this state."""
    standing: Delivery = row["state"]
    if state not in FOLLOWS[standing]:
        raise UserError(
            f"The message to {row['to_name']} is {standing.value.replace('_', ' ')}:"
            f" it cannot become {state.value.replace('_', ' ')}."
        )
    if state in _NEVER_ARRIVED and row["once"]:
        values["once"] = f"{_freed(row['id'])}{row['once'].removeprefix(_freed(row['id']))}"
    return {"state": state, **values}


def _drop_overtaken(change: Change, fresh: Sequence[Planned]) -> None:
    """A cancellation takes the place of an invitation that has not left, and the other way round."""
    entries = {(each.invitation_id, each.session_id) for each in fresh if each.session_id is not None}
    waiting = select(OutboxMessage).where(
        OutboxMessage.invitation_id.in_({invitation for invitation, _ in entries}),
        OutboxMessage.session_id.is_not(None),
        OutboxMessage.state.in_(NOT_LEFT),
    )
    for message in change.session.scalars(waiting).all() if entries else ():
        if (message.invitation_id, message.session_id) in entries:
            move(change, message, Delivery.DROPPED)


def _settle_letters(change: Change, message: OutboxMessage) -> None:
    """Letters have no run of sending that would settle their batch at its end."""
    if message.channel is Channel.LETTER:
        settle_batch(change, batch_id=message.batch_id)


def _freed(message_id: int) -> str:
    """What stands before `once` of a message that never arrived, so that another may leave in its place."""
    return f"message {message_id} never arrived: "


def taken_again(change: Change, message: OutboxMessage) -> str | None:
    """`once` of a message that shall leave after all."""
    if message.once is None:
        return None
    once = message.once.removeprefix(_freed(message.id))
    others = select(OutboxMessage.id).where(OutboxMessage.once == once, OutboxMessage.id != message.id)
    if change.session.scalar(others) is not None:
        raise UserError(
            f"{message.to_name} was written to anew since this message failed: it stays as it is."
        )
    return once


def _count(change: Change, batch_id: int, states: Sequence[Delivery]) -> int:
    return (
        change.session.scalar(
            select(func.count()).where(OutboxMessage.batch_id == batch_id, OutboxMessage.state.in_(states))
        )
        or 0
    )


def mark_address(change: Change, person_id: int, address: str, state: ContactState) -> None:
    """Record what is known of an address, wherever the person has it."""
    rows = select(EmailAddress).where(
        EmailAddress.person_id == person_id, EmailAddress.address_key == address.lower()
    )
    for row in change.session.scalars(rows):
        change.set(row, state=state)
