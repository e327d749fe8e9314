from datetime import UTC, datetime, time, timedelta

import pytest

from paht_tui.domain.sending_policy import GIVEN_UP_AFTER, Pacing, is_overdue, retry_at
from tests.conftest import NOON

MINUTE = timedelta(minutes=1)


def test_each_wait_is_longer_than_the_one_before_and_two_days_are_enough() -> None:
    waits: list[timedelta] = []
    while (due := retry_at(NOON, attempts=len(waits) + 1)) is not None:
        waits.append(due - NOON)
    assert waits[:7] == [each * MINUTE for each in (5, 15, 30, 60, 120, 240, 240)]
    assert sum(waits[:-1], timedelta()) < GIVEN_UP_AFTER <= sum(waits, timedelta())


def test_who_was_too_fast_waits_longer() -> None:
    waits = [retry_at(NOON, attempts=number, too_fast=True) for number in (1, 2, 3, 4, 5)]
    assert waits == [NOON + each * MINUTE for each in (30, 60, 120, 240, 240)]


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2012-01-16T06:59", "2012-01-16T07:00"),
        ("2012-01-16T07:00", "2012-01-16T07:00"),
        ("2012-01-16T16:59", "2012-01-16T16:59"),
        ("2012-01-16T17:00", "2012-01-17T07:00"),
        ("2012-03-24T20:00", "2012-03-25T06:00"),  # the clocks go forward that night
    ],
)
def test_the_hours_of_sending_are_those_of_the_meeting(now: str, opens: str) -> None:
    office = Pacing(hours=(time(8), time(18)), zone="Europe/Amsterdam")
    moment, expected = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (now, opens))
    assert office.opens_at(moment) == expected


def test_what_is_more_than_a_quarter_of_an_hour_late_is_overdue() -> None:
    late = [NOON + 15 * MINUTE, NOON + 15 * MINUTE + timedelta(seconds=1)]
    assert [is_overdue(now, NOON, Pacing()) for now in late] == [False, True]


def test_what_is_late_is_counted_from_when_it_might_have_left() -> None:
    office = Pacing(hours=(time(8), time(18)), zone="Europe/Amsterdam")
    evening, eight = NOON + timedelta(hours=8), datetime(2012, 1, 17, 7, tzinfo=UTC)
    assert [is_overdue(eight + late * MINUTE, evening, office) for late in (-60, 15, 16)] == [
        False,
        False,
        True,
    ]


def test_only_so_many_leave_in_a_minute_and_to_one_domain() -> None:
    pacing = Pacing(per_minute=3, per_domain=2)
    left = [(NOON - timedelta(seconds=each), to) for each, to in ((70, "a"), (50, "a"), (40, "a"), (10, "b"))]
    assert pacing.free_at(NOON, left) == NOON + timedelta(seconds=10)
    assert pacing.busy_domains(NOON, left) == {"a": NOON + timedelta(seconds=10)}
    assert Pacing().free_at(NOON, left) == NOON
    assert Pacing().busy_domains(NOON, left) == {}
