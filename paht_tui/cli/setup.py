"""`paht programme new`, `paht meeting new` and `paht meeting set`: what everything else hangs on."""

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.change import Change
from db.enums import Category, TargetKind
from db.queries.meetings import meeting_by_id
from paht_tui.cli.countries import country_of
from paht_tui.cli.output import say
from paht_tui.cli.record import act, ask, meeting_of, opened, programme_of
from paht_tui.cli.run import DONE
from paht_tui.cli.words import not_one_of, read_time
from paht_tui.domain.meetings import add_session, create_meeting, edit_meeting
from paht_tui.domain.programmes import create_programme, set_target
from paht_tui.errors import UserError

_DAY = r"(\d{4}-\d\d-\d\d)"
_TIME = r"(\d{1,2}:\d\d)"
_TIMES = re.compile(rf"{_DAY}\s+{_TIME}\s*[-–]\s*(?:{_DAY}\s+)?{_TIME}")
_TARGET = re.compile(r"([a-z_]+)(?:\.([a-z_]+))?=(\d{1,9})(?::(.*))?")


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session as the command line states it; naive times are in the meeting's zone."""

    title: str
    starts: datetime
    ends: datetime
    place: str
    counts: bool


def new_programme(args: argparse.Namespace) -> int:
    """Start a programme with its targets."""
    targets = [read_target(text) for text in args.target]
    with opened(args) as record:
        act(record, _create_programme, args=args, targets=targets)
    say(f"Started {args.name} ({args.short}).")
    return DONE


def new_meeting(args: argparse.Namespace) -> int:
    """Plan a meeting with its sessions, in one act."""
    sessions = _sessions(args)
    with opened(args) as record:
        programme = programme_of(record, args.programme)
        number = act(record, _create_meeting, args=args, sessions=sessions, programme_id=programme.id)
        meeting = ask(record, meeting_by_id, meeting_id=number)
    say(f"Planned {meeting.title}: {meeting.slug}.")
    return DONE


def set_meeting(args: argparse.Namespace) -> int:
    """Alter a meeting, and add sessions to it."""
    sessions = _sessions(args)
    stated = {"state": args.state, "title": args.title, "focus": args.focus}
    values = {name: value for name, value in stated.items() if value is not None}
    if not values and not sessions:
        raise UserError("Say what to alter: --state, --title, --focus, --session or --side-session.")
    with opened(args) as record:
        meeting = meeting_of(record, args.meeting)
        act(record, _alter_meeting, meeting_id=meeting.id, values=values, sessions=sessions)
    say(f"Altered {meeting.title}.")
    return DONE


def read_target(text: str) -> dict[str, Any]:
    """A target as `set_target` takes it, from `people_reached.mp=100: members of parliament`.

    Raises:
        UserError: it is not written so, or names no kind or category that there is.
    """
    found = _TARGET.fullmatch(text.strip())
    if found is None:
        raise UserError(f"“{text}” is no target: write one such as “people_reached.mp=100: members”.")
    kind, category, goal, label = found.groups()
    for word, known in ((kind, TargetKind), (category, Category)):
        if word and word not in set(known):
            raise UserError(not_one_of(word, known))
    return {
        "kind": TargetKind(kind),
        "category": Category(category) if category else None,
        "goal": int(goal),
        "label": (label or "").strip() or kind.replace("_", " "),
    }


def read_session(text: str, *, counts: bool) -> NewSession:
    """A session from `Reception; 2012-01-25 18:30-20:00; Hotel`.

    Raises:
        UserError: it is not written so, or its day or times do not exist.
    """
    title, times, place = (*(part.strip() for part in text.split(";", 2)), "", "")[:3]
    found = _TIMES.fullmatch(times)
    if not title or found is None:
        raise UserError(
            f"“{text}” is no session: write one such as “Reception; 2012-01-25 18:30-20:00; Hotel”."
        )
    day, begins, last_day, ends = found.groups()
    return NewSession(title, _moment(day, begins, text), _moment(last_day or day, ends, text), place, counts)


def _moment(day: str, time: str, text: str) -> datetime:
    try:
        return read_time(f"{day} {time:0>5}")
    except ValueError as error:
        raise UserError(f"“{text}”: there is no {day} {time}.") from error


def _sessions(args: argparse.Namespace) -> list[NewSession]:
    main = [read_session(text, counts=True) for text in args.session]
    return main + [read_session(text, counts=False) for text in args.side_session]


def _create_programme(
    change: Change, *, args: argparse.Namespace, targets: Sequence[Mapping[str, Any]]
) -> None:
    programme_id = create_programme(
        change, name=args.name, short_name=args.short, funder=args.funder, run_by=args.run_by
    )
    for target in targets:
        set_target(change, programme_id=programme_id, **target)


def _create_meeting(
    change: Change, *, args: argparse.Namespace, sessions: Sequence[NewSession], programme_id: int
) -> int:
    counted = [each for each in sessions if each.counts] or sessions
    meeting_id = create_meeting(
        change,
        programme_id=programme_id,
        title=args.title,
        activity=args.activity,
        zone=args.zone,
        city=args.city,
        country=country_of(args.country),
        number=args.number,
        focus=args.focus,
        starts_on=min((each.starts.date() for each in counted), default=None),
        ends_on=max((each.ends.date() for each in counted), default=None),
        venue=args.venue,
        venue_address=args.address,
        capacity=args.capacity,
    )
    _add_sessions(change, meeting_id, sessions)
    return meeting_id


def _alter_meeting(
    change: Change, *, meeting_id: int, values: Mapping[str, Any], sessions: Sequence[NewSession]
) -> None:
    if values:
        edit_meeting(change, meeting_id=meeting_id, **values)
    _add_sessions(change, meeting_id, sessions)


def _add_sessions(change: Change, meeting_id: int, sessions: Sequence[NewSession]) -> None:
    for each in sessions:
        add_session(
            change,
            meeting_id=meeting_id,
            title=each.title,
            starts=each.starts,
            ends=each.ends,
            place=each.place,
            counts=each.counts,
        )
