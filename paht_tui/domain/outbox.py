"""The one place where delivery changes: messages and letters, from the first draft to what became of them.

Nothing else assigns a delivery state; a test holds that. Sending itself is `jobs/send.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, inspect, select

from db.change import Change
from db.enums import BatchState, Channel, ContactState, Delivery, MessageKind
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
_LEFT = {Delivery.SENT, Delivery.IN_DOUBT}
WAITING = (Delivery.QUEUED, Delivery.DEFERRED)
"""What a sender may take up."""

_ROW = inspect(OutboxMessage).columns
_BY_NUMBER = select(*_ROW).where(_ROW["id"] == bindparam("number"))
_CLAIMABLE = (
    select(*_ROW)
    .where(
        _ROW["batch_id"] == bindparam("batch_id"),
        _ROW["state"].in_(bindparam("states", expanding=True)),
        _ROW["claimed_by"].is_distinct_from(bindparam("worker")),
    )
    .order_by(_ROW["id"])
    .limit(1)
    .with_for_update(skip_locked=True)
)


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


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this sender alone may now hand over."""

    id: int
    message_id: str
    to_name: str
    to_address: str
    subject: str
    text: str
    language: str
    kind: MessageKind
    session_id: int | None
    sequence: int | None
    claimed_at: datetime


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of a claimed message: the state, what the other side said, and the bytes if it left."""

    id: int
    state: Delivery
    reply: str
    raw: bytes | None = None
    address_refused: bool = False
    """Whether the refusal was about the address, which is then marked."""


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
    rows: list[dict[str, Any]] = [
        {
            "batch_id": batch.id,
            "meeting_id": meeting_id,
            "invitation_id": message.invitation_id,
            "person_id": message.person_id,
            "session_id": message.session_id,
            "sequence": message.sequence,
            "kind": kind,
            "channel": channel,
            "state": Delivery.PLANNED,
            "once": message.once,
            "message_id": message.message_id,
            "to_name": message.to_name,
            "to_address": message.to_address,
            "language": message.language,
            "subject": message.subject,
            "text": message.text,
            "planned_at": change.at,
        }
        for message in fresh
    ]
    keys = change.add_many(OutboxMessage, rows)
    if channel is Channel.LETTER:
        change.add_many(Letter, [{"outbox_id": key} for key in keys], meeting_id=meeting_id)
    return batch.id


def release_batch(change: Change, *, batch_id: int) -> int:
    """Let the drafts of a batch go, after the sentence was confirmed; how many are waiting now.

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
    planned = select(OutboxMessage).where(
        OutboxMessage.batch_id == batch_id, OutboxMessage.state == Delivery.PLANNED
    )
    for message in session.scalars(planned):
        move(change, message, Delivery.QUEUED)
    change.set(batch, state=BatchState.SENDING)
    return _count(change, batch_id, WAITING)


def settle_batch(change: Change, *, batch_id: int) -> BatchState:
    """Record how a run of sending left the batch: finished, or paused with messages waiting."""
    batch = change.session.get_one(Batch, batch_id)
    if batch.state in {BatchState.PREPARED, BatchState.DROPPED}:
        return batch.state
    waiting = _count(change, batch_id, (*WAITING, Delivery.SENDING, Delivery.PLANNED))
    state = BatchState.PAUSED if waiting else BatchState.FINISHED
    change.describe("batch.settled", f"The batch is {state.value}", undoable=False)
    change.set(batch, state=state)
    return state


def claim(change: Change, *, batch_id: int, worker: str) -> Claimed | None:
    """Take up the next waiting message of a batch for this worker alone; None when none waits.

    A message that was deferred waits for the next run: it is not taken up twice by one worker.
    """
    message = change.session.execute(
        _CLAIMABLE, {"batch_id": batch_id, "states": WAITING, "worker": worker}
    ).one_or_none()
    if message is None:
        return None
    change.describe("message.sending", f"Sending to {message.to_name}", undoable=False)
    _move_row(
        change,
        message,
        Delivery.SENDING,
        claimed_by=worker,
        claimed_at=change.at,
        attempts=message.attempts + 1,
    )
    return Claimed(
        id=message.id,
        message_id=message.message_id,
        to_name=message.to_name,
        to_address=message.to_address,
        subject=message.subject,
        text=message.text,
        language=message.language,
        kind=message.kind,
        session_id=message.session_id,
        sequence=message.sequence,
        claimed_at=change.at,
    )


def record(change: Change, *, handed_over: HandedOver) -> None:
    """Record what became of a message that was claimed; a permanent refusal marks the address."""
    message = change.session.execute(_BY_NUMBER, {"number": handed_over.id}).one()
    state = handed_over.state
    what = f"{message.kind.value.capitalize()} to {message.to_name}: {state.value.replace('_', ' ')}"
    change.describe(f"message.{state.value}", what, undoable=False)
    sent_at = change.at if state is Delivery.SENT else None
    _move_row(change, message, state, reply=handed_over.reply, raw=handed_over.raw, sent_at=sent_at)
    if handed_over.address_refused:
        _mark_address(change, message.person_id, message.to_address, ContactState.BOUNCED)


