"""Who is written to: the invitees with all that a message needs of them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import ContactState
from db.queries.parts import as_rows, organisation_of
from db.tables import EmailAddress, Invitation, Person, PostalAddress

AS_POSTED = PostalAddress.lines + "\n" + PostalAddress.postal_code + " " + PostalAddress.city
"""A postal address as a letter begins with it; the country may follow."""
_NO_USE = (ContactState.BOUNCED, ContactState.WRONG)


@dataclass(frozen=True, slots=True)
class Recipient:
    """An invitee as a message needs it; `address` is None where none can be written to."""

    invitation_id: int
    person_id: int
    name: str
    prefix: str
    given_name: str
    family_name: str
    salutation: str
    languages: str
    organisation: str | None
    do_not_contact: bool
    address: str | None
    postal_address: str | None
    postal_country: str | None


def recipients(session: Session, *, invitation_ids: tuple[int, ...]) -> tuple[Recipient, ...]:
    """These invitees with the addresses that are written to first and have not failed."""
    address = (
        select(EmailAddress.address)
        .where(
            EmailAddress.person_id == Person.id,
            EmailAddress.state.not_in(_NO_USE),
        )
        .order_by(EmailAddress.position, EmailAddress.id)
        .limit(1)
        .scalar_subquery()
    )
    posted_to = (
        select(AS_POSTED)
        .where(PostalAddress.person_id == Person.id, PostalAddress.state.not_in(_NO_USE))
        .order_by(PostalAddress.position, PostalAddress.id)
        .limit(1)
    )
    rows = session.execute(
        select(
            Invitation.id,
            Person.id,
            Person.full_name,
            Person.prefix,
            Person.given_name,
            Person.family_name,
            Person.salutation,
            Person.languages,
            organisation_of(Person.id),
            Person.do_not_contact,
            address,
            posted_to.scalar_subquery(),
            posted_to.with_only_columns(PostalAddress.country).scalar_subquery(),
        )
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.id.in_(invitation_ids))
        .order_by(Person.sort_key, Invitation.id)
    )
    return as_rows(Recipient, rows)
