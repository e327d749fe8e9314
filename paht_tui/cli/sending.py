"""`paht send`: plan, say who is left out, ask one sentence, then send; Ctrl-C stops between two messages.

Nothing is written before the sentence is confirmed, and nothing leaves without it (or `--yes`).
"""

import argparse
import asyncio
import os
import sys
from dataclasses import dataclass
from datetime import datetime

from db.enums import Channel, MessageKind
from db.errors import RecordError
from db.queries.mail import BatchRow, batch_by_id
from db.queries.meetings import MeetingRow, find_session
from db.queries.templates import find_template
from paht_tui.cli.attaching import files_of, with_files
from paht_tui.cli.local_time import day_in, moment_in
from paht_tui.cli.output import note, say
from paht_tui.cli.record import act, ask, meeting_of, opened
from paht_tui.cli.run import DONE, REFUSED
from paht_tui.cli.send_due import send_due
from paht_tui.cli.send_run import run_batches
from paht_tui.cli.words import filter_text
from paht_tui.domain.attachments import NewFile
from paht_tui.domain.contradictions import contradictions, contradictions_of_new
from paht_tui.domain.entries import drop_unsent
from paht_tui.domain.outbox import release_batch
from paht_tui.domain.zones import in_zone
from paht_tui.errors import UserError
from paht_tui.jobs.opening import Record, start_up
from paht_tui.jobs.posting import LeftOver, Unsent, left_over, make_manner, make_post, plan_unsent
from paht_tui.jobs.prepare import write_batch
from paht_tui.jobs.send import check_sender

_KINDS = {
    MessageKind.TRAVEL: ("travel message", "travel messages"),
    MessageKind.THANKS: ("message of thanks", "messages of thanks"),
    MessageKind.REGRETS: ("message of regret", "messages of regret"),
}


@dataclass(frozen=True, slots=True)
class Sending:
    """What would be sent: batches of earlier runs, and new messages."""

    meeting: MeetingRow
    kind: MessageKind
    old: tuple[BatchRow, ...]
    new: Unsent | None

    @property
    def waiting(self) -> int:
        """How many messages of earlier batches wait, drafts of a named batch included."""
        return sum(row.waiting + row.planned for row in self.old)

    @property
    def fresh(self) -> int:
        """How many messages are new."""
        return len(self.new.plan.messages) if self.new else 0


def send(args: argparse.Namespace) -> int:
    """Send to everybody on the list who has not got this yet."""
    with opened(args, dry_run=args.dry_run) as record:
        if args.due:
            return send_due(record, waits=args.wait)
        if args.meeting is None:
            raise UserError("Say to which meeting, or --due: what is due of every released batch.")
        if not args.dry_run:
            asyncio.run(start_up(record))
        sending = _named_batch(record, args) if args.batch else _plan(record, args)
        if not sending.waiting + sending.fresh:
            _drop_instead(record, sending, dry_run=args.dry_run)
            say("Nothing is to be sent.")
            return DONE
        files = files_of(args)
        after = _time(record, sending.meeting, args.at)
        sentence = _sentence(record, sending) + with_files(files)
        if after is not None:
            sentence += f", to leave on {moment_in(after, sending.meeting.zone)}"
        for warning in _contradicted(record, sending):
            note(warning)
        if args.dry_run:
            _show_messages(sending)
            say(f"Would send: {sentence}. Nothing was written, nothing was sent.")
            return DONE
        if not args.yes and not _confirmed(f"Send {sentence}?"):
            note("Nothing was sent.")
            return REFUSED
        return _leave(record, args, sending, files, after)


def _leave(
    record: Record,
    args: argparse.Namespace,
    sending: Sending,
    files: tuple[NewFile, ...],
    after: datetime | None,
) -> int:
    """What was confirmed is written down, released, and sent, or left to a run when its time has come."""
    for row in sending.old:
        check_sender(row, record.settings.sender)
    # Asked for before anything is written: a password that is missing leaves no batch behind.
    post = make_post(record.settings, record.outgoing, os.environ)
    manner = make_manner(record.settings, record.outgoing, os.environ, waits=args.wait)
    total = sending.waiting + sending.fresh
    batches = [row.id for row in sending.old]
    released = [] if after is None else [*batches]
    if sending.new and sending.fresh:
        plan, sender = sending.new.plan, record.settings.sender
        number = asyncio.run(write_batch(record.store, plan, sender=sender, files=files))
        batches.append(number)
        # Released at once: if the server cannot be reached, the next run goes on by itself.
        released.append(number)
    for number in released:
        act(record, release_batch, batch_id=number, send_after=after)
    if after is not None and not args.wait:
        say(f"{total} {'waits' if total == 1 else 'wait'} for that time; `paht send --due` sends then.")
        return DONE
    again = f"paht send {sending.meeting.slug}" + (f" --batch {args.batch}" if args.batch else "")
    return run_batches(
        record, batches, post, manner=manner, total=total, again=again, released=after is not None
    )


