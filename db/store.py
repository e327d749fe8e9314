"""The one bridge from the program to the database: reads and writes in threads, never on the event loop.

A write is one transaction and one change; the function that writes never commits.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import DatabaseError, DBAPIError, InternalError, OperationalError
from sqlalchemy.orm import Session

from db.change import Change, Transaction
from db.engine import BUSY_SECONDS, is_busy, open_engine, parse_url, reason, shown
from db.errors import CannotOpenError, CannotUseError, DatabaseBusyError
from db.migrate import migrate

P = ParamSpec("P")
T = TypeVar("T")

_OF_THE_DATABASE = {OperationalError, InternalError, DatabaseError}
"""The errors that are about the database itself; SQLite tells of a damaged file by the last."""
READERS = 4
READING: dict[str, dict[str, Any]] = {
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
}


class Store:
    """An open database. `clock` gives the present instant (aware), `actor` names who writes."""

    def __init__(self, url: str, *, clock: Callable[[], datetime], actor: str) -> None:
        """Open the database at `url` and bring its schema up to date.

        Raises:
            DatabaseUrlError: `url` names no database that is supported.
            CannotOpenError: the server does not answer, the file is no database or may not be written.
            SchemaTooNewError: a newer version of the program has written it.
        """
        self.url = parse_url(url)
        self.clock = clock
        self.actor = actor
        self._engine = open_engine(self.url)
        try:
            migrate(self._engine)
        except (DBAPIError, UnicodeError) as error:  # the latter for a server with an impossible name
            self._engine.dispose()
            raise CannotOpenError(
                f"The database {shown(self.url)} cannot be opened: {reason(error)}."
            ) from error
        self._writing = self._engine.execution_options(paht_writes=True)
        # A question sees one state of the record and alters nothing; SQLite is told so in `db/engine.py`.
        self._reading = self._engine.execution_options(**READING.get(self.url.get_backend_name(), {}))
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="paht-write")
        self._readers = ThreadPoolExecutor(max_workers=READERS, thread_name_prefix="paht-read")

    async def read(
        self, question: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask `question` in a read transaction of its own.

        Raises:
            CannotUseError: the database does not go on.
        """
        call = partial(self._read, question, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._readers, call)

    async def write(
        self, act: Callable[Concatenate[Change, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `act` with a new change and commit; on any error nothing is kept.

        A write that was asked for is finished also when the task that asked for it is cancelled.

        Raises:
            DatabaseBusyError: another program is writing, and did not end in time.
            CannotUseError: the database does not go on.
        """
        call = partial(self._write, act, *args, **kwargs)
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._writer, call))

    def close(self) -> None:
        """Wait for what is being written and close all connections."""
        self._writer.shutdown()
        self._readers.shutdown()
        self._engine.dispose()

    def _read(
        self, question: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        with self._in_words(), Session(self._reading, autoflush=False) as session:
            return question(session, *args, **kwargs)

    def _write(self, act: Callable[Concatenate[Change, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        with (
            self._in_words(),
            self._writing.begin() as connection,
            closing(Transaction(connection)) as transaction,
        ):
            change = Change(transaction, self.clock(), self.actor)
            result = act(change, *args, **kwargs)
            change.write_history()
            return result

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """What the database refuses, as a sentence; a mistake in a statement of ours stays what it is."""
        try:
            yield
        except DBAPIError as error:
            if isinstance(error, OperationalError) and is_busy(error):
                raise DatabaseBusyError(
                    f"Another program has been writing to the database for {BUSY_SECONDS} seconds, so nothing"
                    " was recorded: try again."
                ) from error
            if type(error) not in _OF_THE_DATABASE:
                raise
            raise CannotUseError(
                f"The database {shown(self.url)} cannot be used now: {reason(error)}."
            ) from error
