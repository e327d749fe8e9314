from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

from db.enums import ActivityType, Answer, Category, FollowUpKind, Reason, TargetKind
from db.errors import RecordError
from db.store import Store
from paht_tui.domain.account import MeetingAccount, account_of_meeting
from paht_tui.domain.account_figures import CountryPresence, Group, InvitationFigures, Substitution
from paht_tui.domain.account_programme import account_of_programme
from paht_tui.domain.answers import Said, record_substitute
from paht_tui.domain.clock import SetClock
from paht_tui.domain.desk import check_in, mark_absent
from paht_tui.domain.follow_ups import add_follow_up, finish_follow_up
from paht_tui.domain.invitations import find_invitation, invite_people
from paht_tui.domain.meetings import create_meeting, edit_meeting, open_doors
from paht_tui.domain.programmes import set_target
from paht_tui.domain.reconcile import Figure
from tests.factories import Scene, add, count_statements, invite, say, the_hague


async def account_of(store: Store, scene: Scene) -> MeetingAccount:
    return await store.read(account_of_meeting, meeting_id=scene.meeting, now=store.clock())


async def plan(store: Store, scene: Scene, city: str, *, month: int) -> int:
    """Another meeting of the programme."""
    return await store.write(
        create_meeting,
        programme_id=scene.programme,
        title="Seminar",
        activity=ActivityType.SEMINAR,
        zone="Europe/Rome",
        city=city,
        starts_on=date(2012, month, 22),
    )


async def come(store: Store, scene: Scene, *invitations: int) -> None:
    for invitation in invitations:
        await say(store, invitation, Answer.ACCEPTED)
    for invitation in invitations:
        await store.write(check_in, invitation_id=invitation, session_id=scene.main)


def figures(value: Any) -> list[Figure]:
    """Every figure of an account, wherever it stands."""
    if isinstance(value, Figure):
        return [value]
    if is_dataclass(value) and not isinstance(value, type):
        return [found for each in fields(value) for found in figures(getattr(value, each.name))]
    if isinstance(value, tuple):
        return [found for each in value for found in figures(each)]
    return []


async def test_the_funnel_in_people(store: Store) -> None:
    scene = await the_hague(store)
    people = [await add(store, name) for name in ("Adams", "Brown", "Cole", "Dunn", "Eyre", "Ford")]
    invited = await store.write(invite_people, meeting_id=scene.meeting, person_ids=people)
    ann, ben, cora, dan, eve, _ = invited.added
    await say(store, ann, Answer.ACCEPTED)
    await say(store, ben, Answer.ACCEPTED)
    await say(store, ben, Answer.WITHDRAWN, Said(reason=Reason.ILLNESS))
    await say(store, cora, Answer.DECLINED)
    await say(store, dan, Answer.TENTATIVE)
    substitute = await add(store, "Gray")
    await store.write(record_substitute, invitation_id=eve, substitute_id=substitute)
    theirs = await store.read(find_invitation, meeting_id=scene.meeting, person_id=substitute)
    assert theirs is not None
    await store.write(check_in, invitation_id=ann, session_id=scene.main)
    await store.write(check_in, invitation_id=theirs, session_id=scene.main)
    account = await account_of(store, scene)
    b, c, d, e = (Figure((person,)) for person in people[1:5])
    everybody = Figure((*people, substitute))
    assert account.invitations == InvitationFigures(
        on_list=everybody,
        invited=Figure(()),
        answered=Figure((*people[:5], substitute)),
        accepted=Figure((people[0], substitute)),
        tentative=d,
        declined=c,
        delegated=e,
        withdrew=b,
        present=Figure((people[0], substitute)),
    )
    assert account.withdrew == (Group(Category.MP, "NL", b, ((Reason.ILLNESS, b),)),)
    assert account.substitutions == (Substitution(substitute, "Gray", "Eyre", "NL"),)
    assert account.countries == (
        CountryPresence("NL", everybody, Figure((people[0], substitute)), Figure((substitute,))),
    )
    assert account.participants == Figure((people[0], substitute))


async def test_confirmed_and_did_not_come_by_category_and_country_with_the_reasons(store: Store) -> None:
    scene = await the_hague(store)
    people = [
        await add(store, "Adams"),
        await add(store, "Brown"),
        await add(store, "Cole", country="gb"),
        await add(store, "Dunn", category=Category.NGO, country=None),
        await add(store, "Eyre"),
    ]
    invited = (await store.write(invite_people, meeting_id=scene.meeting, person_ids=people)).added
    for invitation in invited:
        await say(store, invitation, Answer.ACCEPTED)
    await store.write(check_in, invitation_id=invited[4], session_id=scene.main)
    await store.write(open_doors, session_id=scene.main)
    for invitation, reason in ((invited[0], Reason.NO_NOTICE), (invited[3], Reason.WEATHER)):
        await store.write(mark_absent, session_id=scene.main, invitation_ids=[invitation], reason=reason)
    adams, brown, cole, dunn = (Figure((person,)) for person in people[:4])
    assert (await account_of(store, scene)).did_not_come == (
        Group(Category.MP, "GB", cole, ((None, cole),)),
        Group(Category.MP, "NL", Figure((people[0], people[1])), ((None, brown), (Reason.NO_NOTICE, adams))),
        Group(Category.NGO, None, dunn, ((Reason.WEATHER, dunn),)),
    )


