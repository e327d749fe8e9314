"""`paht invite`: put the people that a filter finds on the list of a meeting. It sends nothing."""

import argparse

from db.queries.meetings import find_session
from db.queries.people import person_ids
from paht_tui.cli.output import note, say
from paht_tui.cli.record import act, ask, meeting_of, opened
from paht_tui.cli.run import DONE, IN_PART
from paht_tui.cli.words import filter_text
from paht_tui.domain.invitations import invite_people
from paht_tui.errors import UserError


def invite(args: argparse.Namespace) -> int:
    """Put people on the list; who is not to be contacted is refused, with a sentence."""
    text = filter_text(args.filter)
    if not text.strip():
        raise UserError("An empty filter would put everybody on the list: say who, such as category:mp.")
    with opened(args) as record:
        meeting = meeting_of(record, args.meeting)
        found = ask(record, person_ids, text=text)
        if not found:
            raise UserError(f"No contact is found by “{text}”: `paht people` lists them.")
        sessions = None
        if args.session:
            sessions = [
                ask(record, find_session, meeting_id=meeting.id, text=each).id for each in args.session
            ]
        done = act(
            record,
            invite_people,
            meeting_id=meeting.id,
            person_ids=found,
            session_ids=sessions,
            capacity=args.capacity,
        )
    say(f"{len(done.added)} put on the list of {meeting.title}; {len(done.already)} were on it before.")
    for sentence in done.refused:
        note(sentence)
    return IN_PART if done.refused else DONE
