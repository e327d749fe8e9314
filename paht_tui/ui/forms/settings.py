"""The settings on the screen: a list of their groups, a form for each, and a try of what they name.

Nothing here decides what a setting may be, and nothing of it holds a password.
"""

from __future__ import annotations

import asyncio
import os
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, cast

from paht_tui.errors import UserError
from paht_tui.jobs.findings import finding_lines
from paht_tui.settings import SECTIONS, ServerSettings
from paht_tui.settings_file import change_settings
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.dialogs.message import Show
from paht_tui.ui.forms.settings_fields import YES, fields_of, in_short

if TYPE_CHECKING:
    from paht_tui.settings import Settings
    from paht_tui.settings_file import Fields
    from paht_tui.ui.dialogs.fields import Values
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_GROUPS: Final = {
    "sender": "Sender",
    "smtp": "Mail server",
    "imap": "Sent folder",
    "sending": "Sending",
    "calling": "Calls",
    "screen": "Screen",
}
"""The sections of the file that have a form, and what they are called."""
_SERVERS: Final = ("smtp", "imap")
_TRY: Final = "try"


async def edit_settings(shell: Shell, ground: Ground) -> None:
    """Show the groups until the user goes back; what is saved is kept in the file and holds at once."""
    title = f"Settings · {ground.record.settings_file}"
    chosen: str | None = None
    while chosen := await shell.ask(Choose(title, _options(ground.settings), current=chosen)):
        if chosen == _TRY:
            await _try_servers(shell, ground)
        else:
            await _edit(shell, ground, chosen)


def _options(settings: Settings) -> list[Option[str]]:
    groups = [
        Option(section, f"{label:<12}{in_short(settings, section)}") for section, label in _GROUPS.items()
    ]
    return [*groups, Option(_TRY, "Try it      log in, and send nothing", "t")]


async def _edit(shell: Shell, ground: Ground, section: str) -> None:
    check = (
        partial(_check_server, section, getattr(ground.settings, section)) if section in _SERVERS else None
    )
    values = await shell.ask(Form(_GROUPS[section], fields_of(ground.settings, section), check=check))
    if values is None:
        return
    path = ground.record.settings_file
    ground.record.settings = await asyncio.to_thread(change_settings, path, _changes(section, values))
    shell.wear(ground.settings.screen.theme)
    shell.tell("The settings are kept.")
    shell.reload_all()


def _changes(section: str, values: Values) -> Fields:
    """What is to stand in the file; a server without a name is none, and nothing of it stays there."""
    if section in _SERVERS and not values.text("host"):
        return {(section, name): None for name in SECTIONS[section].__struct_fields__}
    changes: dict[tuple[str, str], str | int | None] = {}
    for name, value in values.items():
        assert value is None or isinstance(value, str | int)
        changes[section, name] = value == YES if name == "copy_sent" else value
    return changes


def _check_server(section: str, before: object, values: Values) -> tuple[str, str] | None:
    """What is wrong with the lines of a server together."""
    # The sender's room brings the mail library along, which takes its time to load.
    from paht_tui.mail.connect import check_security  # noqa: PLC0415 - loaded when a server is set

    host = values.text("host")
    if not host:
        typed = values.text("user") or values.text("password_command")
        if before is None and typed:
            return "host", "The server is needed, or leave the lines below empty."
        return None
    security = cast('Literal["starttls", "tls", "none"]', values.text("security"))
    try:
        check_security(ServerSettings(host, security=security), section)
    except UserError as problem:
        return "security", str(problem)
    return None


async def _try_servers(shell: Shell, ground: Ground) -> None:
    """Log in to the servers of the settings, as `paht doctor --connect` does, and show what was found."""
    from paht_tui.jobs.doctor_mail import examine_mail  # noqa: PLC0415 - the keyring takes its time to load

    shell.tell("Asking the servers …")
    findings = await examine_mail(ground.settings, os.environ, outgoing=None, connect=True)
    await shell.ask(Show("What was found", "\n".join(finding_lines(findings))))
