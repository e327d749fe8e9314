"""A message as its receiver will see it, or has it: one that left from its bytes, any other composed anew.

It writes nothing and sends nothing.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.enums import Answer, Channel, MessageKind
from db.queries.entries import answer_to
from db.queries.mail import MessageText, message_by_id, message_text
from db.queries.templates import TemplateRow, translations
from db.store import Store
from paht_tui.domain.handover import Claimed
from paht_tui.domain.outbox import Planned
from paht_tui.jobs.compose import compose_claimed, read_occasion
from paht_tui.mail.markdown import render_markdown
from paht_tui.mail.preview import MessagePreview, preview
from paht_tui.settings import SenderSettings


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """A letter: the lines of the address, the subject, the language, the text without its marks."""

    address: str
    subject: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a receiver sees; `left` says whether these are the very bytes that left."""

    view: MessagePreview | LetterPreview
    left: bool


async def message_as_seen(store: Store, *, message_id: int, sender: SenderSettings) -> Seen:
    """A message of the outbox: as it left, or as it will.

    Raises:
        RecordError: there is no such message.
        UserError: it cannot be composed, or what was kept of it is damaged; the sentence says why.
    """
    text = await store.read(message_text, message_id=message_id)
    if text.channel is Channel.LETTER:
        address = f"{text.to_name}\n{text.to_address}"
        plain = render_markdown(text.text).plain
        return Seen(LetterPreview(address, text.subject, text.language, plain), left=False)
    if text.raw is not None:
        return Seen(preview(text.raw), left=True)
    row = await store.read(message_by_id, message_id=message_id)
    occasion = await store.read(read_occasion, meeting_id=row.meeting_id, batch_id=row.batch_id)
    return Seen(preview(compose_claimed(as_claimed(text, store.clock()), occasion, sender)), left=False)


async def planned_as_seen(
    store: Store, planned: Planned, *, meeting_id: int, template: TemplateRow, sender: SenderSettings
) -> Seen:
    """A message that is planned and not yet in the outbox.

    Raises:
        UserError: it cannot be composed; the sentence says why.
    """
    if template.channel is Channel.LETTER:
        address = f"{planned.to_name}\n{planned.to_address}"
        plain = render_markdown(planned.text).plain
        return Seen(LetterPreview(address, planned.subject, planned.language, plain), left=False)
    claimed = Claimed(
        id=0,
        message_id=planned.message_id,
        to_name=planned.to_name,
        to_address=planned.to_address,
        subject=planned.subject,
        text=planned.text,
        language=planned.language,
        kind=template.kind,
        session_id=planned.session_id,
        sequence=planned.sequence,
        answer=await store.read(_answer, planned=planned, template=template),
        claimed_at=store.clock(),
    )
    # Each gets what is attached to the text in his or her own language.
    text = (await store.read(translations, template=template)).get(planned.language, template)
    occasion = await store.read(read_occasion, meeting_id=meeting_id, template_id=text.id)
    # What is attached may be large, and while a text is written this is done at each key.
    raw = await asyncio.to_thread(compose_claimed, claimed, occasion, sender)
    return Seen(await asyncio.to_thread(preview, raw), left=False)


def as_claimed(text: MessageText, at: datetime) -> Claimed:
    """A message of the outbox in the shape in which it is composed, dated `at`; nothing is claimed."""
    return Claimed(
        id=text.id,
        message_id=text.message_id,
        to_name=text.to_name,
        to_address=text.to_address,
        subject=text.subject,
        text=text.text,
        language=text.language,
        kind=text.kind,
        session_id=text.session_id,
        sequence=text.sequence,
        answer=text.answer,
        claimed_at=at,
    )


def _answer(session: Session, *, planned: Planned, template: TemplateRow) -> Answer | None:
    """The answer that an update keeps; None where the message asks for one."""
    if template.kind is not MessageKind.UPDATE or planned.session_id is None or planned.sequence is None:
        return None
    return answer_to(
        session,
        invitation_id=planned.invitation_id,
        session_id=planned.session_id,
        sequence=planned.sequence,
    )
