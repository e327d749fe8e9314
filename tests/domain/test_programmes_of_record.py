"""The three other programmes whose reports were found: each fits the record without a special case."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from sqlalchemy import select

from db.change import Change
from db.enums import (
    ActivityType,
    Answer,
    Capacity,
    Category,
    FollowUpKind,
    MeetingState,
    Reach,
    Seat,
)
from db.queries.invitations import list_invitations
from db.queries.meetings import agenda_lines, find_meeting, list_meetings
from db.store import Store
from db.tables import Organisation
from paht_tui.domain.account import MeetingAccount, account_of_meeting
from paht_tui.domain.account_figures import CountryPresence, Substitution
from paht_tui.domain.account_programme import account_of_programme
from paht_tui.domain.answers import record_answer, record_substitute
from paht_tui.domain.clock import SetClock
from paht_tui.domain.desk import check_in
from paht_tui.domain.follow_ups import add_follow_up, finish_follow_up
from paht_tui.domain.invitations import find_invitation, invite_people
from paht_tui.domain.meetings import add_session, create_meeting
from paht_tui.domain.people import add_person
from paht_tui.domain.programmes import create_programme
from paht_tui.domain.reconcile import Figure
from paht_tui.jobs.report import meeting_report, programme_report

WORKSHOP, TRAINING = ActivityType.WORKSHOP, ActivityType.TRAINING
NATIONAL, TRANSNATIONAL = Reach.NATIONAL, Reach.TRANSNATIONAL

# --- the BSPC Working Group on Civil Security: a series with delegations

SERIES = (
    ("Copenhagen", "DK", date(2010, 2, 3), "constitution"),
    ("Stockholm", "SE", date(2010, 4, 8), "national and regional perspectives"),
    ("Oslo", "NO", date(2010, 6, 10), "economic aspects"),
    ("Hamburg", "DE", date(2010, 10, 25), "victims"),
    ("Helsinki", "FI", date(2011, 1, 18), "children"),
    ("Riga", "LV", date(2011, 3, 4), "police, prosecution, court"),
    ("Vilnius", "LT", date(2011, 6, 16), "awareness"),
)
REPORTS = (
    ("Mariehamn", "AX", date(2010, 8, 29), date(2010, 8, 31)),
    ("Helsinki", "FI", date(2011, 8, 28), date(2011, 8, 30)),
)
DELEGATION = (Seat.MEMBER, Seat.SUBSTITUTE, Seat.ADVISOR, Seat.INTERPRETER)


def bspc(change: Change) -> int:
    """The series with its two reports; the delegation of one parliament is invited to the last meeting."""
    programme = create_programme(change, name="BSPC Working Group on Civil Security", short_name="BSPC")
    for number, (city, country, day, focus) in enumerate(SERIES, start=1):
        meeting = create_meeting(
            change,
            programme_id=programme,
            title=f"Meeting {number}",
            activity=ActivityType.WORKING_GROUP,
            zone="Europe/Copenhagen",
            city=city,
            country=country,
            focus=focus,
            number=number,
            starts_on=day,
            state=MeetingState.HELD,
        )
    for city, country, starts, ends in REPORTS:
        create_meeting(
            change,
            programme_id=programme,
            title="Report to the conference",
            activity=ActivityType.CONFERENCE,
            zone="Europe/Helsinki",
            city=city,
            country=country,
            starts_on=starts,
            ends_on=ends,
            state=MeetingState.HELD,
        )
    _invite_delegation(change, meeting)
    return programme


def _invite_delegation(change: Change, meeting: int) -> None:
    session = add_session(
        change,
        meeting_id=meeting,
        title="Meeting",
        starts=datetime(2011, 6, 16, 10),  # noqa: DTZ001 - wall-clock time in the meeting's zone
        ends=datetime(2011, 6, 16, 16),  # noqa: DTZ001
    )
    parliament = "Parliament of Denmark"
    seated: dict[Seat, int] = {}
    for seat in DELEGATION:
        person = add_person(
            change,
            given_name=seat.value.capitalize(),
            family_name="Eksempel",
            category=Category.MP if seat in {Seat.MEMBER, Seat.SUBSTITUTE} else Category.ASSISTANT,
            country="DK",
            organisation=parliament,
        )
        delegation = change.session.scalar(select(Organisation.id).where(Organisation.name == parliament))
        (invitation,) = invite_people(
            change,
            meeting_id=meeting,
            person_ids=[person],
            seat=seat,
            delegation_id=delegation,
            capacity=Capacity.INTERPRETER if seat is Seat.INTERPRETER else Capacity.PARTICIPANT,
        ).added
        record_answer(change, invitation_id=invitation, answer=Answer.ACCEPTED)
        seated[seat] = invitation
    for seat in (Seat.MEMBER, Seat.ADVISOR, Seat.INTERPRETER):
        check_in(change, invitation_id=seated[seat], session_id=session)


async def test_a_series_with_delegations(store: Store) -> None:
    programme = await store.write(bspc)
    meetings = await store.read(list_meetings, programme_id=programme)
    series = [row for row in meetings if row.activity is ActivityType.WORKING_GROUP]
    assert [(row.city, row.country, row.starts_on, row.focus) for row in series] == list(SERIES)
    assert [(row.city, row.starts_on, row.ends_on) for row in meetings if row not in series] == [
        (city, starts, ends) for city, _, starts, ends in REPORTS
    ]
    vilnius = await store.read(find_meeting, text="vilnius")
    rows = await store.read(list_invitations, meeting_id=vilnius.id)
    assert {row.seat for row in rows} == set(DELEGATION)
    assert {row.organisation for row in rows} == {"Parliament of Denmark"}
    account = await store.read(account_of_meeting, meeting_id=vilnius.id, now=store.clock())
    present = sorted(account.people[person].name for person in account.participants.people)
    assert present == ["Advisor Eksempel", "Interpreter Eksempel", "Member Eksempel"]
    assert account.events == len(SERIES) + len(REPORTS)
    seated = await store.read(list_invitations, meeting_id=vilnius.id, text="seat:substitute presence:absent")
    assert [row.name for row in seated] == ["Substitute Eksempel"]
    assert await store.read(agenda_lines, meeting_id=vilnius.id) == ()
    assert "This was the seventh of 9 events" in await meeting_report(store, vilnius.id)


# --- TRM-II: a programme reported by type of activity

ACTIVITIES: tuple[tuple[ActivityType, Reach | None, int, int, int], ...] = (
    (WORKSHOP, NATIONAL, 14, 400, 400),
    (WORKSHOP, TRANSNATIONAL, 7, 210, 210),
    (TRAINING, NATIONAL, 23, 800, 800),
    (TRAINING, TRANSNATIONAL, 2, 70, 70),
    (ActivityType.STUDY_VISIT, None, 7, 50, 50),
    (ActivityType.COORDINATORS_MEETING, None, 8, 80, 120),
    (ActivityType.SEMINAR, Reach.REGIONAL, 6, 700, 700),
)
PRINTED = 2245
"""The total of the printed table, which counts the eight coordinators' meetings as one."""


