"""The timeline: what was recorded about a person, a meeting or an invitation, read from the history."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.queries.parts import as_rows
from db.tables import History


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One act, with the sentence under which it was recorded."""

    change: str
    at: datetime
    actor: str
    verb: str
    summary: str


def timeline(
    session: Session,
    *,
    person_id: int | None = None,
    meeting_id: int | None = None,
    invitation_id: int | None = None,
    limit: int = 100,
) -> tuple[HistoryRow, ...]:
    """What was recorded about one of these, the newest first, an act a line."""
    column, wanted = next(
        (column, number)
        for column, number in (
            (History.person_id, person_id),
            (History.meeting_id, meeting_id),
            (History.invitation_id, invitation_id),
        )
        if number is not None
    )
    newest = func.max(History.id)
    rows = session.execute(
        select(History.change, History.at, History.actor, History.verb, History.summary)
        .where(column == wanted)
        .group_by(History.change, History.at, History.actor, History.verb, History.summary)
        .order_by(newest.desc())
        .limit(limit)
    )
    return as_rows(HistoryRow, rows)
