"""What can be done from anywhere: undo, another programme, the settings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from db.queries.meetings import list_programmes
from paht_tui.domain.office_hours import parse_hours
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from paht_tui.settings_file import change_settings
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form

if TYPE_CHECKING:
    from paht_tui.settings import Settings
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_SECURITIES = (
    ("starttls", "STARTTLS, the usual way on port 587"),
    ("tls", "TLS from the first byte, port 465"),
    ("none", "none; only for a server on this machine"),
)

_THEMES = (("dark", "for a dark terminal"), ("light", "for a light one"))


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
    """Edit the settings file field by field; what is not in the form stays as it is."""
    path = ground.record.settings_file
    values = await shell.ask(Form(f"Settings · {path}", _fields(ground.settings)))
    if values is None:
        return
    smtp = ["host", "port", "security", "user", "password_command"] if values.text("smtp_host") else ()
    fields: dict[tuple[str, str], str | int | None] = {
        ("sender", name): values.text(f"sender_{name}") for name in ("name", "address", "reply_to")
    }
    for name in smtp:
        fields["smtp", name] = values.number("smtp_port") if name == "port" else values.text(f"smtp_{name}")
    fields["calling", "office_hours"] = values.text("office_hours")
    fields["calling", "cool_down"] = values.number("cool_down")
    fields["screen", "theme"] = values.text("theme")
    ground.record.settings = await asyncio.to_thread(change_settings, path, fields)
    shell.wear(ground.settings.screen.theme)
    shell.tell("The settings are kept.")
    shell.reload_all()


def _fields(settings: Settings) -> list[Field]:
    sender, smtp, calling = settings.sender, settings.smtp, settings.calling
    return [
        Field("sender_name", "Sender's name", value=sender.name),
        Field("sender_address", "Address", value=sender.address, expected="A mailbox that is read."),
        Field("sender_reply_to", "Reply to", value=sender.reply_to, expected="Only where it differs."),
        Field(
            "smtp_host",
            "Mail server",
            value=smtp.host if smtp else "",
            expected="Such as mail.example.org; empty: mail goes into a folder.",
        ),
        Field("smtp_port", "Port", "number", value=str(smtp.port if smtp else 587)),
        Field(
            "smtp_security",
            "Security",
            "choice",
            value=smtp.security if smtp else "starttls",
            options=_SECURITIES,
        ),
        Field("smtp_user", "User", value=(smtp.user or "") if smtp else ""),
        Field(
            "smtp_password_command",
            "Password by",
            value=(smtp.password_command or "") if smtp else "",
            expected="A command that prints it; without one the keyring is asked.",
        ),
        Field("office_hours", "Office hours", value=calling.office_hours, check=_check_hours, required=True),
        Field("cool_down", "Call after days", "number", value=str(calling.cool_down), required=True),
        Field("theme", "Colours", "choice", value=settings.screen.theme, options=_THEMES),
    ]


def _check_hours(value: object) -> str | None:
    try:
        parse_hours(str(value))
    except UserError as problem:
        return str(problem)
    return None
