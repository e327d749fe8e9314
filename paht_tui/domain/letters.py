"""Letters on paper: printed, posted, returned; each day is recorded beside the letter's delivery."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select

from db.change import Change
from db.enums import Channel, Delivery
from db.tables import Letter, OutboxMessage
from paht_tui.domain.outbox import move
from paht_tui.errors import UserError


class Step(StrEnum):
    """What may happen to a letter, in the order in which it does."""

    PRINTED = "printed"
    POSTED = "posted"
    RETURNED = "returned"


def mark_letters(change: Change, *, message_ids: Sequence[int], step: Step) -> int:
    """Record the same of several letters in one act; how many.

    Raises:
        UserError: one of them is no letter, or the step cannot follow; nothing is recorded then.
    """
    mark = {Step.PRINTED: mark_printed, Step.POSTED: mark_posted, Step.RETURNED: mark_returned}[step]
    if len(message_ids) > 1:
        change.describe(f"letter.{step.value}", f"{step.value.capitalize()}: {len(message_ids)} letters")
    for message_id in message_ids:
        mark(change, message_id=message_id)
    return len(message_ids)


def mark_printed(change: Change, *, message_id: int) -> None:
    """Record that a letter is on paper."""
    message, letter = _letter(change, message_id)
    change.describe("letter.printed", f"Printed the letter to {message.to_name}")
    change.set(letter, printed_on=change.at.date())


def mark_posted(change: Change, *, message_id: int) -> None:
    """Record that a letter is in the post; the follow-up call becomes due from this day."""
    message, letter = _letter(change, message_id)
    change.describe("letter.posted", f"Posted the letter to {message.to_name}")
    change.set(letter, posted_on=change.at.date())
    move(change, message, Delivery.SENT, sent_at=change.at, reply="posted")


def mark_returned(change: Change, *, message_id: int) -> None:
    """Record that a letter came back."""
    message, letter = _letter(change, message_id)
    change.describe("letter.returned", f"The letter to {message.to_name} came back")
    change.set(letter, returned_on=change.at.date())
    move(change, message, Delivery.RETURNED)


def _letter(change: Change, message_id: int) -> tuple[OutboxMessage, Letter]:
    message = change.session.get_one(OutboxMessage, message_id)
    letter = change.session.scalar(select(Letter).where(Letter.outbox_id == message_id))
    if message.channel is not Channel.LETTER or letter is None:
        raise UserError(f"The message to {message.to_name} is no letter.")
    return message, letter
