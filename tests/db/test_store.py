import asyncio
import sqlite3
import sys
import threading
from contextlib import closing

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.change import Change
from db.errors import CannotUseError, DatabaseBusyError
from db.store import Store
from db.tables import History, Person
from paht_tui.domain.clock import SetClock
from paht_tui.domain.people import add_person
from paht_tui.errors import UserError
from tests.factories import add, another, everything, rows


def names(session: Session) -> list[str]:
    return list(session.scalars(select(Person.family_name).order_by(Person.id)))


async def test_what_a_write_returns_and_what_a_read_finds(store: Store) -> None:
    number = await add(store, "Adams")
    assert (number, await store.read(names)) == (1, ["Adams"])


async def test_a_write_that_fails_keeps_nothing_and_has_no_history(store: Store) -> None:
    def add_and_fail(change: Change) -> None:
        add_person(change, family_name="Adams", emails=["adams@mp.example"])
        raise UserError("No.")

    await add(store, "Brown")
    before = await everything(store), await rows(store, History, "id")
    with pytest.raises(UserError, match="No"):
        await store.write(add_and_fail)
    assert (await everything(store), await rows(store, History, "id")) == before


async def test_a_change_that_is_not_described_is_refused_and_not_kept(store: Store) -> None:
    def nameless(change: Change) -> None:
        change.add(Person(family_name="Adams", full_name="Adams", sort_key="", search_key="", category="mp"))

    with pytest.raises(RuntimeError, match="a change of people was not described"):
        await store.write(nameless)
    assert await store.read(names) == []


