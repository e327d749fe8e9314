"""The list at the door: who is found by a few letters, what stands beside a name, how many are here. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from rich.text import Text

from db.enums import Answer, Capacity, Presence
from db.text import fold
from paht_tui.ui.local import days_between, town_of
from paht_tui.ui.text import fit
from paht_tui.ui.widgets.columns import GAP
from paht_tui.ui.words import counted, word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from db.queries.attendance import AttendanceRow
    from db.queries.meetings import SessionRow

_MINUTE: Final = 60
_LEAST_TITLE: Final = 12
_HOUR: Final = 90
"""Minutes up to which a time to go is told in minutes."""
_ANSWERS: Final = {
    Answer.NONE: "no answer",
    Answer.TENTATIVE: "may come",
    Answer.ACCEPTED: "expected",
    Answer.DECLINED: "declined",
    Answer.DELEGATED: "sends a substitute",
    Answer.WITHDRAWN: "withdrew",
}


def found(rows: Sequence[AttendanceRow], typed: str) -> list[AttendanceRow]:
    """Who is meant by some letters: names of which a part begins with them first, who is here last.

    Among equals, who is expected and not here stands before who is not expected.
    """
    wanted = fold(typed).split()
    ranked = [(rank, row) for row in rows if (rank := _rank(row, wanted)) is not None]
    return [row for _, row in sorted(ranked, key=lambda pair: _order(*pair))]


def _order(rank: int, row: AttendanceRow) -> tuple[bool, int, bool]:
    return row.is_here, rank, not is_missing(row)


def _rank(row: AttendanceRow, wanted: Sequence[str]) -> int | None:
    """0 where each word begins a part of the name, 1 where each is somewhere in it, 2 in the organisation."""
    name, parts = _folded(row.name)
    if all(any(part.startswith(letters) for part in parts) for letters in wanted):
        return 0
    if all(letters in name for letters in wanted):
        return 1
    return 2 if all(letters in _folded(row.organisation or "")[0] for letters in wanted) else None


@lru_cache(maxsize=20_000)
def _folded(text: str) -> tuple[str, tuple[str, ...]]:
    name = fold(text)
    return name, tuple(re.split(r"[\W_]+", name))


def name_words(name: str) -> str:
    """The words of a typed name as a filter takes them: letters and digits only."""
    return " ".join(re.split(r"[\W_]+", fold(name))).strip()


def status(row: AttendanceRow, zone: str) -> Text:
    """What is known of somebody at the door; who is here already is dim."""
    if row.arrived_at is not None:
        return Text(f"here since {clock(row.arrived_at, zone)}", "dim")
    if row.absence_reason is not None:
        return Text(f"absent: {word(row.absence_reason)}")
    words = _ANSWERS[row.answer]
    if row.answer is Answer.ACCEPTED and row.presence is Presence.NOT_EXPECTED:
        words = "accepted since"  # after the doors were opened
    return Text(words if row.capacity is Capacity.PARTICIPANT else f"{words} · {word(row.capacity)}")


def name_text(row: AttendanceRow) -> Text:
    """The name, dim once the person is here."""
    return Text(row.name, "dim" if row.is_here else "")


def clock(moment: datetime, zone: str) -> str:
    """A time of day by the clocks of a zone that is named elsewhere."""
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"


def is_missing(row: AttendanceRow) -> bool:
    """Whether somebody is expected and not here."""
    return row.presence in {Presence.EXPECTED, Presence.ABSENT}


def counts(rows: Sequence[AttendanceRow]) -> str:
    """How many are here of how many expected."""
    present = sum(row.presence is Presence.PRESENT for row in rows)
    expected = present + sum(is_missing(row) for row in rows)
    more = sum(row.presence is Presence.UNEXPECTED for row in rows)
    return f"present {present} of {expected} expected" + (f" · {more} unexpected" if more else "")


def heading(title: str, people: str, times: Sequence[str], width: int) -> Text:
    """Session, counters and time in a line of `width` cells; of `times` the first that has room, or none."""
    room = width - cell_len(people) - GAP
    least = min(cell_len(title), _LEAST_TITLE) + GAP
    time = next((each for each in times if cell_len(each) + least <= room), "")
    room -= cell_len(time) + GAP if time else 0
    line = Text(fit(title, max(0, room)), "bold", no_wrap=True, end="")
    line.append(" " * GAP + people)
    return line.append(" " * GAP + time, "not bold") if time else line


def time_to_go(session: SessionRow, now: datetime, zone: str) -> str:
    """The time at the meeting, and how long it is until the session begins."""
    here = f"{clock(now, zone)} {town_of(zone)}"
    days = days_between(now, session.starts_at, zone)
    if days:
        ago = f"{counted(-days, 'day')} ago" if days < 0 else f"in {counted(days, 'day')}"
        return f"{here}, {ago}"
    minutes = round((session.starts_at - now).total_seconds() / _MINUTE)
    if minutes < 0:
        return (
            f"{here}, over" if now > session.ends_at else f"{here}, begun at {clock(session.starts_at, zone)}"
        )
    return f"{here}, {minutes} min" if minutes <= _HOUR else f"{here}, at {clock(session.starts_at, zone)}"


def session_at(sessions: Sequence[SessionRow], now: datetime, zone: str) -> int:
    """Which session the door is for: the next to end today, else the main one; its position."""
    today = [
        (row.ends_at, index)
        for index, row in enumerate(sessions)
        if row.ends_at > now and not days_between(now, row.starts_at, zone)
    ]
    if today:
        return min(today)[1]
    return next((index for index, row in enumerate(sessions) if row.counts), 0)
