from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from db.change import Change
from db.store import Store
from db.tables import FollowUp, Person
from paht_tui.domain.people import edit_person
from tests.factories import add, rows


def follow_up(change: Change, due_at: datetime) -> None:
    change.describe("test", "Test")
    change.add(FollowUp(kind="task", due_at=due_at))


async def test_an_instant_of_any_zone_comes_back_in_utc(store: Store) -> None:
    noon_there = datetime(2012, 7, 1, 12, 0, 0, 123456, tzinfo=ZoneInfo("Europe/Amsterdam"))
    await store.write(follow_up, noon_there)
    (found,) = await rows(store, FollowUp, "due_at")
    assert (found, found.tzinfo) == (datetime(2012, 7, 1, 10, 0, 0, 123456, tzinfo=UTC), UTC)


async def test_a_naive_time_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="an instant needs a zone"):
        await store.write(follow_up, datetime(2012, 7, 1, 12, 0))  # noqa: DTZ001 - what is refused
    assert await rows(store, FollowUp, "due_at") == []


async def test_a_value_of_a_closed_list_is_stored_as_its_word(store: Store) -> None:
    def ask(session: Session) -> list[str]:
        return list(session.scalars(text("SELECT category FROM people")))

    await add(store, "Adams")
    assert await store.read(ask) == ["mp"]


async def test_a_number_is_never_given_twice(store: Store) -> None:
    def remove(change: Change, number: int) -> None:
        change.describe("test", "Test")
        change.remove(change.session.get_one(Person, number))

    first = await add(store, "Adams")
    await store.write(remove, first)
    assert await add(store, "Brown") == first + 1


async def test_the_written_name_keeps_every_script(store: Store) -> None:
    number = await add(store, "Параскевова-Żółć")
    await store.write(edit_person, person_id=number, given_name="Ελένη")
    assert await rows(store, Person, "full_name") == ["Ελένη Параскевова-Żółć"]
