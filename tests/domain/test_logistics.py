"""Needs, journeys and nights, and the list of guests that shows them; on both databases."""

from datetime import UTC, date, datetime

import pytest

from db.enums import Answer, Direction, NeedKind, TravelState
from db.queries.logistics import guests
from db.store import Store
from paht_tui.domain.logistics import (
    edit_journey,
    edit_need,
    edit_stay,
    note_journey,
    note_need,
    note_stay,
    remove_journey,
    remove_need,
    remove_stay,
)
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from tests.factories import count_statements, everything, invite, say, the_hague


def _at(day: int, hour: int) -> datetime:
    return datetime(2012, 1, day, hour)  # noqa: DTZ001 - a wall clock in the meeting's zone


async def test_what_is_arranged_stands_with_those_who_come(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben, _ = await invite(store, scene, "Adams", "Brown", "Clark")
    await say(store, ann, Answer.ACCEPTED)
    await say(store, ben, Answer.TENTATIVE)
    need = await store.write(note_need, person_id=1, kind=NeedKind.DIET, text=" halal ")
    journey = await store.write(
        note_journey,
        invitation_id=ann,
        direction=Direction.ARRIVAL,
        carrier="KL 1276",
        departs_at=_at(25, 12),
        arrives_at=_at(25, 14),
    )
    stay = await store.write(
        note_stay,
        invitation_id=ann,
        hotel="Carlton",
        arrives_on=date(2012, 1, 25),
        leaves_on=date(2012, 1, 27),
    )
    first, second = await store.read(guests, meeting_id=scene.meeting)
    assert (first.name, second.name) == ("Adams", "Brown")
    assert [(each.id, each.text) for each in first.needs] == [(need, "halal")]
    assert [(each.id, each.arrives_at) for each in first.journeys] == [
        (journey, datetime(2012, 1, 25, 13, tzinfo=UTC))
    ]
    assert [(each.id, each.nights) for each in first.stays] == [(stay, 2)]
    assert (second.needs, second.journeys, second.stays) == ((), (), ())


async def test_each_is_edited_removed_and_brought_back(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await say(store, ann, Answer.ACCEPTED)
    need = await store.write(note_need, person_id=1, kind=NeedKind.DIET, text="halal")
    journey = await store.write(note_journey, invitation_id=ann, direction=Direction.ARRIVAL)
    stay = await store.write(
        note_stay,
        invitation_id=ann,
        hotel="Carlton",
        arrives_on=date(2012, 1, 25),
        leaves_on=date(2012, 1, 26),
    )
    await store.write(edit_need, need_id=need, kind=NeedKind.ACCESS, text="no stairs")
    await store.write(edit_journey, journey_id=journey, state=TravelState.CANCELLED)
    await store.write(edit_stay, stay_id=stay, leaves_on=date(2012, 1, 28))
    (guest,) = await store.read(guests, meeting_id=scene.meeting)
    assert [(each.kind, each.text) for each in guest.needs] == [(NeedKind.ACCESS, "no stairs")]
    assert [each.state for each in guest.journeys] == [TravelState.CANCELLED]
    assert [each.nights for each in guest.stays] == [3]
    before = await everything(store)
    await store.write(remove_need, need_id=need)
    await store.write(remove_journey, journey_id=journey)
    await store.write(remove_stay, stay_id=stay)
    (guest,) = await store.read(guests, meeting_id=scene.meeting)
    assert (guest.needs, guest.journeys, guest.stays) == ((), (), ())
    for _ in range(3):
        await store.write(undo_last)
    assert await everything(store) == before


async def test_what_cannot_be_is_refused(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    with pytest.raises(UserError, match="Say what is needed"):
        await store.write(note_need, person_id=1, kind=NeedKind.DIET, text=" ")
    with pytest.raises(UserError, match="would arrive before it departs"):
        await store.write(
            note_journey,
            invitation_id=ann,
            direction=Direction.ARRIVAL,
            departs_at=_at(25, 14),
            arrives_at=_at(25, 12),
        )
    with pytest.raises(UserError, match="ends on a later day"):
        await store.write(
            note_stay,
            invitation_id=ann,
            hotel="Carlton",
            arrives_on=date(2012, 1, 25),
            leaves_on=date(2012, 1, 25),
        )


async def test_the_list_costs_the_same_for_one_and_for_many(store: Store) -> None:
    scene = await the_hague(store)
    counts = []
    for names in (("Adams",), tuple(f"Person{number}" for number in range(29))):
        for invitation in await invite(store, scene, *names):
            await say(store, invitation, Answer.ACCEPTED)
        with count_statements(store) as asked:
            await store.read(guests, meeting_id=scene.meeting)
        counts.append(asked.count)
    assert counts[0] == counts[1]
