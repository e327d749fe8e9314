"""A programme of meetings and what it promised its funder."""

import secrets
from datetime import date
from functools import partial

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, by_value
from db.enums import Category, TargetKind


class Programme(Base):
    """A series of meetings with one account to give, such as "Parliamentarians against Human Trafficking"."""

    __tablename__ = "programmes"

    id: Mapped[Key]
    name: Mapped[str]
    short_name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(default="")
    funder: Mapped[str] = mapped_column(default="")
    run_by: Mapped[str] = mapped_column(default="")
    letterhead: Mapped[str] = mapped_column(default="")
    """What stands at the top of its letters, line by line."""
    letter_place: Mapped[str] = mapped_column(default="")
    """Where its letters are dated: London, 4 January 2012."""
    reply_key: Mapped[str] = mapped_column(default=partial(secrets.token_hex, 32))
    """The secret that its reply links are signed with, hexadecimal: who has it could answer for others."""
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Target(Base):
    """A figure the programme has to reach; `category` says who counts, where people are counted."""

    __tablename__ = "targets"
    __table_args__ = (UniqueConstraint("programme_id", "kind", "category"), Base.__table_args__)

    id: Mapped[Key]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[TargetKind] = mapped_column(by_value(TargetKind))
    category: Mapped[Category | None] = mapped_column(by_value(Category))
    label: Mapped[str]
    goal: Mapped[int]


class ReportBack(Base):
    """Somebody who came told others: the people reached indirectly."""

    __tablename__ = "report_backs"

    id: Mapped[Key]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="SET NULL"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    reported_on: Mapped[date]
    audience: Mapped[str] = mapped_column(default="")
    people_reached: Mapped[int]


class FocalPoint(Base):
    """The person a national parliament named for the programme's subject."""

    __tablename__ = "focal_points"
    __table_args__ = (UniqueConstraint("programme_id", "person_id"), Base.__table_args__)

    id: Mapped[Key]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    country: Mapped[str]
    since: Mapped[date | None]
