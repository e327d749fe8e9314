"""What reaches beyond the meetings: who told others of them, and whom a parliament named as focal point."""

from datetime import date

from sqlalchemy import select

from db.change import Change
from db.tables import FocalPoint, ReportBack
from paht_tui.domain.people import get_person
from paht_tui.errors import UserError


def add_report_back(
    change: Change,
    *,
    programme_id: int,
    person_id: int,
    people_reached: int,
    reported_on: date,
    meeting_id: int | None = None,
    audience: str = "",
) -> int:
    """Record that somebody who came told others.

    Raises:
        UserError: the number of people is not above zero.
    """
    person = get_person(change.session, person_id)
    _check_number(people_reached)
    change.describe("programme.report_back", f"{person.full_name} reported back to {people_reached}")
    row = ReportBack(
        programme_id=programme_id,
        person_id=person_id,
        meeting_id=meeting_id,
        people_reached=people_reached,
        reported_on=reported_on,
        audience=audience.strip(),
    )
    return change.add(row).id


def edit_report_back(
    change: Change,
    *,
    report_back_id: int,
    people_reached: int,
    reported_on: date,
    meeting_id: int | None = None,
    audience: str = "",
) -> bool:
    """Put right what was recorded of a report. Says whether anything was altered.

    Raises:
        UserError: the number of people is not above zero, or the report is no longer in the record.
    """
    row = _report_back(change, report_back_id)
    _check_number(people_reached)
    person = get_person(change.session, row.person_id)
    change.describe("programme.report_back", f"{person.full_name} reported back to {people_reached}")
    return change.set(
        row,
        people_reached=people_reached,
        reported_on=reported_on,
        meeting_id=meeting_id,
        audience=audience.strip(),
    )


def remove_report_back(change: Change, *, report_back_id: int) -> None:
    """Take a report out again.

    Raises:
        UserError: it is no longer in the record.
    """
    row = _report_back(change, report_back_id)
    person = get_person(change.session, row.person_id)
    change.describe(
        "programme.report_back_removed", f"{person.full_name}: no report back to {row.people_reached}"
    )
    change.remove(row)


def name_focal_point(
    change: Change, *, programme_id: int, person_id: int, country: str, since: date | None = None
) -> int:
    """Record whom a national parliament named; named again, the country and the day are replaced."""
    session = change.session
    person = get_person(session, person_id)
    change.describe("programme.focal_point", f"{person.full_name} is the focal point of {country.upper()}")
    known = select(FocalPoint).where(
        FocalPoint.programme_id == programme_id, FocalPoint.person_id == person_id
    )
    if row := session.scalar(known):
        change.set(row, country=country.upper(), since=since)
        return row.id
    row = FocalPoint(programme_id=programme_id, person_id=person_id, country=country.upper(), since=since)
    return change.add(row).id


def remove_focal_point(change: Change, *, focal_point_id: int) -> None:
    """Record that somebody is no longer the focal point of a parliament.

    Raises:
        UserError: the person is none.
    """
    row = change.session.get(FocalPoint, focal_point_id)
    if row is None:
        raise UserError("This focal point is no longer in the record.")
    person = get_person(change.session, row.person_id)
    change.describe(
        "programme.focal_point_removed", f"{person.full_name} is no longer the focal point of {row.country}"
    )
    change.remove(row)


def _report_back(change: Change, number: int) -> ReportBack:
    row = change.session.get(ReportBack, number)
    if row is None:
        raise UserError("This report is no longer in the record.")
    return row


def _check_number(people_reached: int) -> None:
    if people_reached <= 0:
        raise UserError("How many were told is a number above zero.")
