"""What has to be arranged: needs, travel, stays."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, by_value
from db.enums import Direction, NeedKind, TravelState


class Need(Base):
    """A diet, an access need or a language of interpretation."""

    __tablename__ = "needs"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    kind: Mapped[NeedKind] = mapped_column(by_value(NeedKind))
    text: Mapped[str]


class Travel(Base):
    """A journey to or from a meeting."""

    __tablename__ = "travel"

    id: Mapped[Key]
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"), index=True)
    direction: Mapped[Direction] = mapped_column(by_value(Direction))
    state: Mapped[TravelState] = mapped_column(by_value(TravelState), default=TravelState.PLANNED)
    carrier: Mapped[str] = mapped_column(default="")
    """Line and number: "KL 1276"."""
    from_place: Mapped[str] = mapped_column(default="")
    to_place: Mapped[str] = mapped_column(default="")
    departs_at: Mapped[datetime | None]
    arrives_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")


class Stay(Base):
    """Nights in a hotel."""

    __tablename__ = "stays"

    id: Mapped[Key]
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"), index=True)
    hotel: Mapped[str]
    arrives_on: Mapped[date]
    leaves_on: Mapped[date]
    paid_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
