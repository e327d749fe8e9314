from datetime import UTC, datetime

import pytest

from paht_tui.domain.zones import comes_twice, in_zone, town_of
from paht_tui.errors import UserError
from tests.conftest import NOON

AMSTERDAM = "Europe/Amsterdam"


def clock(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_wall_clock_time_is_read_in_the_zone_and_an_instant_stays_as_it_is() -> None:
    assert in_zone(NOON, AMSTERDAM) is NOON
    assert in_zone(clock("2012-07-01 12:00"), AMSTERDAM) == datetime(2012, 7, 1, 10, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        in_zone(clock("2012-03-25 02:30"), AMSTERDAM)
    assert str(refused.value) == (
        "02:30 does not exist on that day in Europe/Amsterdam: the clocks go forward."
    )
    assert in_zone(clock("2012-03-25 03:00"), AMSTERDAM) == datetime(2012, 3, 25, 1, tzinfo=UTC)


def test_of_a_time_that_comes_twice_the_first_is_meant_and_it_can_be_told() -> None:
    first = in_zone(clock("2012-10-28 02:30"), AMSTERDAM)
    assert first.astimezone(UTC) == datetime(2012, 10, 28, 0, 30, tzinfo=UTC)
    second = clock("2012-10-28 02:30+01:00")
    moments = [first, second, in_zone(clock("2012-10-28 03:00"), AMSTERDAM), NOON]
    assert [comes_twice(each, AMSTERDAM) for each in moments] == [True, True, False, False]


def test_a_zone_is_named_by_its_town() -> None:
    assert [town_of(zone) for zone in ("America/Argentina/Buenos_Aires", "UTC")] == ["Buenos Aires", "UTC"]
