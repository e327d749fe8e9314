"""What was recorded, by whom and when: append-only, written in the transaction of the fact."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key


class History(Base):
    """One row of one table before and after; rows of one act share `change`.

    It refers to rows by number and not by foreign key: it outlives them.
    """

    __tablename__ = "history"
    __table_args__ = (
        Index("ix_history_person", "person_id", "id"),
        Index("ix_history_invitation", "invitation_id", "id"),
        Index("ix_history_meeting", "meeting_id", "id"),
        Index("ix_history_actor", "actor", "undoable", "id"),
        Base.__table_args__,
    )

    id: Mapped[Key]
    change: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    verb: Mapped[str]
    summary: Mapped[str]
    """The act in a sentence, as the timeline and undo show it."""
    undoable: Mapped[bool]
    undoes: Mapped[str | None] = mapped_column(index=True)
    """The `change` that this one took back."""
    entity: Mapped[str]
    entity_id: Mapped[int]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    meeting_id: Mapped[int | None]
    person_id: Mapped[int | None]
    invitation_id: Mapped[int | None]
    outbox_id: Mapped[int | None] = mapped_column(index=True)
