"""The account of one meeting: every figure of its report, each with the people behind it.

It is read from the record and from nothing else, in a number of queries that does not grow with the meeting.
It words nothing; that is `jobs/report.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import Category, FollowUpKind, MeetingState, TargetKind
from db.queries.attendance import meeting_attendance
from db.queries.calls import approaches
from db.queries.invitations import list_invitations
from db.queries.meetings import (
    AgendaLine,
    MeetingRow,
    ProgrammeRow,
    SessionRow,
    agenda_lines,
    list_meetings,
    list_programmes,
    list_sessions,
    meeting_by_id,
)
from db.queries.people import people_by_id
from db.queries.targets import TargetFacts, target_facts
from db.queries.today import FollowUpRow, follow_ups
from db.tables import Invitation, Meeting
from paht_tui.domain.account_figures import (
    CountryPresence,
    Group,
    InvitationFigures,
    Substitution,
    country_presence,
    did_not_come,
    invitation_figures,
    substitutions,
    withdrew,
)
from paht_tui.domain.reconcile import (
    Breakdown,
    Figure,
    SessionOutcome,
    Uncommitted,
    by_category,
    figure,
    participants,
    reconcile_session,
    uncommitted,
)
from paht_tui.domain.targets import Progress, contributed_by, measure_targets

EVERYBODY = 1_000_000
"""More than any list has: an account is never cut off."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What a person is called where a figure is opened."""

    id: int
    name: str
    country: str | None
    category: Category


@dataclass(frozen=True, slots=True)
class SessionAccount:
    """A session with what became of everybody on its list."""

    session: SessionRow
    outcome: SessionOutcome


@dataclass(frozen=True, slots=True)
class TargetAccount:
    """A target: what the programme reached, and what this meeting contributed where that can be told."""

    programme: Progress
    here: Progress | None


@dataclass(frozen=True, slots=True)
class Referral:
    """A participant who named others for other meetings."""

    person_id: int
    named: Figure
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class MeetingAccount:
    """Everything the report of a meeting says. `people` has everybody behind any of its figures."""

    at: datetime
    programme: ProgrammeRow
    meeting: MeetingRow
    events: int
    """How many events the programme promised; without a promise, how many it has."""
    sessions: tuple[SessionAccount, ...]
    participants: Figure
    categories: tuple[Breakdown, ...]
    countries: tuple[CountryPresence, ...]
    substitutions: tuple[Substitution, ...]
    invitations: InvitationFigures
    targets: tuple[TargetAccount, ...]
    uncommitted: tuple[tuple[Category, Uncommitted], ...]
    did_not_come: tuple[Group, ...]
    withdrew: tuple[Group, ...]
    referrals: tuple[Referral, ...]
    offers: tuple[FollowUpRow, ...]
    next_steps: tuple[FollowUpRow, ...]
    earlier_steps: tuple[FollowUpRow, ...]
    """What the meeting before had agreed."""
    agenda: tuple[AgendaLine, ...]
    next_meetings: tuple[MeetingRow, ...]
    people: Mapping[int, PersonLine]

    @property
    def main(self) -> tuple[SessionAccount, ...]:
        """The sessions that make somebody a participant."""
        return tuple(each for each in self.sessions if each.session.counts)

    @property
    def side(self) -> tuple[SessionAccount, ...]:
        """The others: a reception, a visit."""
        return tuple(each for each in self.sessions if not each.session.counts)


def account_of_meeting(session: Session, *, meeting_id: int, now: datetime) -> MeetingAccount:
    """The account of a meeting as the record stands; `now` is written on it.

    Raises:
        RecordError: there is no such meeting.
    """
    meeting = meeting_by_id(session, meeting_id=meeting_id)
    programme = next(row for row in list_programmes(session) if row.id == meeting.programme_id)
    meetings = list_meetings(session, programme_id=programme.id)
    sessions = list_sessions(session, meeting_id=meeting_id)
    rows = meeting_attendance(session, meeting_id=meeting_id)
    invited = list_invitations(session, meeting_id=meeting_id, limit=EVERYBODY)
    facts = target_facts(session, programme_id=programme.id)
    contacts = approaches(session, meeting_id=meeting_id)
    counting = {each.id for each in sessions if each.counts}
    came = participants(rows, counting)
    referred = _referrals(session, meeting, meetings, {row.person_id for row in came})
    agenda = agenda_lines(session, meeting_id=meeting_id)
    agreed = follow_ups(
        session,
        kinds=(FollowUpKind.NEXT_STEP, FollowUpKind.OFFER),
        open_only=False,
        limit=EVERYBODY,
    )
    before = _before(meeting, meetings)
    people = {
        row.person_id: PersonLine(row.person_id, row.name, row.country, row.category) for row in invited
    }
    _add_people(session, people, _others(facts, referred, agenda))
    return MeetingAccount(
        at=now,
        programme=programme,
        meeting=meeting,
        events=_events(facts, meetings),
        sessions=tuple(SessionAccount(each, reconcile_session(each.id, rows)) for each in sessions),
        participants=figure(came),
        categories=by_category(came),
        countries=country_presence(invited, came),
        substitutions=substitutions(invited, came),
        invitations=invitation_figures(invited, came),
        targets=_targets(facts, meeting_id),
        uncommitted=tuple(
            (category, each) for category in _counted(facts) for each in uncommitted(rows, contacts, category)
        ),
        did_not_come=did_not_come(rows, counting, came),
        withdrew=withdrew(invited),
        referrals=referred,
        offers=_of(agreed, FollowUpKind.OFFER, meeting),
        next_steps=_of(agreed, FollowUpKind.NEXT_STEP, meeting),
        earlier_steps=_of(agreed, FollowUpKind.NEXT_STEP, before),
        agenda=agenda,
        next_meetings=_next(meeting, meetings),
        people=people,
    )


