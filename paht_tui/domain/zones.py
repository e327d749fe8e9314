"""Time zones: names checked before they are stored, and wall-clock times read by them; pure."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from paht_tui.errors import UserError


def check_zone(name: str) -> str:
    """`name`, when it is an IANA zone such as Europe/Amsterdam.

    Raises:
        UserError: it is not one. `ZoneInfo` itself fails in three ways on names that are folders or paths.
    """
    if name not in _known():
        raise UserError(f"“{name}” is not a time zone: write one such as Europe/Amsterdam.")
    return ZoneInfo(name).key


def town_of(zone: str) -> str:
    """How a zone is named to a person: `Europe/Athens` is Athens."""
    return zone.rpartition("/")[2].replace("_", " ")


def in_zone(moment: datetime, zone: str) -> datetime:
    """`moment` as an instant: a naive one is a wall-clock time in `zone`, the first where it comes twice.

    Raises:
        UserError: the clocks there skip that time, as they go forward.
    """
    if moment.tzinfo is not None:
        return moment
    local = moment.replace(tzinfo=ZoneInfo(zone))
    if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != moment:
        raise UserError(f"{moment:%H:%M} does not exist on that day in {zone}: the clocks go forward.")
    return local


def comes_twice(moment: datetime, zone: str) -> bool:
    """Whether the clock there shows the time of this instant once more on that day, as it goes back."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()


@cache
def _known() -> frozenset[str]:
    # The standard library walks the folders of the zones anew each time: 10 ms.
    return frozenset(available_timezones())
