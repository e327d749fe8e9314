"""Everything that Today says, read in one state of the record; it asks and decides nothing else."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from db.queries.calls import CallDue, calls_due
from db.queries.figures import (
    OpenPart,
    Silence,
    WaitingBatch,
    open_parts,
    silent_countries,
    waiting_batches,
    without_diet,
)
from db.queries.mail import Attention, attention
from db.queries.meetings import list_meetings
from db.queries.people import count_people
from db.queries.targets import target_facts
from db.queries.today import (
    Expectation,
    FollowUpRow,
    Funnel,
    expectations,
    follow_ups,
    funnels,
    undecided_count,
)
from paht_tui.domain.day import Meetings, Offices, offices, sort_meetings
from paht_tui.domain.targets import Progress, measure_targets

MOST_CALLS = 200
SOON = timedelta(hours=12)
"""A follow-up that is due so soon is one for today."""


@dataclass(frozen=True, slots=True)
class Day:
    """What is next and what waits for a person, at one instant."""

    read_at: datetime
    meetings: Meetings
    planned: int
    """How many meetings the programme has, whatever became of them."""
    held: int
    people: int
    funnels: dict[int, Funnel]
    sessions: dict[int, tuple[Expectation, ...]]
    """Of the meetings that are near, or were held of late."""
    silent: tuple[Silence, ...]
    open_parts: tuple[OpenPart, ...]
    without_diet: tuple[tuple[int, int], ...]
    calls: tuple[CallDue, ...]
    offices: tuple[Offices, ...]
    undecided: int
    attention: Attention
    waiting: tuple[WaitingBatch, ...]
    follow_ups: tuple[FollowUpRow, ...]
    targets: tuple[Progress, ...]


def read_day(
    session: Session, *, programme_id: int, now: datetime, cool_down: timedelta, office_hours: str
) -> Day:
    """The day of a programme at `now`; a fixed number of questions, however much there is."""
    meetings = list_meetings(session, programme_id=programme_id)
    of_meetings = funnels(session, programme_id=programme_id)
    sorted_meetings = sort_meetings(meetings, of_meetings, now)
    near = tuple(meeting.id for meeting in sorted_meetings.near)
    held = tuple(meeting.id for meeting in sorted_meetings.held)
    calls = calls_due(session, programme_id=programme_id, now=now, cool_down=cool_down, limit=MOST_CALLS)
    to_do = follow_ups(session, programme_id=programme_id)
    facts = target_facts(session, programme_id=programme_id)
    return Day(
        read_at=now,
        meetings=sorted_meetings,
        planned=len(meetings),
        held=len(facts.held),
        people=count_people(session),
        funnels=of_meetings,
        sessions={number: expectations(session, meeting_id=number) for number in (*held, *near)},
        silent=silent_countries(session, meeting_ids=near),
        open_parts=open_parts(session, meeting_ids=near),
        without_diet=without_diet(session, meeting_ids=near),
        calls=calls,
        offices=offices((call.country for call in calls), now=now, office_hours=office_hours),
        undecided=undecided_count(session, programme_id=programme_id),
        attention=attention(session, programme_id=programme_id),
        waiting=waiting_batches(session, programme_id=programme_id),
        follow_ups=tuple(row for row in to_do if row.due_at is None or row.due_at <= now + SOON),
        targets=measure_targets(facts),
    )
