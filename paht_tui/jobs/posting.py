"""Before a batch leaves: by which way, and to whom this has not been sent. It sends nothing itself."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import Answer, BatchState, Channel, Delivery, MessageKind
from db.queries.invitations import list_invitations
from db.queries.mail import BatchRow, in_flight, list_batches
from db.queries.templates import TemplateRow
from db.store import Store
from db.tables import Batch, OutboxMessage
from paht_tui.jobs.prepare import BatchPlan, plan_batch
from paht_tui.mail.sender import Sender
from paht_tui.settings import SenderSettings, Settings

_NEVER_LEFT = (Delivery.FAILED, Delivery.BOUNCED, Delivery.RETURNED, Delivery.DROPPED)
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Unsent:
    """A batch for those who have not got this yet; `already` have it, or it is prepared for them."""

    plan: BatchPlan
    already: int


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Batches of earlier runs: those that were stopped, drafts not yet released, and those under way."""

    stopped: tuple[BatchRow, ...] = ()
    drafts: tuple[BatchRow, ...] = ()
    under_way: tuple[BatchRow, ...] = ()


def make_post(settings: Settings, outgoing: Path, environ: Mapping[str, str]) -> Sender:
    """The way out of the house: the server of the settings with its password, or else the folder.

    Asking for the password may take its time: call it in a thread where an event loop runs.

    Raises:
        UserError: the security of the server is not allowed, or the password's command fails.
    """
    server = settings.smtp
    if server is None:
        from paht_tui.mail.folder import FolderSender  # noqa: PLC0415 - only the way that is taken is loaded

        return FolderSender(outgoing)
    from paht_tui.mail.sender import SmtpSender  # noqa: PLC0415

    password = None
    if server.user:
        from paht_tui.mail.password import find_password  # noqa: PLC0415 - the keyring takes its time to load

        password = find_password(
            user=server.user, host=server.host, command=server.password_command, environ=environ
        )
    return SmtpSender(server, password)


async def plan_unsent(
    store: Store,
    *,
    meeting_id: int,
    template: TemplateRow,
    sender: SenderSettings,
    text: str = "",
    session_id: int | None = None,
    invitation_ids: Collection[int] | None = None,
    again: bool = False,
) -> Unsent:
    """Plan a batch to everybody on the list (or whom a filter finds) to whom this has not been sent.

    With `invitation_ids` only to those of them; with `again` also to those who have had the same text, as
    long as it is none that may leave only once.

    A reminder goes to those only who have not answered, or may come.

    Raises:
        UserError: as `plan_batch`.
    """
    listed = await store.read(list_invitations, meeting_id=meeting_id, text=text, limit=_ALL)
    chosen = None if invitation_ids is None else frozenset(invitation_ids)
    rows = [row for row in listed if chosen is None or row.id in chosen]
    answered = [
        row
        for row in rows
        if template.kind is MessageKind.REMINDER and row.answer not in {Answer.NONE, Answer.TENTATIVE}
    ]
    known = {row.id for row in answered}
    plan = await plan_batch(
        store,
        meeting_id=meeting_id,
        invitation_ids=[row.id for row in rows if row.id not in known],
        template=template,
        sender=sender,
        session_id=session_id,
    )
    once, got = await store.read(_sent_before, meeting_id=meeting_id, template_id=template.id)
    fresh = tuple(
        message
        for message in plan.messages
        if (message.once not in once if message.once else again or message.invitation_id not in got)
    )
    sentences = tuple(f"{row.name} has answered ({row.answer.value})." for row in answered)
    return Unsent(
        replace(plan, messages=fresh, left_out=(*plan.left_out, *sentences)),
        len(plan.messages) - len(fresh),
    )


async def left_over(store: Store, *, meeting_id: int, kind: MessageKind) -> LeftOver:
    """What earlier batches of this kind by e-mail have left, oldest first."""
    rows, taken = await asyncio.gather(
        store.read(list_batches, meeting_id=meeting_id), store.read(_batches_in_flight)
    )
    wanted = [
        row
        for row in reversed(rows)
        if row.kind is kind and row.channel is Channel.EMAIL and row.waiting + row.planned
    ]
    released = [row for row in wanted if row.state in {BatchState.SENDING, BatchState.PAUSED}]
    return LeftOver(
        stopped=tuple(row for row in released if row.waiting and row.id not in taken),
        drafts=tuple(row for row in wanted if row.state is BatchState.PREPARED),
        under_way=tuple(row for row in released if row.id in taken),
    )


def _sent_before(
    session: Session, *, meeting_id: int, template_id: int
) -> tuple[frozenset[str], frozenset[int]]:
    """What may leave only once and has, or is prepared; and who has a message of this template."""
    rows = session.execute(
        select(OutboxMessage.once, OutboxMessage.invitation_id, Batch.template_id)
        .join(Batch, Batch.id == OutboxMessage.batch_id)
        .where(OutboxMessage.meeting_id == meeting_id, OutboxMessage.state.not_in(_NEVER_LEFT))
    ).all()
    return (
        frozenset(once for once, _, _ in rows if once),
        frozenset(invitation for _, invitation, template in rows if template == template_id),
    )


def _batches_in_flight(session: Session) -> frozenset[int]:
    """Batches of which a sender has a message in hand."""
    numbers = [number for number, _, _ in in_flight(session)]
    return frozenset(session.scalars(select(OutboxMessage.batch_id).where(OutboxMessage.id.in_(numbers))))
