"""Calls made, and what remains to be done."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, by_value
from db.enums import CallOutcome, FollowUpKind, SaidBy


class Call(Base):
    """One call about one invitation, as it ended."""

    __tablename__ = "calls"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"), index=True)
    phone_id: Mapped[int | None] = mapped_column(ForeignKey("phones.id", ondelete="SET NULL"), index=True)
    called_at: Mapped[datetime]
    outcome: Mapped[CallOutcome] = mapped_column(by_value(CallOutcome))
    spoke_with: Mapped[SaidBy | None] = mapped_column(by_value(SaidBy))
    note: Mapped[str] = mapped_column(default="")


class FollowUp(Base):
    """Something to do, or agreed, or offered; tied to a person, a meeting or both."""

    __tablename__ = "follow_ups"

    id: Mapped[Key]
    kind: Mapped[FollowUpKind] = mapped_column(by_value(FollowUpKind))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitations.id", ondelete="CASCADE"), index=True
    )
    call_id: Mapped[int | None] = mapped_column(ForeignKey("calls.id", ondelete="SET NULL"), index=True)
    country: Mapped[str | None]
    """Who agreed or offered, where it was a country and not a person."""
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]
