"""Preparing what follows from a change: updates, cancellations, invitations, calls. It sends nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from db.change import Change
from db.enums import Channel, FollowUpKind, MessageKind
from db.queries.templates import TemplateRow, list_templates
from db.store import Store
from paht_tui.domain.consequences import Consequences, Invitee, consequences_of
from paht_tui.domain.entries import drop_unsent
from paht_tui.domain.follow_ups import add_follow_up
from paht_tui.errors import UserError
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.settings import SenderSettings

KINDS: Final = (MessageKind.UPDATE, MessageKind.CANCELLATION, MessageKind.INVITATION)
"""What may follow from a change, in the order in which it is prepared."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was prepared: the batches with their messages, what is not sent after all, the calls noted."""

    batches: tuple[int, ...]
    messages: int
    dropped: int
    calls: int
    left_out: tuple[str, ...]


async def prepare_consequences(
    store: Store, *, meeting_id: int, sender: SenderSettings, chosen: TemplateRow | None = None
) -> Prepared:
    """Prepare a batch for each kind and session, and note the calls; `chosen` is the text for its kind.

    Every message is planned before the first is written down.

    Raises:
        UserError: no sender, or there is no text of a kind that is needed.
    """
    found = await store.read(consequences_of, meeting_id=meeting_id, now=store.clock())
    texts = _texts(await store.read(list_templates), chosen)
    plans = [
        await plan_batch(
            store,
            meeting_id=meeting_id,
            invitation_ids=[each.invitation_id for each in invitees],
            template=_text(texts, kind),
            sender=sender,
            session_id=session_id,
        )
        for kind, session_id, invitees in _due(found)
    ]
    batches, messages, dropped = [], 0, 0
    for plan in plans:
        if plan.messages:
            batches.append(await write_batch(store, plan, sender=sender))
            messages += len(plan.messages)
        elif plan.instead:
            await store.write(drop_unsent, message_ids=plan.instead)
        dropped += len(plan.instead)
    calls = await store.write(note_calls, found=found) if found.to_call else 0
    left_out = tuple(each.sentence for plan in plans for each in plan.without if not each.drops)
    return Prepared(tuple(batches), messages, dropped, calls, left_out)


def note_calls(change: Change, *, found: Consequences) -> int:
    """Note a call to everybody who is told by no message; how many."""
    meeting = found.meeting
    change.describe("follow_up.added", f"To do: {len(found.to_call)} calls: {meeting.title} was changed")
    for why, invitees in found.calls:
        for each in invitees:
            add_follow_up(
                change,
                kind=FollowUpKind.CALL,
                text=f"Tell of the change: {meeting.title} ({why.value})",
                due_at=change.at,
                meeting_id=meeting.id,
                person_id=each.person_id,
                invitation_id=each.invitation_id,
            )
    return len(found.to_call)


def _due(found: Consequences) -> Iterator[tuple[MessageKind, int, Sequence[Invitee]]]:
    for kind in KINDS:
        for each in found.sessions:
            if invitees := each.of_kind(kind):
                yield kind, each.session.id, invitees


def _texts(rows: Sequence[TemplateRow], chosen: TemplateRow | None) -> Mapping[MessageKind, TemplateRow]:
    """The text of each kind that goes by e-mail: the one chosen, or the first, English before others."""
    texts: dict[MessageKind, TemplateRow] = {chosen.kind: chosen} if chosen else {}
    for row in sorted(rows, key=lambda row: row.language != "en"):
        if row.channel is Channel.EMAIL:
            texts.setdefault(row.kind, row)
    return texts


def _text(texts: Mapping[MessageKind, TemplateRow], kind: MessageKind) -> TemplateRow:
    if kind not in texts:
        raise UserError(f"There is no text of the kind “{kind.value}” yet: write one on the tab Mail (n).")
    return texts[kind]
