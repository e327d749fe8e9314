"""The forms of what has to be arranged for a person: a need, a journey, nights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from db.enums import Direction, NeedKind, TravelState
from paht_tui.domain.logistics import (
    edit_journey,
    edit_need,
    edit_stay,
    note_journey,
    note_need,
    note_stay,
)
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.local import day_and_clock
from paht_tui.ui.when import day_of
from paht_tui.ui.words import options

if TYPE_CHECKING:
    from datetime import datetime

    from db.queries.logistics import Guest, JourneyRow, NeedRow, StayRow
    from db.queries.meetings import MeetingRow
    from paht_tui.ui.dialogs.fields import Values
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


async def need_form(shell: Shell, ground: Ground, guest: Guest, row: NeedRow | None) -> bool:
    """A diet, an access need, a language; whether it was saved."""
    need = await ask_need(shell, guest.name, row)
    if need is None:
        return False
    if row is None:
        await ground.store.write(note_need, person_id=guest.person_id, **need)
    else:
        await ground.store.write(edit_need, need_id=row.id, **need)
    shell.tell("The need is noted.")
    return True


async def ask_need(shell: Shell, name: str, row: NeedRow | None = None) -> dict[str, Any] | None:
    """What the person of this name needs, by column; None where the form was given up."""
    fields = [
        Field("kind", "Kind", "choice", value=row.kind if row else NeedKind.DIET, options=options(NeedKind)),
        Field(
            "text",
            "What",
            value=row.text if row else "",
            required=True,
            expected="In a few words: vegetarian, step-free access, Greek.",
        ),
    ]
    values = await shell.ask(Form(f"What {name} needs", fields))
    return None if values is None else {"kind": NeedKind(values.text("kind")), "text": values.text("text")}


async def journey_form(
    shell: Shell, ground: Ground, meeting: MeetingRow, guest: Guest, row: JourneyRow | None
) -> bool:
    """A journey to the meeting or home; whether it was saved."""
    direction = row.direction if row else _next_direction(guest)
    fields = _journey_fields(ground, meeting, row, direction)
    values = await shell.ask(Form(f"A journey of {guest.name}", fields, check=_check_journey))
    if values is None:
        return False
    said: dict[str, Any] = {
        **{name: values.text(name) for name in ("carrier", "from_place", "to_place", "note")},
        "direction": Direction(values.text("direction")),
        "state": TravelState(values.text("state")),
        "departs_at": values.moment("departs_at"),
        "arrives_at": values.moment("arrives_at"),
    }
    if row is None:
        await ground.store.write(note_journey, invitation_id=guest.invitation_id, **said)
    else:
        await ground.store.write(edit_journey, journey_id=row.id, **said)
    shell.tell("The journey is noted.")
    return True


async def stay_form(
    shell: Shell, ground: Ground, meeting: MeetingRow, guest: Guest, row: StayRow | None, *, hotel: str = ""
) -> bool:
    """Nights in a hotel, `hotel` offered; whether it was saved."""
    today = ground.now.date()
    fields = [
        Field("hotel", "Hotel", value=row.hotel if row else hotel, required=True),
        Field(
            "arrives_on",
            "From",
            "date",
            value=day_of(row.arrives_on) if row else "",
            required=True,
            today=today,
        ),
        Field(
            "leaves_on",
            "To",
            "date",
            value=day_of(row.leaves_on) if row else (day_of(meeting.ends_on) if meeting.ends_on else ""),
            required=True,
            today=today,
        ),
        Field("paid_by", "Paid by", value=row.paid_by if row else ""),
        Field("note", "Note", value=row.note if row else ""),
    ]
    values = await shell.ask(Form(f"Nights of {guest.name}", fields, check=_check_nights))
    if values is None:
        return False
    arrives_on, leaves_on = values.day("arrives_on"), values.day("leaves_on")
    assert arrives_on is not None
    assert leaves_on is not None
    said: dict[str, Any] = {
        **{name: values.text(name) for name in ("hotel", "paid_by", "note")},
        "arrives_on": arrives_on,
        "leaves_on": leaves_on,
    }
    if row is None:
        await ground.store.write(note_stay, invitation_id=guest.invitation_id, **said)
    else:
        await ground.store.write(edit_stay, stay_id=row.id, **said)
    shell.tell("The nights are noted.")
    return True


def _next_direction(guest: Guest) -> Direction:
    known = {row.direction for row in guest.journeys}
    return Direction.DEPARTURE if Direction.ARRIVAL in known else Direction.ARRIVAL


def _journey_fields(
    ground: Ground, meeting: MeetingRow, row: JourneyRow | None, direction: Direction
) -> list[Field]:
    zone, today = meeting.zone, ground.now.astimezone(ZoneInfo(meeting.zone)).date()
    return [
        Field("direction", "Way", "choice", value=direction, options=options(Direction)),
        Field(
            "state",
            "State",
            "choice",
            value=row.state if row else TravelState.BOOKED,
            options=options(TravelState),
        ),
        Field("carrier", "With", value=row.carrier if row else "", expected="Line and number: KL 1276."),
        Field("from_place", "From", value=row.from_place if row else ""),
        Field("to_place", "To", value=row.to_place if row else ""),
        Field(
            "departs_at",
            "Departs",
            "moment",
            value=_moment(row.departs_at if row else None, zone),
            zone=zone,
            today=today,
        ),
        Field(
            "arrives_at",
            "Arrives",
            "moment",
            value=_moment(row.arrives_at if row else None, zone),
            zone=zone,
            today=today,
        ),
        Field("note", "Note", value=row.note if row else ""),
    ]


def _moment(at: datetime | None, zone: str) -> str:
    return "" if at is None else day_and_clock(at, zone)


def _check_journey(values: Values) -> tuple[str, str] | None:
    departs, arrives = values.moment("departs_at"), values.moment("arrives_at")
    if departs and arrives and arrives < departs:
        return "arrives_at", "It would arrive before it departs: check the times."
    return None


def _check_nights(values: Values) -> tuple[str, str] | None:
    first, last = values.day("arrives_on"), values.day("leaves_on")
    if first and last and last <= first:
        return "leaves_on", "The last day is to be after the first."
    return None
