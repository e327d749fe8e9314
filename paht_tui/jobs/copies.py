"""Copies of what was sent in the folder of sent mail, beside the sending itself.

What fails here is told, once, and never makes a message unsent or holds one up.
"""

import asyncio
from types import TracebackType
from typing import Protocol, Self

from db.queries.mail import in_doubt
from db.store import Store
from paht_tui.domain.handover import found_sent
from paht_tui.mail.errors import MailError

_AT_ONCE = 20
"""So many copies wait at most: sending goes on only as far ahead of the folder as that."""


class SentMail(Protocol):
    """The folder of sent mail, as `mail/sent_folder.py` opens it."""

    async def __aenter__(self) -> Self:
        """Make it ready."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave it."""

    async def keep(self, raw: bytes) -> None:
        """Put a copy there; raises `MailError` when it cannot be put there."""

    async def holds(self, message_id: str) -> bool:
        """Whether a message is there; raises `MailError` when that cannot be asked."""


class Copies:
    """`async with Copies(folder)`, then `put` for each message that was sent; no folder, no copies."""

    def __init__(self, folder: SentMail | None) -> None:
        self._folder = folder
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue(_AT_ONCE)
        self._work: asyncio.Task[None] | None = None
        self.problem = ""
        """Why a copy could not be kept, in a sentence; no further one is tried then."""

    async def __aenter__(self) -> Self:
        if self._folder is not None:
            self._work = asyncio.ensure_future(self._keep_all(self._folder))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._work is None:
            return
        if kind is not None and issubclass(kind, asyncio.CancelledError):
            self._work.cancel()
        else:
            await self._waiting.put(None)
        await asyncio.wait([self._work])

    async def put(self, raw: bytes) -> None:
        """Let a copy be kept when the folder comes to it."""
        if self._work is not None and not self.problem:
            await self._waiting.put(raw)

    async def _keep_all(self, folder: SentMail) -> None:
        while (raw := await self._waiting.get()) is not None:
            if self.problem:
                continue
            try:
                await folder.keep(raw)
            except MailError as problem:
                self.problem = f"Sent, but no copy could be put into the sent folder: {problem}"


async def decide_by_copies(store: Store, folder: SentMail | None, *, batch_id: int) -> str:
    """Record as sent what was in doubt and lies in the sent folder; why it could not be asked, if so."""
    if folder is None:
        return ""
    try:
        for number, message_id in await store.read(in_doubt, batch_id=batch_id):
            if await folder.holds(message_id):
                await store.write(found_sent, message_id=number)
    except MailError as problem:
        return f"The sent folder could not be asked about what is in doubt: {problem}"
    return ""
