"""`paht send --due`, for cron: what is due now of every batch that was released; it asks nothing.

It releases nothing itself. What was to leave at a time that is past by more than `OVERDUE_AFTER`, and has not
begun to, it leaves to a person.
"""

import asyncio
import os

from db.queries.mail import BatchRow, released_batches
from paht_tui.cli.local_time import moment_in
from paht_tui.cli.output import note, say
from paht_tui.cli.record import ask
from paht_tui.cli.run import DONE, IN_PART
from paht_tui.cli.send_run import run_batches
from paht_tui.jobs.opening import Record, start_up
from paht_tui.jobs.posting import is_late, make_manner, make_post


def send_due(record: Record, *, waits: bool) -> int:
    """Send what is due; the exit code."""
    asyncio.run(start_up(record))
    now = record.store.clock()
    rows = [row for row in ask(record, released_batches) if waits or (row.send_after or now) <= now]
    overdue = [row for row in rows if is_late(record.settings, row, now) and not row.begun]
    for row in overdue:
        note(_late(row))
    # What is to leave later does not keep back what leaves sooner.
    due = sorted((row for row in rows if row not in overdue), key=lambda row: row.send_after or now)
    if not due:
        say("Nothing is due.")
        return IN_PART if overdue else DONE
    code = run_batches(
        record,
        [row.id for row in due],
        make_post(record.settings, record.outgoing, os.environ),
        manner=make_manner(record.settings, record.outgoing, os.environ, waits=waits),
        total=sum(row.waiting for row in due),
        again="paht send --due",
        released=True,
    )
    return code or (IN_PART if overdue else DONE)


def _late(row: BatchRow) -> str:
    assert row.send_after is not None
    return (
        f"paht: Batch {row.id} to {row.meeting} was to leave on {moment_in(row.send_after, row.zone)}"
        f" and did not. If it still shall: paht send {row.meeting_slug} --batch {row.id}"
    )
