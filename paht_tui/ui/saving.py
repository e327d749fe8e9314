"""Writing a report or a calendar to a file that the user names; what is there is replaced when confirmed."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from db.enums import MeetingState
from db.queries.meetings import meeting_by_id
from paht_tui.errors import UserError
from paht_tui.jobs.report import meeting_report
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.paths import expanded

if TYPE_CHECKING:
    from db.queries.meetings import ProgrammeRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


async def save_report(shell: Shell, ground: Ground, meeting_id: int) -> None:
    """Ask for a file and write the report of a meeting to it, as Markdown in UTF-8.

    Raises:
        UserError: the file cannot be written; nothing is lost, the report comes from the record.
    """
    meeting = await ground.store.read(meeting_by_id, meeting_id=meeting_id)
    title = f"Save the report of {meeting.title}"
    if (path := await _ask_path(shell, title, f"report-{meeting.slug}.md", "the report")) is None:
        return
    text = await meeting_report(ground.store, meeting_id)
    try:
        await asyncio.to_thread(path.write_text, text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(f"{path} cannot be written ({why}): name another file.") from error
    over = meeting.starts_on is not None and meeting.starts_on <= ground.now.date()
    hint = " The meeting is not marked as held: e on its Outcome does that."
    shell.tell(f"Saved as {path}.{hint if over and meeting.state is not MeetingState.HELD else ''}")


async def save_calendar(shell: Shell, ground: Ground, programme: ProgrammeRow) -> None:
    """Ask for a file and write all sessions of a programme to it, as iCalendar.

    Raises:
        UserError: no sender, no session, or the file cannot be written.
    """
    from paht_tui.jobs.feed import programme_feed, write_feed  # noqa: PLC0415 - brings the mail libraries

    content = await programme_feed(ground.store, programme, sender=ground.settings.sender)
    title = f"Save the calendar of {programme.short_name}"
    if (path := await _ask_path(shell, title, "programme.ics", "the calendar")) is None:
        return
    await asyncio.to_thread(write_feed, path, content)
    shell.tell(f"Saved as {path}: every session that has times, those cancelled marked as such.")


async def _ask_path(shell: Shell, title: str, name: str, what: str) -> Path | None:
    """Where to write, this name in the home folder offered; None when the user goes back."""
    field = Field(
        "path",
        "File",
        required=True,
        value=str(Path.home() / name),
        expected="A path; ~ is your home folder.",
    )
    if (values := await shell.ask(Form(title, [field]))) is None:
        return None
    path = expanded(values.text("path"))
    question = f"{path} is there already. Replace it with {what} as the record stands now?"
    if await asyncio.to_thread(os.path.exists, path) and not await shell.ask(Confirm(question, "Replace it")):
        shell.tell("Nothing was written.")
        return None
    return path