def shares(total: int, parts: int) -> list[int]:
    """A head count over some meetings, as evenly as it goes."""
    return [total * (part + 1) // parts - total * part // parts for part in range(parts)]


def trm(change: Change) -> int:
    """Each event with its head count; nobody is known by name."""
    programme = create_programme(change, name="TRM-II", short_name="TRM-II", run_by="ICMPD")
    for activity, reach, events, low, high in ACTIVITIES:
        for counted in zip(shares(low, events), shares(high, events), strict=True):
            create_meeting(
                change,
                programme_id=programme,
                title="Event",
                activity=activity,
                reach=reach,
                zone="Europe/Vienna",
                state=MeetingState.HELD,
                counted=counted,
            )
    return programme


async def test_a_programme_reported_by_type_of_activity_has_a_total_that_is_computed(store: Store) -> None:
    programme = await store.write(trm)
    account = await store.read(account_of_programme, programme_id=programme)
    assert [
        (each.activity, each.reach, len(each.held), each.low, each.high) for each in account.activities
    ] == list(ACTIVITIES)
    assert (account.held, account.low, account.high) == (67, 2310, 2350)
    assert not account.low <= PRINTED <= account.high
    ngc = next(each for each in account.activities if each.activity is ActivityType.COORDINATORS_MEETING)
    assert {(each.low, each.high) for each in ngc.held} == {(10, 15)}
    text = await programme_report(store, programme)
    assert "| National workshops | 14 | 0 | 400 |\n" in text
    assert "| Coordinators' meetings | 8 | 0 | 80 to 120 |\n" in text
    assert "| TOTAL | 67 | 0 | 2310 to 2350 |\n" in text


# --- the Brdo process: coordinators or their representatives

COORDINATORS = ("AL", "BA", "BG", "HR", "MK", "MD", "ME", "RO", "RS", "SI")
LETTER = "invite the EU anti-trafficking coordinator: letter co-signed by Slovenia and Bosnia and Herzegovina"


def brdo(change: Change) -> tuple[int, int]:
    """Sofia and the next meeting; nine of ten countries come, Croatia by a substitute, Moldova does not."""
    programme = create_programme(change, name="SEE National Anti-Trafficking Coordinators", short_name="NATC")
    sofia, sarajevo = (
        create_meeting(
            change,
            programme_id=programme,
            title="Meeting of the coordinators",
            activity=ActivityType.COORDINATORS_MEETING,
            zone=zone,
            city=city,
            country=country,
            starts_on=day,
            ends_on=last,
        )
        for city, country, zone, day, last in (
            ("Sofia", "BG", "Europe/Sofia", date(2013, 3, 11), date(2013, 3, 12)),
            ("", "BA", "Europe/Sarajevo", date(2013, 9, 1), None),
        )
    )
    sessions = [
        add_session(
            change,
            meeting_id=sofia,
            title=f"Day {day - 10}",
            starts=datetime(2013, 3, day, 9),  # noqa: DTZ001 - wall-clock time in the meeting's zone
            ends=datetime(2013, 3, day, 17),  # noqa: DTZ001
        )
        for day in (11, 12)
    ]
    coming = [_coming(change, sofia, country) for country in COORDINATORS if country != "MD"]
    invite_people(change, meeting_id=sofia, person_ids=[_coordinator(change, "MD")])
    _check_in(change, sessions, coming)
    add_follow_up(
        change,
        kind=FollowUpKind.NEXT_STEP,
        text=LETTER,
        meeting_id=sofia,
        due_at=datetime.fromisoformat("2013-06-01T00:00+02:00"),
    )
    return sofia, sarajevo


def _coordinator(change: Change, country: str, given_name: str = "Coordinator") -> int:
    return add_person(
        change,
        given_name=given_name,
        family_name=f"Primer {country}",
        category=Category.OFFICIAL,
        country=country,
    )


def _coming(change: Change, meeting: int, country: str) -> int:
    person = _coordinator(change, country)
    (invitation,) = invite_people(change, meeting_id=meeting, person_ids=[person]).added
    if country == "HR":
        substitute = _coordinator(change, country, "Representative")
        return record_substitute(change, invitation_id=invitation, substitute_id=substitute)
    record_answer(change, invitation_id=invitation, answer=Answer.ACCEPTED)
    return invitation


def _check_in(change: Change, sessions: Sequence[int], invitations: Sequence[int]) -> None:
    for session in sessions:
        for invitation in invitations:
            check_in(change, invitation_id=invitation, session_id=session)


@pytest.fixture
async def sofia(store: Store) -> MeetingAccount:
    meeting, _ = await store.write(brdo)
    return await store.read(account_of_meeting, meeting_id=meeting, now=store.clock())


async def test_ten_countries_nine_represented_one_by_a_substitute_whose_name_is_kept(
    sofia: MeetingAccount,
) -> None:
    assert [each.country for each in sofia.countries] == sorted(COORDINATORS)
    assert [each.country for each in sofia.countries if not each.present.people] == ["MD"]
    (croatia,) = (each for each in sofia.countries if each.substitutes.people)
    (substitute,) = sofia.substitutions
    assert substitute == Substitution(
        person_id=substitute.person_id,
        name="Representative Primer HR",
        replaced="Coordinator Primer HR",
        country="HR",
    )
    came = Figure((substitute.person_id,))
    assert croatia == CountryPresence("HR", croatia.invited, present=came, substitutes=came)
    assert croatia.invited.count == 2
    assert sofia.participants.count == 9


async def test_the_next_step_is_tracked_to_the_next_meeting(store: Store, clock: SetClock) -> None:
    sofia, sarajevo = await store.write(brdo)
    account = await store.read(account_of_meeting, meeting_id=sofia, now=clock())
    (step,) = account.next_steps
    assert (step.text, step.done_at) == (LETTER, None)
    clock.at = datetime.fromisoformat("2013-06-03T10:00+00:00")
    assert f"Agreed at the meeting before: {LETTER}: still open." in await meeting_report(store, sarajevo)
    await store.write(finish_follow_up, follow_up_id=step.id)
    assert f"Agreed at the meeting before: {LETTER}: done on 3 June 2013." in await meeting_report(
        store, sarajevo
    )


async def test_one_person_is_once_on_the_list_also_as_a_substitute(store: Store) -> None:
    sofia, _ = await store.write(brdo)
    rows = await store.read(list_invitations, meeting_id=sofia, text="representative")
    found = await store.read(find_invitation, meeting_id=sofia, person_id=rows[0].person_id)
    assert [(row.id, row.substitute_for, row.answer) for row in rows] == [
        (found, "Coordinator Primer HR", Answer.ACCEPTED)
    ]
