"""The form of an invitation: in what capacity and seat, for which delegation, by which way, on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from db.enums import Capacity, Channel, Seat
from db.queries.invitations import invitation_terms
from paht_tui.domain.invitation_terms import change_terms
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.picking import pick_person
from paht_tui.ui.words import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.invitations import InvitationRow, InvitationTerms
    from paht_tui.ui.dialogs.fields import Values
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_KEEP: Final = "keep"
_NONE: Final = "none"
_CHOOSE: Final = "choose"


async def edit_invitations(shell: Shell, ground: Ground, rows: Sequence[InvitationRow]) -> bool:
    """Edit one invitation, or what several have in common; whether anything was saved."""
    if len(rows) == 1:
        terms = await ground.store.read(invitation_terms, invitation_id=rows[0].id)
        title, fields = f"The invitation of {rows[0].name}", _of_one(terms)
    else:
        title, fields = f"The invitations of {len(rows)} people", _of_many()
    values = await shell.ask(Form(title, fields))
    if values is None:
        return False
    changes = _changes(values)
    if values.get("referred") == _CHOOSE:
        referrer = await pick_person(shell, ground, "Who referred?")
        if referrer is not None:
            changes["referred_by_id"] = referrer
    changed = await ground.store.write(
        change_terms,
        invitation_ids=[row.id for row in rows],
        delegation=values.text("delegation") if "delegation" in values else None,
        **changes,
    )
    shell.tell("The invitation is saved." if len(rows) == 1 else f"{changed} of {len(rows)} were changed.")
    return True


def _of_one(terms: InvitationTerms) -> list[Field]:
    referred = terms.referred_by or "nobody"
    return [
        Field("capacity", "As", "choice", value=terms.capacity, options=options(Capacity)),
        Field(
            "seat",
            "Seat",
            "choice",
            value=terms.seat or _NONE,
            options=((_NONE, "none"), *options(Seat)),
            expected="In a delegation.",
        ),
        Field(
            "delegation",
            "Delegation of",
            value=terms.delegation,
            expected="The organisation that sends the delegation; a new name is added.",
        ),
        Field("channel", "Invited by", "choice", value=terms.channel, options=options(Channel)),
        Field(
            "referred",
            "Referred by",
            "choice",
            value=_KEEP,
            options=(
                (_KEEP, referred),
                (_CHOOSE, "somebody else…"),
                *(((_NONE, "nobody"),) if terms.referred_by_id else ()),
            ),
        ),
    ]


def _of_many() -> list[Field]:
    keep = ((_KEEP, "as they are"),)
    return [
        Field("capacity", "As", "choice", value=_KEEP, options=keep + options(Capacity)),
        Field("seat", "Seat", "choice", value=_KEEP, options=(*keep, (_NONE, "none"), *options(Seat))),
        Field("channel", "Invited by", "choice", value=_KEEP, options=keep + options(Channel)),
    ]


def _changes(values: Values) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if (capacity := values.text("capacity")) != _KEEP:
        changes["capacity"] = Capacity(capacity)
    if (seat := values.text("seat")) != _KEEP:
        changes["seat"] = None if seat == _NONE else Seat(seat)
    if (channel := values.text("channel")) != _KEEP:
        changes["channel"] = Channel(channel)
    if values.get("referred") == _NONE:
        changes["referred_by_id"] = None
    return changes
