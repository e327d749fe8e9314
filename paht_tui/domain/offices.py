"""Offices that answer for members, and the people who assist them; always as a recorded change."""

from collections.abc import Sequence

from sqlalchemy import select

from db.change import Change
from db.tables import Assistance, EmailAddress, Office, OfficeMember, Organisation, Phone
from db.text import fold
from paht_tui.domain.people import get_person
from paht_tui.domain.zones import check_zone
from paht_tui.errors import UserError


def add_office(
    change: Change,
    *,
    name: str,
    member_ids: Sequence[int],
    organisation: str = "",
    zone: str | None = None,
    ask_for: str = "",
    emails: Sequence[str] = (),
    phones: Sequence[tuple[str, str]] = (),
) -> int:
    """Add an office that serves these members; `phones` are (number, label), in the order they are tried.

    Raises:
        UserError: it has no name, or a member is gone, or the zone is none.
    """
    if not name.strip():
        raise UserError("An office needs a name.")
    session = change.session
    change.describe("office.added", f"Added the office {name.strip()}")
    of = session.scalar(select(Organisation.id).where(Organisation.name_key == fold(organisation)).limit(1))
    office = change.add(
        Office(
            name=name.strip(),
            organisation_id=of,
            zone=check_zone(zone) if zone else None,
            ask_for=ask_for,
        )
    )
    for member_id in dict.fromkeys(member_ids):
        change.add(OfficeMember(office_id=office.id, person_id=get_person(session, member_id).id))
    for place, address in enumerate(emails):
        change.add(
            EmailAddress(office_id=office.id, address=address, address_key=address.lower(), position=place)
        )
    for place, (number, label) in enumerate(phones):
        change.add(Phone(office_id=office.id, number=number, label=label, position=place))
    return office.id


def add_assistant(
    change: Change, *, member_id: int, assistant_id: int, role: str = "", may_answer: bool = False
) -> int:
    """Record who assists a member, and whether an answer of the assistant counts as the member's.

    Raises:
        UserError: one of them is gone, or they are the same person.
    """
    session = change.session
    member, assistant = get_person(session, member_id), get_person(session, assistant_id)
    if member.id == assistant.id:
        raise UserError(f"{member.full_name} cannot be the assistant of the same person: choose another.")
    change.describe("assistant.added", f"{assistant.full_name} assists {member.full_name}")
    row = Assistance(assistant_id=assistant.id, member_id=member.id, role=role, may_answer=may_answer)
    return change.add(row).id