async def test_reads_go_on_while_a_write_is_under_way(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(change: Change) -> None:
        add_person(change, family_name="Adams")
        begun.set()
        assert go_on.wait(30)

    writing = asyncio.ensure_future(store.write(slow))
    await asyncio.to_thread(begun.wait, 30)
    seen = await asyncio.gather(*(store.read(names) for _ in range(8)))
    go_on.set()
    await writing
    assert (seen, await store.read(names)) == ([[]] * 8, ["Adams"])


async def test_all_statements_of_a_question_see_one_state_of_the_record(store: Store) -> None:
    asked, written = threading.Event(), threading.Event()

    def twice(session: Session) -> tuple[list[str], list[str]]:
        first = names(session)
        asked.set()
        assert written.wait(30)
        return first, names(session)

    reading = asyncio.ensure_future(store.read(twice))
    await asyncio.to_thread(asked.wait, 30)
    await add(store, "Adams")
    written.set()
    assert await reading == ([], [])


async def test_writes_are_one_after_the_other_and_never_mixed(store: Store) -> None:
    await asyncio.gather(*(add(store, f"Person{number}") for number in range(20)))
    changes = await rows(store, History, "change", "entity")
    assert [entity for _, entity in changes] == ["people", "email_addresses"] * 20
    assert len({change for change, _ in changes}) == 20


def add_after_reading(change: Change) -> None:
    """Reads and then writes what follows from it: two at once must not read the same."""
    number = len(names(change.session))
    add_person(change, family_name=f"Person{number}")


async def test_two_programs_that_write_at_once_lose_nothing(store: Store) -> None:
    async with another(store) as other:
        await asyncio.gather(*(each.write(add_after_reading) for each in (store, other) * 15))
    assert await store.read(names) == [f"Person{number}" for number in range(30)]
    actors = await rows(store, History, "actor")
    assert sorted(actors) == ["ann"] * 15 + ["ben"] * 15


WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from db.store import Store
from tests.db.test_store import add_after_reading

async def main(url, times):
    store = Store(url, clock=lambda: datetime(2012, 1, 16, tzinfo=UTC), actor="process")
    for _ in range(times):
        await store.write(add_after_reading)
    store.close()

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


async def run_writers(url: str, *, processes: int, times: int) -> list[int]:
    words = (sys.executable, "-c", WRITER, url, str(times))
    started = [await asyncio.create_subprocess_exec(*words) for _ in range(processes)]
    try:
        async with asyncio.timeout(60):
            return [await process.wait() for process in started]
    except TimeoutError:
        for process in started:
            process.kill()
        raise


async def test_two_processes_that_write_at_once_lose_nothing(store: Store) -> None:
    url = store.url.render_as_string(hide_password=False)
    assert await run_writers(url, processes=2, times=10) == [0, 0]
    assert await store.read(names) == [f"Person{number}" for number in range(20)]


async def test_programs_that_open_a_new_database_at_once_all_find_it_ready(
    empty_url: str, clock: SetClock
) -> None:
    assert await run_writers(empty_url, processes=3, times=1) == [0, 0, 0]
    store = Store(empty_url, clock=clock, actor="ann")
    assert await store.read(names) == ["Person0", "Person1", "Person2"]
    store.close()


async def test_a_write_that_is_cancelled_under_way_is_finished(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(change: Change) -> None:
        add_person(change, family_name="Adams")
        begun.set()
        assert go_on.wait(30)
        add_person(change, family_name="Brown")

    writing = asyncio.ensure_future(store.write(slow))
    await asyncio.to_thread(begun.wait, 30)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    go_on.set()
    await add(store, "Clark")  # comes after it
    assert await store.read(names) == ["Adams", "Brown", "Clark"]


async def test_a_write_that_is_cancelled_while_it_waits_for_its_turn_is_finished(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(change: Change) -> None:
        begun.set()
        assert go_on.wait(30)

    working = asyncio.ensure_future(store.write(slow))
    await asyncio.to_thread(begun.wait, 30)
    waiting = asyncio.ensure_future(add(store, "Adams"))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    go_on.set()
    await working
    await add(store, "Brown")  # comes after it
    assert await store.read(names) == ["Adams", "Brown"]


async def test_a_write_that_is_cancelled_before_it_was_asked_for_is_absent(store: Store) -> None:
    writing = asyncio.ensure_future(add(store, "Adams"))
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await add(store, "Brown")
    assert await store.read(names) == ["Brown"]


async def test_the_event_loop_goes_on_while_the_database_works(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(change: Change) -> None:
        begun.set()
        assert go_on.wait(30)

    def slow_too(session: Session) -> None:
        assert go_on.wait(30)

    working = asyncio.gather(store.write(slow), *(store.read(slow_too) for _ in range(3)))
    await asyncio.to_thread(begun.wait, 30)
    turns = 0
    for _ in range(1000):
        await asyncio.sleep(0)
        turns += 1
    assert (turns, working.done()) == (1000, False)
    go_on.set()
    await working


async def test_a_writer_that_waits_in_vain_for_another_says_so(
    url: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 1)
    begun, go_on = threading.Event(), threading.Event()

    def slow(change: Change) -> None:
        add_person(change, family_name="Brown")
        begun.set()
        assert go_on.wait(30)

    store = Store(url, clock=clock, actor="ann")
    async with another(store) as other:
        writing = asyncio.ensure_future(other.write(slow))
        await asyncio.to_thread(begun.wait, 30)
        with pytest.raises(DatabaseBusyError) as refused:
            await add(store, "Adams")
        go_on.set()
        await writing
    assert str(refused.value) == (
        "Another program has been writing to the database for 15 seconds, so nothing was recorded: try again."
    )
    assert await store.read(names) == ["Brown"]
    store.close()


async def test_a_database_that_does_not_go_on_is_a_sentence(sqlite_store: Store) -> None:
    path = sqlite_store.url.database
    with closing(sqlite3.connect(str(path))) as other:
        other.execute("DROP TABLE people")
    with pytest.raises(CannotUseError) as refused:
        await sqlite_store.read(names)
    assert str(refused.value) == f"The database {path} cannot be used now: no such table: people."


async def test_a_question_cannot_write(store: Store) -> None:
    def sneak(session: Session) -> None:
        session.execute(update(Person).values(note="sneaked in"))
        session.commit()

    await add(store, "Adams")
    with pytest.raises(CannotUseError, match="cannot be used now: "):
        await store.read(sneak)
    assert await rows(store, Person, "note") == [""]
