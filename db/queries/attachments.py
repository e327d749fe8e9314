"""What is attached to texts, batches and single messages."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.queries.parts import as_rows
from db.tables import Attachment, OutboxMessage, StoredFile


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file under the name it is sent by; `size` in octets."""

    id: int
    file_id: int
    file_name: str
    media_type: str
    size: int
    template_id: int | None
    batch_id: int | None
    outbox_id: int | None


def attachments(
    session: Session,
    *,
    template_ids: Collection[int] = (),
    batch_id: int | None = None,
    outbox_id: int | None = None,
) -> tuple[AttachmentRow, ...]:
    """What is attached to any of these texts, to a batch itself, or to one message itself."""
    owner: ColumnElement[bool] = Attachment.template_id.in_(template_ids)
    if batch_id is not None:
        owner |= Attachment.batch_id == batch_id
    if outbox_id is not None:
        owner |= Attachment.outbox_id == outbox_id
    return _found(session, owner)


def attachments_of_batch(session: Session, *, batch_id: int) -> tuple[AttachmentRow, ...]:
    """What is attached to a batch, and to each single message of it."""
    mine = select(OutboxMessage.id).where(OutboxMessage.batch_id == batch_id)
    return _found(session, (Attachment.batch_id == batch_id) | Attachment.outbox_id.in_(mine))


def file_contents(session: Session, *, file_ids: Collection[int]) -> dict[int, bytes]:
    """The contents of files by number."""
    wanted = select(StoredFile.id, StoredFile.content).where(StoredFile.id.in_(file_ids))
    return {row.id: row.content for row in session.execute(wanted)}


def _found(session: Session, owner: ColumnElement[bool]) -> tuple[AttachmentRow, ...]:
    rows = session.execute(
        select(
            Attachment.id,
            Attachment.file_id,
            Attachment.file_name,
            StoredFile.media_type,
            func.length(StoredFile.content),
            Attachment.template_id,
            Attachment.batch_id,
            Attachment.outbox_id,
        )
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .where(owner)
        .order_by(Attachment.id)
    )
    return as_rows(AttachmentRow, rows)
