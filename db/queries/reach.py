"""Who told others of a meeting, and whom the parliaments named as focal points."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.queries.parts import as_rows
from db.tables import FocalPoint, Meeting, Person, Programme, ReportBack


@dataclass(frozen=True, slots=True)
class ReportBackRow:
    """A report to others; `meeting` is the title of the one it was about, `city` where that was."""

    id: int
    programme_id: int
    person_id: int
    name: str
    country: str | None
    people_reached: int
    audience: str
    reported_on: date
    meeting_id: int | None
    meeting: str | None
    city: str | None


@dataclass(frozen=True, slots=True)
class FocalPointRow:
    """Somebody whom the parliament of `country` named; `programme` is the short name."""

    id: int
    programme_id: int
    programme: str
    person_id: int
    name: str
    country: str
    since: date | None


def list_report_backs(
    session: Session, *, programme_id: int | None = None, person_id: int | None = None
) -> tuple[ReportBackRow, ...]:
    """The reports within a programme, or of a person, the newest first."""
    query = (
        select(
            ReportBack.id,
            ReportBack.programme_id,
            ReportBack.person_id,
            Person.full_name,
            Person.country,
            ReportBack.people_reached,
            ReportBack.audience,
            ReportBack.reported_on,
            ReportBack.meeting_id,
            Meeting.title,
            Meeting.city,
        )
        .join(Person, Person.id == ReportBack.person_id)
        .outerjoin(Meeting, Meeting.id == ReportBack.meeting_id)
        .order_by(ReportBack.reported_on.desc(), ReportBack.id.desc())
    )
    if programme_id is not None:
        query = query.where(ReportBack.programme_id == programme_id)
    if person_id is not None:
        query = query.where(ReportBack.person_id == person_id)
    return as_rows(ReportBackRow, session.execute(query))


def list_focal_points(
    session: Session, *, programme_id: int | None = None, person_id: int | None = None
) -> tuple[FocalPointRow, ...]:
    """The focal points of a programme, or what a person is focal point of, by country."""
    query = (
        select(
            FocalPoint.id,
            FocalPoint.programme_id,
            Programme.short_name,
            FocalPoint.person_id,
            Person.full_name,
            FocalPoint.country,
            FocalPoint.since,
        )
        .join(Person, Person.id == FocalPoint.person_id)
        .join(Programme, Programme.id == FocalPoint.programme_id)
        .order_by(FocalPoint.country, FocalPoint.id)
    )
    if programme_id is not None:
        query = query.where(FocalPoint.programme_id == programme_id)
    if person_id is not None:
        query = query.where(FocalPoint.person_id == person_id)
    return as_rows(FocalPointRow, session.execute(query))
