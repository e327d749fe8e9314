"""The script of the sample, first part: the programme, its eleven events, its people, its lists."""

from datetime import date, datetime
from functools import partial

from db.change import Change
from db.enums import (
    ActivityType,
    AgendaRole,
    Capacity,
    Category,
    FollowUpKind,
    MeetingState,
    Reach,
    TargetKind,
)
from paht_tui.domain.follow_ups import add_follow_up
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.meetings import add_agenda_item, add_session, create_meeting, edit_meeting
from paht_tui.domain.offices import add_assistant, add_office
from paht_tui.domain.programmes import create_programme, set_target
from paht_tui.domain.templates import add_default_templates
from paht_tui.jobs.demo import people
from paht_tui.jobs.demo.stage import Act, Cast, on
from paht_tui.jobs.demo.texts import AGENDA, THEME

_MP = Category.MP
_TARGETS = (
    (TargetKind.PEOPLE_REACHED, 100, "parliamentarians reached directly", _MP),
    (TargetKind.COUNTRIES, 15, "countries", _MP),
    (TargetKind.REACHED_INDIRECTLY, 1000, "people reached indirectly", None),
    (TargetKind.FOCAL_POINTS, 8, "national parliaments with a focal point", None),
    (TargetKind.MEETINGS_HELD, 11, "events held", None),
)
_LATER = (
    ("London", "GB", "Europe/London"),
    ("Berlin", "DE", "Europe/Berlin"),
    ("Bucharest", "RO", "Europe/Bucharest"),
    ("Sofia", "BG", "Europe/Sofia"),
    ("Lisbon", "PT", "Europe/Lisbon"),
    ("", None, "Europe/London"),
    ("", None, "Europe/London"),
)
_FOR_ROME = (*people.keys("travel"), "ion", "elena", "tiago", "nikos")


def planning() -> list[Act]:
    """From the start of the programme to the list of Rome."""
    return [
        Act(on("2011-11-07", "10:00"), _start_programme),
        *(Act(on("2011-11-07", "10:10"), partial(_set_target, target=target)) for target in _TARGETS),
        Act(on("2011-11-07", "10:20"), lambda change, _: add_default_templates(change)),
        *(Act(on("2011-11-07", "10:30"), partial(_plan_event, number=number)) for number in range(1, 5)),
        *(Act(on("2011-11-07", "10:40"), partial(_plan_later, place=place)) for place in _LATER),
        *(
            Act(on("2011-11-08", "09:00"), partial(people.add, who=who))
            for who in people.everybody()
            if who.group != "referred"
        ),
        Act(on("2011-11-08", "11:00"), _note_office),
        Act(on("2011-11-08", "11:05"), partial(_note_assistant, assistant="dana", member="ion")),
        Act(on("2011-11-08", "11:10"), partial(_note_assistant, assistant="mihai", member="elena")),
        Act(on("2011-12-01", "10:00"), partial(_add_main, slug="the-hague")),
        Act(on("2011-12-01", "10:05"), _add_reception),
        Act(on("2011-12-01", "10:10"), _confirm),
        *_lists(),
        Act(on("2012-01-12", "17:00"), partial(_add_main, slug="rome")),
        Act(on("2012-01-12", "17:05"), partial(_add_main, slug="warsaw")),
        Act(on("2012-01-13", "16:00"), _list_for_rome),
        Act(on("2012-01-13", "16:10"), _note_rome),
        *(Act(on("2012-01-12", "15:00"), partial(_add_item, number=number)) for number in range(len(AGENDA))),
    ]


def _start_programme(change: Change, cast: Cast) -> None:
    cast.programme = create_programme(
        change,
        name="Parliamentarians against Human Trafficking",
        short_name="PAHT",
        description="Two years from 2011: 11 events in 8 cities.",
        funder="European Commission, Tudor Trust",
        run_by="Human Trafficking Foundation, ECPAT UK, Asociata High Level Group for Children",
    )


def _set_target(change: Change, cast: Cast, *, target: tuple[TargetKind, int, str, Category | None]) -> None:
    kind, goal, label, category = target
    set_target(change, programme_id=cast.programme, kind=kind, goal=goal, label=label, category=category)


def _plan_event(change: Change, cast: Cast, *, number: int) -> None:
    """The events that the documents describe, the first without day and city."""
    seminar, regional = ActivityType.SEMINAR, Reach.REGIONAL
    slug, title, activity, reach, city, country, zone, day, focus = {
        1: ("first", "Inaugural seminar", seminar, None, "", None, "Europe/London", None, ""),
        2: (
            *("the-hague", "Good Practice Exchange", ActivityType.GOOD_PRACTICE_EXCHANGE, None),
            *("The Hague", "NL", "Europe/Amsterdam", date(2012, 1, 26), THEME),
        ),
        3: (
            *("rome", "Regional seminar", seminar, regional, "Rome", "IT", "Europe/Rome"),
            *(date(2012, 3, 22), "legislation on the protection of victims"),
        ),
        4: (
            *("warsaw", "Seminar", seminar, None, "Warsaw", "PL", "Europe/Warsaw"),
            *(date(2012, 4, 18), "the national referral mechanism (NRM)"),
        ),
    }[number]
    cast.meetings[slug] = create_meeting(
        change,
        programme_id=cast.programme,
        title=title,
        activity=activity,
        reach=reach,
        zone=zone,
        city=city,
        country=country,
        number=number,
        focus=focus,
        starts_on=day,
        state=MeetingState.HELD if number == 1 else MeetingState.PLANNED,
    )


