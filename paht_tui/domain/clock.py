"""The present instant, passed in so that tests and the sample choose the day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Gives the present instant, aware, in UTC."""


def system_clock() -> datetime:
    """The machine's own time, in UTC."""
    return datetime.now(UTC)


class SetClock:
    """A clock that stands at the instant it was set to, until it is moved."""

    def __init__(self, at: datetime) -> None:
        """Set it to `at`, an aware instant."""
        self.at = at.astimezone(UTC)

    def __call__(self) -> datetime:
        """The instant it stands at."""
        return self.at

    def advance(self, by: timedelta) -> None:
        """Move it on."""
        self.at += by
