"""Meetings, their sessions, and the programme of each session."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, by_value
from db.enums import ActivityType, AgendaRole, MeetingState, Reach


class Meeting(Base):
    """One event of a programme; it may have no date yet, and its times are read in `zone`."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("programme_id", "slug"), Base.__table_args__)

    id: Mapped[Key]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"), index=True)
    slug: Mapped[str]
    """How the command line names it: `the-hague`."""
    number: Mapped[int | None]
    """Which event of the programme it is: 2 of 11."""
    title: Mapped[str]
    focus: Mapped[str] = mapped_column(default="")
    activity: Mapped[ActivityType] = mapped_column(by_value(ActivityType))
    reach: Mapped[Reach | None] = mapped_column(by_value(Reach))
    state: Mapped[MeetingState] = mapped_column(by_value(MeetingState), default=MeetingState.PLANNED)
    starts_on: Mapped[date | None] = mapped_column(index=True)
    ends_on: Mapped[date | None]
    zone: Mapped[str]
    """IANA name, such as Europe/Amsterdam."""
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str | None]
    venue: Mapped[str] = mapped_column(default="")
    venue_address: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    host_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL"), index=True
    )
    capacity: Mapped[int | None]
    counted_low: Mapped[int | None]
    """Participants reported without names ("10/15 each"): the lower figure."""
    counted_high: Mapped[int | None]
    outcomes: Mapped[str] = mapped_column(default="")
    conclusions: Mapped[str] = mapped_column(default="")


class MeetingSession(Base):
    """A part of a meeting with its own times, place, calendar entry and expectations."""

    __tablename__ = "sessions"

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    counts: Mapped[bool] = mapped_column(default=True)
    """Whether who is here counts as having taken part in the meeting (a reception does not)."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    all_day: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    uid: Mapped[str] = mapped_column(unique=True)
    """The calendar UID (RFC 5545, 3.8.4.7): fixed for the session's life."""
    sequence: Mapped[int] = mapped_column(default=0)
    """Rises when time or place changes, or it is cancelled (RFC 5545, 3.8.7.4)."""
    cancelled: Mapped[bool] = mapped_column(default=False)
    alarm_minutes: Mapped[int | None]
    """How long before it starts a calendar reminds of it; None: never."""
    doors_opened_at: Mapped[datetime | None]
    """When expectations were fixed; None while answers may still change them."""


class AgendaItem(Base):
    """An item of a session's programme."""

    __tablename__ = "agenda_items"

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")


class AgendaPart(Base):
    """Who does what in an item of the programme."""

    __tablename__ = "agenda_parts"
    __table_args__ = (UniqueConstraint("agenda_item_id", "person_id", "role"), Base.__table_args__)

    id: Mapped[Key]
    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    role: Mapped[AgendaRole] = mapped_column(by_value(AgendaRole))
    position: Mapped[int] = mapped_column(default=0)
