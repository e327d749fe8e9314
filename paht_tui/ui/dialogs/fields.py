"""The fields of a form: what they are called, what they take, and the sentence when they cannot take it.

Nothing here draws. Everything typed is a string until `read` makes it a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal

from paht_tui.domain.zones import in_zone
from paht_tui.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["text", "lines", "number", "choice", "date", "time", "moment"]
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXPECTED: Final[dict[Kind, str]] = {
    "text": "",
    "lines": "",
    "number": "A whole number, such as 12.",
    "choice": "One of the list.",
    "date": "A day, such as 26 Jan 2012, 26.1.2012 or 2012-01-26.",
    "time": "A time, such as 9:30 or 14.",
    "moment": "A day and a time, such as 26 Jan 2012 9:30.",
}
_RELATIVE: Final = " Also: today, tomorrow, fri, +3."


class UnreadableError(ValueError):
    """What was typed is not what the field takes; `str()` is the sentence."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `check` gets the value that was read and returns a sentence when it will not do.

    `zone` (IANA) is where a `moment` is local, and is shown. `today` lets days be given as words. `options`
    of a choice are pairs of value and label.
    """

    name: str
    label: str
    kind: Kind = "text"
    value: str = ""
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    expected: str = ""
    check: Callable[[object], str | None] | None = None
    zone: str = "UTC"
    today: date | None = None
    rows: int = 4
    """How many lines of a text with several are seen at once."""

    @property
    def hint(self) -> str:
        """What is expected, in a sentence."""
        words = self.expected or _EXPECTED[self.kind]
        if self.kind in {"date", "moment"} and self.today and not self.expected:
            words += _RELATIVE
        return f"{words} In {self.zone}.".strip() if self.kind == "moment" else words

    def read(self, typed: str) -> object:
        """The value of what was typed, None when a field that may be empty is; else `UnreadableError`."""
        typed = typed.strip()
        if not typed:
            if self.required:
                raise UnreadableError(f"{self.label} is needed. {self.hint}".strip())
            return None if self.kind not in {"text", "lines"} else ""
        value = self._value(typed)
        if self.check is not None and (sentence := self.check(value)):
            raise UnreadableError(sentence)
        return value

    def _value(self, typed: str) -> object:
        match self.kind:
            case "number":
                if not re.fullmatch(r"[+-]?\d{1,9}", typed):
                    raise UnreadableError(f"“{typed}” is not a whole number. {self.hint}")
                return int(typed)
            case "choice":
                return self._choice(typed)
            case "date":
                return read_day(typed, self.hint, self.today)
            case "time":
                return read_time(typed, self.hint)
            case "moment":
                return read_moment(typed, self.hint, self.today, self.zone)
            case _:
                return typed

    def _choice(self, typed: str) -> str:
        if typed not in {value for value, _ in self.options}:
            raise UnreadableError(f"“{typed}” is not one of the list.")
        return typed


def read_day(typed: str, hint: str, today: date | None = None) -> date:
    """A day as people write it: day before month, ISO, or in words counted from `today`."""
    words = typed.casefold().strip().rstrip(".")
    if today is not None and (day := _day_in_words(words, today)):
        return day
    numbers = _day_numbers(words)
    try:
        day = date(*numbers) if numbers is not None else None
    except ValueError:
        raise UnreadableError(f"There is no such day as “{typed}”. {hint}") from None
    # At either end of the calendar another zone has no such day.
    if day is not None and MINYEAR < day.year < MAXYEAR:
        return day
    raise UnreadableError(f"“{typed}” is not a day. {hint}")


def _day_in_words(words: str, today: date) -> date | None:
    if words in {"today", "tomorrow"}:
        return today + timedelta(days=words == "tomorrow")
    if added := re.fullmatch(r"\+(\d{1,3})", words):
        return today + timedelta(days=int(added[1]))
    if words.isalpha() and words[:3] in _WEEKDAYS:
        ahead = (_WEEKDAYS.index(words[:3]) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    return None


def _day_numbers(words: str) -> tuple[int, int, int] | None:
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if european := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", words):
        return int(european[3]), int(european[2]), int(european[1])
    spoken = re.fullmatch(r"(?:[a-z]{3,9},? )?(\d{1,2})\.? ([a-z]{3,9}) (\d{4})", words)
    if spoken and spoken[2][:3] in _MONTHS:
        return int(spoken[3]), _MONTHS.index(spoken[2][:3]) + 1, int(spoken[1])
    return None


def read_time(typed: str, hint: str) -> time:
    """A time of day: `9`, `9:30`, `9.30` or `0930`."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.h]?([0-5]\d))?h?", typed.strip())
    try:
        if found:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise UnreadableError(f"“{typed}” is not a time of day. {hint}")


def read_moment(typed: str, hint: str, today: date | None, zone: str) -> datetime:
    """A day and a time in a zone, as an instant in UTC. A time that the clocks skip is refused."""
    day, _, clock = typed.strip().rpartition(" ")
    if not day:
        raise UnreadableError(f"“{typed}” is not a day and a time. {hint}")
    local = datetime.combine(read_day(day, hint, today), read_time(clock, hint))
    try:
        return in_zone(local, zone).astimezone(UTC)
    except UserError as problem:
        raise UnreadableError(str(problem)) from problem


class Values(dict[str, object]):
    """What a form gives back, by field name, with a typed way to each kind of value."""

    def text(self, name: str) -> str:
        """A text, its lines, or the value chosen; empty when nothing was."""
        value = self[name]
        assert value is None or isinstance(value, str)
        return value or ""

    def number(self, name: str) -> int | None:
        """A number."""
        value = self[name]
        assert value is None or isinstance(value, int)
        return value

    def day(self, name: str) -> date | None:
        """A day."""
        value = self[name]
        assert value is None or isinstance(value, date)
        return value

    def time(self, name: str) -> time | None:
        """A time of day."""
        value = self[name]
        assert value is None or isinstance(value, time)
        return value

    def moment(self, name: str) -> datetime | None:
        """An instant in UTC."""
        value = self[name]
        assert value is None or isinstance(value, datetime)
        return value
