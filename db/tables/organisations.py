"""Organisations, the offices that answer for members, and positions over time."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, by_value
from db.enums import OrganisationKind


class Organisation(Base):
    """A parliament, an NGO, a police force, a ministry …"""

    __tablename__ = "organisations"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(index=True)
    name_key: Mapped[str] = mapped_column(index=True)
    """The folded name, by which an import finds it again."""
    kind: Mapped[OrganisationKind] = mapped_column(by_value(OrganisationKind), default=OrganisationKind.OTHER)
    country: Mapped[str | None]
    city: Mapped[str] = mapped_column(default="")


class Position(Base):
    """What somebody is in an organisation, and when; no `ends_on` means still."""

    __tablename__ = "positions"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Office(Base):
    """An office that is phoned or written to for one or several members."""

    __tablename__ = "offices"

    id: Mapped[Key]
    name: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL"), index=True
    )
    zone: Mapped[str | None]
    ask_for: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class OfficeMember(Base):
    """Which members an office serves."""

    __tablename__ = "office_members"
    __table_args__ = (UniqueConstraint("office_id", "person_id"), Base.__table_args__)

    id: Mapped[Key]
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