def _events(facts: TargetFacts, meetings: Sequence[MeetingRow]) -> int:
    promised = [row.goal for row in facts.targets if row.kind is TargetKind.MEETINGS_HELD]
    return promised[0] if promised else len(_still_on(meetings))


def _counted(facts: TargetFacts) -> tuple[Category, ...]:
    """The categories whose absence matters: those the targets name, or else members of parliament."""
    named = dict.fromkeys(row.category for row in facts.targets if row.category)
    return tuple(named) or (Category.MP,)


def _targets(facts: TargetFacts, meeting_id: int) -> tuple[TargetAccount, ...]:
    pairs = zip(measure_targets(facts), contributed_by(facts, meeting_id=meeting_id), strict=True)
    return tuple(TargetAccount(whole, here) for whole, here in pairs)


def _referrals(
    session: Session, meeting: MeetingRow, meetings: Sequence[MeetingRow], came: set[int]
) -> tuple[Referral, ...]:
    """Who of those who came named people for other meetings of the programme."""
    found = session.execute(
        select(Invitation.referred_by_id, Invitation.person_id, Invitation.meeting_id)
        .join(Meeting, Meeting.id == Invitation.meeting_id)
        .where(
            Meeting.programme_id == meeting.programme_id,
            Meeting.id != meeting.id,
            Invitation.referred_by_id.is_not(None),
        )
        .order_by(Invitation.referred_by_id, Invitation.id)
    )
    rows = [(by, person, where) for by, person, where in found if by is not None and by in came]
    asked_to = {(by, where) for by, _, where in rows}
    return tuple(
        Referral(
            person_id=referrer,
            named=Figure(tuple(dict.fromkeys(person for by, person, _ in rows if by == referrer))),
            meetings=tuple(row for row in meetings if (referrer, row.id) in asked_to),
        )
        for referrer in dict.fromkeys(by for by, _, _ in rows)
    )


def _of(
    rows: Iterable[FollowUpRow], kind: FollowUpKind, meeting: MeetingRow | None
) -> tuple[FollowUpRow, ...]:
    if meeting is None:
        return ()
    return tuple(row for row in rows if row.kind is kind and row.meeting_id == meeting.id)


def _before(meeting: MeetingRow, meetings: Sequence[MeetingRow]) -> MeetingRow | None:
    dated = [
        row
        for row in _still_on(meetings)
        if row.starts_on and meeting.starts_on and row.starts_on < meeting.starts_on
    ]
    return dated[-1] if dated else None


def _next(meeting: MeetingRow, meetings: Sequence[MeetingRow]) -> tuple[MeetingRow, ...]:
    return tuple(
        row
        for row in _still_on(meetings)
        if row.starts_on and meeting.starts_on and row.starts_on > meeting.starts_on
    )


def _still_on(meetings: Sequence[MeetingRow]) -> list[MeetingRow]:
    return [row for row in meetings if row.state is not MeetingState.CANCELLED]


def _others(
    facts: TargetFacts, referred: Sequence[Referral], agenda: Sequence[AgendaLine]
) -> tuple[int, ...]:
    """People behind figures who need not be on this meeting's list."""
    ids = [row.person_id for row in facts.reached]
    ids += [person for person, _ in (*facts.focal_points, *facts.report_backs)]
    ids += [person for each in referred for person in each.named.people]
    ids += [line.person_id for line in agenda if line.person_id is not None]
    return tuple(dict.fromkeys(ids))


def _add_people(session: Session, people: dict[int, PersonLine], ids: Iterable[int]) -> None:
    missing = tuple(person for person in ids if person not in people)
    for row in people_by_id(session, ids=missing):
        people[row.id] = PersonLine(row.id, row.name, row.country, row.category)
