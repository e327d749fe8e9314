"""What a programme promised, and the facts it is measured by."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import Category, MeetingState, TargetKind
from db.queries.attendance import ReachedRow, people_reached
from db.queries.parts import as_rows
from db.tables import FocalPoint, Meeting, ReportBack, Target


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target of a programme."""

    id: int
    kind: TargetKind
    category: Category | None
    label: str
    goal: int


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """Everything that targets are measured by.

    `held` are meetings, `report_backs` (person, people told), `focal_points` (person, country).
    """

    targets: tuple[TargetRow, ...]
    reached: tuple[ReachedRow, ...]
    held: tuple[int, ...]
    report_backs: tuple[tuple[int, int], ...]
    focal_points: tuple[tuple[int, str], ...]


def target_facts(session: Session, *, programme_id: int) -> TargetFacts:
    """The targets of a programme with the facts; `domain/targets.py` compares them."""
    targets = session.execute(
        select(Target.id, Target.kind, Target.category, Target.label, Target.goal)
        .where(Target.programme_id == programme_id)
        .order_by(Target.position, Target.id)
    )
    held = session.scalars(
        select(Meeting.id)
        .where(Meeting.programme_id == programme_id, Meeting.state == MeetingState.HELD)
        .order_by(Meeting.id)
    )
    told = session.execute(
        select(ReportBack.person_id, ReportBack.people_reached)
        .where(ReportBack.programme_id == programme_id)
        .order_by(ReportBack.reported_on, ReportBack.id)
    )
    focal = session.execute(
        select(FocalPoint.person_id, FocalPoint.country)
        .where(FocalPoint.programme_id == programme_id)
        .order_by(FocalPoint.country)
    )
    return TargetFacts(
        targets=as_rows(TargetRow, targets),
        reached=people_reached(session, programme_id=programme_id),
        held=tuple(held),
        report_backs=tuple((person, number) for person, number in told),
        focal_points=tuple((person, country) for person, country in focal),
    )
