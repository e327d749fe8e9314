"""Who gets no message of a batch, why, and where that can be mended. It decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.enums import Channel
from db.queries.recipients import Recipient


class Mend(StrEnum):
    """Where what is missing is filled in."""

    PERSON = "person"
    ORGANISATION = "organisation"
    POSTAL = "postal address"
    MEETING = "meeting"
    SESSION = "main session"


_MENDS = (
    (Mend.PERSON, frozenset({"salutation", "name"})),
    (Mend.ORGANISATION, frozenset({"organisation"})),
    (Mend.MEETING, frozenset({"focus"})),
    (Mend.SESSION, frozenset({"day", "time", "place", "sessions"})),
)
"""What a person lacks is mended before what the meeting lacks; a sender's name stands in the settings."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One who gets nothing, in a sentence; `mend` is None where nothing could be filled in."""

    person_id: int
    sentence: str
    mend: Mend | None = None
    lacks: tuple[str, ...] = ()
    """The placeholders for which there is nothing."""
    drops: tuple[int, ...] = ()
    """Messages to this invitee that have not left, and are dropped instead."""


def without_address(recipient: Recipient, channel: Channel) -> LeftOut:
    """Nothing is known by which this invitee could be reached."""
    email = channel is Channel.EMAIL
    return LeftOut(
        recipient.person_id,
        f"{recipient.name} has no {'e-mail' if email else 'postal'} address that works.",
        Mend.PERSON if email else Mend.POSTAL,
    )


def without_values(recipient: Recipient, names: Sequence[str]) -> LeftOut:
    """The text asks for what is not in the record; what the person lacks is mended first."""
    mend = next((place for place, of in _MENDS if of.intersection(names)), None)
    sentence = f"{recipient.name}: there is nothing to put for {', '.join(names)}."
    return LeftOut(recipient.person_id, sentence, mend, tuple(names))


def never_left(recipient: Recipient, message_ids: Sequence[int]) -> LeftOut:
    """What would be cancelled has not left: it is dropped, and there is nothing to take back."""
    sentence = f"{recipient.name}: the invitation has not left; it is dropped instead."
    return LeftOut(recipient.person_id, sentence, drops=tuple(message_ids))
