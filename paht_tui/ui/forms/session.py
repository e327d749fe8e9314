"""The forms of a meeting's programme: sessions, items, and who does what."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from db.enums import AgendaRole
from db.queries.figures import calendars_sent
from paht_tui.domain.agenda import add_item, add_part, edit_item, edit_part
from paht_tui.domain.calendar_entries import check_alarm
from paht_tui.domain.meetings import add_session, edit_session
from paht_tui.errors import UserError
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.picking import pick_person
from paht_tui.ui.when import day_of
from paht_tui.ui.words import counted, word

if TYPE_CHECKING:
    from datetime import date

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
    """Edit or cancel a session, and say what that means for the calendars; whether it was saved."""
    sent = await ground.store.read(calendars_sent, session_id=row.id)
    fields = _session_fields(ground, meeting, row, first=row.counts, sent=sent)
    values = await shell.ask(Form(row.title, fields, check=_check_session))
    if values is None:
        return False
    said = _session_values(values)
    await ground.store.write(edit_session, session_id=row.id, **said)
    shell.tell(_told(said, row, meeting.zone, sent))
    return True


def _told(said: dict[str, Any], row: SessionRow, zone: str, sent: int) -> str:
    """What was saved, and what is to be done about the calendars that hold what was sent."""
    title, have = said["title"], "1 person has" if sent == 1 else f"{sent} people have"
    if said["cancelled"] != row.cancelled:
        now, what = ("is cancelled", "a cancellation") if said["cancelled"] else ("takes place", "an update")
        todo = f" {have} it in the calendar: prepare {what} in Mail (b)." if sent else ""
        return f"{title} {now}.{todo}"
    moved = sent and not row.cancelled and _moved(said, row, zone)
    todo = f" {have} the old time or place in the calendar: prepare an update in Mail (b)." if moved else ""
    return f"{title} is saved.{todo}"


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
    last = _last_day(row, zone) if row else None
    calendars = f" {counted(sent, 'calendar')} will need an update." if sent else ""
    place = f"A new place raises the calendar entry.{calendars}" if sent else ""
    times = {
        name: f"{at.astimezone(zone):%H:%M}" if at and row and not row.all_day else ""
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
        Field("starts", "From", "time", value=times["starts"], expected=expected),
        Field("ends", "To", "time", value=times["ends"], expected=expected),
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
        *_in_calendars(row, first=first),
        *(_state(row) if row else ()),
    ]


def _in_calendars(row: SessionRow | None, *, first: bool) -> tuple[Field, ...]:
    """Whether it counts, and how a calendar shows it."""
    return (
        Field(
            "counts",
            "Counts",
            "choice",
            value=_YES if (row.counts if row else first) else _NO,
            options=((_YES, "who comes has taken part"), (_NO, "as a reception does not")),
        ),
        Field(
            "all_day",
            "Calendar",
            "choice",
            value=_YES if row and row.all_day else _NO,
            options=((_NO, "shows the times"), (_YES, "shows whole days: there are no times")),
        ),
        Field(
            "alarm",
            "Reminder",
            "number",
            value="" if row is None or row.alarm_minutes is None else str(row.alarm_minutes),
            check=_check_alarm,
            expected="Minutes before it starts, by the receiver's calendar; empty: none.",
        ),
    )


def _state(row: SessionRow) -> tuple[Field]:
    options = ((_NO, "takes place"), (_YES, "is cancelled"))
    return (Field("cancelled", "State", "choice", value=_YES if row.cancelled else _NO, options=options),)


def _last_day(row: SessionRow, zone: ZoneInfo) -> date:
    """The day on which it ends; what ends at midnight takes nothing of the day that begins then."""
    return (row.ends_at.astimezone(zone) - timedelta(days=1 if row.all_day else 0)).date()


def _session_values(values: Values) -> dict[str, Any]:
    day, starts, ends = values.day("day"), values.time("starts"), values.time("ends")
    assert day is not None
    last, all_day = values.day("last") or day, values.text("all_day") == _YES
    if all_day or starts is None or ends is None:
        starts, ends, last = time.min, time.min, last + timedelta(days=1)
    return {
        "title": values.text("title"),
        "starts_at": datetime.combine(day, starts),
        "ends_at": datetime.combine(last, ends),
        "all_day": all_day,
        "alarm_minutes": values.number("alarm"),
        "place": values.text("place"),
        "address": values.text("address"),
        "counts": values.text("counts") == _YES,
        **({"cancelled": values.text("cancelled") == _YES} if "cancelled" in values else {}),
    }


def _check_alarm(value: object) -> str | None:
    try:
        check_alarm(value if isinstance(value, int) else None)
    except UserError as problem:
        return str(problem)
    return None


def _check_session(values: Values) -> tuple[str, str] | None:
    if values.text("all_day") == _NO:
        for name, words in (("starts", "beginning"), ("ends", "end")):
            if values.time(name) is None:
                return name, f"Without its {words} it lasts whole days: give a time, or say so at “Calendar”."
    said = _session_values(values)
    if said["ends_at"] <= said["starts_at"]:
        return "ends", "It would end before it starts: check the times, or give the last day."
    return None


def _moved(said: dict[str, Any], row: SessionRow, zone: str) -> bool:
    local = ZoneInfo(zone)
    return (
        said["starts_at"].replace(tzinfo=local) != row.starts_at
        or said["ends_at"].replace(tzinfo=local) != row.ends_at
        or (said["place"], said["address"], said["all_day"]) != (row.place, row.address, row.all_day)
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
