"""Who is invited to what, what was answered, and who was in the room."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, by_value
from db.enums import Answer, Arrival, Capacity, Channel, Firmness, Reason, SaidBy, Seat, Via


class Invitation(Base):
    """One person and one meeting: the answer, with who gave it, how firm and why.

    Delivery stands in the outbox, presence in `attendances`; what a screen calls the status is
    derived from the three.
    """

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"), Base.__table_args__)

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    capacity: Mapped[Capacity] = mapped_column(by_value(Capacity), default=Capacity.PARTICIPANT)
    seat: Mapped[Seat | None] = mapped_column(by_value(Seat))
    delegation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL"), index=True
    )
    substitute_for_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitations.id", ondelete="SET NULL"), index=True
    )
    referred_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    channel: Mapped[Channel] = mapped_column(by_value(Channel), default=Channel.EMAIL)
    added_at: Mapped[datetime]
    answer: Mapped[Answer] = mapped_column(by_value(Answer), default=Answer.NONE)
    answered_at: Mapped[datetime | None]
    answer_said_by: Mapped[SaidBy | None] = mapped_column(by_value(SaidBy))
    answer_firmness: Mapped[Firmness | None] = mapped_column(by_value(Firmness))
    answer_via: Mapped[Via | None] = mapped_column(by_value(Via))
    answer_reason: Mapped[Reason | None] = mapped_column(by_value(Reason))
    answer_note: Mapped[str] = mapped_column(default="")


class Attendance(Base):
    """One invitation and one session: its own answer where it differs, the expectation, the arrival."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("invitation_id", "session_id"), Base.__table_args__)

    id: Mapped[Key]
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"))
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    answer: Mapped[Answer | None] = mapped_column(by_value(Answer))
    """None: the answer of the invitation holds for this session too, with all that was said of it."""
    answered_at: Mapped[datetime | None]
    answer_said_by: Mapped[SaidBy | None] = mapped_column(by_value(SaidBy))
    answer_firmness: Mapped[Firmness | None] = mapped_column(by_value(Firmness))
    answer_via: Mapped[Via | None] = mapped_column(by_value(Via))
    answer_reason: Mapped[Reason | None] = mapped_column(by_value(Reason))
    answer_note: Mapped[str] = mapped_column(default="")
    expected: Mapped[bool | None]
    """Fixed when the doors opened; None before."""
    arrived_at: Mapped[datetime | None]
    arrival: Mapped[Arrival | None] = mapped_column(by_value(Arrival))
    absence_reason: Mapped[Reason | None] = mapped_column(by_value(Reason))
    absence_note: Mapped[str] = mapped_column(default="")
