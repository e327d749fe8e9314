"""One connection's part in sending a batch: it takes up messages one by one until nothing is due.

Each message is recorded as being sent before its first byte leaves, and what became of it before the next.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final, NamedTuple

from db.enums import Delivery
from db.errors import RecordError
from db.store import Store
from paht_tui.domain.handover import (
    Claimed,
    HandedOver,
    Upcoming,
    Wait,
    as_claimed,
    claim,
    give_back,
    record,
    record_and_claim,
    upcoming,
)
from paht_tui.domain.sending_policy import TOO_MANY_FAILURES, TOO_MANY_REFUSALS, Pacing, is_overdue
from paht_tui.errors import UserError
from paht_tui.jobs.compose import Occasion, compose_claimed
from paht_tui.jobs.workers import LOST, working
from paht_tui.mail.errors import MailError
from paht_tui.mail.message import Handover, Kind, Outcome
from paht_tui.mail.sender import Sender
from paht_tui.settings import SenderSettings

_STATES: Final = {
    Handover.ACCEPTED: Delivery.SENT,
    Handover.DEFERRED: Delivery.DEFERRED,
    Handover.REFUSED: Delivery.FAILED,
    Handover.IN_DOUBT: Delivery.IN_DOUBT,
}
_TICK: Final = 1.0
"""While it waits, a run looks up so often (seconds), so that it can be stopped."""
_READY: Final = 2
"""So many are composed ahead: one for the server to expect, and one for its turn after that."""
_SHORT: Final = timedelta(minutes=1)
"""For so long a run waits in any case, with its connection open: rates are counted by the minute."""


@dataclass(slots=True)
class Reins:
    """What holds a run back: nothing leaves while it is `paused`, and no more once it `ends`.

    A run that ends so is not stopped: what it leaves goes on with the next one.
    """

    paused: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """One message that was handed over, and what became of it."""

    id: int
    name: str
    state: Delivery
    raw: bytes | None


@dataclass(slots=True)
class Run:
    """What the connections of one run share."""

    store: Store
    batch_id: int
    occasion: Occasion
    sender: SenderSettings
    pacing: Pacing
    reins: Reins
    waits: bool
    """Whether it goes on when what was put off is due, or the hours of sending begin."""
    sleep: Callable[[float], Awaitable[None]]
    ahead: deque[Upcoming] = field(default_factory=deque)
    read_to: int = 0
    """The number of the last message read ahead: it need not be searched again what lies before."""
    failures: int = 0
    """How many messages have not left since the last one that did, for another reason than their address."""
    refusals: int = 0
    """How many since then have not because of their address."""

    slept: bool = False
    """Whether the time it was planned for is long past, as after a night of the machine."""

    @property
    def fails(self) -> bool:
        """Whether too many have failed for more to be tried."""
        return self.failures >= TOO_MANY_FAILURES or self.refusals >= TOO_MANY_REFUSALS

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be taken up."""
        return self.fails or self.slept or self.reins.ends


class Ready(NamedTuple):
    """A message that was read and composed ahead of its turn."""

    row: Upcoming
    as_claimed: Claimed
    raw: bytes


