"""From the outbox to a server and back: a message is taken up by one sender, and what became of it recorded.

The states themselves are assigned in `outbox.py`. Nothing here sends.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, inspect, select
from sqlalchemy.orm import Session

from db.change import Change
from db.enums import Answer, BatchState, ContactState, Delivery, MessageKind
from db.queries.entries import in_order, kept_answer
from db.tables import Batch, OutboxMessage
from paht_tui.domain.entries import is_overtaken
from paht_tui.domain.outbox import WAITING, mark_address, move, move_row, taken_again
from paht_tui.domain.sending_policy import Pacing, domain_of, retry_at
from paht_tui.errors import UserError

AT_ONCE = 50
"""How many messages are read ahead: few enough to be fresh and to need little room."""
_ALL_TIME = Pacing()
_MINUTE = timedelta(minutes=1)
_ON_ITS_WAY = timedelta(seconds=15)
"""After how long it is looked up whether an earlier message to the same person has left."""
_AS_READ = ("state", "attempts", "subject", "text", "to_address")
"""What must stand as it was read ahead when a message is taken up: else somebody has altered it meanwhile."""

_MINE = ("state", "claimed_by", "attempts")
"""What must stand as it was claimed when it is recorded what became of a message."""

_ROW = inspect(OutboxMessage).columns
_READ = (
    *("id", "batch_id", "meeting_id", "person_id", "invitation_id", "message_id", "to_name", "language"),
    *("kind", "session_id", "sequence", "once", "claimed_by", "claimed_at", "retry_at", "reply", "sent_at"),
    *_AS_READ,
)
_UPCOMING = [*(_ROW[name] for name in _READ), kept_answer().label("answer")]
_BY_NUMBER = select(*(each for each in _ROW if each.key not in {"text", "subject", "raw"})).where(
    _ROW["id"] == bindparam("number")
)
_NOW = bindparam("now", type_=_ROW["retry_at"].type)
_DUE = (
    select(*_UPCOMING)
    .join(Batch, Batch.id == _ROW["batch_id"])
    .where(
        _ROW["batch_id"] == bindparam("batch"),
        _ROW["id"] > bindparam("after"),
        _ROW["state"].in_(WAITING),
        func.coalesce(_ROW["retry_at"], _NOW) <= _NOW,
        Batch.released_at.is_not(None),
        func.coalesce(Batch.send_after, _NOW) <= _NOW,
        in_order(),
    )
    .order_by(_ROW["id"])
    .limit(AT_ONCE)
)
"""Built once: to build it takes as long as to run it."""

Upcoming = Row[Any]
"""A message that waits, as it was read."""


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
    answer: Answer | None
    """That stands for the calendar entry as it is here, and is kept; None: it asks for one."""
    claimed_at: datetime
    row: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The columns as they stand since it was claimed, so that they need not be read again."""


