"""What can be done with messages and letters of the outbox, wherever they are listed.

It changes no state itself: that is `domain/outbox.py` and `domain/letters.py`. Nothing is sent from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from db.enums import Channel, Delivery, LetterStep
from db.queries.mail import message_text
from paht_tui.domain.drafts import MAY_CHANGE, edit_draft
from paht_tui.domain.handover import decide
from paht_tui.domain.letters import mark_letters
from paht_tui.domain.outbox import FOLLOWS, drop, hold
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.mail_lists import message_state
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from db.queries.mail import MessageRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

OF_MESSAGES: Final = (
    *("preview", "edit", "editor", "send_test", "hold", "remove", "mark", "print", "arrived", "send_again"),
)
"""The verbs that need a message under the cursor."""
_EARLIER: Final = "earlier"
_ROWS: Final = 12
_STEPS: Final[tuple[Option[str], ...]] = (
    Option(LetterStep.PRINTED, "printed: it lies on the desk", "p"),
    Option(LetterStep.POSTED, "posted: it is in the post from today", "o"),
    Option(LetterStep.RETURNED, "returned: it came back", "r"),
    Option(_EARLIER, "posted on an earlier day…", "e"),
)


def why_not(verb_id: str, row: MessageRow | None) -> str | None:
    """The sentence that says why a verb cannot be done with this message, or None when it can."""
    if verb_id not in OF_MESSAGES:
        return None
    if row is None:
        return "There is no message under the cursor."
    if verb_id in {"edit", "editor"}:
        left = row.state not in MAY_CHANGE
        return f"The message to {row.name} is {message_state(row)}: its words stay." if left else None
    if verb_id in {"hold", "remove"}:
        return _why_not_kept(verb_id, row)
    if verb_id in {"arrived", "send_again"}:
        return _why_not_decided(verb_id, row)
    return _why_not_by_post(verb_id, row)


def _why_not_by_post(verb_id: str, row: MessageRow) -> str | None:
    letter = row.channel is Channel.LETTER
    if verb_id == "mark" and not letter:
        return "This is an e-mail: only letters are marked as printed, posted or returned."
    if verb_id == "print" and not letter:
        return "This is an e-mail: only letters are printed."
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


async def edit_words(shell: Shell, ground: Ground, row: MessageRow) -> bool:
    """Change what one message says, before it leaves; whether anything was changed."""
    now = await ground.store.read(message_text, message_id=row.id)
    fields = [
        Field("subject", "Subject", value=now.subject, required=True),
        Field(
            "text",
            "Text",
            "lines",
            value=now.text.rstrip(),
            required=True,
            expected="For this one receiver, as it will leave. **Bold** and other Markdown is shown as such.",
            rows=_ROWS,
        ),
    ]
    if (values := await shell.ask(Form(f"The message to {row.name}", fields))) is None:
        return False
    return await _keep(shell, ground, row, values.text("subject"), values.text("text"))


async def edit_words_outside(app: App[Any], ground: Ground, row: MessageRow) -> bool:
    """The same, in the user's own editor."""
    from paht_tui.jobs.outside_editor import Words  # noqa: PLC0415 - few write in an editor of their own
    from paht_tui.ui.outside import edited_outside  # noqa: PLC0415

    now = await ground.store.read(message_text, message_id=row.id)
    words = await edited_outside(app, Words(now.subject, now.text))
    return await _keep(cast("Shell", app), ground, row, words.subject, words.body)


async def _keep(shell: Shell, ground: Ground, row: MessageRow, subject: str, text: str) -> bool:
    changed = await ground.store.write(edit_draft, message_id=row.id, subject=subject, text=text + "\n")
    shell.tell(
        f"The message to {row.name} is changed; z takes it back." if changed else "Nothing is changed."
    )
    return changed


async def drop_messages(shell: Shell, ground: Ground, rows: Sequence[MessageRow]) -> None:
    """Take messages out of their batch; it can be undone."""
    for row in rows:
        await ground.store.write(drop, message_id=row.id)
    shell.tell(f"{counted(len(rows), 'message')} dropped: not sent. z takes it back.")


async def mark_many(shell: Shell, ground: Ground, rows: Sequence[MessageRow]) -> bool:
    """Ask what happened to the letters, and record it in one act; whether it was."""
    whom = rows[0].name if len(rows) == 1 else f"{len(rows)} people"
    title = f"The letter{'s' * (len(rows) > 1)} to {whom}"
    chosen = await shell.ask(Choose(title, _STEPS))
    if chosen is None:
        return False
    step, on = LetterStep.POSTED if chosen == _EARLIER else LetterStep(chosen), None
    if chosen == _EARLIER:
        day = Field("day", "Posted on", "date", required=True, today=ground.now.date())
        if (values := await shell.ask(Form(title, [day]))) is None:
            return False
        on = values.day("day")
    numbers = [row.id for row in rows]
    number = await ground.store.write(mark_letters, message_ids=numbers, step=step, on=on)
    shell.tell(f"{counted(number, 'letter')} {step.value}.")
    return True


async def decide_about(shell: Shell, ground: Ground, row: MessageRow, *, arrived: bool) -> None:
    """Record that a message in doubt has arrived, or let it wait to be sent again."""
    await ground.store.write(decide, message_id=row.id, arrived=arrived)
    if arrived:
        shell.tell(f"Recorded: it has arrived at {row.name}.")
    else:
        shell.tell(f"The message to {row.name} waits in its batch; s on the batch sends it.")
