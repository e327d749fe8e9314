"""The meetings of a programme, one meeting with its sessions and programme, and how a meeting is named."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import ActivityType, AgendaRole, MeetingState, Reach
from db.errors import RecordError
from db.queries.parts import Query, as_rows
from db.tables import AgendaItem, AgendaPart, Meeting, MeetingSession, Organisation, Person, Programme
from db.text import fold


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme."""

    id: int
    name: str
    short_name: str
    funder: str
    run_by: str
    letterhead: str = ""
    letter_place: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting; `zone` is the IANA zone in which its times are read."""

    id: int
    programme_id: int
    slug: str
    number: int | None
    title: str
    focus: str
    activity: ActivityType
    reach: Reach | None
    state: MeetingState
    starts_on: date | None
    ends_on: date | None
    zone: str
    city: str
    country: str | None
    venue: str
    venue_address: str
    latitude: float | None
    longitude: float | None
    capacity: int | None
    counted_low: int | None
    counted_high: int | None
    host: str | None
    outcomes: str
    conclusions: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session of a meeting; instants are UTC."""

    id: int
    meeting_id: int
    title: str
    counts: bool
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    place: str
    address: str
    uid: str
    sequence: int
    cancelled: bool
    alarm_minutes: int | None
    doors_opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One person's part in an item of the programme; an item without people has one line with no person."""

    item_id: int
    session_id: int
    title: str
    description: str
    starts_at: datetime | None
    ends_at: datetime | None
    person_id: int | None
    name: str | None
    country: str | None
    role: AgendaRole | None
    part_id: int | None


def list_programmes(session: Session) -> tuple[ProgrammeRow, ...]:
    """All programmes, oldest first."""
    rows = session.execute(
        select(
            Programme.id,
            Programme.name,
            Programme.short_name,
            Programme.funder,
            Programme.run_by,
            Programme.letterhead,
            Programme.letter_place,
        ).order_by(Programme.id)
    )
    return as_rows(ProgrammeRow, rows)


def list_meetings(session: Session, *, programme_id: int | None = None) -> tuple[MeetingRow, ...]:
    """The meetings of a programme, or of all, by number and day; those without a day come last."""
    wanted = _meetings().order_by(
        Meeting.programme_id, Meeting.starts_on.is_(None), Meeting.starts_on, Meeting.number, Meeting.id
    )
    if programme_id is not None:
        wanted = wanted.where(Meeting.programme_id == programme_id)
    return as_rows(MeetingRow, session.execute(wanted))


def meeting_by_id(session: Session, *, meeting_id: int) -> MeetingRow:
    """One meeting.

    Raises:
        RecordError: there is no such meeting.
    """
    found = as_rows(MeetingRow, session.execute(_meetings().where(Meeting.id == meeting_id)))
    if not found:
        raise RecordError(f"There is no meeting number {meeting_id}.")
    return found[0]


def find_meeting(session: Session, *, text: str) -> MeetingRow:
    """The meeting that a user names by slug, number, city or part of the title.

    Raises:
        RecordError: none or several are meant; the sentence names those there are.
    """
    rows = as_rows(MeetingRow, session.execute(_meetings().order_by(Meeting.id)))
    key = fold(text)
    exact = [row for row in rows if key in {row.slug, str(row.number), fold(row.title)}]
    found = exact or [row for row in rows if key in fold(f"{row.title} {row.city} {row.slug}")]
    if len(found) == 1:
        return found[0]
    names = ", ".join(row.slug for row in (found or rows)) or "none yet"
    if found:
        raise RecordError(f"“{text}” may be several meetings: {names}. Name one.")
    raise RecordError(f"There is no meeting “{text}”. There are: {names}.")


def list_sessions(session: Session, *, meeting_id: int) -> tuple[SessionRow, ...]:
    """The sessions of a meeting in the order of its programme: the main session first."""
    return as_rows(
        SessionRow,
        session.execute(
            _sessions().where(MeetingSession.meeting_id == meeting_id).order_by(MeetingSession.position)
        ),
    )


def find_session(session: Session, *, meeting_id: int, text: str | None = None) -> SessionRow:
    """The session that a user names by part of its title; without a name the first that counts.

    Raises:
        RecordError: the meeting has no session, or none or several are meant.
    """
    rows = list_sessions(session, meeting_id=meeting_id)
    if not rows:
        raise RecordError("This meeting has no session yet: give it a day and times first.")
    if text is None:
        return next((row for row in rows if row.counts), rows[0])
    found = [row for row in rows if fold(text) in fold(row.title)]
    if len(found) != 1:
        names = ", ".join(row.title for row in rows)
        raise RecordError(f"“{text}” is not one session of this meeting. There are: {names}.")
    return found[0]


def programme_sessions(session: Session, *, programme_id: int) -> tuple[SessionRow, ...]:
    """The sessions of all meetings of a programme, by their time."""
    of_programme = select(Meeting.id).where(Meeting.programme_id == programme_id)
    wanted = _sessions().where(MeetingSession.meeting_id.in_(of_programme))
    rows = session.execute(wanted.order_by(MeetingSession.starts_at, MeetingSession.id))
    return as_rows(SessionRow, rows)


def agenda_lines(session: Session, *, meeting_id: int) -> tuple[AgendaLine, ...]:
    """The programme of all sessions of a meeting, a line per person and item."""
    rows = session.execute(
        select(
            AgendaItem.id,
            AgendaItem.session_id,
            AgendaItem.title,
            AgendaItem.description,
            AgendaItem.starts_at,
            AgendaItem.ends_at,
            Person.id,
            Person.full_name,
            Person.country,
            AgendaPart.role,
            AgendaPart.id,
        )
        .join(MeetingSession, MeetingSession.id == AgendaItem.session_id)
        .outerjoin(AgendaPart, AgendaPart.agenda_item_id == AgendaItem.id)
        .outerjoin(Person, Person.id == AgendaPart.person_id)
        .where(MeetingSession.meeting_id == meeting_id)
        .order_by(MeetingSession.position, AgendaItem.position, AgendaPart.position, AgendaPart.id)
    )
    return as_rows(AgendaLine, rows)


def _meetings() -> Query:
    return select(
        Meeting.id,
        Meeting.programme_id,
        Meeting.slug,
        Meeting.number,
        Meeting.title,
        Meeting.focus,
        Meeting.activity,
        Meeting.reach,
        Meeting.state,
        Meeting.starts_on,
        Meeting.ends_on,
        Meeting.zone,
        Meeting.city,
        Meeting.country,
        Meeting.venue,
        Meeting.venue_address,
        Meeting.latitude,
        Meeting.longitude,
        Meeting.capacity,
        Meeting.counted_low,
        Meeting.counted_high,
        Organisation.name,
        Meeting.outcomes,
        Meeting.conclusions,
    ).outerjoin(Organisation, Organisation.id == Meeting.host_id)


def _sessions() -> Query:
    return select(
        MeetingSession.id,
        MeetingSession.meeting_id,
        MeetingSession.title,
        MeetingSession.counts,
        MeetingSession.starts_at,
        MeetingSession.ends_at,
        MeetingSession.all_day,
        MeetingSession.place,
        MeetingSession.address,
        MeetingSession.uid,
        MeetingSession.sequence,
        MeetingSession.cancelled,
        MeetingSession.alarm_minutes,
        MeetingSession.doors_opened_at,
    )
