"""A text while it is being written, as an invitee of a meeting would get it, by the functions that send it.

It writes nothing and sends nothing, and takes no text from the record but the one it is given.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace

from db.enums import MessageKind
from db.queries.invitations import invitation_ids
from db.queries.recipients import Recipient
from db.queries.templates import TemplateRow
from db.store import Store
from paht_tui.domain.outbox import Planned
from paht_tui.errors import UserError
from paht_tui.jobs.left_out import LeftOut
from paht_tui.jobs.prepare import NO_SENDER, BatchGround, batch_ground, check_words, message_to
from paht_tui.jobs.previewing import Seen, planned_as_seen
from paht_tui.settings import SenderSettings

SAMPLE = Recipient(
    invitation_id=0,
    person_id=0,
    name="Dr Maria Sample MP",
    prefix="Dr",
    given_name="Maria",
    family_name="Sample",
    salutation="",
    languages="",
    organisation="House of Samples",
    do_not_contact=False,
    address="maria.sample@parliament.example",
    postal_address="House of Samples\nSquare 1\n1000 Sampleton",
    postal_country="NL",
)
"""Who is written to where nobody is on the list yet; she exists nowhere else."""
_NO_ADDRESS = "(no postal address yet)"
_TRIED = 20


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Who is on the list of a meeting, and what a text of this kind is filled in with; as read once."""

    meeting_id: int
    kind: MessageKind
    sender: SenderSettings
    ground: BatchGround

    @property
    def names(self) -> tuple[str, ...]:
        """The invitees in the order of the list, or the sample alone."""
        return tuple(each.name for each in self.ground.recipients)

    @property
    def is_sample(self) -> bool:
        """Whether nobody is on the list yet."""
        return self.ground.recipients == (SAMPLE,)

    def write(self, text: TemplateRow, number: int, *, reachable: bool = False) -> Planned | LeftOut:
        """The message to one of the invitees, or why there is none; whatever language is theirs.

        With `reachable` it is written as if each had an address.

        Raises:
            UserError: no sender, no session, or a line of the text is not understood.
        """
        if not self.sender.address:
            raise UserError(NO_SENDER)
        check_words(text)
        if not self.ground.sessions:
            raise UserError(f"{self.ground.meeting.title} has no session yet: give it a day and times first.")
        domain = self.sender.address.rpartition("@")[2]
        recipient = self.ground.recipients[number]
        if reachable:
            stand_in = recipient.postal_address or _NO_ADDRESS
            address = recipient.address or SAMPLE.address
            recipient = replace(recipient, address=address, postal_address=stand_in)
        return message_to(recipient, self.ground, text, self.sender, session_id=None, domain=domain)

    def first(self, text: TemplateRow) -> int:
        """The first of the invitees to whom the text can go, among those at the head of the list."""
        tried = range(min(_TRIED, len(self.names)))
        with suppress(UserError):  # what is wrong with the text itself is said when it is shown
            return next((number for number in tried if isinstance(self.write(text, number), Planned)), 0)
        return 0


async def rehearse(store: Store, *, meeting_id: int, text: TemplateRow, sender: SenderSettings) -> Rehearsal:
    """Read for whom a text of this kind can be tried, and with what."""
    invited = await store.read(invitation_ids, meeting_id=meeting_id)
    ground = await store.read(batch_ground, meeting_id=meeting_id, invitation_ids=invited, template=text)
    if not ground.recipients:
        asked = {SAMPLE.invitation_id: [each.id for each in ground.sessions]}
        keys = {SAMPLE.invitation_id: "0" * 64}  # her reply links prove nothing
        ground = replace(ground, recipients=(SAMPLE,), sessions_of=asked, keys=keys)
    return Rehearsal(meeting_id, text.kind, sender, ground)


async def as_seen(store: Store, rehearsal: Rehearsal, *, text: TemplateRow, number: int) -> tuple[Seen, str]:
    """The text as one of the invitees would get it, and what keeps it from being sent: an address is missing.

    Raises:
        UserError: there is no message to this invitee; the sentence says where the text is wrong, or what is
            missing and for whom.
    """
    made, hindrance = await asyncio.to_thread(rehearsal.write, text, number), ""
    if isinstance(made, LeftOut):
        hindrance = made.sentence
        made = await asyncio.to_thread(rehearsal.write, text, number, reachable=True)
    if isinstance(made, LeftOut):
        raise UserError(made.sentence)
    seen = await planned_as_seen(
        store, made, meeting_id=rehearsal.meeting_id, template=text, sender=rehearsal.sender
    )
    return seen, hindrance
