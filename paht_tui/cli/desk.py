"""`paht checkin` and `paht absent`: who is in the room, and why others are not."""

import argparse

from sqlalchemy.orm import Session

from db.change import Change
from db.enums import Arrival, Presence
from db.queries.attendance import AttendanceRow, session_attendance
from db.queries.meetings import SessionRow, find_session
from db.queries.people import list_people
from db.text import fold
from paht_tui.cli.countries import country_of
from paht_tui.cli.find_people import one_invitation
from paht_tui.cli.output import plain, say
from paht_tui.cli.record import act, ask, meeting_of, opened
from paht_tui.cli.run import DONE
from paht_tui.cli.words import filter_text
from paht_tui.domain.desk import CheckedIn, check_in, mark_absent, walk_in
from paht_tui.errors import UserError
from paht_tui.jobs.opening import Record

_ARRIVED = {
    None: "{name} was checked in to {session} before.",
    Arrival.EXPECTED: "{name} arrived: {session}.",
    Arrival.LET_IN: "{name} was not expected and is let in: {session}.",
    Arrival.WALK_IN: "{name} was not on the list and walked in: {session}.",
}


def checkin(args: argparse.Namespace) -> int:
    """Record that somebody is in the room; twice is once."""
    with opened(args) as record:
        meeting = meeting_of(record, args.meeting)
        session = ask(record, find_session, meeting_id=meeting.id, text=args.session)
        if args.walk_in:
            done = _walk_in(record, args, session)
        else:
            invited = ask(record, one_invitation, meeting_id=meeting.id, text=args.person)
            done = act(record, check_in, invitation_id=invited.id, session_id=session.id)
    say(_ARRIVED[done.arrival].format(name=done.name, session=session.title))
    return DONE


def absent(args: argparse.Namespace) -> int:
    """Record why people who were expected did not come; who has a reason already keeps it."""
    with opened(args) as record:
        meeting = meeting_of(record, args.meeting)
        session = ask(record, find_session, meeting_id=meeting.id, text=args.session)
        marked, kept = act(record, _mark, session_id=session.id, args=args)
    if not marked and not kept:
        raise UserError(f"Nobody who is expected at {session.title} and has not come is found.")
    for row in marked:
        before = f" (was: {plain(row.absence_reason)})" if row.absence_reason else ""
        say(f"{row.name}: absent from {session.title}, {plain(args.reason)}{before}.")
    for row in kept:
        say(f"{row.name}: keeps the reason “{plain(row.absence_reason or '')}”; --replace alters it.")
    return DONE


def _walk_in(record: Record, args: argparse.Namespace, session: SessionRow) -> CheckedIn:
    return act(
        record,
        walk_in,
        session_id=session.id,
        name=args.person,
        country=country_of(args.country),
        category=args.category,
        person_id=ask(record, _known, name=args.person),
    )


def _known(session: Session, *, name: str) -> int | None:
    """The contact of exactly this name, or id:12; None for somebody new.

    Raises:
        UserError: there are several.
    """
    by_number = name.startswith("id:")
    rows = [row for row in list_people(session, text=name) if by_number or fold(row.name) == fold(name)]
    if len(rows) > 1:
        raise UserError(f"There are several people called {name}: name one as id:{rows[0].id}.")
    if by_number and not rows:
        raise UserError(f"Nobody in the contacts has the number {name}.")
    return rows[0].id if rows else None


def _mark(
    change: Change, *, session_id: int, args: argparse.Namespace
) -> tuple[list[AttendanceRow], list[AttendanceRow]]:
    """Whom the reason was recorded for, and who kept another; as they were before."""
    found = session_attendance(change.session, session_id=session_id, text=filter_text(args.filter))
    missing = [row for row in found if row.presence in {Presence.EXPECTED, Presence.ABSENT}]
    kept = [row for row in missing if row.absence_reason not in {None, args.reason} and not args.replace]
    marked = [row for row in missing if row not in kept]
    if marked:
        mark_absent(
            change,
            session_id=session_id,
            invitation_ids=[row.invitation_id for row in marked],
            reason=args.reason,
            note=args.note,
        )
    return marked, kept
