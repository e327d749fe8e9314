"""Handing ready messages to a mail server, one at a time over one connection (RFC 5321).

It never reads or changes a message, never retries one that may have arrived, and never raises for what
concerns one message only. Who gets what, in which order and how often, is decided by the caller.
"""

import asyncio
import ssl
from collections.abc import Sequence
from types import TracebackType
from typing import Final, NamedTuple, Protocol, Self

from aiosmtplib.protocol import normalize_message_line_endings

from paht_tui.mail.addresses import wire_address
from paht_tui.mail.connect import ServerSettings, check_security, open_connection
from paht_tui.mail.envelope import Envelope, envelope_of
from paht_tui.mail.line import Line, LineLost, Reply
from paht_tui.mail.message import Handover, Kind, Outcome, Stage
from paht_tui.mail.replies import kind_of
from paht_tui.mail.secret import Password
from paht_tui.mail.text import server_text

_BUSY: Final = 421
_GO_AHEAD: Final = 354
_PLEASED: Final = {Stage.SENDER: {250}, Stage.RECIPIENT: {250, 251}, Stage.MESSAGE: {_GO_AHEAD}}
_ALL: Final = tuple(Stage)
_ENVELOPE: Final = (Stage.SENDER, Stage.RECIPIENT)
_CONTENT: Final = (Stage.MESSAGE,)
_TEMPORARY: Final = 4
_ENDS: Final = {2: Handover.ACCEPTED, 4: Handover.DEFERRED, 5: Handover.REFUSED}
_NOT_TAKEN: Final = {Handover.DEFERRED, Handover.REFUSED}
_LAST_PIECE: Final = 64 * 1024
_FAREWELL: Final = 2.0
_MORE_PATIENCE: Final = 10
"""After the final dot a server may take ten minutes to look at the message (RFC 5321 4.5.3.2.6)."""


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

    def announce(self, raw: bytes, *, sender: str, recipient: str) -> None:
        """Tell what will probably be handed over next, while the record is being written.

        Nothing of its content may leave. Nobody needs to keep the word: another message may follow, or none.
        """


class _Ahead(NamedTuple):
    """An envelope that was sent before it is known whether its message is to follow, and the answer to it."""

    raw: bytes
    content: bytes
    envelope: Envelope
    outcome: "asyncio.Task[Outcome | None]"


