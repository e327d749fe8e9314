"""The programme of a meeting as lines of one list: sessions, their items, and the people in those."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from db.enums import MeetingState
from paht_tui.domain.day import session_days
from paht_tui.ui.when import days
from paht_tui.ui.words import counted, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from db.queries.meetings import AgendaLine, MeetingRow, SessionRow
    from db.queries.today import Expectation


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A session; an item of one; or, when `is_part`, one person's part in an item."""

    session: SessionRow
    item: AgendaLine | None = None
    is_part: bool = False
    when: str = ""
    what: str = ""
    about: str = ""

    @property
    def key(self) -> tuple[int, int | None, int | None]:
        """What stays the same of a line."""
        part = self.item.part_id if self.item and self.is_part else None
        return self.session.id, self.item.item_id if self.item else None, part


def programme_lines(
    sessions: Sequence[SessionRow],
    agenda: Sequence[AgendaLine],
    expected: Mapping[int, Expectation],
    stale: Mapping[int, int],
    meeting: MeetingRow,
) -> list[ProgrammeLine]:
    """All lines, sessions by their time; times are read in the zone of the meeting."""
    zone, called_off = meeting.zone, meeting.state is MeetingState.CANCELLED
    by_session = {key: list(rows) for key, rows in groupby(agenda, key=lambda row: row.session_id)}
    lines: list[ProgrammeLine] = []
    for session in sorted(sessions, key=lambda row: row.starts_at):
        overdue = _overdue(stale.get(session.id, 0), cancelled=session.cancelled or called_off)
        lines.append(_session(session, expected.get(session.id), overdue, zone))
        items = groupby(by_session.get(session.id, ()), key=lambda row: row.item_id)
        for _, parts in items:
            lines.extend(_item(session, list(parts), zone))
    return lines


def _overdue(stale: int, *, cancelled: bool) -> str:
    """What is to be sent because calendars have been overtaken."""
    if not stale:
        return ""
    return f"{counted(stale, 'calendar')} out of date: send {'a cancellation' if cancelled else 'an update'}"


def _session(session: SessionRow, row: Expectation | None, overdue: str, zone: str) -> ProgrammeLine:
    local = ZoneInfo(zone)
    about = [", ".join(part for part in (session.place, session.address) if part)]
    if row is not None:
        about.insert(0, f"{row.accepted} come ±{row.tentative}" if row.tentative else f"{row.accepted} come")
    about.insert(0, overdue)
    if not session.counts:
        about.append("does not count")
    if session.cancelled:
        about.insert(0, "CANCELLED")
    first, last = session_days(session.starts_at, session.ends_at, zone)
    return ProgrammeLine(
        session,
        when="all day" if session.all_day else _span(session.starts_at, session.ends_at, local),
        what=f"{session.title} · {days(first, last)}",
        about=" · ".join(part for part in about if part),
    )


def _item(session: SessionRow, parts: Sequence[AgendaLine], zone: str) -> Iterator[ProgrammeLine]:
    first = parts[0]
    yield ProgrammeLine(
        session,
        first,
        when=_span(first.starts_at, first.ends_at, ZoneInfo(zone)),
        what=f"  {first.title}",
        about=first.description,
    )
    for part in parts:
        if part.person_id is not None and part.role is not None:
            country = f" {part.country}" if part.country else ""
            yield ProgrammeLine(
                session, part, is_part=True, what=f"    {part.name}{country}", about=word(part.role)
            )


def _span(starts: datetime | None, ends: datetime | None, local: ZoneInfo) -> str:
    words = [f"{at.astimezone(local):%H:%M}" if at else "" for at in (starts, ends)]
    return "–".join(words) if ends else words[0]
