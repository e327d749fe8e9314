"""A real mailbox over a socket (pymap, in a thread of its own), for the tests of the sent folder.

    with ImapServer(certificates, security="tls") as server:
        folder = SentFolder(server.settings(), SECRET, context=certificates.client_context())

It has one user, by password or by token, and a folder "Sent"; it listens on 127.0.0.1 only and forgets
everything when it ends.
"""

import asyncio
import threading
from argparse import Namespace
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self

from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from proxyprotocol.reader import ProxyProtocolReader
from proxyprotocol.version import ProxyProtocolVersion
from pymap.backend.dict import Config, DictBackend, Identity, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxSet
from pymap.exceptions import InvalidAuth
from pymap.imap import IMAPServer
from pysasl import SASLAuth
from pysasl.creds.external import ExternalVerificationRequired
from pysasl.creds.server import ServerCredentials
from pysasl.hashing import BuiltinHash

from tests.servers import HOST, Certificates, Security, free_port

USER = "anna"
SECRET = "gehëim-4711"
SENT = "Sent"


@dataclass(frozen=True, slots=True)
class Imap:
    """Settings of a mailbox, in the shape of the `[imap]` section."""

    host: str
    port: int
    security: str
    user: str | None = USER
    auth: str = "password"
    sent_folder: str = SENT
    copy_sent: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """One message in a folder: its octets, its flags, and its date as the server has it."""

    raw: bytes
    flags: tuple[str, ...]
    date: str


class ImapServer:
    """The server; `connections` counts how often it was called."""

    def __init__(
        self,
        certificates: Certificates | None = None,
        *,
        security: Security = "none",
        certificate_name: str = HOST,
    ) -> None:
        self.security = security
        self.port = free_port()
        self.connections = 0
        self._certificates = certificates
        self._server_context = certificates.server_context(certificate_name) if certificates else None
        self._writers: list[asyncio.StreamWriter] = []
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._ended = asyncio.Event()
        self._thread = threading.Thread(target=self._run)

    def settings(self, *, auth: Literal["password", "xoauth2"] = "password", sent_folder: str = SENT) -> Imap:
        """What a client needs to know."""
        return Imap(HOST, self.port, self.security, auth=auth, sent_folder=sent_folder)

    def contents(self, folder: str = SENT) -> list[Kept]:
        """What a folder holds, asked of the server by another client."""
        with self._client().login_utf8(USER, SECRET, folder) as mailbox:
            numbers = ",".join(mailbox.numbers())
            if not numbers:
                return []
            _, rows = mailbox.client.fetch(numbers, "(FLAGS INTERNALDATE BODY.PEEK[])")
            parts = [row for row in rows if isinstance(row, tuple)]
            return [_kept(head.decode(), raw) for head, raw in parts]

    def hang_up(self) -> None:
        """Close every connection, as a server does that was left idle for too long."""
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(30)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    def _client(self) -> BaseMailBox:
        if self._certificates is None or self.security == "none":
            return MailBoxUnencrypted(HOST, self.port)
        kind = MailBox if self.security == "tls" else MailBoxStartTls
        return kind(HOST, self.port, ssl_context=self._certificates.client_context())

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        args = Namespace(passlib_cfg=None, proxy_protocol=None)
        config = _Config(
            args,
            host=HOST,
            port=self.port,
            ssl_context=self._server_context,
            tls_enabled=self.security == "starttls",
            demo_data=False,
            demo_user=USER,
            demo_password=SECRET,
            hash_context=BuiltinHash(rounds=1),
        )
        config.apply_context()
        login = _Login(config)
        await DictBackend._add_demo_user(config, login)
        folders = MailboxSet()
        await folders.add_mailbox(SENT)
        config.set_cache[USER] = (folders, FilterSet())
        answer = ProxyProtocolReader(ProxyProtocolVersion.get(None)).get_callback(IMAPServer(login, config))

        async def called(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections += 1
            self._writers.append(writer)
            await answer(reader, writer)

        context = self._server_context if self.security == "tls" else None
        async with await asyncio.start_server(called, HOST, self.port, ssl=context):
            self._started.set()
            await self._ended.wait()
            await self._hang_up()

    async def _hang_up(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0)


class _Config(Config):
    @property
    def tls_auth(self) -> SASLAuth:
        return SASLAuth.named([b"PLAIN", b"XOAUTH2"])


class _Login(Login):
    async def authenticate(self, credentials: ServerCredentials) -> Identity:
        try:
            return await super().authenticate(credentials)
        except ExternalVerificationRequired as required:
            if required.token != SECRET or credentials.authzid != USER:
                # With the token in its words, to see who repeats them.
                raise InvalidAuth(str(required.token)) from required
            return Identity(USER, self, None, frozenset())


def _kept(head: str, raw: bytes) -> Kept:
    flags = head.partition("FLAGS (")[2].partition(")")[0]
    date = head.partition('INTERNALDATE "')[2].partition('"')[0]
    return Kept(raw, tuple(flag for flag in flags.split() if flag != "\\Recent"), date)
