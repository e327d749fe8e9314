"""Files that go with messages: attached to a text, to a batch, or to one message, before it leaves.

The content is kept once by its digest; that it is attached is what is recorded and undone. What is attached
to a text goes with what is prepared from it later, never with what is prepared already.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, aliased

from db.change import Change
from db.queries.attachments import AttachmentRow, attachments, attachments_of_batch
from db.tables import Attachment, Batch, History, OutboxMessage, StoredFile, Template
from paht_tui.domain.drafts import MAY_CHANGE
from paht_tui.errors import UserError

LARGEST: Final = 7_000_000
"""What one message may carry, in octets: a third more on its way, and many servers take no 10 MB."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file as it is attached: the name it is sent by, what it is, its content."""

    name: str
    media_type: str
    content: bytes


def attach_to_text(change: Change, *, template_id: int, file: NewFile) -> int:
    """Attach a file to a text: to what is prepared from it from now on.

    Raises:
        UserError: the text is gone, or its messages would become too large.
    """
    text = change.session.get(Template, template_id)
    if text is None:
        raise UserError("This text is no longer in the record.")
    _check_size(attachments(change.session, template_ids=(template_id,)), file)
    change.describe("file.attached", f"Attached {file.name} to the text “{text.name}” ({text.language})")
    return _attach(change, file, template_id=template_id)


def attach_to_batch(change: Change, *, batch_id: int, file: NewFile) -> int:
    """Attach a file to every message of a batch that has not left.

    Raises:
        UserError: a message of it would become too large.
    """
    batch = change.session.get_one(Batch, batch_id)
    for carried in _by_message(attachments_of_batch(change.session, batch_id=batch_id)):
        _check_size(carried, file)
    change.describe("file.attached", f"Attached {file.name} to a batch of {batch.kind.value}")
    return _attach(change, file, batch_id=batch_id)


def attach_to_message(change: Change, *, message_id: int, file: NewFile) -> int:
    """Attach a file to one message.

    Raises:
        UserError: it has left, or would become too large.
    """
    message = _draft(change, message_id)
    carried = attachments(change.session, batch_id=message.batch_id, outbox_id=message_id)
    _check_size(carried, file)
    change.describe("file.attached", f"Attached {file.name} to the message to {message.to_name}")
    return _attach(change, file, outbox_id=message_id)


def detach(change: Change, *, attachment_id: int) -> str:
    """Let a file no longer go with what it is attached to; its name.

    Raises:
        UserError: it is gone already, or the message has left.
    """
    row = change.session.get(Attachment, attachment_id)
    if row is None:
        raise UserError("This file is no longer attached.")
    if row.outbox_id is not None:
        _draft(change, row.outbox_id)
    change.describe("file.detached", f"Took {row.file_name} off")
    change.remove(row)
    return row.file_name


def carry_over(change: Change, *, batch_id: int, texts: Mapping[str, int]) -> None:
    """Attach to each message of a new batch what is attached to its text; `texts`: their numbers by tag."""
    kept = attachments(change.session, template_ids=tuple(texts.values()))
    if not kept:
        return
    of_text: dict[int | None, list[AttachmentRow]] = {}
    for each in kept:
        of_text.setdefault(each.template_id, []).append(each)
    messages = select(OutboxMessage.id, OutboxMessage.language).where(OutboxMessage.batch_id == batch_id)
    rows = [
        {"file_id": each.file_id, "file_name": each.file_name, "outbox_id": number}
        for number, language in change.session.execute(messages.order_by(OutboxMessage.id))
        for each in of_text.get(texts.get(language), ())
    ]
    change.add_many(Attachment, rows)


def forget_contents(change: Change, *, file_ids: Collection[int]) -> None:
    """Let go of files that were attached by what is undone, and go with nothing else.

    One that was taken off stays: that may be undone too, and the history has no copy of it.
    """
    session = change.session
    unused = set(file_ids) - set(
        session.scalars(select(Attachment.file_id).where(Attachment.file_id.in_(file_ids)))
    )
    if unused and (gone := unused - _may_come_back(session)):
        session.execute(delete(StoredFile).where(StoredFile.id.in_(gone)))


def _may_come_back(session: Session) -> set[int]:
    """The files that were taken off by acts which can still be undone."""
    undone = aliased(History)
    taken_off = select(History.before).where(
        History.entity == Attachment.__tablename__,
        History.after.is_(None),
        History.undoable.is_(True),
        ~select(undone.id).where(undone.undoes == History.change).exists(),
    )
    return {before["file_id"] for before in session.scalars(taken_off) if before}


def _attach(change: Change, file: NewFile, **owner: int) -> int:
    return change.add(Attachment(file_id=_kept(change, file), file_name=file.name, **owner)).id


def _kept(change: Change, file: NewFile) -> int:
    """The number of this content; it is not itself recorded, for a history is no place for megabytes."""
    digest = hashlib.sha256(file.content).hexdigest()
    known = change.session.scalar(select(StoredFile.id).where(StoredFile.digest == digest))
    if known is not None:
        return known
    values = {"digest": digest, "media_type": file.media_type, "content": file.content}
    return change.session.scalars(insert(StoredFile).returning(StoredFile.id), [values]).one()


def _draft(change: Change, message_id: int) -> OutboxMessage:
    message = change.session.get_one(OutboxMessage, message_id)
    if message.state not in MAY_CHANGE:
        state = message.state.value.replace("_", " ")
        raise UserError(f"The message to {message.to_name} is {state}: what goes with it stays.")
    return message


def _by_message(rows: Sequence[AttachmentRow]) -> list[list[AttachmentRow]]:
    """What each message of a batch carries; the first is one without a file of its own."""
    shared = [row for row in rows if row.outbox_id is None]
    own: dict[int, list[AttachmentRow]] = {}
    for row in rows:
        if row.outbox_id is not None:
            own.setdefault(row.outbox_id, []).append(row)
    return [shared, *([*shared, *mine] for mine in own.values())]


def _check_size(carried: Sequence[AttachmentRow], file: NewFile) -> None:
    if not file.content:
        raise UserError(f"{file.name} is empty.")
    total = sum(row.size for row in carried) + len(file.content)
    if total > LARGEST:
        raise UserError(
            f"With {file.name} a message would carry {total / 1e6:.1f} MB of files, and many servers refuse"
            f" more than {LARGEST / 1e6:.0f} MB: send a link instead, or a smaller file."
        )