class Line:
    """A connection at work: `steps` yields what became of each message, and for what it waits."""

    def __init__(self, run: Run, post: Sender) -> None:
        self._run = run
        self._post = post
        self._opened = False
        self._ready: deque[Ready] = deque()

    async def open(self) -> None:
        """Reach the server; raises `MailError` when that cannot be done."""
        if not self._opened:
            await self._post.__aenter__()
            self._opened = True

    async def close(self) -> None:
        """Leave the server."""
        if self._opened:
            self._opened = False
            await self._post.__aexit__(None, None, None)

    async def steps(self) -> AsyncGenerator[Done | Wait, None]:
        """Send until nothing is due any more; closing the generator stops it between two messages.

        Raises:
            MailError: the server cannot be reached or refuses us; what waits goes on waiting.
        """
        with working() as worker:
            turn = await self._take(worker)
            while turn is not None:
                if isinstance(turn, Wait):
                    yield turn
                    if not await self._passes(turn):
                        return
                    turn = await self._take(worker)
                    continue
                handed_over = await self._hand_over(turn)
                state, following = await self._record_and_take(worker, handed_over)
                try:
                    yield Done(turn.id, turn.to_name, state, handed_over.raw)
                except GeneratorExit:
                    if isinstance(following, Claimed):
                        await self._run.store.write(give_back, message_id=following.id)
                    raise
                turn = following

    async def _passes(self, turn: Wait) -> bool:
        """Let some of a wait pass; whether this run goes on after it."""
        run = self._run
        left = turn.until - run.store.clock()
        if left > _SHORT:
            await self.close()
            if not run.waits:
                return False
        self._forget()
        await run.sleep(min(_TICK, max(0.0, left.total_seconds())))
        run.slept |= turn.planned and is_overdue(run.store.clock(), turn.until, run.pacing)
        return not run.slept

    async def _take(self, worker: str) -> Claimed | Wait | None:
        """Take up the next message; cancelled meanwhile, it is not kept."""
        run = self._run
        if run.is_over:
            return None
        if run.reins.paused:
            return self._paused()
        known = self._known()
        write = asyncio.ensure_future(
            run.store.write(claim, batch_id=run.batch_id, worker=worker, known=known, pacing=run.pacing)
        )
        try:
            return self._taken(await asyncio.shield(write))
        except asyncio.CancelledError:
            if isinstance(taken := await write, Claimed):
                await run.store.write(give_back, message_id=taken.id)
            raise

    async def _record_and_take(
        self, worker: str, handed_over: HandedOver
    ) -> tuple[Delivery, Claimed | Wait | None]:
        """Record a message and take up the next, which is not kept when that is cut short."""
        run = self._run
        if run.is_over or run.reins.paused:
            state = await run.store.write(record, handed_over=handed_over)
            return state, None if run.is_over else self._paused()
        write = asyncio.ensure_future(
            run.store.write(
                record_and_claim,
                handed_over=handed_over,
                batch_id=run.batch_id,
                worker=worker,
                known=self._known(),
                pacing=run.pacing,
            )
        )
        try:
            self._announce()
            await self._look_ahead()
            state, taken = await asyncio.shield(write)
        except BaseException:  # cancelled, or a mistake with what comes next: the write goes on
            if isinstance(taken := (await write)[1], Claimed):
                await run.store.write(give_back, message_id=taken.id)
            raise
        return state, self._taken(taken)

    def _announce(self) -> None:
        """Let the server look at the next address while the record is written."""
        if self._ready:
            following = self._ready[0]
            self._post.announce(
                following.raw, sender=self._run.sender.address, recipient=following.row.to_address
            )

    def _paused(self) -> Wait:
        now = self._run.store.clock()
        return Wait(now + timedelta(seconds=_TICK), 0, "paused")

    def _known(self) -> list[Upcoming]:
        return [*(each.row for each in self._ready), *self._run.ahead]

    def _taken(self, taken: Claimed | Wait | None) -> Claimed | Wait | None:
        """Forget of what was read ahead what is past."""
        if isinstance(taken, Claimed):
            while self._ready and self._ready[0].row.id < taken.id:
                self._ready.popleft()
            while self._run.ahead and self._run.ahead[0].id <= taken.id:
                self._run.ahead.popleft()
        return taken

    def _forget(self) -> None:
        self._run.ahead.clear()
        self._run.read_to = 0
        self._ready.clear()

    async def _look_ahead(self) -> None:
        """Read and compose what comes next, while the record is written."""
        run = self._run
        try:
            while len(self._ready) < _READY:
                if not run.ahead:
                    now = run.store.clock()
                    page = await run.store.read(upcoming, batch_id=run.batch_id, now=now, after=run.read_to)
                    run.ahead.extend(page)
                    run.read_to = page[-1].id if page else run.read_to
                if not run.ahead:
                    return
                row = run.ahead.popleft()
                next_one = as_claimed(row, run.store.clock())
                raw = compose_claimed(next_one, run.occasion, run.sender)
                self._ready.append(Ready(row, next_one, raw))
        except (RecordError, UserError):
            return  # it is read and composed when its turn comes, and told then

    def _raw(self, claimed: Claimed) -> bytes:
        """The bytes of a message, which may have been composed ahead."""
        if self._ready and self._ready[0].row.id == claimed.id:
            ready = self._ready.popleft()
            if replace(ready.as_claimed, claimed_at=claimed.claimed_at) == claimed:
                return ready.raw
        return compose_claimed(claimed, self._run.occasion, self._run.sender)

    async def _hand_over(self, claimed: Claimed) -> HandedOver:
        run = self._run
        raw, may_leave = None, False
        try:
            raw = self._raw(claimed)
            await self.open()
            may_leave = True
            outcome = await self._post.hand_over(raw, sender=run.sender.address, recipient=claimed.to_address)
        except MailError:
            await run.store.write(give_back, message_id=claimed.id)
            raise
        except UserError as problem:
            run.failures += 1
            return HandedOver(claimed.id, Delivery.FAILED, str(problem))
        except BaseException as problem:
            # Cancelled, or something nobody foresaw: what may have left is not known to have.
            if not may_leave:
                await run.store.write(give_back, message_id=claimed.id)
                raise
            cancelled = isinstance(problem, asyncio.CancelledError)
            why = "stopped while the message was handed over" if cancelled else f"{LOST}: {problem}"
            await run.store.write(record, handed_over=HandedOver(claimed.id, Delivery.IN_DOUBT, why, raw))
            raise
        return self._became(claimed, raw, outcome)

    def _became(self, claimed: Claimed, raw: bytes, outcome: Outcome) -> HandedOver:
        state = _STATES[outcome.handover]
        if state is Delivery.SENT:
            self._run.failures = self._run.refusals = 0
        elif outcome.kind is Kind.ADDRESS:
            self._run.refusals += 1
        elif outcome.kind is not Kind.GREYLISTED:
            self._run.failures += 1
        return HandedOver(
            id=claimed.id,
            state=state,
            reply=f"{outcome.smtp_code} {outcome.reply}" if outcome.smtp_code else outcome.reply,
            raw=raw if state in {Delivery.SENT, Delivery.IN_DOUBT} else None,
            address_refused=outcome.address_refused,
            too_fast=outcome.kind is Kind.RATE,
            row=claimed.row,
        )
