"""The outgoing folder: each message becomes one `.eml` file, whole or not at all. It sends nothing."""

import asyncio
import hashlib
import os
import re
from pathlib import Path
from types import TracebackType
from typing import Self

from paht_tui.mail.addresses import wire_address
from paht_tui.mail.errors import MailError
from paht_tui.mail.message import Handover, Outcome
from paht_tui.mail.text import one_line
from paht_tui.whole_file import replace_file

_UNSAFE = re.compile(r"[^A-Za-z0-9@._+-]+")
_NUMBERED = re.compile(r"(\d{4,})-.*-([0-9a-f]{12})\.eml")
_LONGEST = 80
_OK = 250


class FolderSender:
    """A folder, made if need be (0700), of files `0001-name@host-<digest>.eml` (0600), numbered as they came.

    The digest is that of recipient and message (so of its Message-ID): the same message handed over twice
    is one file, a different one never overwrites it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, str] = {}
        self._last = 0
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self._open)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays open between messages."""

    async def hand_over(self, raw: bytes, *, sender: str, recipient: str) -> Outcome:
        """Write one message; the reply is the path. Raises `MailError` when it takes no more."""
        wire_address(sender, "sender")
        address = wire_address(recipient, "recipient")
        async with self._turn:
            path = await asyncio.to_thread(self._keep, raw, address)
        return Outcome(Handover.ACCEPTED, _OK, one_line(str(path)))

    def announce(self, raw: bytes, *, sender: str, recipient: str) -> None:
        """See `Sender.announce`: a folder has nothing to do ahead."""

    def _open(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = [match for path in self._folder.iterdir() if (match := _NUMBERED.fullmatch(path.name))]
        except OSError as error:
            raise self._failed(error) from error
        self._names = {match[2]: match[0] for match in found}
        self._last = max((int(match[1]) for match in found), default=0)

    def _keep(self, raw: bytes, recipient: str) -> Path:
        digest = hashlib.sha256(recipient.encode() + b"\0" + raw).hexdigest()[:12]
        name = self._names.get(digest)
        if name is None:
            safe = _UNSAFE.sub("_", recipient)[:_LONGEST]
            name = f"{self._last + 1:04}-{safe}-{digest}.eml"
            try:
                replace_file(self._folder / name, raw)
                _sync_folder(self._folder)
            except OSError as error:
                raise self._failed(error) from error
            self._last += 1
            self._names[digest] = name
        return self._folder / name

    def _failed(self, error: OSError) -> MailError:
        reason = error.strerror or str(error)
        return MailError(
            f"The outgoing folder {self._folder} takes no messages ({reason}):"
            " make room, give yourself the right to write there, or name another folder."
        )


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can open a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
