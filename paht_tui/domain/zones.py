"""Names of time zones, checked before they are stored; pure."""

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


@cache
def _known() -> frozenset[str]:
    # The standard library walks the folders of the zones anew each time: 10 ms.
    return frozenset(available_timezones())
