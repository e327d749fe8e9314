"""The timeline: what was recorded about a person, a meeting or an invitation, read from the history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from db.queries.parts import as_rows
from db.tables import Attendance, History

_ON_THE_WAY: Final = ("message.sending", "batch.released", "batch.settled")
# What opening the doors fixes about everybody else on the list, under the sentence of whoever came first.
_FIXED_AT_THE_DOOR: Final = ('{"expected": true}', '{"expected": false}')


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One act, with the sentence under which it was recorded."""

    change: str
    at: datetime
    actor: str
    verb: str
    summary: str


def newest_entry(session: Session) -> int:
    """The number of the newest entry; 0 in an empty record. `db/peek.py` asks the same without a session."""
    return session.scalar(select(func.max(History.id))) or 0


def timeline(
    session: Session,
    *,
    person_id: int | None = None,
    meeting_id: int | None = None,
    invitation_id: int | None = None,
    limit: int = 100,
) -> tuple[HistoryRow, ...]:
    """What was recorded about one of these, the newest first, an act a line.

    Left out are the steps on the way of a message, whose end has a line of its own, and what the doors of a
    session fixed about somebody who did not open them.
    """
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
        .where(
            column == wanted,
            History.verb.not_in(_ON_THE_WAY),
            (History.entity != Attendance.__tablename__)
            | func.coalesce(cast(History.after, String), "").not_in(_FIXED_AT_THE_DOOR),
        )
        .group_by(History.change, History.at, History.actor, History.verb, History.summary)
        .order_by(newest.desc())
        .limit(limit)
    )
    return as_rows(HistoryRow, rows)
