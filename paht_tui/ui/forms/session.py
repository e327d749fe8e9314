"""The forms of a meeting's programme: sessions, items, and who does what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from db.enums import AgendaRole
from db.queries.figures import calendars_sent
from paht_tui.domain.agenda import add_item, add_part, edit_item, edit_part
from paht_tui.domain.meetings import add_session, edit_session
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.picking import pick_person
from paht_tui.ui.when import day_of
from paht_tui.ui.words import counted, word

if TYPE_CHECKING:
    from datetime import date, time

    from db.queries.meetings import AgendaLine, MeetingRow, SessionRow
    from paht_tui.ui.dialogs.fields import Values
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_YES: Final = "yes"
_NO: Final = "no"


async def new_session(shell: Shell, ground: Ground, meeting: MeetingRow, *, first: bool) -> bool:
    """Add a session; whether one was added."""
    values = await shell.ask(
        Form("A new session", _session_fields(ground, meeting, None, first=first), check=_check_session)
    )
    if values is None:
        return False
    said = _session_values(values)
    starts, ends = said.pop("starts_at"), said.pop("ends_at")
    await ground.store.write(add_session, meeting_id=meeting.id, starts=starts, ends=ends, **said)
    shell.tell(f"{said['title']} is added.")
    return True


async def edit_session_form(shell: Shell, ground: Ground, meeting: MeetingRow, row: SessionRow) -> bool:
    """Edit a session, and say what a new time or place means for the calendars; whether it was saved."""
    sent = await ground.store.read(calendars_sent, session_id=row.id)
    fields = _session_fields(ground, meeting, row, first=row.counts, sent=sent)
    values = await shell.ask(Form(row.title, fields, check=_check_session))
    if values is None:
        return False
    said = _session_values(values)
    await ground.store.write(edit_session, session_id=row.id, **said)
    if sent and _moved(said, row, meeting.zone):
        have = "1 person has" if sent == 1 else f"{sent} people have"
        stale = f"{have} the old time or place in the calendar: prepare an update in Mail (b)."
        shell.tell(f"{said['title']} is saved. {stale}")
    else:
        shell.tell(f"{said['title']} is saved.")
    return True


async def new_item(shell: Shell, ground: Ground, meeting: MeetingRow, row: SessionRow) -> bool:
    """Add an item to a session's programme; whether one was added."""
    values = await shell.ask(Form(f"A new item of {row.title}", _item_fields(ground, meeting, row, None)))
    if values is None:
        return False
    await ground.store.write(add_item, session_id=row.id, **_item_values(values, meeting, row))
    shell.tell("The item is added.")
    return True


async def edit_item_form(
    shell: Shell, ground: Ground, meeting: MeetingRow, row: SessionRow, item: AgendaLine
) -> bool:
    """Edit an item; whether it was saved."""
    values = await shell.ask(Form(item.title, _item_fields(ground, meeting, row, item)))
    if values is None:
        return False
    await ground.store.write(edit_item, item_id=item.item_id, **_item_values(values, meeting, row))
    shell.tell("The item is saved.")
    return True


async def new_part(shell: Shell, ground: Ground, item: AgendaLine) -> bool:
    """Give somebody a part in an item; whether it was given."""
    person_id = await pick_person(shell, ground, f"Who has a part in {item.title}?")
    if person_id is None:
        return False
    role = await ask_role(shell, None)
    if role is None:
        return False
    await ground.store.write(add_part, item_id=item.item_id, person_id=person_id, role=role)
    shell.tell("The part is given.")
    return True


async def edit_part_form(shell: Shell, ground: Ground, line: AgendaLine) -> bool:
    """Give a part another role; whether it was."""
    role = await ask_role(shell, line.role)
    if role is None or line.part_id is None:
        return False
    return await ground.store.write(edit_part, part_id=line.part_id, role=role)


async def ask_role(shell: Shell, current: AgendaRole | None) -> AgendaRole | None:
    """What somebody does in an item."""
    return await shell.ask(
        Choose("As what?", [Option(role, word(role)) for role in AgendaRole], current=current)
    )


# -- sessions


