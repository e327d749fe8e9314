"""How a time is written in the header: always with its zone or town, shorter where there is less room."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

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


def day_of(day: date) -> str:
    """A day as in `Thu 26 Jan 2012`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, year: int) -> str:
    """A day as in `26 Jan`, with its year when that is not `year`."""
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == year else f"{words} {day.year}"


def days(first: date, last: date | None, *, weekday: bool = True) -> str:
    """A day, or from one to another: `28–29 Feb 2012`, `29 Aug – 2 Sep 2012`."""
    if last is None or last == first:
        return day_of(first) if weekday else f"{first.day} {_MONTHS[first.month - 1]} {first.year}"
    begins = str(first.day)
    if (first.month, first.year) == (last.month, last.year):
        return f"{begins}–{last.day} {_MONTHS[last.month - 1]} {last.year}"
    begins += f" {_MONTHS[first.month - 1]}" + (f" {first.year}" if first.year != last.year else "")
    return f"{begins} – {last.day} {_MONTHS[last.month - 1]} {last.year}"


def in_days(number: int) -> str:
    """How far a day is: `in 10 days`, `today`, `3 days ago`."""
    if number in {-1, 0, 1}:
        return ("yesterday", "today", "tomorrow")[number + 1]
    return f"in {number} days" if number > 0 else f"{-number} days ago"
