"""Sending at a time of its own: asked for, waited for while the program runs, asked about when it is overdue.

Nothing leaves but behind the sentence of `sending.py`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from paht_tui.domain.outbox import release_batch
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.local import moment_in
from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.sending import (
    confirmed,
    messages_of,
    ready_to_send,
    sendable,
    start_sending,
    way_out,
    what_waits,
    why_not_send,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.queries.mail import BatchRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


async def send_later(shell: Shell, ground: Ground, batch_id: int) -> None:
    """Send what waits in a batch at a time that is asked for, behind one confirmed sentence.

    Raises:
        UserError: nothing can be sent, or the password is not there.
    """
    batch = await sendable(shell, ground, batch_id)
    if (after := await _ask_time(shell, ground, batch)) is None:
        return
    when = moment_in(after, batch.zone)
    question = f"Send {await what_waits(ground, batch)}, {way_out(ground)}, {when}?"
    if not await confirmed(shell, ground, batch, question, f"Send {messages_of(batch)} then"):
        return
    # Asked for before anything is written: without the password nothing is released.
    ready = await ready_to_send(ground, batch)
    await ground.store.write(release_batch, batch_id=batch_id, send_after=after)
    start_sending(shell, ground, batch, ready, released=True, show=False)
    shell.tell(f"They leave {when}, if the program runs then, or `paht send --due` does.")


async def attend(shell: Shell, ground: Ground, batches: Iterable[BatchRow]) -> None:
    """At a start: wait for what is to leave at a time of its own, ask about what should have left."""
    for batch in batches:
        try:
            if why_not_send(shell, batch) is None:
                await _go_on(shell, ground, batch)
        except PROBLEMS as problem:
            shell.tell(str(problem), problem=True)


async def _go_on(shell: Shell, ground: Ground, batch: BatchRow) -> None:
    from paht_tui.jobs.posting import is_late  # noqa: PLC0415 - brings the mail libraries

    late = is_late(ground.settings, batch, ground.now)
    if late:
        assert batch.send_after is not None
        should = f"This was to leave {moment_in(batch.send_after, batch.zone)}, and has not left."
        question = f"{should}\nSend {await what_waits(ground, batch)}, {way_out(ground)}, now?"
        if not await confirmed(shell, ground, batch, question, f"Send {messages_of(batch)}"):
            shell.tell("They stay: s in the batch sends them, H gives them another time.")
            return
    start_sending(shell, ground, batch, await ready_to_send(ground, batch), released=not late, show=False)


async def _ask_time(shell: Shell, ground: Ground, batch: BatchRow) -> datetime | None:
    now = ground.now

    def check(value: object) -> str | None:
        past = not isinstance(value, datetime) or value <= now
        return "That time is past: give a later one, or send them at once with s." if past else None

    field = Field(
        "at",
        "Leave at",
        kind="moment",
        required=True,
        expected="A day and a time: tomorrow 8, fri 9:30, 26.1.2012 14.",
        check=check,
        today=now.astimezone(ZoneInfo(batch.zone)).date(),
        zone=batch.zone,
    )
    values = await shell.ask(Form(f"When {messages_of(batch)} leave", [field]))
    return None if values is None else values.moment("at")