class SmtpSender:
    """A mail server. `timeout` (seconds) holds for each answer, ten times that for the answer to a message.

    `context` names other certificate authorities than the system's.
    """

    def __init__(
        self,
        settings: ServerSettings,
        password: Password = None,
        *,
        timeout: float = 60.0,
        context: ssl.SSLContext | None = None,
    ) -> None:
        check_security(settings)
        self._settings = settings
        self._password = password
        self._timeout = timeout
        self._context = context
        self._line: Line | None = None
        self._ahead: _Ahead | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        await self._ready_line()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._settle_ahead()
        if self._line is not None and self._line.is_idle and error is None:
            try:
                self._line.send(b"QUIT")
                await self._line.reply(limit=min(_FAREWELL, self._timeout))
            except LineLost:
                await self._drop()  # all messages have their outcome: a rude farewell changes none
        await self._drop()

    async def hand_over(self, raw: bytes, *, sender: str, recipient: str) -> Outcome:
        """See `Sender.hand_over`; reconnects when the server has closed the connection in between."""
        ahead = self._ahead
        content = ahead.content if ahead and ahead.raw is raw else normalize_message_line_endings(raw)
        envelope = _envelope(content, sender, recipient)
        async with self._turn:
            try:
                return await self._open(envelope) or await self._content(_stuffed(content))
            except BaseException:
                await self._drop()  # after an interruption nobody knows whose answer comes next
                raise

    def announce(self, raw: bytes, *, sender: str, recipient: str) -> None:
        """See `Sender.announce`: MAIL and RCPT on an open connection, which deliver nothing without DATA."""
        line = self._line
        if line is None or not line.is_idle or self._ahead is not None or self._turn.locked():
            return
        content = normalize_message_line_endings(raw)
        envelope = _envelope(content, sender, recipient)
        asking = asyncio.ensure_future(self._ask(line, envelope, _ENVELOPE))
        self._ahead = _Ahead(raw, content, envelope, asking)

    async def _settle_ahead(self) -> None:
        """Let an envelope that was sent ahead come to its end, or give the connection up."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            await asyncio.wait([ahead.outcome], timeout=_FAREWELL)
            if ahead.outcome.cancel():
                await self._drop()

    async def _ready_line(self) -> Line:
        if self._line is None or not self._line.is_idle:
            await self._drop()
            password = self._password
            if callable(password):
                password = await asyncio.to_thread(password)
            client = await open_connection(
                self._settings, password, limit=self._timeout, context=self._context
            )
            self._line = Line(client, limit=self._timeout)
        return self._line

    async def _open(self, envelope: Envelope) -> Outcome | None:
        """MAIL, RCPT and DATA; None when the server waits for the content.

        A kept connection that is found dead is replaced once: nothing of the message has left yet.
        """
        kept = self._line
        said, outcome = await self._said_ahead(envelope)
        if outcome is not None:
            return outcome
        line = await self._ready_line()
        stages = _CONTENT if said and line is kept else _ALL
        outcome = await self._ask(line, envelope, stages)
        if line is kept and _is_gone(outcome, stages[0]):
            await self._drop()
            outcome = await self._ask(await self._ready_line(), envelope, _ALL)
        return outcome

    async def _said_ahead(self, envelope: Envelope) -> tuple[bool, Outcome | None]:
        """Whether the server has this envelope already, or what it said against it."""
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            return False, None
        outcome = await ahead.outcome
        if ahead.envelope == envelope and not _is_gone(outcome, Stage.SENDER):
            return outcome is None, outcome
        if outcome is None and self._line is not None:
            try:
                await self._line.ask(b"RSET")
            except LineLost:
                await self._drop()
        return False, None

    async def _ask(self, line: Line, envelope: Envelope, stages: Sequence[Stage]) -> Outcome | None:
        """These stages in one round trip where the server offers it (RFC 2920), else in one each."""
        if refusal := envelope.refusal(line.offers, self._settings.host):
            return Outcome(Handover.REFUSED, None, refusal)
        words = dict(zip(Stage, (*envelope.commands(line.offers), b"DATA"), strict=True))
        at_once = "pipelining" in line.offers
        stage = stages[0]
        try:
            if at_once:
                line.send(*(words[each] for each in stages))
            for number, stage in enumerate(stages, start=1):
                if not at_once:
                    line.send(words[stage])
                reply = await line.reply()
                if reply.code not in _PLEASED[stage]:
                    due = len(stages) - number if at_once else 0
                    await self._start_anew(line, reply, due=due)
                    return _refused(reply, stage)
        except LineLost as error:
            await self._drop()
            return _lost(error, stage)
        return None

    async def _start_anew(self, line: Line, reply: Reply, *, due: int) -> None:
        """After a refusal: hear the answers still due, and let the next message start clean (RSET)."""
        if reply.code == _BUSY:  # it says so and closes (RFC 5321 3.8)
            await self._drop()
            return
        try:
            for _ in range(due):
                reply = await line.reply()
            if reply.code == _GO_AHEAD:
                # It waits for a message to nobody (RFC 2920 3.1): none is sent, not even an empty one.
                await self._drop()
            else:
                await line.ask(b"RSET")
        except LineLost:
            await self._drop()

    async def _content(self, content: bytes) -> Outcome:
        """The content, then its final dot: what breaks before the dot is written was surely not delivered.

        The dot goes with the last piece: what the system takes at once leaves no time to notice anything.
        """
        assert self._line is not None
        line = self._line
        try:
            await line.write(content[:-_LAST_PIECE])
            line.finish(content[-_LAST_PIECE:])
        except LineLost as error:
            await self._drop()
            return _lost(error, Stage.MESSAGE)
        try:
            reply = await line.reply(limit=self._timeout * _MORE_PATIENCE)
        except LineLost as error:
            await self._drop()
            why = f"Transmitted, but no answer came: {server_text(str(error))}"
            return Outcome(Handover.IN_DOUBT, None, why)
        if reply.code == _BUSY:
            await self._drop()
        end = _ENDS.get(reply.code // 100, Handover.IN_DOUBT)
        kind = kind_of(reply.code, reply.text, Stage.MESSAGE) if end in _NOT_TAKEN else Kind.OTHER
        return Outcome(end, reply.code, server_text(reply.text), kind=kind)

    async def _drop(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            await line.hang_up()


def _envelope(content: bytes, sender: str, recipient: str) -> Envelope:
    return envelope_of(
        content, sender=wire_address(sender, "sender"), recipient=wire_address(recipient, "recipient")
    )


def _is_gone(outcome: Outcome | None, stage: Stage) -> bool:
    """Whether the connection was found dead at this stage, or closed by the server."""
    return (
        outcome is not None
        and outcome.handover is Handover.DEFERRED
        and outcome.stage is stage
        and outcome.smtp_code in {None, _BUSY}
    )


def _refused(reply: Reply, stage: Stage) -> Outcome:
    end = Handover.DEFERRED if reply.code // 100 == _TEMPORARY else Handover.REFUSED
    return Outcome(end, reply.code, server_text(reply.text), stage, kind_of(reply.code, reply.text, stage))


def _lost(error: LineLost, stage: Stage) -> Outcome:
    text = f"The connection was lost: {server_text(str(error))}"
    return Outcome(Handover.DEFERRED, None, text, stage, Kind.BUSY)


def _stuffed(content: bytes) -> bytes:
    """The content with every leading dot doubled (RFC 5321 4.5.2); its only line ends are CRLF."""
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    return b"." + stuffed if stuffed.startswith(b".") else stuffed
