"""Handing ready messages to a mail server, one at a time over one connection (RFC 5321).

It never reads or changes a message, never retries one that may have arrived, and never raises for what
concerns one message only. Who gets what, in which order and how often, is decided by the caller.
"""

import asyncio
import ssl
from types import TracebackType
from typing import Final, Protocol, Self, cast

from aiosmtplib import SMTP, SMTPException, SMTPResponse, SMTPServerDisconnected
from aiosmtplib.protocol import normalize_message_line_endings

from paht_tui.mail.addresses import wire_address
from paht_tui.mail.connect import ServerSettings, check_security, hang_up, open_connection
from paht_tui.mail.message import Handover, Outcome, Stage
from paht_tui.mail.text import server_text

_OK: Final = 250
_WILL_FORWARD: Final = 251
_GO_AHEAD: Final = 354
_BUSY: Final = 421
_TEMPORARY: Final = 4
_ENDS: Final = {2: Handover.ACCEPTED, 4: Handover.DEFERRED, 5: Handover.REFUSED}
_CHUNK: Final = 256 * 1024
_NAP: Final = 0.01
_FAREWELL: Final = 2.0
_LOST = (SMTPException, OSError, TimeoutError)


class Sender(Protocol):
    """A way out of the house: `async with sender`, then `hand_over` for each message."""

    async def __aenter__(self) -> Self:
        """Open the way; raises `MailError` when it is closed."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave politely; raises nothing."""

    async def hand_over(self, raw: bytes, *, sender: str, recipient: str) -> Outcome:
        """Hand over one message as made by `compose`, between two bare envelope addresses.

        What happens to the message is the outcome; `MailError` means that it has not left and that the next
        one would not either; `UserError` that an address cannot be used. Cancelled in the middle, it is in
        doubt.
        """


class SmtpSender:
    """A mail server. `timeout` (seconds) holds for each answer, `context` for its authorities."""

    def __init__(
        self,
        settings: ServerSettings,
        password: str | None = None,
        *,
        timeout: float = 60.0,
        context: ssl.SSLContext | None = None,
    ) -> None:
        check_security(settings)
        self._settings = settings
        self._password = password
        self._timeout = timeout
        self._context = context
        self._client: SMTP | None = None
        self._transport: asyncio.BaseTransport | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        await self._connected()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        client = self._client
        if client is not None and client.is_connected and error is None:
            try:
                await client.quit(timeout=min(_FAREWELL, self._timeout))
            except _LOST:
                await self._drop()  # all messages have their outcome: a rude farewell changes none
        await self._drop()

    async def hand_over(self, raw: bytes, *, sender: str, recipient: str) -> Outcome:
        """See `Sender.hand_over`; reconnects when the server has closed the connection in between."""
        envelope = (wire_address(sender, "sender"), wire_address(recipient, "recipient"))
        content = _on_the_wire(raw)
        async with self._turn:
            try:
                return await self._envelope(*envelope, size=len(raw)) or await self._content(content)
            except BaseException:
                await self._drop()  # after an interruption nobody knows whose answer comes next
                raise

    async def _connected(self) -> SMTP:
        if self._client is None or not self._client.is_connected:
            await self._drop()
            self._client = await open_connection(
                self._settings, self._password, limit=self._timeout, context=self._context
            )
            self._transport = self._client.transport
        return self._client

    async def _envelope(self, sender: str, recipient: str, *, size: int) -> Outcome | None:
        """MAIL, RCPT and DATA; None when the server is ready for the content."""
        stage = Stage.SENDER
        try:
            reply = await self._mail(sender, size)
            if reply.code == _OK:
                stage = Stage.RECIPIENT
                reply = await self._command("RCPT", f"TO:<{recipient}>")
            if stage is Stage.RECIPIENT and reply.code in {_OK, _WILL_FORWARD}:
                stage = Stage.MESSAGE
                reply = await self._command("DATA")
        except _LOST as error:
            await self._drop()
            return Outcome(
                Handover.DEFERRED, None, f"The connection was lost: {server_text(str(error))}", stage
            )
        if stage is Stage.MESSAGE and reply.code == _GO_AHEAD:
            return None
        await self._reset()
        end = Handover.DEFERRED if reply.code // 100 == _TEMPORARY else Handover.REFUSED
        return Outcome(end, reply.code, server_text(reply.message), stage)

    async def _mail(self, sender: str, size: int) -> SMTPResponse:
        """MAIL (with SIZE, RFC 1870). A kept connection found dead is replaced once: nothing has left yet."""
        kept = self._client is not None and self._client.is_connected
        client = await self._connected()
        options = [f"SIZE={size}"] if client.supports_extension("size") else []
        try:
            reply = await self._command("MAIL", f"FROM:<{sender}>", *options)
        except SMTPServerDisconnected:
            if not kept:
                raise
        else:
            if not kept or reply.code != _BUSY:
                return reply
        await self._drop()
        await self._connected()
        return await self._command("MAIL", f"FROM:<{sender}>", *options)

    async def _command(self, *words: str) -> SMTPResponse:
        client = self._client
        if client is None:
            raise SMTPServerDisconnected("no connection")
        return await client.execute_command(*(word.encode("ascii") for word in words))

    async def _content(self, content: bytes) -> Outcome:
        """The content, then its final dot: what breaks before the dot is written was surely not delivered."""
        protocol = self._client.protocol if self._client is not None else None
        try:
            if protocol is None or protocol.transport is None:
                raise SMTPServerDisconnected("closed after DATA")
            transport = cast(asyncio.WriteTransport, protocol.transport)
            for start in range(0, len(content), _CHUNK):
                protocol.write(content[start : start + _CHUNK])
                await _flushed(transport, self._timeout)
            protocol.write(b".\r\n")
        except _LOST as error:
            await self._drop()
            return Outcome(Handover.DEFERRED, None, f"The connection was lost: {server_text(str(error))}")
        try:
            reply = await protocol.read_response(timeout=self._timeout)
        except _LOST as error:
            await self._drop()
            return Outcome(
                Handover.IN_DOUBT, None, f"Transmitted, but no answer came: {server_text(str(error))}"
            )
        return Outcome(
            _ENDS.get(reply.code // 100, Handover.IN_DOUBT), reply.code, server_text(reply.message)
        )

    async def _reset(self) -> None:
        """RSET after a refusal (RFC 5321 4.1.1.5), so that the next message starts clean."""
        if self._client is None or not self._client.is_connected:
            return
        try:
            await self._client.rset()
        except _LOST:
            await self._drop()

    async def _drop(self) -> None:
        client, transport = self._client, self._transport
        self._client = self._transport = None
        if client is not None:
            await hang_up(client, transport)


def _on_the_wire(raw: bytes) -> bytes:
    """The content with CRLF as its only line end and every leading dot doubled (RFC 5321 4.5.2)."""
    whole = normalize_message_line_endings(raw)
    stuffed = whole.replace(b"\r\n.", b"\r\n..")
    return b"." + stuffed if stuffed.startswith(b".") else stuffed


async def _flushed(transport: asyncio.WriteTransport, seconds: float) -> None:
    """Wait until the system has taken what was written; raises when it takes too long or is cut."""
    await asyncio.sleep(0)  # a lost connection is noticed by the loop only
    async with asyncio.timeout(seconds):
        while transport.get_write_buffer_size():
            if transport.is_closing():
                raise SMTPServerDisconnected("closed in the middle of the message")
            await asyncio.sleep(_NAP)
