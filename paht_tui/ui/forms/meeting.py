"""The form of a meeting: planned anew with its first session, or edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.enums import ActivityType, MeetingState, Reach
from db.queries.figures import stale_calendars
from paht_tui.domain.office_hours import zone_of_country
from paht_tui.domain.planning import change_meeting, plan_meeting
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.forms.checks import (
    COUNTRY_HINT,
    MAP_HINT,
    check_country,
    check_map,
    check_zone_name,
    coordinates_of,
    country_of,
)
from paht_tui.ui.local import town_of
from paht_tui.ui.when import day_of
from paht_tui.ui.words import options

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from db.queries.meetings import MeetingRow
    from paht_tui.ui.dialogs.fields import Values
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_TEXTS: Final = ("title", "city", "venue", "venue_address", "focus")


async def new_meeting(shell: Shell, ground: Ground, number: int | None) -> int | None:
    """Plan a meeting of the programme in front, `number` offered; its number in the record, or None."""
    assert ground.programme is not None
    form = Form("A new meeting", _fields(ground, None, number), check=_together)
    values = await shell.ask(form)
    if values is None:
        return None
    meeting_id = await ground.store.write(
        plan_meeting,
        programme_id=ground.programme.id,
        starts=values.time("starts"),
        ends=values.time("ends"),
        **_values(values),
    )
    shell.tell(f"{values.text('title')} is planned.")
    return meeting_id


async def edit_meeting_form(shell: Shell, ground: Ground, meeting: MeetingRow) -> bool:
    """Edit a meeting, and say what a new zone means for its sessions; whether anything was saved."""
    values = await shell.ask(Form(meeting.title, _fields(ground, meeting, None), check=_together))
    if values is None:
        return False
    said = _values(values)
    moved = await ground.store.write(change_meeting, meeting_id=meeting.id, **said)
    if not moved:
        shell.tell("The meeting is saved.")
        return True
    stale = sum((await ground.store.read(stale_calendars, meeting_id=meeting.id)).values())
    have = "1 calendar has" if stale == 1 else f"{stale} calendars have"
    todo = f" {have} the old time: prepare an update in Mail (b)." if stale else ""
    what = "Its session keeps its time" if moved == 1 else f"Its {moved} sessions keep their times"
    shell.tell(f"The meeting is saved. {what} by the clock, now that of {town_of(said['zone'])}.{todo}")
    return True


def _values(values: Values) -> dict[str, Any]:
    country = country_of(values.text("country"))
    reach = values.text("reach")
    latitude, longitude = coordinates_of(values.text("map"))
    return {
        **{name: values.text(name) for name in _TEXTS},
        "host": values.text("host"),
        "number": values.number("number"),
        "country": country,
        "latitude": latitude,
        "longitude": longitude,
        "zone": values.text("zone") or zone_of_country(country),
        "activity": ActivityType(values.text("activity")),
        "reach": Reach(reach) if reach else None,
        "state": MeetingState(values.text("state")),
        "starts_on": values.day("starts_on"),
        "ends_on": values.day("ends_on") or values.day("starts_on"),
        "capacity": values.number("capacity"),
    }


def _fields(ground: Ground, meeting: MeetingRow | None, number: int | None) -> list[Field]:
    said = _said(meeting) if meeting else {"number": str(number or "")}
    return [
        *_town(said),
        *_days(ground.now.date(), meeting),
        *(() if meeting else _times()),
        *_venue(said, meeting),
        *_kind(meeting),
        Field("host", "Host", value=meeting.host or "" if meeting else "", expected="An organisation."),
        Field("focus", "Focus", value=said.get("focus", "")),
        Field("map", "On the map", value=_on_the_map(meeting), check=check_map, expected=MAP_HINT),
        Field(
            "capacity",
            "Room for",
            "number",
            value=str(meeting.capacity or "") if meeting else "",
            check=_above_zero,
            expected="How many people; empty: not known.",
        ),
    ]


def _town(said: Mapping[str, str]) -> tuple[Field, ...]:
    return (
        Field("title", "Title", value=said.get("title", ""), required=True),
        Field("number", "Number", "number", value=said["number"], expected="Which of the programme it is."),
        Field("city", "City", value=said.get("city", "")),
        Field(
            "country",
            "Country",
            value=said.get("country", ""),
            check=check_country,
            expected=COUNTRY_HINT,
        ),
    )


def _days(today: date, meeting: MeetingRow | None) -> tuple[Field, Field]:
    return (
        Field("starts_on", "Day", "date", value=_day(meeting.starts_on if meeting else None), today=today),
        Field(
            "ends_on",
            "Last day",
            "date",
            value=_day(meeting.ends_on if meeting and meeting.ends_on != meeting.starts_on else None),
            today=today,
            expected="Only where it lasts longer than a day.",
        ),
    )


def _venue(said: Mapping[str, str], meeting: MeetingRow | None) -> tuple[Field, ...]:
    return (
        Field("venue", "Venue", value=said.get("venue", ""), expected="Such as Assembly Room, Senate."),
        Field("venue_address", "Address", value=said.get("venue_address", "")),
        Field(
            "zone",
            "Time zone",
            value=meeting.zone if meeting else "",
            check=check_zone_name,
            expected="Such as Europe/Amsterdam; empty: the capital's.",
        ),
    )


def _kind(meeting: MeetingRow | None) -> tuple[Field, ...]:
    return (
        Field(
            "activity",
            "Kind",
            "choice",
            value=meeting.activity if meeting else ActivityType.SEMINAR,
            options=options(ActivityType),
        ),
        Field(
            "reach",
            "Reach",
            "choice",
            value=meeting.reach or "" if meeting else "",
            options=options(Reach, nothing="not said"),
        ),
        Field(
            "state",
            "State",
            "choice",
            value=meeting.state if meeting else MeetingState.PLANNED,
            options=options(MeetingState),
        ),
    )


def _times() -> tuple[Field, Field]:
    expected = "A time such as 9:30, where the meeting is; empty: not known yet."
    return (
        Field("starts", "From", "time", expected=expected),
        Field("ends", "To", "time", expected=expected),
    )


def _said(meeting: MeetingRow) -> dict[str, str]:
    texts = {name: str(getattr(meeting, name)) for name in _TEXTS}
    number = "" if meeting.number is None else str(meeting.number)
    return {**texts, "number": number, "country": meeting.country or ""}


def _on_the_map(meeting: MeetingRow | None) -> str:
    if meeting is None or meeting.latitude is None:
        return ""
    return f"{meeting.latitude}, {meeting.longitude}"


def _day(day: date | None) -> str:
    return "" if day is None else day_of(day)


def _above_zero(value: object) -> str | None:
    return None if isinstance(value, int) and value > 0 else "A number above zero, or empty."


def _together(values: Values) -> tuple[str, str] | None:
    """What is wrong between the fields."""
    first, last = values.day("starts_on"), values.day("ends_on")
    if last is not None and (first is None or last < first):
        return "ends_on", "The last day is not before the first."
    if not values.text("zone") and not zone_of_country(country_of(values.text("country"))):
        return "zone", "The times are read in a zone: give one such as Europe/Amsterdam, or the country."
    return _times_together(values) if "starts" in values else None


def _times_together(values: Values) -> tuple[str, str] | None:
    first, last = values.day("starts_on"), values.day("ends_on")
    starts, ends = values.time("starts"), values.time("ends")
    if (starts is None) != (ends is None):
        return ("ends" if ends is None else "starts"), "Give both times, or neither."
    if starts is None or ends is None:
        return None
    if first is None:
        return "starts_on", "With times the meeting needs its day."
    if (last or first) == first and ends <= starts:
        return "ends", "It would end before it starts."
    return None
