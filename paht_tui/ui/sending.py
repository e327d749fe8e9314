"""Sending from the screen, in earnest or as a test: the sentence that is confirmed, and what came of it.

Nothing leaves but behind that sentence. Preparing is `preparing.py`. What brings the mail libraries is
imported where it is needed, so that looking at lists does not wait for it.
"""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from db.enums import Channel
from db.queries.mail import batch_by_id, message_by_id, released_batches
from db.queries.meetings import meeting_by_id
from paht_tui.domain.outbox import release_batch
from paht_tui.errors import UserError
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.local import moment_in, town_of
from paht_tui.ui.mail_lists import kind_words
from paht_tui.ui.preparing import no_sender, prepare_by_filter, prepare_from

if TYPE_CHECKING:
    from db.queries.mail import BatchRow
    from db.queries.meetings import MeetingRow
    from paht_tui.mail.sender import Sender
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell
    from paht_tui.ui.work import Work

__all__ = ["prepare_by_filter", "prepare_from", "send", "send_later", "send_test", "way_out", "why_not_send"]

WORK: Final = "sending"
"""What sending is called in the header."""


async def send(shell: Shell, ground: Ground, batch_id: int) -> None:
    """Send what waits in a batch, behind one confirmed sentence; the work goes on when one leaves.

    Raises:
        UserError: nothing can be sent, or the password is not there.
    """
    batch = await ground.store.read(batch_by_id, batch_id=batch_id)
    if sentence := why_not_send(shell, batch):
        raise UserError(sentence)
    meeting = await ground.store.read(meeting_by_id, meeting_id=batch.meeting_id)
    number = batch.planned + batch.waiting
    question = f"Send {_what(batch, meeting, number)}, {way_out(ground)}?"
    if not await shell.ask(Confirm(question, f"Send {kind_words(batch.kind, number)}")):
        return
    await _start(shell, ground, batch)


async def send_later(shell: Shell, ground: Ground, batch_id: int) -> None:
    """Send what waits in a batch at a time that is asked for, behind one confirmed sentence.

    Raises:
        UserError: nothing can be sent, or the password is not there.
    """
    batch = await ground.store.read(batch_by_id, batch_id=batch_id)
    if sentence := why_not_send(shell, batch):
        raise UserError(sentence)
    meeting = await ground.store.read(meeting_by_id, meeting_id=batch.meeting_id)
    today = ground.now.astimezone(ZoneInfo(meeting.zone)).date()
    field = Field(
        "at",
        "Leave at",
        kind="moment",
        required=True,
        today=today,
        zone=meeting.zone,
    )
    number = batch.planned + batch.waiting
    if (values := await shell.ask(Form(f"When {kind_words(batch.kind, number)} leave", [field]))) is None:
        return
    after = values.moment("at")
    assert after is not None
    when = f"{moment_in(after, meeting.zone)} {town_of(meeting.zone)} time"
    question = f"Send {_what(batch, meeting, number)}, {way_out(ground)}, {when}?"
    if not await shell.ask(Confirm(question, f"Send {kind_words(batch.kind, number)} then")):
        return
    await ground.store.write(release_batch, batch_id=batch_id, send_after=after)
    await _start(shell, ground, batch, released=True, show=False)
    shell.tell(f"They leave {when}, if the program runs then, or `paht send --due` does.")


async def attend(shell: Shell, ground: Ground) -> None:
    """At a start: what was released to leave later is waited for, what should have left is asked about."""
    for batch in await ground.store.read(released_batches):
        after = batch.send_after
        if after is None or why_not_send(shell, batch):
            continue
        meeting = await ground.store.read(meeting_by_id, meeting_id=batch.meeting_id)
        if after <= ground.now:
            what = kind_words(batch.kind, batch.waiting)
            late = f"{what} to {meeting.title} should have left {moment_in(after, meeting.zone)}."
            question = f"{late}\nSend now, {way_out(ground)}?"
            if not await shell.ask(Confirm(question, f"Send {what}")):
                continue
            await ground.store.write(release_batch, batch_id=batch.id)
        try:
            await _start(shell, ground, batch, released=True, show=False)
        except UserError as problem:
            shell.tell(str(problem), problem=True)


