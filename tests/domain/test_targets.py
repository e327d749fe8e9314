from datetime import date

import pytest

from db.enums import Answer, Category, MeetingState, TargetKind
from db.queries.targets import TargetRow, target_facts
from db.store import Store
from paht_tui.domain.desk import check_in
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.meetings import edit_meeting
from paht_tui.domain.programmes import set_target
from paht_tui.domain.reach import add_report_back, name_focal_point
from paht_tui.domain.targets import Progress, contributed_by, days_to_go, measure_targets, percent_text
from tests.factories import Scene, add, another_meeting, say, the_hague

GOALS: dict[tuple[TargetKind, Category | None], int] = {
    (TargetKind.PEOPLE_REACHED, Category.MP): 100,
    (TargetKind.PEOPLE_REACHED, None): 10,
    (TargetKind.COUNTRIES, None): 15,
    (TargetKind.COUNTRIES, Category.NGO): 2,
    (TargetKind.MEETINGS_HELD, None): 11,
    (TargetKind.REACHED_INDIRECTLY, None): 130,
    (TargetKind.FOCAL_POINTS, None): 4,
}


async def come(store: Store, scene: Scene, person: int, session: int | None = None) -> None:
    (invitation,) = (await store.write(invite_people, meeting_id=scene.meeting, person_ids=[person])).added
    await say(store, invitation, Answer.ACCEPTED)
    await store.write(check_in, invitation_id=invitation, session_id=session or scene.main)


async def two_meetings(store: Store) -> tuple[Scene, Scene]:
    """Adams comes to both, Brown to the second, Clark to the reception only, Dunn to neither."""
    scene = await the_hague(store)
    other = await another_meeting(store, scene)
    adams, clark = await add(store, "Adams"), await add(store, "Clark", country="de")
    brown = await add(store, "Brown", country="bg", category=Category.NGO)
    evans = await add(store, "Evans", country=None)
    for (kind, category), goal in GOALS.items():
        await store.write(
            set_target, programme_id=scene.programme, kind=kind, category=category, goal=goal, label="x"
        )
    for where in (scene, other):
        await come(store, where, adams)
    await come(store, other, brown)
    await come(store, other, evans)
    await come(store, scene, clark, scene.reception)
    await store.write(edit_meeting, meeting_id=scene.meeting, state=MeetingState.HELD)
    for person, country in ((clark, "de"), (adams, "nl"), (brown, "nl")):
        await store.write(name_focal_point, programme_id=scene.programme, person_id=person, country=country)
    await store.write(
        add_report_back,
        programme_id=scene.programme,
        person_id=adams,
        people_reached=65,
        reported_on=date(2012, 3, 1),
    )
    return scene, other


async def test_people_are_counted_once_over_all_meetings(store: Store) -> None:
    scene, _ = await two_meetings(store)
    measured = measure_targets(await store.read(target_facts, programme_id=scene.programme))
    adams, brown, evans, clark = 1, 3, 4, 2
    found = {
        (each.target.kind, each.target.category): (each.people, each.countries, each.meetings, each.percent)
        for each in measured
    }
    assert found == {
        (TargetKind.PEOPLE_REACHED, Category.MP): ((adams, evans), (), (), 2.0),
        (TargetKind.PEOPLE_REACHED, None): ((adams, brown, evans), (), (), 30.0),
        (TargetKind.COUNTRIES, None): ((adams, brown), ("BG", "NL"), (), 13.3),
        (TargetKind.COUNTRIES, Category.NGO): ((brown,), ("BG",), (), 50.0),
        (TargetKind.MEETINGS_HELD, None): ((), (), (scene.meeting,), 9.1),
        (TargetKind.REACHED_INDIRECTLY, None): ((adams,), (), (), 50.0),
        (TargetKind.FOCAL_POINTS, None): ((clark, adams, brown), ("DE", "NL"), (), 50.0),
    }


async def test_what_one_meeting_contributes_is_never_a_figure_of_the_whole_programme(store: Store) -> None:
    scene, other = await two_meetings(store)
    facts = await store.read(target_facts, programme_id=scene.programme)
    reached = {
        meeting: [each and each.reached for each in contributed_by(facts, meeting_id=meeting)]
        for meeting in (scene.meeting, other.meeting)
    }
    assert reached == {
        scene.meeting: [1, 1, 1, 0, None, None, None],
        other.meeting: [2, 3, 2, 1, None, None, None],
    }


@pytest.mark.parametrize(
    ("reached", "goal", "percent", "missing", "text"),
    [(11, 100, 11.0, 89, "11%"), (7, 15, 46.7, 8, "46.7%"), (12, 10, 120.0, 0, "120%"), (0, 3, 0.0, 3, "0%")],
)
def test_how_far_a_target_is(reached: int, goal: int, percent: float, missing: int, text: str) -> None:
    progress = Progress(TargetRow(1, TargetKind.COUNTRIES, None, "countries", goal), reached)
    assert (progress.percent, progress.missing, percent_text(progress.percent)) == (percent, missing, text)


@pytest.mark.parametrize(
    ("starts_on", "days"),
    [(date(2012, 1, 26), 10), (date(2012, 1, 16), 0), (date(2012, 1, 10), -6), (None, None)],
)
def test_how_many_days_a_meeting_is_away(starts_on: date | None, days: int | None) -> None:
    assert days_to_go(starts_on, date(2012, 1, 16)) == days
