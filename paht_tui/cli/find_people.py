"""Which one person a word of the command line means; a whole name wins over parts of others."""

from sqlalchemy.orm import Session

from db.queries.invitations import InvitationRow, find_invitation, list_invitations
from db.queries.people import PersonRow, list_people
from db.text import fold
from paht_tui.errors import UserError

_SOME = 50


def one_invitation(session: Session, *, meeting_id: int, text: str) -> InvitationRow:
    """The one person on a meeting's list.

    Raises:
        RecordError: nobody or several; the sentence names some of them.
    """
    rows = list_invitations(session, meeting_id=meeting_id, text=text, limit=_SOME)
    exact = [row for row in rows if fold(row.name) == fold(text)]
    return exact[0] if len(exact) == 1 else find_invitation(session, meeting_id=meeting_id, text=text)


def one_person(session: Session, *, text: str) -> PersonRow:
    """The one person of the contacts.

    Raises:
        UserError: nobody or several; the sentence names some of them.
    """
    rows = list_people(session, text=text, limit=_SOME)
    exact = [row for row in rows if fold(row.name) == fold(text)]
    found = exact if len(exact) == 1 else rows
    if not found:
        raise UserError(f"Nobody in the contacts is found by “{text}”.")
    if len(found) > 1:
        names = ", ".join(f"{row.name} (id:{row.id})" for row in found[:5])
        raise UserError(f"“{text}” finds several people: {names}. Say more of the name.")
    return found[0]
