"""What was changed since somebody was told, and how much of it matters to whom."""

from datetime import timedelta
from typing import Any

import pytest

from db.queries.changed_facts import Changed, facts_changed
from db.store import Store
from paht_tui.domain.clock import SetClock
from paht_tui.domain.meetings import edit_meeting, edit_session
from paht_tui.domain.planning import remove_session
from paht_tui.domain.undo import undo_last
from tests.factories import Scene, the_hague


async def changed(store: Store, clock: SetClock, scene: Scene, *sessions: int) -> Changed:
    """What is another now than an hour ago, of these sessions or of the main one."""
    facts = (await store.read(facts_changed, meeting_ids=(scene.meeting,)))[scene.meeting]
    return facts.since(facts.by(clock() - timedelta(hours=1)), sessions or (scene.main,))


@pytest.mark.parametrize(
    ("values", "weight"),
    [
        ({"alarm_minutes": 30}, Changed.ENTRY),
        ({"title": "Plenary"}, Changed.WORDS),
        ({"place": "Ridderzaal"}, Changed.MOVED),
        ({"place": "Ridderzaal", "title": "Plenary"}, Changed.MOVED),
        ({}, Changed.NOTHING),
    ],
)
async def test_what_is_another_now_weighs_as_much_as_the_heaviest_of_it(
    sqlite_store: Store, clock: SetClock, values: dict[str, Any], weight: Changed
) -> None:
    scene = await the_hague(sqlite_store)
    clock.advance(timedelta(hours=2))
    await sqlite_store.write(edit_session, session_id=scene.main, **values)
    assert await changed(sqlite_store, clock, scene) is weight
    assert await changed(sqlite_store, clock, scene, scene.reception) is Changed.NOTHING
    clock.advance(timedelta(hours=2))
    assert await changed(sqlite_store, clock, scene) is Changed.NOTHING


async def test_what_was_changed_back_holds_and_the_meeting_concerns_all_its_sessions(
    sqlite_store: Store, clock: SetClock
) -> None:
    scene = await the_hague(sqlite_store)
    clock.advance(timedelta(hours=2))
    found = []
    for title in ("Exchange", "Good practice"):
        await sqlite_store.write(edit_meeting, meeting_id=scene.meeting, title=title)
        found.append(await changed(sqlite_store, clock, scene, scene.reception))
    assert found == [Changed.WORDS, Changed.NOTHING]


async def test_a_session_that_is_gone_is_other_words_to_whoever_was_asked_to_it(
    sqlite_store: Store, clock: SetClock
) -> None:
    scene = await the_hague(sqlite_store)
    clock.advance(timedelta(hours=2))
    await sqlite_store.write(remove_session, session_id=scene.reception)
    facts = (await sqlite_store.read(facts_changed, meeting_ids=(scene.meeting,)))[scene.meeting]
    assert facts.gone == {scene.reception}
    assert await changed(sqlite_store, clock, scene, scene.reception) is Changed.WORDS
    assert await changed(sqlite_store, clock, scene) is Changed.NOTHING
    await sqlite_store.write(undo_last)
    assert await changed(sqlite_store, clock, scene, scene.reception) is Changed.NOTHING
