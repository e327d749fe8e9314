"""A real mail server over a socket, for the tests of mail and jobs: TLS, login, and misbehaviour on order.

    with MailServer(certificates, security="starttls") as server:
        server.script.recipients["gone@example.org"] = ["550 5.1.1 no such user"]
        sender = SmtpSender(server.settings(), context=certificates.client_context())

The server runs in a thread of its own (aiosmtpd). It listens on 127.0.0.1 only.
"""

import asyncio
import base64
import json
import socket
import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar, cast

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"

_T = TypeVar("_T")
Security = Literal["starttls", "tls", "none"]


class Cut(Enum):
    """Where the connection breaks, instead of an answer."""

    AT_DATA = auto()
    """After DATA, before 354: nothing of the content was asked for."""
    IN_CONTENT = auto()
    """After 354 and the first line of the content, without reading the rest."""
    AFTER_DOT = auto()
    """After the final dot: the message is taken (and recorded), the answer never leaves."""
    SILENT_AFTER_DOT = auto()
    """The message is taken (and recorded), the connection stays open, and no answer comes."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """Settings of a server, in the shape of the `[smtp]` section."""

    host: str
    port: int
    security: str
    user: str | None = None
    auth: str = "password"


@dataclass(frozen=True, slots=True)
class Received:
    """One message as the server took it: envelope, content with CRLF, and who was logged in."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    user: str | None = None


@dataclass(slots=True)
class Script:
    """What the server answers, in order; where a list has run out, it accepts.

    `logins` are answers to AUTH, `recipients` to RCPT by address, `mail` to MAIL, `content` after the final
    dot; `cuts` has one entry (or None) for each DATA. `delays` are seconds before the answer to MAIL and to
    the final dot ("."). With `closes_after_message` the server closes after each message, with
    `data_for_nobody` it says 354 to a DATA without recipients.
    """

    recipients: dict[str, list[str]] = field(default_factory=dict)
    logins: list[str] = field(default_factory=list)
    mail: list[str] = field(default_factory=list)
    content: list[str] = field(default_factory=list)
    cuts: list[Cut | None] = field(default_factory=list)
    delays: dict[str, float] = field(default_factory=dict)
    closes_after_message: bool = False
    data_for_nobody: bool = False


class Certificates:
    """A certificate authority that lives as long as the object; no system trusts it."""

    def __init__(self) -> None:
        self._authority = trustme.CA()

    def server_context(self, name: str = HOST) -> ssl.SSLContext:
        """What a server of this name (or address) shows."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._authority.issue_cert(name).configure_cert(context)
        return context

    def write_chain(self, path: Path, name: str) -> None:
        """The key and the certificate of a server of this name, as a file for its owner only."""
        path.touch(mode=0o600)
        path.write_bytes(self._authority.issue_cert(name).private_key_and_cert_chain_pem.bytes())

    def write_authority(self, path: Path) -> None:
        """The authority itself, for a client that is told by a file whom to trust."""
        path.write_bytes(self._authority.cert_pem.bytes())

    def client_context(self) -> ssl.SSLContext:
        """A strict client that trusts this authority."""
        context = ssl.create_default_context()
        self._authority.configure_trust(context)
        return context


class MailServer:
    """The server; `received` holds what it took, `connections` counts how often it was called.

    `offers` are extensions it names and obeys (of DSN, PIPELINING, SMTPUTF8); `conceals` are those of its own
    (SIZE, 8BITMIME) that it does not name; `tokens` are those by which users log in with XOAUTH2. `spoken` is
    all it was told before each content, as it came in from the network.
    """

    def __init__(
        self,
        certificates: Certificates | None = None,
        *,
        security: Security = "none",
        users: Mapping[str, str] | None = None,
        tokens: Mapping[str, str] | None = None,
        certificate_name: str = HOST,
        offers: Collection[str] = (),
        conceals: Collection[str] = (),
        size_limit: int = 33_554_432,
    ) -> None:
        self.security = security
        self.users = users
        self.tokens = tokens
        self.offers = offers
        self.conceals = conceals
        self.size_limit = size_limit
        self.spoken: list[bytes] = []
        self.script = Script()
        self.received: list[Received] = []
        self.connections = 0
        self.transports: list[asyncio.WriteTransport] = []
        self.port = free_port()
        context = certificates.server_context(certificate_name) if certificates else None
        self._controller = _Controller(self, context)

    def settings(
        self, *, security: str | None = None, user: str | None = None, auth: str = "password"
    ) -> Smtp:
        """What a client needs to know; another security than the server's on request."""
        return Smtp(HOST, self.port, security or self.security, user, auth)

    def __enter__(self) -> Self:
        self._controller.start()
        self.connections = 0  # starting is proved by a first call
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._controller.loop).result()
        self._controller.stop()

    async def _hang_up(self) -> None:
        for transport in self.transports:
            transport.abort()
        await asyncio.sleep(0)  # the loop closes the sockets in its next round


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


