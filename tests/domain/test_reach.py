from datetime import date

import pytest

from db.queries.history import timeline
from db.queries.reach import FocalPointRow, ReportBackRow, list_focal_points, list_report_backs
from db.queries.targets import target_facts
from db.store import Store
from db.tables import FocalPoint, ReportBack
from paht_tui.domain.reach import (
    add_report_back,
    edit_report_back,
    name_focal_point,
    remove_focal_point,
    remove_report_back,
)
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from tests.factories import Scene, add, everything, rows, the_hague

DAY = date(2012, 3, 1)


async def told(store: Store, scene: Scene, person: int, number: int) -> int:
    return await store.write(
        add_report_back,
        programme_id=scene.programme,
        person_id=person,
        people_reached=number,
        reported_on=DAY,
        meeting_id=scene.meeting,
        audience=" committee ",
    )


async def test_who_told_others(store: Store) -> None:
    scene, adams = await the_hague(store), await add(store, "Adams")
    first, second = [await told(store, scene, adams, number) for number in (40, 25)]
    title = "Good practice"
    found = await store.read(list_report_backs, programme_id=scene.programme)
    assert [(row.id, row.name, row.people_reached, row.audience, row.meeting) for row in found] == [
        (second, "Adams", 25, "committee", title),
        (first, "Adams", 40, "committee", title),
    ]
    facts = await store.read(target_facts, programme_id=scene.programme)
    assert facts.report_backs == ((adams, 40), (adams, 25))
    assert await store.read(list_report_backs, person_id=adams + 1) == ()


async def test_a_report_is_put_right_and_undone(store: Store) -> None:
    scene, adams = await the_hague(store), await add(store, "Adams")
    number = await told(store, scene, adams, 40)
    await store.write(edit_report_back, report_back_id=number, people_reached=4, reported_on=date(2012, 3, 2))
    assert await store.read(list_report_backs, person_id=adams) == (
        ReportBackRow(
            number, scene.programme, adams, "Adams", "NL", 4, "", date(2012, 3, 2), None, None, None
        ),
    )
    await store.write(undo_last)
    assert await rows(store, ReportBack, "people_reached", "meeting_id") == [(40, scene.meeting)]
    assert (await store.read(timeline, person_id=adams, limit=1))[0].summary == (
        "Undone: Adams reported back to 4"
    )


async def test_a_report_is_removed_and_brought_back(store: Store) -> None:
    scene, adams = await the_hague(store), await add(store, "Adams")
    number = await told(store, scene, adams, 40)
    await store.write(remove_report_back, report_back_id=number)
    assert await rows(store, ReportBack, "id") == []
    await store.write(undo_last)
    assert await rows(store, ReportBack, "id", "people_reached") == [(number, 40)]


@pytest.mark.parametrize("number", [0, -3])
async def test_who_told_nobody_has_not_reported(sqlite_store: Store, number: int) -> None:
    scene, adams = await the_hague(sqlite_store), await add(sqlite_store, "Adams")
    before = await everything(sqlite_store)
    with pytest.raises(UserError, match="How many were told is a number above zero"):
        await told(sqlite_store, scene, adams, number)
    assert await everything(sqlite_store) == before


async def test_a_focal_point_named_again_is_named_once(store: Store) -> None:
    scene, adams = await the_hague(store), await add(store, "Adams")
    for country, since in (("nl", None), ("be", date(2012, 1, 1))):
        await store.write(
            name_focal_point, programme_id=scene.programme, person_id=adams, country=country, since=since
        )
    [found] = await store.read(list_focal_points, programme_id=scene.programme)
    assert found == FocalPointRow(
        found.id, scene.programme, found.programme, adams, "Adams", "BE", date(2012, 1, 1)
    )


async def test_who_is_no_longer_a_focal_point_is_one_again_after_undo(store: Store) -> None:
    scene, adams = await the_hague(store), await add(store, "Adams")
    number = await store.write(name_focal_point, programme_id=scene.programme, person_id=adams, country="nl")
    await store.write(remove_focal_point, focal_point_id=number)
    assert await rows(store, FocalPoint, "id") == []
    await store.write(undo_last)
    assert await rows(store, FocalPoint, "id", "person_id", "country") == [(number, adams, "NL")]


async def test_what_is_gone_is_refused_with_a_sentence(sqlite_store: Store) -> None:
    await the_hague(sqlite_store)
    with pytest.raises(UserError, match="This report is no longer in the record"):
        await sqlite_store.write(remove_report_back, report_back_id=7)
    with pytest.raises(UserError, match="This focal point is no longer in the record"):
        await sqlite_store.write(remove_focal_point, focal_point_id=7)
