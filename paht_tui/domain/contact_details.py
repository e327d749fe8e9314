"""A person's details edited in one act: the name and what is known, the addresses and numbers as a whole."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from db.change import Change
from db.tables import EmailAddress, Phone
from paht_tui.domain.newcomers import NewPerson, add_newcomer
from paht_tui.domain.offices import add_assistant
from paht_tui.domain.people import add_email, add_phone, edit_person, get_person, remove_person
from paht_tui.errors import UserError


def edit_contact(
    change: Change,
    *,
    person_id: int,
    values: dict[str, Any],
    emails: Sequence[str],
    phones: Sequence[tuple[str, str]],
) -> None:
    """Alter a person's columns, and make these the own addresses and numbers, in this order.

    What stays keeps its state; what is no longer named is removed. `phones` are (number, label).

    Raises:
        UserError: the family name would be empty, an address is none, or the person is gone.
    """
    person = get_person(change.session, person_id)
    change.describe("person.edited", f"Edited {person.full_name}")
    edit_person(change, person_id=person_id, **values)
    _set_emails(change, person_id, emails)
    _set_phones(change, person_id, phones)


def remove_people(change: Change, *, person_ids: Sequence[int]) -> tuple[str, ...]:
    """Remove those who are invited to nothing; a sentence for each who is."""
    if len(person_ids) > 1:
        change.describe("person.removed", f"Removed {len(person_ids)} people")
    refused = []
    for person_id in dict.fromkeys(person_ids):
        try:
            remove_person(change, person_id=person_id)
        except UserError as problem:  # raised before anything of this person is touched
            refused.append(str(problem))
    return tuple(refused)


def _set_emails(change: Change, person_id: int, addresses: Sequence[str]) -> None:
    wanted = {address.strip().lower(): address.strip() for address in addresses if address.strip()}
    mine = select(EmailAddress).where(EmailAddress.person_id == person_id)
    known = {row.address_key: row for row in change.session.scalars(mine)}
    change.remove(*(row for key, row in known.items() if key not in wanted))
    for place, (key, address) in enumerate(wanted.items()):
        if key in known:
            change.set(known[key], address=address, position=place)
        else:
            add_email(change, person_id=person_id, address=address, place=place)


def _set_phones(change: Change, person_id: int, numbers: Sequence[tuple[str, str]]) -> None:
    wanted = {number.strip(): label.strip() for number, label in numbers if number.strip()}
    known = {
        row.number: row for row in change.session.scalars(select(Phone).where(Phone.person_id == person_id))
    }
    change.remove(*(row for number, row in known.items() if number not in wanted))
    for place, (number, label) in enumerate(wanted.items()):
        if number in known:
            change.set(known[number], label=label, position=place)
        else:
            add_phone(change, person_id=person_id, number=number, label=label, place=place)


def add_new_assistant(
    change: Change, *, member_id: int, newcomer: NewPerson, role: str = "", may_answer: bool = False
) -> int:
    """Add somebody who is not in the contacts yet as the assistant of a member."""
    member = get_person(change.session, member_id)
    change.describe("assistant.added", f"{newcomer.name} assists {member.full_name}")
    assistant_id = add_newcomer(change, newcomer)
    return add_assistant(
        change, member_id=member_id, assistant_id=assistant_id, role=role, may_answer=may_answer
    )
