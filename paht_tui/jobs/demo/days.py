"""The script, third part: the reception, the day itself, and what came out of it."""

from datetime import datetime, timedelta
from functools import partial

from db.change import Change
from db.enums import Answer, Firmness, FollowUpKind, MeetingState, Reason, SaidBy, Via
from paht_tui.domain.answers import Said, record_answer
from paht_tui.domain.desk import check_in, mark_absent
from paht_tui.domain.follow_ups import add_follow_up
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.meetings import edit_meeting, open_doors
from paht_tui.jobs.demo import people
from paht_tui.jobs.demo.stage import Act, Cast, on
from paht_tui.jobs.demo.texts import CONCLUSIONS, OFFER, OUTCOMES

BAD_WEATHER = ("jonas", "rasa", "maya")
_BETWEEN_ARRIVALS = timedelta(seconds=75)
_REFERRED = {"ewa": "zofia", "ana": "rui", "toma": "ion"}


def reception() -> list[Act]:
    """The evening before: who comes, and who calls because of cancelled flights and the weather."""
    travelling = people.keys("travel")
    why = {key: Reason.WEATHER if key in BAD_WEATHER else Reason.FLIGHT_CANCELLED for key in travelling}
    return [
        Act(on("2012-01-25", "18:15"), partial(_open, session="reception")),
        *_arrivals(on("2012-01-25", "18:20"), "reception", ("arkwright", *people.keys("came"), "radu")),
        *(
            Act(on("2012-01-25", "20:45"), partial(_absent, session="reception", reason=reason, whom=whom))
            for reason in (Reason.FLIGHT_CANCELLED, Reason.WEATHER)
            if (whom := tuple(key for key in travelling if why[key] is reason))
        ),
        *(
            Act(
                on("2012-01-25", "21:00") + place * timedelta(minutes=8),
                partial(_withdraw, key=key, reason=why[key]),
            )
            for place, key in enumerate(travelling)
        ),
    ]


def the_day() -> list[Act]:
    """26 January: who was in the Assembly Room, and who had confirmed and was not."""
    present = (*people.keys("named", "came", asked=("main", "both")), "radu")
    return [
        Act(on("2012-01-26", "08:35"), partial(_open, session="the-hague")),
        *_arrivals(on("2012-01-26", "08:40"), "the-hague", present),
        Act(
            on("2012-01-26", "17:10"),
            partial(_absent, session="the-hague", reason=Reason.NO_NOTICE, whom=people.keys("dutch")),
        ),
        Act(on("2012-01-26", "17:30"), _close),
    ]


def afterwards() -> list[Act]:
    """What came out of the meeting, noted the same evening."""
    new = {who.key: who for who in people.everybody() if who.group == "referred"}
    return [
        *(
            Act(on("2012-01-26", "18:00"), partial(_offer, country=country))
            for country in ("IT", "PL", "PT", "RO")
        ),
        *(Act(on("2012-01-26", "18:10"), partial(people.add, who=new[key])) for key in _REFERRED),
        *(
            Act(on("2012-01-26", "18:15"), partial(_refer, key=key, by=referrer))
            for key, referrer in _REFERRED.items()
        ),
        Act(on("2012-01-26", "18:30"), _write_down),
    ]


def _arrivals(first: datetime, session: str, keys: tuple[str, ...]) -> list[Act]:
    return [
        Act(first + place * _BETWEEN_ARRIVALS, partial(_check_in, session=session, key=key))
        for place, key in enumerate(keys)
    ]


def _open(change: Change, cast: Cast, *, session: str) -> None:
    open_doors(change, session_id=cast.sessions[session])


def _check_in(change: Change, cast: Cast, *, session: str, key: str) -> None:
    check_in(change, invitation_id=cast.invitations[key], session_id=cast.sessions[session])


def _absent(change: Change, cast: Cast, *, session: str, reason: Reason, whom: tuple[str, ...]) -> None:
    mark_absent(
        change,
        session_id=cast.sessions[session],
        invitation_ids=[cast.invitations[key] for key in whom],
        reason=reason,
    )


def _withdraw(change: Change, cast: Cast, *, key: str, reason: Reason) -> None:
    said = Said(by=SaidBy.MEMBER, firmness=Firmness.FIRM, via=Via.PHONE, reason=reason)
    record_answer(change, invitation_id=cast.invitations[key], answer=Answer.WITHDRAWN, said=said)


def _close(change: Change, cast: Cast) -> None:
    edit_meeting(change, meeting_id=cast.meetings["the-hague"], state=MeetingState.HELD)


def _offer(change: Change, cast: Cast, *, country: str) -> None:
    meeting = cast.meetings["the-hague"]
    add_follow_up(change, kind=FollowUpKind.OFFER, text=OFFER, meeting_id=meeting, country=country)


def _refer(change: Change, cast: Cast, *, key: str, by: str) -> None:
    invite_people(
        change,
        meeting_id=cast.meetings["rome"],
        person_ids=[cast.people[key]],
        referred_by_id=cast.people[by],
    )


def _write_down(change: Change, cast: Cast) -> None:
    edit_meeting(change, meeting_id=cast.meetings["the-hague"], outcomes=OUTCOMES, conclusions=CONCLUSIONS)
