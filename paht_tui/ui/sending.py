"""Sending from the screen, in earnest or as a test: the sentence that is confirmed, and what came of it.

Nothing leaves but behind that sentence. Preparing is `preparing.py`, a time of its own `sending_later.py`.
What brings the mail libraries is imported where it is needed, so that looking at lists does not wait for it.
"""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Final

from db.enums import Channel
from db.queries.mail import batch_by_id, message_by_id
from db.queries.meetings import meeting_by_id
from paht_tui.domain.contradictions import contradictions
from paht_tui.errors import UserError
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.mail_lists import kind_words
from paht_tui.ui.preparing import no_sender

if TYPE_CHECKING:
    from db.queries.mail import BatchRow
    from paht_tui.jobs.send import Manner
    from paht_tui.mail.sender import Sender
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell
    from paht_tui.ui.work import Work

WORK: Final = "sending"
"""What sending is called in the header."""


async def send(shell: Shell, ground: Ground, batch_id: int) -> None:
    """Send what waits in a batch, behind one confirmed sentence; the work goes on when one leaves.

    Raises:
        UserError: nothing can be sent, or the password is not there.
    """
    batch = await sendable(shell, ground, batch_id)
    question = f"Send {await what_waits(ground, batch)}, {way_out(ground)}?"
    if await confirmed(shell, ground, batch, question, f"Send {messages_of(batch)}"):
        start_sending(shell, ground, batch, await ready_to_send(ground, batch))


async def sendable(shell: Shell, ground: Ground, batch_id: int) -> BatchRow:
    """A batch of which something can be sent now.

    Raises:
        UserError: nothing can be.
    """
    batch = await ground.store.read(batch_by_id, batch_id=batch_id)
    if sentence := why_not_send(shell, batch):
        raise UserError(sentence)
    return batch


async def confirmed(shell: Shell, ground: Ground, batch: BatchRow, question: str, yes: str) -> bool:
    """Ask the sentence before sending, with what other batches would say otherwise to the same people."""
    others = await ground.store.read(contradictions, batch_id=batch.id)
    return await shell.ask(Confirm("\n".join([question, *(f"! {each.sentence()}" for each in others)]), yes))


async def ready_to_send(ground: Ground, batch: BatchRow) -> tuple[Sender, Manner]:
    """The way out of the house and how it is gone, with reins to hold it.

    Raises:
        UserError: the batch was prepared in another name, or the password is not there.
    """
    from paht_tui.jobs import posting  # noqa: PLC0415 - brings the mail libraries
    from paht_tui.jobs.send import check_sender  # noqa: PLC0415

    check_sender(batch, ground.settings.sender)
    manner = await asyncio.to_thread(
        posting.make_manner, ground.settings, ground.outgoing, os.environ, waits=True
    )
    return await _post(ground), manner


def start_sending(
    shell: Shell,
    ground: Ground,
    batch: BatchRow,
    ready: tuple[Sender, Manner],
    *,
    released: bool = False,
    show: bool = True,
) -> None:
    """Begin to send what waits; with `released` only what was confirmed before."""
    from paht_tui.jobs.send import send_batch  # noqa: PLC0415 - brings the mail libraries

    post, manner = ready
    number = batch.planned + batch.waiting
    steps = send_batch(
        ground.store,
        batch_id=batch.id,
        sender=ground.settings.sender,
        post=post,
        manner=manner,
        released=released,
    )
    shell.start_work(
        WORK,
        steps,
        ended=lambda work: came_of_it(work, batch, number),
        show=show,
        what=f"{messages_of(batch)} to {batch.meeting}",
        about=batch.id,
        reins=manner.reins,
    )


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
    for work in shell.works.running:
        if work.name == WORK and work.about == batch.id:
            doing = "waits for its time" if work.waits else "is being sent at this moment"
            return f"This batch {doing}: press . to see it, and Esc there to stop it."
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
        said.append(f"{left} {_be(left)} kept and {_wait(left)}: open the batch and press s.")
    if put_off := counts["deferred"]:
        said.append(f"{put_off} put off by the server {_wait(put_off)}: s tries again.")
    if trouble := counts["failed"] + counts["in_doubt"]:
        figures = " and ".join(
            f"{counts[name]} {name.replace('_', ' ')}" for name in ("failed", "in_doubt") if counts[name]
        )
        said.append(f"{figures}: decide about {_them(trouble)} in Mail.")
    if remark := getattr(work.last, "remark", ""):
        said.append(remark)
    if work.state == "stopped":
        said.insert(0, "Stopped.")
    return " ".join(said)


def _them(number: int) -> str:
    return "it" if number == 1 else "them"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _wait(number: int) -> str:
    return "waits" if number == 1 else "wait"


def messages_of(batch: BatchRow) -> str:
    """What waits of a batch, as a number of messages of its kind."""
    return kind_words(batch.kind, batch.planned + batch.waiting)


async def what_waits(ground: Ground, batch: BatchRow) -> str:
    """How many messages of which kind, to which meeting, and from whom."""
    meeting = await ground.store.read(meeting_by_id, meeting_id=batch.meeting_id)
    where = f"{meeting.title}, {meeting.city}" if meeting.city else meeting.title
    sender = f"{batch.sender_name} <{batch.sender_address}>".strip()
    return f"{messages_of(batch)} to {where}, from {sender}"


async def _post(ground: Ground) -> Sender:
    from paht_tui.jobs import posting  # noqa: PLC0415 - brings the mail libraries

    # In a thread: a password's command may take its time.
    return await asyncio.to_thread(posting.make_post, ground.settings, ground.outgoing, os.environ)
