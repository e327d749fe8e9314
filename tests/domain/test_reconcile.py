from dataclasses import replace
from datetime import UTC, datetime, timedelta

from db.enums import Answer, Arrival, Capacity, Category, Channel, Presence, Reason
from db.queries.attendance import AttendanceRow
from db.queries.calls import Approach
from paht_tui.domain.reconcile import (
    Breakdown,
    Figure,
    Uncommitted,
    by_category,
    is_followed,
    participants,
    reconcile_session,
    uncommitted,
)

NINE = datetime(2012, 1, 26, 8, 0, tzinfo=UTC)
MAIN, RECEPTION = 1, 2


def row(person: int, name: str = "", session: int = MAIN) -> AttendanceRow:
    """A Dutch member who has not answered, before the doors open."""
    return AttendanceRow(
        invitation_id=100 + person,
        meeting_id=1,
        session_id=session,
        person_id=person,
        name=name or f"Member {person}",
        country="NL",
        category=Category.MP,
        capacity=Capacity.PARTICIPANT,
        organisation=None,
        answer=Answer.NONE,
        said_by=None,
        answer_reason=None,
        expected=None,
        arrived_at=None,
        arrival=None,
        absence_reason=None,
        absence_note="",
    )


def accepted(person: int, session: int = MAIN) -> AttendanceRow:
    return replace(row(person, session=session), answer=Answer.ACCEPTED)


def came(person: int, session: int = MAIN, *, expected: bool = True) -> AttendanceRow:
    arrival = Arrival.EXPECTED if expected else Arrival.LET_IN
    return replace(accepted(person, session), expected=expected, arrived_at=NINE, arrival=arrival)


def absent(person: int, reason: Reason | None, session: int = MAIN) -> AttendanceRow:
    return replace(accepted(person, session), expected=True, absence_reason=reason)


def sent(person: int, day: int) -> Approach:
    return Approach(100 + person, NINE + timedelta(days=day), Channel.EMAIL)


def called(person: int, day: int) -> Approach:
    return Approach(100 + person, NINE + timedelta(days=day), None)


def test_presence_follows_from_the_answer_until_the_doors_open_and_from_the_arrival_after() -> None:
    assert [each.presence for each in (row(1), accepted(2))] == [Presence.NOT_EXPECTED, Presence.EXPECTED]
    opened = [replace(row(1), expected=False), absent(2, None), came(3), came(4, expected=False)]
    assert [each.presence for each in opened] == [
        *(Presence.NOT_EXPECTED, Presence.ABSENT, Presence.PRESENT, Presence.UNEXPECTED)
    ]


def test_each_person_of_a_session_stands_where_the_comparison_puts_it() -> None:
    weather = absent(2, Reason.WEATHER)
    withdrew = replace(row(4), answer=Answer.WITHDRAWN, expected=False)
    declined = replace(row(5), answer=Answer.DECLINED, expected=False)
    rows = [came(1), weather, came(3, expected=False), withdrew, declined, came(6, RECEPTION)]
    outcome = reconcile_session(MAIN, rows)
    assert outcome.expected == (came(1), weather)
    assert outcome.present == (came(1),)
    assert outcome.absent == (weather,)
    assert outcome.unexpected == (came(3, expected=False),)
    assert outcome.withdrew == (withdrew,)
    assert outcome.here == (came(1), came(3, expected=False))


def test_before_the_doors_open_the_expected_are_those_who_accepted() -> None:
    outcome = reconcile_session(MAIN, [accepted(1), row(2)])
    assert (outcome.expected, outcome.absent, outcome.here) == ((accepted(1),), (), ())


def test_the_absent_are_grouped_by_reason_the_commonest_first() -> None:
    one, two, three = absent(1, Reason.WEATHER), absent(2, Reason.FLIGHT_CANCELLED), absent(3, None)
    four = absent(4, Reason.FLIGHT_CANCELLED)
    outcome = reconcile_session(MAIN, [one, two, three, four])
    assert outcome.reasons == (
        (Reason.FLIGHT_CANCELLED, (two, four)),
        (None, (three,)),
        (Reason.WEATHER, (one,)),
    )


def test_a_participant_was_in_a_session_that_counts_and_is_one_however_many_there_were() -> None:
    second_day = 3
    rows = [came(1), came(1, second_day), came(2, RECEPTION), came(2, second_day), came(4, RECEPTION)]
    found = participants(rows, {MAIN, second_day})
    assert [each.person_id for each in found] == [1, 2]


def test_participants_by_category_and_country() -> None:
    british = [replace(came(number), country="GB") for number in (2, 3)]
    police = replace(came(4), category=Category.POLICE, country=None)
    assert by_category([came(1), *british, police]) == (
        Breakdown(Category.MP, Figure((1, 2, 3)), (("GB", Figure((2, 3))), ("NL", Figure((1,))))),
        Breakdown(Category.POLICE, Figure((4,)), ((None, Figure((4,))),)),
    )


def test_a_message_is_followed_when_a_call_comes_before_the_next_message() -> None:
    mail = sent(1, 0)
    assert is_followed(mail, [mail, called(1, 3), sent(1, 4)])
    assert not is_followed(mail, [mail, sent(1, 3), called(1, 4)])
    assert not is_followed(mail, [mail, called(2, 3)])
    assert not is_followed(mail, [mail])


def test_a_country_of_which_everybody_was_asked_and_nobody_committed() -> None:
    german = [replace(row(number), country="DE") for number in (1, 2)]
    asked = [sent(1, 0), called(1, 3), sent(1, 5), called(1, 9), sent(2, 0), called(2, 3), called(2, 4)]
    assert uncommitted(german, asked, Category.MP) == (
        Uncommitted("DE", Figure((1, 2)), 3, 4, each_followed=True),
    )
    assert uncommitted(german, asked[:3], Category.MP) == (
        Uncommitted("DE", Figure((1, 2)), 2, 1, each_followed=False),
    )


def test_a_country_is_committed_when_one_accepted_withdrew_or_came_and_not_asked_when_nothing_was_sent() -> (
    None
):
    first = replace(row(1), country="DE")
    asked = [sent(1, 0), called(1, 1)]
    for other in (
        replace(accepted(2), country="DE"),
        replace(row(2), country="DE", answer=Answer.WITHDRAWN),
        replace(came(2, expected=False), country="DE", answer=Answer.DECLINED),
    ):
        assert uncommitted([first, other], asked, Category.MP) == ()
    assert uncommitted([first], [], Category.MP) == ()
    assert uncommitted([first], asked, Category.NGO) == ()
