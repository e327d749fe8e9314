"""Sending a batch: each message is recorded before and after it is handed over, and never taken up twice.

What may have left is never sent again by the program: it is in doubt, and a person decides.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing, nullcontext
from dataclasses import dataclass, field, replace
from typing import Final
from zoneinfo import ZoneInfo

from db.enums import Delivery
from db.queries.mail import BatchRow, batch_by_id
from db.store import Store
from paht_tui.domain.handover import Wait
from paht_tui.domain.outbox import release_batch, resume_batch, settle_batch
from paht_tui.domain.sending_policy import Pacing
from paht_tui.domain.zones import town_of
from paht_tui.errors import UserError
from paht_tui.jobs.compose import read_occasion
from paht_tui.jobs.copies import Copies, SentMail, decide_by_copies
from paht_tui.jobs.lines import merged
from paht_tui.jobs.sending_line import Done, Line, Reins, Run
from paht_tui.jobs.workers import doubt_abandoned
from paht_tui.mail.errors import MailError
from paht_tui.mail.sender import Sender
from paht_tui.settings import SenderSettings

_SILENCE: Final = "The server has not answered for half a minute."


@dataclass(frozen=True, slots=True)
class SendProgress:
    """How far a batch is: of `total` waiting at the start, what became of those taken up so far."""

    total: int
    sent: int = 0
    deferred: int = 0
    failed: int = 0
    in_doubt: int = 0
    last: str = ""
    """To whom the last one went."""
    waits: str = ""
    """For what the run waits at this moment, in a sentence."""
    remark: str = ""
    """What a person should know of this run: why it was paused, or that copies are missing."""
    put_off: frozenset[int] = field(default=frozenset(), compare=False, repr=False)
    """The numbers of those deferred."""

    @property
    def done(self) -> int:
        """How many have been taken up."""
        return self.sent + self.deferred + self.failed + self.in_doubt

    def after(self, done: Done) -> "SendProgress":
        """The progress with one message more, or one that was put off before and now is not."""
        put_off = self.put_off | {done.id} if done.state is Delivery.DEFERRED else self.put_off - {done.id}
        return replace(
            self,
            sent=self.sent + (done.state is Delivery.SENT),
            failed=self.failed + (done.state is Delivery.FAILED),
            in_doubt=self.in_doubt + (done.state is Delivery.IN_DOUBT),
            deferred=len(put_off),
            put_off=put_off,
            last=done.name,
            waits="",
        )


@dataclass(frozen=True, slots=True)
class Manner:
    """How a batch is sent: how fast, over which further connections, and what becomes of copies.

    With `waits` a run goes on until nothing waits any more, else it ends when nothing is due for a while.
    """

    pacing: Pacing = field(default_factory=Pacing)
    more: Sequence[Sender] = ()
    sent_mail: SentMail | None = None
    waits: bool = False
    reins: Reins = field(default_factory=Reins)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


async def send_batch(
    store: Store,
    *,
    batch_id: int,
    sender: SenderSettings,
    post: Sender,
    manner: Manner | None = None,
    released: bool = False,
) -> AsyncGenerator[SendProgress, None]:
    """Release a batch and send what waits, yielding after each message; closing the generator stops it.

    The sentence that names number, kind, meeting and sender was confirmed before this is called; with
    `released` it was at an earlier time, and only what was released then is sent.

    Raises:
        MailError: the server cannot be reached or refuses us; what waits goes on waiting.
    """
    batch = await store.read(batch_by_id, batch_id=batch_id)
    check_sender(batch, sender)
    manner = manner or Manner()
    occasion = await store.read(read_occasion, meeting_id=batch.meeting_id, batch_id=batch_id)
    zone = occasion.meeting.zone
    await doubt_abandoned(store)
    run = Run(
        store=store,
        batch_id=batch_id,
        occasion=occasion,
        sender=sender,
        pacing=replace(manner.pacing, zone=zone),
        reins=manner.reins,
        waits=manner.waits,
        sleep=manner.sleep,
    )
    first, *others = (Line(run, each) for each in (post, *manner.more))
    stopped = False
    try:
        if not released:
            await first.open()
        total = await store.write(resume_batch if released else release_batch, batch_id=batch_id)
        async with manner.sent_mail or nullcontext() as folder:
            remark = await decide_by_copies(store, folder, batch_id=batch_id)
            progress = SendProgress(total, remark=remark)
            steps = merged([first.steps(), *(_willing(line) for line in others)])
            async with Copies(folder) as copies, aclosing(steps):
                yield progress
                async for step in steps:
                    progress = _further(progress, step, zone, copies)
                    if isinstance(step, Done) and step.state is Delivery.SENT and step.raw is not None:
                        await copies.put(step.raw)
                    yield progress
            await decide_by_copies(store, folder, batch_id=batch_id)
        if said := _paused(run) or copies.problem:
            yield replace(progress, waits="", remark=said)
    except GeneratorExit:
        stopped = True
        raise
    finally:
        for line in (first, *others):
            await line.close()
        await store.write(settle_batch, batch_id=batch_id, stopped=stopped, because=_paused(run))


def check_sender(batch: BatchRow, sender: SenderSettings) -> None:
    """Refuse a batch that was prepared in another name than that of the settings.

    Raises:
        UserError: it was.
    """
    if sender.address != batch.sender_address:
        raise UserError(
            f"This batch was prepared in the name of {batch.sender_address}, and the settings now say"
            f" {sender.address or 'nobody'}: prepare it anew."
        )


def _further(progress: SendProgress, step: Done | Wait | None, zone: str, copies: Copies) -> SendProgress:
    remark = copies.problem or progress.remark
    if isinstance(step, Done):
        return replace(progress.after(step), remark=remark)
    return replace(progress, waits=wait_words(step, zone) if step else _SILENCE, remark=remark)


def wait_words(wait: Wait, zone: str) -> str:
    """For what a run waits, with the time in `zone`."""
    if not wait.number:
        return "Paused."
    there = wait.until.astimezone(ZoneInfo(zone))
    waits = "waits" if wait.number == 1 else "wait"
    when = f"{there:%H:%M} ({town_of(zone)} time, {there.day} {there:%b})"
    return f"{wait.number} {waits} until {when}: {wait.why}."


def _paused(run: Run) -> str:
    if run.slept:
        return "Paused: the time it was planned for was slept through, so it is to be sent anew."
    return f"Paused: {run.failures + run.refusals} messages in a row did not leave." if run.fails else ""


async def _willing(line: Line) -> AsyncGenerator[Done | Wait, None]:
    """A further connection, where the server grants one."""
    try:
        await line.open()
    except MailError:
        return
    async with aclosing(line.steps()) as steps:
        async for step in steps:
            yield step
