"""When a message may leave: how often is tried, how fast, and at which hours. Pure: the clock is passed in.

It knows neither the record nor a server.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_MINUTE: Final = timedelta(minutes=1)
_WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240))
"""How long is waited after each attempt that the server put off; the last holds for all that follow.

RFC 5321, 4.5.4.1: at least 30 minutes as a rule, sooner where the reason is known. One who asks strangers to
come again (greylisting, RFC 6647) means minutes.
"""
_RATE_STEPS: Final = 2
"""By how many steps the waits are longer when the answer was that we are too fast."""
GIVEN_UP_AFTER: Final = timedelta(days=2)
"""After waits of so much in all a message has failed.

RFC 5321, 4.5.4.1 names four or five days, for mail that nobody watches; here a person is told, and can call.
"""
TOO_MANY_FAILURES: Final = 5
"""After so many failures in a row a batch is paused: more of the same would only harm the sender's name."""
TOO_MANY_REFUSALS: Final = 20
"""So many refused addresses in a row speak of the server, not of the addresses, each of which is marked."""
OVERDUE_AFTER: Final = timedelta(minutes=15)
"""So late a batch that was to leave at a given time does not leave any more without a question.

Long enough for cron to look every ten minutes. Later, no program ran at the time, and whether the words still
hold is for a person to say.
"""


def retry_at(now: datetime, *, attempts: int, too_fast: bool = False) -> datetime | None:
    """When a message is due again that was put off at its attempt number `attempts`; None: it has failed."""
    waited = sum((_wait(number) for number in range(1, attempts)), timedelta())
    if waited >= GIVEN_UP_AFTER:
        return None
    return now + _wait(attempts + (_RATE_STEPS if too_fast else 0))


@dataclass(frozen=True, slots=True)
class Pacing:
    """How fast messages may leave, in all and to one domain, and between which two times of a zone."""

    per_minute: int | None = None
    per_domain: int | None = None
    hours: tuple[time, time] | None = None
    zone: str = "UTC"

    @property
    def limits(self) -> bool:
        """Whether it matters what has left in the last minute."""
        return self.per_minute is not None or self.per_domain is not None

    def opens_at(self, now: datetime) -> datetime:
        """When the hours of sending begin: now, or the next time they do."""
        if self.hours is None:
            return now
        begins, ends = self.hours
        there = now.astimezone(ZoneInfo(self.zone))
        if begins <= there.time() < ends:
            return now
        day = there.date() if there.time() < begins else there.date() + timedelta(days=1)
        return datetime.combine(day, begins, ZoneInfo(self.zone)).astimezone(now.tzinfo)

    def free_at(self, now: datetime, left: Iterable[tuple[datetime, str]]) -> datetime:
        """When the next message may leave, whatever its domain; `left` as for `busy_domains`."""
        return _free_at(now, [at for at, _ in left], self.per_minute)

    def busy_domains(self, now: datetime, left: Iterable[tuple[datetime, str]]) -> dict[str, datetime]:
        """The domains to which nothing may leave now, and until when.

        `left` says when what has left in the last minute has, and to which domains.
        """
        times: dict[str, list[datetime]] = {}
        for at, domain in left:
            times.setdefault(domain, []).append(at)
        free = {domain: _free_at(now, each, self.per_domain) for domain, each in times.items()}
        return {domain: at for domain, at in free.items() if at > now}


def is_overdue(now: datetime, send_after: datetime, pacing: Pacing) -> bool:
    """Whether what was to leave then is so late that a person is asked before it does.

    It is counted from when it might have left: where there are hours of sending, from when they begin.
    """
    return now - pacing.opens_at(send_after) > OVERDUE_AFTER


def domain_of(address: str) -> str:
    """The domain of an address, in the one spelling by which it is counted."""
    return address.rpartition("@")[2].lower()


def _free_at(now: datetime, left: list[datetime], most: int | None) -> datetime:
    recent = sorted(at for at in left if at > now - _MINUTE)
    if most is None or len(recent) < most:
        return now
    return recent[-most] + _MINUTE


def _wait(attempt: int) -> timedelta:
    return _WAITS[min(attempt, len(_WAITS)) - 1]
