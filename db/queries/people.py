"""Who is in the contacts, and everything known about one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import QueryableAttribute, Session

from db.change import AT_ONCE
from db.enums import Answer, Category, ContactState, NeedKind
from db.queries.filters import PEOPLE, conditions
from db.queries.parts import Query, as_rows, organisation_of
from db.tables import (
    Assistance,
    EmailAddress,
    Invitation,
    Meeting,
    Need,
    Office,
    OfficeMember,
    Organisation,
    Person,
    Phone,
    Position,
    PostalAddress,
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the contacts."""

    id: int
    name: str
    country: str | None
    category: Category
    organisation: str | None
    email: str | None
    email_state: ContactState | None
    phone: str | None
    do_not_contact: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach somebody: an address or a number; `through` names the office it belongs to."""

    id: int
    value: str
    label: str
    state: ContactState
    through: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """A meeting that somebody was invited to."""

    invitation_id: int
    meeting_id: int
    meeting: str
    city: str
    starts_on: date | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything known about a person, but the timeline (`db/queries/history.py`)."""

    id: int
    prefix: str
    given_name: str
    family_name: str
    post_nominals: str
    name: str
    category: Category
    country: str | None
    languages: str
    salutation: str
    do_not_contact: bool
    note: str
    emails: tuple[Reach, ...]
    phones: tuple[Reach, ...]
    addresses: tuple[Reach, ...]
    """Where letters go, each in one line."""
    positions: tuple[str, ...]
    needs: tuple[tuple[NeedKind, str], ...]
    assistants: tuple[str, ...]
    offices: tuple[str, ...]
    meetings: tuple[Invited, ...]


def count_people(session: Session, *, text: str = "") -> int:
    """How many contacts a filter finds."""
    return session.scalar(select(func.count()).select_from(Person).where(*conditions(text, PEOPLE))) or 0


def list_people(
    session: Session, *, text: str = "", offset: int = 0, limit: int = 200
) -> tuple[PersonRow, ...]:
    """The contacts a filter finds, by family name, a page at a time."""
    return as_rows(PersonRow, session.execute(_people(text).offset(offset).limit(limit)))


def person_ids(session: Session, *, text: str) -> tuple[int, ...]:
    """Everybody a filter finds, in the order of the list."""
    found = select(Person.id).where(*conditions(text, PEOPLE)).order_by(Person.sort_key, Person.id)
    return tuple(session.scalars(found))


def place_of_person(session: Session, *, person_id: int, text: str = "") -> int | None:
    """At which place, from 0, of the filtered contacts this person stands; None when not among them."""
    theirs = select(Person.sort_key).where(Person.id == person_id, *conditions(text, PEOPLE))
    key = session.scalar(theirs)
    if key is None:
        return None
    before = or_(Person.sort_key < key, and_(Person.sort_key == key, Person.id < person_id))
    found = select(func.count()).select_from(Person).where(before, *conditions(text, PEOPLE))
    return session.scalar(found) or 0


def people_in_order(session: Session, *, ids: tuple[int, ...], text: str = "") -> tuple[int, ...]:
    """Those of these people that a filter finds, by family name, however many they are."""
    found: list[tuple[str, int]] = []
    for start in range(0, len(ids), AT_ONCE):
        some = select(Person.sort_key, Person.id).where(
            Person.id.in_(ids[start : start + AT_ONCE]), *conditions(text, PEOPLE)
        )
        found.extend((key, number) for key, number in session.execute(some))
    return tuple(number for _, number in sorted(found))


def people_by_id(session: Session, *, ids: tuple[int, ...]) -> tuple[PersonRow, ...]:
    """These people, by family name, however many they are: what opens behind a figure."""
    found: list[Any] = []
    for start in range(0, len(ids), AT_ONCE):
        some = _people("").where(Person.id.in_(ids[start : start + AT_ONCE]))
        found.extend(session.execute(some.add_columns(Person.sort_key)))
    found.sort(key=lambda row: (row.sort_key, row.id))
    return as_rows(PersonRow, (row[:-1] for row in found))


