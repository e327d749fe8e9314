"""Pieces that several questions share: the organisation of a person, the delivery of an invitation."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import QueryableAttribute

from db.enums import Delivery, MessageKind
from db.tables import Call, Organisation, OutboxMessage, Position

RowT = TypeVar("RowT")
Query: TypeAlias = Select[*tuple[Any, ...]]
"""A query whose columns become the fields of a frozen row."""


def as_rows(kind: Callable[..., RowT], result: Iterable[Any]) -> tuple[RowT, ...]:
    """The rows of a query as frozen dataclasses whose fields stand in the order of its columns."""
    return tuple(kind(*row) for row in result)


def organisation_of(person_id: QueryableAttribute[int]) -> ScalarSelect[str]:
    """The name of the organisation that somebody is in now; the first where there are several."""
    return (
        select(Organisation.name)
        .join(Position, Position.organisation_id == Organisation.id)
        .where(Position.person_id == person_id, Position.ends_on.is_(None))
        .order_by(Position.id)
        .limit(1)
        .scalar_subquery()
    )


def latest_delivery(invitation_id: QueryableAttribute[int]) -> ScalarSelect[Delivery]:
    """The state of the newest invitation by mail or letter; NULL when none was prepared."""
    return (
        select(OutboxMessage.state)
        .where(
            OutboxMessage.invitation_id == invitation_id,
            OutboxMessage.kind == MessageKind.INVITATION,
            OutboxMessage.state != Delivery.DROPPED,
        )
        .order_by(OutboxMessage.id.desc())
        .limit(1)
        # Its own outbox, also where the question around it lists messages.
        .correlate_except(OutboxMessage)
        .scalar_subquery()
    )


def call_count(invitation_id: QueryableAttribute[int]) -> ScalarSelect[int]:
    """How many calls were made about an invitation."""
    return select(func.count()).where(Call.invitation_id == invitation_id).scalar_subquery()
