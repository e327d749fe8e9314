"""Writing a report to a file that the user names; a file that is there is replaced only after a question."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from db.enums import MeetingState
from db.queries.meetings import meeting_by_id
from paht_tui.errors import UserError
from paht_tui.jobs.report import meeting_report
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form

if TYPE_CHECKING:
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


async def save_report(shell: Shell, ground: Ground, meeting_id: int) -> None:
    """Ask for a file and write the report of a meeting to it, as Markdown in UTF-8.

    Raises:
        UserError: the file cannot be written; nothing is lost, the report comes from the record.
    """
    meeting = await ground.store.read(meeting_by_id, meeting_id=meeting_id)
    offered = str(Path.home() / f"report-{meeting.slug}.md")
    field = Field("path", "File", required=True, value=offered, expected="A path; ~ is your home folder.")
    if (values := await shell.ask(Form(f"Save the report of {meeting.title}", [field]))) is None:
        return
    path = _path(values.text("path"))
    question = f"{path} is there already. Replace it with the report as the record stands now?"
    if await asyncio.to_thread(path.exists) and not await shell.ask(Confirm(question, "Replace it")):
        shell.tell("Nothing was written.")
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


def _path(typed: str) -> Path:
    return Path(typed).expanduser()