def person_card(session: Session, *, person_id: int) -> PersonCard | None:
    """Everything known about one person; None when there is no such person."""
    person: Any = session.execute(
        select(
            Person.id,
            Person.prefix,
            Person.given_name,
            Person.family_name,
            Person.post_nominals,
            Person.full_name.label("name"),
            Person.category,
            Person.country,
            Person.languages,
            Person.salutation,
            Person.do_not_contact,
            Person.note,
        ).where(Person.id == person_id)
    ).one_or_none()
    if person is None:
        return None
    return PersonCard(
        **person._mapping,  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
        emails=_ways_to_reach(session, person_id, EmailAddress.address),
        phones=_ways_to_reach(session, person_id, Phone.number),
        addresses=_addresses(session, person_id),
        positions=_positions(session, person_id),
        needs=_needs(session, person_id),
        assistants=_assistants(session, person_id),
        offices=_offices(session, person_id),
        meetings=_meetings(session, person_id),
    )


def _people(text: str) -> Query:
    emails = select(EmailAddress).where(EmailAddress.person_id == Person.id)
    first_email = emails.order_by(EmailAddress.position, EmailAddress.id).limit(1)
    phones = select(Phone.number).where(Phone.person_id == Person.id)
    return (
        select(
            Person.id,
            Person.full_name,
            Person.country,
            Person.category,
            organisation_of(Person.id),
            first_email.with_only_columns(EmailAddress.address).scalar_subquery(),
            first_email.with_only_columns(EmailAddress.state).scalar_subquery(),
            phones.order_by(Phone.position, Phone.id).limit(1).scalar_subquery(),
            Person.do_not_contact,
        )
        .where(*conditions(text, PEOPLE))
        .order_by(Person.sort_key, Person.id)
    )


def _ways_to_reach(session: Session, person_id: int, value: QueryableAttribute[str]) -> tuple[Reach, ...]:
    """A person's own addresses or numbers, then those of the office, in the order they are tried."""
    kind: Any = value.class_
    ways = select(kind.id, value, kind.label, kind.state).order_by(kind.position, kind.id)
    own = ways.where(kind.person_id == person_id)
    office = (
        ways.add_columns(Office.name)
        .join(Office, Office.id == kind.office_id)
        .join(OfficeMember, OfficeMember.office_id == Office.id)
        .where(OfficeMember.person_id == person_id)
    )
    return as_rows(Reach, session.execute(own)) + as_rows(Reach, session.execute(office))


def _addresses(session: Session, person_id: int) -> tuple[Reach, ...]:
    rows = session.execute(
        select(
            PostalAddress.id,
            PostalAddress.lines,
            PostalAddress.postal_code,
            PostalAddress.city,
            PostalAddress.country,
            PostalAddress.state,
        )
        .where(PostalAddress.person_id == person_id)
        .order_by(PostalAddress.position, PostalAddress.id)
    )
    found = []
    for number, lines, code, city, country, state in rows:
        parts = (*lines.splitlines(), f"{code} {city}".strip(), country or "")
        found.append(Reach(number, ", ".join(part for part in parts if part), "", state))
    return tuple(found)


def _positions(session: Session, person_id: int) -> tuple[str, ...]:
    rows = session.execute(
        select(Position.title, Organisation.name)
        .join(Organisation, Organisation.id == Position.organisation_id)
        .where(Position.person_id == person_id, Position.ends_on.is_(None))
        .order_by(Position.id)
    )
    return tuple(f"{title}, {name}" if title else name for title, name in rows)


def _needs(session: Session, person_id: int) -> tuple[tuple[NeedKind, str], ...]:
    rows = session.execute(select(Need.kind, Need.text).where(Need.person_id == person_id).order_by(Need.id))
    return tuple((kind, text) for kind, text in rows)


def _assistants(session: Session, person_id: int) -> tuple[str, ...]:
    rows = session.execute(
        select(Person.full_name, Assistance.role)
        .join(Person, Person.id == Assistance.assistant_id)
        .where(Assistance.member_id == person_id)
        .order_by(Assistance.id)
    )
    return tuple(f"{name} ({role})" if role else name for name, role in rows)


def _offices(session: Session, person_id: int) -> tuple[str, ...]:
    rows = session.execute(
        select(Office.name, Office.ask_for)
        .join(OfficeMember, OfficeMember.office_id == Office.id)
        .where(OfficeMember.person_id == person_id)
        .order_by(Office.id)
    )
    return tuple(f"{name} (ask for {ask_for})" if ask_for else name for name, ask_for in rows)


def _meetings(session: Session, person_id: int) -> tuple[Invited, ...]:
    rows = session.execute(
        select(Invitation.id, Meeting.id, Meeting.title, Meeting.city, Meeting.starts_on, Invitation.answer)
        .join(Meeting, Meeting.id == Invitation.meeting_id)
        .where(Invitation.person_id == person_id)
        .order_by(Meeting.starts_on, Meeting.id)
    )
    return as_rows(Invited, rows)
