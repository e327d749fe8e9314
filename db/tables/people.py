"""People and how they are reached."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, by_value
from db.enums import Category, ContactState


class Person(Base):
    """Somebody who may be invited: the name in its parts, and what he or she is counted as."""

    __tablename__ = "people"

    id: Mapped[Key]
    prefix: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str]
    post_nominals: Mapped[str] = mapped_column(default="")
    full_name: Mapped[str]
    """As it is written: "Lord McColl", "Anna Lo MLA"; made of the parts by `domain/people.py`."""
    sort_key: Mapped[str] = mapped_column(index=True)
    """Family name, then given name, folded."""
    search_key: Mapped[str]
    """Names and organisations, folded: what typing finds."""
    category: Mapped[Category] = mapped_column(by_value(Category), index=True)
    country: Mapped[str | None] = mapped_column(index=True)
    """ISO 3166 code of the country represented."""
    languages: Mapped[str] = mapped_column(default="")
    """ISO 639 codes in order of preference: "de,en"."""
    salutation: Mapped[str] = mapped_column(default="")
    """How a letter addresses this person, where the usual form is wrong."""
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")


class EmailAddress(Base):
    """An address of a person or of an office; several people may share one."""

    __tablename__ = "email_addresses"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (office_id IS NULL)", name="one_owner"),
        UniqueConstraint("person_id", "address_key"),
        Base.__table_args__,
    )

    id: Mapped[Key]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    """0 is written to first."""
    address: Mapped[str]
    address_key: Mapped[str] = mapped_column(index=True)
    """In small letters: addresses are compared without case."""
    label: Mapped[str] = mapped_column(default="")
    state: Mapped[ContactState] = mapped_column(by_value(ContactState), default=ContactState.UNTRIED)


class Phone(Base):
    """A number of a person or of an office, in the order in which it is tried."""

    __tablename__ = "phones"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (office_id IS NULL)", name="one_owner"),
        Base.__table_args__,
    )

    id: Mapped[Key]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    number: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    state: Mapped[ContactState] = mapped_column(by_value(ContactState), default=ContactState.UNTRIED)


class PostalAddress(Base):
    """Where a letter goes."""

    __tablename__ = "postal_addresses"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    lines: Mapped[str]
    postal_code: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str | None]
    state: Mapped[ContactState] = mapped_column(by_value(ContactState), default=ContactState.UNTRIED)


class Assistance(Base):
    """Who assists a member, and may answer for him or her."""

    __tablename__ = "assistances"
    __table_args__ = (UniqueConstraint("assistant_id", "member_id"), Base.__table_args__)

    id: Mapped[Key]
    assistant_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(default="")
    may_answer: Mapped[bool] = mapped_column(default=False)