def _time(record: Record, meeting: MeetingRow, at: datetime | None) -> datetime | None:
    """The time at which it shall leave, read by the clock of the meeting where no offset is named.

    Raises:
        UserError: that time is past, or the clocks skip it.
    """
    if at is None:
        return None
    after = in_zone(at, meeting.zone)
    if after <= record.clock():
        raise UserError(f"{moment_in(after, meeting.zone)} is past: without --at they leave at once.")
    return after


def _contradicted(record: Record, sending: Sending) -> list[str]:
    """A sentence for each other batch that waits and tells the same people what cannot also hold."""
    found = [each for row in sending.old for each in ask(record, contradictions, batch_id=row.id)]
    if sending.new:
        found += ask(
            record,
            contradictions_of_new,
            meeting_id=sending.meeting.id,
            kind=sending.kind,
            messages=sending.new.plan.messages,
        )
    return [each.sentence() for each in found]


def _drop_instead(record: Record, sending: Sending, *, dry_run: bool) -> None:
    """What has not left is dropped instead of being cancelled."""
    if sending.new and sending.new.plan.instead and not dry_run:
        number = act(record, drop_unsent, message_ids=sending.new.plan.instead)
        say(f"Dropped {number} that had not left.")


def _plan(record: Record, args: argparse.Namespace) -> Sending:
    """What is to be sent to whom; everything that is not, with a sentence each."""
    meeting = meeting_of(record, args.meeting)
    template = ask(record, find_template, name=args.template)
    if template.channel is not Channel.EMAIL:
        raise UserError(f"“{template.name}” is a letter: see `paht letters --help`.")
    session = None
    if args.session:
        session = ask(record, find_session, meeting_id=meeting.id, text=args.session).id
    unsent = asyncio.run(
        plan_unsent(
            record.store,
            meeting_id=meeting.id,
            template=template,
            sender=record.settings.sender,
            text=filter_text(args.filter),
            session_id=session,
        )
    )
    for sentence in unsent.plan.left_out:
        say(f"Left out: {sentence}")
    if unsent.already:
        say(f"{unsent.already} {'has' if unsent.already == 1 else 'have'} it already, or prepared for them.")
    left = asyncio.run(left_over(record.store, meeting_id=meeting.id, kind=template.kind))
    choosing = bool(args.filter or args.session)
    _mention(left, meeting, choosing=choosing, now=record.clock())
    return Sending(meeting, template.kind, () if choosing else left.stopped, unsent)


def _named_batch(record: Record, args: argparse.Namespace) -> Sending:
    meeting = meeting_of(record, args.meeting)
    row = ask(record, batch_by_id, batch_id=args.batch)
    if row.meeting_id != meeting.id:
        raise RecordError(f"Batch {row.id} belongs to {row.meeting}, not to {meeting.title}.")
    if row.channel is not Channel.EMAIL:
        raise UserError(f"Batch {row.id} holds letters: see `paht letters --help`.")
    return Sending(meeting, row.kind, (row,), None)


def _mention(left: LeftOver, meeting: MeetingRow, *, choosing: bool, now: datetime) -> None:
    for row in left.under_way:
        say(f"Batch {row.id} is being sent at this moment: {_wait(row.waiting)} there.")
    for row in left.drafts:
        say(
            f"Batch {row.id} is prepared and not released: {row.planned} drafts."
            f" Look at them in the program, or send them: paht send {meeting.slug} --batch {row.id}"
        )
    for row in left.planned:
        say(
            f"Batch {row.id} {_when(row, now)}: {_wait(row.waiting)}."
            f" Send it now: paht send {meeting.slug} --batch {row.id}"
        )
    for row in left.stopped:
        wait = f"Batch {row.id} of {day_in(row.prepared_at, row.zone)} was stopped: {_wait(row.waiting)}"
        say(
            f"{wait}. Go on with: paht send {meeting.slug} --batch {row.id}"
            if choosing
            else f"{wait}, to be sent first."
        )


def _when(row: BatchRow, now: datetime) -> str:
    assert row.send_after is not None
    return f"{'is' if row.send_after > now else 'was'} to leave on {moment_in(row.send_after, row.zone)}"


def _wait(number: int) -> str:
    return f"{number} {'waits' if number == 1 else 'wait'}"


def _sentence(record: Record, sending: Sending) -> str:
    """Number, kind, meeting, sender and way, in one sentence."""
    total = sending.waiting + sending.fresh
    one, many = _KINDS.get(sending.kind, (sending.kind.value, f"{sending.kind.value}s"))
    sender = record.settings.sender
    who = f"{sender.name} <{sender.address}>".strip()
    server = record.settings.smtp
    way = f"by server {server.host}" if server else f"into the folder {record.outgoing}"
    left = f" ({sending.waiting} of them left from before)" if sending.waiting and sending.fresh else ""
    return f"{total} {one if total == 1 else many}{left} to {sending.meeting.title} from {who} {way}"


def _show_messages(sending: Sending) -> None:
    for row in sending.old:
        say(f"Batch {row.id}: {row.waiting + row.planned} waiting.")
    for message in sending.new.plan.messages if sending.new else ():
        say(f"{message.to_name} <{message.to_address}>: {message.subject}")


def _confirmed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise UserError(
            "Nothing was sent: there is no terminal to confirm it at. Say --yes, or --dry-run to look."
        )
    note(f"{question} [y/N] ", end="")
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
