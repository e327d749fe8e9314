"""Names of time zones, checked before they are stored; pure."""

from zoneinfo import ZoneInfo, available_timezones

from paht_tui.errors import UserError


def check_zone(name: str) -> str:
    """`name`, when it is an IANA zone such as Europe/Amsterdam.

    Raises:
        UserError: it is not one. `ZoneInfo` itself fails in three ways on names that are folders or paths.
    """
    if name not in available_timezones():
        raise UserError(f"“{name}” is not a time zone: write one such as Europe/Amsterdam.")
    return ZoneInfo(name).key