def _plan_later(change: Change, cast: Cast, *, place: tuple[str, str | None, str]) -> None:
    city, country, zone = place
    create_meeting(
        change,
        programme_id=cast.programme,
        title=f"Event in {city}" if city else "Event, city open",
        activity=ActivityType.OTHER,
        zone=zone,
        city=city,
        country=country,
    )


def _note_office(change: Change, cast: Cast) -> None:
    add_office(
        change,
        name="Büro Beispiel und Muster",
        member_ids=[cast.people[key] for key in ("jana", "karl", "petra")],
        organisation="Sample Group of Members Berlin",
        zone="Europe/Berlin",
        ask_for="Frau Muster",
        emails=("buero@de.example",),
        phones=(("+49 30 0000 0001", "office (no real number)"),),
    )


def _note_assistant(change: Change, cast: Cast, *, assistant: str, member: str) -> None:
    add_assistant(
        change,
        member_id=cast.people[member],
        assistant_id=cast.people[assistant],
        role="assistant",
        may_answer=True,
    )


def _add_main(change: Change, cast: Cast, *, slug: str) -> None:
    """The session that counts; of the later events only the day is known."""
    all_day = slug != "the-hague"
    day = {"the-hague": "2012-01-26", "rome": "2012-03-22", "warsaw": "2012-04-18"}[slug]
    until = {"the-hague": "2012-01-26T17:00", "rome": "2012-03-23", "warsaw": "2012-04-19"}[slug]
    cast.sessions[slug] = add_session(
        change,
        meeting_id=cast.meetings[slug],
        title="Seminar" if all_day else "Main session",
        starts=datetime.fromisoformat(day if all_day else f"{day}T09:30"),
        ends=datetime.fromisoformat(until),
        all_day=all_day,
        place="" if all_day else "Assembly Room, Senate, Parliament of the Netherlands",
        address="" if all_day else "Binnenhof 22, 2513 AA Den Haag",
        uid=f"{slug}-2012@htf.example",
    )


def _add_reception(change: Change, cast: Cast) -> None:
    cast.sessions["reception"] = add_session(
        change,
        meeting_id=cast.meetings["the-hague"],
        title="Networking reception",
        starts=datetime.fromisoformat("2012-01-25T18:30"),
        ends=datetime.fromisoformat("2012-01-25T20:30"),
        place="Carlton Ambassador Hotel",
        address="Sophialaan 2, 2514 JP The Hague",
        counts=False,
        uid="the-hague-reception-2012@htf.example",
    )


def _confirm(change: Change, cast: Cast) -> None:
    edit_meeting(
        change,
        meeting_id=cast.meetings["the-hague"],
        state=MeetingState.CONFIRMED,
        venue="Assembly Room, Senate, Parliament of the Netherlands",
        venue_address="Binnenhof 22, 2513 AA Den Haag",
    )


def _lists() -> list[Act]:
    """One act for each capacity and set of sessions: that is how a list is filled by hand."""
    sets = dict.fromkeys((who.asked, who.capacity) for who in people.everybody() if who.asked)
    return [
        Act(on("2011-12-01", "11:00"), partial(_list_for_the_hague, asked=asked, capacity=capacity))
        for asked, capacity in sets
    ]


def _list_for_the_hague(change: Change, cast: Cast, *, asked: people.Asked, capacity: Capacity) -> None:
    main, reception = cast.sessions["the-hague"], cast.sessions["reception"]
    whom = [who.key for who in people.everybody() if (who.asked, who.capacity) == (asked, capacity)]
    invited = invite_people(
        change,
        meeting_id=cast.meetings["the-hague"],
        person_ids=[cast.people[key] for key in whom],
        session_ids={"main": [main], "reception": [reception]}.get(asked, [main, reception]),
        capacity=capacity,
    )
    cast.invitations.update(zip(whom, invited.added, strict=True))


def _list_for_rome(change: Change, cast: Cast) -> None:
    invite_people(
        change, meeting_id=cast.meetings["rome"], person_ids=[cast.people[key] for key in _FOR_ROME]
    )


def _note_rome(change: Change, cast: Cast) -> None:
    add_follow_up(
        change,
        kind=FollowUpKind.TASK,
        text="send the invitations to Rome",
        due_at=on("2012-01-30", "10:00"),
        meeting_id=cast.meetings["rome"],
    )


def _add_item(change: Change, cast: Cast, *, number: int) -> None:
    title, description, parts = AGENDA[number]
    add_agenda_item(
        change,
        session_id=cast.sessions["the-hague"],
        title=title,
        description=description,
        parts=tuple((cast.people[key], AgendaRole(role)) for role, keys in parts for key in keys.split()),
    )