async def test_who_was_at_the_reception_only_took_part_in_nothing_that_counts(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await say(store, ann, Answer.ACCEPTED)
    await store.write(check_in, invitation_id=ann, session_id=scene.reception)
    account = await account_of(store, scene)
    assert account.participants == Figure(())
    assert [len(each.outcome.here) for each in (*account.main, *account.side)] == [0, 1]


async def test_what_a_meeting_contributes_and_what_the_programme_reached_count_people_once(
    store: Store,
) -> None:
    scene = await the_hague(store)
    for kind, goal in ((TargetKind.PEOPLE_REACHED, 100), (TargetKind.COUNTRIES, 15)):
        await store.write(
            set_target,
            programme_id=scene.programme,
            kind=kind,
            goal=goal,
            label=kind.value,
            category=Category.MP,
        )
    await store.write(
        set_target, programme_id=scene.programme, kind=TargetKind.FOCAL_POINTS, goal=8, label="focal points"
    )
    await come(store, scene, *await invite(store, scene, "Adams", "Brown"))
    members, countries, focal_points = (await account_of(store, scene)).targets
    assert members.here is not None
    assert (members.here.reached, members.here.percent, members.programme.reached) == (2, 2.0, 2)
    assert countries.here is not None
    assert (countries.here.countries, countries.here.percent) == (("NL",), 6.7)
    assert (focal_points.here, focal_points.programme.reached) == (None, 0)


async def test_what_was_agreed_is_tracked_to_the_next_meeting(store: Store, clock: SetClock) -> None:
    scene = await the_hague(store)
    later = await plan(store, scene, "Rome", month=3)
    await store.write(edit_meeting, meeting_id=scene.meeting, starts_on=clock().date())
    step = await store.write(
        add_follow_up, kind=FollowUpKind.NEXT_STEP, text="draft a letter", meeting_id=scene.meeting
    )
    await store.write(
        add_follow_up, kind=FollowUpKind.OFFER, text="rooms", meeting_id=scene.meeting, country="IT"
    )
    first = await account_of(store, scene)
    assert [(row.text, row.done_at) for row in first.next_steps] == [("draft a letter", None)]
    assert [(row.text, row.country) for row in first.offers] == [("rooms", "IT")]
    assert [row.id for row in first.next_meetings] == [later]
    await store.write(finish_follow_up, follow_up_id=step)
    second = await store.read(account_of_meeting, meeting_id=later, now=clock())
    assert [(row.text, row.done_at) for row in second.earlier_steps] == [("draft a letter", clock())]
    assert (second.next_steps, second.next_meetings) == ((), ())


async def test_who_of_those_who_came_named_people_for_other_meetings(store: Store) -> None:
    scene = await the_hague(store)
    people = [await add(store, name) for name in ("Adams", "Brown", "Cole", "Dunn")]
    ann, ben, cora, dan = people
    invited = (await store.write(invite_people, meeting_id=scene.meeting, person_ids=[ann, ben])).added
    await come(store, scene, invited[0])
    rome = await plan(store, scene, "Rome", month=3)
    for named, referrer in ((cora, ann), (dan, ben)):
        await store.write(invite_people, meeting_id=rome, person_ids=[named], referred_by_id=referrer)
    account = await account_of(store, scene)
    assert [(each.person_id, each.named) for each in account.referrals] == [(ann, Figure((cora,)))]
    assert [row.city for each in account.referrals for row in each.meetings] == ["Rome"]
    assert account.people[cora].name == "Cole"


async def test_everybody_behind_any_figure_is_known_by_name(store: Store) -> None:
    scene = await the_hague(store)
    await come(store, scene, *await invite(store, scene, "Adams", "Brown"))
    account = await account_of(store, scene)
    behind = {person for figure in figures(account) for person in figure.people}
    assert behind == account.people.keys()


@pytest.mark.parametrize("some", [1, 30])
async def test_an_account_costs_the_same_number_of_queries_however_many_were_invited(
    store: Store, some: int
) -> None:
    scene = await the_hague(store)
    await come(store, scene, *await invite(store, scene, *(f"Member{number}" for number in range(some))))
    with count_statements(store) as asked:
        account = await account_of(store, scene)
    assert (account.participants.count, asked.count) == (some, 16)


@pytest.mark.parametrize("some", [1, 30])
async def test_the_account_of_a_programme_costs_the_same_number_of_queries_for_many_meetings(
    store: Store, some: int
) -> None:
    scene = await the_hague(store)
    for number in range(some):
        await plan(store, scene, f"City {number}", month=3)
    with count_statements(store) as asked:
        account = await store.read(account_of_programme, programme_id=scene.programme)
    assert (sum(len(each.to_come) for each in account.activities), asked.count) == (some + 1, 7)


async def test_what_is_not_there_has_no_account(store: Store) -> None:
    with pytest.raises(RecordError, match="There is no meeting number 7"):
        await store.read(account_of_meeting, meeting_id=7, now=store.clock())
    with pytest.raises(RecordError, match="There is no programme number 7"):
        await store.read(account_of_programme, programme_id=7)
