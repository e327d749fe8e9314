"""What can be done with messages and letters of the outbox, wherever they are listed.

It changes no state itself: that is `domain/outbox.py` and `domain/letters.py`. Nothing is sent from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.enums import Channel, Delivery
from paht_tui.domain.letters import Step, mark_letters
from paht_tui.domain.outbox import FOLLOWS, decide, drop, hold
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.mail_lists import message_state
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.mail import MessageRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

OF_MESSAGES: Final = ("preview", "send_test", "hold", "remove", "mark", "arrived", "send_again")
"""The verbs that need a message under the cursor."""
_STEPS: Final = (
    Option(Step.PRINTED, "printed: it lies on the desk", "p"),
    Option(Step.POSTED, "posted: it is in the post from today", "o"),
    Option(Step.RETURNED, "returned: it came back", "r"),
)


def why_not(verb_id: str, row: MessageRow | None) -> str | None:
    """The sentence that says why a verb cannot be done with this message, or None when it can."""
    if verb_id not in OF_MESSAGES:
        return None
    if row is None:
        return "There is no message under the cursor."
    if verb_id in {"hold", "remove"}:
        return _why_not_kept(verb_id, row)
    if verb_id in {"arrived", "send_again"}:
        return _why_not_decided(verb_id, row)
    return _why_not_by_post(verb_id, row)


def _why_not_by_post(verb_id: str, row: MessageRow) -> str | None:
    letter = row.channel is Channel.LETTER
    if verb_id == "mark" and not letter:
        return "This is an e-mail: only letters are marked as printed, posted or returned."
    if verb_id == "send_test" and letter:
        return "This is a letter: it goes by post. Press p to see how it reads."
    return None


def _why_not_kept(verb_id: str, row: MessageRow) -> str | None:
    wanted = Delivery.DROPPED if verb_id == "remove" else Delivery.HELD
    if row.state is Delivery.HELD or wanted in FOLLOWS[row.state]:
        return None
    what = "dropped" if verb_id == "remove" else "held back"
    return f"The message to {row.name} is {message_state(row)}: it cannot be {what}."


def _why_not_decided(verb_id: str, row: MessageRow) -> str | None:
    if row.state is Delivery.IN_DOUBT or (row.state is Delivery.FAILED and verb_id == "send_again"):
        return None
    if row.state is Delivery.FAILED:
        return f"The message to {row.name} was refused, so it has not arrived: R lets it wait again."
    if row.state is Delivery.BOUNCED:
        return f"It came back: give {row.name} another address, and prepare the message anew."
    return f"There is nothing to decide: the message to {row.name} is {message_state(row)}."


async def hold_or_release(shell: Shell, ground: Ground, rows: Sequence[MessageRow]) -> None:
    """Hold messages back, or let those go that are held."""
    for row in rows:
        await ground.store.write(hold, message_id=row.id)
    held = sum(row.state is not Delivery.HELD for row in rows)
    words = [f"{held} held back" if held else "", f"{len(rows) - held} released" if held < len(rows) else ""]
    shell.tell(f"{', '.join(filter(None, words))}.".capitalize())


async def drop_messages(shell: Shell, ground: Ground, rows: Sequence[MessageRow]) -> None:
    """Take messages out of their batch; it can be undone."""
    for row in rows:
        await ground.store.write(drop, message_id=row.id)
    shell.tell(f"{counted(len(rows), 'message')} dropped: not sent. z takes it back.")


async def mark_many(shell: Shell, ground: Ground, rows: Sequence[MessageRow]) -> bool:
    """Ask what happened to the letters, and record it in one act; whether it was."""
    whom = rows[0].name if len(rows) == 1 else f"{len(rows)} people"
    step = await shell.ask(Choose(f"The letter{'s' * (len(rows) > 1)} to {whom}", _STEPS))
    if step is None:
        return False
    number = await ground.store.write(mark_letters, message_ids=[row.id for row in rows], step=step)
    shell.tell(f"{counted(number, 'letter')} {step.value}.")
    return True


async def decide_about(shell: Shell, ground: Ground, row: MessageRow, *, arrived: bool) -> None:
    """Record that a message in doubt has arrived, or let it wait to be sent again."""
    await ground.store.write(decide, message_id=row.id, arrived=arrived)
    if arrived:
        shell.tell(f"Recorded: it has arrived at {row.name}.")
    else:
        shell.tell(f"The message to {row.name} waits in its batch; s on the batch sends it.")
