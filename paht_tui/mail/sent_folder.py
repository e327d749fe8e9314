"""The folder of sent mail in the mailbox (IMAP): a copy of each sent message, and whether one is there.

It never sends, moves or deletes anything, and nothing it says makes a message unsent: what fails is told.
"""

import asyncio
import re
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from imaplib import IMAP4
from types import TracebackType
from typing import Final, Protocol, Self, TypeVar

from imap_tools import MailMessageFlags
from imap_tools.errors import UnexpectedCommandStatusError
from imap_tools.mailbox import BaseMailBox

from paht_tui.mail.connect import ServerSettings, check_security
from paht_tui.mail.errors import MailError
from paht_tui.mail.mailbox import hang_up, open_mailbox
from paht_tui.mail.secret import Password
from paht_tui.mail.text import server_text
from paht_tui.mail.trouble import explain

_T = TypeVar("_T")

_SECTION: Final = "imap"
_MESSAGE_ID: Final = re.compile(r"<[!#-\[\]-~]+>")


class SentSettings(ServerSettings, Protocol):
    """The `[imap]` section, as far as it is about sent mail."""

    @property
    def sent_folder(self) -> str:
        """The name of the folder."""

    @property
    def copy_sent(self) -> bool:
        """False where the provider puts there itself what it sends."""


class SentFolder:
    """The folder, over one connection that opens when it is first needed: `async with sent_folder`.

    `timeout` (seconds) holds for each step, `context` names other certificate authorities than the system's.
    """

    def __init__(
        self,
        settings: SentSettings,
        password: Password = None,
        *,
        timeout: float = 30.0,
        context: ssl.SSLContext | None = None,
    ) -> None:
        check_security(settings, _SECTION)
        self._settings = settings
        self._password = password
        self._timeout = timeout
        self._context = context
        self._mailbox: BaseMailBox | None = None
        # One thread, so that the commands of one connection never mix, even when a caller was cancelled.
        self._thread = ThreadPoolExecutor(1, "sent-folder")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._leave)

    async def keep(self, raw: bytes) -> None:
        """Put a copy of a sent message there, read, at its own date; nothing where the provider does that.

        Raises:
            MailError: it could not be put there; the message stays sent.
        """
        if self._settings.copy_sent:
            await self._in_turn(lambda mailbox, again: self._append(mailbox, raw, again=again))

    async def holds(self, message_id: str) -> bool:
        """Whether a message of this Message-ID (in angle brackets) is there: then it was sent.

        That it is not there proves nothing.

        Raises:
            MailError: the folder could not be asked.
        """
        return await self._in_turn(lambda mailbox, _: self._finds(mailbox, message_id))

    async def look(self) -> None:
        """Log in and open the folder; raises `MailError` when that cannot be done."""
        await self._in_turn(lambda mailbox, _: self._select(mailbox))

    async def _in_turn(self, work: Callable[[BaseMailBox, bool], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._work, work)

    def _work(self, work: Callable[[BaseMailBox, bool], _T]) -> _T:
        """Do something on the connection; one that was kept and is found dead is replaced once."""
        kept = self._mailbox is not None
        try:
            return work(self._open(), False)
        except (IMAP4.abort, OSError) as error:
            self._drop()
            if not kept:
                raise self._explained(error) from error
        except IMAP4.error as error:
            raise self._explained(error) from error
        try:
            return work(self._open(), True)
        except (IMAP4.error, OSError) as error:
            self._drop()
            raise self._explained(error) from error

    def _open(self) -> BaseMailBox:
        if self._mailbox is None:
            password = self._password() if callable(self._password) else self._password
            self._mailbox = open_mailbox(self._settings, password, limit=self._timeout, context=self._context)
        return self._mailbox

    def _append(self, mailbox: BaseMailBox, raw: bytes, *, again: bool) -> None:
        head = BytesHeaderParser().parsebytes(raw.partition(b"\r\n\r\n")[0])
        if again and self._finds(mailbox, str(head["Message-ID"])):
            return  # the first try got there, and only its answer was lost
        folder = self._settings.sent_folder
        try:
            mailbox.append(
                raw, folder, dt=parsedate_to_datetime(head["Date"]), flag_set=MailMessageFlags.SEEN
            )
        except UnexpectedCommandStatusError as error:
            raise self._refused(mailbox, error) from error

    def _finds(self, mailbox: BaseMailBox, message_id: str) -> bool:
        if not _MESSAGE_ID.fullmatch(message_id):
            raise ValueError(f"no Message-ID: {message_id!r}")
        self._select(mailbox)
        try:
            # Without naming a charset, which some servers refuse.
            return bool(mailbox.numbers(f'HEADER Message-ID "{message_id}"', charset=None))
        except UnexpectedCommandStatusError as error:
            raise self._refused(mailbox, error) from error

    def _select(self, mailbox: BaseMailBox) -> None:
        """Open the folder for reading; anew each time, so that it shows what others have put there."""
        try:
            mailbox.folder.set(self._settings.sent_folder, readonly=True)
        except UnexpectedCommandStatusError as error:
            raise self._refused(mailbox, error) from error

    def _refused(self, mailbox: BaseMailBox, error: UnexpectedCommandStatusError) -> MailError:
        data = error.command_result[1]
        reply = server_text(b" ".join(each for each in data if each).decode("utf-8", "replace"))
        try:
            named = [each.name for each in mailbox.folder.list() if "\\Sent" in each.flags]
        except UnexpectedCommandStatusError:
            named = []  # only a hint would be missing
        hint = f"; the server names {', '.join(f'“{server_text(name)}”' for name in named)}" if named else ""
        return MailError(
            f"The folder “{self._settings.sent_folder}” at {self._settings.host} cannot be used ({reply}):"
            f" check imap.sent_folder{hint}."
        )

    def _explained(self, error: Exception) -> MailError:
        where = self._settings
        return explain(error, host=where.host, port=where.port, section=_SECTION, limit=self._timeout)

    def _leave(self) -> None:
        mailbox, self._mailbox = self._mailbox, None
        if mailbox is None:
            return
        try:
            mailbox.logout()
        except (IMAP4.error, OSError, UnexpectedCommandStatusError):
            hang_up(mailbox.client)

    def _drop(self) -> None:
        mailbox, self._mailbox = self._mailbox, None
        if mailbox is not None:
            hang_up(mailbox.client)
