"""What is sent, by e-mail or by post, and what comes back."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, by_value
from db.enums import BatchState, Channel, Delivery, MessageKind, ReceivedKind, ReceivedState


class Template(Base):
    """A text with placeholders, per kind, channel and language."""

    __tablename__ = "templates"
    __table_args__ = (UniqueConstraint("name", "language"), Base.__table_args__)

    id: Mapped[Key]
    name: Mapped[str]
    kind: Mapped[MessageKind] = mapped_column(by_value(MessageKind))
    channel: Mapped[Channel] = mapped_column(by_value(Channel), default=Channel.EMAIL)
    language: Mapped[str] = mapped_column(default="en")
    subject: Mapped[str]
    body: Mapped[str]
    signatories: Mapped[str] = mapped_column(default="")
    """Who signs a letter: the lines below a signature; an empty line begins those of the second."""


class StoredFile(Base):
    """A file that is attached to messages, kept once whatever the number of messages."""

    __tablename__ = "files"

    id: Mapped[Key]
    digest: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the content, hexadecimal."""
    media_type: Mapped[str]
    content: Mapped[bytes]


class Attachment(Base):
    """A file under the name it is sent by: with every message of a text, of a batch, or with one message."""

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN template_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN batch_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN outbox_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_owner",
        ),
        Base.__table_args__,
    )

    id: Mapped[Key]
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), index=True)
    file_name: Mapped[str]
    template_id: Mapped[int | None] = mapped_column(
        ForeignKey("templates.id", ondelete="CASCADE"), index=True
    )
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), index=True)
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"), index=True)


class Batch(Base):
    """Messages or letters of one kind to many people, prepared together."""

    __tablename__ = "batches"

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    template_id: Mapped[int | None] = mapped_column(
        ForeignKey("templates.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[MessageKind] = mapped_column(by_value(MessageKind))
    channel: Mapped[Channel] = mapped_column(by_value(Channel), default=Channel.EMAIL)
    state: Mapped[BatchState] = mapped_column(by_value(BatchState), default=BatchState.PREPARED)
    sender_name: Mapped[str] = mapped_column(default="")
    sender_address: Mapped[str] = mapped_column(default="")
    prepared_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    """When the sentence was confirmed; None: nothing of it may leave."""
    send_after: Mapped[datetime | None]
    """Nothing of it leaves before; None: at once."""
    paused_because: Mapped[str] = mapped_column(default="")
    """Why the program itself has paused it, in a sentence."""


class OutboxMessage(Base):
    """One message or letter to one person, from the first draft to what became of it."""

    __tablename__ = "outbox"
    # What was sent about one calendar entry: asked of each message that is about to leave.
    __table_args__ = (Index("ix_outbox_entry", "invitation_id", "session_id"), Base.__table_args__)

    id: Mapped[Key]
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("sessions.id", ondelete="SET NULL"), index=True)
    """The session whose calendar entry it carries; None: no calendar part."""
    sequence: Mapped[int | None]
    """The session's SEQUENCE as sent."""
    kind: Mapped[MessageKind] = mapped_column(by_value(MessageKind))
    channel: Mapped[Channel] = mapped_column(by_value(Channel), default=Channel.EMAIL)
    state: Mapped[Delivery] = mapped_column(by_value(Delivery), default=Delivery.PLANNED, index=True)
    once: Mapped[str | None] = mapped_column(unique=True)
    """What may leave only once, such as "invitation 12, session 3, sequence 0"; freed when it failed."""
    message_id: Mapped[str] = mapped_column(unique=True)
    """The Message-ID, fixed when the message is prepared."""
    to_name: Mapped[str]
    to_address: Mapped[str] = mapped_column(index=True)
    """An e-mail address, or for a letter the lines of the postal address."""
    language: Mapped[str] = mapped_column(default="en")
    subject: Mapped[str]
    text: Mapped[str]
    """Markdown, the placeholders filled in."""
    planned_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None]
    retry_at: Mapped[datetime | None]
    """When a deferred message is due again; None: with the next run."""
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    reply: Mapped[str] = mapped_column(default="")
    """What the server, the folder or the post office said."""
    raw: Mapped[bytes | None]
    """The message as it left."""


class Letter(Base):
    """What only a letter has: its days on paper. Where it goes stands in the outbox."""

    __tablename__ = "letters"

    id: Mapped[Key]
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"), unique=True)
    printed_on: Mapped[date | None]
    posted_on: Mapped[date | None]
    returned_on: Mapped[date | None]


class ReceivedMessage(Base):
    """A message from the mailbox, kept whole, with what it was taken for."""

    __tablename__ = "received_messages"

    id: Mapped[Key]
    message_id: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[datetime]
    from_address: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    kind: Mapped[ReceivedKind] = mapped_column(by_value(ReceivedKind))
    state: Mapped[ReceivedState] = mapped_column(
        by_value(ReceivedState), default=ReceivedState.NEW, index=True
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitations.id", ondelete="SET NULL"), index=True
    )
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"), index=True)
    raw: Mapped[bytes]
