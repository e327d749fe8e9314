"""The keys that reply links are signed with; they are shown to nobody."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import Invitation, Meeting, Programme


def reply_keys(session: Session, *, invitation_ids: Collection[int]) -> dict[int, str]:
    """By invitation the key of its programme, hexadecimal; an invitation that does not exist has none."""
    rows = session.execute(
        select(Invitation.id, Programme.reply_key)
        .join(Meeting, Meeting.id == Invitation.meeting_id)
        .join(Programme, Programme.id == Meeting.programme_id)
        .where(Invitation.id.in_(invitation_ids))
    )
    return {row.id: row.reply_key for row in rows}
