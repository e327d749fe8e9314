"""One answer for many invitations in one act; who cannot be given it is named, the others are recorded."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.change import Change
from db.enums import Answer
from db.tables import Person
from paht_tui.domain.answers import Said, record_answer, record_substitute
from paht_tui.domain.invitations import find_invitation, get_invitation
from paht_tui.domain.newcomers import NewPerson, add_newcomer
from paht_tui.errors import UserError

BY_HAND = Said()


@dataclass(frozen=True, slots=True)
class Recorded:
    """The invitations whose answer was recorded, and a sentence for each that was refused."""

    invitations: tuple[int, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Substitution:
    """Who comes for whom: somebody in the contacts, or a newcomer."""

    invitation_id: int
    substitute: int | NewPerson


def record_answers(
    change: Change, *, invitation_ids: Sequence[int], answer: Answer, said: Said = BY_HAND
) -> Recorded:
    """Record one answer for several invitations; a refusal of one does not keep the others back."""
    if len(invitation_ids) > 1:
        change.describe("answer.recorded", f"{len(invitation_ids)} people: {answer.value}")
    done: list[int] = []
    refused: list[str] = []
    for invitation_id in dict.fromkeys(invitation_ids):
        try:
            record_answer(change, invitation_id=invitation_id, answer=answer, said=said)
        except UserError as problem:  # raised before anything of this one is written
            refused.append(str(problem))
        else:
            done.append(invitation_id)
    return Recorded(tuple(done), tuple(refused))


def record_substitutes(
    change: Change, *, substitutions: Sequence[Substitution], said: Said = BY_HAND
) -> Recorded:
    """Record who comes for whom; newcomers are added to the contacts in the same act."""
    if len(substitutions) > 1:
        change.describe("answer.recorded", f"{len(substitutions)} people send substitutes")
    done: list[int] = []
    refused: list[str] = []
    for each in substitutions:
        if (why := _refusal(change, each)) is not None:
            refused.append(why)
            continue
        _record(change, each, said)
        done.append(each.invitation_id)
    return Recorded(tuple(done), tuple(refused))


def _record(change: Change, each: Substitution, said: Said) -> None:
    substitute = each.substitute
    if isinstance(substitute, NewPerson):
        invitation = get_invitation(change.session, each.invitation_id)
        name = change.session.get_one(Person, invitation.person_id).full_name
        change.describe("answer.recorded", f"{name} sends {substitute.name}")
        substitute = add_newcomer(change, substitute)
    record_substitute(change, invitation_id=each.invitation_id, substitute_id=substitute, said=said)


def _refusal(change: Change, each: Substitution) -> str | None:
    """Why this substitution cannot be, found before anything of it is written."""
    session = change.session
    try:
        invitation = get_invitation(session, each.invitation_id)
    except UserError as problem:
        return str(problem)
    if isinstance(each.substitute, NewPerson):
        return None
    person = session.get(Person, each.substitute)
    if person is None:
        return f"There is no person number {each.substitute} any more."
    if person.id == invitation.person_id:
        return f"{person.full_name} cannot be the substitute of the same person: choose another."
    on_list = find_invitation(session, meeting_id=invitation.meeting_id, person_id=person.id)
    if on_list is None and person.do_not_contact:
        return f"{person.full_name} is not to be contacted."
    return None
