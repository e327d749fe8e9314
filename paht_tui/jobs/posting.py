"""Before a batch leaves: by which way, and to whom this has not been sent. It sends nothing itself."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import BatchState, Channel, Delivery, MessageKind
from db.queries.invitations import list_invitations
from db.queries.mail import BatchRow, in_flight, list_batches
from db.queries.templates import TemplateRow, translations
from db.store import Store
from db.tables import Batch, OutboxMessage
from paht_tui.domain.audience import ALWAYS, outside
from paht_tui.domain.office_hours import parse_hours
from paht_tui.domain.sending_policy import Pacing, is_overdue
from paht_tui.jobs.left_out import LeftOut
from paht_tui.jobs.prepare import BatchPlan, plan_batch
from paht_tui.jobs.send import Manner
from paht_tui.mail.secret import Password
from paht_tui.mail.sender import Sender
from paht_tui.settings import MailboxSettings, SenderSettings, ServerSettings, Settings

if TYPE_CHECKING:
    from paht_tui.mail.sent_folder import SentFolder

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
    planned: tuple[BatchRow, ...] = ()
    """Those that were to leave at a time of their own."""
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

    return SmtpSender(server, _secret(server, environ, "smtp"))


def make_sent_folder(settings: Settings, environ: Mapping[str, str]) -> "SentFolder | None":
    """The folder of sent mail that the settings name, or None; asking takes its time as in `make_post`.

    Raises:
        UserError: the security of the mailbox is not allowed, or the password's command fails.
    """
    mailbox = settings.imap
    if mailbox is None or not mailbox.sent_folder:
        return None
    from paht_tui.mail.sent_folder import SentFolder  # noqa: PLC0415 - loaded where there is one

    return SentFolder(mailbox, _secret(mailbox, environ, "imap"))


def make_manner(
    settings: Settings,
    outgoing: Path,
    environ: Mapping[str, str],
    *,
    waits: bool = False,
) -> Manner:
    """How batches are sent by these settings; it takes its time as `make_post` does.

    With `waits` a run goes on until nothing waits any more.

    Raises:
        UserError: the security of a server is not allowed, or a password's command fails.
    """
    further = settings.sending.connections - 1 if settings.smtp else 0
    return Manner(
        pacing=_pacing(settings),
        more=tuple(make_post(settings, outgoing, environ) for _ in range(further)),
        sent_mail=make_sent_folder(settings, environ),
        waits=waits,
    )


def is_late(settings: Settings, batch: BatchRow, now: datetime) -> bool:
    """Whether a batch was to leave at a time so long past that a person is asked before more of it does."""
    pacing = replace(_pacing(settings), zone=batch.zone)
    return batch.send_after is not None and is_overdue(now, batch.send_after, pacing)


def _pacing(settings: Settings) -> Pacing:
    sending = settings.sending
    return Pacing(
        per_minute=sending.per_minute,
        per_domain=sending.per_domain_per_minute,
        hours=parse_hours(sending.window) if sending.window else None,
    )


def _secret(where: ServerSettings | MailboxSettings, environ: Mapping[str, str], section: str) -> Password:
    """What a login is proved by; asked for at once, so that what is missing shows before anything leaves."""
    if not where.user:
        return None
    from paht_tui.mail.password import find_password  # noqa: PLC0415 - the keyring takes its time to load

    ask = partial(
        find_password,
        user=where.user,
        host=where.host,
        command=where.password_command,
        environ=environ,
        section=section,
    )
    secret = ask()
    return ask if where.auth == "xoauth2" else secret


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

    Who is not meant by a message of this kind is left out (`domain/audience.py`), unless picked by hand.

    Raises:
        UserError: as `plan_batch`.
    """
    listed = await store.read(list_invitations, meeting_id=meeting_id, text=text, limit=_ALL)
    chosen = None if invitation_ids is None else frozenset(invitation_ids)
    rows = [row for row in listed if chosen is None or row.id in chosen]
    others: dict[int, str] = {}
    if chosen is None or template.kind in ALWAYS:
        others = await store.read(
            outside, kind=template.kind, rows=rows, meeting_id=meeting_id, session_id=session_id
        )
    plan = await plan_batch(
        store,
        meeting_id=meeting_id,
        invitation_ids=[row.id for row in rows if row.id not in others],
        template=template,
        sender=sender,
        session_id=session_id,
    )
    once, got = await store.read(_sent_before, meeting_id=meeting_id, template=template)
    fresh = tuple(
        message
        for message in plan.messages
        if (message.once not in once if message.once else again or message.invitation_id not in got)
    )
    without = tuple(LeftOut(row.person_id, others[row.id]) for row in rows if row.id in others)
    return Unsent(
        replace(plan, messages=fresh, without=(*plan.without, *without)), len(plan.messages) - len(fresh)
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
    idle = [row for row in released if row.waiting and row.id not in taken]
    scheduled = tuple(row for row in idle if row.send_after and not row.begun)
    return LeftOver(
        stopped=tuple(row for row in idle if row not in scheduled),
        planned=scheduled,
        drafts=tuple(row for row in wanted if row.state is BatchState.PREPARED),
        under_way=tuple(row for row in released if row.id in taken),
    )


def _sent_before(
    session: Session, *, meeting_id: int, template: TemplateRow
) -> tuple[frozenset[str], frozenset[int]]:
    """What may leave only once and has, or is prepared; and who has this text, in whatever language."""
    same = {row.id for row in translations(session, template=template).values()}
    rows = session.execute(
        select(OutboxMessage.once, OutboxMessage.invitation_id, Batch.template_id)
        .join(Batch, Batch.id == OutboxMessage.batch_id)
        .where(OutboxMessage.meeting_id == meeting_id, OutboxMessage.state.not_in(_NEVER_LEFT))
    ).all()
    return (
        frozenset(once for once, _, _ in rows if once),
        frozenset(invitation for _, invitation, text in rows if text in same),
    )


def _batches_in_flight(session: Session) -> frozenset[int]:
    """Batches of which a sender has a message in hand."""
    numbers = [number for number, _, _ in in_flight(session)]
    return frozenset(session.scalars(select(OutboxMessage.batch_id).where(OutboxMessage.id.in_(numbers))))