class _Controller(Controller):
    def __init__(self, server: MailServer, context: ssl.SSLContext | None) -> None:
        self._server = server
        self._starttls = context if server.security == "starttls" else None
        super().__init__(
            _Handler(server),
            hostname=HOST,
            port=server.port,
            ssl_context=context if server.security == "tls" else None,
        )

    def factory(self) -> SMTP:
        self._server.connections += 1
        users, tokens = self._server.users, self._server.tokens
        secret = users if users is not None else tokens
        without = ({"LOGIN", "PLAIN"} if users is None else set()) | (
            {"XOAUTH2"} if tokens is None else set()
        )
        return _ScriptedSMTP(
            self._server,
            self.handler,
            hostname="localhost",
            tls_context=self._starttls,
            require_starttls=self._starttls is not None,
            auth_require_tls=self._starttls is not None,
            authenticator=_authenticator(self._server.script, secret) if secret is not None else None,
            auth_exclude_mechanism=without,
            data_size_limit=self._server.size_limit,
            enable_SMTPUTF8="SMTPUTF8" in self._server.offers,
        )


class _ScriptedSMTP(SMTP):
    def __init__(self, server: MailServer, *args: Any, **kwargs: Any) -> None:
        self.scripted = server
        self.cut: Cut | None = None
        super().__init__(*args, **kwargs)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.scripted.transports.append(cast(asyncio.WriteTransport, transport))
        super().connection_made(transport)

    def hang_up(self) -> None:
        cast(asyncio.WriteTransport, self.transport).abort()

    def data_received(self, data: bytes) -> None:
        self.scripted.spoken.append(data)
        super().data_received(data)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        await asyncio.sleep(self.scripted.script.delays.get("MAIL", 0))
        await super().smtp_MAIL(self._known(arg, "RET=", "ENVID="))

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        await super().smtp_RCPT(self._known(arg, "NOTIFY=", "ORCPT="))

    def _known(self, arg: str | None, *parameters: str) -> str | None:
        """The command without the parameters of RFC 3461, which aiosmtpd does not know."""
        if arg is None or "DSN" not in self.scripted.offers:
            return arg
        return " ".join(word for word in arg.split(" ") if not word.startswith(parameters))

    async def auth_XOAUTH2(self, _: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        user, bearer = base64.b64decode(args[1]).split(b"\x01")[:2]
        token = bearer.removeprefix(b"auth=Bearer ")
        given = LoginPassword(user.removeprefix(b"user="), token)
        result = self._authenticate("XOAUTH2", given)
        if not result.success:
            # As Google does it, and with the token in its words, to see who repeats them.
            await self.challenge_auth(json.dumps({"status": "401", "token": token.decode()}))
        return result

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - the name is aiosmtpd's
        assert self.envelope is not None
        if self.scripted.script.data_for_nobody and not self.envelope.rcpt_tos:
            await self.push("354 to nobody, then")
            return
        self.cut = _next(self.scripted.script.cuts, None)
        if self.cut is Cut.AT_DATA:
            self.hang_up()
        elif self.cut is Cut.IN_CONTENT:
            await self.push("354 go on")
            await self._reader.readline()
            self.hang_up()
        else:
            await super().smtp_DATA(arg)


class _Handler:
    """The hooks of aiosmtpd: what they return is the answer."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_EHLO(  # noqa: N802
        self, _server: SMTP, session: Session, _envelope: Envelope, name: str, lines: list[str]
    ) -> list[str]:
        session.host_name = name
        known = [line for line in lines if line[4:].split(" ")[0] not in self._server.conceals]
        added = [f"250-{each}" for each in self._server.offers if each != "SMTPUTF8"]
        return [*known[:-1], *added, known[-1]]

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        login = self._server.users is not None or self._server.tokens is not None
        if login and not session.authenticated:
            return "530 5.7.0 Authentication required"
        answer = _next(self._server.script.mail, "250 2.1.0 OK")
        if answer.startswith("2"):
            envelope.mail_from = address
        return answer

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = _next(self._server.script.recipients.get(address, []), "250 2.1.5 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: _ScriptedSMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self._server.script.delays.get(".", 0))
        answer = _next(self._server.script.content, "250 2.0.0 taken")
        if answer.startswith("2"):
            self._server.received.append(_received(session, envelope))
        if server.cut is Cut.AFTER_DOT:
            server.hang_up()
        if server.cut is not None:
            await asyncio.Event().wait()  # until the end of the connection ends this coroutine
        if self._server.script.closes_after_message:
            asyncio.get_running_loop().call_soon(cast(asyncio.WriteTransport, server.transport).close)
        return answer


def _received(session: Session, envelope: Envelope) -> Received:
    assert envelope.mail_from is not None
    assert isinstance(envelope.content, bytes)
    return Received(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content, session.auth_data)


def _authenticator(script: Script, users: Mapping[str, str]) -> Any:
    def check(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        if script.logins:
            return AuthResult(success=False, handled=False, message=script.logins.pop(0))
        name = data.login.decode()
        known = users.get(name) == data.password.decode()
        return AuthResult(success=known, handled=False, auth_data=name)

    return check


def _next(answers: list[_T], otherwise: _T) -> _T:
    return answers.pop(0) if answers else otherwise
