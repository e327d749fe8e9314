"""`paht call` and `paht answer`: what an invited person, the office or a colleague said."""

import argparse

from db.change import Change
from db.enums import Answer, CallOutcome, Via
from db.queries.invitations import InvitationRow
from db.queries.meetings import find_session
from paht_tui.cli.find_people import one_invitation, one_person
from paht_tui.cli.output import plain, say
from paht_tui.cli.record import act, ask, meeting_of, opened
from paht_tui.cli.run import DONE
from paht_tui.domain.answers import Said, record_answer, record_substitute
from paht_tui.domain.calls import ANSWERS, log_call
from paht_tui.errors import UserError
from paht_tui.jobs.opening import Record


def call(args: argparse.Namespace) -> int:
    """Record a call, and the answer that it brought."""
    meant = ANSWERS.get(args.outcome)
    if args.answer and meant and args.answer is not meant:
        if (meant, args.answer) != (Answer.DECLINED, Answer.WITHDRAWN):
            raise UserError(
                f"“{args.outcome.value}” means {meant.value}, and --answer says {args.answer.value}: say one."
            )
        args.answer = None
    with opened(args) as record:
        invited = _invited(record, args)
        act(record, _log, invited=invited, args=args, substitute_id=_substitute(record, args))
        say(f"{invited.name}: {plain(args.outcome)}. {_now(record, args)}")
    return DONE


def answer(args: argparse.Namespace) -> int:
    """Record an answer."""
    if (args.answer is Answer.DELEGATED) != bool(args.substitute):
        raise UserError("DELEGATED needs --substitute PERSON, and --substitute goes with DELEGATED alone.")
    with opened(args) as record:
        invited = _invited(record, args)
        session = None
        if args.session:
            session = ask(record, find_session, meeting_id=invited.meeting_id, text=args.session)
        substitute = _substitute(record, args)
        if substitute is not None:
            act(
                record,
                record_substitute,
                invitation_id=invited.id,
                substitute_id=substitute,
                said=_said(args, args.via),
            )
        else:
            act(
                record,
                record_answer,
                invitation_id=invited.id,
                answer=args.answer,
                said=_said(args, args.via),
                session_id=session.id if session else None,
            )
        where = f" for {session.title}: {args.answer.value}" if session else ""
        say(f"{invited.name}{where}. {_now(record, args)}")
    return DONE


def _invited(record: Record, args: argparse.Namespace) -> InvitationRow:
    meeting = meeting_of(record, args.meeting)
    return ask(record, one_invitation, meeting_id=meeting.id, text=args.person)


def _substitute(record: Record, args: argparse.Namespace) -> int | None:
    return ask(record, one_person, text=args.substitute).id if args.substitute else None


def _said(args: argparse.Namespace, via: Via) -> Said:
    return Said(by=args.said_by, firmness=args.firm, via=via, reason=args.reason, note=args.note)


def _log(
    change: Change, *, invited: InvitationRow, args: argparse.Namespace, substitute_id: int | None
) -> None:
    """The call and an answer given besides, as one act that is undone as one."""
    said = _said(args, Via.PHONE)
    if substitute_id is not None and args.outcome is not CallOutcome.SUBSTITUTE:
        raise UserError("--substitute goes with --outcome substitute.")
    log_call(
        change,
        invitation_id=invited.id,
        outcome=args.outcome,
        said=said,
        call_back_at=args.callback,
        substitute_id=substitute_id,
    )
    if args.answer and args.outcome not in ANSWERS:
        record_answer(change, invitation_id=invited.id, answer=args.answer, said=said)


def _now(record: Record, args: argparse.Namespace) -> str:
    """The answer that stands now, as a sentence."""
    row = _invited(record, args)
    return f"The answer is {plain(row.answer)}."
