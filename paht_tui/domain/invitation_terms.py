"""On what terms people are invited: changed for one invitation or for many in one act."""

from collections.abc import Sequence
from typing import Any

from db.change import Change
from db.tables import Person
from paht_tui.domain.invitations import edit_invitation, get_invitation
from paht_tui.domain.organisations import organisation_named
from paht_tui.errors import UserError


def change_terms(
    change: Change, /, *, invitation_ids: Sequence[int], delegation: str | None = None, **values: Any
) -> int:
    """Alter capacity, seat, channel or who referred, and the delegation by its name; how many changed.

    With `delegation` None the delegations stay; an empty name takes people out of theirs.

    Raises:
        UserError: an invitation is gone, or somebody would have referred himself.
    """
    session = change.session
    invitations = [get_invitation(session, number) for number in invitation_ids]
    if len(invitations) == 1:
        name = session.get_one(Person, invitations[0].person_id).full_name
        change.describe("invitation.edited", f"Edited the invitation of {name}")
    else:
        change.describe("invitation.edited", f"Edited {len(invitations)} invitations")
    if values.get("referred_by_id") in {row.person_id for row in invitations}:
        raise UserError("Nobody refers himself: choose another person.")
    if delegation is not None:
        values["delegation_id"] = organisation_named(change, name=delegation)
    return sum(edit_invitation(change, invitation_id=row.id, **values) for row in invitations)
