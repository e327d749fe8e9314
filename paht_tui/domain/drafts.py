"""The words of one message or letter, changed after it was prepared and before it leaves.

What has left stays as it left: neither a change nor the undo of one touches it.
"""

from db.change import Change
from db.enums import Delivery
from db.tables import OutboxMessage
from paht_tui.errors import UserError

MAY_CHANGE = frozenset({Delivery.PLANNED, Delivery.HELD, Delivery.QUEUED, Delivery.DEFERRED})
"""Where a message still is ours alone."""
WORDS = frozenset({"subject", "text"})
"""The columns that hold what a message says."""


def edit_draft(change: Change, *, message_id: int, subject: str, text: str) -> bool:
    """Let one message say something else than its template; whether anything differs.

    `text` is Markdown as it will leave: it is no template, and `{{ name }}` in it stays as it is typed.

    Raises:
        UserError: nothing is left of subject or text, or the message has left.
    """
    message = change.session.get_one(OutboxMessage, message_id)
    if message.state not in MAY_CHANGE:
        state = message.state.value.replace("_", " ")
        raise UserError(f"The message to {message.to_name} is {state}: its words stay as they are.")
    if not (subject.strip() and text.strip()):
        raise UserError("A message needs a subject and a text.")
    change.describe("message.edited", f"Changed the message to {message.to_name}")
    return change.set(message, subject=subject.strip(), text=text)
