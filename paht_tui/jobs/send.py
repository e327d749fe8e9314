"""Sending a batch: each message is recorded before and after it is handed over, and never taken up twice.

What may have left is never sent again by the program: it is in doubt, and a person decides.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace

from db.enums import Delivery
from db.queries.mail import batch_by_id
from db.store import Store
from paht_tui.domain.outbox import (
    Claimed,
    HandedOver,
    give_back,
    record,
    record_and_claim,
    release_batch,
    settle_batch,
)
from paht_tui.errors import UserError
from paht_tui.jobs.compose import Occasion, compose_claimed, read_occasion
from paht_tui.jobs.workers import LOST, doubt_abandoned, working
from paht_tui.mail.errors import MailError
from paht_tui.mail.message import Handover, Stage
from paht_tui.mail.sender import Sender
from paht_tui.settings import SenderSettings

_STATES = {
    Handover.ACCEPTED: Delivery.SENT,
    Handover.DEFERRED: Delivery.DEFERRED,
    Handover.REFUSED: Delivery.FAILED,
    Handover.IN_DOUBT: Delivery.IN_DOUBT,
}


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

    @property
    def done(self) -> int:
        """How many have been taken up."""
        return self.sent + self.deferred + self.failed + self.in_doubt

    def after(self, handed_over: HandedOver, name: str) -> "SendProgress":
        """The progress with one message more."""
        count = handed_over.state.value
        return replace(self, **{count: getattr(self, count) + 1, "last": name})


async def send_batch(
    store: Store, *, batch_id: int, sender: SenderSettings, post: Sender
) -> AsyncGenerator[SendProgress, None]:
    """Release a batch and send what waits, yielding after each message; closing the generator stops it.

    The sentence that names number, kind, meeting and sender was confirmed before this is called.

    Raises:
        MailError: the server cannot be reached or refuses us; what waits goes on waiting.
    """
    batch = await store.read(batch_by_id, batch_id=batch_id)
    if sender.address != batch.sender_address:
        raise UserError(
            f"This batch was prepared in the name of {batch.sender_address}, and the settings now say"
            f" {sender.address or 'nobody'}: prepare it anew."
        )
    occasion = await store.read(read_occasion, meeting_id=batch.meeting_id)
    await doubt_abandoned(store)
    async with post:
        try:
            progress = SendProgress(await store.write(release_batch, batch_id=batch_id))
            with working() as worker:
                run = _run(store, batch_id, worker, occasion=occasion, sender=sender, post=post)
                async with aclosing(run):
                    yield progress
                    async for name, handed_over in run:
                        progress = progress.after(handed_over, name)
                        yield progress
        finally:
            await store.write(settle_batch, batch_id=batch_id)


async def _run(
    store: Store, batch_id: int, worker: str, *, occasion: Occasion, sender: SenderSettings, post: Sender
) -> AsyncGenerator[tuple[str, HandedOver], None]:
    claimed = await _next(store, None, batch_id, worker)
    while claimed is not None:
        name = claimed.to_name
        handed_over = await _hand_over(store, claimed, occasion, sender, post)
        claimed = await _next(store, handed_over, batch_id, worker)
        try:
            yield name, handed_over
        except GeneratorExit:
            if claimed is not None:
                await store.write(give_back, message_id=claimed.id)
            raise


async def _next(store: Store, handed_over: HandedOver | None, batch_id: int, worker: str) -> Claimed | None:
    """Record a message and take up the next; cancelled meanwhile, the next is not kept."""
    write = asyncio.ensure_future(
        store.write(record_and_claim, handed_over=handed_over, batch_id=batch_id, worker=worker)
    )
    try:
        return await asyncio.shield(write)
    except asyncio.CancelledError:
        if (claimed := await write) is not None:
            await store.write(give_back, message_id=claimed.id)
        raise


async def _hand_over(
    store: Store, claimed: Claimed, occasion: Occasion, sender: SenderSettings, post: Sender
) -> HandedOver:
    try:
        raw = compose_claimed(claimed, occasion, sender)
    except UserError as problem:
        return HandedOver(claimed.id, Delivery.FAILED, str(problem))
    try:
        outcome = await post.hand_over(raw, sender=sender.address, recipient=claimed.to_address)
    except MailError:
        await store.write(give_back, message_id=claimed.id)
        raise
    except UserError as problem:
        return HandedOver(claimed.id, Delivery.FAILED, str(problem))
    except BaseException as problem:
        # Cancelled, or something nobody foresaw: whether the message has left is not known.
        cancelled = isinstance(problem, asyncio.CancelledError)
        why = "stopped while the message was handed over" if cancelled else f"{LOST}: {problem}"
        lost = HandedOver(claimed.id, Delivery.IN_DOUBT, why, raw)
        await store.write(record, handed_over=lost)
        raise
    state = _STATES[outcome.handover]
    reply = f"{outcome.smtp_code} {outcome.reply}" if outcome.smtp_code else outcome.reply
    return HandedOver(
        id=claimed.id,
        state=state,
        reply=reply,
        raw=raw if state in {Delivery.SENT, Delivery.IN_DOUBT} else None,
        address_refused=state is Delivery.FAILED and outcome.stage is Stage.RECIPIENT,
    )
