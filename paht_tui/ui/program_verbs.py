"""What can be done from anywhere: undo, another programme, the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.meetings import list_programmes
from paht_tui.domain.undo import undo_last
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.forms.settings import edit_settings

if TYPE_CHECKING:
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


async def do_undo(ground: Ground, shell: Shell) -> None:
    """Take back the last thing recorded, and say what it was."""
    undone = await ground.store.write(undo_last)
    shell.tell(f"Undone: {undone.summary}.")
    shell.reload_all()


async def do_programme(ground: Ground, shell: Shell) -> None:
    """Show another programme."""
    programmes = await ground.store.read(list_programmes)
    if not programmes:
        shell.tell("There is no programme yet: press n on Today to start one.")
        return
    options = [Option(row, f"{row.short_name} · {row.name}") for row in programmes]
    if chosen := await shell.ask(Choose("Which programme?", options, current=ground.programme)):
        ground.programme = chosen
        shell.rename(chosen.short_name)
        shell.reload_all()


async def do_settings(ground: Ground, shell: Shell) -> None:
    """Edit the settings, a group at a time."""
    await edit_settings(shell, ground)