def record_and_claim(
    change: Change, *, handed_over: HandedOver | None, batch_id: int, worker: str
) -> Claimed | None:
    """Record one message and take up the next in one transaction: each is durable before the next step."""
    if handed_over is not None:
        record(change, handed_over=handed_over)
    # Another act about another person, with a sentence of its own in the history.
    following = Change(change.session, change.at, change.actor)
    claimed = claim(following, batch_id=batch_id, worker=worker)
    following.write_history()
    return claimed


def give_back(change: Change, *, message_id: int) -> None:
    """Let a message wait again that was claimed and has certainly not been handed over."""
    message = change.session.get_one(OutboxMessage, message_id)
    change.describe("message.queued", f"{message.to_name}: waits again", undoable=False)
    attempts = message.attempts - 1
    move(change, message, Delivery.QUEUED, claimed_by=None, claimed_at=None, attempts=attempts)


def doubt(change: Change, *, message_ids: Sequence[int], why: str) -> int:
    """Set messages in doubt whose sender is gone: they may have arrived, and a person decides; how many."""
    doubtful = 0
    for message_id in message_ids:
        message = change.session.get_one(OutboxMessage, message_id)
        if message.state is Delivery.SENDING:
            change.describe(
                "message.in_doubt", f"{message.to_name}: the message may have left", undoable=False
            )
            move(change, message, Delivery.IN_DOUBT, reply=why)
            doubtful += 1
    return doubtful


def decide(change: Change, *, message_id: int, arrived: bool) -> None:
    """Record a person's decision about a message in doubt, or send a failed one again (`arrived` False).

    Raises:
        UserError: there is nothing to decide about this message, or it was prepared anew since it failed.
    """
    message = change.session.get_one(OutboxMessage, message_id)
    if message.state not in {Delivery.IN_DOUBT, Delivery.FAILED}:
        raise UserError(
            f"Nothing is to be decided: the message to {message.to_name} is {message.state.value}."
        )
    if arrived:
        change.describe("message.sent", f"{message.to_name}: it had arrived", undoable=False)
        move(change, message, Delivery.SENT, sent_at=message.claimed_at)
        return
    change.describe("message.queued", f"{message.to_name}: to be sent again", undoable=False)
    move(change, message, Delivery.QUEUED, claimed_by=None, once=_taken_again(change, message))
    change.set(change.session.get_one(Batch, message.batch_id), state=BatchState.PAUSED)


def hold(change: Change, *, message_id: int) -> None:
    """Keep one message back while the others go; held again, it goes with them."""
    message = change.session.get_one(OutboxMessage, message_id)
    held = message.state is Delivery.HELD
    change.describe("message.held", f"{'Released' if held else 'Held'} the message to {message.to_name}")
    move(change, message, Delivery.PLANNED if held else Delivery.HELD)


def drop(change: Change, *, message_id: int) -> None:
    """Take one message out of its batch; it will not be sent."""
    message = change.session.get_one(OutboxMessage, message_id)
    change.describe("message.dropped", f"Dropped the message to {message.to_name}")
    move(change, message, Delivery.DROPPED)


def bounce(change: Change, *, message_id: int, reply: str) -> None:
    """Record that a message came back: the address is marked, and the invitation may be sent anew."""
    message = change.session.get_one(OutboxMessage, message_id)
    change.describe("message.bounced", f"The message to {message.to_name} bounced")
    move(change, message, Delivery.BOUNCED, reply=reply)
    _mark_address(change, message.person_id, message.to_address, ContactState.BOUNCED)


def remove_batch(change: Change, *, batch_id: int) -> None:
    """Drop a batch nothing of which has left; its messages may be prepared anew.

    Raises:
        UserError: something has left.
    """
    session = change.session
    batch = session.get_one(Batch, batch_id)
    left = _count(change, batch_id, (*_LEFT, Delivery.SENDING, Delivery.BOUNCED, Delivery.RETURNED))
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
    change.set(message, **_moved(message, state, values))


def _move_row(change: Change, message: Row[Any], state: Delivery, **values: Any) -> None:
    """The same for the plain row of a message that is being sent, where each statement counts."""
    change.update(OutboxMessage, message._asdict(), **_moved(message, state, values))


def _moved(message: OutboxMessage | Row[Any], state: Delivery, values: dict[str, Any]) -> dict[str, Any]:
    """What is altered when a message comes into this state."""
    if state not in FOLLOWS[message.state]:
        raise UserError(
            f"The message to {message.to_name} is {message.state.value.replace('_', ' ')}:"
            f" it cannot become {state.value.replace('_', ' ')}."
        )
    if state in _NEVER_ARRIVED and message.once:
        values["once"] = f"{_freed(message)}{message.once.removeprefix(_freed(message))}"
    return {"state": state, **values}


def _freed(message: OutboxMessage | Row[Any]) -> str:
    """What stands before `once` of a message that never arrived, so that another may leave in its place."""
    return f"message {message.id} never arrived: "


def _taken_again(change: Change, message: OutboxMessage) -> str | None:
    """`once` of a message that shall leave after all."""
    if message.once is None:
        return None
    once = message.once.removeprefix(_freed(message))
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


def _mark_address(change: Change, person_id: int, address: str, state: ContactState) -> None:
    rows = select(EmailAddress).where(
        EmailAddress.person_id == person_id, EmailAddress.address_key == address.lower()
    )
    for row in change.session.scalars(rows):
        change.set(row, state=state)
