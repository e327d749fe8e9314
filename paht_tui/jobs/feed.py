"""The calendar file of a programme: every session that has times, for calendars that subscribe to it.

It names nobody but the sender, and sends nothing.
"""

from pathlib import Path

from sqlalchemy.orm import Session

from db.queries.meetings import ProgrammeRow, list_meetings, programme_sessions
from db.store import Store
from paht_tui.errors import UserError
from paht_tui.jobs.compose import event_of
from paht_tui.jobs.prepare import NO_SENDER
from paht_tui.mail.feed import feed_bytes
from paht_tui.mail.message import CalendarEvent, Mailbox
from paht_tui.settings import SenderSettings
from paht_tui.whole_file import replace_file


async def programme_feed(store: Store, programme: ProgrammeRow, *, sender: SenderSettings) -> bytes:
    """The file; what was cancelled stands in it as cancelled, so that it leaves the calendars that had it.

    Raises:
        UserError: nobody is named as the sender, no meeting has times, or a time cannot be used.
    """
    if not sender.address:
        raise UserError(NO_SENDER)
    entries = await store.read(_entries, programme_id=programme.id)
    if not entries:
        raise UserError(f"No meeting of {programme.short_name} has times yet: give one a session first.")
    organizer = Mailbox(sender.name, sender.address)
    return feed_bytes(programme.name, entries, organizer=organizer, dtstamp=store.clock())


def write_feed(path: Path, content: bytes) -> None:
    """Put the file in its place, whole: no calendar program ever reads half of one.

    Raises:
        UserError: the folder takes no file.
    """
    try:
        replace_file(path, content)
    except OSError as error:
        raise UserError(f"The calendar cannot be written to {path}: {error.strerror}.") from error


def _entries(session: Session, *, programme_id: int) -> tuple[CalendarEvent, ...]:
    meetings = {row.id: row for row in list_meetings(session, programme_id=programme_id)}
    return tuple(
        event_of(meetings[row.meeting_id], row, row.sequence)
        for row in programme_sessions(session, programme_id=programme_id)
    )
