"""A message of the outbox sent to oneself, to see it in one's own mail program.

It is recorded nowhere: nothing was sent to the invitee, and the invitee's calendar entry is not touched.
"""

import uuid
from dataclasses import replace

from db.enums import Channel
from db.queries.mail import message_by_id, message_text
from db.store import Store
from paht_tui.errors import UserError
from paht_tui.jobs.compose import draft_of, read_occasion
from paht_tui.jobs.prepare import NO_SENDER
from paht_tui.jobs.previewing import as_claimed
from paht_tui.mail.compose import compose, new_message_id
from paht_tui.mail.message import Mailbox, Outcome
from paht_tui.mail.sender import Sender
from paht_tui.settings import SenderSettings

MARK = "[Test] "
"""What the subject of a test begins with."""


async def send_test(store: Store, *, message_id: int, sender: SenderSettings, post: Sender) -> Outcome:
    """Send a message to the sender's own address, marked, with a calendar UID and Message-ID of its own.

    Raises:
        MailError: the server cannot be reached or refuses us.
        UserError: it is a letter, nobody is named as the sender, or the message cannot be composed.
    """
    if not sender.address:
        raise UserError(NO_SENDER)
    text = await store.read(message_text, message_id=message_id)
    if text.channel is Channel.LETTER:
        raise UserError("This is a letter: it goes by post, and p shows how it reads.")
    row = await store.read(message_by_id, message_id=message_id)
    occasion = await store.read(read_occasion, meeting_id=row.meeting_id, batch_id=row.batch_id)
    draft = draft_of(as_claimed(text, store.clock()), occasion, sender, date=store.clock())
    event = None
    if draft.event is not None:
        # Our own calendar may hold the meeting under its real UID: a test must not move or cancel that.
        event = replace(draft.event, uid=f"test-{uuid.uuid4()}", summary=MARK + draft.event.summary)
    raw = compose(
        replace(
            draft,
            message_id=new_message_id(sender.address.rpartition("@")[2]),
            recipient=Mailbox(sender.name, sender.address),
            subject=MARK + draft.subject,
            event=event,
        )
    )
    async with post:
        return await post.hand_over(raw, sender=sender.address, recipient=sender.address)
