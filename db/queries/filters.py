r"""Filter words: `country:de,fr -answer:none lo` as conditions of a query.

A word with a colon asks a field, several values after it are alternatives, a leading `-` excludes, and any
other word is looked for in names and organisations. Values are data: they are bound, never put into SQL.
"""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select
from sqlalchemy.orm import QueryableAttribute

from db.enums import Answer, Capacity, Category, ContactState, Delivery, Reason, SaidBy, Seat
from db.errors import FilterError
from db.queries.parts import latest_delivery
from db.tables import (
    Attendance,
    Call,
    EmailAddress,
    Invitation,
    Meeting,
    MeetingSession,
    Organisation,
    Person,
    Position,
)
from db.text import fold, like

Condition: TypeAlias = ColumnElement[bool]
Field: TypeAlias = Callable[[str], Condition]
"""Makes the condition for one value."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a filter; a plain word has the field ""."""

    field: str
    values: tuple[str, ...]
    excludes: bool = False


def parse_filter(text: str) -> tuple[Word, ...]:
    """The words of a filter; quotes keep several words together: `org:"la strada"`.

    Raises:
        FilterError: a quote is not closed, or a field has no value.
    """
    # Only " quotes, and nothing escapes: O’Brien is also typed O'Brien.
    words = shlex.shlex(text, posix=True)
    words.whitespace_split, words.quotes, words.escape, words.commenters = True, '"', "", ""
    try:
        parts = list(words)
    except ValueError as error:
        raise FilterError("A quotation mark in the filter is not closed.") from error
    return tuple(_word(part) for part in parts if part not in {"", "-"})


def _word(part: str) -> Word:
    excludes = part.startswith("-")
    name, colon, rest = part.removeprefix("-").partition(":")
    if not colon:
        return Word("", (name,), excludes)
    values = tuple(value for value in rest.split(",") if value)
    if not values:
        raise FilterError(f"“{part}” needs a value: for example country:de.")
    return Word(name.lower(), values, excludes)


def conditions(text: str, fields: Mapping[str, Field]) -> list[Condition]:
    """The conditions of a filter over `fields` (`PEOPLE` or `INVITATIONS`), to be joined by AND.

    Raises:
        FilterError: an unknown field or value; the sentence names those that exist.
    """
    return [_condition(word, fields) for word in parse_filter(text)]


def _condition(word: Word, fields: Mapping[str, Field]) -> Condition:
    if not word.field:
        made: Condition = Person.search_key.like(like(word.values[0]), escape="\\")
    elif word.field not in fields:
        raise FilterError(
            f"“{word.field}:” is not a filter word here. There are: {', '.join(sorted(fields))}."
        )
    else:
        made = or_(*(fields[word.field](value) for value in word.values))
    # What is not known (no country, no reason) is not what is excluded: NOT alone would drop it too.
    return not_(func.coalesce(made, false())) if word.excludes else made


def _of(column: QueryableAttribute[Any], words: type[StrEnum]) -> Field:
    def condition(value: str) -> Condition:
        made: Condition = column == _member(words, value)
        return made

    return condition


def _of_optional(column: QueryableAttribute[Any], words: type[StrEnum]) -> Field:
    equal = _of(column, words)

    def condition(value: str) -> Condition:
        return column.is_(None) if value == "none" else equal(value)

    return condition


def _member(words: type[StrEnum], value: str) -> StrEnum:
    try:
        return words(value.lower().replace("-", "_"))
    except ValueError as error:
        known = ", ".join(member.value for member in words)
        raise FilterError(f"“{value}” is not one of: {known}.") from error


def _country(value: str) -> Condition:
    return Person.country.is_(None) if value == "none" else Person.country == value.upper()


def _language(value: str) -> Condition:
    return func.lower(Person.languages).like(like(value), escape="\\")


def _organisation(value: str) -> Condition:
    return exists(
        select(Position.id)
        .join(Organisation, Organisation.id == Position.organisation_id)
        .where(Position.person_id == Person.id, Organisation.name_key.like(like(value), escape="\\"))
    )


def _email(value: str) -> Condition:
    mine = select(EmailAddress.id).where(EmailAddress.person_id == Person.id)
    if value == "none":
        return not_(exists(mine))
    if value in set(ContactState):
        return exists(mine.where(EmailAddress.state == ContactState(value)))
    return exists(mine.where(EmailAddress.address_key.contains(value.lower(), autoescape=True)))


def _meeting(value: str) -> Condition:
    return exists(
        select(Invitation.id)
        .join(Meeting, Meeting.id == Invitation.meeting_id)
        .where(Invitation.person_id == Person.id, Meeting.slug == fold(value))
    )


def _contact(value: str) -> Condition:
    if value not in {"yes", "no"}:
        raise FilterError("“contact:” is yes or no.")
    return Person.do_not_contact.is_(value == "no")


def _delivery(value: str) -> Condition:
    state = latest_delivery(Invitation.id)
    return state.is_(None) if value == "none" else state == _member(Delivery, value)


def _called(value: str) -> Condition:
    # Its own calls, also where the question around it lists calls.
    made = exists(select(Call.id).where(Call.invitation_id == Invitation.id).correlate_except(Call))
    if value not in {"yes", "no"}:
        raise FilterError("“called:” is yes or no.")
    return made if value == "yes" else not_(made)


def _presence(value: str) -> Condition:
    """Presence in a session that counts, from expectation and arrival."""
    arrived = and_(Attendance.arrived_at.is_not(None))
    made: dict[str, Condition] = {
        "present": arrived,
        "unexpected": and_(arrived, Attendance.expected.is_(False)),
        "absent": and_(Attendance.arrived_at.is_(None), Attendance.expected.is_(True)),
    }
    if value not in made:
        raise FilterError(f"“{value}” is not one of: {', '.join(made)}.")
    return exists(
        select(Attendance.id)
        .join(MeetingSession, MeetingSession.id == Attendance.session_id)
        .where(Attendance.invitation_id == Invitation.id, MeetingSession.counts.is_(True), made[value])
    )


def _number(column: QueryableAttribute[int]) -> Field:
    def condition(value: str) -> Condition:
        return column == int(value) if value.isdecimal() and len(value) < 10 else false()  # noqa: PLR2004 - an integer column

    return condition


PEOPLE: Mapping[str, Field] = {
    "category": _of(Person.category, Category),
    "contact": _contact,
    "country": _country,
    "email": _email,
    "id": _number(Person.id),
    "language": _language,
    "meeting": _meeting,
    "org": _organisation,
}
INVITATIONS: Mapping[str, Field] = {
    **PEOPLE,
    "answer": _of(Invitation.answer, Answer),
    "called": _called,
    "capacity": _of(Invitation.capacity, Capacity),
    "delivery": _delivery,
    "presence": _presence,
    "reason": _of_optional(Invitation.answer_reason, Reason),
    "said": _of_optional(Invitation.answer_said_by, SaidBy),
    "seat": _of_optional(Invitation.seat, Seat),
}