_OWN = tuple(each.name for each in fields(Claimed) if each.name not in {"claimed_at", "row"})


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing may leave before `until`; `number` messages wait, and `why` says for what."""

    until: datetime
    number: int
    why: str
    planned: bool = False
    """Whether that is the time for which a person planned the batch."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of a claimed message: the state, what the other side said, and the bytes if it left."""

    id: int
    state: Delivery
    reply: str
    raw: bytes | None = None
    address_refused: bool = False
    """Whether the refusal was about the address, which is then marked."""
    too_fast: bool = False
    """Whether it was put off because we are too fast."""
    row: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The columns as they were claimed, where they are known."""


def upcoming(
    session: Session, *, batch_id: int, now: datetime, after: int = 0, without: Iterable[str] = ()
) -> tuple[Upcoming, ...]:
    """The next messages of a batch that are due, `after` this number, `without` those to these domains.

    None of a batch that nobody has released.
    """
    wanted = _DUE
    for domain in without:
        wanted = wanted.where(~func.lower(_ROW["to_address"]).endswith(f"@{domain}", autoescape=True))
    values = {"batch": batch_id, "after": after, "now": now}
    return tuple(session.execute(wanted, values))


def claim(
    change: Change,
    *,
    batch_id: int,
    worker: str,
    known: Sequence[Upcoming] = (),
    pacing: Pacing = _ALL_TIME,
) -> Claimed | Wait | None:
    """Take up the next message of a batch that is due for this worker alone; None when none waits.

    `known` is what was read ahead; what of it has changed since is passed over.
    """
    now = change.at
    left = _left_of_late(change.session, now) if pacing.limits else ()
    until = max(pacing.opens_at(now), pacing.free_at(now, left))
    busy = pacing.busy_domains(now, left)
    if until <= now:
        free = [row for row in known if domain_of(row.to_address) not in busy] if busy else known
        if claimed := _first_of(change, free, worker):
            return claimed
        fresh = upcoming(change.session, batch_id=batch_id, now=now, without=busy)
        if claimed := _first_of(change, fresh, worker):
            return claimed
    return _wait(change.session, batch_id, now, until=until, busy=busy)


def record(change: Change, *, handed_over: HandedOver) -> Delivery:
    """Record what became of a message that was claimed; the state it came to.

    A permanent refusal marks the address; what was put off too often has failed.
    """
    state = _record(change, handed_over, handed_over.row, unchanged=_MINE) if handed_over.row else None
    if state is None:
        message = change.session.execute(_BY_NUMBER, {"number": handed_over.id}).one()
        state = _record(change, handed_over, message._asdict())
    assert state is not None
    return state


def _record(
    change: Change, handed_over: HandedOver, message: Mapping[str, Any], *, unchanged: Sequence[str] = ()
) -> Delivery | None:
    """The state it came to; None, and nothing is recorded, where one of `unchanged` is not as it was read."""
    state, reply, due = handed_over.state, handed_over.reply, None
    attempts = message["attempts"]
    if state is Delivery.DEFERRED:
        due = retry_at(change.at, attempts=attempts, too_fast=handed_over.too_fast)
        if due is None:
            state, reply = Delivery.FAILED, f"{reply} (given up after {attempts} attempts)"
    values: dict[str, Any] = {"reply": reply, "retry_at": due}
    if state is Delivery.SENT:
        values["sent_at"] = change.at
    if handed_over.raw is not None:
        values["raw"] = handed_over.raw
    if not move_row(change, {**message, "raw": None}, state, unchanged=unchanged, **values):
        return None
    what = f"{message['kind'].value.capitalize()} to {message['to_name']}: {state.value.replace('_', ' ')}"
    change.describe(f"message.{state.value}", what, undoable=False)
    if handed_over.address_refused:
        mark_address(change, message["person_id"], message["to_address"], ContactState.BOUNCED)
    return state


def record_and_claim(
    change: Change,
    *,
    handed_over: HandedOver,
    batch_id: int,
    worker: str,
    known: Sequence[Upcoming] = (),
    pacing: Pacing = _ALL_TIME,
) -> tuple[Delivery, Claimed | Wait | None]:
    """Record one message and take up the next in one transaction: each is durable before the next step."""
    state = record(change, handed_over=handed_over)
    # Another act about another person, with a sentence of its own in the history.
    following = change.another()
    return state, claim(following, batch_id=batch_id, worker=worker, known=known, pacing=pacing)


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

    One in doubt about whose calendar entry something newer was prepared is not sent again: it has failed.

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
    if is_overtaken(change.session, message):
        _give_up(change, message)
        return
    change.describe("message.queued", f"{message.to_name}: to be sent again", undoable=False)
    once = taken_again(change, message)
    move(change, message, Delivery.QUEUED, claimed_by=None, retry_at=None, attempts=0, once=once)
    batch = change.session.get_one(Batch, message.batch_id)
    if batch.state is BatchState.FINISHED:
        # What was confirmed has left: this one waits for a sentence of its own.
        change.set(batch, released_at=None)
    change.set(batch, state=BatchState.PAUSED)


def _give_up(change: Change, message: OutboxMessage) -> None:
    if message.state is Delivery.FAILED:
        raise UserError(
            f"{message.to_name} was written to anew since this message failed: it stays as it is."
        )
    change.describe("message.failed", f"{message.to_name}: not sent again, overtaken", undoable=False)
    move(change, message, Delivery.FAILED, reply=f"{message.reply} (not sent again: a newer message follows)")


def found_sent(change: Change, *, message_id: int) -> None:
    """Record that a message in doubt was sent, because a copy lies in the folder of sent mail."""
    message = change.session.get_one(OutboxMessage, message_id)
    if message.state is Delivery.IN_DOUBT:
        change.describe("message.sent", f"{message.to_name}: it lies in the sent folder", undoable=False)
        reply = f"{message.reply} (found in the sent folder)"
        move(change, message, Delivery.SENT, sent_at=message.claimed_at, reply=reply)


def as_claimed(row: Upcoming, at: datetime) -> Claimed:
    """A message as it would be handed over at this instant; it is not taken up by that."""
    return _claimed(row._asdict(), at)


def _claimed(row: dict[str, Any], at: datetime) -> Claimed:
    own = {name: row[name] for name in _OWN}
    return Claimed(**own, claimed_at=at, row=row)


def _first_of(change: Change, rows: Iterable[Upcoming], worker: str) -> Claimed | None:
    """The first of these messages that still is as it was read, and is now this worker's."""
    for each in rows:
        row = each._asdict()
        taken = {"claimed_by": worker, "claimed_at": change.at, "attempts": each.attempts + 1}
        if move_row(change, row, Delivery.SENDING, unchanged=_AS_READ, **taken):
            change.describe("message.sending", f"Sending to {each.to_name}", undoable=False)
            return _claimed({**row, **taken, "state": Delivery.SENDING}, change.at)
    return None


def _left_of_late(session: Session, now: datetime) -> list[tuple[datetime, str]]:
    """When messages were taken up in the last minute, by whomever, and to which domains they go."""
    wanted = select(_ROW["claimed_at"], _ROW["to_address"]).where(_ROW["claimed_at"] > now - _MINUTE)
    return [(at, domain_of(address)) for at, address in session.execute(wanted)]


def _wait(
    session: Session, batch_id: int, now: datetime, *, until: datetime, busy: Mapping[str, datetime]
) -> Wait | None:
    """For what the rest of a batch waits; None when nothing of it does, or it was stopped."""
    wanted = (
        select(func.count(), func.min(func.coalesce(_ROW["retry_at"], now)), Batch.send_after)
        .join(Batch, Batch.id == _ROW["batch_id"])
        .where(_ROW["batch_id"] == batch_id, _ROW["state"].in_(WAITING), Batch.released_at.is_not(None))
        .group_by(Batch.send_after)
    )
    found = session.execute(wanted).one_or_none()
    if found is None:
        return None
    number, due, after = found
    if after is not None and after > now:
        return Wait(after, number, "as it was planned", planned=True)
    if due > now:
        return Wait(due, number, "the server has put them off")
    if until > now:
        return Wait(until, number, "no more may leave sooner")
    if not session.scalar(
        select(func.count()).where(_ROW["batch_id"] == batch_id, _ROW["state"].in_(WAITING), in_order())
    ):
        return Wait(now + _ON_ITS_WAY, number, "what was sent to them before is still on its way")
    return Wait(min(busy.values(), default=now), number, "no more may leave to their domain sooner")
