"""People and how they are reached: added, edited and removed, always as a recorded change."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.change import Change
from db.enums import Category, ContactState
from db.tables import EmailAddress, Invitation, Organisation, Person, Phone, Position, PostalAddress
from db.text import fold
from paht_tui.domain.names import full_name, search_key, sort_key
from paht_tui.errors import UserError

_NAME_PARTS = ("prefix", "given_name", "family_name", "post_nominals")


def get_person(session: Session, person_id: int) -> Person:
    """The person's row.

    Raises:
        UserError: there is no such person (any more).
    """
    person = session.get(Person, person_id)
    if person is None:
        raise UserError(f"There is no person number {person_id} any more.")
    return person


def add_person(
    change: Change,
    *,
    family_name: str,
    given_name: str = "",
    prefix: str = "",
    post_nominals: str = "",
    category: Category = Category.OTHER,
    country: str | None = None,
    languages: str = "",
    emails: Sequence[str] = (),
    phones: Sequence[tuple[str, str]] = (),
    organisation: str = "",
    position: str = "",
    note: str = "",
) -> int:
    """Add somebody; `phones` are (number, label), addresses and numbers in the order they are tried.

    Raises:
        UserError: there is no family name.
    """
    parts = {
        "prefix": prefix.strip(),
        "given_name": given_name.strip(),
        "family_name": family_name.strip(),
        "post_nominals": post_nominals.strip(),
    }
    if not parts["family_name"]:
        raise UserError("A person needs a family name; a single name goes there too.")
    name = full_name(**parts)
    change.describe("person.added", f"Added {name}")
    person = change.add(
        Person(
            **parts,
            full_name=name,
            sort_key=sort_key(family_name=parts["family_name"], given_name=parts["given_name"]),
            search_key=search_key(name, (organisation,) if organisation else ()),
            category=category,
            country=country.upper() if country else None,
            languages=languages,
            note=note,
        )
    )
    for place, address in enumerate(emails):
        add_email(change, person_id=person.id, address=address, place=place)
    for place, (number, label) in enumerate(phones):
        add_phone(change, person_id=person.id, number=number, label=label, place=place)
    if organisation:
        add_position(change, person_id=person.id, organisation=organisation, title=position)
    return person.id


def edit_person(change: Change, /, *, person_id: int, **values: Any) -> bool:
    """Alter columns of a person; the written name and the keys follow from the parts. Says whether any did.

    Raises:
        UserError: the family name would be empty, or the person is gone.
    """
    person = get_person(change.session, person_id)
    parts = {part: str(values.get(part, getattr(person, part))).strip() for part in _NAME_PARTS}
    if not parts["family_name"]:
        raise UserError("A person needs a family name; a single name goes there too.")
    if values.get("country"):
        values["country"] = values["country"].upper()
    change.describe("person.edited", f"Edited {person.full_name}")
    name = full_name(**parts)
    return change.set(
        person,
        **{
            **values,
            **parts,
            "full_name": name,
            "sort_key": sort_key(family_name=parts["family_name"], given_name=parts["given_name"]),
            "search_key": search_key(name, _organisations(change.session, person_id)),
        },
    )


def remove_person(change: Change, *, person_id: int) -> None:
    """Remove somebody who is invited to nothing, with addresses, positions and whatever else is recorded.

    Raises:
        UserError: the person is invited to a meeting: the record of who was asked must stand.
    """
    session = change.session
    person = get_person(session, person_id)
    invited = session.scalar(select(func.count()).where(Invitation.person_id == person_id)) or 0
    if invited:
        raise UserError(
            f"{person.full_name} is on the list of {invited} meeting(s): remove the invitations first,"
            " or set “do not contact”."
        )
    change.describe("person.removed", f"Removed {person.full_name}")
    change.remove(person)


def add_email(
    change: Change, *, person_id: int, address: str, label: str = "", place: int | None = None
) -> int:
    """Add an e-mail address after those that are known; one that is known already is left as it is.

    Raises:
        UserError: it is no address.
    """
    session = change.session
    address = address.strip()
    if not all(address.partition("@")):
        raise UserError(f"“{address}” is not an e-mail address: write one such as name@parliament.example.")
    known = session.scalars(select(EmailAddress).where(EmailAddress.person_id == person_id)).all()
    for row in known:
        if row.address_key == address.lower():
            return row.id
    change.describe("person.edited", f"Added the address {address}")
    return change.add(
        EmailAddress(
            person_id=person_id,
            address=address,
            address_key=address.lower(),
            label=label,
            position=len(known) if place is None else place,
        )
    ).id


def add_phone(
    change: Change, *, person_id: int, number: str, label: str = "", place: int | None = None
) -> int:
    """Add a phone number after those that are known; one that is known already is left as it is."""
    known = change.session.scalars(select(Phone).where(Phone.person_id == person_id)).all()
    for row in known:
        if row.number == number:
            return row.id
    change.describe("person.edited", f"Added the number {number}")
    return change.add(
        Phone(
            person_id=person_id, number=number, label=label, position=len(known) if place is None else place
        )
    ).id


def add_postal_address(
    change: Change,
    *,
    person_id: int,
    lines: str,
    postal_code: str = "",
    city: str = "",
    country: str | None = None,
) -> int:
    """Add where letters to this person go."""
    change.describe("person.edited", "Added a postal address")
    return change.add(
        PostalAddress(person_id=person_id, lines=lines, postal_code=postal_code, city=city, country=country)
    ).id


def add_position(change: Change, *, person_id: int, organisation: str, title: str = "") -> int:
    """Add a position in the organisation of that name, which is added when it is new."""
    session = change.session
    person = get_person(session, person_id)
    change.describe("person.edited", f"{person.full_name}: {organisation}")
    key = fold(organisation)
    found = session.scalar(select(Organisation).where(Organisation.name_key == key).limit(1))
    if found is None:
        found = change.add(Organisation(name=organisation.strip(), name_key=key, country=person.country))
    row = change.add(Position(person_id=person_id, organisation_id=found.id, title=title))
    change.set(person, search_key=search_key(person.full_name, _organisations(session, person_id)))
    return row.id


def mark_email(change: Change, *, email_id: int, state: ContactState) -> None:
    """Record what is known of an address."""
    if row := change.session.get(EmailAddress, email_id):
        change.describe("person.edited", f"The address {row.address} is {state.value}")
        change.set(row, state=state)


def mark_phone(change: Change, *, phone_id: int, state: ContactState) -> None:
    """Record what is known of a number."""
    if row := change.session.get(Phone, phone_id):
        change.describe("person.edited", f"The number {row.number} is {state.value}")
        change.set(row, state=state)


def _organisations(session: Session, person_id: int) -> tuple[str, ...]:
    names = (
        select(Organisation.name)
        .join(Position, Position.organisation_id == Organisation.id)
        .where(Position.person_id == person_id, Position.ends_on.is_(None))
        .order_by(Position.id)
    )
    return tuple(session.scalars(names))
