import pytest

from db.queries.people import people_by_id
from db.store import Store
from tests.factories import add


async def test_people_are_in_one_order_however_many_statements_ask_for_them(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [await add(store, name) for name in ("Dunn", "Adams", "Clark", "Brown", "Eden")]
    monkeypatch.setattr("db.queries.people.AT_ONCE", 2)
    found = await store.read(people_by_id, ids=tuple(numbers[:4]))
    assert [row.name for row in found] == ["Adams", "Brown", "Clark", "Dunn"]
