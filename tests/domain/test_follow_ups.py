from datetime import timedelta

import pytest

from db.enums import FollowUpKind
from db.queries.today import FollowUpRow, follow_ups
from db.store import Store
from db.tables import FollowUp, History
from paht_tui.domain.clock import SetClock
from paht_tui.domain.follow_ups import add_follow_up, finish_follow_up
from paht_tui.errors import UserError
from tests.conftest import NOON
from tests.factories import add, rows, the_hague


async def test_what_remains_to_be_done_stands_in_the_order_in_which_it_is_due(store: Store) -> None:
    scene = await the_hague(store)
    adams = await add(store, "Adams")
    for text, due_at in (("some day", None), ("later", NOON + timedelta(days=2)), ("now", NOON)):
        await store.write(
            add_follow_up,
            kind=FollowUpKind.TASK,
            text=text,
            due_at=due_at,
            person_id=adams if text == "now" else None,
            meeting_id=scene.meeting,
        )
    found = await store.read(follow_ups)
    assert [row.text for row in found] == ["now", "later", "some day"]
    assert found[0] == FollowUpRow(
        3, FollowUpKind.TASK, "now", NOON, None, scene.meeting, adams, "Adams", "NL"
    )


async def test_a_step_agreed_by_a_country_keeps_that_country(store: Store) -> None:
    scene = await the_hague(store)
    await store.write(
        add_follow_up, kind=FollowUpKind.OFFER, text="host", meeting_id=scene.meeting, country="BG"
    )
    offers = await store.read(follow_ups, kinds=(FollowUpKind.OFFER,))
    assert [(row.text, row.name, row.country) for row in offers] == [("host", None, "BG")]


async def test_done_twice_is_done_once(store: Store, clock: SetClock) -> None:
    adams = await add(store, "Adams")
    number = await store.write(add_follow_up, kind=FollowUpKind.TASK, text="write", person_id=adams)
    for _ in range(2):
        await store.write(finish_follow_up, follow_up_id=number)
        clock.advance(timedelta(hours=1))
    assert await rows(store, FollowUp, "done_at") == [NOON]
    assert (await rows(store, History, "verb"))[-2:] == ["follow_up.added", "follow_up.done"]
    assert await store.read(follow_ups) == ()


async def test_something_to_do_belongs_to_somebody_or_something(sqlite_store: Store) -> None:
    with pytest.raises(UserError, match="A follow-up belongs to a person or to a meeting"):
        await sqlite_store.write(add_follow_up, kind=FollowUpKind.TASK, text="write")


async def test_what_is_gone_cannot_be_done(sqlite_store: Store) -> None:
    with pytest.raises(UserError, match="This follow-up is no longer on the list"):
        await sqlite_store.write(finish_follow_up, follow_up_id=7)