async def _start(
    shell: Shell, ground: Ground, batch: BatchRow, *, released: bool = False, show: bool = True
) -> None:
    from paht_tui.jobs import posting  # noqa: PLC0415 - brings the mail libraries
    from paht_tui.jobs.send import send_batch  # noqa: PLC0415
    from paht_tui.jobs.sending_line import Reins  # noqa: PLC0415

    reins = Reins()
    post = await _post(ground)
    manner = await asyncio.to_thread(
        posting.make_manner, ground.settings, ground.outgoing, os.environ, waits=True, reins=reins
    )
    steps = send_batch(
        ground.store,
        batch_id=batch.id,
        sender=ground.settings.sender,
        post=post,
        manner=manner,
        released=released,
    )
    number = batch.planned + batch.waiting

    def report(work: Work) -> str:
        return came_of_it(work, batch, number)

    shell.start_work(WORK, steps, ended=report, show=show, about=batch.id, reins=reins)


async def send_test(shell: Shell, ground: Ground, message_id: int) -> None:
    """Send one message to oneself, behind a confirmed sentence; nothing is recorded.

    Raises:
        UserError: no sender, a letter, or the server cannot be reached.
    """
    from paht_tui.jobs import testing_mail  # noqa: PLC0415 - brings the mail libraries
    from paht_tui.mail.message import Handover  # noqa: PLC0415

    row = await ground.store.read(message_by_id, message_id=message_id)
    sender = ground.settings.sender
    if row.channel is Channel.LETTER:
        raise UserError("This is a letter: it goes by post. Press p to see how it reads.")
    if not sender.address:
        raise UserError(no_sender())
    question = (
        f"Send a test of the {row.kind.value} to {row.name} to yourself, {sender.address}, {way_out(ground)}?"
        f"\nFor {row.name} nothing is sent and nothing recorded."
    )
    if not await shell.ask(Confirm(question, "Send the test")):
        return
    outcome = await testing_mail.send_test(
        ground.store, message_id=message_id, sender=sender, post=await _post(ground)
    )
    if outcome.handover is Handover.ACCEPTED:
        where = f"lies in {ground.outgoing}" if ground.settings.smtp is None else f"went to {sender.address}"
        shell.tell(f"The test {where}.")
    else:
        shell.tell(f"The test was not sent ({outcome.handover.value}): {outcome.reply}", problem=True)


def why_not_send(shell: Shell, batch: BatchRow) -> str | None:
    """The sentence that says why a batch cannot be sent now, or None when it can."""
    if batch.channel is Channel.LETTER:
        return "These are letters: L makes a PDF of them, and m marks them as printed, posted or returned."
    if any(work.name == WORK and work.about == batch.id for work in shell.works.running):
        return "This batch is being sent at this moment: press . to see it, and Esc there to stop it."
    if not batch.planned + batch.waiting:
        return "Nothing of this batch waits to be sent."
    return None


def way_out(ground: Ground) -> str:
    """By which way mail leaves, in the words of the sentence that is confirmed."""
    server = ground.settings.smtp
    return f"through {server.host}" if server else f"as files into the folder {ground.outgoing}"


def came_of_it(work: Work, batch: BatchRow, number: int) -> str:
    """What came of sending `number` messages: what left, what is kept, and what to do."""
    counts = {name: getattr(work.last, name, 0) for name in ("sent", "deferred", "failed", "in_doubt")}
    sent = kind_words(batch.kind, counts["sent"])
    left = number - sum(counts.values())
    said = [f"Sent {sent}." if work.state != "failed" or counts["sent"] else "Nothing was sent."]
    if work.state == "failed":
        said = [work.problem, *said]
    if left:
        said.append(f"{left} {'is' if left == 1 else 'are'} kept and wait: open the batch and press s.")
    if counts["deferred"]:
        said.append(f"{counts['deferred']} put off by the server: they wait, s tries again.")
    if trouble := counts["failed"] + counts["in_doubt"]:
        figures = f"{counts['failed']} failed, {counts['in_doubt']} in doubt"
        said.append(f"{figures}: decide about {_them(trouble)} in Mail.")
    if remark := getattr(work.last, "remark", ""):
        said.append(remark)
    if work.state == "stopped":
        said.insert(0, "Stopped.")
    return " ".join(said)


def _them(number: int) -> str:
    return "it" if number == 1 else "them"


def _what(batch: BatchRow, meeting: MeetingRow, number: int) -> str:
    where = f"{meeting.title}, {meeting.city}" if meeting.city else meeting.title
    sender = f"{batch.sender_name} <{batch.sender_address}>".strip()
    return f"{kind_words(batch.kind, number)} to {where}, from {sender}"


async def _post(ground: Ground) -> Sender:
    from paht_tui.jobs import posting  # noqa: PLC0415 - brings the mail libraries

    # In a thread: a password's command may take its time.
    return await asyncio.to_thread(posting.make_post, ground.settings, ground.outgoing, os.environ)
