"""Editing a meeting or one of its sessions, and showing what follows for those who were told of it.

It decides nothing: what follows is `domain/consequences.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paht_tui.domain.consequences import consequences_of
from paht_tui.ui.doors import open_consequences

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App

    from db.queries.templates import TemplateRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


async def with_consequences(
    app: App[Any], ground: Ground, meeting_id: int, edit: Callable[[], Awaitable[bool]]
) -> bool:
    """Carry an edit out; where something new follows from it, show what. Whether it was saved."""
    before = await ground.store.read(consequences_of, meeting_id=meeting_id, now=ground.now)
    saved = await edit()
    if saved:
        found = await ground.store.read(consequences_of, meeting_id=meeting_id, now=ground.now)
        if found.any and found.groups != before.groups:
            open_consequences(app, ground, meeting_id)
    return saved


async def shown_instead(shell: Shell, ground: Ground, meeting_id: int, template: TemplateRow) -> bool:
    """Show what follows from a change, from where all of it is prepared; whether anything does."""
    found = await ground.store.read(consequences_of, meeting_id=meeting_id, now=ground.now)
    if found.messages:
        from paht_tui.ui.screens.consequences import ConsequencesScreen  # noqa: PLC0415 - as in `doors.py`

        shell.push_screen(ConsequencesScreen(ground, meeting_id, template))
    return bool(found.messages)
