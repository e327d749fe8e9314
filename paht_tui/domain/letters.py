"""Letters on paper: printed, posted, returned; each day is recorded beside the letter's delivery."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func, literal, select

from db.change import Change
from db.enums import Channel, ContactState, Delivery, LetterStep
from db.queries.recipients import AS_POSTED
from db.tables import Letter, Meeting, OutboxMessage, PostalAddress
from paht_tui.domain.outbox import move, settle_batch
from paht_tui.errors import UserError

_POST_LEAVES = time(12)
"""When a letter is taken to have left, of which only the day is known."""


def mark_letters(
    change: Change, *, message_ids: Sequence[int], step: LetterStep, on: date | None = None
) -> int:
    """Record the same of several letters in one act, today or `on` an earlier day; how many.

    Raises:
        UserError: one of them is no letter, the step cannot follow, or the day has not come; nothing is
            recorded then.
    """
    if len(message_ids) > 1:
        change.describe(f"letter.{step.value}", f"{step.value.capitalize()}: {len(message_ids)} letters")
    for message_id in message_ids:
        _MARKS[step](change, message_id=message_id, on=on)
    return len(message_ids)


def mark_printed(change: Change, *, message_id: int, on: date | None = None) -> None:
    """Record that a letter is on paper, in the words that it has now.

    Raises:
        UserError: it has left already, or as `mark_letters`.
    """
    message, letter = _letter(change, message_id)
    if message.state not in {Delivery.PLANNED, Delivery.HELD}:
        raise UserError(f"The letter to {message.to_name} is {message.state.value}: print a copy, unmarked.")
    change.describe("letter.printed", f"Printed the letter to {message.to_name}")
    day = _day(change, message, on)
    if letter.printed_on == day:
        # Printed once more on the same day: what was changed in between is on paper now.
        change.set(letter, printed_on=None)
    change.set(letter, printed_on=day)


def mark_posted(change: Change, *, message_id: int, on: date | None = None) -> None:
    """Record that a letter is in the post; its batch is finished with the last, a call is due from that day.

    Raises:
        UserError: it cannot be in the post, or as `mark_letters`.
    """
    message, letter = _letter(change, message_id)
    change.describe("letter.posted", f"Posted the letter to {message.to_name}")
    day = _day(change, message, on)
    change.set(letter, posted_on=day)
    move(change, message, Delivery.SENT, sent_at=_left_at(change, message, day), reply="posted")
    settle_batch(change, batch_id=message.batch_id)


def mark_returned(change: Change, *, message_id: int, on: date | None = None) -> None:
    """Record that a letter came back: the address is marked, and no further letter goes there.

    Raises:
        UserError: it was not posted, or as `mark_letters`.
    """
    message, letter = _letter(change, message_id)
    change.describe("letter.returned", f"The letter to {message.to_name} came back")
    change.set(letter, returned_on=_day(change, message, on))
    move(change, message, Delivery.RETURNED)
    _mark_address(change, message)


_MARKS: dict[LetterStep, Callable[..., None]] = {
    LetterStep.PRINTED: mark_printed,
    LetterStep.POSTED: mark_posted,
    LetterStep.RETURNED: mark_returned,
}


def _mark_address(change: Change, message: OutboxMessage) -> None:
    """Mark where the letter went; an address that stood on this letter alone is not in the record."""
    went_to, begins = literal(f"{message.to_address}\n"), AS_POSTED + "\n"
    rows = select(PostalAddress).where(
        PostalAddress.person_id == message.person_id,
        func.substr(went_to, 1, func.length(begins)) == begins,
    )
    for address in change.session.scalars(rows):
        change.set(address, state=ContactState.BOUNCED)


def _letter(change: Change, message_id: int) -> tuple[OutboxMessage, Letter]:
    message = change.session.get_one(OutboxMessage, message_id)
    letter = change.session.scalar(select(Letter).where(Letter.outbox_id == message_id))
    if message.channel is not Channel.LETTER or letter is None:
        raise UserError(f"The message to {message.to_name} is no letter.")
    return message, letter


def _day(change: Change, message: OutboxMessage, on: date | None) -> date:
    """The day that is meant: today where the meeting is, unless an earlier one is named."""
    today = change.at.astimezone(_zone(change, message)).date()
    if on is not None and on > today:
        raise UserError(f"{on:%d %b %Y} has not come yet: name the day on which it was.")
    return on or today


def _left_at(change: Change, message: OutboxMessage, day: date) -> datetime:
    """The instant from which a call becomes due: now, or noon of the day that is named."""
    noon = datetime.combine(day, _POST_LEAVES, _zone(change, message)).astimezone(UTC)
    today = change.at.astimezone(_zone(change, message)).date()
    return change.at if day == today else noon


def _zone(change: Change, message: OutboxMessage) -> ZoneInfo:
    return ZoneInfo(change.session.get_one(Meeting, message.meeting_id).zone)
