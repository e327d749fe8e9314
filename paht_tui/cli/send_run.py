"""Sending released batches from the command line: progress, Ctrl-C between two messages, what came of it."""

import asyncio
import signal
import sys
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field

from db.enums import Delivery
from db.queries.mail import batch_by_id, list_messages
from paht_tui.cli.output import note, note_over, plain, say
from paht_tui.cli.record import ask
from paht_tui.cli.run import DONE, IN_PART, INTERRUPTED, NO_SERVER, REFUSED
from paht_tui.errors import UserError
from paht_tui.jobs.opening import Record
from paht_tui.jobs.send import Manner, SendProgress, send_batch
from paht_tui.mail.errors import MailError
from paht_tui.mail.sender import Sender

_EVERY = 50
"""Without a terminal, progress is a line for so many messages."""
_TROUBLE = (Delivery.FAILED, Delivery.IN_DOUBT, Delivery.DEFERRED)


@dataclass
class Run:
    """One run over several batches: what became of the messages, and why it ended early, if it did."""

    total: int
    sent: int = 0
    deferred: int = 0
    failed: int = 0
    in_doubt: int = 0
    stopped: bool = False
    problem: str = ""
    refused: bool = False
    """Whether a batch cannot be sent as it is, whatever became of the others."""
    told: dict[int, str] = field(default_factory=dict)
    """What was last said about each batch: for what it waits, or why it was paused."""

    @property
    def done(self) -> int:
        """How many messages were taken up."""
        return self.sent + self.deferred + self.failed + self.in_doubt

    def remark(self, batch_id: int, sentence: str) -> None:
        """Say something about a batch, unless it was just said."""
        if sentence and self.told.get(batch_id) != sentence:
            self.told[batch_id] = sentence
            note(f"Batch {batch_id}: {sentence}")

    def add(self, before: SendProgress | None, now: SendProgress) -> None:
        """Count what was done since `before`."""
        for what in ("sent", "deferred", "failed", "in_doubt"):
            more = getattr(now, what) - (getattr(before, what) if before else 0)
            setattr(self, what, getattr(self, what) + more)


def run_batches(
    record: Record,
    batches: Sequence[int],
    post: Sender,
    *,
    manner: Manner,
    total: int,
    again: str,
    released: bool = False,
) -> int:
    """Send what waits in these batches, in their order; the exit code. `again` goes on where it stops.

    Those that were `released` before are gone on with as they are.
    """
    run = Run(total)
    steps = {
        batch_id: send_batch(
            record.store,
            batch_id=batch_id,
            sender=record.settings.sender,
            post=post,
            manner=manner,
            released=released,
        )
        for batch_id in batches
    }
    asyncio.run(_send_all(steps, run))
    if sys.stderr.isatty():
        note("")
    return _report(record, batches, run, again)


async def _send_all(batches: Mapping[int, AsyncGenerator[SendProgress, None]], run: Run) -> None:
    with _stopped_by_hand(run):
        try:
            for batch_id, steps in batches.items():
                if not run.stopped:
                    await _send_if_possible(batch_id, steps, run)
        except MailError as problem:
            run.problem = str(problem)
        except asyncio.CancelledError:
            if not run.stopped:
                raise


async def _send_one(batch_id: int, steps: AsyncGenerator[SendProgress, None], run: Run) -> None:
    before = None
    async with aclosing(steps):
        async for progress in steps:
            run.add(before, progress)
            run.remark(batch_id, progress.waits)
            run.remark(batch_id, progress.remark)
            if before is None or progress.done != before.done:
                _show(run, progress.last)
            before = progress
            if run.stopped:
                break


async def _send_if_possible(batch_id: int, steps: AsyncGenerator[SendProgress, None], run: Run) -> None:
    """Send one batch; what is wrong with it alone is said, and does not keep the others back."""
    try:
        await _send_one(batch_id, steps, run)
    except MailError:
        raise
    except UserError as problem:
        run.refused = True
        note(f"paht: Batch {batch_id}: {problem}")


@contextmanager
def _stopped_by_hand(run: Run) -> Iterator[None]:
    """Ctrl-C lets the message at hand finish; a second one gives it up, and it is then in doubt."""
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if run.stopped and task is not None:
            task.cancel()
        run.stopped = True

    try:
        loop.add_signal_handler(signal.SIGINT, stop)
    except NotImplementedError:  # on Windows Ctrl-C gives the message at hand up at once
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)


def _show(run: Run, last: str) -> None:
    line = f"{run.done} of {run.total}"
    if sys.stderr.isatty():
        note_over(f"{line}: {last}")
    elif run.done and (run.done % _EVERY == 0 or run.done == run.total):
        note(f"{line}.")


def _report(record: Record, batches: Sequence[int], run: Run, again: str) -> int:
    waiting = 0
    for batch_id in batches:
        batch = ask(record, batch_by_id, batch_id=batch_id)
        waiting += batch.waiting + batch.planned
        if run.done > run.sent:
            for message in ask(record, list_messages, batch_id=batch_id, states=_TROUBLE, limit=run.total):
                say(f"{message.name} <{message.to_address}>: {plain(message.state)}, {message.reply}")
    counts = (
        (run.sent, "sent"),
        (run.failed, "failed"),
        (run.in_doubt, "in doubt"),
        (waiting, "left waiting"),
    )
    say(", ".join(f"{number} {what}" for number, what in counts if number or what == "sent") + ".")
    if record.settings.smtp is None and run.sent:
        say(f"The messages lie in {record.outgoing}.")
    if waiting:
        say(f"Go on with: {again}")
    if run.problem:
        note(f"paht: {run.problem}")
        return NO_SERVER
    if run.stopped and waiting:
        note("paht: stopped.")
        return INTERRUPTED
    if run.refused and not run.done:
        return REFUSED
    return IN_PART if run.refused or run.done > run.sent else DONE
