"""One open connection to a mail server: commands out, replies in, in their order (RFC 5321 4.2, RFC 2920).

It takes a connection over from aiosmtplib once that is greeted, encrypted and logged in, because aiosmtplib
waits for each reply before the next command. It never connects, and never decides what a reply means.
"""

import asyncio
import re
from typing import Final, NamedTuple, cast

from aiosmtplib import SMTP

from paht_tui.mail.connect import hang_up

_REPLY: Final = re.compile(rb"([2-5][0-9]{2})(?:([ -])(.*))?\Z", re.DOTALL)
_ENHANCED: Final = re.compile(r"[245]\.\d{1,3}\.\d{1,3} ")
_CHUNK: Final = 256 * 1024
_MOST_UNREAD: Final = 64 * 1024
_COMMAND: Final = re.compile(rb"[^\x00-\x1f\x7f]*\Z")


class LineLost(Exception):  # noqa: N818 - named for what happened
    """The connection broke, no answer came in time, or what came is no reply of a mail server."""


class Reply(NamedTuple):
    """A reply: its code, and its text with line breaks between its lines."""

    code: int
    text: str


class Line(asyncio.Protocol):
    """The connection of a client that is ready for MAIL; `limit` (seconds) holds for each answer."""

    def __init__(self, client: SMTP, *, limit: float) -> None:
        assert client.transport is not None
        self._client = client
        self._limit = limit
        self._unread = bytearray()
        self._arrived = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()
        self._lost = ""
        self._transport = cast(asyncio.Transport, client.transport)
        self._transport.set_protocol(self)
        # What was written counts as sent only when the system has taken it.
        self._transport.set_write_buffer_limits(high=1, low=0)

    @property
    def offers(self) -> dict[str, str]:
        """What the server offered after EHLO: extensions in small letters, with their parameters."""
        return self._client.esmtp_extensions

    @property
    def is_idle(self) -> bool:
        """Whether a command may be sent: the line is open, and nobody has said anything unasked."""
        return not (self._lost or self._transport.is_closing() or self._unread)

    def send(self, *commands: bytes) -> None:
        """Write commands without waiting; as many replies will come.

        Raises:
            ValueError: a command holds a control character, such as the start of another command.
        """
        for command in commands:
            if not _COMMAND.match(command):
                raise ValueError(f"a control character in the command {command!r}")
        self._transport.write(b"".join(command + b"\r\n" for command in commands))

    async def write(self, content: bytes) -> None:
        """Write content until the system has taken all of it; raises `LineLost` when it does not."""
        for start in range(0, len(content), _CHUNK):
            self._transport.write(content[start : start + _CHUNK])
            await asyncio.sleep(0)  # a lost connection is noticed by the loop only
            await self._happens(self._empty, self._limit)
            self._check_open()

    def finish(self, rest: bytes) -> None:
        """Write the last of the content with the final dot, without waiting: from now on it may have arrived.

        Raises:
            LineLost: the connection is closed, and the dot was not written.
        """
        self._check_open()
        self._transport.write(rest + b".\r\n")

    def _check_open(self) -> None:
        if self._lost or self._transport.is_closing():
            raise LineLost(self._lost or "closed in the middle of the message")

    async def reply(self, *, limit: float | None = None) -> Reply:
        """The next reply; raises `LineLost` when none comes within `limit` seconds."""
        while (reply := self._next_reply()) is None:
            if self._lost:
                raise LineLost(self._lost)
            self._arrived.clear()
            await self._happens(self._arrived, limit or self._limit)
        return reply

    async def ask(self, command: bytes) -> Reply:
        """One command and its reply."""
        self.send(command)
        return await self.reply()

    async def hang_up(self) -> None:
        """Close at once."""
        await hang_up(self._client, self._transport)

    async def _happens(self, event: asyncio.Event, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            raise LineLost(f"no answer within {seconds:g} seconds") from None

    def _next_reply(self) -> Reply | None:
        """Take one whole reply from what has arrived, if there is one."""
        texts: list[str] = []
        start = 0
        while (end := self._unread.find(b"\n", start)) >= 0:
            match = _REPLY.match(bytes(self._unread[start:end]).rstrip(b"\r"))
            if match is None:
                raise LineLost("the answer is none of a mail server")
            text = (match[3] or b"").decode("utf-8", "replace").strip()
            texts.append(_ENHANCED.sub("", text, count=1) if texts else text)
            start = end + 1
            if match[2] != b"-":
                del self._unread[:start]
                return Reply(int(match[1]), "\n".join(texts))
        return None

    def data_received(self, data: bytes) -> None:
        """Keep what has arrived; a server that says too much is cut off."""
        self._unread += data
        if len(self._unread) > _MOST_UNREAD:
            self._unread.clear()
            self._transport.abort()
        self._arrived.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wake whoever waits."""
        self._lost = f"closed: {exc}" if exc else "closed by the server"
        self._arrived.set()
        self._empty.set()

    def pause_writing(self) -> None:
        """The system takes no more for now."""
        self._empty.clear()

    def resume_writing(self) -> None:
        """The system has taken all that was written."""
        self._empty.set()
