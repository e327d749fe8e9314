"""`paht letters`: letters on paper prepared, listed, made into a PDF, and marked. It sends nothing."""

import argparse
import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from db.enums import Channel, Delivery, LetterStep
from db.errors import RecordError
from db.queries.mail import MessageRow, list_messages
from db.queries.meetings import MeetingRow
from db.queries.templates import find_template
from paht_tui.cli import shapes
from paht_tui.cli.output import note, say, say_json, say_table
from paht_tui.cli.record import act, ask, meeting_of, opened
from paht_tui.cli.run import DONE
from paht_tui.cli.words import filter_text
from paht_tui.documents.letters.sheets import Output
from paht_tui.domain.contradictions import contradictions
from paht_tui.domain.letters import mark_letters
from paht_tui.errors import UserError
from paht_tui.jobs.opening import Record
from paht_tui.jobs.posting import plan_unsent
from paht_tui.jobs.prepare import write_batch

_ALL = 1_000_000
_MARKED = {
    LetterStep.PRINTED: (Delivery.PLANNED,),
    LetterStep.POSTED: (Delivery.PLANNED,),
    LetterStep.RETURNED: (Delivery.SENT,),
}
"""Which letters a step is recorded for."""


def prepare(args: argparse.Namespace) -> int:
    """Prepare letters to everybody on the list who has not got this text yet."""
    with opened(args) as record:
        meeting = meeting_of(record, args.meeting)
        template = ask(record, find_template, name=args.template)
        if template.channel is not Channel.LETTER:
            raise UserError(f"“{template.name}” goes by e-mail: `paht send` sends it.")
        sender = record.settings.sender
        unsent = asyncio.run(
            plan_unsent(
                record.store,
                meeting_id=meeting.id,
                template=template,
                sender=sender,
                text=filter_text(args.filter),
            )
        )
        for sentence in unsent.plan.left_out:
            say(f"Left out: {sentence}")
        if not unsent.plan.messages:
            say("No letter is to be prepared.")
            return DONE
        batch = asyncio.run(write_batch(record.store, unsent.plan, sender=sender))
        contradicted = ask(record, contradictions, batch_id=batch)
    say(f"Prepared {_letters(len(unsent.plan.messages))} to {meeting.title}: batch {batch}.")
    for other in contradicted:
        note(other.sentence())
    return DONE


def show(args: argparse.Namespace) -> int:
    """List the letters of a meeting: printed, posted, returned, out of date."""
    with opened(args) as record:
        meeting = meeting_of(record, args.meeting)
        rows = _chosen(record, meeting, args)
    shown = [
        {name: meeting.slug if name == "meeting" else getattr(row, name) for name in shapes.LETTERS.fields}
        for row in rows
    ]
    if args.json:
        say_json(shown)
    elif shown:
        say_table(shown, shapes.LETTERS.columns)
    else:
        note(shapes.LETTERS.nobody)
    return DONE


def make(args: argparse.Namespace) -> int:
    """Make a PDF of the letters that are to be posted, or of their labels or envelopes."""
    from paht_tui.jobs.printing import print_letters  # noqa: PLC0415 - typst is loaded for printing alone

    with opened(args) as record:
        meeting = meeting_of(record, args.meeting)
        rows = _of_state(_chosen(record, meeting, args), (Delivery.PLANNED,))
        wrong = [row.name for row in rows if row.out_of_date == "meeting"]
        if wrong and not args.anyway:
            raise UserError(
                f"The meeting was changed since {_letters(len(wrong))} {_were(len(wrong))} written"
                f" ({', '.join(wrong)}): drop and prepare them anew, or say --anyway."
            )
        day = args.date.date() if args.date else _today(record, meeting)
        number = asyncio.run(
            print_letters(
                record.store,
                message_ids=[row.id for row in rows],
                output=args.output_as,
                day=day,
                path=Path(args.output),
                both_sides=args.both_sides,
                replace=args.replace,
                mark=args.printed,
            )
        )
    what = "" if args.output_as in {Output.LETTERS, Output.BOOKLET} else "the addresses of "
    say(f"Made a PDF of {what}{_letters(number)}: {args.output}.")
    return DONE


def mark(args: argparse.Namespace) -> int:
    """Record that letters were printed, posted or returned."""
    with opened(args) as record:
        meeting = meeting_of(record, args.meeting)
        rows = _of_state(_chosen(record, meeting, args), _MARKED[args.step])
        if not rows:
            raise UserError(f"No letter of {meeting.title} can be {args.step.value} now.")
        numbers = [row.id for row in rows]
        on = args.on.date() if args.on else None
        act(record, mark_letters, message_ids=numbers, step=args.step, on=on)
    say(f"{_letters(len(numbers))} {args.step.value}.")
    return DONE


def _chosen(record: Record, meeting: MeetingRow, args: argparse.Namespace) -> list[MessageRow]:
    """The letters of a meeting, or of one batch of it, that the words of the filter find."""
    rows = ask(record, list_messages, meeting_id=meeting.id, text=filter_text(args.filter), limit=_ALL)
    letters = [
        row for row in reversed(rows) if row.channel is Channel.LETTER and row.state is not Delivery.DROPPED
    ]
    if args.batch is None:
        return letters
    found = [row for row in letters if row.batch_id == args.batch]
    if not found:
        raise RecordError(f"Batch {args.batch} has no letter of {meeting.title}.")
    return found


def _of_state(rows: Sequence[MessageRow], states: Sequence[Delivery]) -> list[MessageRow]:
    return [row for row in rows if row.state in states]


def _today(record: Record, meeting: MeetingRow) -> date:
    return record.clock().astimezone(ZoneInfo(meeting.zone)).date()


def _letters(number: int) -> str:
    return f"{number} letter" if number == 1 else f"{number} letters"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
