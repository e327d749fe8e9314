"""Letting somebody in who is not on the list: name, country, category; a known contact is offered first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.enums import Category
from db.queries.invitations import list_invitations
from db.queries.people import list_people
from paht_tui.domain.desk import check_in, walk_in
from paht_tui.ui.desk_rows import name_words
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.forms.checks import COUNTRY_HINT, check_country, country_of
from paht_tui.ui.words import options

if TYPE_CHECKING:
    from db.queries.meetings import SessionRow
    from db.queries.people import PersonRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_OFFERED: Final = 6
_NEW: Final = 0
"""Instead of a person's number: somebody who is not in the contacts."""


async def let_in(shell: Shell, ground: Ground, session: SessionRow, *, name: str) -> bool:
    """Ask who it is, beginning with what was typed at the door, and check that person in; whether it was."""
    form = Form(
        f"Walk-in · {session.title}",
        [
            Field("name", "Name", required=True, value=name, expected="As it is written: Anna Lo MLA."),
            Field("country", "Country", check=check_country, expected=COUNTRY_HINT),
            Field("category", "Category", "choice", value=Category.OTHER, options=options(Category)),
        ],
    )
    if (values := await shell.ask(form)) is None:
        return False
    typed = values.text("name")
    chosen = await _who(shell, ground, typed)
    if chosen is None:
        return False
    if chosen == _NEW:
        done = await ground.store.write(
            walk_in,
            session_id=session.id,
            name=typed,
            country=country_of(values.text("country")),
            category=Category(values.text("category")),
        )
    elif invitation := await _invitation(ground, session, chosen):
        done = await ground.store.write(check_in, invitation_id=invitation, session_id=session.id)
    else:
        done = await ground.store.write(walk_in, session_id=session.id, person_id=chosen)
    shell.tell(f"{done.name} is here." if done.arrival else f"{done.name} has been here already.")
    return True


async def _who(shell: Shell, ground: Ground, typed: str) -> int | None:
    """The number of the contact who is meant, `_NEW` for somebody new, None when the user goes back."""
    known = await ground.store.read(list_people, text=name_words(typed), limit=_OFFERED)
    if not known:
        return _NEW
    offers = [Option(row.id, _described(row)) for row in known]
    return await shell.ask(
        Choose("Is it somebody in the contacts?", [*offers, Option(_NEW, f"somebody new: {typed}")])
    )


def _described(row: PersonRow) -> str:
    return " · ".join(part for part in (row.name, row.country, row.organisation) if part)


async def _invitation(ground: Ground, session: SessionRow, person_id: int) -> int | None:
    """The invitation of somebody who is on the meeting's list after all."""
    rows = await ground.store.read(
        list_invitations, meeting_id=session.meeting_id, text=f"id:{person_id}", limit=1
    )
    return rows[0].id if rows else None
