"""The lists: people, meetings, invitations, calls, messages; as a table or as JSON. They write nothing."""

import argparse
import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy.orm import Session

from db.enums import Presence
from db.queries.attendance import AttendanceRow, meeting_attendance
from db.queries.calls import calls_due, list_calls
from db.queries.invitations import list_invitations
from db.queries.mail import list_messages
from db.queries.meetings import MeetingRow, list_meetings, list_programmes, list_sessions
from db.queries.people import list_people
from db.queries.today import Funnel, funnels
from paht_tui.cli import shapes
from paht_tui.cli.find_meetings import chosen_meetings
from paht_tui.cli.local_time import in_zones
from paht_tui.cli.output import Row, note, say_json, say_table
from paht_tui.cli.record import ask, meeting_of, opened
from paht_tui.cli.shapes import Shape
from paht_tui.cli.words import filter_text
from paht_tui.jobs.opening import Record

_ALL = 1_000_000
_NO_FUNNEL = Funnel(0, 0, 0, 0, 0, 0, 0, 0)


def people(args: argparse.Namespace) -> int:
    """The contacts that a filter finds."""
    with opened(args) as record:
        rows = ask(record, list_people, text=filter_text(args.filter), limit=_ALL)
        if args.meeting:
            meeting = meeting_of(record, args.meeting)
            invited = ask(record, list_invitations, meeting_id=meeting.id, limit=_ALL)
            on_list = {row.person_id for row in invited}
            rows = tuple(row for row in rows if row.id in on_list)
        return _show(args, shapes.PEOPLE, [_fields(row, shapes.PEOPLE.fields) for row in rows], {})


def meetings(args: argparse.Namespace) -> int:
    """The meetings, with their funnels and sessions."""
    with opened(args) as record:
        rows = asyncio.run(record.store.read(_meetings, wanted=args.filter))
        if args.meeting:
            one = meeting_of(record, args.meeting)
            rows = [row for row in rows if row["id"] == one.id]
        return _show(args, shapes.MEETINGS, rows, {})


def invitations(args: argparse.Namespace) -> int:
    """Who is invited: delivery, answer, and the presence in each session."""
    with opened(args) as record:
        named, meeting_id = _meetings_of(record, args)
        text = filter_text(args.filter)
        found = ask(record, list_invitations, meeting_id=meeting_id, text=text, limit=_ALL)
        sessions = ask(record, _presences, meeting_ids=sorted({row.meeting_id for row in found}))
        rows = [
            {
                **_fields(row, shapes.INVITATIONS.fields, skip={"meeting", "sessions"}),
                "meeting": named[row.meeting_id].slug,
                "sessions": sessions[row.id],
                "presence": [
                    each["presence"] for each in sessions[row.id] if each["presence"] != Presence.NOT_EXPECTED
                ],
            }
            for row in found
        ]
        return _show(args, shapes.INVITATIONS, rows, named)


def calls(args: argparse.Namespace) -> int:
    """The calls that were made, or those to be made now."""
    with opened(args) as record:
        named, meeting_id = _meetings_of(record, args)
        text = filter_text(args.filter)
        if not args.due:
            made = ask(record, list_calls, meeting_id=meeting_id, text=text, limit=_ALL)
            return _show(args, shapes.CALLS, _in_meetings(made, shapes.CALLS, named), named)
        due = ask(
            record,
            calls_due,
            now=record.clock(),
            cool_down=timedelta(days=record.settings.calling.cool_down),
            meeting_id=meeting_id,
            limit=_ALL,
        )
        if text:
            wanted = ask(record, list_invitations, meeting_id=meeting_id, text=text, limit=_ALL)
            numbers = {row.id for row in wanted}
            due = tuple(row for row in due if row.invitation_id in numbers)
        return _show(args, shapes.CALLS_DUE, _in_meetings(due, shapes.CALLS_DUE, named), named)


def messages(args: argparse.Namespace) -> int:
    """What was sent, is to be sent, or came back."""
    with opened(args) as record:
        named, meeting_id = _meetings_of(record, args)
        found = ask(record, list_messages, meeting_id=meeting_id, text=filter_text(args.filter), limit=_ALL)
        return _show(args, shapes.MESSAGES, _in_meetings(found, shapes.MESSAGES, named), named)


def _show(
    args: argparse.Namespace, shape: Shape, rows: list[dict[str, Any]], named: Mapping[int, MeetingRow]
) -> int:
    if args.json:
        say_json([{name: row[name] for name in shape.fields} for row in rows])
    elif rows:
        say_table(in_zones(rows, named.values()), shape.columns)
    else:
        note(shape.nobody)
    return 0


def _fields(row: object, names: Iterable[str], skip: Iterable[str] = ()) -> dict[str, Any]:
    return {name: attrgetter(name)(row) for name in names if name not in set(skip)}


def _meetings_of(record: Record, args: argparse.Namespace) -> tuple[dict[int, MeetingRow], int | None]:
    """All meetings by number, and the number of the one that is meant, if one is."""
    named = {row.id: row for row in ask(record, list_meetings)}
    return named, meeting_of(record, args.meeting).id if args.meeting else None


def _in_meetings(rows: Iterable[Any], shape: Shape, named: Mapping[int, MeetingRow]) -> list[dict[str, Any]]:
    return [
        {**_fields(row, shape.fields, skip={"meeting"}), "meeting": named[row.meeting_id].slug}
        for row in rows
    ]


def _meetings(session: Session, *, wanted: list[str]) -> list[dict[str, Any]]:
    programmes = {row.id: row.short_name for row in list_programmes(session)}
    figures = funnels(session)
    own = {"programme", "sessions", "on_list", "invited", "answered", "accepted", "present"}
    return [
        {
            **_fields(row, shapes.MEETINGS.fields, skip=own),
            "programme": programmes[row.programme_id],
            **_fields(
                figures.get(row.id, _NO_FUNNEL), ("on_list", "invited", "answered", "accepted", "present")
            ),
            "sessions": [
                _fields(each, shapes.SESSION_FIELDS) for each in list_sessions(session, meeting_id=row.id)
            ],
        }
        for row in chosen_meetings(list_meetings(session), wanted)
    ]


def _presences(session: Session, *, meeting_ids: list[int]) -> dict[int, list[Row]]:
    """For each invitation its sessions, with the answer and the presence that hold there."""
    found: dict[int, list[Row]] = defaultdict(list)
    for meeting_id in meeting_ids:
        titles = {row.id: row.title for row in list_sessions(session, meeting_id=meeting_id)}
        for row in meeting_attendance(session, meeting_id=meeting_id):
            found[row.invitation_id].append(_presence(row, titles[row.session_id]))
    return found


def _presence(row: AttendanceRow, title: str) -> Row:
    return {**_fields(row, shapes.PRESENCE_FIELDS, skip={"session"}), "session": title}
