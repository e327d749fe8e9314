"""The forms of what reaches beyond a meeting: a report to others, and a parliament's focal point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.queries.meetings import list_meetings
from db.queries.people import people_by_id
from paht_tui.documents.countries import country_in_text
from paht_tui.domain.reach import add_report_back, edit_report_back, name_focal_point
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.forms.checks import COUNTRY_HINT, check_country, country_of
from paht_tui.ui.picking import pick_person
from paht_tui.ui.when import day_of

if TYPE_CHECKING:
    from datetime import date

    from db.queries.meetings import MeetingRow
    from db.queries.people import PersonRow
    from db.queries.reach import FocalPointRow, ReportBackRow
    from paht_tui.ui.dialogs.fields import Values
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

NO_PROGRAMME = "There is no programme yet: press n on Today to start one."


async def report_back(
    shell: Shell,
    ground: Ground,
    programme_id: int,
    *,
    person_id: int | None = None,
    meeting_id: int | None = None,
) -> bool:
    """Record that somebody told others, who is asked for without `person_id`; whether it was recorded."""
    person = await _whom(shell, ground, "Who reported back?", person_id)
    if person is None:
        return False
    meetings = await ground.store.read(list_meetings, programme_id=programme_id)
    fields = _report_fields(meetings, ground.now.date(), None, meeting_id)
    values = await shell.ask(Form(f"{person.name} reported back", fields))
    if values is None:
        return False
    await ground.store.write(
        add_report_back, programme_id=programme_id, person_id=person.id, **_report(values)
    )
    shell.tell(f"Recorded: {person.name} told {values.number('people')}.")
    return True


async def edit_report(shell: Shell, ground: Ground, row: ReportBackRow) -> bool:
    """Put a report right; whether it was saved."""
    meetings = await ground.store.read(list_meetings, programme_id=row.programme_id)
    fields = _report_fields(meetings, ground.now.date(), row, row.meeting_id)
    values = await shell.ask(Form(f"{row.name} reported back", fields))
    if values is None:
        return False
    await ground.store.write(edit_report_back, report_back_id=row.id, **_report(values))
    shell.tell("The report is saved.")
    return True


async def focal_point(
    shell: Shell,
    ground: Ground,
    programme_id: int,
    *,
    person_id: int | None = None,
    row: FocalPointRow | None = None,
) -> bool:
    """Record whom a parliament named, who is asked for without `person_id`; whether it was recorded."""
    person = await _whom(shell, ground, "Whom did the parliament name?", person_id)
    if person is None:
        return False
    fields = [
        Field(
            "country",
            "Parliament of",
            value=(row.country if row else person.country) or "",
            required=True,
            check=check_country,
            expected=COUNTRY_HINT,
        ),
        Field(
            "since",
            "Since",
            "date",
            value=day_of(row.since) if row and row.since else "",
            today=ground.now.date(),
        ),
    ]
    values = await shell.ask(Form(f"{person.name}, focal point", fields))
    if values is None:
        return False
    country = country_of(values.text("country"))
    assert country is not None
    await ground.store.write(
        name_focal_point,
        programme_id=programme_id,
        person_id=person.id,
        country=country,
        since=values.day("since"),
    )
    shell.tell(f"{person.name} is the focal point of {country_in_text(country)}.")
    return True


async def _whom(shell: Shell, ground: Ground, title: str, person_id: int | None) -> PersonRow | None:
    number = await pick_person(shell, ground, title) if person_id is None else person_id
    if number is None:
        return None
    return next(iter(await ground.store.read(people_by_id, ids=(number,))), None)


def _report_fields(
    meetings: tuple[MeetingRow, ...], today: date, row: ReportBackRow | None, meeting_id: int | None
) -> list[Field]:
    after = tuple((str(each.id), " · ".join(filter(None, (each.city, each.title)))) for each in meetings)
    return [
        Field(
            "people",
            "People told",
            "number",
            value=str(row.people_reached) if row else "",
            required=True,
            check=_above_zero,
        ),
        Field(
            "audience",
            "Who they are",
            value=row.audience if row else "",
            expected="Such as: her committee, the party group.",
        ),
        Field(
            "on", "On", "date", value=day_of(row.reported_on if row else today), required=True, today=today
        ),
        Field(
            "meeting",
            "After",
            "choice",
            value="" if meeting_id is None else str(meeting_id),
            options=(("", "no single meeting"), *after),
        ),
    ]


def _report(values: Values) -> dict[str, Any]:
    meeting = values.text("meeting")
    return {
        "people_reached": values.number("people"),
        "audience": values.text("audience"),
        "reported_on": values.day("on"),
        "meeting_id": int(meeting) if meeting else None,
    }


def _above_zero(value: object) -> str | None:
    return None if isinstance(value, int) and value > 0 else "A number above zero."
