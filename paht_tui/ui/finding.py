"""Asking who is meant: somebody in the contacts, or a newcomer with a name and an address."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.queries.people import PersonRow, list_people
from paht_tui.ui.dialogs.find_person import FindPerson, NewName
from paht_tui.ui.forms.person import ask_newcomer
from paht_tui.ui.widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paht_tui.domain.newcomers import NewPerson
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_LOOKED_AT = 50
_COLUMNS = [
    Column[PersonRow]("Name", lambda row: row.name, width=28, weight=2),
    Column[PersonRow]("", lambda row: row.country or "", width=2),
    Column[PersonRow]("Organisation", lambda row: row.organisation or "", width=14, weight=1),
]


async def ask_person(
    shell: Shell, ground: Ground, title: str, *, country: str | None = None
) -> PersonRow | NewPerson | None:
    """Somebody in the contacts, or somebody new whose country is offered as `country`; None goes back."""
    typed = ""
    while True:
        find = partial(_find, ground)
        dialog = FindPerson(title, _COLUMNS, key=lambda row: row.id, find=find, typed=typed)
        found = await shell.ask(dialog)
        if not isinstance(found, NewName):
            return found
        if newcomer := await ask_newcomer(shell, name=found, country=country):
            return newcomer
        typed = found


async def _find(ground: Ground, typed: str) -> Sequence[PersonRow]:
    return await ground.store.read(list_people, text=typed, limit=_LOOKED_AT)
