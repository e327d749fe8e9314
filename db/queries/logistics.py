"""What has to be arranged for those who come to a meeting: needs, journeys, nights."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.enums import Answer, Category, Direction, NeedKind, TravelState
from db.queries.filters import INVITATIONS, conditions
from db.queries.parts import RowT, as_rows, organisation_of
from db.tables import Invitation, Need, Person, Stay, Travel

Conditions: TypeAlias = tuple[ColumnElement[bool], ...]
"""Which invitations are those of the people who come."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """Something to arrange for a person, at whichever meeting."""

    id: int
    person_id: int
    kind: NeedKind
    text: str


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """A journey to a meeting or home; instants are UTC."""

    id: int
    invitation_id: int
    direction: Direction
    state: TravelState
    carrier: str
    from_place: str
    to_place: str
    departs_at: datetime | None
    arrives_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class StayRow:
    """Nights in a hotel."""

    id: int
    invitation_id: int
    hotel: str
    arrives_on: date
    leaves_on: date
    paid_by: str
    note: str

    @property
    def nights(self) -> int:
        """How many nights it is."""
        return (self.leaves_on - self.arrives_on).days


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who comes or may come, with everything that is to be arranged."""

    invitation_id: int
    person_id: int
    name: str
    country: str | None
    category: Category
    organisation: str | None
    languages: str
    answer: Answer
    needs: tuple[NeedRow, ...] = ()
    journeys: tuple[JourneyRow, ...] = ()
    stays: tuple[StayRow, ...] = ()


def guests(session: Session, *, meeting_id: int, text: str = "") -> tuple[Guest, ...]:
    """Those who have accepted or may come, by family name; four statements however many they are."""
    coming = (
        Invitation.meeting_id == meeting_id,
        Invitation.answer.in_((Answer.ACCEPTED, Answer.TENTATIVE)),
    )
    people = session.execute(
        select(
            Invitation.id,
            Person.id,
            Person.full_name,
            Person.country,
            Person.category,
            organisation_of(Person.id),
            Person.languages,
            Invitation.answer,
        )
        .join(Person, Person.id == Invitation.person_id)
        .where(*coming, *conditions(text, INVITATIONS))
        .order_by(Person.sort_key, Invitation.id)
    ).all()
    needs = _needs(session, coming)
    journeys = _journeys(session, coming)
    stays = _stays(session, coming)
    return tuple(
        Guest(*row, needs=tuple(needs[row[1]]), journeys=tuple(journeys[row[0]]), stays=tuple(stays[row[0]]))
        for row in people
    )


def _needs(session: Session, coming: Conditions) -> dict[int, list[NeedRow]]:
    """The needs by person."""
    rows = session.execute(
        select(Need.id, Need.person_id, Need.kind, Need.text)
        .join(Invitation, Invitation.person_id == Need.person_id)
        .where(*coming)
        .order_by(Need.kind, Need.id)
    )
    return _grouped(as_rows(NeedRow, rows), lambda need: need.person_id)


def _journeys(session: Session, coming: Conditions) -> dict[int, list[JourneyRow]]:
    """The journeys by invitation."""
    rows = session.execute(
        select(
            Travel.id,
            Travel.invitation_id,
            Travel.direction,
            Travel.state,
            Travel.carrier,
            Travel.from_place,
            Travel.to_place,
            Travel.departs_at,
            Travel.arrives_at,
            Travel.note,
        )
        .join(Invitation, Invitation.id == Travel.invitation_id)
        .where(*coming)
        .order_by(Travel.direction, Travel.id)
    )
    return _grouped(as_rows(JourneyRow, rows), lambda journey: journey.invitation_id)


def _stays(session: Session, coming: Conditions) -> dict[int, list[StayRow]]:
    """The nights by invitation."""
    rows = session.execute(
        select(
            Stay.id,
            Stay.invitation_id,
            Stay.hotel,
            Stay.arrives_on,
            Stay.leaves_on,
            Stay.paid_by,
            Stay.note,
        )
        .join(Invitation, Invitation.id == Stay.invitation_id)
        .where(*coming)
        .order_by(Stay.arrives_on, Stay.id)
    )
    return _grouped(as_rows(StayRow, rows), lambda stay: stay.invitation_id)


def _grouped(rows: Iterable[RowT], key: Callable[[RowT], int]) -> dict[int, list[RowT]]:
    found: dict[int, list[RowT]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
