"""Messages that carry a calendar entry, and what was changed of a meeting: what stands in which calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from db.enums import Channel, Delivery, MessageKind
from db.queries.parts import as_rows
from db.tables import History, Meeting, MeetingSession, OutboxMessage

NOT_LEFT = (Delivery.PLANNED, Delivery.HELD, Delivery.QUEUED, Delivery.DEFERRED)
"""It has certainly not left yet, and may."""
MAY_HAVE_LEFT = (Delivery.SENT, Delivery.SENDING, Delivery.IN_DOUBT)
"""It stands in the calendar, or may."""
_ON_THE_WAY = (Delivery.QUEUED, Delivery.DEFERRED, Delivery.SENDING)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A message that has put an entry into a calendar, or taken it out, or is to do so."""

    id: int
    invitation_id: int
    person_id: int
    session_id: int
    kind: MessageKind
    state: Delivery
    sequence: int
    written_at: datetime
    """When it was composed; before that, when it was prepared."""


@dataclass(frozen=True, slots=True)
class FactChanged:
    """One change of what a calendar or a letter says of a meeting, or of one of its sessions."""

    at: datetime
    session_id: int | None
    """None: of the meeting, and so of all its sessions."""
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def entry_messages(session: Session, *, meeting_id: int) -> tuple[EntryRow, ...]:
    """The messages of a meeting with a calendar entry that have left or may leave, in their order."""
    rows = session.execute(
        select(
            OutboxMessage.id,
            OutboxMessage.invitation_id,
            OutboxMessage.person_id,
            OutboxMessage.session_id,
            OutboxMessage.kind,
            OutboxMessage.state,
            OutboxMessage.sequence,
            func.coalesce(OutboxMessage.claimed_at, OutboxMessage.planned_at),
        )
        .where(
            OutboxMessage.meeting_id == meeting_id,
            OutboxMessage.channel == Channel.EMAIL,
            OutboxMessage.session_id.is_not(None),
            OutboxMessage.sequence.is_not(None),
            OutboxMessage.state.in_((*NOT_LEFT, *MAY_HAVE_LEFT)),
        )
        .order_by(OutboxMessage.id)
    )
    return as_rows(EntryRow, rows)


def facts_changed(session: Session, *, meeting_id: int) -> tuple[FactChanged, ...]:
    """What was altered of a meeting and of its sessions, in the order in which it was."""
    rows = session.execute(
        select(History.at, History.entity, History.entity_id, History.before, History.after)
        .where(
            History.meeting_id == meeting_id,
            History.entity.in_((Meeting.__tablename__, MeetingSession.__tablename__)),
            History.before.is_not(None),
            History.after.is_not(None),
        )
        .order_by(History.id)
    ).all()
    return tuple(
        FactChanged(
            row.at,
            row.entity_id if row.entity == MeetingSession.__tablename__ else None,
            row.before or {},
            row.after or {},
        )
        for row in rows
    )


def in_order() -> ColumnElement[bool]:
    """The condition that no earlier message about the same calendar entry is still on its way.

    A cancellation never overtakes what it takes back.
    """
    earlier = aliased(OutboxMessage)
    return ~(
        select(earlier.id)
        .where(
            earlier.invitation_id == OutboxMessage.invitation_id,
            earlier.session_id == OutboxMessage.session_id,
            earlier.id < OutboxMessage.id,
            earlier.state.in_(_ON_THE_WAY),
        )
        .exists()
    )
