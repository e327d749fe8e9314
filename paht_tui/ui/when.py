"""How a time is written in the header: always with its zone or town, shorter where there is less room."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

# Not `strftime`: its names follow the machine's language, the program's words do not.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(moment: datetime) -> str:
    """A day as in `Mon 16 Jan 2012`, in the zone the moment carries."""
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def clock_forms(moment: datetime, town: str) -> tuple[str, ...]:
    """The time in the ways a header may show it, the longest first. `moment` is local to `town`."""
    time = f"{moment:%H:%M}"
    return (f"{day_words(moment)}  {time} {town}", f"{time} {town}")
