"""A disk that is full in the middle of a batch: nothing is lost, nothing is sent twice, and it is said."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, event

from db.enums import Delivery
from db.errors import CannotUseError
from db.store import Store
from paht_tui.domain.people import edit_person
from tests.factories import states
from tests.jobs.sending import a_batch, by_smtp, reached, send
from tests.servers import MailServer, Received

QUEUED, SENDING, SENT, IN_DOUBT = (
    Delivery.QUEUED,
    Delivery.SENDING,
    Delivery.SENT,
    Delivery.IN_DOUBT,
)
THREE = ("Adams", "Brown", "Clark")
ADDRESSES = ["adams@mp.example", "brown@mp.example", "clark@mp.example"]


class Disk:
    """The disk of a record, as SQLite sees it: once `is_full`, the file takes no page more."""

    def __init__(self, store: Store) -> None:
        self.is_full = False
        self._event = (store._engine, "begin", self._limit)
        event.listen(*self._event)

    def remove(self) -> None:
        event.remove(*self._event)

    def _limit(self, connection: Connection) -> None:
        # No file can be held smaller than it is: 1 means as large as now.
        pages = 1 if self.is_full else 1_000_000_000
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}").close()


class Filling(list[Received]):
    """What a server has received; with the message of this number the disk is full."""

    def __init__(self, number: int, fill: Callable[[], None]) -> None:
        super().__init__()
        self._number = number
        self._fill = fill

    def append(self, message: Received) -> None:
        super().append(message)
        if len(self) == self._number:
            self._fill()


@pytest.fixture
def disk(sqlite_store: Store) -> Iterator[Disk]:
    made = Disk(sqlite_store)
    yield made
    made.remove()


async def test_what_left_and_could_not_be_recorded_is_in_doubt_and_the_run_ends(
    sqlite_store: Store, sqlite_file: str, disk: Disk
) -> None:
    _, batch = await a_batch(sqlite_store, *THREE)

    def fill() -> None:
        disk.is_full = True

    with MailServer() as server:
        server.received = Filling(2, fill)
        with pytest.raises(CannotUseError) as stopped:
            await send(sqlite_store, batch, by_smtp(server))
        assert str(stopped.value) == (
            f"The database {sqlite_file} cannot be used now: its disk is full, so make room there."
        )
        assert await states(sqlite_store) == [SENT, SENDING, QUEUED]
        disk.is_full = False
        await send(sqlite_store, batch, by_smtp(server))
        assert await states(sqlite_store) == [SENT, IN_DOUBT, SENT]
        assert reached(server) == ADDRESSES


async def test_with_no_room_from_the_start_nothing_leaves(sqlite_store: Store, disk: Disk) -> None:
    _, batch = await a_batch(sqlite_store, *THREE)
    disk.is_full = True
    with pytest.raises(CannotUseError, match="its disk is full"):
        await _fill_the_last_pages(sqlite_store)
    with MailServer() as server:
        with pytest.raises(CannotUseError, match="its disk is full"):
            await send(sqlite_store, batch, by_smtp(server))
        assert (reached(server), await states(sqlite_store)) == ([], [Delivery.PLANNED] * 3)


async def _fill_the_last_pages(store: Store) -> None:
    """Small changes, until there is no room for one more in the pages that the file has already."""
    for n in range(1000):
        await store.write(edit_person, person_id=1, note=str(n % 10))
