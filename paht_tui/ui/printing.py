"""Letters into a PDF from the screen: which of them, what is made, and where it goes. It posts nothing.

It decides nothing about how a letter looks; that is `documents/letters`. typst is loaded when it is needed.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from db.enums import Channel, Delivery
from db.queries.letters import OutOfDate, unposted_letters
from db.queries.mail import batch_by_id, list_messages
from db.queries.meetings import meeting_by_id
from paht_tui.documents.letters.sheets import SHEETS, WORDS, Output
from paht_tui.errors import UserError
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.paths import expanded
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.mail import BatchRow, MessageRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_YES: Final = (("yes", "yes"), ("no", "no"))
_SIDES: Final = (("one", "one side"), ("both", "both sides: each letter begins on a new sheet"))
_NAMED: Final = 8


def why_not_print(batch: BatchRow) -> str | None:
    """The sentence that says why a batch cannot be printed, or None when it can."""
    if batch.channel is not Channel.LETTER:
        return "These are e-mails: only letters are printed."
    return None


async def print_batch(shell: Shell, ground: Ground, batch_id: int) -> bool:
    """Print what is to be posted of a batch; whether a file was made.

    Raises:
        UserError: all of it is posted, or as `print_rows`.
    """
    batch = await ground.store.read(batch_by_id, batch_id=batch_id)
    waiting = set(await ground.store.read(unposted_letters, batch_id=batch_id))
    rows = await ground.store.read(list_messages, batch_id=batch_id, limit=batch.total)
    chosen = [row for row in rows if row.id in waiting]
    if not chosen:
        raise UserError("Nothing of this batch is to be posted. Select letters with Space to print copies.")
    return await print_rows(shell, ground, chosen)


async def print_rows(shell: Shell, ground: Ground, rows: Sequence[MessageRow]) -> bool:
    """Ask what is to be made of these letters, and make it; whether a file was made.

    Raises:
        UserError: a character has no glyph, an address is too long, or the file cannot be written.
    """
    from paht_tui.jobs.printing import print_letters  # noqa: PLC0415 - brings typst

    letters = [row for row in rows if row.channel is Channel.LETTER and row.state is not Delivery.DROPPED]
    if not letters:
        raise UserError("There is no letter among them: only letters are printed.")
    if not await _print_though_changed(shell, letters):
        return False
    meeting = await ground.store.read(meeting_by_id, meeting_id=letters[0].meeting_id)
    today = ground.now.astimezone(ZoneInfo(meeting.zone)).date()
    title = f"Print {counted(len(letters), 'letter')}"
    offered = str(Path.home() / f"letters-{meeting.slug}.pdf")
    fields = [
        Field("output", "Make", "choice", value=Output.LETTERS, options=tuple(WORDS.items())),
        Field("path", "File", required=True, value=offered, expected="A PDF; ~ is your home folder."),
        Field("day", "Dated", "date", required=True, value=today.isoformat(), today=today),
        Field("sides", "Print on", "choice", value="one", options=_SIDES),
        Field(
            "printed",
            "Printed now",
            "choice",
            value="yes",
            options=_YES,
            expected="Records letters as printed; m does it later, z takes it back.",
        ),
    ]
    if (values := await shell.ask(Form(title, fields))) is None:
        return False
    path = expanded(values.text("path"))
    replace = await asyncio.to_thread(os.path.exists, path)
    if replace and not await shell.ask(Confirm(f"{path} is there already. Replace it?", "Replace it")):
        shell.tell("Nothing was made.")
        return False
    day = values.day("day")
    assert day is not None  # the form requires it
    output, mark = Output(values.text("output")), values.text("printed") == "yes"
    await print_letters(
        ground.store,
        message_ids=[row.id for row in letters],
        output=output,
        day=day,
        path=path,
        both_sides=values.text("sides") == "both",
        replace=replace,
        mark=mark,
    )
    shell.tell(_made(letters, output, path, marked=mark))
    return True


async def _print_though_changed(shell: Shell, letters: Sequence[MessageRow]) -> bool:
    """Whether to go on: letters whose meeting was changed since they were written say what does not hold."""
    wrong = [row.name for row in letters if row.out_of_date is OutOfDate.MEETING]
    if not wrong:
        return True
    names = ", ".join(wrong[:_NAMED]) + (f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else "")
    question = (
        f"The meeting was changed since {counted(len(wrong), 'of these letters', 'of these letters')}"
        f" {'was' if len(wrong) == 1 else 'were'} written: {names}.\nPrint them with what they say?"
    )
    sure = await shell.ask(Confirm(question, "Print them as they are"))
    return bool(sure)


def _made(letters: Sequence[MessageRow], output: Output, path: Path, *, marked: bool) -> str:
    if output in SHEETS:
        return f"The addresses of {counted(len(letters), 'letter')} are in {path}."
    recorded = marked and any(row.state is Delivery.PLANNED for row in letters)
    hint = "recorded as printed; m marks them as posted" if recorded else "m marks them as printed"
    return f"{counted(len(letters), 'letter')} in {path}, {hint}."
