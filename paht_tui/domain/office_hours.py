"""When it is in another country, and whether its offices are open; pure, from the tz database's own table."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from paht_tui.errors import UserError

_SATURDAY = 5
# Where a country has several zones, the one of its parliament stands first in the table but for these.
_CAPITALS = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CN": "Asia/Shanghai",
    "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty",
    "MN": "Asia/Ulaanbaatar",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
}


@dataclass(frozen=True, slots=True)
class LocalTime:
    """What time it is where somebody is: `city` names the zone, `closes` is set while offices are open."""

    city: str
    now: datetime
    closes: time | None
    opens: time | None
    """Set before offices open on a working day."""


def zone_of_country(country: str | None) -> str | None:
    """The zone of a country's parliament; None for a country that is not known."""
    if country is None:
        return None
    return _CAPITALS.get(country) or _first_zones().get(country)


def local_time(zone: str, *, now: datetime, office_hours: str) -> LocalTime:
    """The time now in `zone`, and whether offices with these hours ("09:00-17:00") are open there.

    Raises:
        UserError: the office hours are not two times.
    """
    begins, ends = parse_hours(office_hours)
    there = now.astimezone(ZoneInfo(zone))
    working = there.weekday() < _SATURDAY
    clock = there.time()
    return LocalTime(
        city=zone.rpartition("/")[2].replace("_", " "),
        now=there,
        closes=ends if working and begins <= clock < ends else None,
        opens=begins if working and clock < begins else None,
    )


def parse_hours(text: str) -> tuple[time, time]:
    """The two times of "09:00-17:00".

    Raises:
        UserError: it is not two times, the first before the second.
    """
    begins, dash, ends = text.partition("-")
    try:
        hours = time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip())
    except ValueError as error:
        raise UserError(f"The hours “{text}” are not two times such as 09:00-17:00.") from error
    if not dash or hours[0] >= hours[1]:
        raise UserError(f"The hours “{text}” end before they begin.")
    return hours


@cache
def _first_zones() -> dict[str, str]:
    zones: dict[str, str] = {}
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            zones.setdefault(country, zone)
    return zones
