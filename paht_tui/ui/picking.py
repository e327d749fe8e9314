"""Choosing somebody by name, who is added to the contacts where there is no such person yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.people import PersonRow
from paht_tui.domain.newcomers import add_newcomer
from paht_tui.ui.finding import ask_person

if TYPE_CHECKING:
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


async def pick_person(shell: Shell, ground: Ground, title: str) -> int | None:
    """The number of a person; None when the user goes back."""
    found = await ask_person(shell, ground, title)
    if found is None or isinstance(found, PersonRow):
        return found.id if found else None
    return await ground.store.write(add_newcomer, found)