def _session_fields(
    ground: Ground, meeting: MeetingRow, row: SessionRow | None, *, first: bool, sent: int = 0
) -> list[Field]:
    zone = ZoneInfo(meeting.zone)
    day = row.starts_at.astimezone(zone).date() if row else meeting.starts_on
    last = row.ends_at.astimezone(zone).date() if row else None
    calendars = f" {counted(sent, 'calendar')} will need an update." if sent else ""
    place = f"A new place raises the calendar entry.{calendars}" if sent else ""
    times = {
        name: f"{at.astimezone(zone):%H:%M}" if at else ""
        for name, at in (("starts", row.starts_at if row else None), ("ends", row.ends_at if row else None))
    }
    expected = f"A time such as 9:30, in {meeting.zone}.{calendars}"
    return [
        Field(
            "title",
            "Title",
            value=row.title if row else ("Main session" if first else ""),
            required=True,
            expected="Such as Main session, or Reception.",
        ),
        Field(
            "day",
            "Day",
            "date",
            value=day_of(day) if day else "",
            required=True,
            today=ground.now.date(),
        ),
        Field("starts", "From", "time", value=times["starts"], required=True, expected=expected),
        Field("ends", "To", "time", value=times["ends"], required=True, expected=expected),
        Field(
            "last",
            "Last day",
            "date",
            value=day_of(last) if last and last != day else "",
            today=ground.now.date(),
            expected="Only where it ends on another day.",
        ),
        Field("place", "Place", value=row.place if row else meeting.venue, expected=place),
        Field("address", "Address", value=row.address if row else meeting.venue_address, expected=place),
        Field(
            "counts",
            "Counts",
            "choice",
            value=_YES if (row.counts if row else first) else _NO,
            options=((_YES, "who comes has taken part"), (_NO, "as a reception does not")),
        ),
    ]


def _session_values(values: Values) -> dict[str, Any]:
    day, starts, ends = values.day("day"), values.time("starts"), values.time("ends")
    assert day is not None
    assert starts is not None
    assert ends is not None
    return {
        "title": values.text("title"),
        "starts_at": datetime.combine(day, starts),
        "ends_at": datetime.combine(values.day("last") or day, ends),
        "place": values.text("place"),
        "address": values.text("address"),
        "counts": values.text("counts") == _YES,
    }


def _check_session(values: Values) -> tuple[str, str] | None:
    said = _session_values(values)
    if said["ends_at"] <= said["starts_at"]:
        return "ends", "It would end before it starts: check the times, or give the last day."
    return None


def _moved(said: dict[str, Any], row: SessionRow, zone: str) -> bool:
    local = ZoneInfo(zone)
    return (
        said["starts_at"].replace(tzinfo=local) != row.starts_at
        or said["ends_at"].replace(tzinfo=local) != row.ends_at
        or (said["place"], said["address"]) != (row.place, row.address)
    )


# -- items


def _item_fields(
    ground: Ground, meeting: MeetingRow, row: SessionRow, item: AgendaLine | None
) -> list[Field]:
    zone = ZoneInfo(meeting.zone)
    starts = item.starts_at.astimezone(zone) if item and item.starts_at else None
    ends = item.ends_at.astimezone(zone) if item and item.ends_at else None
    first = row.starts_at.astimezone(zone)
    many_days = row.ends_at.astimezone(zone).date() > first.date()
    day = Field(
        "day",
        "Day",
        "date",
        value=day_of((starts or first).date()),
        today=ground.now.date(),
        expected="The session lasts several days.",
    )
    expected = f"A time such as 9:30, in {meeting.zone}; empty: not known."
    return [
        Field(
            "title",
            "Title",
            value=item.title if item else "",
            required=True,
            expected="Such as Opening, or Panel: the work of police.",
        ),
        *([day] if many_days else []),
        Field("starts", "From", "time", value=f"{starts:%H:%M}" if starts else "", expected=expected),
        Field("ends", "To", "time", value=f"{ends:%H:%M}" if ends else "", expected=expected),
        Field("description", "About", "lines", value=item.description if item else ""),
    ]


def _item_values(values: Values, meeting: MeetingRow, row: SessionRow) -> dict[str, Any]:
    day = values.day("day") if "day" in values else None
    day = day or row.starts_at.astimezone(ZoneInfo(meeting.zone)).date()
    starts, ends = _at(day, values.time("starts")), _at(day, values.time("ends"))
    if starts and ends and ends < starts:  # past midnight
        ends += timedelta(days=1)
    return {
        "title": values.text("title"),
        "description": values.text("description"),
        "starts_at": starts,
        "ends_at": ends,
    }


def _at(day: date, clock: time | None) -> datetime | None:
    return None if clock is None else datetime.combine(day, clock)
